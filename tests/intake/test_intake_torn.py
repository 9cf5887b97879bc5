"""Files that were cut, and faults that only follow from others."""

import pytest

from billing.errors import Severity
from tests.intake.conftest import Inbox

STORE = "海滨官旗"
HEADER = ("日期", "店铺", "接待人数")
FIRST = f"2026-10-01,{STORE},100\n2026-10-02,{STORE},101\n"
TOP = "日期,店铺,接待人数\n"


@pytest.mark.parametrize(
    "last", ["2026-10-", f"2026-10-03,{STORE[:2]}", "2", f"2026-10-03,{STORE}"]
)
def test_a_last_line_that_is_only_begun_is_warned_of(inbox: Inbox, last: str) -> None:
    """Fewer cells than above, and no end: half a copy. It is no text below the table."""
    inbox.text("a.csv", TOP + FIRST + last)
    found = inbox.read()
    assert [
        (one.severity, str(one.source), one.found)
        for one in found.problems
        if one.code == "csv_cut"
    ] == [(Severity.WARNED, "a.csv!A4", last.replace(",", ", "))]
    codes = [note.code for source in found.sources for note in source.notes]
    assert "footnote_ignored" not in codes + [problem.code for problem in found.problems]


@pytest.mark.parametrize(
    "last",
    ["", f"2026-10-03,{STORE},102", f"2026-10-03,{STORE},102\n", "2026-10-03\n", "注：截至月底",
     "合计,201", "制表人：示例\n"],
)  # fmt: skip
def test_a_whole_line_and_a_note_are_not(inbox: Inbox, last: str) -> None:
    """Many programs end a file without a line end."""
    inbox.text("a.csv", TOP + FIRST + last)
    assert "csv_cut" not in {problem.code for problem in inbox.read().problems}


def test_a_figure_that_cannot_be_read_is_no_clash_too(inbox: Inbox) -> None:
    """1O0 beside 100 of the same row: mended, the two agree, or clash then."""
    inbox.xlsx("a.xlsx", HEADER, ["2026-10-01", STORE, 100])
    inbox.xlsx("b.xlsx", HEADER, ["2026-10-01", STORE, "1O0"])
    codes = [one.code for one in inbox.read().problems if one.severity is Severity.BLOCKED]
    assert codes == ["not_a_number"]


def test_a_blank_beside_a_figure_stays_a_clash(inbox: Inbox) -> None:
    """Nothing else is said of it."""
    inbox.xlsx("a.xlsx", HEADER, ["2026-10-01", STORE, 100])
    inbox.xlsx("b.xlsx", HEADER, ["2026-10-01", STORE, None], ["2026-10-02", STORE, 1])
    codes = [one.code for one in inbox.read().problems if one.severity is Severity.BLOCKED]
    assert codes == ["rows_clash"]
