"""One row once: the same key with the same figures counts once, with others it is a clash."""

from collections.abc import Sequence
from operator import itemgetter
from typing import Any

import numpy as np
import pandas as pd

from billing.intake import repeated
from billing.intake.blocks import KEYS
from billing.intake.compared import Kept, kept
from billing.intake.faults import Fault
from billing.intake.stack import Stack
from billing.source import Cell, at
from billing.usage import Kind

_KEY = ["kind", *KEYS]
_ORDER = ["client", "order", "part"]
_BILLED = ["place", "order", "part", "period", "service", "closed", "refunded", "agent"]


def unique(stack: Stack) -> tuple[Stack, list[Fault]]:
    """Rows of which no two tell the same figure of the same key, and what was found.

    One that adds figures to a key is kept, cut down to these. The order is by the first row of
    their key, then as they were read.
    """
    again = np.flatnonzero(stack.rows.duplicated(_KEY, keep=False))
    if not len(again):
        return stack, []
    keys = np.asarray(stack.rows.groupby(_KEY, observed=True, sort=False).ngroup(), np.int64)
    plain = repeated.plainly(stack.of(again), keys[again])
    own, doubts = kept(stack, keys, again[~plain])
    alike = again[plain]
    alike = alike[pd.Series(keys[alike]).duplicated()]
    doubts += zip(alike.tolist(), repeated.notes(stack.rows.iloc[alike]), strict=True)
    alone = np.ones(len(keys), np.bool_)
    alone[alike] = alone[again[~plain]] = False
    alone[[one.row for one in own]] = True
    order = np.argsort(keys, kind="stable")
    faults = [fault for _, fault in sorted(doubts, key=itemgetter(0))]
    return _cut(stack, own).of(order[alone[order]]), faults


def _cut(stack: Stack, own: Sequence[Kept]) -> Stack:
    """Rows that are cut hold some of their figures, in a table with these alone."""
    cut = [one for one in own if one.cut]
    if not cut:
        return stack
    tables = [one.record.table for one in cut]
    table = stack.rows["table"].cat.add_categories([*dict.fromkeys(tables)])
    rows = [one.row for one in cut]
    table.iloc[rows] = pd.Categorical(tables, table.cat.categories)  # type: ignore[call-overload]
    figures = {
        figure: column.without([one.row for one in cut if figure not in one.record.held])
        for figure, column in stack.figures.items()
    }
    return Stack(stack.rows.assign(table=table), figures)


def unique_orders(rows: pd.DataFrame) -> tuple[pd.DataFrame, list[Fault]]:
    """Order rows once per client, order and part.

    Only what is billed is compared: a status that went on from shipped to done is no clash.
    """
    again = rows.duplicated(_ORDER).to_numpy()
    if not again.any():
        return rows, []
    keys = rows.groupby(_ORDER, observed=True, sort=False).ngroup().to_numpy()
    billed = rows.groupby(_BILLED, observed=True).ngroup().to_numpy()
    first = np.flatnonzero(~again)[keys[again]]
    pairs = zip(rows[again].itertuples(), rows.iloc[first].itertuples(), strict=True)
    same = billed[again] == billed[first]
    faults = [_orders_compared(*pair, same=own) for pair, own in zip(pairs, same, strict=True)]
    return rows[~again], faults


def _orders_compared(row: Any, other: Any, *, same: bool) -> Fault:
    """A note for a repetition; a fault where what is billed differs."""
    cell, first = _order_cell(row), _order_cell(other)
    clients = (row.client,)
    if same:
        return Fault("duplicate_rows", cell, "", "", clients, Kind.ORDERS)
    where = (("order", row.order), ("other", str(at(first))))
    return Fault("orders_clash", cell, "", "", clients, Kind.ORDERS, where)


def _order_cell(row: Any) -> Cell:
    return Cell(row.table.file, row.table.sheet, row.table.columns["orders"], row.rows)
