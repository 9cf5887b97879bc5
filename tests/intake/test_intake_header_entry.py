"""A header that is not known: what the message says to write is what makes it known."""

import tomllib

import pytest

from billing.catalogue import Language
from billing.measure.rowset import lacking
from billing.report import said
from billing.synonyms import class_figure
from billing.usage import Kind
from tests.intake.conftest import Inbox, blocked

FIRST, STORE = "2026-10-01", "海滨官旗"


@pytest.mark.parametrize(
    "table, header, row",
    [
        ("receptions", ["日期", "店铺", "接待总人数"], [FIRST, STORE, 7]),
        ("sales", ["日期", "店铺", "客服销售总额", "退款金额"], [FIRST, STORE, 90, 1]),
        ("orders", ["日期", "店铺", "付款订单总数"], [FIRST, STORE, 4]),
        ("staffing", ["日期", "店铺", "最高峰值人数"], [FIRST, STORE, 3]),
    ],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_the_remedy_says_mends_it(
    inbox: Inbox, table: str, header: list[str], row: list[object], language: Language
) -> None:
    """The two lines, pasted into billing.toml, and the table is read."""
    inbox.xlsx(f"{table}.xlsx", header, row)
    (absent,) = (p for p in inbox.read().problems if p.code == "column_absent")
    remedy = said.remedy(absent, language)
    line = remedy[remedy.index(f"[columns.{table}]") :].partition("]")[0] + "]"
    entry = absent.values["entry"]
    assert remedy.endswith(entry)
    columns = tomllib.loads(f"{line}\n{entry}")["columns"]
    assert "column_absent" not in {code for code, *_ in blocked(inbox.read(columns))}


def test_a_header_like_none_is_left_open(inbox: Inbox) -> None:
    """Where nothing is near, the entry says which figure, and dots for the header."""
    inbox.xlsx("排班.xlsx", ["日期", "店铺", "开始时间", "甲"], [FIRST, STORE, "09:00", 3])
    (absent,) = (p for p in inbox.read().problems if p.code == "column_absent")
    assert absent.values["entry"] == 'end = ["..."]\nseats = ["..."]'


@pytest.mark.parametrize(
    "header, row, entries",
    [
        (
            ["统计日期时", "网店名字", "接待总人数", "备注"],
            ["2026-10-01", STORE, 7, ""],
            {"receptions": {"date", "store", "receptions"}},
        ),
        (
            ["下单日期", "网店的名称", "付款订单总数"],
            ["2026-10-01", STORE, 4],
            {"orders": {"date", "store", "orders"}},
        ),
    ],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_file_without_any_known_header_says_what_to_write(
    inbox: Inbox,
    header: list[str],
    row: list[object],
    entries: dict[str, set[str]],
    language: Language,
) -> None:
    """The kind that it is most like, and all lines that make it a table."""
    inbox.xlsx("a.xlsx", ["张三", "13900000000"], header, row)
    (absent,) = (p for p in inbox.read().problems if p.code == "file_without_table")
    remedy = said.remedy(absent, language)
    assert "张三" not in said.message(absent, language)
    line = remedy[remedy.index("[columns.") :].partition("]")[0] + "]"
    assert remedy.endswith(absent.values["entry"])
    columns = tomllib.loads(f"{line}\n{absent.values['entry']}")["columns"]
    assert {kind: set(figures) for kind, figures in columns.items()} == entries
    assert blocked(inbox.read(columns)) == []


def test_a_file_like_none_shows_how_a_line_looks(inbox: Inbox) -> None:
    """Nothing of its cells is told: they may be buyers."""
    inbox.xlsx("a.xlsx", ["张三", "13900000000"], ["李四", "13900000001"])
    (absent,) = (p for p in inbox.read().problems if p.code == "file_without_table")
    assert absent.values["entry"] == 'receptions = ["..."]'
    assert said.message(absent, "en") == (
        "No header row in the file is known; cells that are like one: -. Use the template's "
        "headers; or in billing.toml, below the line [columns.receptions] (add it if it is not "
        'there), write: receptions = ["..."]'
    )


@pytest.mark.parametrize("figure", ["effective", "transferred in", "广告访客"])
def test_a_column_that_only_a_charge_needs_says_what_to_write(inbox: Inbox, figure: str) -> None:
    """The line of `missing_column`, with the file's own header, makes the column known."""
    inbox.xlsx("a.xlsx", ["日期", "店铺", "接待人数", "自定一列"], [FIRST, STORE, 7, 3])
    usage = inbox.read().usage["C001"]
    (problem,) = lacking(usage.rows, Kind.RECEPTIONS, class_figure(figure))
    remedy = said.remedy(problem, "en")
    assert "[columns.receptions]" in remedy
    assert remedy.endswith(problem.values["entry"])
    line = problem.values["entry"].replace("...", "自定一列")
    mapped = tomllib.loads(f"[columns.receptions]\n{line}")["columns"]
    rows = inbox.read(mapped).usage["C001"].rows
    assert lacking(rows, Kind.RECEPTIONS, class_figure(figure)) == ()


def test_a_list_of_orders_without_refunds_says_what_it_lacks(inbox: Inbox) -> None:
    """Its after-sale status or its refunds: a count of refunded orders is no column of a list."""
    inbox.xlsx("a.xlsx", ["订单编号", "付款时间", "店铺", "订单状态"],
               ["100001", "2026-10-05", "山丘数码店", "交易成功"])  # fmt: skip
    (problem,) = lacking(inbox.read().usage["C002"].rows, Kind.ORDERS, "refunded")
    assert problem.code == "missing_refunds"
    assert said.sentence(problem, "zh") == (
        "订单明细没有“售后状态”和“退款金额”列，无法判断哪些已全额退款；现有：订单编号, 订单状态。"
    )
