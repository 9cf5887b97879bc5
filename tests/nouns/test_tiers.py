"""The only tier arithmetic: bounds and slices."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing import working
from billing.tiers import Tier, Tiers, graduated, reached, size


def _table(*rows: tuple[int | None, str]) -> Tiers:
    return Tiers(
        name="T",
        rows=tuple(
            Tier(up_to=None if top is None else Decimal(top), price=Decimal(price))
            for top, price in rows
        ),
    )


OPEN = _table((1000, "1.50"), (3000, "1.20"), (None, "0.90"))
CLOSED = _table((1000, "1.50"), (3000, "1.20"))
Slices = list[tuple[int, int, str]]


@pytest.mark.parametrize(
    "quantity, expected",
    [
        ("0", []),
        ("0.5", [(0, 0, "1/2")]),
        ("1", [(0, 0, "1")]),
        ("999", [(0, 0, "999")]),
        ("1000", [(0, 0, "1000")]),
        ("1000.5", [(0, 0, "1000"), (1, 1000, "1/2")]),
        ("1001", [(0, 0, "1000"), (1, 1000, "1")]),
        ("3000", [(0, 0, "1000"), (1, 1000, "2000")]),
        ("3001", [(0, 0, "1000"), (1, 1000, "2000"), (2, 3000, "1")]),
    ],
)
def test_graduated(quantity: str, expected: Slices) -> None:
    """A bound belongs to the lower tier; tiers not entered give none."""
    found = graduated(OPEN, Fraction(quantity))
    assert found is not None
    assert [(part.index, int(part.above), str(part.quantity)) for part in found] == expected


@pytest.mark.parametrize(
    "figure, index", [("0", 0), ("1000", 0), ("6001/6", 1), ("1000.000001", 1), ("3000", 1)]
)
def test_reached(figure: str, index: int) -> None:
    """Compared as exact fractions."""
    assert reached(OPEN, Fraction(figure)) == (index, OPEN.rows[index])


def test_beyond_a_closed_last_tier() -> None:
    """None, never the last price."""
    assert (reached(CLOSED, Fraction(3001)), graduated(CLOSED, Fraction(3001))) == (None, None)
    assert graduated(CLOSED, Fraction(3000)) is not None


def _charge(quantity: Fraction) -> Fraction:
    parts = graduated(OPEN, quantity)
    assert parts is not None
    return sum((part.quantity * Fraction(part.tier.price) for part in parts), Fraction(0))


@given(st.fractions(0, 9000), st.fractions(0, 9000))
def test_graduated_is_continuous_and_rises(first: Fraction, second: Fraction) -> None:
    """A step of any size costs no more than the dearest price times it, and never less than 0."""
    low, high = sorted((first, second))
    assert 0 <= _charge(high) - _charge(low) <= (high - low) * Fraction("1.5")


@given(st.fractions(0, 9000))
def test_slices_make_the_whole(quantity: Fraction) -> None:
    """No part of a quantity is lost or counted twice."""
    parts = graduated(OPEN, quantity) or ()
    assert sum((part.quantity for part in parts), Fraction(0)) == quantity


@given(st.integers(0, 9000))
def test_size_is_the_slices_own_arithmetic(quantity: int) -> None:
    """`(3000 - 1000)` for a filled slice, `(4200 - 3000)` for the last."""
    whole = working.number(quantity)
    for part in graduated(OPEN, Fraction(quantity)) or ():
        assert size(part, whole, working.number).value == part.quantity


@pytest.mark.parametrize(
    "quantity, expected",
    [
        ("1000", ["1000"]),
        ("1000.5", ["1000", "1000.5 - 1000"]),
        ("3000", ["1000", "3000 - 1000"]),
        ("4200", ["1000", "3000 - 1000", "4200 - 3000"]),
    ],
)
def test_size_as_it_is_printed(quantity: str, expected: list[str]) -> None:
    """Between the tier's bounds; the last slice ends with the quantity."""
    whole = working.number(Fraction(quantity))
    parts = graduated(OPEN, Fraction(quantity)) or ()
    assert [size(part, whole, working.number).text for part in parts] == expected


def test_a_tier_has_no_flat_fee_of_itself() -> None:
    """Only what the register states is billed."""
    assert Tier(up_to=None, price=Decimal(1)).flat_fee == 0


def test_a_table_in_a_message() -> None:
    """As it stands in the register, in one line."""
    assert str(OPEN) == "1000: 1.50, 3000: 1.20, above: 0.90"
