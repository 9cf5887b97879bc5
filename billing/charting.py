"""The chart of a month's days, for the first figure that the billed usage has by day."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction

from billing import money
from billing.invoice import Chart, DayBar
from billing.measure import by_day
from billing.modes import fixed, monthly, receptions
from billing.period import Period
from billing.usage import Kind, Usage, UsageRow

Charged = tuple[str, object]  # the store of a charge, empty for all, and its terms in one mode

# The figure of the chart: the first that the client's usage has.
_CHARTED = (
    (Kind.RECEPTIONS, "receptions", "receptions"),
    (Kind.ORDERS, "orders", "orders"),
    (Kind.STAFFING, "peak", "peak"),
    (Kind.SALES, "attributed_sales", "sales"),
)


def charts(usage: Usage, billed: Period, charged: Sequence[Charged] = ()) -> tuple[Chart, ...]:
    """The days of the month, for the first figure that the billed usage has by day.

    Of receptions those that are billed: without the classes that the charges leave out. Where two
    charges of one store leave out different ones, all of them.
    """
    for kind, figure, code in _CHARTED:
        rows = [row for row in usage.rows if row.kind is kind and row.period.start in billed]
        effective = _effective(rows, charged) if kind is Kind.RECEPTIONS else {}
        days = effective or by_day(rows, figure)
        if len(days) > 1:
            return (Chart(code="effective" if effective else code, bars=_bars(days)),)
    return ()


def _bars(days: Mapping[date, Fraction]) -> tuple[DayBar, ...]:
    return tuple(DayBar(day=day, figure=money.decimal(value)) for day, value in days.items())


def _effective(rows: Iterable[UsageRow], charged: Sequence[Charged]) -> Mapping[date, Fraction]:
    """Effective receptions by day; none where nothing is left out, or not one thing alone."""
    found: dict[date, Fraction] = {}
    excludes = {exclude for _, exclude in _excludes(charged)}
    if not any(excludes):
        return {}
    for row in sorted(rows, key=lambda row: row.period):
        own = {exclude for store, exclude in _excludes(charged) if _is_of(row, store)}
        if len(own) != 1 or (value := _less(row, next(iter(own)))) is None:
            return {}
        if row.period.days == 1:
            found[row.period.start] = found.get(row.period.start, Fraction(0)) + value
    return found


def _is_of(row: UsageRow, store: str) -> bool:
    return not store or not row.store or row.store == store


def _excludes(charged: Sequence[Charged]) -> list[tuple[str, tuple[str, ...]]]:
    """What each charge that counts receptions leaves out, with its store."""
    found = []
    for store, terms in charged:
        match terms:
            case fixed.Terms(price=None) | receptions.Terms() | monthly.Terms(metric="receptions"):
                found.append((store, terms.exclude))
            case _:
                pass
    return found


def _less(row: UsageRow, exclude: tuple[str, ...]) -> Fraction | None:
    """The effective receptions of a row; None where it does not tell them."""
    own = ("effective",) if exclude == ("file",) else ("receptions", *exclude)
    if any(name not in row.figures for name in own):
        return None
    first, *others = (Fraction(row.figures[name]) for name in own)
    return first - sum(others, Fraction(0))
