"""Workspaces to measure on, from a seed: invented clients of mixed modes, and their month's files.

    python benchmarks/workspaces.py FOLDER [--clients 1000] [--seed 1]

Eight clients in turn are billed in eight ways; together they have 100 usage rows each on average.
A file holds the month of one kind for up to 60 clients, as a person in finance keeps it.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import click
import xlsxwriter

from billing import period, register

MONTH = "2026-10"
IN_A_FILE = 60  # clients

_SETTINGS = """\
first_month = "{month}"
language = "zh"
issue_date = {issued}

[provider]
name = "示例客服外包有限公司"
name_en = "Sample Chat Outsourcing Co., Ltd."
tax_id = "91000000TEMPLATE0A"
address = "示例市样品路100号"
phone = "000-00000000"
email = "billing@provider.example"

[provider.bank]
name = "示例银行样品支行"
account_name = "示例客服外包有限公司"
account = "0000 0000 0000 0000"
"""
_MAIL = """
[mail]
send = "run"
from = "billing@provider.example"
folder = "sent-mail"
per_minute = 1000000
per_run = 1000000
"""

Charges = Mapping[str, Mapping[str, str]]  # sheet -> the terms of a charge
Figures = list[Any]
Days = list[date]


class Way(NamedTuple):
    """How a client is billed: its charges by sheet, and the kinds of usage that they need."""

    charges: Charges
    kinds: tuple[str, ...]


_SEATS = {"seats": "3", "price": "2600"}
_BANDS = {"seats": "2", "tiers": "seats", "exclude": "robot;spam"}
_COMMISSION = {
    "seats": "2", "base": "1500", "on": "net_sales", "method": "graduated", "tiers": "sales",
}  # fmt: skip
_QUOTA = {"fee": "6000", "metric": "receptions", "included": "5000", "overage_price": "1.20"}
_PEAK = {"headcount": "peak", "rates": "days", "calendar": "2026", "default_kind": "平日"}
_COUNTED = {"method": "graduated", "tiers": "receptions", "exclude": "robot;spam"}
_ORDERS = {"method": "flat", "price": "2.00"}
_PROJECT = {"project": "会员运营", "fee": "18000"}
WAYS = (
    Way({"Fixed": _BANDS}, ("receptions",)),
    Way({"Commission": _COMMISSION}, ("sales",)),
    Way({"Monthly": _QUOTA}, ("receptions",)),
    Way({"Daily": _PEAK}, ("staffing",)),
    Way({"Receptions": _COUNTED}, ("receptions",)),
    Way({"Orders": _ORDERS}, ("orders",)),
    Way({"Fixed": _SEATS, "Project": _PROJECT}, ()),
    Way({"Monthly": _QUOTA, "Orders": _ORDERS}, ("receptions", "orders")),
)
_TABLES: register.template.Rows = {
    "Tiers": [
        {"tiers": name, "up_to": up_to, "price": price}
        for name, rows in {
            "seats": (("100", "2000"), ("200", "2500"), ("", "3000")),
            "sales": (("100000", "1%"), ("300000", "1.5%"), ("", "2%")),
            "receptions": (("1000", "1.50"), ("3000", "1.20"), ("", "0.90")),
        }.items()
        for up_to, price in rows
    ],
    "Day rates": [
        {"rates": "days", "kind": "国庆", "price": "320"},
        {"rates": "days", "kind": "平日", "price": "200"},
    ],
    "Day kinds": [{"calendar": "2026", "start": "2026-10-01", "end": "2026-10-08", "kind": "国庆"}],
}

HEADERS = {
    "receptions": "日期 店铺 客服 接待人数 机器人接待 无效接待",
    "sales": "日期 店铺 客服 客服销售额 退款金额 净销售额",
    "staffing": "日期 店铺 班次 上班时间 下班时间 人数",
    "orders": "订单编号 付款时间 店铺 客服 订单状态 售后状态 实付金额",
}
_SHIFTS = (
    ("早班", "09:00", "18:00"),
    ("中班", "12:00", "21:00"),
    ("晚班", "14:00", "23:00"),
    ("夜班", "18:00", "02:00"),
)


def code(number: int) -> str:
    """Of the client of a number from 1."""
    return f"C{number:05}"


def way(number: int) -> Way:
    """How the client of a number is billed."""
    return WAYS[number % len(WAYS)]


def _store(number: int) -> str:
    return f"样例{number:05}旗舰店"


def _receptions(dice: Random, number: int, days: Days) -> Iterator[Figures]:
    """Three agents a day."""
    for day in days:
        for agent in "甲乙丙":
            counts = (dice.randrange(30, 90), dice.randrange(6), dice.randrange(4))
            yield [day, _store(number), f"客服{agent}", *counts]


def _sales(dice: Random, number: int, days: Days) -> Iterator[Figures]:
    """Three agents a day, in yuan and cents."""
    for day in days:
        for agent in "甲乙丙":
            sold, back = dice.randrange(50_000, 400_000), dice.randrange(40_000)
            amounts = (amount / 100 for amount in (sold, back, sold - back))
            yield [day, _store(number), f"客服{agent}", *amounts]


def _staffing(dice: Random, number: int, days: Days) -> Iterator[Figures]:
    """Four shifts a day."""
    for day in days:
        for shift in _SHIFTS:
            yield [day, _store(number), *shift, dice.randrange(1, 6)]


def _orders(dice: Random, number: int, days: Days) -> Iterator[Figures]:
    """Some hundred orders, each on a row of its own."""
    for place in range(dice.randrange(100, 125)):
        paid = f"{days[place % len(days)]} {dice.randrange(8, 23):02}:15:00"
        status = dice.choice(["交易成功", "交易成功", "卖家已发货,等待买家确认", "交易关闭"])
        after = dice.choice(["无退款申请", "无退款申请", "退款关闭", "全额退款"])
        row = [
            f"9{days[0].month % 10}{number:06}{place:08}",
            paid,
            _store(number),
            f"客服{place % 3}",
        ]
        yield [*row, status, after, dice.randrange(1_000, 50_000) / 100]


_ROWS: Mapping[str, Callable[[Random, int, Days], Iterator[Figures]]] = {
    "receptions": _receptions,
    "sales": _sales,
    "staffing": _staffing,
    "orders": _orders,
}


def make(
    folder: Path, clients: int, seed: int = 1, *, mail: bool = False, month: str = MONTH
) -> int:
    """Write a workspace of so many clients, whose first month it is; its number of usage rows."""
    folder.mkdir(parents=True)
    settings(folder, month, month, mail=mail)
    register.write(folder / "contracts.xlsx", _register(clients), "zh")
    return drop(folder, clients, month, seed)


def settings(folder: Path, first: str, month: str, *, mail: bool = False) -> None:
    """Write billing.toml: books from the first month on, and the day on which a month is issued."""
    issued = period.month(month).end
    text = _SETTINGS.format(month=first, issued=issued) + (_MAIL if mail else "")
    (folder / "billing.toml").write_text(text, encoding="utf-8")


def drop(folder: Path, clients: int, month: str, seed: int = 1) -> int:
    """Write the usage files of a month; how many rows they have."""
    days = list(period.month(month))
    return sum(
        _written(folder / "inbox" / month / f"{kind}_{part + 1:03}.xlsx", kind, own, days, seed)
        for kind in HEADERS
        for part, own in enumerate(_parted([n for n in _every(clients) if kind in way(n).kinds]))
    )


def _every(clients: int) -> range:
    return range(1, clients + 1)


def _parted(numbers: list[int]) -> Iterator[list[int]]:
    for first in range(0, len(numbers), IN_A_FILE):
        yield numbers[first : first + IN_A_FILE]


def _register(clients: int) -> register.template.Rows:
    charges: dict[str, list[Mapping[str, str]]] = {}
    for number in _every(clients):
        for place, (sheet, terms) in enumerate(way(number).charges.items(), 1):
            charges.setdefault(sheet, []).append(_charge(number, place, terms))
    return {
        "Clients": [_client(number) for number in _every(clients)],
        "Stores": [{"client": code(n), "store": _store(n)} for n in _every(clients)],
        **charges,
        **_TABLES,
    }


def _charge(number: int, place: int, terms: Mapping[str, str]) -> Mapping[str, str]:
    own = {"charge": f"{code(number)}-{place}", "client": code(number), "start": "2026-01-01"}
    return {**own, "label": f"客服服务 {place}", **terms}


def _client(number: int) -> Mapping[str, str]:
    return {
        "client": code(number),
        "name": f"样例{number:05}贸易有限公司",
        "address": f"示例市样品路{number}号",
        "phone": "000-00000000",
        "email_to": f"billing@client{number}.example",
        "tax_rate": "6%",
        "price_basis": "inclusive" if number % 3 else "exclusive",
        "payment_days": "30",
        "contract_number": f"HT-2026-{number:05}",
        "start": "2026-01-01",
    }


def _written(path: Path, kind: str, numbers: list[int], days: Days, seed: int) -> int:
    """A file of one kind, and how many rows it has."""
    dice, rows = Random(f"{seed} {days[0]} {path.name}"), 0
    path.parent.mkdir(parents=True, exist_ok=True)
    settings = {"constant_memory": True, "default_date_format": "yyyy-mm-dd"}
    with xlsxwriter.Workbook(path, settings) as book:
        sheet = book.add_worksheet(kind)
        sheet.write_row(0, 0, HEADERS[kind].split())
        for number in numbers:
            for row in _ROWS[kind](dice, number, days):
                rows += 1
                sheet.write_row(rows, 0, row)
    return rows


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--clients", default=1000, show_default=True, type=click.IntRange(min=0))
@click.option("--seed", default=1, show_default=True, help="Of the figures.")
@click.option("--mail", is_flag=True, help="Mails too, into a folder.")
def main(folder: Path, clients: int, seed: int, *, mail: bool) -> None:
    """Make a workspace."""
    print(f"{make(folder, clients, seed, mail=mail)} usage rows")


if __name__ == "__main__":
    main()
