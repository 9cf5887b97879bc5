"""What charges refer to by name: tiers, day rates, calendars, milestones and unit prices."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Generic, TypeVar

from billing import tables
from billing.column import Row
from billing.contract import between
from billing.modes.daily import Calendar, Rates
from billing.modes.project import Milestone
from billing.register import sheets
from billing.register.entries import Entries, Entry, Fault
from billing.register.rows import understood
from billing.register.sheets import Sheet, key
from billing.tiers import Tier, Tiers
from billing.workbook import words

T = TypeVar("T")
R = TypeVar("R", bound=Row)
Pairs = list[tuple[Entry, R]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Generic[T]):
    """The rows of one name. `value` is None where one of them is in error."""

    name: str
    entries: tuple[Entry, ...]
    value: T | None
    faults: tuple[Fault, ...] = ()


Tables = Mapping[str, Table[T]]  # by `key` of their names


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """All that charges may refer to; milestones and unit prices by the code of their charge."""

    tiers: Tables[Tiers]
    rates: Tables[Rates]
    calendars: Tables[Calendar]
    milestones: Tables[tuple[Milestone, ...]]
    unit_prices: Tables[Mapping[str, Decimal]]

    @property
    def every(self) -> Iterator[tuple[Sheet, Table[object]]]:
        """Each table with the sheet of its rows."""
        for sheet, found in (
            (sheets.TIERS, self.tiers),
            (sheets.DAY_RATES, self.rates),
            (sheets.DAY_KINDS, self.calendars),
            (sheets.MILESTONES, self.milestones),
            (sheets.UNIT_PRICES, self.unit_prices),
        ):
            for table in found.values():
                yield sheet, table  # type: ignore[misc] # read only, so any T is an object


def read(entries: Entries) -> Named:
    """Every table of the register."""
    table = partial(_tables, entries)
    return Named(
        tiers=table(sheets.TIERS, "tiers", tables.TierRow, _tiers, _rising),
        rates=table(sheets.DAY_RATES, "rates", tables.DayRateRow, _rates, _each_once("kind")),
        calendars=table(
            sheets.DAY_KINDS, "calendar", tables.DayKindRow, _calendar, _dates_in_order
        ),
        milestones=table(
            sheets.MILESTONES,
            "charge",
            tables.MilestoneRow,
            lambda _, rows: tuple(Milestone(name=r.milestone, share=r.share) for r in rows),
            _each_once("milestone"),
        ),
        unit_prices=table(
            sheets.UNIT_PRICES,
            "charge",
            tables.UnitPriceRow,
            lambda _, rows: {row.unit: row.price for row in rows},
            _each_once("unit", words.header),
        ),
    )


def _tables(
    entries: Entries,
    sheet: Sheet,
    name: str,
    row: type[R],
    make: Callable[[str, list[R]], T],
    check: Callable[[Pairs[R]], Iterable[Fault]],
) -> Tables[T]:
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries.of(sheet):
        groups[key(entry.text(name))].append(entry)
    found = {}
    for group, own in groups.items():
        read_ = [(entry, *understood(row, entry)) for entry in own]
        pairs = [(entry, made) for entry, made, _ in read_ if made is not None]
        faults = (*(fault for _, _, each in read_ for fault in each), *check(pairs))
        sound = len(pairs) == len(own) and not faults
        title = own[0].text(name)
        found[group] = Table(
            name=title,
            entries=tuple(own),
            value=make(title, [made for _, made in pairs]) if sound else None,
            faults=faults,
        )
    return found


def _tiers(name: str, rows: list[tables.TierRow]) -> Tiers:
    return Tiers(
        name=name,
        rows=tuple(Tier(up_to=r.up_to, price=r.price, flat_fee=r.flat_fee) for r in rows),
    )


def _rates(name: str, rows: list[tables.DayRateRow]) -> Rates:
    return Rates(name=name, prices={row.kind: row.price for row in rows})


def _calendar(name: str, rows: list[tables.DayKindRow]) -> Calendar:
    return Calendar(
        name=name, spans=tuple((between(r.start, r.end or r.start), r.kind) for r in rows)
    )


def _rising(pairs: Pairs[tables.TierRow]) -> Iterator[Fault]:
    """Bounds rise strictly and only the last may be open; the first row that breaks it is told."""
    bounds = [made.up_to for _, made in pairs]
    for count in range(2, len(bounds) + 1):
        if not tables.in_order(tuple(bounds[:count])):
            entry, before = pairs[count - 1][0], pairs[count - 2][0]
            yield entry.fault(
                "tiers_not_rising",
                "up_to",
                found=entry.text("up_to") or "-",
                expected=before.text("up_to") or "-",
                values={"table": entry.text("tiers")},
            )
            return


def _each_once(
    name: str, same: Callable[[str], str] = key
) -> Callable[[Pairs[R]], Iterator[Fault]]:
    """A check that no two rows of a table name the same; a unit is the header of a column."""

    def check(pairs: Pairs[R]) -> Iterator[Fault]:
        seen: dict[str, Entry] = {}
        for entry, _ in pairs:
            first = seen.setdefault(same(entry.text(name)), entry)
            if first is not entry:
                yield entry.fault("named_twice", name, expected=str(first.cell(name)))

    return check


def _dates_in_order(pairs: Pairs[tables.DayKindRow]) -> Iterator[Fault]:
    for entry, made in pairs:
        if made.end is not None and made.end < made.start:
            yield entry.fault("dates_reversed", "start", "end")
