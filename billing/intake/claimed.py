"""A returned workbook as it is read: without our sheet, and with what it claims."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from billing.intake.faults import Fault
from billing.source import CellRange, File
from billing.workbook import claim
from billing.workbook.claim import Claim
from billing.workbook.grid import Book, Grid, Value

_LISTED = 12  # rows of marked cells that a sentence lists


def parted(content: bytes, book: Book) -> tuple[Book, Claim]:
    """The book as its tables are to be read, and what it claims.

    The sheet that we put in front is left out. What was separated text is still looked at as such:
    a comma that split a number has not mended itself by becoming a workbook.
    """
    kept, found = claim.split(content, book)
    if not found.text:
        return kept, found
    return replace(kept, grids=tuple(_plain(grid) for grid in kept.grids)), found


def unchanged(file: File, book: Book, found: Claim) -> Iterator[Fault]:
    """A remark on red cells that hold what they held when they were marked."""
    grids = {grid.sheet: grid for grid in book.grids}
    left = [
        f"{one.sheet}!{one.cells}"
        for one in found.marked
        if one.sheet in grids and claim.fingerprint(grids[one.sheet], one.cells) == one.fingerprint
    ]
    if left:
        more = ", ..." if len(left) > _LISTED else ""
        values = (("cells", ", ".join(left[:_LISTED]) + more), ("marked", str(len(found.marked))))
        yield Fault("marks_unchanged", CellRange(file.name), str(len(left)), values=values)


def _plain(grid: Grid) -> Grid:
    """The grid as one of text: a cell that was emptied at the end of a line is no cell of it."""
    return replace(grid, plain=True, rows=[_trimmed(row) for row in grid.rows])


def _trimmed(row: Sequence[Value]) -> Sequence[Value]:
    end = len(row)
    while end and row[end - 1] == "":
        end -= 1
    return row[:end]
