"""Figures of many rows at once, as exact numbers: whole ones as integers, which add up quickest."""

from collections.abc import Callable, Collection, Iterable, Sequence
from fractions import Fraction

from billing import money
from billing.invoice import AnnexCell
from billing.usage import UsageRow

Exact = int | Fraction
Column = Sequence[Exact | None]  # a number for each row, None where a row does not tell it


class Columns:
    """Some rows, and each of their figures in the order of the rows."""

    def __init__(self, rows: Sequence[UsageRow]) -> None:
        """Of these rows; a figure is taken when it is asked for, and once."""
        self.rows = rows
        self._known: dict[str, list[Exact]] = {}

    def __getitem__(self, figure: str) -> list[Exact]:
        """A figure that all rows have."""
        if figure not in self._known:
            self._known[figure] = [money.exact(row.figures[figure]) for row in self.rows]
        return self._known[figure]

    def less(self, figure: str, others: Iterable[str]) -> list[Exact]:
        """A figure less some others, row by row."""
        left = self[figure]
        for other in others:
            left = [one - off for one, off in zip(left, self[other], strict=True)]
        return left


Figure = Callable[[Columns], Column]
"""What a column of a table holds for each row; the sum over all rows is the month's figure."""


def summed(figure: str) -> Figure:
    """A figure that all rows have."""
    return lambda columns: columns[figure]


def taken_off(figure: str) -> Figure:
    """The same, below zero."""
    return lambda columns: [-one for one in columns[figure]]


def stated(figure: str) -> Figure:
    """A figure that is only shown, and that some of the files may not have."""

    def of(columns: Columns) -> Column:
        own = (row.figures.get(figure) for row in columns.rows)
        return [None if one is None else money.exact(one) for one in own]

    return of


def cells(found: Column, groups: Collection[tuple[int, int]]) -> list[AnnexCell]:
    """The cell of each group of rows; a group is from where up to where its rows stand."""
    if len(groups) == len(found):  # a row each, as most are
        return ["" if one is None else money.decimal(one) for one in found]
    return [cell(found[first:end]) for first, end in groups]


def cell(found: Column) -> AnnexCell:
    """The sum of what is told as a table shows it; empty where no row tells it."""
    told = [one for one in found if one is not None]
    return money.decimal(sum(told)) if told else ""
