"""Rows that a remark or a line through them calls void, and that would be billed all the same."""

import re
from collections.abc import Iterator

import numpy as np

from billing.intake.cells import shown
from billing.intake.columns import Columns
from billing.intake.faults import Fault
from billing.intake.header import Located
from billing.intake.keyed import Keys
from billing.source import Cell
from billing.workbook.grid import Value

_VOID = re.compile(
    r"(?<![不未没])(作废|废除|勿计|不计入|不作数|不结算|不算|请?忽略|划掉)|\bvoid(ed)?\b|\bignore\b",
    re.IGNORECASE,
)


def remarks(located: Located, columns: Columns, rows: Keys) -> Iterator[Fault]:
    """A warning at each remark: in the column of remarks, or beside the table's headers."""
    table = located.table
    for column in _remarked(located, columns):
        void = columns.plain(column).of(rows.at).mapped(_word)
        for row in np.flatnonzero(void.flags(bool)).tolist():
            place = Cell(table.file, table.sheet, column, rows.number(row))
            clients = (rows.place[row].client,)
            yield Fault("row_void", place, void[row], clients=clients, kind=located.kind)


def struck(located: Located, rows: Keys) -> Iterator[Fault]:
    """A warning at the first cell of each row that has a line through what is read of it."""
    table, places = located.table, located.grid.struck
    crossed = {number for number, column in places if column in table.columns.values()}
    if not crossed:
        return
    for row in range(len(rows.at)):
        if (number := rows.number(row)) in crossed:
            column = min(own for own in table.columns.values() if (number, own) in places)
            place = Cell(table.file, table.sheet, column, number)
            yield Fault("row_struck", place, clients=(rows.place[row].client,), kind=located.kind)


def _remarked(located: Located, columns: Columns) -> Iterator[int]:
    header = located.grid.rows[located.first - 2]
    if note := located.table.columns.get("note"):
        yield note
    for column in range(1, columns.width + 1):
        if column > len(header) or not shown(header[column - 1]):
            yield column


def _word(cell: Value) -> str:
    """What calls the row void: that alone is quoted, for remarks may name buyers."""
    found = _VOID.search(cell) if isinstance(cell, str) else None
    return found[0] if found else ""
