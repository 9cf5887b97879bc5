"""Orders: a shop's list with main and sub-orders, and stores' daily counts."""  # noqa: INP001

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from sample_inputs.making.book import Cell, Sheet, text, xlsx
from sample_inputs.making.spread import count, days

_PAID = ("交易成功", "卖家已发货,等待买家确认", "买家已付款,等待卖家发货")
_HEADER = (
    "主订单编号", "子订单编号", "买家实际支付金额", "订单状态", "订单付款时间", "店铺名称",
    "退款状态", "退款金额", "收货人姓名",
)  # fmt: skip


def write(inbox: Path, month: str) -> None:
    """Write the month's order files."""
    folder = inbox / month
    later = month == "2026-10"
    # 440 paid - 13 closed - 15 refunded = 412; 495 - 12 - 15 = 468 in September
    rows = _list(month, 440, 13, 15) if later else _list(month, 495, 12, 15)
    listed = folder / "订单" / f"ExportOrderList_{month.replace('-', '')}.csv"
    text(listed, [_HEADER, *rows], "gb18030")
    _food(folder / f"十四号食品_订单汇总_{month}.xlsx", month)
    _bags(folder / f"十七号箱包_询单转化_{month}.xlsx", month)


def _list(month: str, paid: int, closed: int, refunded: int) -> Iterator[list[Cell]]:
    """Main orders: the first ones closed, the next refunded; some part-refunded, some unpaid."""
    dates = days(month)
    for number in range(paid):
        day = dates[number * 7 % len(dates)]
        if number < closed:
            yield _line(day, number, "交易关闭", 8900 + number, 0)
        elif number < closed + refunded:
            yield _line(day, number, "交易成功", 5900 + number, 5900 + number)
        elif number % 20 == 0:  # a part refund stays billable
            yield _line(day, number, "交易成功", 19900, 5000)
        elif number % 10 == 5:  # two sub-orders, one of them closed: one billable order
            yield _line(day, number, "交易成功", 4900, 0, part=1)
            yield _line(day, number, "交易关闭", 2900, 0, part=2)
        else:
            yield _line(day, number, _PAID[number % 3], 3900 + number % 60 * 100, 0)
    for number in range(paid, paid + 9):
        yield _line(dates[number % 28], number, "等待买家付款", 9900, 0, paid=False)


def _line(
    day: date,
    number: int,
    status: str,
    cents: int,
    refund: int,
    *,
    part: int = 1,
    paid: bool = True,
) -> list[Cell]:
    """A line of the export; ids are wrapped so that Excel keeps all their digits."""
    order = f"90000000{day:%y%m}{number:07}"
    when = f"{day} {8 + number % 14:02}:{number % 60:02}:00" if paid else ""
    back = "无退款申请" if not refund else "退款成功"
    return [
        f'="{order}"', f'="{order}{part:02}"', f"{cents / 100:.2f}", status, when,
        "十六号文具旗舰店", back, f"{refund / 100:.2f}" if refund else "无退款申请", "示例买家",
    ]  # fmt: skip


def _food(path: Path, month: str) -> None:
    """1120 - 25 - 15 = 1080 in October, 985 - 22 - 13 = 950 in September."""
    totals = (1120, 25, 15) if month == "2026-10" else (985, 22, 13)
    dates = days(month)
    columns = [count(total, len(dates), seed) for seed, total in enumerate(totals, 51)]
    rows = [[day, "十四号食品旗舰店", *cells] for day, *cells in zip(dates, *columns, strict=True)]
    header = ["日期", "店铺", "付款订单数", "取消订单数", "全额退款订单数"]
    xlsx(path, Sheet("订单", [header, *rows, ["合计", None, *totals]]))


def _bags(path: Path, month: str) -> None:
    """By weeks, as text: 840 of 5000 inquirers paid in October, 420 of 4200 in September."""
    later = month == "2026-10"
    totals = (5000, 840, 900, 20, 30) if later else (4200, 420, 460, 10, 8)
    dates = days(month)
    starts = dates[::7]
    columns = [count(total, len(starts), seed) for seed, total in enumerate(totals, 61)]
    spans = [
        f"{start}~{min(dates[-1], date.fromordinal(start.toordinal() + 6))}" for start in starts
    ]
    rows: list[list[Cell]] = [
        [span, "十七号箱包旗舰店", *(f"{n:,}" for n in cells)]
        for span, *cells in zip(spans, *columns, strict=True)
    ]
    orders = ["付款订单数", "取消订单数", "全额退款订单数"]
    header = ["日期", "店铺", "询单人数", "最终付款人数", *orders]
    sums = ["合计", None, *(f"{n:,}" for n in totals)]
    xlsx(path, Sheet("转化", [["店铺询单转化周报"], [], header, *rows, sums], header=3))
