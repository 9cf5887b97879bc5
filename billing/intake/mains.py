"""Order rows to counts: a main order is one, however many parts it has."""

import numpy as np

from billing.intake.blocks import Block
from billing.intake.coded import Coded, Codes, constant, distinct, numbered
from billing.intake.listed import Listed
from billing.intake.scaled import Scaled
from billing.usage import Kind, Table

ORDERS = frozenset({"orders"})  # the level of detail: counted from a list of orders


def counted(rows: Listed) -> Block:
    """Each row under the key of its main order's first row, whose table tells the figures.

    The count of a main order stands in its first row; the other rows are its sources too.
    """
    first, whole = _grouped(rows)
    whole_rows = rows.of(whole)
    heads = rows.of(whole[first])
    table = heads.table
    nothing = constant("", len(whole))
    return Block(
        kind=Kind.ORDERS,
        table=whole_rows.table,
        rows=whole_rows.rows,
        place=heads.place,
        period=heads.period,
        service=heads.service,
        shift=nothing,
        agent=Coded(table.codes, tuple(map(str, range(len(table.values))))),
        part=nothing,
        platform=nothing,
        hour=nothing,
        day_kind=nothing,
        moment=nothing,
        labels=constant(ORDERS, len(whole)),
        figures=_figures(whole_rows, table, first),
    )


def _grouped(rows: Listed) -> tuple[Codes, Codes]:
    """The rows in order of main orders; and the place of each one's first row in that order."""
    client = rows.place.mapped(lambda place: place.client)
    parts = (client.codes, len(client.values)), (rows.order.codes, len(rows.order.values))
    own, heads = distinct(*numbered(*parts))
    whole = np.lexsort((np.arange(len(rows)), heads[own]))
    ordered = heads[own][whole]
    starts = np.flatnonzero(np.diff(ordered, prepend=-1))
    first = np.repeat(starts, np.diff(starts, append=len(rows)))
    return first, whole


def _figures(rows: Listed, table: Coded[Table], first: Codes) -> dict[str, Scaled]:
    """What each main order adds: closed if all its parts are, refunded if all others are."""
    head = first == np.arange(len(first))
    starts = np.flatnonzero(head)
    if not len(starts):
        return {}
    closed = np.logical_and.reduceat(rows.closed, starts)
    refunded = np.logical_and.reduceat(rows.closed | rows.refunded, starts) & ~closed
    agent = np.logical_or.reduceat(rows.agent, starts)
    counts = {"orders": np.ones(len(starts), np.bool_), "cancelled": closed, "refunded": refunded}
    counts |= {f"{figure}_with_agent": own & agent for figure, own in counts.items()}
    found = {}
    for figure, own in counts.items():
        told = np.array([figure in one.columns for one in table.values], np.bool_)[table.codes]
        units = np.zeros(len(first), np.int64)
        units[starts] = own & told[starts]
        found[figure] = Scaled(units, 0, told, told)
    return found
