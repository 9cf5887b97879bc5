"""A text file whose last line is only begun: it was cut while it was copied or saved."""

import re
from collections.abc import Sequence

from billing.intake.faults import Fault
from billing.source import Cell, File
from billing.workbook.grid import Book, Value

_OF_NO_DAY = re.compile(
    r"\W*(注|备注|说明|制表|审核|填表|导出|合计|总计|小计|汇总|note|prepared|total)", re.IGNORECASE
)
_FIGURE = re.compile(r"(\d+)\.?(\d*)")
_FEWEST, _COMPARED = 3, 1000  # figures above that the last one is compared with


def cut(file: File, book: Book) -> Fault | None:
    """The warning at the last line, where it lacks its end and cells that the line above has.

    Notes and labels below a table are lines of their own.
    """
    if not book.open_ended:
        return None
    (grid,) = book.grids
    *above, last = [row for row in enumerate(grid.rows, 1) if any(row[1])] or [(0, ())]
    number, cells = last
    if above and len(cells) == len(above[-1][1]):
        return _shorter(file, grid.sheet, [row for _, row in above], number, cells)
    if not above or len(cells) > len(above[-1][1]) or _OF_NO_DAY.match(_first(cells)):
        return None
    text = ", ".join(str(cell) for cell in cells)
    return Fault("csv_cut", Cell(file.name, grid.sheet, 1, number), text, str(len(above[-1][1])))


def _shorter(
    file: File, sheet: str, above: Sequence[Sequence[Value]], number: int, cells: Sequence[Value]
) -> Fault | None:
    """The warning where the last figure has fewer digits, or fewer decimals, than all above it.

    Many programs end a file without a line end: that alone tells nothing.
    """
    others = [str(row[-1]) for row in above if len(row) == len(cells)]
    parts = [_FIGURE.fullmatch(text) for text in others[-_COMPARED:]]
    told = [found for found in parts if found]
    last = _FIGURE.fullmatch(str(cells[-1]))
    if not last or len(told) < _FEWEST:
        return None
    short = any(len(last[n]) < min(len(found[n]) for found in told) for n in (1, 2))
    place = Cell(file.name, sheet, len(cells), number)
    return Fault("csv_short", place, str(cells[-1])) if short else None


def without_notes(faults: Sequence[Fault], torn: Fault | None) -> tuple[Fault, ...]:
    """Without the note that takes the begun line for a text below the table."""
    if torn is None:
        return tuple(faults)
    return tuple(
        one for one in faults if (one.code, one.source) != ("footnote_ignored", torn.source)
    )


def _first(cells: Sequence[Value]) -> str:
    return next((str(cell) for cell in cells if cell != ""), "")
