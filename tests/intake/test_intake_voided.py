"""Rows that a remark calls void."""

import openpyxl
import pytest
from openpyxl.styles import Font

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


def _strike(inbox: Inbox, *cells: str, line: bool = True) -> None:
    """Three rows of receptions, lines drawn through some cells."""
    days = [[f"2026-10-0{day}", STORE, day, ""] for day in (1, 2, 3)]
    path = inbox.xlsx("a.xlsx", HEADER, *days)
    book = openpyxl.load_workbook(path)
    for cell in cells:
        book["Sheet"][cell].font = Font(strike=line)
    book.save(path)


@pytest.mark.parametrize(
    "cells, wanted",
    [
        (("A3", "B3", "C3"), [("a.xlsx!Sheet!A3", "a.xlsx!Sheet!A3")]),
        (("C2", "C4"), [("a.xlsx!Sheet!C2", "a.xlsx!Sheet!C2, a.xlsx!Sheet!C4")]),
        (("D2", "C9", "C1"), []),  # a remark, nothing, and a header
    ],
)
def test_a_line_through_a_row_is_warned_of(
    inbox: Inbox, cells: tuple[str, ...], wanted: list[tuple[str, str]]
) -> None:
    """A clerk may have meant that it does not count; the row counts."""
    _strike(inbox, *cells)
    found = inbox.read()
    own = [one for one in found.problems if one.code == "row_struck"]
    assert [(str(one.source), one.values["cells"]) for one in own] == wanted
    assert {one.severity for one in own} <= {Severity.WARNED}
    assert len(told(found.usage["C001"])) == 3


def test_a_font_that_says_it_has_no_line_has_none(inbox: Inbox) -> None:
    """`<strike val="0"/>`, as programs write it."""
    _strike(inbox, "C2", line=False)
    assert inbox.read().problems == ()
