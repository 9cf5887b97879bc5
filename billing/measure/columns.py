"""Figures of many rows at once, as whole units of a power of ten, which add up exactly."""

from collections.abc import Callable, Collection, Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from operator import attrgetter, sub
from typing import NamedTuple

from billing import money
from billing.invoice import AnnexCell
from billing.money import Exact
from billing.period import Period
from billing.source import CellRange
from billing.usage import UsageRow, sources

_BLANK = attrgetter("blank")


class Column(NamedTuple):
    """A number for each row: 125 units of one place are 12.5."""

    units: Sequence[int]  # 0 of a row that does not tell its number
    places: int = 0  # decimals of a unit
    untold: frozenset[int] = frozenset()  # which rows those are, from 0

    def at(self, places: int) -> Sequence[int]:
        """The units of a finer power of ten."""
        factor = 10 ** (places - self.places)
        return self.units if factor == 1 else [unit * factor for unit in self.units]

    @property
    def total(self) -> Exact:
        """The sum of what is told."""
        whole = sum(self.units)
        return Fraction(whole, 10**self.places) if self.places else whole


class Columns:
    """Some rows, and each of their figures in the order of the rows."""

    def __init__(self, rows: Sequence[UsageRow] = ()) -> None:
        """Of these rows; a figure is taken when it is asked for, and once."""
        self.rows = rows
        self.stores = [row.store for row in rows]
        self.starts = [row.period.start for row in rows]
        self.ends = [row.period.end for row in rows]  # the day after the last, of each row
        self.blank = any(map(_BLANK, rows))  # whether a cell of some row is
        self._known: dict[str, Column] = {}

    def __getitem__(self, figure: str) -> Column:
        """A figure that all rows have."""
        if figure not in self._known:
            self._known[figure] = Column(*money.units([row.figures[figure] for row in self.rows]))
        return self._known[figure]

    def __contains__(self, figure: str) -> bool:
        """Whether all rows have the figure, and none of them is blank anywhere."""
        try:
            self[figure]
        except KeyError:
            return False
        return not self.blank

    def less(self, figure: str, others: Iterable[str]) -> Column:
        """A figure less some others, row by row."""
        left = self[figure]
        for off in map(self.__getitem__, others):
            places = max(left.places, off.places)
            left = Column(list(map(sub, left.at(places), off.at(places))), places)
        return left

    def total(self, figure: str) -> Exact:
        """The sum of a figure that all rows have."""
        return self[figure].total

    def stated(self, figure: str) -> Column:
        """A figure that some of the rows may not have."""
        own = [row.figures.get(figure) for row in self.rows]
        untold = frozenset(place for place, one in enumerate(own) if one is None)
        return Column(*money.units([one or Decimal(0) for one in own]), untold)

    @cached_property
    def lengths(self) -> Sequence[int]:
        """How many days each row covers."""
        return [(end - start).days for start, end in zip(self.starts, self.ends, strict=True)]

    def within(self, period: Period) -> bool:
        """Whether no row reaches beyond the period."""
        return not self.rows or (period.start <= min(self.starts) and max(self.ends) <= period.end)

    def sources(self, *figures: str) -> tuple[CellRange, ...]:
        """The ranges of the cells that these figures were read from."""
        return sources(self.rows, *figures)

    def headers(self, figures: Collection[str]) -> tuple[str, ...]:
        """The files' own headers of these figures, each once."""
        return headers(self.rows, figures)


def headers(rows: Iterable[UsageRow], figures: Collection[str]) -> tuple[str, ...]:
    """The files' own headers of some rows' figures, each once."""
    tables = dict.fromkeys([part.table for row in rows for part in row.at])
    found = [table.headers.get(figure) for table in tables for figure in figures]
    return tuple(dict.fromkeys([header for header in found if header is not None]))


Figure = Callable[[Columns], Column]
"""What a column of a table holds for each row; the sum over all rows is the month's figure."""


def summed(figure: str) -> Figure:
    """A figure that all rows have."""
    return lambda columns: columns[figure]


def taken_off(figure: str) -> Figure:
    """The same, below zero."""

    def of(columns: Columns) -> Column:
        found = columns[figure]
        return found._replace(units=[-unit for unit in found.units])

    return of


def stated(figure: str) -> Figure:
    """A figure that is only shown, and that some of the files may not have."""
    return lambda columns: columns.stated(figure)


def cells(found: Column, groups: Sequence[tuple[int, int]]) -> Sequence[AnnexCell]:
    """The cell of each group of rows; a group is from where up to where its rows stand."""
    units = found.units
    if len(groups) < len(units):  # else a row each, as most are
        units = [sum(units[first:end]) for first, end in groups]
    shown = money.decimals(units, found.places)
    if not found.untold:
        return shown
    silent = [found.untold.issuperset(range(*group)) for group in groups]
    return ["" if none else one for one, none in zip(shown, silent, strict=True)]


def cell(found: Column) -> AnnexCell:
    """The sum of what is told as a table shows it; empty where no row tells it."""
    return cells(found, [(0, len(found.units))])[0]
