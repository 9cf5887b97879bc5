"""The old binary .xls, by xlrd, which shows error cells as such."""

import io
import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import xlrd

from billing.workbook.formats import BUILT_IN, NUMBERS, Shown, shown, unit
from billing.workbook.grid import EPOCH_1900, EPOCH_1904, Book, Broken, Grid, Note, Unreadable
from billing.workbook.grid import Value as Read
from billing.workbook.moments import moment
from billing.workbook.texts import limited, visible

_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_WORD = "WordDocument".encode("utf-16-le")
_WORKBOOKS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_MACROS = "_VBA_PROJECT".encode("utf-16-le")
_ASIAN = 23  # built-in formats from here on mean what BUILT_IN says, whatever xlrd knows of them


def read(content: bytes) -> Book:
    """The sheets of an .xls. Raises Unreadable where it is encrypted or damaged."""
    if _ENCRYPTED_PACKAGE in content:
        raise Unreadable("file_encrypted")
    if _WORD in content and not any(name in content for name in _WORKBOOKS):
        raise Unreadable("file_other", "Word (.doc)")
    try:
        with open_book(content) as book:
            grids = tuple(_grid(book, sheet) for sheet in book.sheets())
    except MemoryError:
        raise
    except xlrd.XLRDError as error:
        encrypted = "encrypt" in str(error).lower() or "password" in str(error).lower()
        raise Unreadable("file_encrypted" if encrypted else "file_damaged") from error
    except Exception as error:  # xlrd raises whatever a damaged record leads it to
        raise Unreadable("file_damaged") from error
    _told_apart(grids)
    notes = (Note(code="file_macros"),) if _MACROS in content else ()
    return Book(grids=grids, notes=notes, form="xls")


def open_book(content: bytes) -> Any:
    """The workbook with its merges and hidden rows."""
    return xlrd.open_workbook(file_contents=content, formatting_info=True, logfile=io.StringIO())


def _told_apart(grids: Sequence[Grid]) -> None:
    names: set[str] = set()
    for grid in grids:
        if grid.sheet.casefold() in names:
            raise Unreadable("file_sheet_twice", grid.sheet)
        names.add(grid.sheet.casefold())


def _grid(book: Any, sheet: Any) -> Grid:
    epoch = EPOCH_1904 if book.datemode else EPOCH_1900
    formats = dict(_formats(book))
    cells = [sheet.row(number) for number in range(sheet.nrows)]
    return Grid(
        sheet=sheet.name,
        rows=[[_value(cell, formats, epoch) for cell in row] for row in cells],
        merged={
            (row + 1, left + 1): top + 1
            for top, bottom, left, _ in sheet.merged_cells
            for row in range(top + 1, min(bottom, sheet.nrows))
        },
        hidden=sheet.visibility != 0,
        hidden_rows=sum(bool(row.hidden) for row in sheet.rowinfo_map.values()),
        hidden_columns=sum(bool(column.hidden) for column in sheet.colinfo_map.values()),
        epoch=epoch,
        percent=frozenset(place for place, _ in _shown(cells, formats, Shown.PERCENT)),
        units={place: unit(_code(book, xf)) for place, xf in _shown(cells, formats, Shown.UNIT)},
    )


def _shown(
    cells: Sequence[Sequence[Any]], formats: Mapping[int, Shown], as_: Shown
) -> Iterator[tuple[tuple[int, int], int]]:
    """The places of the numbers that are shown so, each with its format."""
    for row, line in enumerate(cells, 1):
        for column, cell in enumerate(line, 1):
            if cell.ctype == xlrd.XL_CELL_NUMBER and formats[cell.xf_index] is as_:
                yield (row, column), cell.xf_index


def _code(book: Any, number: int) -> str:
    known = book.format_map.get(book.xf_list[number].format_key)
    return str(known.format_str or "") if known else ""


def _formats(book: Any) -> Iterator[tuple[int, Shown]]:
    """What each cell format shows. The Asian ones have a number and, in most files, no text."""
    for number, form in enumerate(book.xf_list):
        key = form.format_key
        known = book.format_map.get(key)
        if key in BUILT_IN and (key >= _ASIAN or known is None):
            yield number, BUILT_IN[key]
        else:
            yield number, shown(known.format_str or "") if known else Shown.NUMBER


def _value(cell: Any, formats: Mapping[int, Shown], epoch: date) -> Read:
    match cell.ctype:
        case xlrd.XL_CELL_ERROR:
            return Broken(xlrd.error_text_from_code.get(cell.value, "#?"))
        case xlrd.XL_CELL_BOOLEAN:
            return Broken("TRUE" if cell.value else "FALSE")
        case xlrd.XL_CELL_DATE | xlrd.XL_CELL_NUMBER:
            return _number(float(cell.value), formats[cell.xf_index], epoch)
        case _:
            return limited(visible(str(cell.value)))


def _number(value: float, form: Shown, epoch: date) -> Read:
    if not math.isfinite(value):
        return Broken(str(value))
    if form in NUMBERS:
        return value
    return moment(value, form, epoch)
