"""Cases of the mode commission."""

from decimal import Decimal
from typing import Any

from billing.usage import Kind, UsageRow
from tests.modes.conftest import OCTOBER, days, of, row, table
from tests.modes.whole import case

PART = days("2026-10-12", "2026-10-31")


def sold(sales: str, refunds: str, period: Any = OCTOBER, **more: Any) -> UsageRow:
    """Sales and refunds of some days."""
    return row(Kind.SALES, period, attributed_sales=sales, refunds=refunds, **more)


SHARE = {"seats": "1", "base": "1500", "rate": "2%", "method": "flat"}
STEPS = table(("100000", "0.01"), ("300000", "0.015", "88"), (None, "0.02"), name="Steps")
CLOSED = table(("1000", "0.01"), ("3000", "0.02"), name="Closed")
STEPPED = {"seats": "2", "base": "1500", "tiers": STEPS, "method": "graduated"}
UNITS = {
    "seats": "1",
    "base": "1500",
    "on": "units",
    "unit_prices": {"trials": Decimal(5), "cards": Decimal("12.5")},
}
COMMISSION = (
    case("a rate", SHARE, sold("86420.50", "6420.50", number=7)),
    case(
        "a rate and a multiplier, in a part month; silent sales are shown",
        {**SHARE, "multiplier": "1.2"},
        sold("1000", "100", days("2026-10-12", "2026-10-20"), silent_sales="77", number=2),
        sold("500", "0", days("2026-10-21", "2026-10-31"), silent_sales="3.5", number=3),
        sold("1", "0", "2026-10-12", number=5),
        span=of(PART),
    ),
    case("two tiers, and a flat fee", STEPPED, sold("300000", "50000")),
    case(
        "the tier reached, and a multiplier",
        {**STEPPED, "method": "volume", "multiplier": "2"},
        sold("250000", "0"),
    ),
    case("an open tier", {**STEPPED, "method": "volume"}, sold("300000.01", "0")),
    case("net sales of nothing", STEPPED, sold("100", "100")),
    case("net sales of one yuan", STEPPED, sold("100", "99")),
    case("negative, carried on", SHARE, sold("100", "900.5")),
    case("negative, forgotten", {**SHARE, "negative": "zero"}, sold("100", "900.5")),
    case("owed from the month before", SHARE, sold("1000", "100"), net_sales=Decimal("-300.5")),
    case(
        "more than was thought from before",
        SHARE,
        sold("1000", "100"),
        net_sales=Decimal("0.5"),
        days=4,
    ),
    case(
        "beyond a closed table",
        {**STEPPED, "tiers": CLOSED},
        sold("5000", "999.5"),
        net_sales=Decimal(-2),
    ),
    case("a negative net and a closed table", {**STEPPED, "tiers": CLOSED}, sold("0", "9000")),
    case("no sales", SHARE, aside=("old.xlsx",), net_sales=Decimal(-5), days=2),
    case("a blank cell", SHARE, row(Kind.SALES, OCTOBER, blank=["refunds"], attributed_sales=1)),
    case("no column", SHARE, row(Kind.SALES, OCTOBER, attributed_sales=1)),
    case(
        "day by day, silent sales in one file alone",
        SHARE,
        sold("100", "9", "2026-10-01", silent_sales="7"),
        sold("200", "8", days("2026-10-02", "2026-10-02")),
        sold("300", "0", days("2026-10-03", "2026-10-31")),
    ),
    case(
        "day by day",
        SHARE,
        sold("100", "9", "2026-10-01"),
        span=of(days("2026-10-01", "2026-10-01")),
    ),
    case(
        "units day by day",
        UNITS,
        row(Kind.SALES, "2026-10-01", trials=3, cards=1),
        row(Kind.SALES, "2026-10-02", trials=4, cards=2),
        span=of(days("2026-10-01", "2026-10-02")),
    ),
    case("no column of sales", SHARE, row(Kind.SALES, OCTOBER, refunds=1)),
    case("a day without a row", SHARE, sold("10", "1", days("2026-10-01", "2026-10-30"))),
    case(
        "no day for the beyond of a closed table",
        {**STEPPED, "tiers": CLOSED},
        sold("4000", "0", days("2026-10-02", "2026-10-31")),
    ),
    case(
        "a row whose sales another one bills",
        SHARE,
        sold("10", "1"),
        span=of(days("2026-10-01", "2026-10-10"), closing=False),
        net_sales=Decimal(-5),
    ),
    case(
        "units",
        {**UNITS, "multiplier": "2"},
        row(Kind.SALES, days("2026-10-01", "2026-10-30"), trials=30, cards="2.5", number=9),
        days=5,
    ),
    case("units of nothing", UNITS, row(Kind.SALES, OCTOBER, trials=0, cards=1)),
    case("no column of a unit", UNITS, row(Kind.SALES, OCTOBER, trials=30), days=5),
)
