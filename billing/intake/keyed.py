"""The keys of a table's rows: whose, when, and who or what else tells them apart."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from billing.intake.coded import Coded, Codes, Mask
from billing.intake.columns import Columns
from billing.intake.faults import Fault
from billing.intake.names import Place
from billing.period import Period

LABELS = ("service", "shift", "agent", "platform")
KEYS = ("date", "month", "client", "store", *LABELS)  # all other columns hold figures


class Row(NamedTuple):
    """A row with its key. `service`, `shift` and `agent` are empty where there is no column."""

    number: int
    place: Place
    period: Period
    service: str = ""
    shift: str = ""
    agent: str = ""
    platform: str = ""  # where it is not the one its store is registered on
    moment: str = ""  # the time of day in the date's cell
    unlabelled: frozenset[str] = frozenset()  # service, shift, agent, platform: blank in this row


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Keys:
    """The keys of some rows of a table, column by column; see Row for each."""

    at: Codes  # the rows, from 0 below the header
    first: int  # the number of row 0 in the sheet
    place: Coded[Place]
    period: Coded[Period]
    service: Coded[str]
    shift: Coded[str]
    agent: Coded[str]
    platform: Coded[str]
    moment: Coded[str]
    unlabelled: Coded[frozenset[str]]

    def __len__(self) -> int:
        """How many rows."""
        return len(self.at)

    @property
    def numbers(self) -> Codes:
        """The numbers of the rows in their sheet."""
        return self.at + self.first

    def number(self, row: int) -> int:
        """The number of one row in its sheet."""
        return int(self.at[row]) + self.first

    @property
    def clients(self) -> frozenset[str]:
        """The clients that have a row."""
        return frozenset(place.client for place in self.place.held())

    def of(self, rows: Codes | Mask) -> "Keys":
        """The keys of some of the rows."""
        return Keys(
            at=self.at[rows],
            first=self.first,
            place=self.place.of(rows),
            period=self.period.of(rows),
            service=self.service.of(rows),
            shift=self.shift.of(rows),
            agent=self.agent.of(rows),
            platform=self.platform.of(rows),
            moment=self.moment.of(rows),
            unlabelled=self.unlabelled.of(rows),
        )

    def __iter__(self) -> Iterator[Row]:
        """The rows one by one."""
        return map(
            Row,
            self.numbers.tolist(),
            self.place,
            self.period,
            self.service,
            self.shift,
            self.agent,
            self.platform,
            self.moment,
            self.unlabelled,
        )

    def row(self, n: int) -> Row:
        """One of the rows, the first is 0."""
        return next(iter(self.of(np.array([n]))))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Keyed:
    """The rows of a table: those inside their client's month, those outside it, the totals."""

    columns: Columns
    inside: Keys
    outside: Keys
    totals: tuple[int, ...] = ()  # rows of sums; those of averages are left out
    faults: tuple[Fault, ...] = ()
