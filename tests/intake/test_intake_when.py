"""Names, titles and dates that tell less, more, or another time than they seem to."""

from datetime import date
from typing import Any

import pytest

from tests.intake.conftest import Inbox, blocked, said, told

STORE, HEADER = "海滨官旗", ("日期", "店铺", "接待人数")
SUM = (["店铺", "接待人数"], [STORE, 1000])
WHOLE = [("receptions", "S1", "2026-10-01..2026-10-31", {"receptions": "1000"})]


@pytest.mark.parametrize(
    "name",
    [
        "2026-10(1-15日)", "10月前半月", "10月上", "10月中期", "10月初", "2026-10-H1", "2026-10 W1",
        "2026年10月 更新至20日", "10月MTD", "2026-10 部分", "2026-10不完整", "2026-10计划",
        "2026-10目标", "2026-10预估", "2026-10日均", "20261001-20261031 日均", "2026-10同比",
        "10月环比", "同期2026-10", "近三月2026-10", "10月周报", "10月5日止", "10月(截至25日)",
    ],
)  # fmt: skip
def test_a_name_that_makes_its_month_less_states_none(inbox: Inbox, name: str) -> None:
    """A part of the month, a plan, an average or another month is asked for its dates."""
    inbox.xlsx(f"{STORE}_{name}.xlsx", *SUM)
    assert [code for code, *_ in blocked(inbox.read())] == ["no_date"]


@pytest.mark.parametrize("title", ["近7天", "统计范围：近30天", "本周", "最近一个月", "目标"])
@pytest.mark.parametrize("as_sheet", [True, False])
def test_a_title_that_is_of_no_month_is_not_passed_over(
    inbox: Inbox, title: str, as_sheet: bool
) -> None:
    """The file's name does not make seven days a month."""
    if as_sheet:
        inbox.xlsx(f"{STORE}_2026-10.xlsx", **{title.replace("：", ""): SUM})
    else:
        inbox.xlsx(f"{STORE}_2026-10.xlsx", [title], *SUM)
    assert [code for code, *_ in blocked(inbox.read())] == ["no_date"]


@pytest.mark.parametrize(
    "name",
    [
        "2026-10", "2026年10月份明细", "10月上海仓", "10月下单", "2026年10月客服接待情况统计表",
        "10月后台导出", "2026-10(1)", "2026-10 副本", "2026-10_最终版", "2026.10 v2", "26年10月",
        "导出2026-11-02_2026年10月", "四季_2026-10",
    ],
)  # fmt: skip
def test_a_sensible_name_still_states_its_month(inbox: Inbox, name: str) -> None:
    """Words of places, kinds and versions take nothing from it."""
    inbox.xlsx(f"{STORE}_{name}.xlsx", *SUM)
    found = inbox.read()
    assert (blocked(found), told(found.usage["C001"])) == ([], WHOLE)


@pytest.mark.parametrize(
    "name", ["2025接待", "店2025年", "接待25年10月", "接待2510", "2025双11", "X2025Q4", "25年接待"]
)
def test_a_year_in_a_name_is_that_of_its_days(inbox: Inbox, name: str) -> None:
    """Last year's file is set aside, though its days tell no year."""
    inbox.xlsx(f"{name}.xlsx", HEADER, ["10月1日", STORE, 10])
    found = inbox.read()
    assert (found.set_aside, told(found.usage["C001"])) == ((f"{name}.xlsx",), [])


def test_a_sheet_of_a_month_is_of_the_year_of_its_file(inbox: Inbox) -> None:
    """The sheet 10月 of a book of 2025 is no October of this year."""
    inbox.xlsx(f"{STORE}2025年.xlsx", **{"10月": SUM})
    found = inbox.read()
    assert (found.set_aside, told(found.usage["C001"])) == ((f"{STORE}2025年.xlsx",), [])


