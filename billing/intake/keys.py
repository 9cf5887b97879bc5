"""One row once: the same key with the same figures counts once, with others it is a clash."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from operator import itemgetter
from typing import NamedTuple

import numpy as np

from billing.intake import repeated
from billing.intake.blocks import Block, Record
from billing.intake.coded import Codes, Mask, distinct, joined, numbered
from billing.intake.faults import Fault
from billing.intake.listed import Listed, OrderRow, together
from billing.source import Cell, at
from billing.usage import Kind, Table


class Unique(NamedTuple):
    """Rows of which no two tell the same figure of the same key, and what was found.

    `order` is that of all the rows of the blocks, one block below the other: by the first row of
    their key, then as they were read.
    """

    blocks: tuple[Block, ...]
    order: Codes
    faults: list[Fault]


_Doubt = tuple[int, Fault]  # what was found of a row, and where that stands


class _Seen(NamedTuple):
    """A row that is kept: where it stands, and whether it was cut down to some of its figures."""

    record: Record
    row: int
    cut: bool


def unique(found: Iterable[Block]) -> Unique:
    """Rows without repetitions. One that adds figures to a key is kept, cut down to these."""
    blocks = tuple(block for block in found if len(block))
    codes, first = distinct(*_codes(blocks))
    again = np.bincount(codes, minlength=1)[codes] > 1
    if not again.any():
        return Unique(blocks, np.arange(len(codes)), [])
    alone = ~again
    plain = _plainly(blocks, codes, np.flatnonzero(again))
    alone[first[codes[plain]]] = True
    kept, doubts = _kept(blocks, codes, np.setdiff1d(np.flatnonzero(again), plain))
    doubts += _notes(blocks, plain[~alone[plain]])
    faults = [fault for _, fault in sorted(doubts, key=itemgetter(0))]
    alone[[one.row for one in kept if not one.cut]] = True
    pieces = [*_alone(blocks, alone), *_cut(blocks, kept)]
    rows = np.concatenate([rows for _, rows in pieces])
    order = np.lexsort((rows, first[codes][rows]))
    return Unique(tuple(block for block, _ in pieces), order, faults)


def _codes(blocks: Sequence[Block]) -> tuple[Codes, int]:
    """A number for each row, equal for equal keys; and how many there may be."""
    if not blocks:
        return np.zeros(0, np.int64), 0
    kinds = np.repeat([[*Kind].index(block.kind) for block in blocks], [*map(len, blocks)])
    columns = [joined(own) for own in zip(*(block.keys for block in blocks), strict=True)]
    parts = ((column.codes, len(column.values)) for column in columns)
    return numbered((kinds, len(Kind)), *parts)


def _starts(blocks: Sequence[Block]) -> Codes:
    """Where the rows of each block begin among all rows; and, last, how many there are."""
    return np.cumsum([0, *map(len, blocks)])


def _plainly(blocks: Sequence[Block], codes: Codes, rows: Codes) -> Codes:
    """Those of the rows whose key's rows all agree."""
    parts = [block.of(own) for block, own in _parts(blocks, rows)]
    return rows[repeated.plainly(parts, codes[rows])]


def _notes(blocks: Sequence[Block], rows: Codes) -> list[_Doubt]:
    found = [note for block, own in _parts(blocks, rows) for note in repeated.notes(block.of(own))]
    return [*zip(rows.tolist(), found, strict=True)]


def _kept(blocks: Sequence[Block], codes: Codes, rows: Codes) -> tuple[list[_Seen], list[_Doubt]]:
    """The rows to keep of some keys, compared one by one, and what was found, by row."""
    seen: dict[int, list[Record]] = defaultdict(list)
    cut: dict[tuple[Table, frozenset[str]], Table] = {}
    kept: list[_Seen] = []
    faults: list[_Doubt] = []
    for row, record in zip(rows.tolist(), _records(blocks, rows), strict=True):
        known = seen[codes[row]]
        added = _held(record)
        for other in known:
            faults += [(row, fault) for fault in _compared(record, other)]
            added -= _held(other)
        if not known or added:
            own = _only(record, added, cut) if known else record
            kept.append(_Seen(own, row, bool(known)))
            known.append(own)
    return kept, faults


