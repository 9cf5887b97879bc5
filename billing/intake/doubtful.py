"""What a whole column of dates tells: which part is the day, and whether it may be exchanged."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from billing.intake.dates import bare, turned
from billing.period import Period
from billing.workbook.grid import Value

_SHORT = re.compile(r"(\d{1,2})[-/.](\d{1,2})")
_TURNED = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{4}")
_LONGEST = 12  # signs of a short date, its wrappers and spaces among them
_FEW = 3  # dates that are no coincidence


def swapped(values: Iterable[Value], periods: Sequence[Period]) -> bool:
    """Whether a spreadsheet took 01/10/2026 for 10 January, and left 13/10/2026 as text.

    No date cell is past the 12th, and those outside every month lie inside one once exchanged:
    beside text of that form, or all of them on one day of many months.
    """
    every = tuple(values)
    if any(isinstance(value, date) and value.day > 12 for value in every):  # by far the most
        return False
    days = {_day(value) for value in every if isinstance(value, date)}
    outside = {day for day in days if not any(day in period for period in periods)}
    if not any(_exchanged(day) in period for day in outside for period in periods):
        return False
    texts = (bare(value) for value in every if isinstance(value, str))
    if any(map(_TURNED.fullmatch, texts)):
        return True
    return len(days) >= _FEW and len({day.day for day in days}) == 1


def either(values: Iterable[Value], periods: Iterable[Period]) -> bool:
    """Whether `1/10`, `2/10` may be days of October: every second part is a billed month's."""
    months = {day.month for period in periods for day in (period.start, period.last)}
    texts = (bare(value) for value in values if isinstance(value, str) and len(value) <= _LONGEST)
    parts = [(int(found[1]), int(found[2])) for t in texts if (found := _SHORT.fullmatch(t))]
    return all(two in months for _, two in parts) and any(one not in months for one, _ in parts)


def keeps_zeros(values: Iterable[Value]) -> bool:
    """Whether a column of text shows a last 0, as in 10.10: it was no number before."""
    texts = (bare(value) for value in values if isinstance(value, str))
    return any(_SHORT.fullmatch(text) and text.endswith("0") for text in texts)


def order(values: Iterable[Value], periods: Iterable[Period]) -> bool | None:
    """Whether a column writes the day first: by a part above 12, else by what is in a period."""
    texts = {
        text
        for value in values
        if isinstance(value, str) and _TURNED.fullmatch(text := bare(value))
    }
    wanted = tuple(periods)
    possible = [way for way in (True, False) if all(_exists(text, day_first=way) for text in texts)]
    if len(possible) == 2 and any(_differs(text) for text in texts):
        possible = [way for way in possible if _inside(texts, wanted, day_first=way)]
    either = len(possible) == 2 and bool(texts) and not any(map(_differs, texts))
    return possible[0] if len(possible) == 1 or either else None


def _differs(text: str) -> bool:
    """Whether the order matters: not of 10/10/2026."""
    return turned(text, day_first=True) != turned(text, day_first=False)


def _exists(text: str, *, day_first: bool) -> bool:
    try:
        turned(text, day_first=day_first)
    except ValueError:
        return False
    return True


def _inside(texts: Iterable[str], periods: tuple[Period, ...], *, day_first: bool) -> bool:
    return all(
        any(turned(text, day_first=day_first) in period for period in periods) for text in texts
    )


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def _exchanged(day: date) -> date:
    return date(day.year, day.day, day.month)