@pytest.mark.parametrize("year", [2025, "2025", "2025年"])
def test_a_column_of_years_is_that_of_the_dates_beside_it(inbox: Inbox, year: Any) -> None:
    """年份 beside 10月1日, row by row."""
    rows = [[year, "10月1日", STORE, 99], [2026, "10月1日", STORE, 10]]
    inbox.xlsx("a.xlsx", ["年份", *HEADER], *rows)
    found = inbox.read()
    assert told(found.usage["C001"]) == [("receptions", "S1", "2026-10-01", {"receptions": "10"})]
    assert blocked(found) == []


def test_dates_that_a_spreadsheet_exchanged_block(inbox: Inbox) -> None:
    """1/10/2026 to 12/10/2026 became days of twelve months, the rest stayed text."""
    days = [date(2026, day, 10) if day <= 12 else f"{day}/10/2026" for day in range(1, 32)]
    inbox.xlsx("a.xlsx", HEADER, *([day, STORE, 7] for day in days))
    assert [one[:2] for one in blocked(inbox.read())] == [
        ("date_swapped", "a.xlsx!Sheet!A12:A13"),
        ("date_swapped", "a.xlsx!Sheet!A2:A10"),
    ]
    inbox.xlsx("a.xlsx", HEADER, *([day, STORE, 7] for day in days[:12]))
    assert {code for code, *_ in blocked(inbox.read())} == {"date_swapped"}


@pytest.mark.parametrize(
    "days",
    [
        [date(2026, 10, 1), date(2026, 10, 12), "13/10/2026"],
        [date(2026, month, 1) for month in range(1, 13)],
        [date(2026, 9, 10), date(2026, 10, 10)],
        [date(2026, 10, 5)],
    ],
)
def test_dates_in_their_month_are_not_exchanged(inbox: Inbox, days: list[Any]) -> None:
    """Real dates of October beside text, or of the first of every month, are as they stand."""
    inbox.xlsx("a.xlsx", HEADER, *([day, STORE, 7] for day in days))
    assert blocked(inbox.read()) == []


@pytest.mark.parametrize("stroke", "/-.")
def test_short_dates_that_may_begin_with_the_day_block(inbox: Inbox, stroke: str) -> None:
    """1/10 to 12/10 may be days of October, or the tenth of every month."""
    inbox.text("a.csv", "日期,店铺,接待人数\n" + "".join(
        f"{day}{stroke}10,{STORE},7\n" for day in range(1, 13)
    ))  # fmt: skip
    assert {code for code, *_ in blocked(inbox.read())} == {"date_order_unknown"}
    inbox.text("a.csv", "日期,店铺,接待人数\n" + "".join(
        f"10{stroke}{day},{STORE},7\n" for day in range(1, 13)
    ))  # fmt: skip
    assert [code for code, *_ in blocked(inbox.read())] == []


@pytest.mark.parametrize(
    "text",
    [
        "10月1号", "2026年10月1号", "26/10/01", "26.10.1", "1-Oct-26", "Oct 1, 2026", "1 Oct 2026",
        "October 1, 2026", "2026 - 10 - 1", "2026年十月1日", "2026/10/1 上午 9:00",
        "2026/10/1 下午 11:30", "2026-10-01T00:00:00Z", "2026-10-01 09:00+08:00",
    ],
)  # fmt: skip
def test_more_forms_of_one_day(inbox: Inbox, text: str) -> None:
    """Each is the first of October."""
    inbox.xlsx("a.xlsx", HEADER, [text, STORE, 7])
    found = inbox.read()
    assert said(found.problems) == []
    assert told(found.usage["C001"]) == [("receptions", "S1", "2026-10-01", {"receptions": "7"})]


@pytest.mark.parametrize(
    "text", ["2026-10-01T20:00:00Z", "2026-10-01 09:00-05:00", "01-10-26", "25/10/26", "农历八月1"]
)
def test_forms_that_may_be_two_days_block(inbox: Inbox, text: str) -> None:
    """A time of another zone, and a year in two places."""
    inbox.xlsx("a.xlsx", HEADER, [text, STORE, 7])
    assert [code for code, *_ in blocked(inbox.read())] == ["not_a_date"]


