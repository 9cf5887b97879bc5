"""Which months a scheduled run bills on a day."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from billing import period

_RESTED = timedelta(days=45)  # a month, and how late it may be billed


def due_months(
    day: date, *, run_day: int, first_month: str, begun: Iterable[str]
) -> tuple[str, ...]:
    """The last month whose run day has come, after those before it that no run has begun.

    A run that was missed is so made up by the next one.

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


def is_doubtful(day: date, new: Sequence[str], last_day: date | None) -> bool:
    """Whether a person has to say that the day is right before the new months are billed.

    A clock that runs ahead makes months due that are not over. So do not count on it alone: several
    new months at once, or one long after the ledger's last day, are as likely as a machine that
    was off; and a number that was given cannot be taken back.

    >>> is_doubtful(date(2026, 12, 1), ["2026-11"], date(2026, 11, 3))
    False
    >>> is_doubtful(date(2026, 12, 1), ["2026-10", "2026-11"], date(2026, 11, 3))
    True
    >>> is_doubtful(date(2026, 12, 1), ["2026-11"], date(2026, 10, 1))
    True
    """
    rested = last_day is not None and day - last_day > _RESTED
    return len(new) > 1 or (bool(new) and rested)


def first_day(month: str, run_day: int) -> date:
    """The day from which a month is billed."""
    return period.month(month).end + timedelta(days=run_day - 1)


def _months(first: str, last: str) -> Iterator[str]:
    while first <= last:
        yield first
        first = period.next_month(first)
