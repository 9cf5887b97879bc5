"""Dates, months and spans of days, in the forms that people and exports write them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from billing.intake import worded
from billing.intake.cells import fault, narrow
from billing.period import Period, following, month
from billing.usage import single
from billing.workbook.grid import EPOCH_1900, Broken, Value
from billing.workbook.words import unwrapped

_WEEKDAY = re.compile(r"\(?(周|星期)[一二三四五六日天]\)?")
_TIME = re.compile(
    r"[T ]+(?P<half>上午|下午|[AP]M)? ?(?P<clock>\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?) ?(?P<after>[AP]M)?"
    r"(?P<zone>Z|[+-]\d{2}:?\d{2})?$",
    re.IGNORECASE,
)
_FULL = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{4})(\d{2})(\d{2})")
_SHORT = re.compile(r"(\d{1,2})[-/.月](\d{1,2})日?")
_MONTH = re.compile(r"(\d{4})[-/.年](\d{1,2})月?份?|(\d{4})(\d{2})|(\d{1,2})月份?")
_TURNED = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_SHORTENED = re.compile(r"\d{1,2}\.[123]")  # as a number, 10.1 may have been 10.10
_DAY = re.compile(r"(\d{1,2})日?")
_SPAN = re.compile(r"(.+?)(?:~|至|到|—|–|--| - )(.+)")
_DATE_SPAN = re.compile(
    r"((?:\d{4}[./年])?\d{1,2}[./月]\d{1,2}日?|\d{8})-((?:\d{4}[./年])?(?:\d{1,2}[./月])?\d{1,2}日?|\d{8})"
)
_SERIALS = range(36526, 73051)  # 2000 to 2099


class Day(NamedTuple):
    """A period (one day, or a month or span as a total), or the code of what is wrong.

    A code beside a period is mended; None without a code is an empty cell.
    """

    period: Period | None
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """What tells a date: the billed month, the book's day 0, the column's order."""

    month: str  # 2026-10; a date without a year is the one nearest to it
    epoch: date = EPOCH_1900
    day_first: bool | None = None  # of 01/02/2026; None: the column does not tell
    zeros_kept: bool = True  # 10.1 is 1 October, and never 10.10 that lost its 0
    swapped: bool = False  # date cells may have day and month exchanged
    either: bool = False  # of 1/10 either part may be the day
    alone: Period | None = None  # the month of days that stand alone, 1日; None: they are no dates

    def read(self, value: Value) -> Day:
        """The period of one cell."""
        match value:
            case Broken():
                return Day(None, fault(value))
            case datetime():
                return self._real(value.date())
            case date():
                return self._real(value)
            case int() | float():
                return self._numeric(value)
            case str():
                return self._written(bare(value)) if _ours(value) else Day(None, "not_a_date")
            case _:
                return Day(None, "not_a_date")

    def _real(self, day: date) -> Day:
        exchanged = self.swapped and day.day <= 12 and day.day != day.month
        return Day(None, "date_swapped") if exchanged else Day(single(day))

    def _numeric(self, value: float) -> Day:
        if int(value) in _SERIALS:
            return Day(single(self.epoch + timedelta(days=int(value))))
        return replace(self, zeros_kept=False).read(f"{value:.15g}")

    def _written(self, text: str) -> Day:
        if not text:
            return Day(None)
        if text.isdecimal() and len(text) == 5 and int(text) in _SERIALS:
            return self._numeric(int(text))
        try:
            told = self._alone(text) or self._one(text) or self._worded(text) or self._span(text)
            return told or Day(None, "not_a_date")
        except ValueError:  # 31 September
            return Day(None, "not_a_date")

    def _alone(self, text: str) -> Day | None:
        found = _DAY.fullmatch(text) if self.alone else None
        if not found or not self.alone:
            return None
        return Day(single(self.alone.start.replace(day=int(found[1]))), "day_alone")

    def _worded(self, text: str) -> Day | None:
        if day := worded.day(text, self.month[:4]):
            return Day(single(day))
        parts = worded.month(text, self.month[:4])
        return self._month(*parts) if parts else None

    def _one(self, text: str, *, sure: bool = False) -> Day | None:
        """A day or a month; `sure` that it was never a number."""
        if found := _FULL.fullmatch(text):
            return Day(single(date(*(int(part) for part in found.groups() if part))))
        if _TURNED.fullmatch(text):
            return self._turned(text)
        if found := _MONTH.fullmatch(text):
            return self._month(*(int(part) for part in found.groups() if part))
        return self._without_year(text, sure=sure)

    def _without_year(self, text: str, *, sure: bool) -> Day | None:
        found = _SHORT.fullmatch(text)
        if not found:
            return None
        if self.either and not sure and "月" not in text:
            return Day(None, "date_order_unknown")
        if not (sure or self.zeros_kept) and _SHORTENED.fullmatch(text):
            return Day(None, "date_shortened")
        return Day(single(self.nearest(int(found[1]), int(found[2]))), "year_inferred")

    def _turned(self, text: str) -> Day:
        if self.day_first is None:
            return Day(None, "date_order_unknown")
        return Day(single(turned(text, day_first=self.day_first)), "date_order")

    def _month(self, *parts: int) -> Day:
        if len(parts) == 2:
            return Day(month(f"{parts[0]:04}-{parts[1]:02}"))
        start = self.nearest(parts[0], 1)
        return Day(Period(start, following(start)), "year_inferred")

    def nearest(self, number: int, day: int) -> date:
        """The day of the year that brings it nearest to the billed month."""
        middle = month(self.month).start + timedelta(days=14)
        near = [date(year, number, day) for year in _years(middle.year, number, day)]
        return min(near, key=lambda candidate: abs(candidate - middle))

    def _span(self, text: str) -> Day | None:
        found = _DATE_SPAN.fullmatch(text) or _SPAN.fullmatch(text)
        if not found:
            return None
        first = self._one(found[1].strip(), sure=True)
        if not first or not first.period:
            return None
        last = self._until(found[2].strip(), first.period.start)
        if not last or last.end <= first.period.start:
            return None
        return Day(Period(first.period.start, last.end), first.code)

    def _until(self, text: str, start: date) -> Period | None:
        """The last part of a span, which may leave out its year or its month."""
        if _DAY.fullmatch(text):
            return single(start.replace(day=int(text.removesuffix("日"))))
        if found := _SHORT.fullmatch(text):
            day = start.replace(month=int(found[1]), day=int(found[2]))
            return single(day if day >= start else day.replace(year=day.year + 1))
        last = self._one(text)
        return last.period if last else None


def moment(value: Value) -> str:
    """The time of day in a date cell, such as 09:00:00; midnight only where it is written out."""
    match value:
        case datetime():
            told = (
                value.time().replace(microsecond=0).isoformat() if value.time() != time.min else ""
            )
        case float():
            told = str(timedelta(seconds=round(value % 1 * 86400))).zfill(8) if value % 1 else ""
        case str():
            told = _told(value)
        case _:
            told = ""
    return told + ":00" if len(told) == 5 else told


def _told(text: str) -> str:
    """The time in a text, by 24 hours."""
    found = _TIME.search(unwrapped(narrow(text)))
    if not found:
        return ""
    hour, _, rest = found["clock"].split(".")[0].partition(":")
    half = (found["half"] or found["after"] or "").upper()
    later = 12 if half in ("下午", "PM") else 0
    return f"{int(hour) % 12 + later if half else int(hour):02}:{rest}"


def _ours(text: str) -> bool:
    """Whether a date with a zone of its own is of the same day in China, 8 hours from UTC."""
    found = _TIME.search(unwrapped(narrow(text))) if text[-1:] in "Zz0123456789" else None
    zone = (found["zone"] or "+0800").upper().replace(":", "") if found else "+0800"
    if found and zone in ("Z", "+0000"):
        return int(found["clock"].partition(":")[0]) < 16
    return zone == "+0800"


def turned(text: str, *, day_first: bool) -> date:
    """`01/02/2026` in the given order. Raises ValueError where there is no such day."""
    first, second, year = (int(part) for part in re.split(r"[-/.]", text))
    return date(year, second, first) if day_first else date(year, first, second)


def bare(text: str) -> str:
    """The date in a text: without its time and weekday, in plain signs."""
    plain = _TIME.sub("", _WEEKDAY.sub("", unwrapped(narrow(text)))).strip()
    plain = re.sub(r"\s*([年月日])\s*", r"\1", plain)
    return worded.plain(plain)


def _years(year: int, number: int, day: int) -> Iterable[int]:
    """The years around in which the day exists; all of them, if none, so that it is refused."""
    around = (year - 1, year, year + 1)
    leap = (number, day) == (2, 29)
    return [y for y in around if not leap or y % 4 == 0] or around
