"""Cases of the mode project."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from billing.modes.project import Milestone
from billing.period import Period
from billing.usage import Event, Happening
from tests.modes.conftest import OCTOBER, days, event, of
from tests.modes.whole import case

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
    parts, open_ = replace(first, parts=2), replace(first, closing=False)
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
        (
            "a milestone of no day, where terms change",
            SHARED,
            [accepted("design", OCTOBER)],
            {"span": parts, "late": Decimal(9)},
        ),
        (
            "a milestone of a row that another one bills",
            SHARED,
            [accepted("design")],
            {"span": open_, "late": Decimal(9)},
        ),
        (
            "lateness of no day, where terms change",
            SIGNED,
            [late("2", OCTOBER)],
            {"span": parts, "late": Decimal(9)},
        ),
        (
            "lateness of a row that another one bills",
            SIGNED,
            [late("2")],
            {"span": open_, "late": Decimal(9)},
        ),
        (
            "a day late without a number, after others",
            SIGNED,
            [event(Happening.DAYS_LATE, "2026-10-05"), late("1")],
            {"late": Decimal(9)},
        ),
        ("a milestone twice", SHARED, [accepted("design"), accepted("design")], {}),
        ("of another charge", SHARED, [accepted("design", charge="K-2")], {}),
        ("of another month", SHARED, [accepted("design", "2026-11-01")], {}),
    )


PROJECT = tuple(
    case(why, {"project": "Shop launch", **terms}, *events, **more)
    for why, terms, events, more in projects()
)
