"""A random table, written in any mixture of tolerated disguises, reads to the same figures."""

import csv
import io
import random
import string
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from billing import intake
from billing.errors import Severity
from tests.intake.conftest import VOCABULARY

Key = tuple[str, int, str]  # store, day of October, agent
STORES = {
    "S1": ("海滨【官方】旗舰店", "海滨官旗", "海滨[官方] 旗舰店", "S1", "ｓ１", "海滨官旗\u200b"),
    "S2": ("海滨户外店", "S2", " 海滨户外店\u3000", "海滨 户外店"),
}
HEADERS = {
    "date": ("日期", "统计日期", "Date", " 数据 日期 *"),
    "store": ("店铺", "店铺名称", "网店", "Store"),
    "agent": ("客服", "客服昵称", "旺旺", "Agent"),
    "receptions": ("接待人数", "接待量（人）", "人工接待量", "Contacts"),
    "night": ("夜间接待", "晚班接待(人)", "Night receptions"),
}
EXTRA = ("买家昵称", "平均响应时长", "同比", "接待人数(去年同期)")
AGENTS = ("小示", "Anna Li", "旺旺:客服01")
WIDE = str.maketrans(string.digits, "０１２３４５６７８９")
DATES: tuple[Callable[[date], object], ...] = (
    lambda day: day,
    lambda day: f"{day:%Y/%m/%d}",
    lambda day: f"{day.year}.{day.month}.{day.day}",
    lambda day: int(f"{day:%Y%m%d}"),
    lambda day: f"{day.year} 年 {day.month} 月 {day.day} 日",
    lambda day: f"{day.month}月{day.day}日（周四）",
    lambda day: f"{day:%d/%m/%Y}",
)
NUMBERS: tuple[Callable[[int], object], ...] = (
    lambda n: n,
    float,
    lambda n: f"{n:,}",
    lambda n: f" {n}人 ",
    lambda n: str(n).translate(WIDE),
    lambda n: f"'{n}.00",
)
TURNED = DATES[-1]


class _Writer:
    """Writes rows of figures in a disguise that the dice choose."""

    def __init__(self, dice: random.Random) -> None:
        """`dice` choose everything, so that a failure can be shown again."""
        self._dice = dice

    def table(self, rows: Sequence[tuple[Key, dict[str, int]]]) -> list[list[Any]]:
        """A title or none, a header, the rows, a total or none; perhaps a header again."""
        dice = self._dice
        extra = dice.sample(EXTRA, dice.randrange(3))
        columns = [*HEADERS, *extra]
        dice.shuffle(columns)
        if columns[0] in extra:  # a first cell begins a total or a note
            columns.reverse()
        head = [dice.choice(HEADERS.get(name, (name,))) for name in columns]
        turned = any(day > 12 for (_, day, _), _ in rows)
        forms = DATES if turned else DATES[:-1]
        whole = (
            [TURNED] if turned and dice.random() < 0.3 else [f for f in forms if f is not TURNED]
        )
        lines = [self._line(columns, key, figures, whole) for key, figures in rows]
        cut = dice.randrange(len(lines) + 1)
        body = lines if dice.random() < 0.5 else [*lines[:cut], [], head, *lines[cut:]]
        titles = [["客服报表"], ["导出时间：2026-11-01 09:00"], []][: dice.randrange(4)]
        sums = self._total(columns, rows) if body is lines else []
        return [*titles, head, *body, *sums, *([["注：以导出为准"]] * dice.randrange(2))]

    def _line(
        self,
        columns: Sequence[str],
        key: Key,
        figures: dict[str, int],
        forms: Sequence[Callable[[date], object]],
    ) -> list[Any]:
        store, day, agent = key
        dice = self._dice
        told: dict[str, Any] = {
            "date": dice.choice(forms)(date(2026, 10, day)),
            "store": dice.choice(STORES[store]),
            "agent": dice.choice((agent, f" {agent} ", agent.upper())),
            **{name: dice.choice(NUMBERS)(n) for name, n in figures.items()},
        }
        return [told.get(name, "某" if name == "买家昵称" else 7) for name in columns]

    def _total(
        self, columns: Sequence[str], rows: Sequence[tuple[Key, dict[str, int]]]
    ) -> list[list[Any]]:
        sums = {name: sum(own[name] for _, own in rows) for name in ("receptions", "night")}
        label = {"store": self._dice.choice(("合计", "总计：", "Total"))}
        told: dict[str, Any] = {**sums, **label}
        return [[told.get(name, "") for name in columns]] if self._dice.random() < 0.5 else []


def _save(dice: random.Random, path: Path, tables: Sequence[list[list[Any]]]) -> None:
    """One book of several sheets, or a text file of the first table and others beside it."""
    if dice.random() < 0.5:
        book = openpyxl.Workbook()
        book.remove(book.worksheets[0])
        for number, table in enumerate(tables):
            sheet = book.create_sheet(f"表{number}")
            for row in table:
                sheet.append(row)
        book.save(path.with_suffix(".xlsx"))
        return
    for number, table in enumerate(tables):
        lines = io.StringIO()
        csv.writer(lines, delimiter=dice.choice(",;\t")).writerows(table)
        encoding = dice.choice(("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"))
        path.with_name(f"{path.name}{number}.csv").write_bytes(lines.getvalue().encode(encoding))


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(
    figures=st.dictionaries(
        st.tuples(st.sampled_from(tuple(STORES)), st.integers(1, 31), st.sampled_from(AGENTS)),
        st.fixed_dictionaries({"receptions": st.integers(0, 99999), "night": st.integers(0, 999)}),
        min_size=1,
        max_size=14,
    ),
    seed=st.integers(0, 2**32),
)
def test_any_mixture_of_disguises_reads_to_the_same_figures(
    tmp_path_factory: Any, figures: dict[Key, dict[str, int]], seed: int
) -> None:
    """Forms, names, titles, totals, order, columns, sheets, files, repetitions change nothing."""
    dice, inbox = random.Random(seed), tmp_path_factory.mktemp("inbox")
    rows = [*figures.items(), *dice.sample(sorted(figures.items()), dice.randrange(len(figures)))]
    dice.shuffle(rows)
    writer = _Writer(dice)
    cuts = sorted(dice.randrange(len(rows) + 1) for _ in range(3))
    parts = [rows[a:b] for a, b in zip((0, *cuts), (*cuts, len(rows)), strict=True)]
    tables = [writer.table(part) for part in parts if part]
    middle = dice.randrange(len(tables)) + 1
    for number, own in enumerate((tables[:middle], tables[middle:])):
        if own:
            _save(dice, inbox / f"接待{number}", own)
    found = intake.read(inbox, VOCABULARY, {})
    wanted: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for (store, day, _), told in figures.items():
        for name, n in told.items():
            wanted[store, f"2026-10-{day:02}"][name] += n
    read = {(row.store, str(row.period)): dict(row.figures) for row in found.usage["C001"].rows}
    assert read == wanted
    assert [p.code for p in found.problems if p.severity is Severity.BLOCKED] == []
    assert {p.code for p in found.problems if p.severity is Severity.WARNED} <= {"date_order"}
