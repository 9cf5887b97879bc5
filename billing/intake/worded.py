"""Dates as words and short years write them: 1-Oct-26, Oct 1, 2026, 26/10/01, 2026年十月1日."""

import re
from datetime import date

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = (
    r"(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|january|february|march|april|august"
    r"|september|october|november|december)\.?"
)
_DAY_FIRST = re.compile(rf"(\d{{1,2}})[- ]{_NAME}[- ,]+(\d{{4}}|\d{{2}})", re.IGNORECASE)
_NAME_FIRST = re.compile(rf"{_NAME}[- ](\d{{1,2}})(?:st|nd|rd|th)?[- ,]+(\d{{4}})", re.IGNORECASE)
_MONTH = re.compile(rf"{_NAME}[- ']+(\d{{4}}|\d{{2}})", re.IGNORECASE)
_SHORT = re.compile(r"(\d{2})([-/.])(\d{1,2})\2(\d{1,2})")
_CHINESE = re.compile(r"(?<=年)(十[一二]?|[一二三四五六七八九])(?=月)")
_NUMERALS = {text: str(n) for n, text in enumerate("一二三四五六七八九十", 1)} | {
    "十一": "11",
    "十二": "12",
}
_SPACED = re.compile(r"(\d{4})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{1,2})")


def plain(text: str) -> str:
    """A date without spaces around its strokes, 号 as 日, and a Chinese month as a number."""
    if text.isascii() and " " not in text:
        return text
    if found := _SPACED.fullmatch(text):
        return found[2].join(found.group(1, 3, 4))
    text = re.sub(r"(?<=\d)号", "日", text)
    return _CHINESE.sub(lambda found: _NUMERALS[found[1]], text)


def day(text: str, year: str) -> date | None:
    """The day, where it can be but one. Short years only of the billed `year`, 2026.

    Raises ValueError where there is no such day.
    """
    if found := _SHORT.fullmatch(text):
        first, _, number, last = found.groups()
        # 26/10/01; of 25/10/26 the year may be the last part
        sure = first == year[2:] and (last.zfill(2) != first or last == first)
        return date(int(year), int(number), int(last)) if sure else None
    if found := _DAY_FIRST.fullmatch(text):
        first, name, last = found.groups()
        if len(last) == 2 and (last != year[2:] and first.zfill(2) == year[2:]):
            return None
        return date(_full(last), _number(name), int(first))
    if found := _NAME_FIRST.fullmatch(text):
        return date(int(found[3]), _number(found[1]), int(found[2]))
    return None


def month(text: str, year: str) -> tuple[int, int] | None:
    """The year and number of a month such as Oct-26; of a short year only the billed one."""
    found = _MONTH.fullmatch(text)
    if not found or (len(found[2]) == 2 and found[2] != year[2:]):
        return None
    return _full(found[2]), _number(found[1])


def _full(year: str) -> int:
    return int(year) + (2000 if len(year) == 2 else 0)


def _number(name: str) -> int:
    return _NAMES.index(name[:3].casefold()) + 1
