"""Months, spans of days and their share of a month. Every interval is half-open: [start, end)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

_MONTH = re.compile(r"(\d{4})-(\d{2})")
_DAY = timedelta(days=1)
FOREVER = date.max


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days from `start` up to, and not including, `end`."""

    start: date
    end: date

    @property
    def last(self) -> date:
        """The last day that belongs to it, for print."""
        return self.end - _DAY

    @property
    def days(self) -> int:
        """How many days; 0 or less means that there are none."""
        return (self.end - self.start).days

    def __contains__(self, day: date) -> bool:
        """Whether the day belongs to it."""
        return self.start <= day < self.end

    def __iter__(self) -> Iterator[date]:
        """Its days, in order."""
        return map(date.fromordinal, range(self.start.toordinal(), self.end.toordinal()))

    def common(self, other: "Period") -> "Period":
        """The days of both; `days` is 0 or less where they share none."""
        if self.within(other):
            return self  # as a row of usage mostly lies within its month
        if other.within(self):
            return other  # as a month mostly lies within a charge
        return Period(max(self.start, other.start), min(self.end, other.end))

    def within(self, other: "Period") -> bool:
        """Whether it reaches beyond the other at neither end."""
        return other.start <= self.start and self.end <= other.end

    def meets(self, other: "Period") -> bool:
        """Whether they share a day."""
        return self.start < other.end > other.start < self.end > self.start

    def __str__(self) -> str:
        """`2026-10-01..2026-10-31`, both ends included, as people write it; a day alone as one."""
        if self.days == 1:
            return str(self.start)
        return f"{self.start}..{self.last}"


class Proration(StrEnum):
    """How a fixed amount is shared out in a part month."""

    CALENDAR = "calendar"  # billed days / days of the month
    FIXED_30 = "fixed_30"  # billed days, at most 30, / 30
    NONE = "none"  # always the whole amount


@lru_cache
def month(name: str, cycle_day: int = 1) -> Period:
    """The billing month of a name, `2026-10`. Raises ValueError for anything else.

    With cycle day 26 it is 26 September up to and with 25 October: a cycle is named by its end.
    """
    found = _MONTH.fullmatch(name)
    if not found:
        raise ValueError(name)
    year, number = int(found[1]), int(found[2])
    if cycle_day == 1:
        return Period(date(year, number, 1), following(date(year, number, 1)))
    return Period(preceding(date(year, number, cycle_day)), date(year, number, cycle_day))


def following(day: date) -> date:
    """The same day of the next month; days are at most 28."""
    return day.replace(year=day.year + day.month // 12, month=day.month % 12 + 1)


def preceding(day: date) -> date:
    """The same day of the month before; days are at most 28."""
    return day.replace(year=day.year - (day.month == 1), month=(day.month - 2) % 12 + 1)


def previous_month(name: str) -> str:
    """The name of the month before."""
    return f"{preceding(month(name).start):%Y-%m}"


def next_month(name: str) -> str:
    """The name of the month after."""
    return f"{following(month(name).start):%Y-%m}"


def months_between(earlier: str, later: str) -> int:
    """How many months lie between two names: 1 from 2026-10 to 2026-11."""
    years, months = (int(later[n]) - int(earlier[n]) for n in (slice(4), slice(5, None)))
    return 12 * years + months


def month_before(today: date) -> str:
    """The name of the calendar month that ended last."""
    return f"{preceding(today.replace(day=1)):%Y-%m}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """The part of a monthly amount that a span of days bears; `days == of` is all of it."""

    days: int
    of: int

    @property
    def value(self) -> Fraction:
        """The exact ratio."""
        return Fraction(self.days, self.of)

    @property
    def whole(self) -> bool:
        """Whether nothing is left out, so that no ratio need be printed."""
        return self.days == self.of


def shared_out(spans: Sequence[Period], whole: Period, proration: Proration) -> tuple[Share, ...]:
    """The share of each span of one charge, by the charge's way of proration (rule G3).

    Under fixed_30 a charge that covers the whole month bears 30/30 in all: its last span gets
    30 less the days of the others.
    """
    days = [span.days for span in spans]
    match proration:
        case Proration.NONE:
            return tuple(Share(days=1, of=1) for _ in days)
        case Proration.CALENDAR:
            return tuple(Share(days=n, of=whole.days) for n in days)
        case Proration.FIXED_30:
            counted = [min(n, 30) for n in days]
            if sum(days) == whole.days:
                counted[-1] = 30 - sum(counted[:-1])
            return tuple(Share(days=n, of=30) for n in counted)
