"""The one door to Decimal: reading amounts, rounding them, showing them.

Amounts inside a computation are exact fractions (`fractions.Fraction`); they become Decimals of
the currency's minor unit exactly once, at the line, by `rounded`.
"""

import re
from collections.abc import Sequence
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal
from fractions import Fraction

ZERO = Decimal("0.00")

Exact = int | Fraction  # a count is an integer, with which everything is quickest

# Decimal places of the currencies that have other than two (ISO 4217).
_OTHER_PLACES = {"JPY": 0, "KRW": 0, "VND": 0, "CLP": 0, "ISK": 0, "KWD": 3, "BHD": 3, "OMR": 3}

# Moves a decimal point without rounding, however many figures there are.
_EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)

_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


def places(currency: str) -> int:
    """Decimal places of the currency's minor unit: 2 for CNY, 0 for JPY."""
    return _OTHER_PLACES.get(currency, 2)


def parsed(text: str) -> Decimal:
    """A plain decimal number, `-1234.50`. Raises ValueError for anything else, NaN included."""
    if not _NUMBER.fullmatch(text) or not text.isascii():
        raise ValueError(text)
    return Decimal(text)


def rounded(value: Fraction | Decimal | int, currency: str = "CNY") -> Decimal:
    """To the currency's minor unit, half away from zero, so that a credit note mirrors its invoice.

    >>> rounded(Fraction(5, 1000)), rounded(Fraction(-5, 1000))
    (Decimal('0.01'), Decimal('-0.01'))
    """
    digits = places(currency)
    above, below = value.as_integer_ratio()
    units = (2 * abs(above) * 10**digits + below) // (2 * below)
    return _exact(-units if above < 0 else units, digits)


def text(value: Fraction | Decimal | int, at_least: int = 0) -> str:
    """A finite decimal as plain text, with `at_least` places and no other trailing zeros.

    >>> text(Decimal("1.2"), 2), text(Decimal("5000"))
    ('1.20', '5000')
    """
    if isinstance(value, Fraction):
        value = value.numerator if value.denominator == 1 else decimal(value)
    if isinstance(value, int) and not at_least:
        return str(value)
    whole, _, part = f"{Decimal(value):f}".partition(".")
    part = part.rstrip("0").ljust(at_least, "0")
    return f"{whole}.{part}" if part else whole


def decimal(value: Fraction | int) -> Decimal:
    """A fraction with a finite decimal form, as that Decimal. Raises ValueError for 1/3."""
    if type(value) is int:
        return Decimal(value)
    if value.denominator == 1:  # as most are: counts
        return Decimal(value.numerator)
    rest = value.denominator
    digits = 0
    while rest % 10 == 0:
        rest //= 10
        digits += 1
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
            digits += 1
    if rest != 1:
        raise ValueError(value)
    return _exact(value.numerator * (10**digits // value.denominator), digits)


def exact(value: Decimal) -> Exact:
    """A finite number to compute with: an integer where it is whole, as most figures are."""
    whole = int(value)
    return whole if whole == value else Fraction(*value.as_integer_ratio())


def units(values: Sequence[Decimal]) -> tuple[list[int], int]:
    """Finite numbers as whole units of a power of ten, which is the least of 1, 100 and so on.

    >>> units([Decimal("12.5"), Decimal(3)]), units([Decimal("3.0")])
    (([1250, 300], 2), ([3], 0))
    """
    places, scaled = 0, list(values)
    while (found := list(map(int, scaled))) != scaled:
        places, scaled = places + 2, [value.scaleb(2, _EXACT) for value in scaled]
    return found, places


def decimals(units: Sequence[int], places: int) -> list[Decimal]:
    """Whole units of a power of ten as numbers, each with the decimals that it needs."""
    if not places:
        return list(map(Decimal, units))
    return [
        _EXACT.scaleb(unit, -places) if unit % 10 else _shortest(unit, places) for unit in units
    ]


def _shortest(units: int, digits: int) -> Decimal:
    while digits and units % 10 == 0:
        units, digits = units // 10, digits - 1
    return _exact(units, digits)


def _exact(units: int, digits: int) -> Decimal:
    """`units` with the last `digits` as decimals; a usual context would round to 28 figures."""
    return _EXACT.scaleb(units, -digits)


def shown(value: Decimal, currency: str = "CNY") -> str:
    """Figures for people, `1,409.50`, in the currency's minor unit."""
    return f"{value:,.{places(currency)}f}"


def quotient(value: Decimal, divisor: Decimal) -> Fraction:
    """An exact quotient, to be rounded by `rounded`."""
    return Fraction(value) / Fraction(divisor)
