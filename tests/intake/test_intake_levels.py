"""A cell left blank beside named ones: a sum of them, or more? It blocks, and names the cells."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from billing.errors import Severity
from billing.usage import Kind
from tests.intake.conftest import Inbox, blocked, said, shown, told

STORE = "海滨【官方】旗舰店"
FIRST, SECOND = date(2026, 10, 1), date(2026, 10, 2)
Line = Sequence[Any]


def _labelled(label: str, *rows: Line) -> list[Line]:
    return [["日期", "店铺", label, "接待人数"], *rows]


@pytest.mark.parametrize(
    "label, name", [("岗位", "售前"), ("班次", "早班"), ("客服", "小王"), ("平台", "淘宝")]
)
def test_a_blank_label_beside_named_ones_blocks(inbox: Inbox, label: str, name: str) -> None:
    """One problem names every such cell, of the days and the store where both occur."""
    inbox.xlsx(
        "a.xlsx",
        *_labelled(
            label,
            [FIRST, STORE, name, 10],
            [FIRST, STORE, None, 15],
            [SECOND, STORE, name, 10],
            [SECOND, STORE, "-", 15],
            [SECOND, "海滨户外店", None, 4],
            [date(2026, 10, 3), STORE, None, 15],
        ),
    )
    (problem,) = (p for p in inbox.read().problems if p.severity is Severity.BLOCKED)
    assert (problem.code, problem.found, problem.clients) == ("label_blank", label, ("C001",))
    assert str(problem.source) == "a.xlsx!Sheet!C3"
    assert problem.values["cells"] == "a.xlsx!Sheet!C3, a.xlsx!Sheet!C5"
    assert problem.values["other"] == "a.xlsx!Sheet!D2"


def test_the_blank_may_stand_first_and_in_another_file(inbox: Inbox) -> None:
    """Neither the order of rows nor that of files matters."""
    inbox.xlsx("a.xlsx", *_labelled("客服", [FIRST, STORE, None, 15], [FIRST, STORE, "a", 10]))
    inbox.xlsx("b.xlsx", *_labelled("客服", [SECOND, STORE, "a", 7], [FIRST, STORE, "b", 5]))
    inbox.xlsx("c.xlsx", *_labelled("客服", [SECOND, STORE, None, 7], [FIRST, STORE, "c", 1]))
    assert blocked(inbox.read()) == [
        ("label_blank", "a.xlsx!Sheet!C2", ("C001",)),
        ("label_blank", "c.xlsx!Sheet!C2", ("C001",)),
    ]


def test_a_column_blank_throughout_is_as_if_absent(inbox: Inbox) -> None:
    """It makes no level of its own, beside a file without the column either."""
    inbox.xlsx("a.xlsx", *_labelled("客服", [FIRST, STORE, None, 15], [SECOND, STORE, None, 10]))
    inbox.xlsx("b.xlsx", ["日期", "店铺", "接待人数", "夜间接待"], [FIRST, STORE, 15, 3])
    found = inbox.read()
    assert blocked(found) == []
    assert [figures for *_, figures in told(found.usage["C001"])] == [
        {"night": "3", "receptions": "15"},
        {"receptions": "10"},
    ]


def test_counts_of_orders_and_staffing_too(inbox: Inbox) -> None:
    """Whatever is added up; but a named agent's seat needs no platform."""
    orders = ["日期", "店铺", "岗位", "付款订单数"]
    shop = "山丘数码店"
    inbox.xlsx("o.xlsx", orders, [FIRST, shop, "售前", 10], [FIRST, shop, None, 10])
    peaks = ["日期", "店铺", "岗位", "峰值人数"]
    inbox.xlsx("p.xlsx", peaks, [FIRST, STORE, "售前", 3], [FIRST, STORE, None, 2])
    seats = ["日期", "店铺", "客服", "平台", "上班时间", "下班时间"]
    inbox.xlsx(
        "s.xlsx",
        seats,
        [SECOND, STORE, "a", "淘宝", "09:00", "17:00"],
        [SECOND, STORE, "b", None, "09:00", "17:00"],
    )
    assert blocked(inbox.read()) == [
        ("label_blank", "o.xlsx!Sheet!C3", ("C002",)),
        ("label_blank", "p.xlsx!Sheet!C3", ("C001",)),
    ]


def test_orders_of_a_list_may_name_no_agent(inbox: Inbox) -> None:
    """A row is one order there, and never a sum."""
    inbox.xlsx(
        "o.xlsx",
        ["订单编号", "付款时间", "店铺", "客服", "订单状态"],
        ["1", FIRST, "山丘数码店", "a", "交易成功"],
        ["2", FIRST, "山丘数码店", None, "交易成功"],
    )
    assert blocked(inbox.read()) == []


def test_a_figure_told_at_two_levels_is_not_called_blank(inbox: Inbox) -> None:
    """Where it blocks it keeps a value; where it only warns it stays unknown."""
    inbox.xlsx("a.xlsx", *_labelled("平台", [FIRST, STORE, "淘宝", 10]))
    inbox.xlsx("b.xlsx", ["日期", "店铺", "接待人数"], [FIRST, STORE, 10])
    shop = "山丘数码店"
    inbox.xlsx("c.xlsx", *_labelled("平台", [FIRST, shop, "淘宝", 10]))
    inbox.xlsx("d.xlsx", ["日期", "店铺", "接待人数"], [FIRST, shop, 10])
    found = inbox.read()
    assert [(code, whom) for code, _, whom in said(found.problems)] == [
        ("levels_mixed", ("C001",)),
        ("levels_mixed", ("C002",)),
    ]
    assert [(row.kind, shown(row)) for code in found.usage for row in found.usage[code].rows] == [
        (Kind.RECEPTIONS, {"receptions": "10"}),
        (Kind.RECEPTIONS, {"receptions": "blank"}),
    ]
