"""The figures of rows: exact numbers, with what is blank, mended or wrong named by its cell."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

import numpy as np

from billing.intake import scaled
from billing.intake.aliases import Sort
from billing.intake.cells import Number, number, shown
from billing.intake.coded import Coded, Codes, coded
from billing.intake.columns import Columns
from billing.intake.faults import Fault
from billing.intake.header import Located
from billing.intake.keyed import Keyed, Keys
from billing.intake.records import Aside
from billing.intake.scaled import Scaled
from billing.source import Cell
from billing.workbook.grid import Value

# Figures that every bill of their kind needs. A fault in another is a warning here; it stays
# blank, and blocks where a contract bills it.
PRIMARY = frozenset(
    {"receptions", "orders", "attributed_sales", "refunds", "peak", "start", "end", "seats"}
)
# Where `-` or 无 means that there was none.
NONE_IS_ZERO = frozenset({"refunds", "refund"})


class Figure(NamedTuple):
    """The numbers of a column, and for each row the code of what is wrong or was mended there."""

    numbers: Scaled
    codes: Coded[str]


class Reader:
    """Reads the number columns of one table, each different cell once."""

    def __init__(self, located: Located, sorts: Mapping[str, Sort]) -> None:
        """`sorts` tells how each figure of the table's kind is read."""
        self._at = located
        self._sorts = {
            figure: sorts[figure]
            for figure in located.table.columns
            if sorts.get(figure) in (Sort.COUNT, Sort.AMOUNT, Sort.SIGNED)
        }

    @property
    def figures(self) -> tuple[str, ...]:
        """The figures that are numbers, in order of their columns."""
        return tuple(self._sorts)

    def read(self, columns: Columns, rows: Codes) -> Mapping[str, Figure]:
        """The figures of some rows of the table."""
        return {figure: self._read(figure, columns, rows) for figure in self._sorts}

    def _read(self, figure: str, columns: Columns, rows: Codes) -> Figure:
        cells = columns.cells(self._at.table.columns[figure])
        own = cells if len(rows) == len(cells) else [cells[row] for row in rows.tolist()]
        return column(own, self._sorts[figure], none_is_zero=figure in NONE_IS_ZERO)

    def faults(self, rows: Keys, found: Mapping[str, Figure]) -> list[Fault]:
        """What is wrong or was mended in the figures of rows, row by row."""
        told: list[tuple[int, Fault]] = []
        for figure, own in found.items():
            wrong = own.codes.flags(bool)
            if self._at.grid.plain:
                wrong &= ~own.codes.flags(lambda code: code == "number_as_text")
            told += [
                (row, self._fault(own.codes[row], figure, rows, row))
                for row in np.flatnonzero(wrong).tolist()
            ]
        return [fault for _, fault in sorted(told, key=lambda one: one[0])]

    def _fault(self, code: str, figure: str, rows: Keys, row: int) -> Fault:
        """A fault of one figure; one that not every bill needs is told as a warning."""
        table = self._at.table
        place = Cell(table.file, table.sheet, table.columns[figure], rows.number(row))
        return Fault(
            code,
            place,
            shown(self._at.grid.value(place.row, place.column)),
            clients=(rows.place[row].client,),
            kind=self._at.kind,
            values=(("figure", figure),),
            spared=figure not in PRIMARY,
        )


def column(cells: list[Value], sort: Sort, *, none_is_zero: bool = False) -> Figure:
    """A column of numbers: floats all at once, any other cell each different one once."""
    size = len(cells)
    units, places, sure = scaled.shown(cells)
    wrong = sure & (units < 0) & (sort is not Sort.SIGNED)
    parts = sure & ~wrong & (units % 10**places != 0) & (sort is Sort.COUNT)
    told = sure & ~wrong & ~parts
    codes = np.select([wrong, parts], [1, 2], 0).astype(np.int32)
    known = Coded(codes, ("", "number_negative", "count_not_whole"))
    numbers = Scaled(np.where(told, units, 0), places, told, np.ones(size, np.bool_))
    rest = np.flatnonzero(~sure)
    if not len(rest):
        return Figure(numbers, known)
    others = _others([cells[row] for row in rest.tolist()], sort, none_is_zero=none_is_zero)
    return _both(Figure(numbers, known), others, rest)


