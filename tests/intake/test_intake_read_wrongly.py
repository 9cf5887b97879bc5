"""Forms of file whose figures are easily read as other figures: added up rightly, or blocked."""

from datetime import date, datetime, time

import openpyxl
import pytest

from billing.errors import Severity
from tests.intake.conftest import Inbox, blocked, said, told

STORE, FIRST = "海滨官旗", date(2026, 10, 1)
HEADER = ("日期", "店铺", "接待人数")
EVENTS = ("日期", "客户", "事项", "数量", "金额", "起始日期", "结束日期")


def _at(hour: int) -> datetime:
    """An hour of the first day, as a spreadsheet keeps it: without a time zone."""
    return datetime.combine(FIRST, time(hour))


@pytest.mark.parametrize(
    "kept",
    ["客服销售额(元)", "客服销售额（单位：元）", "客服销售额[CNY]", "客服销售额(必填)"],
)
def test_a_header_with_single_units_is_read(inbox: Inbox, kept: str) -> None:
    """Yuan are yuan."""
    inbox.xlsx("a.xlsx", ["日期", "店铺", kept], [FIRST, STORE, 12])
    found = inbox.read()
    assert blocked(found) == []
    assert told(found.usage["C001"])[0][3] == {"attributed_sales": "12"}


@pytest.mark.parametrize(
    "header",
    [
        "客服销售额(万元)",
        "客服销售额（单位：千元）",
        "客服销售额(万)",
        "客服销售额(分)",
        "客服销售额(k)",
    ],
)
def test_a_header_in_multiples_blocks(inbox: Inbox, header: str) -> None:
    """12 of 万元 is never 12 yuan."""
    inbox.xlsx("a.xlsx", ["日期", "店铺", header], [FIRST, STORE, 12])
    found = inbox.read()
    assert blocked(found) == [("header_scaled", "a.xlsx!Sheet!C1", ("C001",))]
    assert found.usage["C001"].rows == ()


def test_a_title_in_multiples_blocks(inbox: Inbox) -> None:
    """A unit above the header is the unit of the whole table."""
    inbox.xlsx(
        "a.xlsx", ["销售报表（单位：万元）"], ["日期", "店铺", "客服销售额"], [FIRST, STORE, 12]
    )
    assert blocked(inbox.read()) == [("header_scaled", "a.xlsx!Sheet", ("C001",))]


@pytest.mark.parametrize("words", ["去年同期", "日均", "预估", "美元"])
def test_other_words_in_brackets_make_another_header(inbox: Inbox, words: str) -> None:
    """Last year's figures stand beside this year's, and are not read; alone they block."""
    both = [*HEADER, f"接待人数({words})"]
    inbox.xlsx("a.xlsx", both, [FIRST, STORE, 10, 99])
    found = inbox.read()
    assert (blocked(found), told(found.usage["C001"])[0][3]) == ([], {"receptions": "10"})
    inbox.xlsx("a.xlsx", [*HEADER[:2], both[3]], [FIRST, STORE, 99])
    assert [code for code, *_ in blocked(inbox.read())] == ["column_absent"]


def test_refunds_asked_for_are_not_refunds(inbox: Inbox) -> None:
    """退款金额(申请) is no column of refunds, and is told as not used."""
    header = ["日期", "店铺", "客服销售额", "退款金额(申请)"]
    inbox.xlsx("a.xlsx", header, [FIRST, STORE, 10, 3])
    found = inbox.read()
    assert told(found.usage["C001"])[0][3] == {"attributed_sales": "10"}
    assert "extra_columns" in {problem.code for problem in found.problems}


@pytest.mark.parametrize(
    "times",
    [
        (_at(9), _at(10), _at(0)),
        ("2026-10-01 9:00", "2026-10-01T10:00:00", "2026-10-01 0:00"),
        (46296.375, 46296.4166666667, 46296),
    ],
)
def test_rows_by_the_hour_are_added(inbox: Inbox, times: tuple[object, ...]) -> None:
    """Equal hours are no repetition; the same hour of another export is."""
    rows = [[time, STORE, 100] for time in times]
    inbox.xlsx("a.xlsx", HEADER, *rows)
    inbox.xlsx("b.xlsx", HEADER, *rows[::-1])
    found = inbox.read()
    assert blocked(found) == []
    assert told(found.usage["C001"]) == [("receptions", "S1", "2026-10-01", {"receptions": "300"})]
    inbox.xlsx("c.xlsx", HEADER, [FIRST, STORE, 300])
    assert [code for code, *_ in blocked(inbox.read())] == ["levels_mixed"]


def test_stamps_of_two_exports_are_in_doubt(inbox: Inbox) -> None:
    """One row a day with a time: a stamp; equal rows with two stamps may be two hours."""
    inbox.xlsx("a.xlsx", HEADER, [_at(9), STORE, 100])
    inbox.xlsx("b.xlsx", HEADER, [_at(10), STORE, 100])
    assert blocked(inbox.read()) == [("times_differ", "b.xlsx!Sheet!A2", ("C001",))]


