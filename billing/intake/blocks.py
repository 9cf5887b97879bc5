"""The usage of one table, column by column: small, whole numbers, without any cell of its sheet."""

from collections.abc import Mapping
from dataclasses import dataclass

from billing.intake.coded import Coded, Codes
from billing.intake.names import Place
from billing.intake.scaled import Scaled
from billing.period import Period
from billing.usage import Kind, Table

# What makes a row one of its kind, besides that.
KEYS = ("place", "period", "service", "shift", "agent", "part", "platform", "hour")
COLUMNS = ("table", *KEYS, "day_kind", "moment", "labels")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Block:
    """Rows of figures under their keys. Two rows with one key are the same row, or clash."""

    kind: Kind
    table: Coded[Table]
    rows: Codes
    place: Coded[Place]
    period: Coded[Period]
    service: Coded[str]
    shift: Coded[str]
    agent: Coded[str]
    part: Coded[str]  # what else tells rows apart: staffing's start and end
    platform: Coded[str]  # where it tells rows apart
    hour: Coded[str]  # the time of day, where it tells rows apart
    day_kind: Coded[str]
    moment: Coded[str]  # the time of day in the date's cell, key or not
    labels: Coded[frozenset[str]]
    figures: Mapping[str, Scaled]

    def __len__(self) -> int:
        """How many rows."""
        return len(self.rows)