def test_morning_and_evening_are_two_hours(inbox: Inbox) -> None:
    """上午 9:00 and 下午 9:00 of one day are added."""
    rows = [[f"2026/10/1 {half} 9:00", STORE, 7] for half in ("上午", "下午")]
    inbox.xlsx("a.xlsx", HEADER, *rows)
    found = inbox.read()
    assert told(found.usage["C001"]) == [("receptions", "S1", "2026-10-01", {"receptions": "14"})]


def test_a_month_in_words(inbox: Inbox) -> None:
    """Oct-26 is October 2026, as a spreadsheet shows a month."""
    inbox.xlsx("a.xlsx", HEADER, ["Oct-26", STORE, 1000])
    assert told(inbox.read().usage["C001"]) == WHOLE


@pytest.mark.parametrize("days", [["1日", "2日"], ["1", "2"], [1, 2], ["1号", "2号"]])
def test_days_alone_are_of_the_month_that_is_stated(inbox: Inbox, days: list[Any]) -> None:
    """By the name, for clients whose month is that of the calendar; else they are no dates."""
    rows = [[day, STORE, 7] for day in days]
    inbox.xlsx(f"{STORE}_2026-10日报.xlsx", HEADER, *rows)
    found = inbox.read()
    assert [row[2] for row in told(found.usage["C001"])] == ["2026-10-01", "2026-10-02"]
    assert ("day_alone", True) in {(p.code, p.severity.value == "mended") for p in found.problems}
    inbox.path.joinpath(f"{STORE}_2026-10日报.xlsx").rename(inbox.file("a.xlsx"))
    assert {code for code, *_ in blocked(inbox.read())} == {"not_a_date"}
    inbox.path.joinpath("a.xlsx").unlink()
    inbox.xlsx("山丘_2026-10.xlsx", HEADER, *rows)
    assert {code for code, *_ in blocked(inbox.read())} == {"not_a_date"}


def _month(year: int, *days: int) -> list[list[Any]]:
    return [[date(year, 10, day), STORE, 7] for day in days]


def test_a_slip_of_the_year_blocks(inbox: Inbox) -> None:
    """One day typed as of 2025 among the days of October 2026, which lacks just that day."""
    inbox.xlsx("a.xlsx", HEADER, *_month(2026, 1, 2, 3, 4), *_month(2025, 5), *_month(2026, 6))
    assert blocked(inbox.read()) == [("day_of_other_year", "a.xlsx!Sheet!A6", ("C001",))]


@pytest.mark.parametrize(
    "rows",
    [
        [*_month(2026, 1, 2, 3, 4), *_month(2025, 4)],
        [*_month(2026, 1, 2, 3), *_month(2025, 1, 2, 3, 4, 5)],
        [*_month(2025, 1, 2, 3), *_month(2026, 4)],
        [*_month(2026, 1, 2, 3), [date(2026, 9, 30), STORE, 7]],
    ],
)
def test_rows_of_another_year_beside_a_whole_month_are_left_out(
    inbox: Inbox, rows: list[list[Any]]
) -> None:
    """Both years of one day, or many days of the other year, are a comparison."""
    inbox.xlsx("a.xlsx", HEADER, *rows)
    assert blocked(inbox.read()) == []


@pytest.mark.parametrize(
    "figures, warned",
    [
        (("1234", "1002", "2345", "123"), True),
        (("12.50", "10.02", "23.45", "123.4"), True),
        (("1234", "102", "2345", "123"), False),
        (("12", "10", "23", "45"), False),
    ],
)
def test_a_last_figure_that_may_be_cut(
    inbox: Inbox, figures: tuple[str, ...], warned: bool
) -> None:
    """Without a line end, and shorter than all above it; with one it is whole."""
    head = "日期,店铺,客服销售额"
    lines = [f"2026-10-{n:02},{STORE},{text}" for n, text in enumerate(figures, 1)]
    inbox.text("a.csv", "\n".join([head, *lines]))
    codes = [(p.code, str(p.source)) for p in inbox.read().problems if p.code.startswith("csv")]
    assert codes == ([("csv_short", "a.csv!C5")] if warned else [])
    inbox.text("a.csv", "\n".join([head, *lines, ""]))
    assert "csv_short" not in {problem.code for problem in inbox.read().problems}
