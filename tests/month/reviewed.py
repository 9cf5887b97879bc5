"""Months as short as a sentence, and the reasons to hold them."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from billing.catalogue import Language
from billing.contract import Contract, Terms
from billing.errors import Problem
from billing.modes import commission, daily, fixed, orders, receptions
from billing.period import Period, month
from billing.report import said
from billing.review import reasons_to_hold
from billing.settings import ThresholdSettings
from billing.usage import Kind, Usage, UsageRow
from tests.modes.conftest import row, used
from tests.properties.contracts import billed, charge_of, contract_of
from tests.properties.plausible_holds import issued

LIMITS = ThresholdSettings(constant=False)  # months here are the same every day
TALKS = receptions.Terms.model_validate({"method": "flat", "price": "1.20"})
DEAL = orders.Terms.model_validate({"method": "flat", "price": "2"})
SHARE = commission.Terms.model_validate(
    {"seats": "1", "base": "1500", "method": "flat", "rate": "2%"}
)
SEATS = fixed.Terms.model_validate({"seats": "2", "price": "2600"})
DAYS = daily.Terms.model_validate(
    {
        "headcount": "peak",
        "rates": daily.Rates(name="R", prices={"ordinary": Decimal(200)}),
        "default_kind": "ordinary",
    }
)
JUNE, JULY, AUGUST = "2026-06", "2026-07", "2026-08"  # 30, 31 and 31 days
Figures = Callable[[int], dict[str, Any]]  # of a day of the month, from 1


def of(terms: Terms, **more: Any) -> Contract:
    """A contract of one charge, K-1, and one store, S1."""
    return contract_of(charge_of(terms), **more)


def talks(per_day: int, store: str = "S1") -> tuple[Kind, str, Figures]:
    """As many receptions each day."""
    return Kind.RECEPTIONS, store, lambda _: {"receptions": per_day}


def whole(name: str, *given: tuple[Kind, str, Figures], span: Period | None = None) -> Usage:
    """Usage of every day of a month, of these kinds and stores."""
    rows: list[UsageRow] = [
        row(kind, str(day), store, number=day.day + 1, **figures(day.day))
        for kind, store, figures in given
        for day in span or month(name)
    ]
    return used(*rows)


def found(
    contract: Contract,
    now: tuple[str, Usage],
    *before: tuple[str, Usage],
    limits: ThresholdSettings = LIMITS,
    then: Contract | None = None,
) -> tuple[Problem, ...]:
    """The reasons to hold a month, after others that were issued."""
    history = [issued(billed(then or contract, usage, name)) for name, usage in before]
    return reasons_to_hold(contract, billed(contract, now[1], now[0]), now[1], history, limits)


def codes(problems: Sequence[Problem]) -> list[str]:
    """What they are."""
    return [problem.code for problem in problems]


def told(problem: Problem, language: Language = "en") -> str:
    """Its place and its sentence."""
    return f"{problem.source} {said.sentence(problem, language)}"


def waves(n: int) -> dict[str, Any]:
    """Receptions that differ from day to day."""
    return {"receptions": 90 + n * 7 % 11}


def sold(sales: str, refunds: str) -> tuple[Kind, str, Figures]:
    """Sales and refunds of each day."""
    return Kind.SALES, "S1", lambda _: {"attributed_sales": sales, "refunds": refunds}


def deals(paid: int) -> tuple[Kind, str, Figures]:
    """Paid orders of each day."""
    return Kind.ORDERS, "S1", lambda _: {"orders": paid, "cancelled": 0, "refunded": 0}
