"""The rows of one kind that a span bills, and every reason why they cannot be billed."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from billing.errors import Problem, Severity
from billing.measure.columns import Columns
from billing.period import Period
from billing.source import CellRange, address
from billing.synonyms import entry
from billing.usage import Event, Happening, Kind, Span, Usage, UsageRow, single, sources


@dataclass(frozen=True, slots=True, kw_only=True)
class Rowset:
    """The rows of one kind that a span bills, and what is wrong with them."""

    columns: Columns = field(default_factory=Columns)
    problems: tuple[Problem, ...] = ()

    @property
    def rows(self) -> Sequence[UsageRow]:
        """The rows."""
        return self.columns.rows

    @property
    def usable(self) -> bool:
        """Whether nothing blocks."""
        return all(problem.severity is not Severity.BLOCKED for problem in self.problems)


def rows(
    usage: Usage,
    span: Span,
    kind: Kind,
    figures: Sequence[str],
    *,
    whole_store: bool = False,
) -> Rowset:
    """The rows of `span.measured` that hold all these figures.

    `whole_store` takes every service and shift.
    """
    service, shift = ("", "") if whole_store else (span.service, span.shift)
    found = Columns(usage.select(kind, span.measured, span.stores, service, shift))
    problems = (
        *_missing_stores(found, span, kind, usage),
        *_unplaced(found, span, kind),
        *_spread(found, span, kind),
        *_lacking(found, kind, figures),
        *_missing_days(found, span, kind),
    )
    return Rowset(columns=found, problems=problems)


def events(
    usage: Usage, span: Span, happening: Happening
) -> tuple[tuple[Event, ...], tuple[Problem, ...]]:
    """The charge's events of these days.

    Where its terms change inside the month each event needs its day, or it would count twice.
    """
    found = tuple(
        event
        for event in usage.happened(happening, span.charge)
        if event.period.common(span.measured).days > 0
    )
    wide = tuple(
        blocked("event_needs_day", span, source=event.source, found=str(event.period))
        for event in found
        if span.parts > 1 and event.period.common(span.measured) != event.period
    )
    return found, wide


def by_day(found: Sequence[UsageRow], figure: str) -> Mapping[date, Fraction]:
    """A figure's sum per day, days in order; rows that cover several days are left out."""
    days: dict[date, Fraction] = {}
    for row in sorted(found, key=lambda row: row.period):
        if row.period.days == 1 and figure in row.figures:
            days[row.period.start] = days.get(row.period.start, Fraction(0)) + Fraction(
                row.figures[figure]
            )
    return days


def blocked(code: str, span: Span, *, source: CellRange | None = None, **values: str) -> Problem:
    """A problem of a charge that blocks its client."""
    return Problem(
        code=code,
        severity=Severity.BLOCKED,
        source=source,
        found=values.pop("found", ""),
        expected=values.pop("expected", ""),
        values={"charge": span.charge, "days": str(span.measured), **values},
    )


def _missing_stores(found: Columns, span: Span, kind: Kind, usage: Usage) -> tuple[Problem, ...]:
    held = set(found.stores)
    if "" in held:
        return ()
    missing = [store for store in span.stores if store not in held]
    if held and not missing:
        return ()
    aside = ", ".join(usage.set_aside.get(kind, ()))
    code = "missing_usage_set_aside" if aside else "missing_usage"
    return tuple(
        blocked(code, span, kind=kind.value, store=store or "-", files=aside)
        for store in missing or [""]
    )


def _unplaced(found: Columns, span: Span, kind: Kind) -> tuple[Problem, ...]:
    if span.pooled or "" not in found.stores:
        return ()
    loose = [row for row in found.rows if not row.store]
    return (blocked("store_unknown", span, source=first_cells(loose), kind=kind.value),)


