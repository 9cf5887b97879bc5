"""What holds where terms state nothing, and what a choice is called."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from billing.modes import commission, daily, fixed, monthly, orders, project, receptions
from tests.modes.conftest import days, table

MODES: dict[str, Any] = {
    "fixed": fixed,
    "commission": commission,
    "monthly": monthly,
    "daily": daily,
    "receptions": receptions,
    "orders": orders,
    "project": project,
}
T = table(("10", "1"), (None, "2"))
RATES = daily.Rates(name="R", prices={"peak": Decimal(400), "quiet": Decimal(220)})
PEAKS = daily.Calendar(
    name="C",
    spans=(
        (days("2026-11-11", "2026-11-12"), "peak"),
        (days("2026-11-10", "2026-11-10"), "peak"),
    ),
)
SEATS = {"seats": "1"}
STAFF = {"seats": "1", "base": "1500"}
PACK = {"fee": "6000", "metric": "hours", "included": "720"}
PEAK = {"headcount": "peak", "rates": RATES}
WORK = {"project": "X"}

# mode, the least that must be stated, and all that then holds
LEAST: list[tuple[str, Mapping[str, Any], str]] = [
    ("fixed", {**SEATS, "price": "2600"}, "exclude=() grace_days=0 tiers=None"),
    (
        "commission",
        {**STAFF, "method": "flat", "rate": "2%"},
        "multiplier=1 negative=carry_forward on=net_sales tiers=None unit_prices={}",
    ),
    (
        "monthly",
        {"fee": "6000"},
        (
            "carry_months=0 credit_cap=None credit_price=None credit_tolerance=0 exclude=()"
            " included=None metric=None overage_price=None per=1 tolerance=0 tolerance_mode=None"
            " undelivered=none unused=lost"
        ),
    ),
    (
        "daily",
        {**PEAK, "default_kind": "peak"},
        (
            "calendar=None maximum_seats=None minimum_days=0 minimum_seats=0 only_above=0"
            " precedence=()"
        ),
    ),
    (
        "daily",
        {**PEAK, "calendar": PEAKS},
        (
            "default_kind= maximum_seats=None minimum_days=0 minimum_seats=0 only_above=0"
            " precedence=()"
        ),
    ),
    (
        "receptions",
        {"method": "flat", "price": "1"},
        "exclude=() included_per_seat_per_day=0 night_multiplier=1 per=1 scope=all tiers=None",
    ),
    (
        "orders",
        {"method": "flat", "price": "1"},
        "count=all late_refunds=ignore multiplier=1 no_inquiries=block per=1 tiers=None",
    ),
    (
        "project",
        {**WORK, "fee": "1"},
        (
            "base=None cap=None contract_sum=None difficulty=None floor=None late_cap=None"
            " late_rate=0 milestones=() scale=None timeliness=None"
        ),
    ),
]


@pytest.mark.parametrize("mode, cells, expected", LEAST)
def test_not_stated(mode: str, cells: Mapping[str, Any], expected: str) -> None:
    """What holds where a cell is blank: nothing that costs either side anything."""
    terms = MODES[mode].Terms.model_validate(cells)
    found = {name: getattr(terms, name) for name in type(terms).model_fields if name not in cells}
    assert " ".join(f"{name}={found[name]}" for name in sorted(found)) == expected


CHOICES: list[tuple[str, Mapping[str, Any], str, str]] = [
    ("commission", STAFF | {"method": "flat", "rate": "1%"}, "on", "净销售额 net_sales"),
    (
        "commission",
        STAFF | {"method": "flat", "rate": "1%", "unit_prices": {"a": Decimal(1)}},
        "on",
        "件数 units",
    ),
    ("commission", STAFF | {"rate": "1%"}, "method", "统一 flat"),
    ("commission", STAFF | {"tiers": T}, "method", "分段累进 graduated 整量 volume"),
    (
        "commission",
        STAFF | {"method": "flat", "rate": "1%"},
        "negative",
        "结转下月 carry_forward 归零 zero",
    ),
    (
        "monthly",
        PACK,
        "metric",
        "接待量 receptions 订单量 orders 每日坐席 seats_per_day 服务小时 hours",
    ),
    ("monthly", PACK, "tolerance_mode", "仅计超出部分 above_tolerance 超出后从定额起计 from_quota"),
    (
        "monthly",
        PACK | {"carry_months": "1", "credit_price": "1"},
        "unused",
        "作废 lost 结转 carry_over 返还 credit",
    ),
    ("monthly", PACK, "undelivered", "不扣减 none 按比例扣减 pro_rata"),
    ("daily", PEAK | {"calendar": PEAKS}, "headcount", "峰值 peak 班次 shifts"),
    ("receptions", {"price": "1"}, "method", "统一单价 flat"),
    ("receptions", {"tiers": T}, "method", "分段累进 graduated 整量 volume 按档月费 band"),
    (
        "receptions",
        {"method": "flat", "price": "1"},
        "scope",
        "全部 all 仅白班 day 仅夜班 night",
    ),
    ("orders", {"price": "1"}, "method", "统一单价 flat"),
    ("orders", {"tiers": T}, "method", "分段累进 graduated 整量 volume 按转化率 conversion"),
    ("orders", {"method": "flat", "price": "1"}, "late_refunds", "返还 credit 不处理 ignore"),
    ("orders", {"method": "flat", "price": "1"}, "no_inquiries", "停止出账 block 按单价 price"),
    ("orders", {"method": "flat", "price": "1"}, "count", "全部 all 有客服 with_agent"),
]


@pytest.mark.parametrize("mode, cells, column, names", CHOICES)
def test_choices(mode: str, cells: Mapping[str, Any], column: str, names: str) -> None:
    """A choice is read by its Chinese name and by its English one."""
    words = names.split()
    for name, value in zip(words[::2], words[1::2], strict=True):
        for cell in (name, value, value.replace("_", " ")):
            terms = MODES[mode].Terms.model_validate({**cells, column: cell})
            assert getattr(terms, column) == value


@pytest.mark.parametrize(
    "metric, unit",
    [
        ("receptions", "reception"),
        ("orders", "order"),
        ("hours", "hour"),
        ("seats_per_day", "seat"),
    ],
)
def test_unit_of_a_metric(metric: str, unit: str) -> None:
    """One of what the quota counts."""
    terms = monthly.Terms.model_validate({"fee": "1", "metric": metric, "included": "1"})
    assert terms.metric_unit == unit


def test_last_date_of_a_calendar() -> None:
    """In whatever order its dates were entered."""
    assert (PEAKS.last, PEAKS.kinds(PEAKS.last)) == (
        days("2026-11-12", "2026-11-12").start,
        ("peak",),
    )
