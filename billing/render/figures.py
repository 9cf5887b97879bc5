"""Figures as they are printed: amounts, quantities and prices whose decimals stand in line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from billing import money

MINUS = "−"
_SIGNS = {"CNY": "¥"}

# A lone figure in brackets, as a credit note turns it round; not what a function is of.
_BRACKETED = re.compile(r"(?<![a-z])\((\d+(?:\.\d+)?%?)\)")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and the class of its cell, which keeps decimal points of a column in line.

    `place` is `d2` where two digits are missing on the right, `w2` where the point is missing
    too, `many` where several figures stand in one cell, and empty where nothing is.
    """

    text: str
    place: str = ""


BLANK = Figure("")


def amount(value: Decimal, currency: str) -> str:
    """`1,409.50`, with the real minus."""
    return _minus(money.shown(value, currency))


def change(value: Decimal, currency: str) -> str:
    """As `amount`, with a plus before a rise."""
    return ("+" if value > 0 else "") + amount(value, currency)


def with_sign(value: Decimal, currency: str) -> str:
    """`¥1,409.50`; other currencies by their code, `USD 1,409.50`."""
    sign = _SIGNS.get(currency, f"{currency} ")
    return f"{MINUS if value < 0 else ''}{sign}{money.shown(abs(value), currency)}"


def percentage(share: Decimal) -> str:
    """`6%`, `1.5%`."""
    return _minus(money.text(share * 100)) + "%"


def plain(value: Decimal | int, at_least: int = 0) -> str:
    """A quantity or price without separators, `5830`, `1.20`."""
    return _minus(money.text(value, at_least))


def aligned(texts: Sequence[str]) -> tuple[Figure, ...]:
    """The figures of one column; only plain numbers take part."""
    counts = [_decimals(text) for text in texts]
    widest = max((count for count in counts if count is not None), default=0)
    return tuple(
        Figure(text, "" if count is None else _place(count, widest))
        for text, count in zip(texts, counts, strict=True)
    )


def repeats(working: str) -> bool:
    """Whether a working only says its result again: `6000.00 = 6000.00`, an agreed fee."""
    start, _, result = working.partition(" = ")
    return start == result


def arithmetic(working: str) -> str:
    """A working as it is printed: the signs of multiplication and subtraction are the real ones.

    Empty where it says nothing new: quantity and price of the line are the working then.
    """
    if repeats(working):
        return ""
    spaced = working.replace(" x ", " × ").replace(" - ", f" {MINUS} ")
    spaced = _BRACKETED.sub(r"\1", spaced)
    return re.sub(r"(^|[(=×/+−] ?)-(?=\d)", rf"\1{MINUS}", spaced)


def _minus(text: str) -> str:
    return text.replace("-", MINUS)


def _decimals(text: str) -> int | None:
    """Digits after the point; None for what is not a plain number, such as `2%`."""
    found = re.fullmatch(rf"{MINUS}?\d+(?:\.(\d+))?", text)
    return None if found is None else len(found[1] or "")


def _place(count: int, widest: int) -> str:
    if count == widest:
        return ""
    return f"d{widest - count}" if count else f"w{widest}"