@pytest.mark.parametrize("second", [100, 70])
def test_platforms_of_one_store_are_added(inbox: Inbox, second: int) -> None:
    """Equal figures of two platforms are no repetition, other ones no clash."""
    header = ("日期", "店铺", "平台", "接待人数")
    rows = ([FIRST, STORE, "天猫", 100], [FIRST, STORE, "京东", second])
    inbox.xlsx("a.xlsx", header, *rows)
    inbox.xlsx("b.xlsx", header, *rows[::-1])
    found = inbox.read()
    assert blocked(found) == []
    assert told(found.usage["C001"])[0][3] == {"receptions": str(100 + second)}


def test_an_agent_on_two_platforms_is_one_seat(inbox: Inbox) -> None:
    """A person on duty is counted once."""
    header = ("日期", "店铺", "平台", "客服", "峰值人数")
    inbox.xlsx("a.xlsx", header, *([FIRST, STORE, p, "小示", 1] for p in ("天猫", "京东")))
    assert told(inbox.read().usage["C001"])[0][3] == {"peak": "1"}


@pytest.mark.parametrize("tail", ["", "\n2026-10-02,海滨官旗,5"])
def test_a_line_with_more_cells_than_its_header_blocks(inbox: Inbox, tail: str) -> None:
    """1,200 without quotes is two cells, and never 1."""
    inbox.text("a.csv", f"日期,店铺,接待人数\n2026-10-01,海滨官旗,1,200{tail}\n")
    found = inbox.read()
    assert blocked(found) == [("row_too_long", "a.csv!D2", ("C001",))]
    (problem,) = (p for p in found.problems if p.code == "row_too_long")
    assert (problem.found, problem.expected) == ("4", "3")


@pytest.mark.parametrize(
    "event, quantity, amount, code, cell",
    [
        ("预付款", "", -5, "number_negative", "E2"),
        ("返还", "", -5, "number_negative", "E2"),
        ("期初返还", "", -5, "number_negative", "E2"),
        ("期初额度", -5, "", "number_negative", "D2"),
        ("期初返还", "", "", "event_lacks", "E2"),
        ("期初预付款", "", "-", "event_lacks", "E2"),
        ("期初净销售额", "", "", "event_lacks", "E2"),
        ("期初净销售额", "", 5, "number_positive", "E2"),
        ("期初额度", "", 5, "event_lacks", "D2"),
        ("交付工时", "", "", "event_lacks", "D2"),
        ("延期天数", "", "", "event_lacks", "D2"),
        ("指标实测", "", "", "event_lacks", "D2"),
        ("预付款", "", "abc", "not_a_number", "E2"),
    ],
)
def test_an_event_without_its_value_blocks(
    inbox: Inbox, event: str, quantity: object, amount: object, code: str, cell: str
) -> None:
    """Missing is never zero, and what cannot be negative is not; each is said once."""
    inbox.xlsx("e.xlsx", EVENTS, [FIRST, "C001", event, quantity, amount, "", ""])
    assert blocked(inbox.read()) == [(code, f"e.xlsx!Sheet!{cell}", ("C001",))]


def test_a_vacancy_without_its_end_blocks(inbox: Inbox) -> None:
    """From a day on is not one day."""
    inbox.xlsx("e.xlsx", EVENTS, [FIRST, "C001", "空缺", 1, "", FIRST, ""])
    assert blocked(inbox.read()) == [("event_lacks", "e.xlsx!Sheet!G2", ("C001",))]


@pytest.mark.parametrize("written, shown", [(0.91, "0%"), ("91%", "@"), (91, "General")])
def test_a_measured_level_is_in_points(inbox: Inbox, written: object, shown: str) -> None:
    """91 %, however it is kept, is 91 points."""
    path = inbox.xlsx("e.xlsx", EVENTS, [FIRST, "C001", "指标实测", written, "", "", ""])
    book = openpyxl.load_workbook(path)
    book["Sheet"]["D2"].number_format = shown
    book.save(path)
    found = inbox.read()
    assert blocked(found) == []
    assert [f"{event.quantity:f}" for event in found.usage["C001"].events] == ["91"]


@pytest.mark.parametrize("name", ["全部客服", "所有客服", "全店", "汇总", "总计", "All agents"])
def test_a_row_of_all_agents_is_a_total(inbox: Inbox, name: str) -> None:
    """It is left out, and said so."""
    header = ("日期", "店铺", "客服", "接待人数")
    rows = [[FIRST, STORE, agent, n] for agent, n in (("甲", 3), ("乙", 4), (name, 7))]
    inbox.xlsx("a.xlsx", header, *rows)
    found = inbox.read()
    assert told(found.usage["C001"])[0][3] == {"receptions": "7"}
    assert ("total_left_out", "a.xlsx!Sheet!A4", ()) in said(found.problems, Severity.MENDED)
