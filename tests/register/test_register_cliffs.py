"""Volume tables that fall: where, and what the two quantities are billed."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from billing.modes import commission, orders, receptions
from billing.money import text
from billing.register.cliffs import Counted, cliffs, unentered
from billing.tiers import Tiers
from billing.usage import Kind, UsageRow
from tests.modes.conftest import OCTOBER, row, table, used
from tests.properties.contracts import billed, charge_of, contract_of
from tests.properties.terms import MULTIPLIERS, PRICES, tables

TWO = table(("1000", "1.50"), (None, "1"))


def _chats(tiers: Tiers, **cells: Any) -> Counted:
    return receptions.Terms.model_validate({"method": "volume", "tiers": tiers, **cells})


def _taken(tiers: Tiers, **cells: Any) -> Counted:
    return orders.Terms.model_validate({"method": "volume", "tiers": tiers, **cells})


def _sold(tiers: Tiers, **cells: Any) -> Counted:
    given = {"seats": "0", "base": "0", "method": "volume", "tiers": tiers, **cells}
    return commission.Terms.model_validate(given)


CLIFFS: list[tuple[Counted, list[str]]] = [
    (_chats(TWO), ["1000: 1500.00, 1001: 1001.00"]),  # 1000 x 1.50; 1001 x 1
    (_chats(TWO, per="100"), ["1000: 15.00, 1001: 11.00"]),  # 10 x 1.50; 11 x 1
    (_chats(TWO, per="300"), ["1000: 6.00, 1001: 4.00"]),  # 4 x 1.50; 4 x 1
    (_chats(TWO, per="1000"), []),  # 1 x 1.50; 2 x 1
    (_taken(TWO, multiplier="1.2"), ["1000: 1800.00, 1001: 1201.20"]),
    (_chats(table(("10", "2"), (None, "1", "9"))), []),  # 20; 11 + 9
    (_chats(table(("10", "2"), (None, "1", "8.99"))), ["10: 20.00, 11: 19.99"]),
    (_chats(table(("10", "1", "5"), (None, "1"))), ["10: 15.00, 11: 11.00"]),  # 10 + 5; 11
    (_taken(table(("10", "1", "5"), (None, "1")), multiplier="2"), ["10: 25.00, 11: 22.00"]),
    (_chats(table(("10.5", "2"), (None, "1"))), ["10: 20.00, 11: 11.00"]),  # no half reception
    (_chats(table(("10", "2"), ("10.5", "9"), (None, "1"))), ["10: 20.00, 11: 11.00"]),
    (_chats(table(("0", "9"), (None, "1"))), []),  # nothing bills nothing
    (_chats(table(("0", "9", "5"), (None, "1"))), []),  # and owes no flat fee
    (_chats(table(("10", "2"))), []),  # closed: 11 would block
    (_chats(table(("10", "1"), ("20", "2"), (None, "1"))), ["20: 40.00, 21: 21.00"]),
    (_chats(table(("1", "10"), (None, "5"))), []),  # 10; 2 x 5
    (_chats(table(("1", "10"), (None, "4.99"))), ["1: 10.00, 2: 9.98"]),
    (_sold(table(("1000", "0.02"), (None, "0.01"))), ["1000: 20.00, 1000.01: 10.00"]),
    (
        _sold(table(("1000", "0.02"), (None, "0.01")), multiplier="1.5"),
        ["1000: 30.00, 1000.01: 15.00"],
    ),
    (_sold(table(("0.1", "0.02"), (None, "0.01"))), []),  # 0.00 both
    (
        _chats(table(("1000", "0.000001"), (None, "0"))),
        [],  # 0.001 and 0 are 0.00
    ),
    (receptions.Terms.model_validate({"method": "graduated", "tiers": TWO}), []),
    (receptions.Terms.model_validate({"method": "band", "tiers": TWO}), []),
    (orders.Terms.model_validate({"method": "conversion", "tiers": TWO}), []),
]


@pytest.mark.parametrize("terms, expected", CLIFFS)
def test_cliffs(terms: Counted, expected: list[str]) -> None:
    """Blocks, multipliers and flat fees as the mode bills them."""
    assert [
        f"{text(one.at)}: {one.amount_at}, {text(one.beyond)}: {one.amount_beyond}"
        for one in cliffs(terms)
    ] == expected


often = settings(max_examples=60, derandomize=True, deadline=None)


def _lines(terms: Counted, usage: UsageRow) -> Decimal:
    return billed(contract_of(charge_of(terms)), used(usage)).totals.subtotal


def _of(terms: Counted, quantity: Decimal) -> Decimal:
    """What the whole program bills for a quantity."""
    match terms:
        case receptions.Terms():
            return _lines(terms, row(Kind.RECEPTIONS, OCTOBER, receptions=quantity))
        case orders.Terms():
            return _lines(
                terms, row(Kind.ORDERS, OCTOBER, orders=quantity, cancelled=0, refunded=0)
            )
        case commission.Terms():
            return _lines(terms, row(Kind.SALES, OCTOBER, attributed_sales=quantity, refunds=0))


@often
@given(tables(PRICES), st.sampled_from((1, 7, 100)), MULTIPLIERS)
def test_a_cliffs_amounts_are_those_that_are_billed(table_: Tiers, per: int, times: str) -> None:
    """Both of them, of each cliff; and past a bound that has none the amount does not fall."""
    shares = Tiers(
        name="T",
        rows=tuple(
            type(tier)(up_to=tier.up_to, price=tier.price / 100, flat_fee=tier.flat_fee)
            for tier in table_.rows
        ),
    )
    for terms, step in (
        (_chats(table_, per=per), Decimal(1)),
        (_taken(table_, per=per, multiplier=times), Decimal(1)),
        (_sold(shares, multiplier=times), Decimal("0.01")),
    ):
        found = {one.at: one for one in cliffs(terms)}
        assert terms.tiers is not None
        for bound in (tier.up_to for tier in terms.tiers.rows if tier.up_to is not None):
            at, beyond = _of(terms, bound), _of(terms, bound + step)
            assert (bound in found) == (beyond < at)
            if bound in found:
                assert (found[bound].amount_at, found[bound].amount_beyond) == (at, beyond)


@pytest.mark.parametrize(
    "terms, expected",
    [
        (_chats(TWO), []),
        (_chats(table(("0", "1"), (None, "2"))), ["0"]),
        (_chats(table(("0.5", "1"), (None, "2"))), ["0.5"]),
        (_chats(table(("1", "1"), (None, "2"))), []),
        (_chats(table(("10", "1"), ("10.5", "2"), (None, "3"))), ["10.5"]),
        (_chats(table(("10", "1"), ("11", "2"), (None, "3"))), []),
        (_chats(table(("10.1", "1"), ("10.9", "2"), ("11", "3"))), ["10.9"]),
        (_sold(table(("0.01", "0.1"), ("0.015", "0.2"), (None, "0.3"))), ["0.015"]),
        (_sold(table(("10", "0.1"), ("10.5", "0.2"), (None, "0.3"))), []),
        (orders.Terms.model_validate({"method": "graduated", "tiers": table(("0", "1"))}), ["0"]),
        (orders.Terms.model_validate({"method": "conversion", "tiers": table(("0", "1"))}), []),
        (receptions.Terms.model_validate({"method": "band", "tiers": table(("0", "1"))}), []),
    ],
)
def test_tiers_that_nobody_enters(terms: Counted, expected: list[str]) -> None:
    """Between two bounds there is no whole reception or order, or no cent."""
    assert [str(tier.up_to) for tier in unentered(terms)] == expected
