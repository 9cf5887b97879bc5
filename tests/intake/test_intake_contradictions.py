"""Rows that contradict themselves or each other, and what may be quoted of them."""

from datetime import date, datetime, time, timedelta

import pytest

from billing.errors import Severity
from billing.intake.masking import masked
from billing.measure import effective
from tests.intake.conftest import Inbox, blocked, said, told
from tests.modes.conftest import days, of

STORE = "海滨官旗"
DAYS = [date(2026, 10, 1) + timedelta(days=n) for n in range(5)]


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock)


def test_effective_receptions_above_all_block(inbox: Inbox) -> None:
    """A comma split 1,234: 1 reception, and 234 of them effective."""
    inbox.text(
        "a.csv",
        "日期,店铺,接待人数,有效接待人数\n2026-10-01,海滨官旗,1,234\n2026-10-02,海滨官旗,9,9\n",
    )
    assert blocked(inbox.read()) == [("effective_above", "a.csv!D2", ("C001",))]
    inbox.text("a.csv", "日期,店铺,接待人数,有效接待人数\n2026-10-01,山丘数码店,1,234\n")
    assert said(inbox.read().problems, Severity.WARNED) == [
        ("effective_above", "a.csv!D2", ("C002",))
    ]


@pytest.mark.parametrize("figure", [7, 50])
def test_one_day_at_two_times_among_stamped_days_is_in_doubt(inbox: Inbox, figure: int) -> None:
    """Days stamped 23:59 are no hours: 12:00 of one of them may be a repetition."""
    rows = [[_at(day, time(23, 59)), STORE, 50] for day in DAYS]
    extra = [_at(DAYS[2], time(12)), STORE, figure]
    inbox.xlsx("a.xlsx", ["日期", "店铺", "接待人数"], *rows, extra)
    assert blocked(inbox.read()) == [("times_differ", "a.xlsx!Sheet!A7", ("C001",))]


def test_hours_of_most_days_are_added(inbox: Inbox) -> None:
    """A table by the hour, with a day of one hour."""
    rows = [[_at(day, time(hour)), STORE, 5] for day in DAYS for hour in (9, 10)]
    inbox.xlsx("a.xlsx", ["日期", "店铺", "接待人数"], *rows[:-1])
    found = inbox.read()
    assert blocked(found) == []
    figures = [own["receptions"] for *_, own in told(found.usage["C001"])]
    assert figures == ["10", "10", "10", "10", "5"]


@pytest.mark.parametrize(
    "header, exclude, expected",
    [
        ("接待人数", ("robot",), "80"),
        ("人工接待人数", ("robot",), "robot_twice a.xlsx!Sheet!C2"),
        ("人工接待量（人）", ("robot",), "robot_twice a.xlsx!Sheet!C2"),
        ("人工接待人数", (), "100"),
        ("人工接待人数", ("spam",), "95"),
    ],
)
def test_robots_are_never_taken_off_twice(
    inbox: Inbox, header: str, exclude: tuple[str, ...], expected: str
) -> None:
    """人工接待人数 is without them; a contract that takes them off would do so again."""
    inbox.xlsx(
        "a.xlsx",
        ["日期", "客户", header, "机器人接待", "无效接待"],
        [DAYS[0], "海滨", 100, 20, 5],
    )
    day = days("2026-10-01", "2026-10-01")
    found = effective(inbox.read().usage["C001"], of(day, day), exclude)
    problems = [f"{problem.code} {problem.source}" for problem in found.problems]
    assert (problems or [str(found.value)]) == [expected]


@pytest.mark.parametrize(
    "text, shown",
    [
        ("张三 13812345678", "张三 138****5678"),
        ("138 1234 5678", "138****5678"),
        ("138-1234-5678，1234567", "138****5678，1****67"),
        ("１３８１２３４５６７８", "１３８****５６７８"),
        ("123456", "123456"),
        ("20261001", "20261001"),
        ("2026-10-01", "2026-10-01"),
    ],
)
def test_long_numbers_are_masked(text: str, shown: str) -> None:
    """A telephone number is not to be read; a day is."""
    assert masked(text) == shown


def test_a_buyer_in_the_wrong_column_is_not_quoted(inbox: Inbox) -> None:
    """A line whose cells slipped: neither a status nor a store's name shows the number."""
    inbox.text(
        "o.csv",
        "订单编号,付款时间,店铺,订单状态\n"
        "1,2026-10-01,山丘数码店,张三 13812345678\n2,2026-10-01,李四13912345678,交易成功\n",
    )
    problems = {problem.code: problem for problem in inbox.read().problems}
    assert problems["status_unknown"].found == "张三 138****5678"
    assert problems["name_unknown"].found == "李四139****5678"
    assert not any("12345678" in repr(problem) for problem in problems.values())
