"""What reading costs: whole inboxes with all checks, beside pandas' bare reading of the same file.

    python benchmarks/reading.py [--rows 100000] [--kind receptions] [--seed 1]

One workbook of each kind is made, eight columns wide. Each is read in a program of its own, so that
its memory is its own; the CPU time of the process apart that reads the cells is counted, and so is
starting it. Both programs need pandas, so its import is counted for neither, and told at the end.
The last column is the most memory that the two held at once, at worst. The floor is what nobody can
read an .xlsx without: unpacking it, and telling its XML apart into tags and texts, in C.
"""

import json
import resource
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from xml.parsers import expat

import click
import xlsxwriter
from machine import keep

from billing import intake
from billing.intake import isolated
from billing.period import month
from billing.usage import ClientWords, Kind, StoreWords, Vocabulary

MONTH = "2026-10"
FIRST = datetime(2026, 10, 1)  # noqa: DTZ001 - spreadsheets know no time zones
DAYS = 31
AGENTS = 10
KINDS = ("receptions", "sales", "staffing", "orders")

HEADERS = {
    "receptions": "日期 客户 店铺 服务类型 客服 接待人数 无效接待 夜间接待",
    "sales": "日期 客户 店铺 客服 客服销售额 退款金额 净销售额 店铺销售额",
    "staffing": "日期 客户 店铺 客服 班次 上班时间 下班时间 排班人数",
    "orders": "订单编号 付款时间 客户 店铺 客服 订单状态 售后状态 实付金额",
}


def _keys() -> Iterator[tuple[str, str, str, datetime]]:
    """Client, store, agent and day of each row."""
    number = 0
    while True:
        number += 1
        client = f"C{number:04}"
        for agent in range(AGENTS):
            for day in range(DAYS):
                yield client, f"{client} 店", f"客服{agent}", FIRST + timedelta(days=day)


def _receptions(dice: Random, client: str, store: str, agent: str, day: datetime) -> list[Any]:
    counts = (dice.randrange(200), dice.randrange(5), dice.randrange(20))
    return [day, client, store, "售前", agent, *counts]


def _sales(dice: Random, client: str, store: str, agent: str, day: datetime) -> list[Any]:
    sales, refunds = dice.randrange(10**6), dice.randrange(10**5)
    amounts = (sales, refunds, sales - refunds, sales + dice.randrange(10**6))
    return [day, client, store, agent, *(amount / 100 for amount in amounts)]


def _staffing(dice: Random, client: str, store: str, agent: str, day: datetime) -> list[Any]:
    shift, start, end = dice.choice([("早班", "09:00", "18:00"), ("晚班", "17:30", "01:30")])
    return [day, client, store, agent, shift, start, end, 1]


def _orders(dice: Random, client: str, store: str, agent: str, day: datetime) -> list[Any]:
    paid = day + timedelta(seconds=dice.randrange(86_400))
    status = dice.choice(["交易成功", "交易成功", "卖家已发货,等待买家确认", "交易关闭"])
    after = dice.choice(["无退款申请", "无退款申请", "退款关闭", "全额退款"])
    number = f"{dice.randrange(10**18, 10**19)}"
    return [number, paid, client, store, agent, status, after, dice.randrange(10**5) / 100]


ROWS: dict[str, Callable[..., list[Any]]] = {
    "receptions": _receptions,
    "sales": _sales,
    "staffing": _staffing,
    "orders": _orders,
}


def _write(path: Path, kind: str, rows: int, seed: int) -> None:
    """A workbook of one kind."""
    dice = Random(seed)
    book = xlsxwriter.Workbook(
        path, {"constant_memory": True, "default_date_format": "yyyy-mm-dd hh:mm:ss"}
    )
    sheet = book.add_worksheet(kind)
    sheet.write_row(0, 0, HEADERS[kind].split())
    for number, keys in zip(range(1, rows + 1), _keys(), strict=False):
        sheet.write_row(number, 0, ROWS[kind](dice, *keys))
    book.close()


