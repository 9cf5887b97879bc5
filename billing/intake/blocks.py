"""The usage of one table, column by column: small, whole numbers, without any cell of its sheet."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, NamedTuple

import numpy as np

from billing.intake.coded import Coded, Codes, Mask, constant
from billing.intake.names import Place
from billing.intake.scaled import Scaled
from billing.period import Period
from billing.source import Cell
from billing.usage import Kind, Table

# What makes a row one of its kind, besides that.
KEYS = ("place", "period", "service", "shift", "agent", "part", "platform", "hour")


class Record(NamedTuple):
    """One row's figures under its key. Two records with one key are the same row, or clash."""

    kind: Kind
    place: Place
    period: Period
    service: str
    shift: str
    agent: str
    part: str  # what else tells rows apart: staffing's start and end
    within: tuple[str, str]  # the platform and the time of day, where these tell rows apart
    figures: Mapping[str, Decimal]
    blank: frozenset[str]
    table: Table
    row: int
    day_kind: str = ""
    moment: str = ""  # the time of day in the date's cell, key or not

    @property
    def key(self) -> tuple[object, ...]:
        """What makes the row one of its kind."""
        return self[:8]

    def cell(self, figure: str = "") -> Cell:
        """The cell of a figure, or of the first column that was read."""
        columns = self.table.columns
        column = columns.get(figure) or min(columns.values())
        return Cell(self.table.file, self.table.sheet, column, self.row)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Block:
    """Rows of figures under their keys; see Record for each."""

    kind: Kind
    table: Coded[Table]
    rows: Codes
    place: Coded[Place]
    period: Coded[Period]
    service: Coded[str]
    shift: Coded[str]
    agent: Coded[str]
    part: Coded[str]
    platform: Coded[str]
    hour: Coded[str]
    day_kind: Coded[str]
    moment: Coded[str]
    labels: Coded[frozenset[str]]
    figures: Mapping[str, Scaled]

    def __len__(self) -> int:
        """How many rows."""
        return len(self.rows)

    @property
    def keys(self) -> tuple[Coded[Any], ...]:
        """The columns of KEYS."""
        return tuple(getattr(self, name) for name in KEYS)

    def of(self, rows: Codes | Mask) -> "Block":
        """Some of the rows."""
        columns = {name: getattr(self, name).of(rows) for name in _COLUMNS}
        figures = {figure: column.of(rows) for figure, column in self.figures.items()}
        return replace(self, rows=self.rows[rows], figures=figures, **columns)

    def only(self, rows: Codes, figures: Iterable[str], table: Table) -> "Block":
        """Some rows with some of their figures."""
        some = self.of(rows)
        kept = {figure: some.figures[figure] for figure in figures}
        return replace(some, figures=kept, table=constant(table, len(rows)))

    def records(self, rows: Codes) -> Iterator[Record]:
        """Some of the rows, one by one."""
        some = self.of(rows)
        figures = {figure: own.values() for figure, own in some.figures.items()}
        held = {figure: own.held.tolist() for figure, own in some.figures.items()}
        for n, (table, row, place, period, service, shift, agent, part, *rest) in enumerate(
            zip(some.table, some.rows.tolist(), *some.keys, some.day_kind, some.moment, strict=True)
        ):
            platform, hour, day_kind, moment = rest
            yield Record(
                self.kind, place, period, service, shift, agent, part, (platform, hour),
                {f: value for f, own in figures.items() if (value := own[n]) is not None},
                frozenset(f for f, own in figures.items() if held[f][n] and own[n] is None),
                table, row, day_kind, moment,
            )  # fmt: skip


_COLUMNS = ("table", *KEYS, "day_kind", "moment", "labels")


def column(figure: str, blocks: Sequence[Block]) -> Scaled:
    """A figure of the rows of all blocks; of those without it, it is not held."""
    places = max(block.figures[figure].places for block in blocks if figure in block.figures)
    parts = [block.figures.get(figure) or _absent(len(block), places) for block in blocks]
    return Scaled(
        np.concatenate([part.at(places) for part in parts]),
        places,
        np.concatenate([part.told for part in parts]),
        np.concatenate([part.held for part in parts]),
    )


def _absent(rows: int, places: int) -> Scaled:
    nowhere = np.zeros(rows, np.bool_)
    return Scaled(np.zeros(rows, np.int64), places, nowhere, nowhere)
