"""Sales exports: agents' rows with thousands separators, a sheet per store, counted cards."""  # noqa: INP001

from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from sample_inputs.making.book import Cell, Sheet, xlsx
from sample_inputs.making.spread import count, days, money, with_totals


class Month(NamedTuple):
    """A store's sales of one month that our agents brought, refunds completed, and silent sales."""

    attributed: str
    refunds: str
    silent: str


_STORES = {
    "四号母婴【官方】店": (
        Month("142000.00", "22000.00", "31005.50"),
        Month("285300.00", "35300.00", "62840.20"),
    ),
    "五号珠宝旗舰店": (
        Month("110000.40", "20000.00", "18300.00"),
        Month("290000.00", "40000.00", "44120.75"),
    ),
    "六号鞋履旗舰店": (
        Month("52000.00", "60000.00", "9100.00"),  # refunds above sales: -8000 is carried
        Month("96420.50", "26420.50", "15260.30"),
    ),
}
_CARDS = {"办卡数": (198, 214), "试用邀约": (1725, 1860)}


def write(inbox: Path, month: str) -> None:
    """Write the month's sales files."""
    folder = inbox / month
    later = month == "2026-10"
    _agents(folder / f"三号数码_客服绩效_{month}.xlsx", month)
    sheets = [_store(name, month, both[later], n) for n, (name, both) in enumerate(_STORES.items())]
    xlsx(folder / f"提成店铺销售_{month}.xlsx", *sheets)
    _cards(folder / f"七号健身_办卡_{month}.xlsx", month)


def _agents(path: Path, month: str) -> None:
    """Two agents' rows a day, amounts as text; whose store it is stands in the file's name."""
    later = month == "2026-10"
    sales, refunds = ("318640.80", "41220.30") if later else ("286420.50", "36420.50")
    dates = days(month)
    earned = iter(money(sales, 2 * len(dates), 21))
    given = iter(money(refunds, 2 * len(dates), 22))
    rows: list[list[Cell]] = [
        [str(day), f"三号数码:客服{agent}", f"{next(earned):,.2f}", f"{next(given):,.2f}"]
        for day in dates
        for agent in ("01", "02")
    ]
    header: list[list[Cell]] = [
        ["客服绩效明细"],
        [f"统计时间：{dates[0]} 至 {dates[-1]}"],
        ["日期", "旺旺", "销售额", "退款金额"],
    ]
    last: list[Cell] = ["合计", None, f"{Decimal(sales):,}", f"{Decimal(refunds):,}"]
    xlsx(path, Sheet("绩效", [*header, *rows, last], header=3))


def _store(store: str, month: str, sums: Month, number: int) -> Sheet:
    dates = days(month)
    sold, refunded, silent = (
        money(total, len(dates), 30 + 3 * number + place) for place, total in enumerate(sums)
    )
    rows: list[list[Cell]] = [
        [day, s, r, s - r, quiet]
        for day, s, r, quiet in zip(dates, sold, refunded, silent, strict=True)
    ]
    header = ["日期", "客服销售额", "客服退款额", "净销售额", "静默销售额"]
    return Sheet(store, [header, *with_totals(rows)])


def _cards(path: Path, month: str) -> None:
    dates = days(month)
    columns = [
        count(totals[month == "2026-10"], len(dates), seed)
        for seed, totals in enumerate(_CARDS.values(), 41)
    ]
    rows = [[day, "七号健身旗舰店", *cells] for day, *cells in zip(dates, *columns, strict=True)]
    xlsx(path, Sheet("办卡", [["日期", "店铺", *_CARDS], *rows]))
