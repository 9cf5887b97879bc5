"""The usage of one row of a file, before rows of several files are compared and summed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from billing.intake.faults import Fault
from billing.intake.names import Place
from billing.period import Period
from billing.source import Cell
from billing.usage import Event, Kind, Table


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
    unlabelled: frozenset[str] = frozenset()  # labels whose column is there, and blank in this row

    @property
    def key(self) -> tuple[object, ...]:
        """What makes the row one of its kind."""
        return self[:8]

    def cell(self, figure: str = "") -> Cell:
        """The cell of a figure, or of the first column that was read."""
        columns = self.table.columns
        column = columns.get(figure) or min(columns.values())
        return Cell(self.table.file, self.table.sheet, column, self.row)


class OrderRow(NamedTuple):
    """One row of an orders list: a main order, or one of its parts."""

    place: Place
    order: str
    part: str  # the sub order's number; empty where there are none
    period: Period  # the day it was paid
    service: str
    closed: bool
    refunded: bool  # fully
    agent: bool  # whether one is named
    table: Table
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """Rows of one client that lie outside its month."""

    file: str
    client: str
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one table gave."""

    records: tuple[Record, ...] = ()
    orders: tuple[OrderRow, ...] = ()
    events: tuple[tuple[str, Event], ...] = ()  # with the client's code
    accepted: tuple[tuple[str, Event], ...] = ()  # milestones accepted before the month
    aside: tuple[Aside, ...] = ()
    clients: frozenset[str] = field(default_factory=frozenset)  # with rows inside their month
    rows: int = 0  # rows inside their client's month
    faults: tuple[Fault, ...] = ()
