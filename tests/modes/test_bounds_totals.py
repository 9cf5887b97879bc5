"""Credit, tax and prepayment at their bounds."""

from decimal import Decimal
from typing import Any

import pytest

from billing.balance import Balances
from billing.modes import fixed, receptions
from billing.usage import Happening, Kind, Usage
from tests.modes.conftest import OCTOBER, event, row, used
from tests.properties.contracts import billed, charge_of, contract_of, told

CHAT = receptions.Terms.model_validate({"method": "flat", "price": "1"})
SEAT = fixed.Terms.model_validate({"seats": "1", "price": "1000"})


def _adjusted(amount: str) -> Usage:
    more: dict[str, Any] = {"charge": "", "amount": amount, "reason": "r", "by": "b"}
    return used(event(Happening.ADJUSTMENT, "2026-10-31", reference="1", **more))


# A fee of 1000.00, an adjustment, credit carried in; the balancing line, subtotal, credit left.
CREDITS = [
    ("-999.99", "0", "", "0.01", "0"),
    ("-1000", "0", "", "0.00", "0"),
    ("-1000.01", "0", "carried_forward 0.01 = 0.01", "0.00", "0.01"),
    ("-1000.01", "5", "carried_forward 0.01 = 0.01", "0.00", "5.01"),
    ("0", "0.01", "credit_applied -1 x 0.01 = -0.01", "999.99", "0.00"),
    ("0", "999.99", "credit_applied -1 x 999.99 = -999.99", "0.01", "0.00"),
    ("0", "1000", "credit_applied -1 x 1000.00 = -1000.00", "0.00", "0"),
    ("0", "1000.01", "credit_applied -1 x 1000.00 = -1000.00", "0.00", "0.01"),
    ("-1000", "1", "", "0.00", "1"),
]


@pytest.mark.parametrize("adjusted, credit, line, subtotal, left", CREDITS)
def test_never_below_zero(adjusted: str, credit: str, line: str, subtotal: str, left: str) -> None:
    """What is below becomes credit; credit takes an invoice to 0.00 and no further (rule G6)."""
    before = Balances(credit=Decimal(credit), price_basis="exclusive", tax_rate=Decimal("0.06"))
    usage = _adjusted(adjusted) if adjusted != "0" else used()
    made = billed(contract_of(charge_of(SEAT)), usage, before=before)
    assert told(made, "carried_forward", "credit_applied") == ([line] if line else [])
    assert (made.totals.subtotal, made.balances_after.credit) == (Decimal(subtotal), Decimal(left))


# Fee, basis, rate: net, tax, gross.
TAXES = [
    ("0.08", "exclusive", "6%", "0.08", "0.00", "0.08"),  # 0.0048
    ("0.09", "exclusive", "6%", "0.09", "0.01", "0.10"),  # 0.0054
    ("0.25", "exclusive", "6%", "0.25", "0.02", "0.27"),  # 0.015 away from zero
    ("0.08", "inclusive", "6%", "0.08", "0.00", "0.08"),  # 0.0754...
    ("0.09", "inclusive", "6%", "0.08", "0.01", "0.09"),  # 0.0849...
    ("1.06", "inclusive", "6%", "1.00", "0.06", "1.06"),
    ("100", "inclusive", "0%", "100.00", "0.00", "100.00"),
    ("100", "exclusive", "100%", "100.00", "100.00", "200.00"),
]


@pytest.mark.parametrize("fee, basis, rate, net, tax, gross", TAXES)
def test_tax(fee: str, basis: str, rate: str, net: str, tax: str, gross: str) -> None:
    """On the total; inclusive: net = round(gross / (1 + r)); exclusive: tax = round(net x r)."""
    contract = contract_of(charge_of(CHAT), price_basis=basis, tax_rate=rate)
    made = billed(contract, used(row(Kind.RECEPTIONS, OCTOBER, receptions=fee))).totals
    assert (made.net, made.tax, made.gross) == (Decimal(net), Decimal(tax), Decimal(gross))


@pytest.mark.parametrize(
    "prepaid, due, left",
    [("0", "1060", "0"), ("1059.99", "0.01", "0"), ("1060", "0", "0"), ("1060.01", "0", "0.01")],
)
def test_prepayment(prepaid: str, due: str, left: str) -> None:
    """Against the amount due, with its tax."""
    made = billed(
        contract_of(charge_of(SEAT)), used(), before=Balances(prepayment=Decimal(prepaid))
    )
    assert made.totals.amount_due == Decimal(due)
    assert made.balances_after.prepayment == Decimal(left)
