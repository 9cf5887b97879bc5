"""A figure of one store and day told twice, at two levels of detail: adding would bill it twice.

Levels are: by agent, service, shift, platform or hour or not; by day or as a total; by store or by
client. A blank cell in a column of agents, services, shifts or platforms is the coarser level: the
row may be the sum of those beside it that are named. A column that is blank throughout is as if it
were absent.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

import numpy as np
import pandas as pd

from billing.intake.coded import Mask
from billing.intake.faults import LISTED, Fault
from billing.period import Period
from billing.source import Cell, at, ranges
from billing.usage import Kind, Rows


class Group(NamedTuple):
    """What the check of levels needs of a sum of rows."""

    client: str
    kind: Kind
    store: str
    days: tuple[date, ...]
    figures: frozenset[str]
    labels: frozenset[str]  # which of agent, service, shift, platform and hour are told
    whole: Period | None  # the days of a total of several
    cell: Cell
    rows: tuple[Rows, ...]

    @property
    def level(self) -> tuple[object, ...]:
        """How finely its rows are told."""
        return self.labels, self.whole


_Key = tuple[object, ...]


class _Blank(NamedTuple):
    """Rows that leave a column blank, beside rows of the same store and day that fill it."""

    coarse: Group
    fine: Group
    header: str
    cells: set[Cell]


class _Found:
    """The faults so far: one for each pair of tables, or for each column with blank cells."""

    def __init__(self) -> None:
        self.mixed: dict[_Key, Fault] = {}
        self.blank: dict[_Key, _Blank] = {}

    def add(self, group: Group, first: Group, figure: str) -> None:
        """Two levels of one figure, store and day."""
        for coarse, fine in ((group, first), (first, group)):
            blank = _blanks(coarse, fine)
            for header, cells in blank.items():
                key: _Key = (coarse.client, coarse.kind, header, coarse.cell.file)
                self.blank.setdefault(key, _Blank(coarse, fine, header, set())).cells.update(cells)
            if blank:
                return
        sheets = (group.cell.file, group.cell.sheet, first.cell.file, first.cell.sheet)
        key = (group.client, group.kind, group.store, figure, *sheets)
        values = (("figure", figure), ("other", str(at(first.cell))))
        fault = Fault("levels_mixed", group.cell, "", "", (group.client,), group.kind, values)
        self.mixed.setdefault(key, fault)

    def faults(self) -> list[Fault]:
        """All of them, with the cells that are blank."""
        return [*self.mixed.values(), *map(_of_blanks, self.blank.values())]


def _blanks(coarse: Group, fine: Group) -> Mapping[str, set[Cell]]:
    """The cells of the coarser rows that leave blank what the finer ones tell, by header."""
    found: dict[str, set[Cell]] = defaultdict(set)
    for label in sorted(fine.labels - coarse.labels):
        for run in coarse.rows:
            table, rows = run.table, range(run.first, run.last + 1)
            if column := table.columns.get(label):
                cells = (Cell(table.file, table.sheet, column, row) for row in rows)
                found[table.headers[label]].update(cells)
    return found


def _of_blanks(blank: _Blank) -> Fault:
    runs = ranges(blank.cells)
    listed = ", ".join(map(str, runs[:LISTED])) + (", ..." if len(runs) > LISTED else "")
    values = (("cells", listed), ("other", str(at(blank.fine.cell))))
    group = blank.coarse
    return Fault("label_blank", runs[0], blank.header, "", (group.client,), group.kind, values)


def mixed(groups: Iterable[Group]) -> list[Fault]:
    """A fault for each two levels at which a figure of one store and day is told."""
    told: dict[_Key, Group] = {}
    whose: dict[_Key, dict[bool, Group]] = defaultdict(dict)
    found = _Found()
    clientwide = {(group.client, group.kind) for group in groups if not group.store}
    for group in groups:
        for day in group.days:
            for figure in sorted(group.figures):
                first = told.setdefault((group[:3], day, figure), group)
                if first.level != group.level:
                    found.add(group, first, figure)
                if group[:2] in clientwide:
                    sides = whose[group[:2], day, figure]
                    sides.setdefault(bool(group.store), group)
                    if len(sides) == 2:
                        found.add(group, sides[not group.store], figure)
    return found.faults()


def doubtful(heads: pd.DataFrame, held: Iterable[Mask]) -> list[int]:
    """The sources that must be compared: of stores with a figure told at several levels.

    And those of clients with a figure by store and as a whole. `heads` has a row of each source;
    `held` tells for each figure which sources have it.
    """
    heads = heads.reset_index(drop=True)
    store = heads.groupby(["kind", "place"], observed=True).ngroup()
    level = heads.assign(whole=_whole(heads)).groupby(["labels", "whole"], observed=True).ngroup()
    of_store = heads["place"].map(lambda place: bool(place.store))
    if level.nunique() == of_store.nunique() == 1:
        return []
    doubt = pd.Series(data=False, index=heads.index)
    for some in held:
        doubt |= store.isin(_several(store[some], level[some]))
    client = heads["place"].map(lambda place: place.client)
    both = heads.groupby(["kind", client], observed=True).ngroup()
    doubt |= both.isin(_several(both, of_store))
    return np.flatnonzero(doubt).tolist()


def _whole(heads: pd.DataFrame) -> pd.Series:
    """For totals of several days, a number for these days; for others -1."""
    several = heads["period"].map(lambda days: days.days > 1).astype(np.bool_)
    return heads["period"].cat.codes.where(several, -1)


def _several(codes: pd.Series, others: pd.Series) -> pd.Index:
    """The codes that stand beside more than one other."""
    many = others.groupby(codes).nunique()
    return many.index[many > 1]
