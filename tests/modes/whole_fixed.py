"""Cases of the mode fixed."""

from decimal import Decimal
from typing import Any

from billing.period import Proration, month
from billing.usage import Event, Happening, Kind, UsageRow
from tests.modes.conftest import OCTOBER, days, event, of, row, table
from tests.modes.whole import case

PART = days("2026-10-12", "2026-10-31")
BANDS = table(("100", "2000"), ("200", "2500"), ("300", "3000"), name="Bands")


def chats(count: str | int, period: Any = OCTOBER, **more: Any) -> UsageRow:
    """Receptions of some days."""
    return row(Kind.RECEPTIONS, period, receptions=count, **more)


def vacant(first: str, last: str, **more: Any) -> Event:
    """A seat that was empty from the first day to the last."""
    return event(Happening.VACANCY, first, span=days(first, last), **more)


FIXED = (
    case("a price for a whole month", {"seats": "2", "price": "2600"}),
    case("a price in a part month", {"seats": "2", "price": "2600"}, span=of(PART)),
    case("no seat", {"seats": "0", "price": "2600"}),
    case(
        "empty seats: one named, one counted, one within its grace, one of another month's days",
        {"seats": "9", "price": "2700", "grace_days": "2"},
        vacant("2026-10-10", "2026-10-14", item="1", reason="left"),
        vacant("2026-10-20", "2026-10-31", quantity="2", reason="ill"),
        vacant("2026-10-05", "2026-10-06", item="3"),
        vacant("2026-10-01", "2026-10-01", item="4"),
        event(Happening.VACANCY, "2026-10-30", item="5"),
        event(Happening.VACANCY, "2026-10-30", item="6", charge="K-2"),
        vacant={"4": 4, "1": 9},
    ),
    case(
        "the deduction ends with the fee",
        {"seats": "1", "price": "2700"},
        vacant("2026-10-01", "2026-10-20", item="1"),
        vacant("2026-10-05", "2026-10-31", item="2"),
    ),
    case(
        "a seat of none",
        {"seats": "1", "price": "2700"},
        vacant("2026-10-01", "2026-10-20", quantity="0"),
    ),
    case(
        "empty all February, by thirtieths",
        {"seats": "2", "price": "2700"},
        vacant("2026-02-01", "2026-02-28", item="1"),
        span=of(whole=month("2026-02"), proration=Proration.FIXED_30),
    ),
    case(
        "empty in a row that others follow",
        {"seats": "2", "price": "2700", "grace_days": "1"},
        vacant("2026-10-01", "2026-10-31", item="1"),
        span=of(days("2026-10-01", "2026-10-15")),
        vacant={"1": 3},
    ),
    case(
        "empty when the charge ends",
        {"seats": "2", "price": "2700", "grace_days": "1"},
        vacant("2026-10-01", "2026-10-15", item="1"),
        span=of(days("2026-10-01", "2026-10-15"), final=True),
        vacant={"1": 3},
        late=Decimal(7),
    ),
    case(
        "a band by the average of what is effective",
        {"seats": "2", "tiers": BANDS, "exclude": "robot"},
        chats(5000, robot=350, number=4),
        vacant("2026-10-10", "2026-10-14", item="1"),
    ),
    case(
        "a band of a part month, in which a day is missing",
        {"seats": "1", "tiers": BANDS},
        chats(4000, days("2026-10-12", "2026-10-30"), service="other", shift="night"),
        span=of(PART, service="pre-sales", shift="day"),
    ),
    case("beyond the bands", {"seats": "1", "tiers": BANDS}, chats(12400), days=3),
    case(
        "a band, and more empty than there are",
        {"seats": "1", "tiers": BANDS},
        chats(3100),
        vacant("2026-10-12", "2026-10-13", item="1"),
        vacant("2026-10-10", "2026-10-14", item="2"),
    ),
    case(
        "two of three seats, twice",
        {"seats": "3", "price": "2700"},
        vacant("2026-10-01", "2026-10-20", quantity="2"),
        vacant("2026-10-01", "2026-10-31", quantity="2", item="1"),
    ),
    case(
        "rows of one seat that go on from each other",
        {"seats": "3", "price": "2700", "grace_days": "3"},
        vacant("2026-10-05", "2026-10-06", item="1"),
        vacant("2026-10-07", "2026-10-12", item="1"),
        vacant("2026-10-13", "2026-10-14", item="2"),
        vacant("2026-10-20", "2026-10-31", item="2"),
    ),
    case(
        "events of the month, whose days stand beside",
        {"seats": "3", "price": "2700", "grace_days": "3"},
        *(
            event(Happening.VACANCY, OCTOBER, span=days(first, last), item="1")
            for first, last in (("2026-10-05", "2026-10-09"), ("2026-10-10", "2026-10-12"))
        ),
    ),
    case(
        "a day told by its date alone, and another charge's seat",
        {"seats": "3", "price": "2700"},
        event(Happening.VACANCY, "2026-10-30", item="5"),
        vacant("2026-10-05", "2026-10-25", item="6", charge="K-2"),
    ),
    case("no receptions for bands", {"seats": "1", "tiers": BANDS}, days=3),
    case(
        "more empty than there are",
        {"seats": "2", "price": "2700"},
        vacant("2026-10-10", "2026-10-14", item="1"),
        vacant("2026-10-12", "2026-10-16", quantity="1.5"),
        vacant("2026-10-14", "2026-10-14", item="3"),
    ),
)
