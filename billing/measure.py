"""Figures of a span, taken from usage rows: complete and known, or the problem why not.

Missing is never zero: a store without rows, an empty cell, a total that covers other days too or
an excluded class without its column is a problem that blocks.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from billing.errors import Problem, Severity
from billing.source import CellRange, address
from billing.usage import Happening, Kind, Span, Usage, UsageRow, sources, total


@dataclass(frozen=True, slots=True, kw_only=True)
class Rowset:
    """The rows of one kind that a span bills, and what is wrong with them."""

    rows: tuple[UsageRow, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether nothing blocks."""
        return all(problem.severity is not Severity.BLOCKED for problem in self.problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class Effective:
    """Effective receptions of a span: the total less each excluded class."""

    rows: tuple[UsageRow, ...] = ()
    total: Fraction = Fraction(0)
    excluded: Mapping[str, Fraction] = field(default_factory=dict)
    value: Fraction = Fraction(0)
    night: Fraction = Fraction(0)  # part of `value`
    sources: tuple[CellRange, ...] = ()
    headers: tuple[str, ...] = ()  # of the file, for the figures used
    problems: tuple[Problem, ...] = ()

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
    by_day: bool = False,
) -> Rowset:
    """The rows of `span.measured` that hold all these figures.

    `whole_store` takes every service and shift; `by_day` refuses totals of several days.
    """
    service, shift = ("", "") if whole_store else (span.service, span.shift)
    found = usage.select(kind, span.measured, span.stores, service, shift)
    problems = (
        *_missing_stores(found, span, kind, usage),
        *_unplaced(found, span, kind),
        *_spread(found, span, kind, by_day=by_day),
        *(problem for figure in figures for problem in _lacking(found, kind, figure)),
        *_missing_days(found, span, kind),
    )
    return Rowset(rows=found, problems=problems)


def effective(
    usage: Usage,
    span: Span,
    exclude: Sequence[str],
    *,
    whole_store: bool = False,
    night: bool = False,
    by_day: bool = False,
) -> Effective:
    """Effective receptions by the contract's definition, `exclude`.

    Empty: the total counts. `file`: the file's own effective column. Else the total less the named
    classes. `night` also splits out the night receptions of the result.
    """
    own = tuple(exclude) == ("file",)
    figures = ("effective",) if own else ("receptions", *exclude)
    needed = (*figures, "night") if night and not _night_rows(usage, span) else figures
    taken = rows(usage, span, Kind.RECEPTIONS, needed, whole_store=whole_store, by_day=by_day)
    if not taken.usable:
        return Effective(problems=taken.problems)
    amounts = {figure: total(taken.rows, figure) for figure in figures}
    excluded = {} if own else {name: amounts[name] for name in exclude}
    value = amounts[figures[0]] - sum(excluded.values(), Fraction(0))
    at_night = _night(taken.rows, figures[0]) if night else Fraction(0)
    return Effective(
        rows=taken.rows,
        total=amounts[figures[0]],
        excluded=excluded,
        value=value,
        night=at_night,
        sources=sources(taken.rows, *needed),
        headers=headers(taken.rows, needed),
        problems=(*taken.problems, *_impossible(value, at_night, taken.rows)),
    )


def headers(found: Sequence[UsageRow], figures: Sequence[str]) -> tuple[str, ...]:
    """The files' own headers of these figures, each once."""
    return tuple(
        dict.fromkeys(
            part.table.headers[figure]
            for row in found
            for part in row.at
            for figure in figures
            if figure in part.table.headers
        )
    )


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


def _missing_stores(
    found: Sequence[UsageRow], span: Span, kind: Kind, usage: Usage
) -> tuple[Problem, ...]:
    held = {row.store for row in found}
    if found and "" in held:
        return ()
    missing = [store for store in span.stores if store not in held]
    if found and not missing:
        return ()
    aside = ", ".join(usage.set_aside)
    code = "missing_usage_set_aside" if aside else "missing_usage"
    return tuple(
        blocked(code, span, kind=kind.value, store=store or "-", files=aside)
        for store in missing or [""]
    )


def _unplaced(found: Sequence[UsageRow], span: Span, kind: Kind) -> tuple[Problem, ...]:
    loose = [row for row in found if not row.store]
    if span.pooled or not loose:
        return ()
    return (blocked("store_unknown", span, source=_first(loose), kind=kind.value),)


def _spread(
    found: Sequence[UsageRow], span: Span, kind: Kind, *, by_day: bool
) -> tuple[Problem, ...]:
    wide = [
        row
        for row in found
        if row.period.common(span.measured) != row.period or (by_day and row.period.days > 1)
    ]
    return tuple(
        blocked("needs_days", span, source=_first([row]), kind=kind.value, found=str(row.period))
        for row in wide
    )


def _lacking(found: Sequence[UsageRow], kind: Kind, figure: str) -> tuple[Problem, ...]:
    blank = [row for row in found if figure in row.blank]
    absent = [row for row in found if figure not in row.figures and figure not in row.blank]
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
    return Problem(
        code="missing_column",
        severity=Severity.BLOCKED,
        source=CellRange(table.file, table.sheet),
        found=", ".join(table.headers.values()),
        expected=figure,
        values={"kind": kind.value, "figure": figure},
    )


def _missing_days(found: Sequence[UsageRow], span: Span, kind: Kind) -> tuple[Problem, ...]:
    if kind in (Kind.ORDERS, Kind.EVENTS) or not found:
        return ()
    covered = {day for row in found for day in row.period}
    gaps = [day for day in span.measured if day not in covered]
    if not gaps:
        return ()
    return (
        Problem(
            code="missing_days",
            severity=Severity.WARNED,
            source=_first(found),
            found=", ".join(map(str, gaps)),
            values={"kind": kind.value, "charge": span.charge, "count": str(len(gaps))},
        ),
    )


