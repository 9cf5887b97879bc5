"""One row once: the same key with the same figures counts once, with others it is a clash."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from billing.intake.faults import Fault
from billing.intake.records import OrderRow, Record
from billing.source import Cell, at
from billing.usage import Kind, Table


class Unique(NamedTuple):
    """Records of which no two tell the same figure of the same key, and what was found."""

    records: list[Record]
    faults: list[Fault]


def unique(records: Iterable[Record]) -> Unique:
    """Records without repetitions. One that adds figures to a key is kept, cut down to these."""
    seen: dict[tuple[object, ...], list[Record]] = defaultdict(list)
    cut: dict[tuple[Table, frozenset[str]], Table] = {}
    faults: list[Fault] = []
    for record in records:
        known = seen[record.key]
        added = _held(record)
        for other in known:
            faults += _compared(record, other)
            added -= _held(other)
        if not known or added:
            known.append(record if not known else _only(record, added, cut))
    return Unique([record for group in seen.values() for record in group], faults)


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


def unique_orders(rows: Iterable[OrderRow]) -> tuple[list[OrderRow], list[Fault]]:
    """Order rows once per client, order and part.

    Only what is billed is compared: a status that went on from shipped to done is no clash.
    """
    seen: dict[tuple[str, str, str], OrderRow] = {}
    faults: list[Fault] = []
    for row in rows:
        other = seen.setdefault((row.place.client, row.order, row.part), row)
        if other is row:
            continue
        cell, first = _order_cell(row), _order_cell(other)
        clients = (row.place.client,)
        if row[:8] == other[:8]:
            faults.append(Fault("duplicate_rows", cell, "", "", clients, Kind.ORDERS))
        else:
            where = (("order", row.order), ("other", str(at(first))))
            faults.append(Fault("orders_clash", cell, "", "", clients, Kind.ORDERS, where))
    return list(seen.values()), faults


def _order_cell(row: OrderRow) -> Cell:
    return Cell(row.table.file, row.table.sheet, row.table.columns["orders"], row.row)
