"""Where a figure came from: files that were read, and ranges of their cells."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

_PLACE = attrgetter("file", "sheet", "column", "row")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class File:
    """A file that was read. `name` is its path below the inbox, with `/` between the parts."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """One cell. `column` and `row` count from 1, as on screen; a csv has no sheet."""

    file: str
    sheet: str
    column: int
    row: int


@dataclass(frozen=True, slots=True, order=True)
class CellRange:
    """Cells of one sheet from `first` to `last`, both included; `first == last` is one cell.

    `str()` gives the form used in run.json and in messages: `receptions.xlsx!Oct!D5:D35`.
    A range without cells (`first` empty) stands for the whole sheet or file.
    """

    file: str
    sheet: str = ""
    first: str = ""
    last: str = ""

    def __str__(self) -> str:
        """`file!sheet!A1:A9`, without the parts that are empty."""
        cells = self.first if self.first == self.last else f"{self.first}:{self.last}"
        return "!".join(part for part in (self.file, self.sheet, cells) if part)


def column_letters(column: int) -> str:
    """1 is A, 26 is Z, 27 is AA.

    >>> column_letters(28)
    'AB'
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def address(column: int, row: int) -> str:
    """The spreadsheet's own name of a cell: `address(4, 5)` is `D5`."""
    return f"{column_letters(column)}{row}"


def at(cell: Cell) -> CellRange:
    """The range of one cell."""
    name = address(cell.column, cell.row)
    return CellRange(cell.file, cell.sheet, name, name)


def ranges(cells: Iterable[Cell]) -> tuple[CellRange, ...]:
    """The fewest column-wise ranges that hold exactly these cells, in order of file and sheet."""
    found = []
    for _, run in groupby(
        enumerate(sorted(set(cells), key=_PLACE)),
        key=lambda item: (item[1].file, item[1].sheet, item[1].column, item[1].row - item[0]),
    ):
        column = [cell for _, cell in run]
        first, last = column[0], column[-1]
        found.append(
            CellRange(
                first.file,
                first.sheet,
                address(first.column, first.row),
                address(last.column, last.row),
            )
        )
    return tuple(found)
