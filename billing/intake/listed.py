"""The order rows of one table, column by column: a row is a main order, or one of its parts."""

from dataclasses import dataclass, replace

from billing.intake.coded import Coded, Codes, Mask
from billing.intake.names import Place
from billing.period import Period
from billing.usage import Table


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Listed:
    """Order rows."""

    place: Coded[Place]
    order: Coded[str]
    part: Coded[str]  # the sub order's number; empty where there are none
    period: Coded[Period]  # the day it was paid
    service: Coded[str]
    closed: Mask
    refunded: Mask  # fully
    agent: Mask  # whether one is named
    table: Coded[Table]
    rows: Codes

    @property
    def client(self) -> Coded[str]:
        """Whose orders they are."""
        return self.place.mapped(lambda place: place.client)

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
