"""Random terms of each mode: every column that may be filled is, in some of them."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from billing.contract import Mode, Terms
from billing.modes import commission, daily, fixed, monthly, orders, project, receptions
from billing.tiers import Tier, Tiers
from tests.modes.conftest import days
from tests.properties.usages import CLASSES, UNIT

PRICES = st.sampled_from(("0", "0.01", "0.333333", "1.2", "1.5", "2", "97.35"))
AMOUNTS = st.sampled_from(("0", "1500", "2600", "6000.01", "18000"))
PERCENTS = st.sampled_from(("0%", "0.5%", "1.5%", "5%", "33.3333%"))
MULTIPLIERS = st.sampled_from(("0.9", "1", "1.15", "1.333333"))
EXCLUDED = st.sampled_from(("", "robot", ";".join(CLASSES), "file"))


@st.composite
def tables(draw: st.DrawFn, prices: st.SearchStrategy[str] = PRICES, *, flat: bool = True) -> Tiers:
    """One to four tiers, the last open; some with flat fees."""
    bounds = draw(st.lists(st.integers(0, 20000), unique=True, max_size=3).map(sorted))
    fees = st.sampled_from(("0", "0", "8.88")) if flat else st.just("0")
    return Tiers(
        name="T",
        rows=tuple(
            Tier(
                up_to=None if top is None else Decimal(top),
                price=_share(draw(prices)),
                flat_fee=Decimal(draw(fees)),
            )
            for top in (*bounds, None)
        ),
    )


def _share(text: str) -> Decimal:
    return Decimal(text.removesuffix("%")) / (100 if text.endswith("%") else 1)


def _filled(cells: Mapping[str, Any]) -> dict[str, Any]:
    """The cells that are not blank."""
    return {name: cell for name, cell in cells.items() if cell not in (None, "")}


@st.composite
def _priced(draw: st.DrawFn, methods: tuple[str, ...]) -> dict[str, Any]:
    """A method with its price or its tiers, and blocks."""
    method = draw(st.sampled_from(methods))
    cells: dict[str, Any] = {"method": method, "per": draw(st.sampled_from(("", "1", "100")))}
    if method == "flat":
        return {**cells, "price": draw(PRICES)}
    return {**cells, "tiers": draw(tables(flat=method in ("graduated", "volume")))}


@st.composite
def _fixed(draw: st.DrawFn) -> Terms:
    cells: dict[str, Any] = {
        "seats": str(draw(st.integers(0, 9))),
        "grace_days": str(draw(st.integers(0, 4))),
        "exclude": draw(EXCLUDED),
    }
    banded = draw(st.booleans())
    price = {"tiers": draw(tables(AMOUNTS, flat=False))} if banded else {"price": draw(AMOUNTS)}
    return fixed.Terms.model_validate({**cells, **price})


@st.composite
def _commission(draw: st.DrawFn) -> Terms:
    cells: dict[str, Any] = {
        "seats": str(draw(st.integers(0, 5))),
        "base": draw(AMOUNTS),
        "multiplier": draw(MULTIPLIERS),
        "negative": draw(st.sampled_from(("carry_forward", "zero"))),
    }
    method = draw(st.sampled_from(("flat", "graduated", "volume", "units")))
    if method == "units":
        more: dict[str, Any] = {"on": "units", "unit_prices": {UNIT: Decimal(draw(PRICES))}}
    elif method == "flat":
        more = {"method": method, "rate": draw(PERCENTS)}
    else:
        more = {"method": method, "tiers": draw(tables(PERCENTS))}
    return commission.Terms.model_validate({**cells, **more})


@st.composite
def _monthly(draw: st.DrawFn) -> Terms:
    metric = draw(st.sampled_from(("receptions", "orders", "hours", "seats_per_day", "")))
    if not metric:
        return monthly.Terms.model_validate({"fee": draw(AMOUNTS)})
    included = str(draw(st.sampled_from((0, 1, 100, 720, 5000, 20000))))
    cells: dict[str, Any] = {"fee": draw(AMOUNTS), "metric": metric, "included": included}
    if metric != "seats_per_day":
        cells |= {
            "overage_price": draw(PRICES),
            "per": draw(st.sampled_from(("", "1", "100"))),
            "tolerance": draw(PERCENTS),
            "tolerance_mode": draw(st.sampled_from(("above_tolerance", "from_quota"))),
            "unused": draw(st.sampled_from(("lost", "carry_over", "credit"))),
            "carry_months": "2",
            "credit_price": draw(PRICES),
            "credit_tolerance": draw(PERCENTS),
            "credit_cap": draw(st.sampled_from(("", "20%", "100%"))),
        }
    if metric == "receptions":
        cells["exclude"] = draw(EXCLUDED)
    if metric == "hours" and draw(st.booleans()):
        cells |= {"undelivered": "pro_rata", "unused": "lost"}
    return monthly.Terms.model_validate(_filled(cells))


RATES = daily.Rates(name="R", prices={"peak": Decimal(400), "ordinary": Decimal("220.55")})
CALENDAR = daily.Calendar(
    name="C",
    spans=tuple(
        (days(f"2026-{month}-08", f"2026-{month}-14"), "peak") for month in ("02", "10", "11")
    ),
)


@st.composite
def _daily(draw: st.DrawFn) -> Terms:
    least = draw(st.integers(0, 6))
    most = draw(st.sampled_from(("", str(least), str(least + 5))))
    return daily.Terms.model_validate(
        _filled(
            {
                "headcount": draw(st.sampled_from(("peak", "shifts"))),
                "rates": RATES,
                "calendar": CALENDAR,
                "default_kind": draw(st.sampled_from(("", "ordinary"))),
                "minimum_seats": str(least),
                "maximum_seats": most,
                "minimum_days": str(draw(st.integers(0, 40))) if least else "0",
                "only_above": str(draw(st.integers(0, 4))),
            }
        )
    )


@st.composite
def _receptions(draw: st.DrawFn) -> Terms:
    cells = draw(_priced(("flat", "graduated", "volume", "band")))
    kind = draw(st.sampled_from(("", "scope", "night", "included")))
    if kind == "scope":
        cells["scope"] = draw(st.sampled_from(("all", "day", "night")))
    elif cells["method"] == "flat" and kind == "night":
        cells["night_multiplier"] = draw(MULTIPLIERS)
    elif cells["method"] == "flat" and kind == "included":
        cells["included_per_seat_per_day"] = draw(st.sampled_from(("0.5", "10", "150")))
    return receptions.Terms.model_validate(_filled({**cells, "exclude": draw(EXCLUDED)}))


@st.composite
def _orders(draw: st.DrawFn) -> Terms:
    cells = draw(_priced(("flat", "graduated", "volume")))
    if draw(st.booleans()):
        bounds = (Decimal("0.1"), Decimal("0.333333"), None)
        rows = (Tier(up_to=top, price=Decimal(draw(PRICES))) for top in bounds)
        cells = {"method": "conversion", "tiers": Tiers(name="T", rows=tuple(rows))}
    return orders.Terms.model_validate(
        _filled(
            {
                **cells,
                "multiplier": draw(MULTIPLIERS),
                "count": draw(st.sampled_from(("all", "with_agent"))),
            }
        )
    )


@st.composite
def _project(draw: st.DrawFn) -> Terms:
    late = {
        "late_rate": draw(PERCENTS),
        "late_cap": draw(st.sampled_from(("", "10%", "100%"))),
    }
    kind = draw(st.sampled_from(("fee", "factors", "sum")))
    if kind == "fee":
        price: dict[str, Any] = {"fee": draw(AMOUNTS)}
    elif kind == "factors":
        names = ("scale", "difficulty", "timeliness")
        price = {"base": draw(AMOUNTS), **{name: draw(MULTIPLIERS) for name in names}}
    else:
        shares = ("0.333333", "0.333333", "0.333334")
        parts = (project.Milestone(name=f"M{n}", share=Decimal(s)) for n, s in enumerate(shares))
        price = {"contract_sum": draw(AMOUNTS), "milestones": tuple(parts)}
    return project.Terms.model_validate(_filled({"project": "X", **price, **late}))


TERMS: Mapping[Mode, st.SearchStrategy[Terms]] = {
    Mode.FIXED: _fixed(),
    Mode.COMMISSION: _commission(),
    Mode.MONTHLY: _monthly(),
    Mode.DAILY: _daily(),
    Mode.RECEPTIONS: _receptions(),
    Mode.ORDERS: _orders(),
    Mode.PROJECT: _project(),
}
