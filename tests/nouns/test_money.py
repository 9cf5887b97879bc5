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


@pytest.mark.parametrize(
    "currencies, places",
    [("CNY USD EUR HKD", 2), ("JPY KRW VND CLP ISK", 0), ("KWD BHD OMR", 3)],
)
def test_places(currencies: str, places: int) -> None:
    """The minor unit of each currency, by ISO 4217."""
    assert {money.places(currency) for currency in currencies.split()} == {places}


def test_nothing_is_an_amount() -> None:
    """It is written as one."""
    assert str(money.ZERO) == "0.00"


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
    with pytest.raises(ValueError) as refused:
        money.parsed(text)
    assert refused.value.args == (text,)


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
        (2**53 + 1, 0, "9007199254740993"),  # no float can hold it
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


@pytest.mark.parametrize(
    "value, expected",
    [("3", "3"), ("1/8", "0.125"), ("1/100", "0.01"), ("-1/20", "-0.05"), ("7/500", "0.014")],
)
def test_decimal_has_as_many_places_as_it_needs(value: str, expected: str) -> None:
    """It is printed as it stands."""
    assert str(money.decimal(Fraction(value))) == expected


@given(st.lists(st.decimals(-(10**30), 10**30, places=5) | st.integers(0, 9).map(Decimal)))
def test_units_and_back(values: list[Decimal]) -> None:
    """Whole units of one power of ten tell the numbers exactly, and give their shortest forms."""
    units, places = money.units(values)
    assert [Fraction(unit, 10**places) for unit in units] == [Fraction(value) for value in values]
    shortest = [str(money.decimal(Fraction(value))) for value in values]
    assert [str(value) for value in money.decimals(units, places)] == shortest


@pytest.mark.parametrize(
    "values, expected",
    [
        ("3 12.50", ([300, 1250], 2)),
        ("3.00 -0", ([3, 0], 0)),
        ("1E+3 0.5", ([100000, 50], 2)),
        ("0.001", ([10], 4)),
        ("1.00000000000000000000000000001", ([100000000000000000000000000001 * 10], 30)),
        ("", ([], 0)),
    ],
)
def test_units_are_as_small_as_they_must_be(values: str, expected: tuple[list[int], int]) -> None:
    """Of 1, of a hundredth, and so on, for all of them alike."""
    assert money.units([Decimal(value) for value in values.split()]) == expected


@pytest.mark.parametrize("value", ["1/3", "1/6", "2/35", "1/110"])
def test_decimal_refuses_what_never_ends(value: str) -> None:
    """What has no finite form is never cut off in silence."""
    with pytest.raises(ValueError) as refused:
        money.decimal(Fraction(value))
    assert refused.value.args == (Fraction(value),)


def test_shown() -> None:
    """Thousands commas, in the currency's places."""
    assert (money.shown(Decimal("1409.5")), money.shown(Decimal(1409), "JPY")) == (
        "1,409.50",
        "1,409",
    )
