"""Cases of the mode monthly."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from billing.balance import QuotaLeft
from billing.period import Period, Share
from billing.source import CellRange
from billing.usage import Event, Happening, Kind, UsageRow
from tests.modes.conftest import OCTOBER, days, event, of, row
from tests.modes.whole import case

PART = days("2026-10-12", "2026-10-31")
TO_20 = days("2026-10-01", "2026-10-20")


def chats(count: str | int, period: Period = OCTOBER, **more: Any) -> UsageRow:
    """Receptions of some days."""
    return row(Kind.RECEPTIONS, period, receptions=count, **more)


def hours(count: str, when: str | Period = OCTOBER, **more: Any) -> Event:
    """Hours delivered."""
    return event(Happening.DELIVERED_HOURS, when, quantity=count, **more)


def left(**units: str) -> tuple[QuotaLeft, ...]:
    """Quota of earlier months, `m09=120`."""
    return tuple(
        QuotaLeft(month=f"2026-{name[1:]}", units=Decimal(count)) for name, count in units.items()
    )


PACK = {"fee": "6000", "metric": "receptions", "included": "5000", "overage_price": "1.20"}
DEAD = {**PACK, "tolerance": "5%", "tolerance_mode": "above_tolerance"}
KEPT = {**PACK, "unused": "carry_over", "carry_months": "2"}
BACK = {**PACK, "unused": "credit", "credit_price": "0.5"}
HOURS = {"fee": "6000", "metric": "hours", "included": "720", "undelivered": "pro_rata"}
MONTHLY = (
    case("the fee alone", {"fee": "6000"}, days=3),
    case("the fee alone, in a part month", {"fee": "6000"}, span=of(PART)),
    case(
        "seats a day are billed elsewhere",
        {"fee": "6000", "metric": "seats_per_day", "included": "3"},
        days=3,
    ),
    case("more than included", PACK, chats(5830, number=4)),
    case("as much as included", PACK, chats(5000)),
    case("less than included", PACK, chats(4999)),
    case("started blocks", {**PACK, "per": "100"}, chats(5830)),
    case("in a part month", PACK, chats(3300, PART), span=of(PART)),
    case("less the classes", {**PACK, "exclude": "robot"}, chats(5831, robot=30)),
    case(
        "of rows that share their usage",
        PACK,
        chats(3300, TO_20),
        span=of(days("2026-10-11", "2026-10-20"), measured=TO_20, share=Share(days=10, of=31)),
    ),
    case("a row whose usage another one bills", PACK, span=of(TO_20, closing=False), days=3),
    case(
        "rows of another service and shift are left out",
        PACK,
        chats(5001, service="pre-sales", shift="day"),
        chats(70, service="after-sales", shift="day"),
        chats(800, service="pre-sales", shift="night"),
        span=of(service="pre-sales", shift="day"),
    ),
    case("beyond the tolerance", DEAD, chats(5830)),
    case("within the tolerance", DEAD, chats(5250)),
    case("one beyond the tolerance", DEAD, chats(5251)),
    case("all from the quota", {**DEAD, "tolerance_mode": "from_quota"}, chats(5830)),
    case("a tolerance of no whole unit", {**DEAD, "included": "5001"}, chats(5252)),
    case("no price beyond", {**PACK, "overage_price": None}, chats(5001)),
    case("no price, and no need", {**PACK, "overage_price": None}, chats(5000)),
    case("no price, within the tolerance", {**DEAD, "overage_price": None}, chats(5250)),
    case("no price, beyond the tolerance", {**DEAD, "overage_price": None}, chats(5251)),
    case(
        "orders",
        {**PACK, "metric": "orders"},
        row(Kind.ORDERS, OCTOBER, orders=5105, cancelled=1, refunded=2),
    ),
    case("no receptions", PACK, days=3),
    case("a day without a row", PACK, chats(5001, days("2026-10-01", "2026-10-30"))),
    case("unused, kept", KEPT, chats(4800)),
    case("all used, nothing kept", KEPT, chats(5000)),
    case(
        "kept of earlier months: used oldest first, what is too old runs out",
        KEPT,
        chats(5130),
        quota=left(m07="60", m08="100", m09="200"),
    ),
    case("kept of earlier months, and more", KEPT, chats(5530), quota=left(m08="100", m09="200")),
    case(
        "kept of earlier months, with a tolerance",
        {**KEPT, "tolerance": "5%", "tolerance_mode": "from_quota"},
        chats(5356),
        quota=left(m09="100.5"),
    ),
    case(
        "in the first of two rows nothing runs out",
        KEPT,
        chats(100, TO_20),
        span=of(TO_20),
        quota=left(m08="100", m09="200"),
        lost=left(m06="9"),
    ),
    case(
        "in the last row it does",
        KEPT,
        chats(100, TO_20),
        span=of(TO_20, final=True),
        quota=left(m08="100", m09="200"),
        lost=left(m06="9"),
    ),
    case("terms that keep nothing let it run out", PACK, chats(5130), quota=left(m09="200")),
    case("taken back by a correction", KEPT, chats(4900), quota=left(m08="50", m09="-120")),
    case("taken back, more than a month's", KEPT, chats(10), quota=left(m08="-200", m09="-5000.5")),
    case(
        "taken back, more than a month's, and what is no debt",
        KEPT,
        chats(10),
        quota=left(m07="-6000", m08="0.5", m09="0"),
    ),
    case("unused, credited", {**BACK, "credit_tolerance": "10%"}, chats(4300)),
    case("unused, all credited", BACK, chats(4999)),
    case("nothing to credit", {**BACK, "credit_tolerance": "10%"}, chats(4500)),
    case(
        "a tolerance of no whole unit, credited", {**BACK, "credit_tolerance": "0.01%"}, chats(4998)
    ),
    case("credited up to a cap", {**BACK, "credit_cap": "10%"}, chats(3000)),
    case("credited to the cap", {**BACK, "credit_cap": "10%"}, chats(3800)),
    case(
        "a part month, credited up to a cap",
        {**BACK, "credit_cap": "10%"},
        chats(30, PART),
        span=of(PART),
    ),
    case("hours not delivered", HOURS, hours("600", "2026-10-03"), hours("90", "2026-10-04")),
    case("hours delivered", HOURS, hours("720")),
    case("hours of a part month", HOURS, hours("400", PART), span=of(PART)),
    case("more hours than agreed", {**HOURS, "overage_price": "9"}, hours("720.5")),
    case("hours, and no deduction", {**HOURS, "undelivered": "none"}, hours("600")),
    case("no hours are told", HOURS, hours("600", charge="K-2"), days=3),
    case(
        "hours, of which one event has no number",
        HOURS,
        hours("600", "2026-10-03"),
        Event(
            happening=Happening.DELIVERED_HOURS,
            period=days("2026-10-04", "2026-10-04"),
            charge="K-1",
            source=CellRange("events.xlsx", "Sheet", "A9", "K9"),
        ),
    ),
    case("a day without hours", HOURS, hours("0", "2026-10-03"), hours("720", "2026-10-04")),
    case("hours day by day", HOURS, hours("90", "2026-10-04"), hours("600.5", "2026-10-03")),
    case(
        "hours of no day, where terms change",
        HOURS,
        hours("600"),
        span=replace(of(TO_20), parts=2),
        days=3,
    ),
    case(
        "hours of days, where terms change",
        HOURS,
        hours("200", "2026-10-03"),
        hours("250", days("2026-10-19", "2026-10-20")),
        hours("9", days("2026-10-20", "2026-10-21")),
        hours("5", "2026-10-21"),
        span=replace(of(TO_20), parts=2),
    ),
    case("hours of more days than the row's", HOURS, hours("600"), span=of(TO_20)),
    case("hours without a number", HOURS, event(Happening.DELIVERED_HOURS, OCTOBER), days=3),
)
