"""Arithmetic that can be printed: every amount is computed by the very expression that is shown.

A `Working` holds an exact value and its text. Combining two combines both, so the printed
working cannot differ from what was computed: `(number(5830) - number(5000)) * price(1.20)` is
996 and reads `(5830 - 5000) x 1.20`.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from billing import money

_SUM, _PRODUCT, _ATOM = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Working:
    """An exact value, its text, and how tightly the text binds (sum 1, product 2, atom 3)."""

    value: Fraction
    text: str
    binding: int = _ATOM

    def __add__(self, other: "Working") -> "Working":
        """`a + b`; a second term that is negative keeps its own sign in brackets."""
        return Working(self.value + other.value, f"{self._in(_SUM)} + {other._right(_SUM)}", _SUM)

    def __sub__(self, other: "Working") -> "Working":
        """`a - b`; a sum on the right is bracketed."""
        return Working(
            self.value - other.value, f"{self._in(_SUM)} - {other._right(_PRODUCT)}", _SUM
        )

    def __mul__(self, other: "Working") -> "Working":
        """`a x b`."""
        return Working(
            self.value * other.value, f"{self._in(_PRODUCT)} x {other._right(_PRODUCT)}", _PRODUCT
        )

    def __truediv__(self, other: "Working") -> "Working":
        """`a / b`; a product or ratio on the right is bracketed."""
        return Working(
            self.value / other.value, f"{self._in(_PRODUCT)} / {other._right(_ATOM)}", _PRODUCT
        )

    def __neg__(self) -> "Working":
        """`-1 x a`, as the specification of a deduction prints it."""
        return number(-1) * self

    @property
    def printed(self) -> str:
        """The text for people, `5000 × 1.05`, for remarks beside the lines."""
        return self.text.replace(" x ", " × ").replace(" - ", " − ")

    def _in(self, binding: int) -> str:
        return f"({self.text})" if self.binding < binding else self.text

    def _right(self, binding: int) -> str:
        return f"({self.text})" if self.text.startswith("-") else self._in(binding)


def number(value: int | Decimal | Fraction) -> Working:
    """A quantity, as it stands: `5830`, `0.5`."""
    exact = Fraction(value)
    return Working(exact, money.text(exact))


def price(value: Decimal) -> Working:
    """A price or amount, with at least two decimals: `1.20`."""
    return Working(Fraction(value), money.text(value, 2))


def percent(value: Decimal) -> Working:
    """A share or commission, as a percentage: 0.02 is `2%`."""
    return Working(Fraction(value), money.text(value * 100) + "%")


def ratio(part: int, whole: int) -> Working:
    """Days of days, `20/31`: after a product it needs no brackets, as a divisor it does."""
    return Working(Fraction(part, whole), f"{part}/{whole}", _PRODUCT)


def up(value: Working) -> Working:
    """Started units count whole: `ceil(830 / 100)`."""
    return Working(Fraction(-(-value.value // 1)), f"ceil({value.text})")


def down(value: Working) -> Working:
    """Whole units only: `floor(5000 x 20/31)`."""
    return Working(Fraction(value.value // 1), f"floor({value.text})")


def to_cents(value: Working) -> Working:
    """Rounded once to the minor unit, half away from zero: `round(1000.00 x 10/31)`."""
    exact = Fraction(money.rounded(value.value))
    return value if exact == value.value else Working(exact, f"round({value.text})")
