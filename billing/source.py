"""Where a figure came from: files that were read, and ranges of their cells."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

SheetColumn = tuple[str, str, int]  # a file, a sheet of it, and the number of a column


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
    columns: dict[SheetColumn, list[tuple[int, int]]] = defaultdict(list)
    for cell in cells:
        columns[cell.file, cell.sheet, cell.column].append((cell.row, cell.row))
    return runs(columns)


def runs(columns: Mapping[SheetColumn, Iterable[tuple[int, int]]]) -> tuple[CellRange, ...]:
    """The same, of stretches of rows of each column, first and last; they may meet and overlap."""
    return tuple(
        CellRange(file, sheet, address(column, first), address(column, last))
        for file, sheet, column in sorted(columns)
        for first, last in unbroken(columns[file, sheet, column])
    )


def unbroken(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The fewest stretches that hold exactly the same numbers, rising.

    >>> unbroken([(5, 5), (3, 4), (8, 9)])
    [(3, 5), (8, 9)]
    """
    rising = sorted(stretches)
    if not rising:
        return []
    found: list[tuple[int, int]] = []
    start, end = rising[0]
    for first, last in rising:
        if first > end + 1:
            found.append((start, end))
            start, end = first, last
        elif last > end:
            end = last
    return [*found, (start, end)]
