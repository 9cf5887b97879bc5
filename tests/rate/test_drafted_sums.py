"""Sums and keys of a draft whose month has adjustments and credit."""

from decimal import Decimal

from billing.balance import Balances
from billing.usage import Happening
from tests.modes.conftest import OCTOBER, event, used
from tests.properties.contracts import billed, charge_of, contract_of
from tests.rate.rated_sums import seats


def test_lines_of_one_reference_are_told_apart() -> None:
    """The first keeps its key, and each that follows has its number."""
    entered = [
        event(Happening.ADJUSTMENT, OCTOBER, amount=Decimal(n), charge="", reference="R/1")
        for n in (1, 2, 3)
    ]
    made = billed(contract_of(charge_of(seats())), used(*entered))
    assert [line.key for line in made.lines] == [
        "K-1/seat_fee/-/2026-10-01",
        "-/adjustment/R/1/2026-10-01",
        "-/adjustment/R/1#2/2026-10-01",
        "-/adjustment/R/1#3/2026-10-01",
    ]
    assert [line.amount for line in made.lines[1:]] == [1, 2, 3]


def test_credit_and_prepayment_in_the_totals() -> None:
    """Credit is in the subtotal and told beside; prepayment is taken off what is due."""
    before = Balances(credit=Decimal(100), prepayment=Decimal(180))
    totals = billed(contract_of(charge_of(seats())), used(), before=before).totals
    assert (totals.subtotal, totals.credit_applied) == (Decimal(3000), Decimal(100))
    assert (totals.tax, totals.gross) == (Decimal(180), Decimal(3180))
    assert (totals.prepaid_applied, totals.amount_due) == (Decimal(180), Decimal(3000))