def _spread(found: Columns, span: Span, kind: Kind) -> tuple[Problem, ...]:
    if found.within(span.measured):
        return ()
    wide = [row for row in found.rows if not row.period.within(span.measured)]
    return tuple(
        blocked(
            "needs_days", span, source=first_cells([row]), kind=kind.value, found=str(row.period)
        )
        for row in wide
    )


def _lacking(found: Columns, kind: Kind, figures: Sequence[str]) -> Iterator[Problem]:
    for figure in figures:
        if figure not in found:
            yield from lacking(found.rows, kind, figure)


def lacking(found: Sequence[UsageRow], kind: Kind, figure: str) -> tuple[Problem, ...]:
    """Rows whose cell of a figure is empty, and the first whose file has no such column."""
    untold = [row for row in found if figure in row.blank or figure not in row.figures]
    blank = [row for row in untold if figure in row.blank]
    absent = [row for row in untold if figure not in row.blank]
    return (
        *(_blank(row, kind, figure) for row in blank),
        *(_absent(row, kind, figure) for row in absent[:1]),
    )


def _blank(row: UsageRow, kind: Kind, figure: str) -> Problem:
    return Problem(
        code="blank_figure",
        severity=Severity.BLOCKED,
        source=next(iter(sources([row], figure)), None),
        values={"kind": kind.value, "figure": figure, "days": str(row.period)},
    )


def _absent(row: UsageRow, kind: Kind, figure: str) -> Problem:
    table = row.at[0].table
    listed = figure == "refunded" and "order_id" in table.columns
    return Problem(
        code="missing_refunds" if listed else "missing_column",
        severity=Severity.BLOCKED,
        source=CellRange(table.file, table.sheet),
        found=", ".join(table.headers.values()),
        expected=figure,
        values={
            "kind": kind.value,
            "figure": figure,
            "table": kind.value,  # as billing.toml names it
            "entry": entry(figure),
        },
    )


def _missing_days(found: Columns, span: Span, kind: Kind) -> tuple[Problem, ...]:
    """The days without a row, store by store; a row without a store counts for each."""
    if kind is Kind.ORDERS:  # a day without an order has no row
        return ()
    if len(span.stores) < 2 and set(found.starts).issuperset(span.measured):
        return ()
    problems = []
    for store in span.stores or ("",):
        covered = _covered(found, (store, ""))
        gaps = [day for day in span.measured if day not in covered]
        if covered and gaps:
            own = [row for row in found.rows if row.store in (store, "")]
            problems.append(_gap(own, gaps, store, span, kind))
    return tuple(problems)


def _covered(found: Columns, stores: Collection[str]) -> AbstractSet[date]:
    """The days on which any of these stores has a row."""
    rows = zip(found.stores, found.starts, found.lengths, found.rows, strict=True)
    covered: set[date] = set()
    for store, start, length, row in rows:
        if store in stores:
            if length == 1:
                covered.add(start)
            else:
                covered.update(row.period)
    return covered


def _gap(
    own: Sequence[UsageRow], gaps: Sequence[date], store: str, span: Span, kind: Kind
) -> Problem:
    return Problem(
        code="missing_days",
        severity=Severity.WARNED,
        source=first_cells(own),
        found=", ".join(_stretches(gaps)),
        values={
            "kind": kind.value,
            "charge": span.charge,
            "store": store or "-",
            "count": str(len(gaps)),
        },
    )


def _stretches(days: Iterable[date]) -> list[str]:
    """Days as people write them: `2026-10-03`, `2026-10-05..2026-10-08`."""
    found: list[Period] = []
    for day in days:
        if found and found[-1].end == day:
            found[-1] = Period(found[-1].start, single(day).end)
        else:
            found.append(single(day))
    return [str(part) for part in found]


def first_cells(found: Sequence[UsageRow]) -> CellRange | None:
    """The first cells of the first row, to show where to look."""
    part = found[0].at[0]
    column = min(part.table.columns.values(), default=1)
    return CellRange(
        part.table.file,
        part.table.sheet,
        address(column, part.first),
        address(column, part.last),
    )
