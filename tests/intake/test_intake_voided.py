"""Rows that a remark calls void."""

import pytest

from billing.errors import Severity
from tests.intake.conftest import Inbox, told

STORE = "海滨官旗"
HEADER = ("日期", "店铺", "接待人数", "备注")


@pytest.mark.parametrize(
    "remark, quoted",
    [
        ("作废", "作废"),
        ("该行已作废，张三 13812345678", "作废"),
        ("请忽略", "请忽略"),
        ("VOID", "VOID"),
        ("不作废", ""),
        ("avoid", ""),
        ("活动日", ""),
        ("", ""),
    ],
)
def test_a_remark_that_calls_a_row_void_is_warned_of(
    inbox: Inbox, remark: str, quoted: str
) -> None:
    """The row counts, for nothing is dropped in silence; only the word is quoted."""
    rows = [["2026-10-01", STORE, 5, ""], ["2026-10-02", STORE, 6, remark]]
    inbox.xlsx("a.xlsx", HEADER, *rows)
    found = inbox.read()
    wanted = [("row_void", Severity.WARNED, "a.xlsx!Sheet!D3", quoted)] if quoted else []
    own = [one for one in found.problems if one.code == "row_void"]
    assert [(one.code, one.severity, str(one.source), one.found) for one in own] == wanted
    assert len(told(found.usage["C001"])) == 2


def test_a_word_beside_the_table_is_a_remark_too(inbox: Inbox) -> None:
    """Under no header; one of a named column that is none of remarks is not."""
    rows = [["2026-10-01", STORE, 5, "不算", ""], ["2026-10-02", STORE, 6, "", "作废"]]
    inbox.xlsx("a.xlsx", ("日期", "店铺", "接待人数", "活动名"), *rows)
    own = [one for one in inbox.read().problems if one.code == "row_void"]
    assert [(str(one.source), one.found) for one in own] == [("a.xlsx!Sheet!E3", "作废")]


def test_a_row_of_another_month_says_nothing(inbox: Inbox) -> None:
    """It is left out anyway."""
    inbox.xlsx("a.xlsx", HEADER, ["2026-09-01", STORE, 5, "作废"], ["2026-10-01", STORE, 5, ""])
    assert "row_void" not in {one.code for one in inbox.read().problems}
