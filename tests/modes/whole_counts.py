"""Cases of the modes that price what was counted: receptions, orders."""

from datetime import date
from typing import Any

from billing.period import Period, Share
from billing.usage import Kind, UsageRow
from tests.modes.conftest import OCTOBER, days, of, row, table
from tests.modes.whole import case

FIRST, REST = days("2026-10-01", "2026-10-10"), days("2026-10-11", "2026-10-31")
SHORT = days("2026-10-01", "2026-10-30")
STEPS = table(("1000", "1.50"), ("3000", "1.20", "40"), (None, "0.90"), name="Steps")
CLOSED = table(("1000", "1.50"), ("3000", "1.20"), name="Closed")
BANDS = table(("100", "3000"), ("150", "4000"), name="Bands")


def chats(
    count: str | int, period: str | Period = OCTOBER, store: str = "S1", **more: Any
) -> UsageRow:
    """Receptions of some days."""
    return row(Kind.RECEPTIONS, period, store, receptions=count, **more)


FLAT = {"method": "flat", "price": "1.20"}
GRADUATED = {"method": "graduated", "tiers": STEPS}
VOLUME = {"method": "volume", "tiers": STEPS}
BAND = {"method": "band", "tiers": BANDS}
SEATS = {
    date(2026, 10, 1): 2,
    date(2026, 10, 10): 3,
    date(2026, 10, 11): 7,
}
RECEPTIONS = (
    case("a price", FLAT, chats(4200), days=3),
    case("nothing at all", FLAT, chats(0)),
    case("started blocks", {**FLAT, "per": "100"}, chats(4201)),
    case(
        "the total less classes, each with its count",
        {**FLAT, "exclude": "robot;spam"},
        chats(1000, FIRST, robot=30, spam=4, number=2),
        chats(2000, REST, robot=7, spam=0, number=9),
    ),
    case("the file's own column", {**FLAT, "exclude": "file"}, chats(1000, effective=900, robot=5)),
    case(
        "a class without its column", {**FLAT, "exclude": "robot;spam"}, chats(9, robot=1), days=3
    ),
    case("more classes than receptions", {**FLAT, "exclude": "robot"}, chats(9, robot=10)),
    case("as many classes as receptions", {**FLAT, "exclude": "robot"}, chats(9, robot=9)),
    case("night at its own price", {**FLAT, "night_multiplier": "1.3"}, chats(1110, night=210)),
    case("by night only", {**FLAT, "scope": "night"}, chats(1110, night=210)),
    case("by day only", {**FLAT, "scope": "day"}, chats(1110, night=210)),
    case("more by night than in all", {**FLAT, "scope": "day"}, chats(10, night=11)),
    case("all by night", {**FLAT, "scope": "day"}, chats(10, night=10)),
    case(
        "night by shifts, less the classes of the night",
        {**FLAT, "scope": "night", "exclude": "robot"},
        chats(100, FIRST, robot=3, shift="夜班"),
        chats(50, REST, robot=2, shift=" NIGHT "),
        chats(900, robot=20, shift="白班"),
    ),
    case(
        "night by a column and by shifts",
        {**FLAT, "scope": "night"},
        chats(100, FIRST, shift="夜班"),
        chats(500, REST, night=70),
        chats(300, REST, night=5, shift="夜班"),
    ),
    case("neither", {**FLAT, "scope": "night"}, chats(100)),
    case("three slices, one with a flat fee", GRADUATED, chats(4200)),
    case("one slice, to its bound, in blocks", {**GRADUATED, "per": "300"}, chats(1000)),
    case("no slice", GRADUATED, chats(0)),
    case("all at the tier reached", VOLUME, chats(2900)),
    case(
        "nothing, and no flat fee", {"method": "volume", "tiers": table((None, "1", "9"))}, chats(0)
    ),
    case("beyond, in slices", {**GRADUATED, "tiers": CLOSED}, chats(3001)),
    case("beyond, as a whole", {**VOLUME, "tiers": CLOSED}, chats(3001)),
    case("a band", BAND, chats(3100)),
    case(
        "a band of some days, of all services",
        {**BAND, "exclude": "robot"},
        chats(1000, FIRST, robot=5, service="a", shift="b"),
        chats(70, FIRST, robot=5, service="c"),
        span=of(FIRST, service="c", shift="d"),
    ),
    case(
        "a band of rows that share their usage",
        BAND,
        chats(2170, days("2026-10-01", "2026-10-20")),
        span=of(
            days("2026-10-11", "2026-10-20"),
            measured=days("2026-10-01", "2026-10-20"),
            share=Share(days=10, of=31),
        ),
    ),
    case("beyond the bands", BAND, chats(4651)),
    case(
        "beyond what the seats include, day by day",
        {**FLAT, "included_per_seat_per_day": "150"},
        chats(1800, FIRST),
        span=of(FIRST, seats=SEATS),
    ),
    case(
        "what the seats include, to the last",
        {**FLAT, "included_per_seat_per_day": "150"},
        chats(750, FIRST),
        span=of(FIRST, seats=SEATS),
    ),
    case(
        "a row whose usage another one bills", FLAT, chats(9), span=of(FIRST, closing=False), days=3
    ),
    case("a day without a row", FLAT, chats(9, SHORT)),
    case(
        "days without a row, of one of two stores",
        FLAT,
        chats(9, days("2026-10-01", "2026-10-20"), "S1", number=3),
        chats(8, days("2026-10-22", "2026-10-28"), "S1", number=4),
        chats(7, "2026-10-30", "S1", number=5),
        chats(6, OCTOBER, "S2", number=6),
        span=of(stores=("S1", "S2")),
    ),
    case(
        "a row of no store counts for each",
        FLAT,
        chats(9, SHORT, "", number=3),
        chats(8, OCTOBER, "S2", number=4),
        span=of(stores=("S1", "S2")),
    ),
    case("no store is registered", FLAT, chats(9, SHORT, ""), span=of(stores=())),
    case("no store, and no row", FLAT, span=of(stores=()), days=3),
    case("one of two stores without rows", FLAT, chats(6), span=of(stores=("S1", "S2"))),
    case(
        "which store, where stores are not pooled",
        FLAT,
        chats(6, OCTOBER, ""),
        span=of(pooled=False),
    ),
    case(
        "rows wider than the days that are billed, and blank ones",
        FLAT,
        chats(6, days("2026-10-01", "2026-10-12")),
        row(Kind.RECEPTIONS, FIRST, blank=["receptions"], number=8),
        row(Kind.RECEPTIONS, FIRST, robot=8, number=9),
        row(Kind.RECEPTIONS, FIRST, robot=8, number=10),
        span=of(FIRST),
    ),
    case(
        "rows of another service and shift are left out",
        FLAT,
        chats(6, service="pre-sales", shift="day"),
        chats(70, service="after-sales", shift="day"),
        chats(800, service="pre-sales", shift="night"),
        span=of(service="pre-sales", shift="day"),
    ),
)


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
BY_RATE = {"method": "conversion", "tiers": RATES}
ORDERS = (
    case("a price", FLAT, paid(900, 20, 30, number=6), days=3),
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
