"""Staffing: shifts of a holiday, daily peaks in an .ods, and an English client's launch."""  # noqa: INP001

from collections.abc import Mapping, Sequence
from datetime import date, time
from pathlib import Path

from sample_inputs.making.book import Cell, Sheet, ods, xlsx
from sample_inputs.making.spread import days

# Day -> seats of the shifts 09-18, 14-23 and 18-02; the first two meet between 14 and 18.
_HOLIDAY: Mapping[date, Sequence[int]] = {
    date(2026, 9, 25): (4, 3, 2),  # peak 7
    date(2026, 9, 26): (5, 4, 2),  # peak 9
    date(2026, 9, 27): (2, 1, 1),  # peak 3, below the least of 4
    date(2026, 10, 1): (8, 6, 4),  # peak 14, above the most of 12
    date(2026, 10, 2): (7, 5, 4),  # peak 12
    date(2026, 10, 3): (6, 5, 3),  # peak 11
    date(2026, 10, 4): (5, 3, 2),  # peak 8
    date(2026, 10, 5): (5, 3, 2),  # peak 8
    date(2026, 10, 6): (4, 3, 2),  # peak 7
    date(2026, 10, 7): (4, 2, 2),  # peak 6
    date(2026, 10, 8): (3, 2, 1),  # peak 5
}
_SHIFTS = (("早班", time(9), time(18)), ("中班", time(14), time(23)), ("晚班", time(18), time(2)))
_LAUNCH = {19: (3, 2), 20: (3, 2), 21: (3, 1), 22: (3, 2), 23: (3, 2)}  # 24 seat-shifts


def write(inbox: Path, month: str) -> None:
    """Write the month's staffing files."""
    folder = inbox / month
    _holiday(folder / "排班" / f"十一号酒水_排班_{month}.xlsx", month)
    _peaks(folder / "排班" / f"十二号零食_在岗峰值_{month}.ods", month)
    if month == "2026-10":
        _launch(folder / "Ten Travel" / f"staffing_{month}.xlsx")


def _holiday(path: Path, month: str) -> None:
    """A row a shift; the date stands once, merged down its shifts."""
    dates = [day for day in _HOLIDAY if f"{day:%Y-%m}" == month]
    rows: list[list[Cell]] = [
        [day if place == 0 else None, "十一号酒水旗舰店", *shift, seats]
        for day in dates
        for place, (shift, seats) in enumerate(zip(_SHIFTS, _HOLIDAY[day], strict=True))
    ]
    header = ["日期", "店铺", "班次", "上班时间", "下班时间", "人数"]
    merges = [f"A{3 * n + 3}:A{3 * n + 5}" for n in range(len(dates))]
    xlsx(path, Sheet("节日排班", [["节日排班表"], header, *rows], 2, merges))


def _peak(day: date) -> int:
    """Three seats belong to the monthly fee; what is above is charged by day."""
    if day.month == 9:
        return 4 if 25 <= day.day <= 27 else 3
    if day.day <= 8:
        return 6 if day.day <= 3 else 5
    return {20: 4, 21: 4, 22: 4, 23: 4, 24: 4, 31: 5}.get(day.day, 3)


def _peaks(path: Path, month: str) -> None:
    rows: list[list[Cell]] = [[day, "十二号零食旗舰店", _peak(day)] for day in days(month)]
    ods(path, Sheet("峰值", [["日期", "店铺", "峰值人数"], *rows]))


def _launch(path: Path) -> None:
    rows: list[list[Cell]] = [
        [date(2026, 10, day), "Ten Travel", shift, start, end, seats]
        for day, both in _LAUNCH.items()
        for (shift, start, end), seats in zip(
            (("day", time(9), time(18)), ("late", time(18), time(2))), both, strict=True
        )
    ]
    xlsx(path, Sheet("Launch", [["date", "client", "shift", "start", "end", "seats"], *rows]))
