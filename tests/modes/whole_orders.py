"""Cases of the mode orders."""

from typing import Any

from billing.period import Period
from billing.usage import Kind, UsageRow
from tests.modes.conftest import OCTOBER, days, of, row, table
from tests.modes.whole import case

FIRST, REST = days("2026-10-01", "2026-10-10"), days("2026-10-11", "2026-10-31")
SHORT = days("2026-10-01", "2026-10-30")
STEPS = table(("1000", "1.50"), ("3000", "1.20", "40"), (None, "0.90"), name="Steps")
CLOSED = table(("1000", "1.50"), ("3000", "1.20"), name="Closed")
FLAT = {"method": "flat", "price": "1.20"}
GRADUATED = {"method": "graduated", "tiers": STEPS}
VOLUME = {"method": "volume", "tiers": STEPS}


def paid(
    orders: int, cancelled: int = 0, refunded: int = 0, period: Period = OCTOBER, **more: Any
) -> UsageRow:
    """Orders of some days."""
    figures = {"orders": orders, "cancelled": cancelled, "refunded": refunded, **more}
    return row(Kind.ORDERS, period, **figures)


def buyers(paying: int, inquiring: int | None = None, **more: Any) -> UsageRow:
    """900 orders, 850 of them billable, and their buyers."""
    told: dict[str, Any] = {} if inquiring is None else {"inquiry_buyers": inquiring}
    return paid(900, 20, 30, paying_buyers=paying, **told, **more)


def asked(inquiring: int, **more: Any) -> UsageRow:
    """Who inquired, as the receptions tell."""
    return row(Kind.RECEPTIONS, OCTOBER, inquiry_buyers=inquiring, receptions=1, **more)


RATES = table(("0.10", "1.50"), ("0.20", "2.00"), (None, "2.50"), name="Rates")
LOW = table(("0.10", "1.50"), ("0.15", "2.00"), name="Low")
HALF, LATER = days("2026-10-01", "2026-10-15"), days("2026-10-16", "2026-10-31")
BY_RATE = {"method": "conversion", "tiers": RATES}
ORDERS = (
    case("a price", FLAT, paid(900, 20, 30, number=6), days=3),
    case(
        "rows of another service are left out",
        FLAT,
        row(Kind.ORDERS, OCTOBER, service="web", orders=9, cancelled=1, refunded=2),
        row(Kind.ORDERS, OCTOBER, service="phone", orders=90, cancelled=1, refunded=2),
        span=of(service="web"),
    ),
    case("nothing taken off", FLAT, paid(900)),
    case("only cancelled", FLAT, paid(900, 20)),
    case("only refunded", FLAT, paid(900, 0, 30)),
    case("no order", FLAT, paid(0)),
    case("a multiplier", {**FLAT, "multiplier": "1.5"}, paid(10)),
    case("started blocks", {**FLAT, "per": "300"}, paid(901)),
    case(
        "those an agent is named for",
        {**FLAT, "count": "with_agent"},
        paid(9, orders_with_agent=8, cancelled_with_agent=1, refunded_with_agent=2),
    ),
    case("no agent is named", {**FLAT, "count": "with_agent"}, paid(9), days=3),
    case("more taken off than there are", FLAT, paid(9, 5, 5, number=7), days=3),
    case("three slices, one with a flat fee", GRADUATED, paid(4210, 5, 5)),
    case(
        "one slice in blocks, with a multiplier",
        {**GRADUATED, "per": "300", "multiplier": "2"},
        paid(1000),
    ),
    case("all at the tier reached", VOLUME, paid(2900, 1)),
    case(
        "nothing, and no flat fee", {"method": "volume", "tiers": table((None, "1", "9"))}, paid(0)
    ),
    case("beyond, in slices", {**GRADUATED, "tiers": CLOSED}, paid(3001)),
    case("beyond, as a whole", {**VOLUME, "tiers": CLOSED}, paid(3001)),
    case("by conversion", BY_RATE, buyers(840, 5000)),
    case("by conversion, inquiries of the receptions", BY_RATE, buyers(500), asked(5000)),
    case("of which a day lacks", BY_RATE, buyers(500), asked(5000, blank=["night"])),
    case("both agree", BY_RATE, buyers(1500, 5000), asked(5000)),
    case("they differ", BY_RATE, buyers(1500, 5000, number=4), asked(4999)),
    case("neither file tells who inquired", BY_RATE, buyers(1500)),
    case("who paid is not told", BY_RATE, paid(900, inquiry_buyers=5), days=3),
    case("beyond the rates", {**BY_RATE, "tiers": LOW}, buyers(751, 5000)),
    case(
        "inquiries of the service whose orders are counted",
        BY_RATE,
        row(Kind.ORDERS, HALF, service="web", orders=9, cancelled=0, refunded=0, paying_buyers=2),
        row(Kind.ORDERS, LATER, orders=9, cancelled=0, refunded=0, paying_buyers=3),
        asked(50, service="web"),
        asked(500, service="phone"),
        span=of(service="web"),
    ),
    case(
        "a file without inquiries beside one with them",
        BY_RATE,
        row(Kind.ORDERS, HALF, orders=9, cancelled=0, refunded=0, paying_buyers=2),
        row(
            Kind.ORDERS, LATER, orders=9, cancelled=0, refunded=0, paying_buyers=3, inquiry_buyers=9
        ),
        asked(50),
    ),
    case(
        "day by day",
        FLAT,
        paid(9, 1, 2, days("2026-10-01", "2026-10-01")),
        paid(8, 0, 1, days("2026-10-02", "2026-10-02")),
    ),
    case("nobody inquired", BY_RATE, buyers(0, 0)),
    case(
        "nobody inquired, and there is a price for it",
        {**BY_RATE, "no_inquiries": "price", "price": "1"},
        buyers(0, 0),
    ),
    case(
        "a row whose orders another one bills", FLAT, paid(9), span=of(FIRST, closing=False), days=3
    ),
    case("days without an order have no row", FLAT, paid(9, period=SHORT)),
    case("a store without orders", FLAT, paid(9), span=of(stores=("S1", "S2")), aside=("a.xlsx",)),
)
