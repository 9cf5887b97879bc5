"""The order rows of one table, column by column: a row is a main order, or one of its parts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from billing.intake.coded import Coded, Codes, Mask, joined
from billing.intake.names import Place
from billing.period import Period
from billing.usage import Table


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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Listed:
    """Order rows; see OrderRow for each column."""

    place: Coded[Place]
    order: Coded[str]
    part: Coded[str]
    period: Coded[Period]
    service: Coded[str]
    closed: Mask
    refunded: Mask
    agent: Mask
    table: Coded[Table]
    rows: Codes

    def __len__(self) -> int:
        """How many rows."""
        return len(self.rows)

    def of(self, rows: Codes | Mask) -> "Listed":
        """Some of the rows."""
        return replace(
            self,
            place=self.place.of(rows),
            order=self.order.of(rows),
            part=self.part.of(rows),
            period=self.period.of(rows),
            service=self.service.of(rows),
            closed=self.closed[rows],
            refunded=self.refunded[rows],
            agent=self.agent[rows],
            table=self.table.of(rows),
            rows=self.rows[rows],
        )

    def __iter__(self) -> Iterator[OrderRow]:
        """The rows one by one."""
        return map(
            OrderRow,
            self.place,
            self.order,
            self.part,
            self.period,
            self.service,
            self.closed.tolist(),
            self.refunded.tolist(),
            self.agent.tolist(),
            self.table,
            self.rows.tolist(),
        )


def together(lists: Sequence[Listed]) -> Listed:
    """The rows of several tables, one below the other; at least one is given."""
    if len(lists) == 1:
        return lists[0]
    return Listed(
        place=joined([one.place for one in lists]),
        order=joined([one.order for one in lists]),
        part=joined([one.part for one in lists]),
        period=joined([one.period for one in lists]),
        service=joined([one.service for one in lists]),
        closed=np.concatenate([one.closed for one in lists]),
        refunded=np.concatenate([one.refunded for one in lists]),
        agent=np.concatenate([one.agent for one in lists]),
        table=joined([one.table for one in lists]),
        rows=np.concatenate([one.rows for one in lists]),
    )
