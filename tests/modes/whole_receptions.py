"""Cases of the mode receptions."""

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
    case(
        "more classes than receptions, all by night",
        {**FLAT, "exclude": "robot", "scope": "night"},
        chats(9, robot=10, shift="夜班"),
    ),
    case("the night, where nobody asks for it", FLAT, chats(4200, night=7)),
    case("of one store, not pooled", FLAT, chats(6), span=of(pooled=False)),
    case("two files set aside", FLAT, aside=("a.xlsx", "b.xlsx")),
    case(
        "day by day, of two stores, a total, and rows of none",
        {**FLAT, "exclude": "robot", "scope": "night"},
        chats(500, "2026-10-02", "S2", robot=10, night=2),
        chats(600, "2026-10-01", "S2", robot=20, night=3),
        chats(700, "2026-10-02", "S1", robot=30, night=4),
        chats(50, "2026-10-02", "S1", robot=3, night=1, shift="late"),
        chats(800, days("2026-10-03", "2026-10-31"), "S1", robot=40, night=5),
        chats(900, days("2026-10-03", "2026-10-31"), "", robot=50, night=6),
        span=of(stores=("S2", "S1")),
    ),
    case(
        "day by day, of one store",
        FLAT,
        chats(5, "2026-10-02"),
        chats(6, "2026-10-01"),
        span=of(days("2026-10-01", "2026-10-02")),
    ),
    case(
        "totals of two days, and no table",
        FLAT,
        chats(5, days("2026-10-01", "2026-10-02")),
        span=of(days("2026-10-01", "2026-10-02")),
    ),
    case(
        "the file's own column, day by day",
        {**FLAT, "exclude": "file"},
        chats(9, "2026-10-01", effective=8),
        span=of(days("2026-10-01", "2026-10-01")),
    ),
    case(
        "by night, less classes, day by day",
        {**FLAT, "exclude": "robot", "scope": "night"},
        chats(100, "2026-10-01", robot=3, shift="夜班"),
        chats(50, "2026-10-02", robot=2, shift="夜班"),
        span=of(days("2026-10-01", "2026-10-02")),
    ),
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