def _others(cells: list[Value], sort: Sort, *, none_is_zero: bool) -> Figure:
    """A column of any cells."""
    own = coded(cells)
    found = [_checked(number(cell), sort) for cell in own.values]
    if none_is_zero:
        found = [Number(Decimal(0)) if one.absent else one for one in found]
    units, places = scaled.decimals([one.value for one in found])
    told = np.array([one.value is not None for one in found], np.bool_)
    codes = tuple(one.code or ("blank_cell" if one.value is None else "") for one in found)
    numbers = Scaled(units[own.codes], places, told[own.codes], np.ones(len(own), np.bool_))
    return Figure(numbers, Coded(own.codes, codes))


def _both(one: Figure, other: Figure, rows: Codes) -> Figure:
    """A column with the rows of another put in their places."""
    places = max(one.numbers.places, other.numbers.places)
    units, more = one.numbers.at(places), other.numbers.at(places)
    units = units.astype(object) if more.dtype == object else units.copy()
    units[rows] = more
    told, codes = one.numbers.told.copy(), one.codes.codes.copy()
    told[rows] = other.numbers.told
    codes[rows] = other.codes.codes + len(one.codes.values)
    numbers = Scaled(units, places, told, one.numbers.held)
    return Figure(numbers, Coded(codes, (*one.codes.values, *other.codes.values)))


def _checked(found: Number, sort: Sort) -> Number:
    """A count is whole, and 0 or more; so is an amount, except that it need not be whole."""
    value = found.value
    if value is None or sort is Sort.SIGNED:
        return found
    if value < 0:
        return Number(None, "number_negative")
    if sort is Sort.COUNT and value != value.to_integral_value():
        return Number(None, "count_not_whole")
    return found


def total_faults(located: Located, rows: Keyed, reader: Reader) -> Iterator[Fault]:
    """Total rows that are neither the sum of the table nor that since the last total."""
    if not rows.totals:
        return
    at = np.sort(np.concatenate((rows.inside.at, rows.outside.at)))
    found = reader.read(rows.columns, at)
    whole = {figure: own.numbers.total() for figure, own in found.items()}
    since = 0
    for line in rows.totals:
        until = int(np.searchsorted(at, line - located.first))
        part = {figure: own.numbers.of(slice(since, until)) for figure, own in found.items()}
        yield from _disagreeing(located, line, whole, part)
        since = until


def _disagreeing(
    located: Located, line: int, whole: Mapping[str, Decimal], since: Mapping[str, Scaled]
) -> Iterator[Fault]:
    table = located.table
    for figure, expected in whole.items():
        stated = number(located.grid.value(line, table.columns[figure])).value
        if stated is not None and stated not in (expected, since[figure].total()):
            place = Cell(table.file, table.sheet, table.columns[figure], line)
            told = (f"{stated:f}", f"{expected:f}", (), located.kind, (("figure", figure),))
            yield Fault("total_disagrees", place, *told)


def aside(located: Located, rows: Keyed, reader: Reader) -> tuple[list[Aside], list[Fault]]:
    """Rows outside their client's month: counted and summed, client by client."""
    outside = rows.outside
    clients = outside.place.mapped(lambda place: place.client)
    found, faults = [], []
    for client in dict.fromkeys(clients):
        own = outside.of(clients.codes == clients.values.index(client))
        found.append(Aside(file=located.table.file, client=client, rows=len(own)))
        place = Cell(located.table.file, located.table.sheet, 1, own.number(0))
        sums = _sums(reader.read(rows.columns, own.at))
        values = (("rows", str(len(own))), ("sums", sums))
        faults.append(Fault("rows_outside_month", place, "", "", (client,), located.kind, values))
    return found, faults


def _sums(found: Mapping[str, Figure]) -> str:
    """`receptions 120, night 8` of rows that are not billed, in the order they are first told."""
    told: Iterable[tuple[str, Scaled]] = (
        (figure, own.numbers) for figure, own in found.items() if own.numbers.told.any()
    )
    ordered = sorted(told, key=lambda one: int(np.argmax(one[1].told)))
    return ", ".join(f"{figure} {own.total():f}" for figure, own in ordered) or "-"
