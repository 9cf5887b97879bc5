"""Rows of a roster that are no agents, and two that may be one."""

from datetime import date
from typing import Any

import pytest

from billing.errors import Severity
from tests.intake.conftest import Inbox, shown

DAYS = [date(2026, 10, day) for day in (1, 2, 3)]
NAME = "海滨官旗_排班.xlsx"


def _read(inbox: Inbox, *rows: Any, keys: tuple[str, ...] = ("姓名",)) -> tuple[Any, Any]:
    """The seats of each day, of all agents; and what blocks."""
    inbox.xlsx(NAME, (*keys, *DAYS), *rows)
    found = inbox.read()
    seats = dict.fromkeys(DAYS, 0)
    for row in found.usage["C001"].rows:
        seats[row.period.start] += int(shown(row).get("seats", "0"))
    blocks = [
        (problem.code, str(problem.source), problem.clients, problem.values.get("other"))
        for problem in found.problems
        if problem.severity is Severity.BLOCKED
    ]
    return list(seats.values()), blocks


@pytest.mark.parametrize(
    "name", ["应到", "实到", "出勤", "峰值", "在岗", "备注", "应到：", "在岗人数", "合计"]
)
@pytest.mark.parametrize("cells", [(1, 1, 1), (2, 1, 0), ("国庆", None, None)])
def test_rows_that_count_agents_are_none(inbox: Inbox, name: str, cells: Any) -> None:
    """Left out, whatever stands there."""
    assert _read(inbox, ("甲", 1, 0, 1), ("乙", 1, 1, 0), (name, *cells)) == ([2, 1, 1], [])


@pytest.mark.parametrize(
    "rows",
    [
        [("甲", "班", "休", "班"), ("值守", 1, 0, 1)],
        [("甲", 1, 0, 0), ("乙", 0, 1, 1), ("值守", 1, 1, 1)],
    ],
)
def test_a_row_that_is_the_sum_of_the_others_blocks(inbox: Inbox, rows: Any) -> None:
    """Day for day the others' seats, in figures."""
    last = len(rows) + 1
    others = f"{NAME}!Sheet!A2" + (f":A{last - 1}" if last > 3 else "")
    assert _read(inbox, *rows)[1] == [("label_is_sum", f"{NAME}!Sheet!A{last}", ("C001",), others)]


@pytest.mark.parametrize(
    "rows",
    [
        [("甲", 1, 0, 1), ("乙", 1, 0, 1)],
        [("甲", "班", "休", "班"), ("乙", "班", "休", "班")],
        [("甲", 1, 0, 0), ("乙", 0, 1, 1), ("丙", 1, 1, 0)],
        [("甲", "班", "休", "休"), ("乙", "休", "班", "班"), ("丙", "班", "班", "班")],
    ],
)
def test_agents_with_the_same_days_are_agents(inbox: Inbox, rows: Any) -> None:
    """Two who work together, or one who is there whenever one of two is."""
    assert _read(inbox, *rows)[1] == []


def test_two_rows_of_one_name_on_duty_together_block(inbox: Inbox) -> None:
    """Two people would count once, and one who is on duty and off is in doubt too."""
    rows = [("张三", "班", "休", "班"), ("李四", "班", "班", "班"), ("张三", "班", "休", "班")]
    assert _read(inbox, *rows)[1] == [
        ("roster_twice", f"{NAME}!Sheet!{column}4", ("C001",), f"{NAME}!Sheet!{column}2")
        for column in "BD"
    ]
    rows = [("张三", "班", "休", "班"), ("张三", "休", "班", "休")]
    assert {code for code, *_ in _read(inbox, *rows)[1]} == {"rows_clash"}


def test_one_person_on_two_platforms_is_one_seat(inbox: Inbox) -> None:
    """A row for each platform is no second person."""
    rows = [("张三", platform, "班", "班", "休") for platform in ("天猫", "京东")]
    assert _read(inbox, *rows, keys=("姓名", "平台")) == ([1, 1, 0], [])
