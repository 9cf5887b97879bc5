"""The text above a table, which may tell its store, its period and its unit."""

import re

from billing.workbook.grid import Grid

NOTE = re.compile(r"\s*(注|备注|说明|制表|审核|填表|导出|note|prepared)", re.IGNORECASE)


def caption(grid: Grid, row: int, after: int) -> str:
    """The text above a header: of all rows above the first, of the lone cells above another."""
    texts: list[str] = []
    for cells in reversed(grid.rows[max(after - 1, 0) : row - 1]):
        filled = [cell for cell in cells if cell != ""]
        if after and (len(filled) > 1 or not all(isinstance(cell, str) for cell in filled)):
            break
        texts[:0] = [c for c in filled if isinstance(c, str) and not (after and NOTE.match(c))]
    return " ".join(texts)
