"""Which terms and balances make a month wait for the ones before it (rule G15)."""

from decimal import Decimal

import pytest

from billing.balance import Balances, Carried
from billing.contract import ServiceLevel, Terms
from billing.modes import commission, daily, fixed, monthly, orders, project, receptions
from billing.rate import rate
from billing.rate.carrying import carries
from billing.rate.levels import service_levels
from billing.usage import Event, Happening
from tests.modes.conftest import OCTOBER, event, used
from tests.properties.contracts import charge_of, contract_of, level_of

SEATS = {"seats": "1", "price": "3100"}
SOLD = {"seats": "1", "base": "1500", "rate": "2%", "method": "flat"}
UNITS = {"seats": "1", "base": "1", "on": "units", "unit_prices": {"cards": Decimal(1)}}
PACK = {"fee": "6000", "metric": "hours", "included": "700"}
DAYS = {
    "headcount": "peak",
    "rates": daily.Rates(name="R", prices={"peak": Decimal(400)}),
    "default_kind": "peak",
    "minimum_seats": "1",
}
WORK = {"project": "X", "fee": "5000", "late_rate": "1%"}
PARTS = (project.Milestone(name="a", share=Decimal(1)),)

TERMS: list[tuple[Terms, bool]] = [
    (fixed.Terms.model_validate(SEATS), False),
    (fixed.Terms.model_validate({**SEATS, "grace_days": "2"}), True),
    (commission.Terms.model_validate(SOLD), True),
    (commission.Terms.model_validate({**SOLD, "negative": "zero"}), False),
    (commission.Terms.model_validate(UNITS), False),
    (monthly.Terms.model_validate(PACK), False),
    (monthly.Terms.model_validate({**PACK, "unused": "carry_over", "carry_months": "1"}), True),
    (daily.Terms.model_validate(DAYS), False),
    (daily.Terms.model_validate({**DAYS, "minimum_days": "3"}), True),
    (receptions.Terms.model_validate({"method": "flat", "price": "1"}), False),
    (orders.Terms.model_validate({"method": "flat", "price": "1"}), False),
    (project.Terms.model_validate(WORK), False),
    (project.Terms.model_validate({**WORK, "late_cap": "2%"}), True),
    (
        project.Terms.model_validate({"project": "X", "contract_sum": "9", "milestones": PARTS}),
        True,
    ),
]


@pytest.mark.parametrize("terms, expected", TERMS)
def test_terms_that_carry(terms: Terms, expected: bool) -> None:
    """One charge is enough, whatever the others are."""
    plain = charge_of(fixed.Terms.model_validate(SEATS), code="K-0")
    assert carries(contract_of(plain, charge_of(terms)), Balances()) is expected


@pytest.mark.parametrize(
    "before, expected",
    [
        (Balances(), False),
        (Balances(credit=Decimal(1)), True),
        (Balances(credit=Decimal(-1)), True),
        (Balances(prepayment=Decimal(1)), True),
        (Balances(charges={"OLD": Carried(days=3)}), False),
    ],
)
def test_balances_that_carry(before: Balances, expected: bool) -> None:
    """The client's own, of whatever charge they came."""
    assert carries(contract_of(), before) is expected


def test_without_earlier_invoices() -> None:
    """A late refund of an invoice that nobody handed in blocks."""
    terms = orders.Terms.model_validate({"method": "flat", "price": "1", "late_refunds": "credit"})
    late = event(Happening.LATE_REFUND, OCTOBER, quantity="3", reference="INV-9")
    found = rate(contract_of(charge_of(terms)), "2026-10", used(late), Balances())
    assert "late_refund_not_billed" in [problem.code for problem in found.problems]


@pytest.mark.parametrize(
    "level, happened",
    [
        (
            level_of(target="93", per_point_rate="2%"),
            event(Happening.MEASURED_LEVEL, OCTOBER, item="speed", quantity="93"),
        ),
        (
            level_of(target="93"),
            event(Happening.MEASURED_LEVEL, OCTOBER, item="speed", quantity="90"),
        ),
        (
            level_of(per_case="50"),
            event(Happening.QUALITY_CASE, OCTOBER, item="speed", quantity="0"),
        ),
        (level_of(per_case="50"), event(Happening.QUALITY_CASE, OCTOBER, item="calls")),
        (level_of(), event(Happening.QUALITY_CASE, OCTOBER, item="speed")),
    ],
)
def test_no_line_of_nothing(level: ServiceLevel, happened: Event) -> None:
    """A level that was met, or costs nothing, and no case: there is no line to leave out."""
    assert service_levels((level,), Decimal(3100), used(happened)).lines == ()
