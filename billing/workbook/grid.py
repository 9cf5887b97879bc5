"""A sheet as it was read: cells in their places, and what cannot be seen in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

EPOCH_1900 = date(1899, 12, 30)  # day 0 of a serial number; right from 1 March 1900 on
EPOCH_1904 = date(1904, 1, 1)


@dataclass(frozen=True, slots=True)
class Broken:
    """A cell without a usable value: an error such as `#DIV/0!`, or NO_VALUE for a formula."""

    found: str


NO_VALUE = "="  # a formula whose result was never saved

Places = frozenset[tuple[int, int]]  # (row, column), from 1
Value = str | int | float | date | datetime | time | timedelta | Broken


class Unreadable(Exception):  # noqa: N818 - it is no error of the program's
    """Why a file has no grids: a code of the catalogue."""

    def __init__(self, code: str, found: str = "") -> None:
        """`found` fills the sentence's blank."""
        super().__init__(code, found)
        self.code = code
        self.found = found


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Grid:
    """The cells of one sheet. Rows and columns count from 1 in addresses, from 0 in `rows`.

    `merged` holds the cells below the first of a merge down a column: (row, column), from 1, to
    the row of the first.
    """

    sheet: str = ""  # empty in a csv
    rows: Sequence[Sequence[Value]]
    merged: Mapping[tuple[int, int], int] = field(default_factory=dict)
    hidden: bool = False
    hidden_rows: int = 0
    hidden_columns: int = 0
    plain: bool = False  # a text file: every cell is text
    epoch: date = EPOCH_1900
    percent: Places = frozenset()  # cells that show their number as a percentage: 0.93 as 93%
    units: Mapping[tuple[int, int], str] = field(default_factory=dict)  # 千人 of 5, shown as 5千人
    struck: Places = frozenset()  # cells with a value and a line through it; of xlsx alone

    def value(self, row: int, column: int) -> Value:
        """The cell itself; empty text outside the grid."""
        cells = self.rows[row - 1] if row <= len(self.rows) else ()
        return cells[column - 1] if column <= len(cells) else ""

    def filled(self, row: int, column: int) -> Value:
        """The cell, or the value of the merge down the column that it belongs to."""
        return self.value(self.merged.get((row, column), row), column)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A remark on a whole file, such as its encoding: a code of the catalogue."""

    code: str
    found: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """The grids of one file, and what had to be mended to get them."""

    grids: tuple[Grid, ...]
    notes: tuple[Note, ...] = ()
    form: str = ""  # xlsx, ods, xls or csv: what the bytes are, whatever the file's name
    open_ended: bool = False  # a text whose last line has no end
