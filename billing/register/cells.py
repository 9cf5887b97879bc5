"""One cell of the register to the text that the columns' validators read."""

from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from billing import letters, money
from billing.workbook.grid import NO_VALUE, Broken, Value

_TRUTH = ("TRUE", "FALSE")
_EXACT_DIGITS = 15  # of a number in a workbook; the rest is lost


class Cell(NamedTuple):
    """A cell's text; with a code where it is not usable."""

    text: str
    code: str = ""


def text(value: Value, *, percent: bool = False) -> Cell:
    """A cell as the text that the columns' validators read, or the code of what is wrong."""
    match value:
        case Broken(found) if found in _TRUTH:
            return Cell(found)
        case Broken(found):
            return Cell(found, "formula_without_value" if found == NO_VALUE else "error_cell")
        case int() | float():
            return _number(value, percent=percent)
        case datetime() if value.time() == datetime.min.time():
            return Cell(value.date().isoformat())
        case date():
            return Cell(value.isoformat())
        case _:
            return _words(str(value).strip())


def _words(text: str) -> Cell:
    """A text as it was typed. One with characters that nobody sees may not say what it seems to."""
    return Cell(letters.shown(text), "hidden_letters") if letters.hidden(text) else Cell(text)


def _number(value: float, *, percent: bool) -> Cell:
    """A number as Excel shows it, 15 digits, and as a percentage where the cell shows one."""
    exact = Decimal(f"{value:.15g}")
    if exact.adjusted() >= _EXACT_DIGITS:
        return Cell(money.text(exact), "digits_lost")
    return Cell(money.text(exact * 100) + "%" if percent else money.text(exact))
