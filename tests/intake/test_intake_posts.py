"""Agents called after a post or an account: billed as they stand, and told."""

from datetime import date

import pytest

from billing.errors import Severity
from tests.intake.conftest import Inbox, said

STORE = "海滨【官方】旗舰店"
FIRST, SECOND = date(2026, 10, 1), date(2026, 10, 2)


@pytest.mark.parametrize(
    "name", ["主账号", "班长", "客服主管", "质检", "Supervisor", "main account"]
)
def test_a_post_among_agents_is_told_once(inbox: Inbox, name: str) -> None:
    """At the first of its rows; the figures count, since it may be one more agent."""
    inbox.xlsx(
        "a.xlsx",
        ["日期", "店铺", "客服", "接待人数"],
        [FIRST, STORE, "小王", 15],
        [FIRST, STORE, name, 4],
        [SECOND, STORE, "小王", 12],
        [SECOND, STORE, name, 9],
    )
    found = inbox.read()
    assert said(found.problems) == [("agent_doubtful", "a.xlsx!Sheet!C3", ("C001",))]
    assert sum(row.figures["receptions"] for row in found.usage["C001"].rows) == 40


def test_a_post_in_a_roster_is_told_once(inbox: Inbox) -> None:
    """However many days it is on duty."""
    inbox.xlsx(
        "排班表.xlsx",
        ["店铺", "客服", FIRST, SECOND, date(2026, 10, 3)],
        [STORE, "小王", "班", "班", "休"],
        [STORE, "班长", "班", "休", "班"],
    )
    found = inbox.read()
    assert said(found.problems, Severity.WARNED) == [
        ("agent_doubtful", "排班表.xlsx!Sheet!B3", ("C001",))
    ]


@pytest.mark.parametrize("name", ["王经理人", "小班长", "主角", "Managerson", "123"])
def test_a_person_is_not(inbox: Inbox, name: str) -> None:
    """Names that only hold such a word are names."""
    inbox.xlsx("a.xlsx", ["日期", "店铺", "客服", "接待人数"], [FIRST, STORE, name, 15])
    assert said(inbox.read().problems) == []
