"""Whatever a table is disguised as, its figures are the same."""

import csv
import io
import random
import string
from collections.abc import Callable
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.intake.conftest import Inbox, said, told

STORE = "海滨官旗"

DATES: tuple[Callable[[date], object], ...] = (
    lambda day: day,
    lambda day: f"{day:%Y/%m/%d}",
    lambda day: f"{day.year}.{day.month}.{day.day}",
    lambda day: f"{day:%Y%m%d}",
    lambda day: int(f"{day:%Y%m%d}"),
    lambda day: f"{day.year}年{day.month}月{day.day}日（周四）",
    lambda day: f"{day.month}月{day.day}日",
    lambda day: day.toordinal() - date(1899, 12, 30).toordinal(),
)
# A time tells rows of one day apart, so a table has it in all rows or in none.
TIMED: tuple[Callable[[date], object], ...] = (lambda day: f"{day:%Y-%m-%d} 10:20:30",)
NUMBERS: tuple[Callable[[int], object], ...] = (
    lambda n: n,
    float,
    str,
    lambda n: f"{n:,}",
    lambda n: f" {n} 人",
    lambda n: str(n).translate(str.maketrans(string.digits, "０１２３４５６７８９")),
    lambda n: f"'{n}",
)
# In a workbook the last would be a formula.
TEXT_NUMBERS: tuple[Callable[[int], object], ...] = (*NUMBERS, lambda n: f'="{n}"')
STORES = (STORE, "海滨[官方]旗舰店", "海滨（官方） 旗舰店", "S1", "\t海滨官旗 ")
HEADERS = (
    ("日期", "店铺", "接待人数"),
    ("Date", "Store", "Receptions"),
    ("统计日期", "网店", "接待量（人）"),
)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(
    figures=st.dictionaries(st.integers(1, 31), st.integers(0, 99999), min_size=1, max_size=8),
    seed=st.integers(0, 2**32),
    as_text=st.booleans(),
)
def test_any_tolerated_disguise_reads_to_the_same_figures(
    new_inbox: Callable[[], Inbox], figures: dict[int, int], seed: int, as_text: bool
) -> None:
    """Titles, header names, forms of dates and numbers, order and repetition change nothing."""
    dice = random.Random(seed)
    numbers = TEXT_NUMBERS if as_text else NUMBERS
    dates = dice.choice((DATES, DATES, DATES, TIMED))
    rows = [
        [dice.choice(dates)(date(2026, 10, day)), dice.choice(STORES), dice.choice(numbers)(n)]
        for day, n in figures.items()
        for _ in range(dice.choice((1, 1, 2)))
    ]
    dice.shuffle(rows)
    cut = dice.randrange(len(rows) + 1)
    inbox = new_inbox()
    for name, part in (("b", rows[:cut]), ("a", rows[cut:])):
        title = [["海滨接待"]] * dice.randrange(4)
        table = [*title, dice.choice(HEADERS), *part, ["合计", "", ""]]
        if as_text:
            lines = io.StringIO()
            csv.writer(lines, delimiter=dice.choice(",;\t")).writerows(table)
            encoding = dice.choice(("utf-8", "gb18030", "utf-16"))
            inbox.text(f"{name}.csv", lines.getvalue(), encoding)
        else:
            inbox.xlsx(f"{name}.xlsx", *table)
    found = inbox.read()
    assert told(found.usage["C001"]) == [
        ("receptions", "S1", f"2026-10-{day:02}", {"receptions": str(n)})
        for day, n in sorted(figures.items())
    ]
    assert said(found.problems) == []
