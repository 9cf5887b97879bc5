"""Arithmetic that can be printed: the text of each way to combine."""

from decimal import Decimal
from fractions import Fraction

import pytest

from billing.working import Working, down, number, percent, price, ratio, to_cents, up

TWO, THREE, FEE = number(2), number(3), price(Decimal("1.2"))


@pytest.mark.parametrize(
    "term, text, value",
    [
        ((number(5830) - number(5000)) * FEE, "(5830 - 5000) x 1.20", "996"),
        (TWO * price(Decimal(2600)) * ratio(20, 31), "2 x 2600.00 x 20/31", "104000/31"),
        (TWO + THREE * FEE, "2 + 3 x 1.20", "5.6"),
        (TWO - (THREE - FEE), "2 - (3 - 1.20)", "0.2"),
        (TWO - (THREE + FEE), "2 - (3 + 1.20)", "-2.2"),
        (TWO / (THREE * FEE), "2 / (3 x 1.20)", "5/9"),
        (TWO / ratio(20, 31), "2 / (20/31)", "3.1"),
        (TWO - number(-3), "2 - (-3)", "5"),
        (TWO + (-THREE), "2 + (-1 x 3)", "-1"),
        (-(TWO + THREE), "-1 x (2 + 3)", "-5"),
        (price(Decimal(100)) * percent(Decimal("0.015")), "100.00 x 1.5%", "1.5"),
        (up(number(830) / number(100)), "ceil(830 / 100)", "9"),
        (up(number(800) / number(100)), "ceil(800 / 100)", "8"),
        (down(number(5000) * ratio(20, 31)), "floor(5000 x 20/31)", "3225"),
        (to_cents(price(Decimal(1000)) * ratio(10, 31)), "round(1000.00 x 10/31)", "322.58"),
        (to_cents(price(Decimal("2.50"))), "2.50", "2.5"),
    ],
)
def test_text_and_value(term: Working, text: str, value: str) -> None:
    """Brackets stand where the text needs them, and only there."""
    assert (term.text, term.value) == (text, Fraction(value))


def test_printed_for_people() -> None:
    """Remarks have the real signs, as the lines of the paper do."""
    limit = number(5000) * (number(1) - percent(Decimal("0.05")))
    assert limit.printed == "5000 × (1 − 5%)"
