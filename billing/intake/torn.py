"""A text file whose last line is only begun: it was cut while it was copied or saved."""

import re
from collections.abc import Sequence

from billing.intake.faults import Fault
from billing.source import Cell, File
from billing.workbook.grid import Book, Value

_OF_NO_DAY = re.compile(
    r"\W*(注|备注|说明|制表|审核|填表|导出|合计|总计|小计|汇总|note|prepared|total)", re.IGNORECASE
)


def cut(file: File, book: Book) -> Fault | None:
    """The warning at the last line, where it lacks its end and cells that the line above has.

    Notes and labels below a table are lines of their own.
    """
    if not book.open_ended:
        return None
    (grid,) = book.grids
    *above, last = [row for row in enumerate(grid.rows, 1) if any(row[1])] or [(0, ())]
    number, cells = last
    if not above or len(cells) >= len(above[-1][1]) or _OF_NO_DAY.match(_first(cells)):
        return None
    text = ", ".join(str(cell) for cell in cells)
    return Fault("csv_cut", Cell(file.name, grid.sheet, 1, number), text, str(len(above[-1][1])))


def without_notes(faults: Sequence[Fault], torn: Fault | None) -> tuple[Fault, ...]:
    """Without the note that takes the begun line for a text below the table."""
    if torn is None:
        return tuple(faults)
    return tuple(
        one for one in faults if (one.code, one.source) != ("footnote_ignored", torn.source)
    )


def _first(cells: Sequence[Value]) -> str:
    return next((str(cell) for cell in cells if cell != ""), "")
