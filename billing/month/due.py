"""Which months a scheduled run bills on a day."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from billing import period


def due_months(
    day: date, *, run_day: int, first_month: str, begun: Iterable[str]
) -> tuple[str, ...]:
    """The last month whose run day has come, after those before it that no run has begun.

    A run that was missed, for a day or for months, is so made up by the next one.

    >>> due_months(date(2026, 11, 1), run_day=1, first_month="2026-09", begun=["2026-09"])
    ('2026-10',)
    >>> due_months(date(2026, 11, 4), run_day=5, first_month="2026-08", begun=["2026-08"])
    ('2026-09',)
    >>> due_months(date(2026, 11, 4), run_day=5, first_month="2026-10", begun=[])
    ()
    """
    last = period.month_before(day - timedelta(days=run_day - 1))
    known = set(begun)
    return tuple(name for name in _months(first_month, last) if name == last or name not in known)


def first_day(month: str, run_day: int) -> date:
    """The day from which a month is billed."""
    return period.month(month).end + timedelta(days=run_day - 1)


def _months(first: str, last: str) -> Iterator[str]:
    while first <= last:
        yield first
        first = period.next_month(first)
