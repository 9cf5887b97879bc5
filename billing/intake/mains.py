"""Order rows to counts: a main order is one, however many parts it has."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

import numpy as np
import pandas as pd

from billing.intake.blocks import COLUMNS
from billing.intake.coded import Coded, constant
from billing.intake.listed import Listed
from billing.intake.scaled import Scaled
from billing.intake.stack import Stack, below, frame
from billing.usage import Kind

_HEADS = ["table", "place", "period", "service"]  # what the first row of a main order tells
_COUNTED = [*_HEADS, "rows", "closed", "refunded", "agent"]
ORDERS = frozenset({"orders"})  # the level of detail: counted from a list of orders


def rows_of(lists: Sequence[Listed]) -> pd.DataFrame:
    """The rows of lists, of which there is at least one, with their clients."""
    names = ["client", *(field.name for field in fields(Listed))]
    return below([{name: getattr(one, name) for name in names} for one in lists])


def counted(rows: pd.DataFrame) -> Stack:
    """Each row under the key of its main order's first row, whose table tells the figures.

    The count of a main order stands in its first row; the other rows are its sources too.
    """
    main = rows.groupby(["client", "order"], observed=True, sort=False).ngroup().to_numpy()
    order = np.argsort(main, kind="stable")
    rows, main = rows[_COUNTED].iloc[order].reset_index(drop=True), main[order]
    first = np.flatnonzero(np.diff(main, prepend=-1))[main]
    heads = rows[_HEADS].iloc[first].reset_index(drop=True)
    table = heads["table"].cat
    numbers = tuple(map(str, range(len(table.categories))))
    agent = Coded(np.asarray(table.codes, np.int32), numbers)
    columns: dict[str, Any] = dict.fromkeys((*COLUMNS, "apart"), constant("", len(rows)))
    columns |= {"labels": constant(ORDERS, len(rows)), "kind": constant(Kind.ORDERS, len(rows))}
    told = {"table": rows["table"], "rows": rows["rows"]}
    key = {name: heads[name] for name in _HEADS[1:]}
    return Stack(
        frame({**columns, "agent": agent, **told, **key}), _figures(rows, main, heads["table"])
    )


def _figures(rows: pd.DataFrame, main: Any, table: pd.Series) -> dict[str, Scaled]:
    """What each main order adds: closed if all its parts are, refunded if all others are."""
    closed = rows["closed"].groupby(main).transform("all")
    refunded = (rows["closed"] | rows["refunded"]).groupby(main).transform("all") & ~closed
    agent = rows["agent"].groupby(main).transform("any")
    counts = {"orders": closed | True, "cancelled": closed, "refunded": refunded}
    counts |= {f"{figure}_with_agent": own & agent for figure, own in counts.items()}
    head, tables = np.diff(main, prepend=-1) > 0, table.cat
    found = {}
    for figure, own in sorted(counts.items()):
        told = np.array([figure in one.columns for one in tables.categories])[tables.codes]
        units = (own.to_numpy() & told & head).astype(np.int64)
        found[figure] = Scaled(units, 0, told, told)
    return found
