"""The period that a title or the name of a sheet, file or folder states, where no column does."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath
from typing import NamedTuple

from billing.intake import partial
from billing.intake.dates import Calendar
from billing.period import Period, following
from billing.usage import single

_TIME = re.compile(r"[T ]*\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?")
_GAPS = re.compile(r"\s*([年月日])\s*")
_MONTH = r"1[0-2]|0?[1-9]"
_DAY = r"3[01]|[12]\d|0?[1-9]"
_POINT = re.compile(
    rf"(?<!\d)(?P<y1>20\d\d)(?P<m1>0[1-9]|1[0-2])(?P<d1>[0-3]\d)(?!\d)"
    rf"|(?<!\d)(?P<y2>20\d\d)(?P<s>[-/._])(?P<m2>{_MONTH})(?P=s)(?P<d2>{_DAY})(?!\d)"
    rf"|(?<!\d)(?P<y3>20\d\d)年(?P<m3>{_MONTH})月(?P<d3>{_DAY})(?!\d)日?"
    rf"|(?<!\d)(?P<y4>20\d\d)(?P<m4>0[1-9]|1[0-2])(?!\d)"
    rf"|(?<!\d)(?P<y5>20\d\d)[-/.年_](?P<m5>{_MONTH})(?!\d)月?份?"
    rf"|(?<!\d)(?P<y8>\d\d)年(?P<m8>{_MONTH})月(?:(?P<d8>{_DAY})(?!\d)日?|份)?"
    rf"|(?<![\d.])(?P<m6>{_MONTH})[月.](?P<d6>{_DAY})(?![\d.])日?"
    rf"|(?<!\d)(?P<m7>{_MONTH})月份?(?!\d)"
)
_YEAR = re.compile(
    r"(?<!\d)(?<!\d\.)(?P<y>20\d\d)(?!\d|\.\d)|(?<!\d)(?P<y1>\d\d)年"
    r"|(?<!\d)(?P<y2>2\d)(?:0[1-9]|1[0-2])(?!\d)"  # 2510 is October 2025
)
_EXPORTED = re.compile(rf"(?<!\d)20\d\d(?:[-/._年]?)(?:{_MONTH})(?:[-/._月]?)(?:{_DAY})(?!\d)日?")
_TIE = r"(?:~|至|到|-|—|–)+"
_TIED = re.compile(rf"\s*{_TIE}\s*")
_LOOSELY_TIED = re.compile(r"\s*_+\s*")  # between two days only: 2026-10_2026-11-02 is no span
_LAST_DAY = re.compile(rf"\s*{_TIE}\s*({_DAY})(?!\d|[-/.年月])日?")
# A number beside a date that is no date itself, such as 9 of `9-10月`: whose days cannot be told.
_BEFORE = re.compile(rf"\d月?份?\s*(?:{_TIE}|[、,，和及与&+/])\s*$")
_AFTER = re.compile(rf"\s*(?:{_TIE}|[、,，和及与&+/])\s*\d")


class _Point(NamedTuple):
    """A day or a month of a text, and where it stands in it."""

    period: Period
    daily: bool
    first: int
    last: int


class _Unclear(Exception):  # noqa: N818 - it never leaves this module
    """More than one period, or half of one."""


def named(text: str, calendar: Calendar) -> Period | None:
    """The month or span of days that a text states; a single day is that of an export.

    Of a month and days within it, the days count. None where there is none, or more than one.
    """
    try:
        return _named(text, calendar)
    except (_Unclear, ValueError):  # 31 September
        return None


def nearest(
    sheet: str, title: str, path: str, calendar: Calendar, *, days: bool = False
) -> Period | None:
    """The period that the sheet's name, the title, the file's name or a folder states.

    The first that speaks of a period decides; one that cannot be understood is not passed over.
    With `days` the month is that of days told elsewhere, whatever part of it they are.
    """
    texts = _texts(sheet, title, path)
    year = _year(texts)
    years = replace(calendar, month=f"{year}{calendar.month[4:]}") if year else calendar
    for text in texts:
        try:
            if found := _named(text, years, days=days):
                return found
        except (_Unclear, ValueError):
            return None
        if not days and partial.alone(text):
            return None
    return None


def based(sheet: str, title: str, path: str, calendar: Calendar) -> Calendar:
    """The calendar for days without a year: of the year that a title or a name states.

    Last year's file in the inbox is last year's, though its days tell no year.
    """
    if told := nearest(sheet, title, path, calendar):
        return replace(calendar, month=f"{told.start:%Y-%m}")
    year = _year(_texts(sheet, title, path))
    return replace(calendar, month=f"{year}{calendar.month[4:]}") if year else calendar


def _texts(sheet: str, title: str, path: str) -> tuple[str, ...]:
    """What may state a period, the nearest first."""
    parts = PurePosixPath(path)
    return (sheet, title, parts.stem, *reversed(parts.parts[:-1]))


def _year(texts: Iterable[str]) -> str:
    """The year that the nearest text tells; the day of an export tells none."""
    bare = (_EXPORTED.sub(" ", unicodedata.normalize("NFKC", text)) for text in texts)
    found = next(filter(None, map(_YEAR.search, bare)), None)
    year = next(filter(None, found.groups())) if found else ""
    return year if len(year) != 2 else f"20{year}"


def _named(text: str, calendar: Calendar, *, days: bool = False) -> Period | None:
    plain = _TIME.sub(" ", unicodedata.normalize("NFKC", text))
    plain = _GAPS.sub(r"\1", plain)
    points = [*_points(plain, calendar)]
    periods = set(_periods(plain, points))
    within = [one for one in periods if all(one.common(other) == one for other in periods)]
    if periods and not within:
        raise _Unclear
    if within and not days:
        places = [point[2:] for point in points]
        if partial.within(plain, places, daily=any(point.daily for point in points)):
            raise _Unclear
    return within[0] if within else None


def _points(text: str, calendar: Calendar) -> Iterator[_Point]:
    """The days and months of a text, in order; a year left out is the last one told, or nearest."""
    year = 0
    for found in _POINT.finditer(text):
        held = {
            key[0]: int(value) for key, value in found.groupdict().items() if value and key != "s"
        }
        year = held.get("y", year)
        year += 2000 if 0 < year < 100 else 0
        start = (
            date(year, held["m"], held.get("d", 1))
            if year
            else calendar.nearest(held["m"], held.get("d", 1))
        )
        whole = Period(start, following(start)) if "d" not in held else single(start)
        yield _Point(whole, "d" in held, *found.span())


def _periods(text: str, points: list[_Point]) -> Iterator[Period]:
    """The months and spans; a day alone is left out."""
    tied = -1
    for number, point in enumerate(points):
        if number == tied:
            continue
        after = points[number + 1] if number + 1 < len(points) else None
        before = points[number - 1].last if number else 0
        if _BEFORE.search(text[before : point.first]):
            raise _Unclear
        if after and _tied(text[point.last : after.first], point, after):
            tied = number + 1
            yield _span(point.period, after.period)
        elif point.daily and (last := _LAST_DAY.match(text, point.last)):
            yield _span(point.period, single(point.period.start.replace(day=int(last[1]))))
        elif _AFTER.match(text, point.last):
            raise _Unclear
        elif not point.daily:
            yield point.period


def _tied(between: str, one: _Point, other: _Point) -> bool:
    if _LOOSELY_TIED.fullmatch(between):
        return one.daily and other.daily
    if not _TIED.fullmatch(between):
        return False
    if one.daily is not other.daily:
        raise _Unclear
    return True


def _span(first: Period, last: Period) -> Period:
    """From the first to the last, which may lie in the next year where it tells none."""
    if last.end <= first.start:
        raise _Unclear
    return Period(first.start, last.end)
