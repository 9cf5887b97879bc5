"""A header that is not known: what the message says to write is what makes it known."""

import tomllib

import pytest

from billing.catalogue import Language
from billing.report import said
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