def _impossible(value: Fraction, night: Fraction, found: Sequence[UsageRow]) -> tuple[Problem, ...]:
    if value >= 0 and night <= value:
        return ()
    return (
        Problem(
            code="classes_above_total",
            severity=Severity.BLOCKED,
            source=_first(found),
            found=f"{value} / {night}",
        ),
    )


def _night_rows(usage: Usage, span: Span) -> bool:
    """Whether night is told by rows of a night shift, so that no night column is needed."""
    found = usage.select(Kind.RECEPTIONS, span.measured, span.stores, span.service)
    return any(is_night(row.shift) for row in found)


def is_night(shift: str) -> bool:
    """Whether a shift's name means the night."""
    return shift.strip().lower() in {"night", "晚班", "夜班", "凌晨", "夜间"}


def _night(found: Sequence[UsageRow], figure: str) -> Fraction:
    if any(is_night(row.shift) for row in found):
        return total([row for row in found if is_night(row.shift)], figure)
    return total(found, "night")


def _first(found: Sequence[UsageRow]) -> CellRange | None:
    part = found[0].at[0]
    column = min(part.table.columns.values(), default=1)
    return CellRange(
        part.table.file,
        part.table.sheet,
        address(column, part.first),
        address(column, part.last),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class NetOrders:
    """Orders of a span: distinct paid main orders, and those taken off."""

    paid: Fraction = Fraction(0)
    cancelled: Fraction = Fraction(0)
    refunded: Fraction = Fraction(0)
    sources: tuple[CellRange, ...] = ()
    headers: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def billable(self) -> Fraction:
        """Paid less closed or cancelled less fully refunded; a part refund stays billable."""
        return self.paid - self.cancelled - self.refunded

    @property
    def usable(self) -> bool:
        """Whether nothing blocks."""
        return all(problem.severity is not Severity.BLOCKED for problem in self.problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class Buyers:
    """Paying and inquiring buyers of a span's totals."""

    buyers: int = 0
    inquiries: int = 0
    problems: tuple[Problem, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether nothing blocks."""
        return all(problem.severity is not Severity.BLOCKED for problem in self.problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """Hours that were delivered, as events say."""

    value: Fraction = Fraction(0)
    sources: tuple[CellRange, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether nothing blocks."""
        return not self.problems


def net_orders(usage: Usage, span: Span, count: str) -> NetOrders:
    """All paid orders (`count` = all), or those an agent is named for (with_agent)."""
    tail = "_with_agent" if count == "with_agent" else ""
    figures = tuple(f"{name}{tail}" for name in ("orders", "cancelled", "refunded"))
    taken = rows(usage, span, Kind.ORDERS, figures)
    if not taken.usable:
        return NetOrders(problems=taken.problems)
    paid, cancelled, refunded = (total(taken.rows, figure) for figure in figures)
    found = NetOrders(
        paid=paid,
        cancelled=cancelled,
        refunded=refunded,
        sources=sources(taken.rows, *figures),
        headers=headers(taken.rows, figures),
        problems=taken.problems,
    )
    if found.billable >= 0:
        return found
    return NetOrders(
        problems=(
            blocked(
                "orders_below_zero", span, source=_first(taken.rows), found=str(found.billable)
            ),
        )
    )


def conversion(usage: Usage, span: Span) -> Buyers:
    """Paying and inquiry buyers; those of the orders file win, and must agree with receptions'."""
    taken = rows(usage, span, Kind.ORDERS, ("paying_buyers",))
    if not taken.usable:
        return Buyers(problems=taken.problems)
    asked = _inquiries(usage, span, taken)
    if isinstance(asked, tuple):
        return Buyers(problems=asked)
    return Buyers(
        buyers=int(total(taken.rows, "paying_buyers")), inquiries=asked, problems=taken.problems
    )


def _inquiries(usage: Usage, span: Span, orders: Rowset) -> int | tuple[Problem, ...]:
    """The inquiry buyers, or why they are not known."""
    own = rows(usage, span, Kind.ORDERS, ("inquiry_buyers",))
    other = rows(usage, span, Kind.RECEPTIONS, ("inquiry_buyers",), whole_store=True)
    if not own.usable:
        return int(total(other.rows, "inquiry_buyers")) if other.usable else own.problems
    asked = int(total(own.rows, "inquiry_buyers"))
    if other.usable and (elsewhere := int(total(other.rows, "inquiry_buyers"))) != asked:
        return (
            blocked(
                "inquiries_differ",
                span,
                source=_first(orders.rows),
                found=str(elsewhere),
                expected=str(asked),
            ),
        )
    return asked


def delivered(usage: Usage, span: Span) -> Delivered:
    """The sum of the span's delivered hours. No event, or one without a quantity, blocks."""
    events = [
        event
        for event in usage.happened(Happening.DELIVERED_HOURS, span.charge)
        if event.period.common(span.month).days > 0
    ]
    if not events:
        return Delivered(problems=(blocked("missing_event", span, event="delivered hours"),))
    if any(event.quantity is None for event in events):
        lacking = next(event for event in events if event.quantity is None)
        return Delivered(problems=(blocked("event_without_quantity", span, source=lacking.source),))
    return Delivered(
        value=Fraction(sum(event.quantity or 0 for event in events)),
        sources=tuple(event.source for event in events),
    )
