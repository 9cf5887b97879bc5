"""Reception exports: a sheet per store, an old .xls, agents' rows, a csv, and one with an error."""  # noqa: INP001

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from sample_inputs.making.book import Cell, Sheet, text, xls, xlsx
from sample_inputs.making.spread import count, days, with_totals

# Store as the export names it -> header -> total of September and of October.
_BY_STORE: dict[str, dict[str, tuple[int, int]]] = {
    "八号家居官旗": {"接待人数": (5180, 5830)},
    "九号图书专营店": {"接待人数": (4700, 5830)},
    "十三号宠物天店": {"接待人数": (3000, 3330), "夜间接待": (600, 630)},
    "十三号宠物东店": {
        "接待人数": (3060, 4520),
        "机器人接待": (190, 230),
        "无效接待": (70, 90),
    },
    "十四号食品旗舰店": {"接待人数": (2000, 2150)},
}
_WAYS: Sequence[Callable[[date], Cell]] = (
    lambda day: day,
    str,
    lambda day: f"{day:%Y/%m/%d}",
    lambda day: f"{day.year}年{day.month}月{day.day}日",
    lambda day: f"{day:%Y%m%d}",
)


def write(inbox: Path, month: str) -> None:
    """Write the month's reception files; two clients have none of theirs in a month."""
    folder = inbox / month
    xlsx(folder / f"店铺接待汇总_{month}.xlsx", *_by_store(month))
    _beauty(folder / "二号美妆" / f"接待明细_{month}.xls", month)
    _clothes(folder / f"二十号服饰_客服接待_{month}.xlsx", month)
    _lamps(folder / f"二十二号灯具_接待_{month}.xlsx", month)
    if month == "2026-09":
        _toys(folder / f"二十一号玩具_接待_{month}.xlsx", month)  # and October's never came
    else:
        _appliances(folder / f"十五号家电_接待_{month}.csv", month)


def _pick(totals: tuple[int, int], month: str) -> int:
    return totals[month == "2026-10"]


def _by_store(month: str) -> list[Sheet]:
    sheets = []
    for number, (store, figures) in enumerate(_BY_STORE.items()):
        dates = days(month)
        columns = [
            count(_pick(totals, month), len(dates), number + 10 * place)
            for place, totals in enumerate(figures.values())
        ]
        rows = list(zip(map(_WAYS[number], dates), *columns, strict=True))
        head: list[list[Cell]] = [
            [f"店铺接待数据 - {store}"],
            [f"统计周期：{dates[0]}~{dates[-1]}", None, "导出时间：次月1日 09:12"],
            [],
            ["日期", *figures],
        ]
        sheets.append(Sheet(store, [*head, *with_totals(rows, mean=True)], header=4))
    return sheets


def _beauty(path: Path, month: str) -> None:
    """September: 2850 effective, 95 a day. October: 6200, exactly 200 a day."""
    dates = days(month)
    total, robot, spam = (3150, 210, 90) if month == "2026-09" else (6790, 430, 160)
    columns = [count(n, len(dates), seed) for n, seed in ((total, 1), (robot, 2), (spam, 3))]
    rows = [[day, "二号美妆官旗", *cells] for day, *cells in zip(dates, *columns, strict=True)]
    header = ["统计日期", "店铺名称", "接待人数", "机器人接待", "广告/骚扰"]
    sum_row = ["合计", None, total, robot, spam]
    xls(path, Sheet("接待明细", [["客服接待明细表"], [], header, *rows, sum_row], header=3))


def _clothes(path: Path, month: str) -> None:
    """Four agents' rows a day; 8760 in September, 10 450 in October."""
    dates = days(month)
    agents = [f"服饰客服{letter}" for letter in "甲乙丙丁"]
    parts = iter(count(8760 if month == "2026-09" else 10450, 4 * len(dates), 5))
    rows: list[list[Cell]] = [
        [day, "二十号服饰旗舰店", agent, next(parts), f"{93 + (day.day + place) % 6}%"]
        for day in dates
        for place, agent in enumerate(agents)
    ]
    header = ["日期", "店铺", "客服昵称", "接待人数", "客户满意率"]
    xlsx(path, Sheet("客服明细", [header, *rows]))


def _lamps(path: Path, month: str) -> None:
    """All is well but one cell of October, whose formula lost what it referred to."""
    dates = days(month)
    totals = (3420, 3200) if month == "2026-09" else (3650, 3400)
    received, effective = (count(n, len(dates), 7) for n in totals)  # of each day, never more
    rows: list[list[Cell]] = [
        [day, "二十二号灯具旗舰店", got, good]
        for day, got, good in zip(dates, received, effective, strict=True)
    ]
    if month == "2026-10":
        rows[16][2:] = ["#REF!", "#REF!"]
    header = ["数据日期", "店铺名称", "接待人数", "有效接待人数"]
    note = ["注：有效接待已剔除机器人"]
    xlsx(path, Sheet("Sheet1", [["接待日报"], header, *rows, note], header=2))


def _toys(path: Path, month: str) -> None:
    dates = days(month)
    rows: list[list[Cell]] = [
        [day, "二十一号玩具旗舰店", n]
        for day, n in zip(dates, count(3650, len(dates), 11), strict=True)
    ]
    xlsx(path, Sheet("接待", [["日期", "店铺", "接待量"], *rows]))


def _appliances(path: Path, month: str) -> None:
    """A csv in UTF-8 with its mark, as Excel saves one: the contract begins on the 12th."""
    dates = days(month, first=12)
    rows = [
        [f"{day:%Y/%m/%d}", "十五号家电旗舰店", f"{n}人"]
        for day, n in zip(dates, count(3200, len(dates), 12), strict=True)
    ]
    text(path, [["日期", "网店", "人工接待量"], *rows], "utf-8-sig")
