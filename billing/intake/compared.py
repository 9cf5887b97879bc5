"""Rows of one key, compared one by one: repetitions, clashes, and rows that add figures."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from billing.intake.coded import Codes
from billing.intake.faults import Fault
from billing.intake.names import Place
from billing.intake.stack import Stack
from billing.source import Cell, at
from billing.usage import Kind, Table


class Record(NamedTuple):
    """One row's figures. Two records of one key are the same row, or clash."""

    kind: Kind
    place: Place
    agent: str
    moment: str  # the time of day in the date's cell, key or not
    table: Table
    row: int
    figures: Mapping[str, Decimal]
    blank: frozenset[str]

    def cell(self, figure: str = "") -> Cell:
        """The cell of a figure, or of the first column that was read."""
        columns = self.table.columns
        column = columns.get(figure) or min(columns.values())
        return Cell(self.table.file, self.table.sheet, column, self.row)

    @property
    def held(self) -> frozenset[str]:
        """The figures that the record's table has columns for."""
        return frozenset(self.figures) | self.blank


Doubt = tuple[int, Fault]  # what was found of a row, and where that stands


class Kept(NamedTuple):
    """A row that is kept: where it stands, and whether it was cut down to some of its figures."""

    record: Record
    row: int
    cut: bool


def kept(stack: Stack, keys: Codes, rows: Codes) -> tuple[list[Kept], list[Doubt]]:
    """The rows to keep of some keys, and what was found. One that adds figures is cut to these."""
    seen: dict[int, list[Record]] = defaultdict(list)
    tables: dict[tuple[Table, frozenset[str]], Table] = {}
    found: list[Kept] = []
    doubts: list[Doubt] = []
    numbers = zip(rows.tolist(), keys[rows].tolist(), strict=True)
    for (row, key), record in zip(numbers, _records(stack.of(rows)), strict=True):
        known = seen[key]
        added = record.held
        for other in known:
            doubts += [(row, fault) for fault in _compared(record, other)]
            added -= other.held
        if not known or added:
            own = _only(record, added, tables) if known else record
            found.append(Kept(own, row, bool(known)))
            known.append(own)
    return found, doubts


def _records(stack: Stack) -> Iterator[Record]:
    figures = {figure: own.values() for figure, own in stack.figures.items()}
    held = {figure: own.held.tolist() for figure, own in stack.figures.items()}
    names = ("kind", "place", "agent", "moment", "table", "rows")
    rows = zip(*(stack.rows[name].tolist() for name in names), strict=True)
    for n, (kind, place, agent, moment, table, row) in enumerate(rows):
        yield Record(
            kind, place, agent, moment, table, row,
            {figure: value for figure, own in figures.items() if (value := own[n]) is not None},
            frozenset(f for f, own in figures.items() if held[f][n] and own[n] is None),
        )  # fmt: skip


def _only(
    record: Record, figures: frozenset[str], cut: dict[tuple[Table, frozenset[str]], Table]
) -> Record:
    """The record with these figures alone, so that no other cell counts as their source."""
    key = (record.table, figures)
    if key not in cut:
        whole, others = record.table, record.held - figures
        columns = {figure: n for figure, n in whole.columns.items() if figure not in others}
        headers = {figure: text for figure, text in whole.headers.items() if figure not in others}
        cut[key] = Table(whole.file, whole.sheet, columns, headers)
    return record._replace(
        figures={figure: v for figure, v in record.figures.items() if figure in figures},
        blank=record.blank & figures,
        table=cut[key],
    )


def _compared(record: Record, other: Record) -> list[Fault]:
    """A note for a repetition; a fault for each figure that differs, naming both cells."""
    differing = [
        figure
        for figure in sorted(record.held & other.held)
        if record.figures.get(figure) != other.figures.get(figure)
    ]
    clients = (record.place.client,)
    times = record.moment != other.moment and bool(record.moment and other.moment)
    if differing and times and record.table is other.table and record.kind is not Kind.STAFFING:
        return [_two_times(record, other)]
    if differing:
        return [
            Fault(
                "rows_clash", record.cell(figure), _shown(record.figures.get(figure)),
                _shown(other.figures.get(figure)), clients, record.kind,
                (("figure", figure), ("other", str(at(other.cell(figure))))),
            )
            for figure in differing
        ]  # fmt: skip
    doubtful = record.kind is Kind.STAFFING and not record.agent and record.table is other.table
    if not doubtful and record.moment and other.moment and record.moment != other.moment:
        return [_two_times(record, other)]
    code = "rows_identical" if doubtful else "duplicate_rows"
    where = (("other", str(at(other.cell()))),) if doubtful else ()
    return [Fault(code, record.cell(), "", "", clients, record.kind, where)]


def _two_times(record: Record, other: Record) -> Fault:
    """One row at two times of day, in tables where times tell no rows apart."""
    values = (("other", str(at(other.cell()))), ("time", other.moment))
    clients = (record.place.client,)
    return Fault("times_differ", record.cell(), record.moment, "", clients, record.kind, values)


def _shown(value: Decimal | None) -> str:
    return "-" if value is None else f"{value:f}"
