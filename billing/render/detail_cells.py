"""Cells of the detail workbook, and the room that they take."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from billing.workbook import wrapping

_NARROWEST, _WIDEST = 11, 36  # characters of a column; longer text is wrapped


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
    longest = max(map(wrapping.wide, [*map(_shown, cells), *head.split()]), default=0)
    return min(max(longest + 3, _NARROWEST), _WIDEST)


def height(cells: Sequence[Value], widths: Sequence[int]) -> int:
    """Points of a row, for the cell with the most lines: not every program measures by itself."""
    pairs = zip(cells, widths, strict=True)
    return wrapping.height((text, room - 2) for text, room in pairs if isinstance(text, str))


def _shown(value: Value) -> str:
    """About what a reader sees of a cell."""
    match value:
        case str():
            return max(value.splitlines(), key=wrapping.wide, default="")
        case date():
            return value.isoformat()
        case Number() | Sum():
            digits = len(value.form.partition(".")[2].rstrip("%"))
            return f"{value.value:,.{digits}f}"
