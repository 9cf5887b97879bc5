"""Which rows of a table hold usage; totals, footnotes and examples are kept apart and noted."""

from typing import NamedTuple

import numpy as np

from billing.intake import lines
from billing.intake.cells import shown
from billing.intake.coded import Codes
from billing.intake.columns import Columns
from billing.intake.faults import Fault
from billing.intake.header import Located
from billing.intake.keyed import KEYS
from billing.intake.lines import Line
from billing.source import Cell

_PLACES = ("date", "month", "client", "store")
_LEFT_OUT = {
    Line.TOTAL: "total_left_out",
    Line.AVERAGE: "total_left_out",
    Line.FOOTNOTE: "footnote_ignored",
    Line.EXAMPLE: "example_left_out",
}


class Counted(NamedTuple):
    """The rows that hold usage, from 0 below the header; the numbers of totals; notes by number."""

    rows: Codes
    totals: tuple[int, ...]  # rows of sums; those of averages are left out
    notes: list[tuple[int, Fault]]


def counted(located: Located, columns: Columns) -> Counted:
    """Every row looked at by its different cells; closer, where it may be something else."""
    own = located.table.columns
    places = [own[key] for key in _PLACES if own.get(key)]
    keys = [own[key] for key in KEYS if own.get(key)]
    figures = [column for figure, column in own.items() if figure not in KEYS]
    filled, doubt = lines.doubtful(columns, keys, figures, own.get("agent"))
    totals: list[int] = []
    notes: list[tuple[int, Fault]] = []
    for row in np.flatnonzero(doubt).tolist():
        number = columns.number(row)
        line = _kind(located, number, keys, figures, places)
        filled[row] = line is Line.USAGE
        totals += [number] if line is Line.TOTAL else []
        if code := _LEFT_OUT.get(line):
            place = Cell(located.table.file, located.table.sheet, 1, number)
            notes.append((number, Fault(code, place, kind=located.kind)))
    return Counted(np.flatnonzero(filled), tuple(totals), notes)


def _kind(
    located: Located, number: int, keys: list[int], figures: list[int], places: list[int]
) -> Line:
    grid, agent = located.grid, located.table.columns.get("agent")
    cells = grid.rows[number - 1]
    first = next((column for column, cell in enumerate(cells, 1) if shown(cell)), 0)
    named = [first, *places] if first not in keys and first not in figures else places
    return lines.kind(
        cells,
        [grid.filled(number, column) for column in keys],
        [grid.value(number, column) for column in figures],
        grid.filled(number, agent) if agent else "",
        [grid.value(number, column) for column in named if column],
    )
