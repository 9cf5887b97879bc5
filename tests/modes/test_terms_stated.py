"""What terms may state together, and which cells are at fault."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from billing.modes import commission, daily, fixed, monthly, orders, project, receptions
from billing.modes.project import Milestone
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
OTHER = daily.Calendar(
    name="C",
    spans=tuple(
        (days("2026-11-10", "2026-11-11"), kind) for kind in ("e", "t", "peak", "a", "trial")
    ),
)
HALF = Milestone(name="a", share=Decimal("0.5"))
SEATS = {"seats": "1"}
STAFF = {"seats": "1", "base": "1500"}
PACK = {"fee": "6000", "metric": "hours", "included": "720"}
PEAK = {"headcount": "peak", "rates": RATES}
WORK = {"project": "X"}
BASE = {**WORK, "base": "1", "scale": "1", "difficulty": "1", "timeliness": "1"}

# mode, cells, the fault with its columns and other words; "" where the cells go together
STATED: list[tuple[str, Mapping[str, Any], str]] = [
    ("fixed", {**SEATS}, "exactly_one price,tiers"),
    ("fixed", {**SEATS, "price": "1"}, ""),
    ("fixed", {**SEATS, "tiers": T}, ""),
    ("fixed", {**SEATS, "price": "1", "tiers": T}, "exactly_one price,tiers"),
    ("commission", {**STAFF, "on": "units"}, "no_unit_prices on"),
    ("commission", {**STAFF, "on": "units", "unit_prices": {"cards": Decimal(1)}}, ""),
    ("commission", {**STAFF, "method": "flat"}, "exactly_one rate,tiers"),
    ("commission", {**STAFF, "method": "flat", "rate": "1%"}, ""),
    ("commission", {**STAFF, "method": "volume", "tiers": T}, ""),
    ("commission", {**STAFF, "method": "flat", "rate": "1%", "tiers": T}, "exactly_one rate,tiers"),
    ("commission", {**STAFF, "rate": "1%"}, "method_needs method,rate,tiers"),
    ("commission", {**STAFF, "tiers": T}, "method_needs method,rate,tiers"),
    ("commission", {**STAFF, "method": "flat", "tiers": T}, "method_needs method,rate,tiers"),
    ("commission", {**STAFF, "method": "volume", "rate": "1%"}, "method_needs method,rate,tiers"),
    ("monthly", {"fee": "1"}, ""),
    ("monthly", {"fee": "1", "metric": "hours"}, "both_or_neither metric,included"),
    ("monthly", {"fee": "1", "included": "7"}, "both_or_neither metric,included"),
    ("monthly", {**PACK, "tolerance": "5%"}, "needs tolerance_mode tolerance"),
    ("monthly", {**PACK, "tolerance": "5%", "tolerance_mode": "from_quota"}, ""),
    ("monthly", {**PACK, "tolerance_mode": "from_quota"}, ""),
    ("monthly", {**PACK, "unused": "carry_over"}, "needs carry_months unused"),
    ("monthly", {**PACK, "unused": "carry_over", "carry_months": "1"}, ""),
    ("monthly", {**PACK, "unused": "credit"}, "needs credit_price unused"),
    ("monthly", {**PACK, "unused": "credit", "credit_price": "1"}, ""),
    ("monthly", {**PACK, "overage_price": "1"}, ""),
    ("monthly", {**PACK, "metric": "seats_per_day"}, ""),
    (
        "monthly",
        {**PACK, "metric": "seats_per_day", "overage_price": "1"},
        "seats_no_overage overage_price",
    ),
    ("monthly", {**PACK, "per": "0"}, "not_a_count per 1 or more"),
    ("monthly", {**PACK, "undelivered": "pro_rata"}, ""),
    (
        "monthly",
        {**PACK, "metric": "orders", "undelivered": "pro_rata"},
        "undelivered_hours undelivered,metric",
    ),
    (
        "monthly",
        {**PACK, "undelivered": "pro_rata", "unused": "credit", "credit_price": "1"},
        "undelivered_unused undelivered,unused",
    ),
    ("daily", {**PEAK}, "no_day_kinds calendar,default_kind"),
    ("daily", {**PEAK, "default_kind": "peak"}, ""),
    ("daily", {**PEAK, "calendar": PEAKS}, ""),
    ("daily", {**PEAK, "default_kind": "trial"}, "kind_without_rate rates trial"),
    ("daily", {**PEAK, "calendar": OTHER}, "kind_without_rate rates a, e, t, trial"),
    (
        "daily",
        {**PEAK, "calendar": OTHER, "default_kind": "dull"},
        "kind_without_rate rates a, dull, e, t, trial",
    ),
    ("daily", {**PEAK, "calendar": PEAKS, "minimum_seats": "3", "maximum_seats": "3"}, ""),
    (
        "daily",
        {**PEAK, "calendar": PEAKS, "minimum_seats": "3", "maximum_seats": "2"},
        "cap_below_minimum minimum_seats,maximum_seats",
    ),
    ("daily", {**PEAK, "calendar": PEAKS, "minimum_seats": "3", "minimum_days": "2"}, ""),
    (
        "daily",
        {**PEAK, "calendar": PEAKS, "minimum_days": "2"},
        "needs minimum_seats minimum_days",
    ),
    ("receptions", {"method": "flat"}, "exactly_one price,tiers"),
    ("receptions", {"method": "band", "price": "1", "tiers": T}, "exactly_one price,tiers"),
    ("receptions", {"method": "band", "tiers": T}, ""),
    ("receptions", {"method": "flat", "tiers": T}, "method_needs method,price,tiers"),
    ("receptions", {"method": "volume", "price": "1"}, "method_needs method,price,tiers"),
    ("receptions", {"method": "flat", "price": "1", "night_multiplier": "2"}, ""),
    (
        "receptions",
        {"method": "flat", "price": "1", "night_multiplier": "2", "scope": "day"},
        "night_needs_flat night_multiplier,method,scope",
    ),
    (
        "receptions",
        {"method": "volume", "tiers": T, "night_multiplier": "2"},
        "night_needs_flat night_multiplier,method,scope",
    ),
    ("receptions", {"method": "volume", "tiers": T, "scope": "night"}, ""),
    ("receptions", {"method": "flat", "price": "1", "included_per_seat_per_day": "2"}, ""),
    (
        "receptions",
        {"method": "flat", "price": "1", "included_per_seat_per_day": "2", "scope": "night"},
        "included_needs_flat included_per_seat_per_day,method,scope",
    ),
    (
        "receptions",
        {"method": "graduated", "tiers": T, "included_per_seat_per_day": "2"},
        "included_needs_flat included_per_seat_per_day,method,scope",
    ),
    ("receptions", {"method": "flat", "price": "1", "per": "0"}, "not_a_count per 1 or more"),
    ("orders", {"method": "flat"}, "exactly_one price,tiers"),
    ("orders", {"method": "flat", "price": "1"}, ""),
    ("orders", {"method": "flat", "price": "1", "tiers": T}, "method_needs method,price,tiers"),
    ("orders", {"method": "volume"}, "method_needs method,price,tiers"),
    ("orders", {"method": "volume", "tiers": T, "price": "1"}, "exactly_one price,tiers"),
    ("orders", {"method": "volume", "tiers": T, "no_inquiries": "price"}, ""),
    ("orders", {"method": "conversion", "tiers": T}, ""),
    ("orders", {"method": "conversion", "tiers": T, "price": "1"}, "exactly_one price,tiers"),
    (
        "orders",
        {"method": "conversion", "tiers": T, "no_inquiries": "price"},
        "exactly_one price,tiers",
    ),
    ("orders", {"method": "conversion", "tiers": T, "price": "1", "no_inquiries": "price"}, ""),
    ("orders", {"method": "flat", "price": "1", "per": "0"}, "not_a_count per 1 or more"),
    ("project", {**WORK}, "exactly_one fee,base,contract_sum"),
    ("project", {**WORK, "fee": "1"}, ""),
    ("project", {**BASE}, ""),
    ("project", {**BASE, "fee": "1"}, "exactly_one fee,base,contract_sum"),
    ("project", {**BASE, "scale": None}, "all_factors base,scale,difficulty,timeliness"),
    ("project", {**BASE, "timeliness": None}, "all_factors base,scale,difficulty,timeliness"),
    (
        "project",
        {**WORK, "fee": "1", "difficulty": "2"},
        "all_factors base,scale,difficulty,timeliness",
    ),
    ("project", {**WORK, "contract_sum": "9"}, "sum_needs_milestones contract_sum"),
    ("project", {**WORK, "fee": "9", "milestones": (HALF,)}, "sum_needs_milestones contract_sum"),
    (
        "project",
        {**WORK, "contract_sum": "9", "milestones": (HALF,)},
        "shares_not_whole contract_sum",
    ),
    ("project", {**WORK, "contract_sum": "9", "milestones": (HALF, HALF)}, ""),
    ("project", {**WORK, "fee": "9", "floor": "3", "cap": "3"}, ""),
    ("project", {**WORK, "fee": "9", "floor": "3"}, ""),
    ("project", {**WORK, "fee": "9", "cap": "3"}, ""),
    ("project", {**WORK, "fee": "9", "floor": "3", "cap": "2"}, "cap_below_minimum floor,cap"),
]


@pytest.mark.parametrize("mode, cells, expected", STATED)
def test_stated_together(mode: str, cells: Mapping[str, Any], expected: str) -> None:
    """Terms are whole and clear, or they are refused with the columns that are at fault."""
    found = ""
    try:
        MODES[mode].Terms.model_validate(cells)
    except ValidationError as refused:
        (error,) = refused.errors()
        words = (error["msg"], *error["ctx"].values())
        found = " ".join(map(str, words))
        assert error["type"] == f"register_{error['msg']}"
    assert found == expected
