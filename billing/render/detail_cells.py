"""Cells of the detail workbook, and the room that they take."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from unicodedata import east_asian_width

_NARROWEST, _WIDEST = 11, 36  # characters of a column; longer text is wrapped
_LINE = 15  # points


@dataclass(frozen=True, slots=True)
class Number:
    """A figure and its format, `0.00`."""

    value: Decimal | int
    form: str


@dataclass(frozen=True, slots=True)
class Sum:
    """The sum of some cells above in its column, both ends included; 0 is the first row's."""

    first: int
    last: int
    value: Decimal | int
    form: str


Fact = tuple[str, str]  # a label and its text
Value = str | date | Number | Sum
Cells = tuple[Value, ...]


def width(head: str, cells: Iterable[Value]) -> int:
    """Characters of a column: for its longest cell, and for the words of its head."""
    longest = max(map(_wide, [*map(_shown, cells), *head.split()]), default=0)
    return min(max(longest + 3, _NARROWEST), _WIDEST)


def height(cells: Sequence[Value], widths: Sequence[int]) -> int:
    """Points of a row, for the cell with the most lines: not every program measures by itself."""
    pairs = zip(cells, widths, strict=True)
    texts = (lines(text, room - 2) for text, room in pairs if isinstance(text, str))
    return _LINE * max(texts, default=1)


def lines(text: str, room: int) -> int:
    """How many lines a text takes, broken between words, and inside one that is too long.

    >>> lines("ab cd", 5), lines("ab cde", 5), lines("abcdefg", 5), lines("金额金额", 5)
    (1, 2, 2, 2)
    """
    count = 0
    for paragraph in text.splitlines() or [""]:
        count, used = count + 1, 0
        for word in paragraph.split():
            if used and used + 1 + _wide(word) > room:
                count, used = count + 1, 0
            used += _wide(word) + (1 if used else 0)
            count, used = count + max(0, used - 1) // room, used - max(0, used - 1) // room * room
    return count


def _wide(text: str) -> int:
    """Two a Chinese character."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def _shown(value: Value) -> str:
    """About what a reader sees of a cell."""
    match value:
        case str():
            return max(value.splitlines(), key=_wide, default="")
        case date():
            return value.isoformat()
        case Number() | Sum():
            digits = len(value.form.partition(".")[2].rstrip("%"))
            return f"{value.value:,.{digits}f}"
