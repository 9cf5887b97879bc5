"""The figures of rows: exact numbers, with what is blank, mended or wrong named by its cell."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from billing.intake.aliases import Sort
from billing.intake.cells import Number, number, shown
from billing.intake.faults import Fault
from billing.intake.header import Located
from billing.intake.records import Aside
from billing.intake.rows import Keyed, Row
from billing.source import Cell
from billing.workbook.grid import Value

# Figures that every bill of their kind needs. A fault in another is a warning here; it stays
# blank, and blocks where a contract bills it.
PRIMARY = frozenset(
    {"receptions", "orders", "attributed_sales", "refunds", "peak", "start", "end", "seats"}
)
# Where `-` or 无 means that there was none.
NONE_IS_ZERO = frozenset({"refunds", "refund"})


class Figures(NamedTuple):
    """The figures of one row; `blank` names columns that hold no usable value there."""

    values: Mapping[str, Decimal]
    blank: frozenset[str]


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
        self._numbers: dict[tuple[Sort, Value], Number] = {}
        self.faults: list[Fault] = []

    @property
    def figures(self) -> tuple[str, ...]:
        """The figures that are numbers, in order of their columns."""
        return tuple(self._sorts)

    def read(self, row: Row, *, report: bool = True) -> Figures:
        """The figures of a row; `report` is off for rows that are not billed."""
        values: dict[str, Decimal] = {}
        for figure, sort in self._sorts.items():
            cell = self._at.grid.value(row.number, self._at.table.columns[figure])
            found = self._number(sort, cell)
            if found.absent and figure in NONE_IS_ZERO:
                found = Number(Decimal(0))
            if found.value is not None:
                values[figure] = found.value
            if report:
                self._report(found, figure, cell, row)
        return Figures(values, frozenset(self._sorts.keys() - values.keys()))

    def _number(self, sort: Sort, cell: Value) -> Number:
        key = (sort, cell)
        if key not in self._numbers:
            self._numbers[key] = _checked(number(cell), sort)
        return self._numbers[key]

    def _report(self, found: Number, figure: str, cell: Value, row: Row) -> None:
        code = found.code or ("blank_cell" if found.value is None else "")
        if not code or (code == "number_as_text" and self._at.grid.plain):
            return
        self.faults.append(self.fault(code, figure, cell, row))

    def fault(self, code: str, figure: str, cell: Value, row: Row) -> Fault:
        """A fault of one figure; one that not every bill needs is told as a warning."""
        table = self._at.table
        place = Cell(table.file, table.sheet, table.columns[figure], row.number)
        return Fault(
            code,
            place,
            shown(cell),
            clients=(row.place.client,),
            kind=self._at.kind,
            values=(("figure", figure),),
            spared=figure not in PRIMARY,
        )


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


def total_faults(
    located: Located, rows: Keyed, reader: Reader, values: Mapping[int, Mapping[str, Decimal]]
) -> Iterator[Fault]:
    """Total rows that are neither the sum of the table nor that since the last total."""
    whole: dict[str, Decimal] = defaultdict(Decimal)
    since: dict[str, Decimal] = defaultdict(Decimal)
    for figures in values.values():
        _add(whole, figures)
    for line in range(located.first, located.last + 1):
        _add(since, values.get(line, {}))
        if line in rows.totals:
            yield from _disagreeing(located, reader, line, whole, since)
            since.clear()


def _add(sums: dict[str, Decimal], figures: Mapping[str, Decimal]) -> None:
    for figure, value in figures.items():
        sums[figure] += value


def _disagreeing(
    located: Located,
    reader: Reader,
    line: int,
    whole: Mapping[str, Decimal],
    since: Mapping[str, Decimal],
) -> Iterator[Fault]:
    table = located.table
    for figure in reader.figures:
        stated = number(located.grid.value(line, table.columns[figure])).value
        sums = (whole.get(figure, Decimal(0)), since.get(figure, Decimal(0)))
        if stated is not None and stated not in sums:
            place = Cell(table.file, table.sheet, table.columns[figure], line)
            values = (("figure", figure),)
            expected = f"{sums[0]:f}"
            yield Fault("total_disagrees", place, f"{stated:f}", expected, (), located.kind, values)


def aside(located: Located, rows: Keyed, reader: Reader) -> tuple[list[Aside], list[Fault]]:
    """Rows outside their client's month: counted and summed, client by client."""
    by_client: dict[str, list[Row]] = defaultdict(list)
    for row in rows.outside:
        by_client[row.place.client].append(row)
    found, faults = [], []
    for client, lines in by_client.items():
        found.append(Aside(file=located.table.file, client=client, rows=len(lines)))
        place = Cell(located.table.file, located.table.sheet, 1, lines[0].number)
        values = (("rows", str(len(lines))), ("sums", _sums(lines, reader)))
        faults.append(Fault("rows_outside_month", place, "", "", (client,), located.kind, values))
    return found, faults


def _sums(rows: Iterable[Row], reader: Reader) -> str:
    """`receptions 120, night 8` of rows that are not billed."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in rows:
        _add(sums, reader.read(row, report=False).values)
    return ", ".join(f"{figure} {value:f}" for figure, value in sums.items()) or "-"
