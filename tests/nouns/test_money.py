"""The one door to Decimal: reading, rounding, showing."""

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing import money


@pytest.mark.parametrize(
    "value, currency, expected",
    [
        ("0.005", "CNY", "0.01"),
        ("-0.005", "CNY", "-0.01"),
        ("0.0049999999", "CNY", "0.00"),
        ("-0.0049999999", "CNY", "0.00"),
        ("2.675", "CNY", "2.68"),
        ("1.005", "CNY", "1.01"),
        ("3354.8387", "CNY", "3354.84"),
        ("0.5", "JPY", "1"),
        ("0.0005", "KWD", "0.001"),
        ("123456789012345678901234567890.125", "CNY", "123456789012345678901234567890.13"),
    ],
)
def test_rounded(value: str, currency: str, expected: str) -> None:
    """Half away from zero, to the currency's minor unit, however long."""
    assert str(money.rounded(Fraction(value), currency)) == expected


@given(st.fractions())
def test_rounding_mirrors(value: Fraction) -> None:
    """A credit note mirrors its invoice, and no rounding moves more than half a cent."""
    assert Fraction(money.rounded(-value)) == -Fraction(money.rounded(value))
    assert abs(Fraction(money.rounded(value)) - value) <= Fraction(1, 200)


@given(st.decimals(-(10**9), 10**9, places=6))
def test_rounded_is_half_up_of_the_decimal_module(value: Decimal) -> None:
    """The same as decimal's own rule of that name."""
    with localcontext(prec=60):
        assert money.rounded(value) == value.quantize(Decimal("0.01"), ROUND_HALF_UP)


@pytest.mark.parametrize("text", ["0", "5", "-5", "+5", "1234.50", "007", "0.000001"])
def test_parsed(text: str) -> None:
    """Plain decimal numbers, exactly."""
    assert money.parsed(text) == Decimal(text)


@pytest.mark.parametrize(
    "text", ["", " 1", "1,000", "1e3", "NaN", "Infinity", "１２", ".5", "5.", "--1", "1\n", "0x10"]
)
def test_parsed_refuses(text: str) -> None:
    """Anything else is no number."""
    with pytest.raises(ValueError):
        money.parsed(text)


@pytest.mark.parametrize(
    "value, at_least, expected",
    [
        (Decimal("1.2"), 2, "1.20"),
        (Decimal("1.2345"), 2, "1.2345"),
        (Decimal(5000), 0, "5000"),
        (Decimal("1E+3"), 0, "1000"),
        (Decimal("0.10"), 0, "0.1"),
        (Fraction(1, 8), 0, "0.125"),
        (7, 2, "7.00"),
        (Decimal("-0.50"), 0, "-0.5"),
    ],
)
def test_text(value: Decimal | Fraction | int, at_least: int, expected: str) -> None:
    """Plain text without an exponent, with the places asked for."""
    assert money.text(value, at_least) == expected


@given(st.decimals(-(10**30), 10**30, places=20))
def test_decimal_is_exact(value: Decimal) -> None:
    """A fraction with a finite form comes back as it was, whatever its length."""
    assert Fraction(money.decimal(Fraction(value))) == Fraction(value)


def test_decimal_refuses_a_third() -> None:
    """What has no finite form is never cut off in silence."""
    with pytest.raises(ValueError):
        money.decimal(Fraction(1, 3))


def test_shown() -> None:
    """Thousands commas, in the currency's places."""
    assert (money.shown(Decimal("1409.5")), money.shown(Decimal(1409), "JPY")) == (
        "1,409.50",
        "1,409",
    )
