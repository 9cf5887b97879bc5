"""What only tables of one kind have beside their figures, and the faults found on the way."""

from collections.abc import Mapping
from typing import NamedTuple

from billing.intake.cells import shown
from billing.intake.coded import Coded
from billing.intake.faults import Fault
from billing.intake.header import Located
from billing.intake.keyed import Keyed
from billing.intake.scaled import Scaled
from billing.source import Cell


class Finished(NamedTuple):
    """What only tables of one kind have: staffing's shifts, the checks of sales."""

    figures: Mapping[str, Scaled]
    faults: list[Fault]
    part: Coded[str] | None = None
    day_kind: Coded[str] | None = None


def fault(
    located: Located, rows: Keyed, row: int, figure: str, code: str, expected: str = ""
) -> Fault:
    """A fault of a figure of one row inside its month, the first is 0."""
    table = located.table
    number, column = rows.inside.number(row), table.columns[figure]
    found = shown(located.grid.value(number, column))
    place = Cell(table.file, table.sheet, column, number)
    clients = (rows.inside.place[row].client,)
    values = (("figure", figure),)
    return Fault(code, place, found, expected, clients, located.kind, values)


def in_order(faults: list[tuple[int, Fault]]) -> list[Fault]:
    """Faults beside their rows, in order of the rows."""
    return [fault for _, fault in sorted(faults, key=lambda one: one[0])]
