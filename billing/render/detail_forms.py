"""Formats of the detail workbook's figures: as many decimals as they have."""

from decimal import Decimal

from billing import money


def currency_form(currency: str) -> str:
    """The format of an amount."""
    return digits(money.places(currency), "#,##0")


def form_of(value: Decimal, at_least: int = 0) -> str:
    """A format with the digits that the figure has."""
    return digits(len(money.text(value, at_least).partition(".")[2]))


def digits(count: int, whole: str = "0") -> str:
    """A format of so many decimals."""
    return f"{whole}.{'0' * count}" if count else whole
