"""Random contracts, compared cent for cent with a calculator that shares no line of code.

The product reads them as real files and keeps a real ledger; the second calculator was written
from the rules alone. `make second` compares thousands.
"""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from tests.second.calculator import Line, Result
from tests.second.contracts_at_random import Batch, batch
from tests.second.contracts_at_random_compared import (
    MONTHS,
    Tally,
    compare,
    differences,
    nothing_carried,
)

# Every code that an invoice line may have.
CODES = frozenset(
    [
        "seat_fee",
        "carried_forward",
        "vacancy",
        "base_fee",
        "commission",
        "unit_commission",
        "package_fee",
        "overage",
        "shortfall_credit",
        "undelivered",
        "day_fee",
        "min_days_topup",
        "reception_fee",
        "band_fee",
        "order_fee",
        "late_refund_credit",
        "project_fee",
        "milestone_fee",
        "late_deduction",
        "minimum_topup",
        "cap_adjust",
        "sla_deduction",
        "quality_fine",
        "adjustment",
        "credit_applied",
    ]
)
GAPS = frozenset(
    (
        "a store without rows",
        "a blank figure",
        "beyond a closed tier",
        "no delivered hours",
        "nobody inquired",
        "two day kinds",
        "no measured level",
        "a day without staffing",
        "an adjustment without reason",
    )
)


@pytest.mark.slow
def test_product_and_calculator_agree(tmp_path: Path) -> None:
    """Some hundred clients, single months and chains: the same lines, sums and balances."""
    tally = Tally()
    for number, months in enumerate(MONTHS):
        clients = 100 if len(months) == 1 else 35
        compare(batch(100 + number, months, clients), tmp_path / str(number), tally)
    assert not tally.differences, "\n\n".join(tally.differences[:5])
    assert tally.codes.keys() == CODES
    assert tally.blocked.keys() >= GAPS
    assert tally.outcomes["drafted"] > 0.8 * tally.months


def test_a_seed_makes_the_same_books() -> None:
    """What failed can be made again; another seed makes other books."""
    assert batch(7, ("2026-10",), 20) == batch(7, ("2026-10",), 20)
    assert batch(7, ("2026-10",), 20).usage != batch(8, ("2026-10",), 20).usage


def test_a_client_does_not_depend_on_how_many_there_are() -> None:
    """So that one client of a large batch can be looked at in a small one."""
    few, many = (_of(batch(7, ("2026-10",), count), "C0003") for count in (3, 30))
    assert few == many


def test_a_cent_is_a_difference() -> None:
    """A comparison that cannot fail would prove nothing."""
    line = Line(
        code="seat_fee",
        charge="C-1",
        store="",
        start=date(2026, 10, 1),
        end=date(2026, 10, 31),
        quantity=Fraction(1),
        unit_price=Fraction(2600),
        amount=Fraction(2600),
    )
    one = _drafted(line)
    other = _drafted(replace(line, amount=Fraction(260001, 100)))
    assert list(differences(one, one)) == []
    assert list(differences(one, other)) == [
        "lines",
        "subtotal: 2600 / 2600.01",
        "net: 2600 / 2600.01",
        "gross: 2600 / 2600.01",
        "amount_due: 2600 / 2600.01",
    ]


def _of(drawn: Batch, client: str) -> list[tuple[str, str]]:
    """A client's rows in the register and in its usage, as text."""
    return [
        (name, str(row))
        for book in (drawn.register, drawn.usage)
        for name, rows in sorted(book.items())
        for row in rows
        if any(text.startswith(client) for text in row.values())
    ]


def _drafted(line: Line) -> Result:
    return Result(
        outcome="drafted",
        why="",
        lines=(line,),
        subtotal=line.amount,
        net=line.amount,
        tax=Fraction(0),
        gross=line.amount,
        prepaid_applied=Fraction(0),
        amount_due=line.amount,
        carry=nothing_carried(),
    )
