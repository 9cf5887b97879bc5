"""Rows of sums, averages and other times, by the words that people write for them."""

from datetime import date

import pytest

from tests.intake.conftest import Inbox, said, told

STORE, HEADER = "海滨官旗", ("日期", "店铺", "接待人数")
ROWS = [[date(2026, 10, day), STORE, day * 10] for day in (1, 2, 3)]
READ = [
    ("receptions", "S1", f"2026-10-{day:02}", {"receptions": f"{day * 10}"}) for day in (1, 2, 3)
]


@pytest.mark.parametrize(
    "label", ["总 计", "合　计", "合 计 (人)", "Sum", "Σ", "共计", "总数", "累计", "全月", "合计："]
)
@pytest.mark.parametrize("column", [0, 1])
def test_a_row_of_sums_is_left_out_and_checked(inbox: Inbox, label: str, column: int) -> None:
    """In the column of dates or of stores; a sum that is not that of its rows is told."""
    row: list[object] = [date(2026, 10, 3), STORE, 61]
    row[column] = label
    inbox.xlsx("a.xlsx", HEADER, *ROWS, row)
    found = inbox.read()
    assert said(found.problems) == [("total_disagrees", "a.xlsx!Sheet!C5", ())]
    assert told(found.usage["C001"]) == READ


@pytest.mark.parametrize(
    "label", ["平均", "日均", "环比", "同比增长", "去年同期", "MAX", "最大值", "上月", "上月合计"]
)
@pytest.mark.parametrize("column", [0, 1])
def test_a_row_beside_the_figures_is_left_out(inbox: Inbox, label: str, column: int) -> None:
    """Averages, extremes and other times are no usage, and no sum to check."""
    row: list[object] = [date(2026, 10, 3), STORE, 999]
    row[column] = label
    inbox.xlsx("a.xlsx", HEADER, *ROWS, row)
    found = inbox.read()
    assert (said(found.problems), told(found.usage["C001"])) == ([], READ)
    assert "total_left_out" in {problem.code for problem in found.problems}


@pytest.mark.parametrize("name", ["Max", "Min", "Sum", "累计"])
@pytest.mark.parametrize("first", [False, True])
def test_an_agent_may_be_called_max(inbox: Inbox, name: str, first: bool) -> None:
    """A short word for a sum or an extreme is none where it is somebody's name."""
    header, row = ["日期", "店铺", "接待人数"], [date(2026, 10, 1), STORE, 7]
    at = 0 if first else 2
    inbox.xlsx("a.xlsx", [*header[:at], "客服", *header[at:]], [*row[:at], name, *row[at:]])
    read = told(inbox.read().usage["C001"])
    assert read == ([] if name == "Sum" else [(*READ[0][:3], {"receptions": "7"})])
