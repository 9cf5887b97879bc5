"""How a finding is told: the figures of now and before, how many times, and the cells."""

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from billing import money
from billing.errors import Problem, Severity
from billing.review.kept import Track
from billing.review.subject import Subject
from billing.source import CellRange
from billing.usage import Happening, Kind, UsageRow, sources

# Where the figures of a track are read; any other name is a priced unit of the sales.
_READ: dict[str, tuple[Kind, tuple[str, ...]]] = {
    "receptions": (Kind.RECEPTIONS, ("receptions", "effective")),
    "orders": (Kind.ORDERS, ("orders", "orders_with_agent")),
    "sales": (Kind.SALES, ("attributed_sales",)),
    "peak": (Kind.STAFFING, ("peak", "seats")),
}
KINDS = {figure: kind for figure, (kind, _) in _READ.items()}


def held(
    code: str,
    *,
    source: CellRange | None = None,
    found: str = "",
    expected: str = "",
    **values: str,
) -> Problem:
    """A reason to hold: it blocks nothing once a person has approved the draft."""
    return Problem(
        code=code,
        severity=Severity.WARNED,
        source=source,
        found=found,
        expected=expected,
        values=values,
    )


def shown(value: Fraction) -> str:
    """A figure for people: whole from 100 on, else with one decimal where it has any.

    >>> shown(Fraction(31_000)), shown(Fraction(100, 3)), shown(Fraction(4))
    ('31,000', '33.3', '4')
    """
    if abs(value) >= 100 or value.denominator == 1:
        return f"{round(value):,}"
    return _to(value, 1)


def times(ratio: Fraction) -> str:
    """How many times more, or less.

    >>> times(Fraction(10, 3)), times(Fraction(1, 10)), times(Fraction(250))
    ('×3.33', '÷10', '×250')
    """
    size = max(ratio, 1 / ratio)
    text = shown(size) if size >= 10 else _to(size, 2)
    return f"×{text}" if ratio >= 1 else f"÷{text}"


def _to(value: Fraction, places: int) -> str:
    return money.text(money.decimal(Fraction(round(value * 10**places), 10**places)))


def listed(days: Sequence[str], most: int = 3) -> str:
    """The first few of a list of days, and how many more there are."""
    more = f" … +{len(days) - most}" if len(days) > most else ""
    return ", ".join(days[:most]) + more


def cells(subject: Subject, track: Track, days: Iterable[date] = ()) -> CellRange | None:
    """The cells that a figure was read from; those of some days where any are named."""
    if track.figure == "used":
        events = subject.usage.happened(Happening.DELIVERED_HOURS, track.charge)
        return next((event.source for event in events), None)
    kind, names = _READ.get(track.figure, (Kind.SALES, (track.figure,)))
    wanted = frozenset(days)
    rows = [
        row
        for row in _rows(subject, track, kind)
        if not wanted or any(day in row.period for day in wanted)
    ]
    return spanning(sources(rows, *names))


def _rows(subject: Subject, track: Track, kind: Kind) -> tuple[UsageRow, ...]:
    """The rows of a track: of its charge's stores, service and shift."""
    charge = subject.charges.get(track.charge)
    every = tuple(store.store for store in subject.contract.stores)
    return subject.usage.select(
        kind,
        subject.draft.period,
        (track.store,) if track.store else every,
        charge.service if charge else "",
        charge.shift if charge else "",
    )


def spanning(found: Sequence[CellRange]) -> CellRange | None:
    """From the first cell to the last of the same sheet and column: where to look."""
    if not found:
        return None
    first = found[0]
    alike = [one for one in found if _column(one) == _column(first)]
    return CellRange(first.file, first.sheet, first.first, alike[-1].last)


def _column(one: CellRange) -> tuple[str, str, str]:
    return (one.file, one.sheet, one.first.rstrip("0123456789"))
