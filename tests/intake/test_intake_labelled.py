"""A label that is the sum of the others is never added to them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from billing.errors import Severity
from billing.usage import StoreWords
from tests.intake.conftest import SEASIDE, VOCABULARY, Inbox, blocked, told

STORE = "海滨官旗"
DAYS = (date(2026, 10, 1), date(2026, 10, 2))
PLENTY = {"甲": (30, 41), "乙": (25, 17)}
SUM = (55, 58)


def _write(inbox: Inbox, column: str, figures: dict[str, Sequence[int]], days: int = 2) -> None:
    """A table of some days with a row of each label."""
    rows: list[list[Any]] = [
        [DAYS[day], STORE, label, own[day]] for day in range(days) for label, own in figures.items()
    ]
    inbox.xlsx("a.xlsx", ["日期", "店铺", column, "接待人数"], *rows)


def _codes(inbox: Inbox) -> list[tuple[str, str, str]]:
    """What blocks: its code, its cell and the cells beside it."""
    return [
        (problem.code, str(problem.source), problem.values.get("other", ""))
        for problem in inbox.read().problems
        if problem.severity is Severity.BLOCKED
    ]


@pytest.mark.parametrize(
    "column, label",
    [
        ("班次", "全天"), ("班次", "整天"), ("班次", "白+夜"), ("班次", "全店"), ("班次", "总"),
        ("班次", "所有客服"), ("班次", "24小时"), ("平台", "全平台"), ("平台", "全部"),
        ("平台", "全渠道"), ("平台", "所有平台"), ("平台", "All platforms"), ("服务类型", "全部"),
        ("客服", "客服部"), ("客服", "团队"), ("客服", "店铺整体"),
        ("客服", "S1"),  # the store as the register calls it
    ],
)  # fmt: skip
@pytest.mark.parametrize("whole", [55, 54])
def test_a_word_for_all_beside_others_blocks(
    inbox: Inbox, column: str, label: str, whole: int
) -> None:
    """On one day already, and whether the sum is right or not."""
    _write(inbox, column, {**PLENTY, label: (whole,)}, days=1)
    assert _codes(inbox) == [("label_is_sum", "a.xlsx!Sheet!D4", "a.xlsx!Sheet!D2:D3")]


@pytest.mark.parametrize("column, label", [("班次", "全天"), ("平台", "全渠道")])
def test_a_word_for_all_alone_is_a_label(inbox: Inbox, column: str, label: str) -> None:
    """Nothing is beside it that it could be the sum of."""
    _write(inbox, column, {label: SUM})
    found = inbox.read()
    assert blocked(found) == []
    assert [figures for *_, figures in told(found.usage["C001"])] == [
        {"receptions": "55"},
        {"receptions": "58"},
    ]


@pytest.mark.parametrize("column", ["客服", "班次", "平台", "服务类型"])
@pytest.mark.parametrize("label", ["主账号", "海滨官旗", "X"])
def test_any_label_that_is_the_sum_on_two_days_blocks(
    inbox: Inbox, column: str, label: str
) -> None:
    """Under whatever name; both sides are named."""
    _write(inbox, column, {label: SUM, **PLENTY})
    assert _codes(inbox) == [("label_is_sum", "a.xlsx!Sheet!D2", "a.xlsx!Sheet!D3:D4")]


@pytest.mark.parametrize(
    "figures",
    [
        {"甲": (0, 0), "乙": (0, 0), "丙": (0, 0)},
        {"甲": (1, 1), "乙": (1, 1), "丙": (2, 2)},
        {"甲": (30, 41), "乙": (25, 17), "丙": (55, 59)},
        {"甲": (30, 41), "乙": (0, 0), "丙": (30, 41)},
    ],
    ids=["all zero", "tiny", "one day differs", "one other"],
)
def test_what_chance_may_do_is_added(inbox: Inbox, figures: dict[str, Sequence[int]]) -> None:
    """Small figures, or one day that is no sum, tell nothing."""
    _write(inbox, "客服", figures)
    assert blocked(inbox.read()) == []


def test_a_day_with_two_others_tells_nothing_and_one_with_three_does(inbox: Inbox) -> None:
    """55 of 30 and 25 may be chance; 155 of three figures is none."""
    _write(inbox, "客服", {**PLENTY, "丙": (55,)}, days=1)
    assert blocked(inbox.read()) == []
    _write(inbox, "客服", {**PLENTY, "丙": (100,), "丁": (155,)}, days=1)
    assert _codes(inbox) == [("label_is_sum", "a.xlsx!Sheet!D5", "a.xlsx!Sheet!D2:D4")]


def test_hours_that_overlap_block(inbox: Inbox) -> None:
    """The whole day beside its halves; halves alone are added."""
    _write(inbox, "时段", {"00:00-12:00": (30,), "12:00-24:00": (25,)}, days=1)
    found = inbox.read()
    assert blocked(found) == []
    assert {figures["receptions"] for *_, figures in told(found.usage["C001"])} == {"30", "25"}
    _write(inbox, "时段", {"8点-16点": (30,), "14点-22点": (25,)}, days=1)
    assert _codes(inbox) == [("hours_overlap", "a.xlsx!Sheet!C3", "a.xlsx!Sheet!C2")]
    _write(
        inbox, "时段", {"00:00-12:00": (30,), "12:00-24:00": (25,), "00:00-24:00": (55,)}, days=1
    )
    assert {code for code, *_ in _codes(inbox)} == {"hours_overlap"}


def test_hours_of_two_agents_may_overlap(inbox: Inbox) -> None:
    """Each has receptions of its own."""
    inbox.xlsx(
        "a.xlsx",
        ["日期", "店铺", "客服", "时段", "接待人数"],
        [DAYS[0], STORE, "甲", "08:00-16:00", 30],
        [DAYS[0], STORE, "乙", "12:00-20:00", 25],
    )
    found = inbox.read()
    assert blocked(found) == []


def test_a_shift_of_staffing_may_last_all_day(inbox: Inbox) -> None:
    """全天 beside 早班 is another shift of other people."""
    inbox.xlsx(
        "s.xlsx",
        ["日期", "店铺", "班次", "峰值人数"],
        *([DAYS[0], STORE, shift, n] for shift, n in (("早班", 3), ("全天", 2))),
    )
    assert blocked(inbox.read()) == []


def test_agents_of_real_months_are_hardly_ever_taken_for_sums(inbox: Inbox) -> None:
    """Three to six agents of each of a thousand months, small figures and large, added up."""
    random = Random(7)
    rows = []
    for month in range(1000):
        size = random.choice([1, 4, 40])
        shares = [random.uniform(0.3, 2.5) * size for _ in range(random.randint(3, 6))]
        for day in range(random.choice([1, 2, 3, 7])):
            when = date(2026, 10, 1) + timedelta(days=day)
            rows += [
                f"{when},S{month},客服{n},{int(random.expovariate(1 / share))}"
                for n, share in enumerate(shares)
            ]
    stores = tuple(StoreWords(code=f"S{n}", names=()) for n in range(1000))
    client = replace(SEASIDE, stores=stores)
    inbox.text("a.csv", "日期,店铺,客服,接待人数\n" + "\n".join(rows))
    found = inbox.read(vocabulary=replace(VOCABULARY, clients=(client,)))
    assert len(blocked(found)) <= 5
    assert len({row.store for row in found.usage["C001"].rows}) == 1000


def test_stores_are_told_of_each_for_itself(inbox: Inbox) -> None:
    """One store's account is the sum of the night alone, another's of all receptions."""
    named = {**PLENTY, "主账号": SUM}
    whole: list[list[Any]] = [
        [day, STORE, agent, own[n]] for agent, own in named.items() for n, day in enumerate(DAYS)
    ]
    inbox.xlsx("a.xlsx", ["日期", "店铺", "客服", "接待人数"], *whole)
    night: list[list[Any]] = [
        [day, "海滨户外店", agent, 100 + own[0], own[n]]
        for agent, own in named.items()
        for n, day in enumerate(DAYS)
    ]
    inbox.xlsx("b.xlsx", ["日期", "店铺", "客服", "接待人数", "夜间接待"], *night)
    assert sorted((code, place) for code, place, _ in _codes(inbox)) == [
        ("label_is_sum", "a.xlsx!Sheet!D6"),
        ("label_is_sum", "b.xlsx!Sheet!E6"),
    ]
