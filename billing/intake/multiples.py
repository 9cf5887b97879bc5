"""Figures told in multiples of a unit or in another currency, wherever their sheet says so."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from billing.intake.aliases import Sort
from billing.intake.captions import NOTE
from billing.intake.cells import shown
from billing.intake.faults import Fault
from billing.source import Cell, CellRange
from billing.usage import Kind
from billing.workbook import units, words
from billing.workbook.grid import Grid, Value
from billing.workbook.units import Unit

_UNITS = frozenset({"单位", "金额单位", "计量单位", "unit", "units"})
_CURRENCIES = frozenset({"币种", "币别", "货币", "货币单位", "结算币种", "currency"})
_OF_MONEY = frozenset({Kind.SALES, Kind.EVENTS})  # a list of orders only compares its amounts
_BELOW = 20  # rows at the end of a table that may hold its footnotes
_FEW = 2  # cells of a footnote's row


@dataclass(frozen=True, slots=True, kw_only=True)
class Headed:
    """A table by its header: the columns of its figures, and which rows lie below."""

    grid: Grid
    file: str
    kind: Kind
    cells: Sequence[Value]  # of its header
    columns: Mapping[str, int]
    sorts: Mapping[str, Sort]
    mapped: frozenset[str]  # headers that billing.toml names
    row: int  # of its header
    last: int
    final: bool  # no other table stands below it on its sheet

    def at(self, row: int, column: int) -> Cell:
        """A cell of its sheet."""
        return Cell(self.file, self.grid.sheet, column, row)


def faults(of: Headed, titles: Sequence[str]) -> Iterator[Fault]:
    """All that says that the table's figures are no single units, or no yuan."""
    yield from _headers(of)
    yield from _columns(of)
    yield from _unit_row(of)
    yield from _formats(of)
    sheet = CellRange(of.file, of.grid.sheet)
    stated = chain.from_iterable(map(units.stated, titles))
    if own := next((unit for unit in stated if _concerned(of, unit)), None):
        yield _fault(of, own, sheet)
    yield from _footnotes(of)


def _fault(of: Headed, unit: Unit, place: Cell | CellRange) -> Fault:
    code = "currency_foreign" if unit.foreign else "header_scaled"
    return Fault(code, place, unit.text, kind=of.kind)


def _concerned(of: Headed, unit: Unit) -> bool:
    """Whether the table has a figure that the unit is of."""
    held = {of.sorts.get(figure) for figure in of.columns}
    amounts = of.kind in _OF_MONEY and bool(held & {Sort.AMOUNT, Sort.SIGNED})
    return (unit.amounts and amounts) or (unit.counts and Sort.COUNT in held)


def _figures(of: Headed) -> Iterator[int]:
    """The columns of figures that are numbers."""
    for figure, column in of.columns.items():
        if of.sorts.get(figure) in (Sort.COUNT, Sort.AMOUNT, Sort.SIGNED):
            yield column


def _headers(of: Headed) -> Iterator[Fault]:
    """Figures in 万 or 千 have lost their last digits, and are never multiplied in silence."""
    for column in _figures(of):
        text = shown(of.cells[column - 1])
        if unit := units.of_header(text):
            yield _fault(of, unit, of.at(of.row, column))
        elif "%" in units.plain(text) or (words.header(text) in of.mapped and words.derived(text)):
            yield Fault("header_derived", of.at(of.row, column), text, kind=of.kind)


def _columns(of: Headed) -> Iterator[Fault]:
    """A column of units or of currencies: the first cell that is not one of ours."""
    for column, cell in enumerate(of.cells, 1):
        text = words.header(shown(cell))
        read = units.unit if text in _UNITS else units.currency if text in _CURRENCIES else None
        if read:
            yield from _first(of, column, read)


def _first(of: Headed, column: int, read: Callable[[str], Unit | None]) -> Iterator[Fault]:
    for row in range(of.row + 1, of.last + 1):
        unit = read(shown(of.grid.value(row, column)))
        if unit and _concerned(of, unit):
            yield _fault(of, unit, of.at(row, column))
            return


def _unit_row(of: Headed) -> Iterator[Fault]:
    """A row of units below the header."""
    cells = of.grid.rows[of.row] if of.row < of.last else ()
    filled = [cell for cell in cells if cell != ""]
    if not all(isinstance(cell, str) and units.is_word(cell) for cell in filled):
        return
    for column in _figures(of):
        if unit := units.unit(shown(of.grid.value(of.row + 1, column)).strip("()（）")):
            yield _fault(of, unit, of.at(of.row + 1, column))


def _formats(of: Headed) -> Iterator[Fault]:
    """A number format that shows a unit: the first such cell of each column."""
    if not of.grid.units:
        return
    for column in _figures(of):
        rows = [row for row, own in of.grid.units if own == column and of.row < row <= of.last]
        for row in sorted(rows):
            unit = units.unit(of.grid.units[row, column])
            if unit and _concerned(of, unit):
                yield _fault(of, unit, of.at(row, column))
                break


def _footnotes(of: Headed) -> Iterator[Fault]:
    """What stands below the figures; above another table only what is called a note is ours."""
    for row in range(max(of.row + 1, of.last - _BELOW), of.last + 1):
        cells = of.grid.rows[row - 1] if row <= len(of.grid.rows) else ()
        filled = [cell for cell in cells if cell != ""]
        if not 0 < len(filled) <= _FEW or not all(isinstance(cell, str) for cell in filled):
            continue
        text = " ".join(map(shown, filled))
        if row == of.row + 1 and units.is_word(text):  # told by its own column
            continue
        if not of.final and not NOTE.match(text):
            continue
        if unit := next((one for one in units.stated(text) if _concerned(of, one)), None):
            yield _fault(of, unit, of.at(row, 1))
            return