def _vocabulary(rows: int) -> Vocabulary:
    """The register of these clients, each of which needs everything."""
    needs = frozenset(Kind) - {Kind.EVENTS}
    codes = [f"C{number:04}" for number in range(1, rows // (AGENTS * DAYS) + 2)]
    clients = tuple(
        ClientWords(
            code=code,
            names=(code,),
            period=month(MONTH),
            stores=(StoreWords(code=f"{code}-1", names=(f"{code} 店",)),),
            needs=needs,
        )
        for code in codes
    )
    return Vocabulary(month=MONTH, clients=clients)


def _spent() -> float:
    """CPU seconds of this program, and of those it started that have ended."""
    own, others = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


def _peak() -> float:
    """The most memory of this program and of one that it started, in MB."""
    most = [resource.getrusage(who).ru_maxrss for who in (0, resource.RUSAGE_CHILDREN)]
    return sum(most) / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def _ours(path: Path, rows: int) -> dict[str, Any]:
    """Read the inbox that the workbook stands in."""
    import pandas  # noqa: PLC0415, F401, ICN001 - not counted, as below

    vocabulary = _vocabulary(rows)
    before = _spent()
    found = intake.read(path.parent, vocabulary, {})
    isolated.close()  # so that its time is counted
    spent = _spent() - before
    problems = sorted({problem.code for problem in found.problems})
    return {"seconds": spent, "peak": _peak(), "problems": problems, "read": found.sources[0].rows}


def _theirs(path: Path) -> dict[str, Any]:
    """Pandas and calamine, without any check."""
    begun = _spent()
    import pandas  # noqa: PLC0415, ICN001 - told apart

    before = _spent()
    frame = pandas.read_excel(path, engine="calamine")
    seconds = _spent() - before
    return {"seconds": seconds, "peak": _peak(), "read": len(frame), "import": before - begun}


def _floor(path: Path) -> dict[str, Any]:
    """Unzip and expat: every tag and text of every sheet, and nothing is done with them."""
    before = _spent()
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if name.startswith("xl/worksheets/") or name == "xl/sharedStrings.xml":
                parser = expat.ParserCreate()
                parser.buffer_text = True
                with package.open(name) as stream:
                    parser.ParseFile(stream)
    return {"seconds": _spent() - before, "peak": _peak()}


_MEASURED: dict[str, Callable[..., dict[str, Any]]] = {
    "ours": _ours,
    "theirs": lambda path, _: _theirs(path),
    "floor": lambda path, _: _floor(path),
}


def _apart(*arguments: str) -> dict[str, Any]:
    """One measurement in a program of its own."""
    command = [sys.executable, __file__, *arguments]
    told = subprocess.run(command, check=True, capture_output=True, text=True)
    answer: dict[str, Any] = json.loads(told.stdout)
    return answer


@click.command()
@click.option(
    "--rows",
    default=100_000,
    show_default=True,
    type=click.IntRange(min=2),
    help="Rows of each workbook.",
)
@click.option("--kind", "kinds", type=click.Choice(KINDS), multiple=True, default=KINDS)
@click.option("--seed", default=1, show_default=True, help="Of the figures.")
@click.option("--measure", type=click.Choice([*_MEASURED]), hidden=True)
@click.argument("path", type=click.Path(path_type=Path), required=False)
def main(rows: int, kinds: tuple[str, ...], seed: int, measure: str, path: Path | None) -> None:
    """Print CPU seconds of reading each kind, beside pandas with calamine, and the memory."""
    if path is not None:
        print(json.dumps(_MEASURED[measure](path, rows)))
        return
    print(f"{rows} rows of 8 columns    billing    pandas + calamine    ratio    floor    peak MB")
    imported: list[float] = []
    kept: dict[str, Any] = {}
    for kind in kinds:
        with tempfile.TemporaryDirectory() as folder:
            book = Path(folder) / f"{kind}.xlsx"
            _write(book, kind, rows, seed)
            ours = _apart("--measure", "ours", "--rows", str(rows), str(book))
            theirs = _apart("--measure", "theirs", str(book))
            floor = _apart("--measure", "floor", str(book))
        assert ours["read"] == theirs["read"] == rows, "every row is read"
        ratio = ours["seconds"] / theirs["seconds"]
        told = f"{ours['seconds']:>9.2f} s {theirs['seconds']:>18.2f} s {ratio:>8.2f}"
        told += f" {floor['seconds']:>6.2f} s"
        print(f"{kind:<20}{told} {ours['peak']:>10.0f}    {', '.join(ours['problems'])}")
        kept[kind] = {"ours": ours, "theirs": theirs, "floor": floor}
        imported.append(theirs["import"])
    print(f"importing pandas, not counted: {min(imported):.2f} s")
    keep("reading", {"rows": rows, "kinds": kept})


if __name__ == "__main__":
    main()
