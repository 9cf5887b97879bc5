"""Records to usage rows: the agents of a store's day summed, orders counted."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from billing.intake import orders
from billing.intake.levels import Group
from billing.intake.names import Place
from billing.intake.records import OrderRow, Record
from billing.period import Period
from billing.source import Cell
from billing.usage import Kind, Rows, Table, UsageRow

_LABELS = frozenset({"agent", "service", "shift", "platform"})
_ORDERS = frozenset({"orders"})  # counted from a list of orders


class Key(NamedTuple):
    """What one usage row is for. `part` keeps shifts, and agents on duty, apart."""

    place: Place
    kind: Kind
    service: str
    shift: str
    period: Period
    part: str


@dataclass(slots=True)
class _Sum:
    """Figures of a usage row told at one level of detail: by agent, or not, or as orders."""

    parts: dict[object, list[tuple[frozenset[str], dict[str, Decimal]]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    rows: dict[Table, set[int]] = field(default_factory=lambda: defaultdict(set))
    day_kind: str = ""

    def figures(self) -> tuple[dict[str, Decimal], frozenset[str]]:
        """The sums of what every part tells, and the figures that not every part does."""
        told = [_joined(part) for part in self.parts.values()]
        held = frozenset().union(*(columns for columns, _ in told))
        whole = [f for f in held if all(f in values for _, values in told)]
        sums = {f: sum((values[f] for _, values in told), Decimal(0)) for f in sorted(whole)}
        return sums, held - sums.keys()


def _joined(
    records: Iterable[tuple[frozenset[str], dict[str, Decimal]]],
) -> tuple[frozenset[str], dict[str, Decimal]]:
    """The records of one agent, which tell different figures, as one."""
    columns: frozenset[str] = frozenset()
    values: dict[str, Decimal] = {}
    for held, figures in records:
        columns |= held
        values |= figures
    return columns, values


def summed(
    records: Iterable[Record],
    order_rows: Iterable[OrderRow],
    needs: Mapping[str, frozenset[Kind]],
) -> tuple[dict[str, list[UsageRow]], list[Group]]:
    """The usage rows of each client, and how finely each was told.

    A figure told at two levels blocks the clients that need its kind; for others it stays blank.
    """
    by_key: dict[Key, dict[frozenset[str], _Sum]] = defaultdict(lambda: defaultdict(_Sum))
    for record in records:
        _add(by_key[_key(record)][_labels(record)], record)
    for parts in orders.mains(order_rows).values():
        first = parts[0]
        key = Key(first.place, Kind.ORDERS, first.service, "", first.period, "")
        _count(by_key[key][_ORDERS], parts)
    rows: dict[str, list[UsageRow]] = defaultdict(list)
    groups = []
    for key in sorted(by_key, key=_order):
        sources = by_key[key]
        needed = key.kind in needs[key.place.client]
        rows[key.place.client].append(_row(key, tuple(sources.values()), needed=needed))
        groups += [_group(key, found, labels) for labels, found in sources.items()]
    return rows, groups


def _labels(record: Record) -> frozenset[str]:
    """What a record tells besides store and day; a named agent's seat is on any platform."""
    seat = record.kind is Kind.STAFFING and record.agent
    blank = record.unlabelled - {"platform"} if seat else record.unlabelled
    told = _LABELS.intersection(record.table.columns) - blank
    return told | {"hour"} if record.within[1] else told


def _key(record: Record) -> Key:
    apart = record.agent if record.kind is Kind.STAFFING and not record.part else ""
    return Key(
        record.place, record.kind, record.service, record.shift, record.period, record.part or apart
    )


def _order(key: Key) -> tuple[object, ...]:
    return (
        key.place.client,
        key.place.store,
        key.period,
        key.service,
        key.shift,
        key.kind,
        key.part,
    )


def _add(found: _Sum, record: Record) -> None:
    held = frozenset(record.figures) | record.blank
    found.parts[record.agent, record.within].append((held, dict(record.figures)))
    found.rows[record.table].add(record.row)
    found.day_kind = found.day_kind or record.day_kind


def _count(found: _Sum, parts: Sequence[OrderRow]) -> None:
    """One main order: each figure that its table tells."""
    counts = orders.counted(list(parts))
    table = parts[0].table
    figures = {figure: Decimal(n) for figure, n in counts.items() if figure in table.columns}
    total = found.parts[table.file + table.sheet]
    if not total:
        total.append((frozenset(table.columns), dict.fromkeys(table.columns, Decimal(0))))
    sums = total[0][1]
    for figure, n in figures.items():
        sums[figure] += n
    for part in parts:
        found.rows[part.table].add(part.row)


def _row(key: Key, sources: Sequence[_Sum], *, needed: bool) -> UsageRow:
    figures: dict[str, Decimal] = {}
    blank: frozenset[str] = frozenset()
    for source in sources:
        own, lacking = source.figures()
        twice = frozenset(own.keys() & figures.keys())  # a problem says so, and blocks if needed
        blank |= lacking if needed else lacking | twice
        figures = own | figures
    if "start" in figures:
        start, end = key.part.split("-", 1)
        figures |= {"start": Decimal(start), "end": Decimal(end)}
    return UsageRow(
        kind=key.kind,
        store=key.place.store,
        service=key.service,
        shift=key.shift,
        period=key.period,
        figures={name: value for name, value in figures.items() if name not in blank},
        blank=blank,
        day_kind=next((source.day_kind for source in sources if source.day_kind), ""),
        at=tuple(run for source in sources for run in _runs(source)),
    )


def _runs(found: _Sum) -> list[Rows]:
    """The rows of each table as runs of consecutive ones."""
    runs: list[Rows] = []
    for table in sorted(found.rows, key=lambda table: (table.file, table.sheet)):
        start = last = 0
        for number in sorted(found.rows[table]):
            if number != last + 1 and last:
                runs.append(Rows(table, start, last))
            if number != last + 1 or not last:
                start = number
            last = number
        runs.append(Rows(table, start, last))
    return runs


def _group(key: Key, found: _Sum, labels: frozenset[str]) -> Group:
    table = min(found.rows, key=lambda table: (table.file, table.sheet))
    figures, blank = found.figures()
    held = frozenset(figures) | blank
    column = table.columns.get(min(held, default=""), 1)
    whole = key.period if key.period.days > 1 else None
    cell = Cell(table.file, table.sheet, column, min(found.rows[table]))
    return Group(
        key.place.client,
        key.kind,
        key.place.store,
        tuple(key.period),
        held,
        labels,
        whole,
        cell,
        found.rows,
    )
