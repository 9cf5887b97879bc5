"""Cases of the modes with a fee for the month: monthly, project."""

from decimal import Decimal
from typing import Any

from billing.balance import QuotaLeft
from billing.modes.project import Milestone
from billing.period import Period, Share
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
    case("hours without a number", HOURS, event(Happening.DELIVERED_HOURS, OCTOBER), days=3),
)

FACTORS = {"base": "8000", "scale": "1.2", "difficulty": "1.25", "timeliness": "1.1"}
SIGNED = {"fee": "18000", "late_rate": "0.5%"}
PARTS = (
    Milestone(name="design", share=Decimal("0.3")),
    Milestone(name="build", share=Decimal("0.333")),
    Milestone(name="launch", share=Decimal("0.367")),
)
SHARED = {"contract_sum": "10000.55", "milestones": PARTS, "late_rate": "1%"}


def accepted(name: str, when: str | Period = "2026-10-05", **more: Any) -> Event:
    """A milestone's signed acceptance."""
    return event(Happening.MILESTONE_ACCEPTED, when, item=name, **more)


def late(count: str, when: str | Period = "2026-10-05") -> Event:
    """Days late."""
    return event(Happening.DAYS_LATE, when, quantity=count)


def projects() -> tuple[Any, ...]:
    """Every case has a project's name."""
    first = of(days("2026-10-01", "2026-10-15"))
    return (
        ("a signed fee", SIGNED, [], {"days": 3}),
        ("a signed fee in a part month", SIGNED, [], {"span": first}),
        ("a base and its factors", FACTORS, [], {}),
        ("days late", SIGNED, [late("2"), late("1", "2026-10-09")], {}),
        (
            "late by factors, in a part month",
            {**FACTORS, "late_rate": "1%"},
            [late("2")],
            {"span": first},
        ),
        ("no day late", SIGNED, [late("0")], {}),
        ("no rate for lateness", {"fee": "18000"}, [late("2"), late("0")], {"late": Decimal(9)}),
        (
            "late without a number",
            SIGNED,
            [event(Happening.DAYS_LATE, "2026-10-05"), late("1")],
            {},
        ),
        ("late up to a cap", {**SIGNED, "late_cap": "1%"}, [late("3")], {}),
        ("late to the cap", {**SIGNED, "late_cap": "1%"}, [late("2")], {}),
        (
            "late up to what is left",
            {**SIGNED, "late_cap": "1%"},
            [late("3")],
            {"late": Decimal(100)},
        ),
        ("the cap is reached", {**SIGNED, "late_cap": "1%"}, [late("3")], {"late": Decimal(180)}),
        ("late without a cap, again", SIGNED, [late("3")], {"late": Decimal(180)}),
        ("a milestone", SHARED, [accepted("design")], {"late": Decimal(9)}),
        (
            "two, of which one is the last",
            SHARED,
            [accepted("build"), accepted("launch")],
            {"milestones": {"design": Decimal("3000.17")}},
        ),
        ("a milestone, late", SHARED, [accepted("design"), late("2")], {}),
        ("none accepted", SHARED, [], {"milestones": {"design": Decimal("3000.17")}}),
        (
            "billed before, unknown, and one to bill",
            SHARED,
            [accepted("design"), accepted("other"), accepted("build")],
            {"milestones": {"design": Decimal("3000.17")}},
        ),
        ("of another charge", SHARED, [accepted("design", charge="K-2")], {}),
        ("of another month", SHARED, [accepted("design", "2026-11-01")], {}),
    )


PROJECT = tuple(
    case(why, {"project": "Shop launch", **terms}, *events, **more)
    for why, terms, events, more in projects()
)
