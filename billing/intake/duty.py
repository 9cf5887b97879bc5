"""What one cell of a roster says: on duty, off, a shift, or the times of one."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from billing.intake.cells import NOT_APPLICABLE, narrow, word
from billing.workbook.grid import Value
from billing.workbook.words import unwrapped

ON = ("班", "上班", "在岗", "值班", "出勤", "√", "✓", "✔", "1", "on", "on duty")
OFF = (
    "休", "休息", "公休", "轮休", "调休", "假", "请假", "年假", "病假", "事假", "婚假", "产假",
    "丧假", "0", "off", "rest", "leave", "day off",
)  # fmt: skip
SHIFTS = {
    "早": "早班", "早班": "早班", "中": "中班", "中班": "中班", "晚": "晚班", "晚班": "晚班",
    "夜": "夜班", "夜班": "夜班", "白": "白班", "白班": "白班",
    "early": "early", "late": "late", "night": "night",
}  # fmt: skip
_TIMES = re.compile(
    r"(?:(?P<shift>[^\d\s]*)\s*)(?P<h1>\d{1,2})(?::(?P<m1>\d{2}))?\s*(?:-|~|至|到|—|–)\s*"
    r"(?P<h2>\d{1,2})(?::(?P<m2>\d{2}))?"
)
_LATEST = 30  # o'clock: 06:00 of the next day


class Duty(NamedTuple):
    """One agent's day: a seat or none, the shift's name, and its times, such as 09:00."""

    seats: int
    shift: str = ""
    start: str = ""
    end: str = ""


def blank(cell: Value) -> bool:
    """Whether a cell says nothing: it is empty, or `-`, 无 and the like."""
    return isinstance(cell, str) and word(cell).casefold() in {"", *NOT_APPLICABLE}


def weekdays(cells: Iterable[Value]) -> bool:
    """Whether cells name weekdays, as a second row of a header does: 四, 周五, 星期六."""
    names = [str(cell).strip().removeprefix("星期").removeprefix("周") for cell in cells]
    return any(names) and all(name in "一二三四五六日天" for name in names)


def duty(cell: Value, words: Mapping[str, str]) -> Duty | None:
    """What a cell says; None where it is not known. `words` are the settings' own signs.

    >>> duty("休", {}), duty("晚 18-02", {})[1:]
    (Duty(seats=0, shift='', start='', end=''), ('晚班', '18:00', '02:00'))
    """
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return None
    text = unwrapped(narrow(f"{cell:g}" if isinstance(cell, float) else str(cell))).casefold()
    own = {narrow(sign).strip().casefold(): meaning for sign, meaning in words.items()}
    if text in own:
        return _meant(own[text])
    return _known(text)


def _meant(meaning: str) -> Duty:
    """What the settings say of a sign: on, off, or the name of a shift and its times."""
    text = narrow(meaning).strip()
    return _known(text.casefold()) or _timed(text) or Duty(1, text)


def _known(text: str) -> Duty | None:
    if text in OFF:
        return Duty(0)
    if text in ON:
        return Duty(1)
    return Duty(1, SHIFTS[text]) if text in SHIFTS else _timed(text)


def _timed(text: str) -> Duty | None:
    """Times, with the name of a shift before them or none."""
    found = _TIMES.fullmatch(text)
    if not found:
        return None
    hours = (int(found["h1"]), int(found["h2"]))
    minutes = [int(found[key] or 0) for key in ("m1", "m2")]
    if max(hours) > _LATEST or hours[0] >= 24 or max(minutes) > 59:
        return None
    start, end = (f"{h:02}:{m:02}" for h, m in zip(hours, minutes, strict=True))
    shift = found["shift"]
    if shift and shift not in SHIFTS and shift not in SHIFTS.values():
        return None
    return Duty(1, SHIFTS.get(shift, shift), start, end)