def _records(blocks: Sequence[Block], rows: Codes) -> Iterator[Record]:
    for block, own in _parts(blocks, rows):
        yield from block.records(own)


def _parts(blocks: Sequence[Block], rows: Codes) -> Iterator[tuple[Block, Codes]]:
    """Each block with those of the rows, which rise, that are its own."""
    starts = _starts(blocks)
    for block, first, last in zip(blocks, starts, starts[1:], strict=False):
        yield block, rows[(rows >= first) & (rows < last)] - first


def _alone(blocks: Sequence[Block], alone: Mask) -> Iterator[tuple[Block, Codes]]:
    """Each block with its rows that are kept whole, and where these stand."""
    starts = _starts(blocks)
    for block, first, last in zip(blocks, starts, starts[1:], strict=False):
        rows = np.flatnonzero(alone[first:last])
        yield block.of(rows) if len(rows) < len(block) else block, rows + first


def _cut(blocks: Sequence[Block], kept: Iterable[_Seen]) -> Iterator[tuple[Block, Codes]]:
    """Rows kept for some figures, as blocks of their own with tables of these figures alone."""
    starts = _starts(blocks)
    groups: dict[tuple[int, Table], list[_Seen]] = defaultdict(list)
    for one in kept:
        if one.cut:
            place = int(np.searchsorted(starts, one.row, "right")) - 1
            groups[place, one.record.table].append(one)
    for (place, table), group in groups.items():
        rows = np.array([one.row for one in group])
        figures = sorted(_held(group[0].record))
        yield blocks[place].only(rows - starts[place], figures, table), rows


def _held(record: Record) -> frozenset[str]:
    """The figures that the record's table has columns for."""
    return frozenset(record.figures) | record.blank


def _only(
    record: Record, figures: frozenset[str], cut: dict[tuple[Table, frozenset[str]], Table]
) -> Record:
    """The record with these figures alone, so that no other cell counts as their source."""
    key = (record.table, figures)
    if key not in cut:
        whole, others = record.table, _held(record) - figures
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
        for figure in sorted(_held(record) & _held(other))
        if record.figures.get(figure) != other.figures.get(figure)
    ]
    clients = (record.place.client,)
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
    """Equal rows with two times of day, in tables where times tell no rows apart."""
    values = (("other", str(at(other.cell()))), ("time", other.moment))
    clients = (record.place.client,)
    return Fault("times_differ", record.cell(), record.moment, "", clients, record.kind, values)


def _shown(value: Decimal | None) -> str:
    return "-" if value is None else f"{value:f}"


def unique_orders(lists: Iterable[Listed]) -> tuple[Listed | None, list[Fault]]:
    """Order rows once per client, order and part; None where there is no list of orders.

    Only what is billed is compared: a status that went on from shipped to done is no clash.
    """
    some = [one for one in lists if len(one)]
    if not some:
        return None, []
    rows = together(some)
    clients = rows.place.mapped(lambda place: place.client)
    keys = (clients, rows.order, rows.part)
    codes = numbered(*((column.codes, len(column.values)) for column in keys))
    own, first = distinct(*codes)
    if len(first) == len(own):
        return rows, []
    again = first[own] != np.arange(len(own))
    twice = np.flatnonzero(again)
    pairs = zip(rows.of(twice), rows.of(first[own][twice]), strict=True)
    return rows.of(~again), [_orders_compared(row, other) for row, other in pairs]


def _orders_compared(row: OrderRow, other: OrderRow) -> Fault:
    """A note for a repetition; a fault where what is billed differs."""
    cell, first = _order_cell(row), _order_cell(other)
    clients = (row.place.client,)
    if row[:8] == other[:8]:
        return Fault("duplicate_rows", cell, "", "", clients, Kind.ORDERS)
    where = (("order", row.order), ("other", str(at(first))))
    return Fault("orders_clash", cell, "", "", clients, Kind.ORDERS, where)


def _order_cell(row: OrderRow) -> Cell:
    return Cell(row.table.file, row.table.sheet, row.table.columns["orders"], row.row)
