"""Months with credit, prepayments, openings and what charges hand on."""

from decimal import Decimal
from typing import Any

from billing.balance import Balances, Carried, QuotaLeft
from billing.modes import commission, monthly
from billing.usage import Event, Happening, Kind
from tests.modes.conftest import OCTOBER, event, row
from tests.properties.contracts import charge_of, contract_of
from tests.rate.rated import month
from tests.rate.rated_sums import seats


def entered(happening: Happening, amount: str | None = None, **more: Any) -> Event:
    """A sum entered by hand."""
    given = {"charge": "", "reference": "R-1", "reason": "as agreed", **more}
    return event(happening, OCTOBER, amount=None if amount is None else Decimal(amount), **given)


def held(
    credit: str = "0",
    prepayment: str = "0",
    basis: str = "exclusive",
    rate: str = "0.06",
    **charges: Carried,
) -> Balances:
    """What the month before handed on."""
    return Balances(
        credit=Decimal(credit),
        prepayment=Decimal(prepayment),
        price_basis=basis,
        tax_rate=Decimal(rate),
        charges=charges,
    )


ONE = contract_of(charge_of(seats()))
SOLD = commission.Terms.model_validate(
    {"seats": "1", "base": "1500", "rate": "2%", "method": "flat"}
)
PACK = monthly.Terms.model_validate(
    {
        "fee": "6000",
        "metric": "hours",
        "included": "700",
        "unused": "carry_over",
        "carry_months": "3",
    }
)
QUOTA = (QuotaLeft(month="2026-08", units=Decimal(9)),)
CARRYING = (
    month("nothing carried", ONE),
    month("an adjustment", ONE, entered(Happening.ADJUSTMENT, "-12.345")),
    month(
        "adjustments of nothing, of too little, and without a sum",
        ONE,
        entered(Happening.ADJUSTMENT, "0"),
        entered(Happening.ADJUSTMENT, "0.004"),
        entered(Happening.ADJUSTMENT),
        entered(Happening.ADJUSTMENT, "0.005"),
    ),
    month("below zero", ONE, entered(Happening.ADJUSTMENT, "-3100.01"), before=held("5")),
    month("nothing is left", ONE, entered(Happening.ADJUSTMENT, "-3100"), before=held("5")),
    month("credit is used up", ONE, before=held("300.5")),
    month("credit of more than the month", ONE, before=held("4000", "70")),
    month("credit of just the month", ONE, before=held("3100")),
    month("credit taken back is due", ONE, before=held("-300.5")),
    month("credit of another tax rate", ONE, before=held("300", rate="0.01")),
    month("credit of another basis", ONE, before=held("300", basis="inclusive")),
    month("credit of no basis yet", ONE, before=held("300", basis="")),
    month("another basis without credit", ONE, before=held("0", "9", basis="inclusive")),
    month(
        "credits, prepayments and their openings",
        ONE,
        entered(Happening.CREDIT, "1.5"),
        entered(Happening.CREDIT),
        entered(Happening.OPENING_CREDIT, "20"),
        entered(Happening.PREPAYMENT, "300"),
        entered(Happening.OPENING_PREPAYMENT, "4000"),
        before=held("0.25", "50000"),
    ),
    month(
        "openings of charges",
        contract_of(charge_of(SOLD, code="S"), charge_of(PACK, code="P")),
        row(Kind.SALES, OCTOBER, attributed_sales=1000, refunds=0),
        event(Happening.DELIVERED_HOURS, OCTOBER, charge="P", quantity="690"),
        event(Happening.OPENING_QUOTA, OCTOBER, charge="P", quantity="30"),
        event(Happening.OPENING_NET_SALES, OCTOBER, charge="S", amount=Decimal(-400)),
        event(Happening.OPENING_NET_SALES, OCTOBER, charge="S", amount=Decimal(-1)),
        before=held(
            P=Carried(quota=QUOTA, lost=QUOTA), S=Carried(net_sales=Decimal(-50), lost=QUOTA)
        ),
    ),
    month(
        "openings of charges that carried nothing",
        contract_of(charge_of(SOLD, code="S"), charge_of(PACK, code="P")),
        row(Kind.SALES, OCTOBER, attributed_sales=1000, refunds=0),
        event(Happening.DELIVERED_HOURS, OCTOBER, charge="P", quantity="700"),
        event(Happening.OPENING_QUOTA, OCTOBER, charge="P", quantity="30"),
        event(Happening.OPENING_QUOTA, OCTOBER, charge="P"),
        event(Happening.OPENING_NET_SALES, OCTOBER, charge="S", amount=Decimal(-2000)),
        event(Happening.OPENING_NET_SALES, OCTOBER, charge="S"),
    ),
    month(
        "a charge of another month keeps what it carries, and one that is through is named",
        contract_of(charge_of(SOLD, code="S")),
        row(Kind.SALES, OCTOBER, attributed_sales=1000, refunds=0),
        before=held(OLD=Carried(late=Decimal(7), lost=QUOTA), S=Carried(net_sales=Decimal(-50))),
    ),
)
