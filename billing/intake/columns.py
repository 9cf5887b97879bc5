"""The columns of a table: its cells downwards, from below its header to its last row."""

from collections import defaultdict
from operator import itemgetter

from billing.intake.coded import Coded, coded
from billing.intake.header import Located
from billing.workbook.grid import Value


class Columns:
    """Cells by column, from 1. Rows count from 0 here: row 0 stands at `first` in the sheet."""

    def __init__(self, located: Located) -> None:
        """The rows of one table."""
        self._grid = located.grid
        self.first = located.first
        self.rows = located.grid.rows[located.first - 1 : located.last]
        widths = set(map(len, self.rows))
        self.width = max(widths, default=0)
        self._narrowest = min(widths, default=0)
        self._coded: dict[int, Coded[Value]] = {}
        self._merged: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for (row, column), top in located.grid.merged.items():
            if located.first <= row <= located.last:
                self._merged[column].append((row, top))

    def __len__(self) -> int:
        """How many rows."""
        return len(self.rows)

    def cells(self, column: int) -> list[Value]:
        """The cells themselves; empty text where a row is too short."""
        if column <= self._narrowest:
            return list(map(itemgetter(column - 1), self.rows))
        return [row[column - 1] if column <= len(row) else "" for row in self.rows]

    def filled(self, column: int) -> Coded[Value]:
        """The cells, each of a merge down the column with the value of its first."""
        if column not in self._coded:
            cells = self.cells(column)
            for row, top in self._merged.get(column, ()):
                cells[row - self.first] = self._grid.value(top, column)
            self._coded[column] = coded(cells)
        return self._coded[column]

    def plain(self, column: int) -> Coded[Value]:
        """The cells themselves, by their different values."""
        if column not in self._merged:
            return self.filled(column)
        return coded(self.cells(column))

    def number(self, row: int) -> int:
        """The number of a row in its sheet."""
        return self.first + row
