"""The old binary .xls, by xlrd, which shows error cells as such."""

import io
from datetime import date, datetime, timedelta
from typing import Any

import xlrd

from billing.workbook.grid import EPOCH_1900, EPOCH_1904, Book, Broken, Grid, Unreadable, Value

_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")


def read(content: bytes) -> Book:
    """The sheets of an .xls. Raises Unreadable where it is encrypted or damaged."""
    if _ENCRYPTED_PACKAGE in content:
        raise Unreadable("file_encrypted")
    try:
        with open_book(content) as book:
            epoch = EPOCH_1904 if book.datemode else EPOCH_1900
            return Book(grids=tuple(_grid(sheet, epoch) for sheet in book.sheets()))
    except xlrd.XLRDError as error:
        encrypted = "encrypt" in str(error).lower() or "password" in str(error).lower()
        raise Unreadable("file_encrypted" if encrypted else "file_damaged") from error
    except Exception as error:  # xlrd raises whatever a damaged record leads it to
        raise Unreadable("file_damaged") from error


def open_book(content: bytes) -> Any:
    """The workbook with its merges and hidden rows."""
    return xlrd.open_workbook(file_contents=content, formatting_info=True, logfile=io.StringIO())


def _grid(sheet: Any, epoch: date) -> Grid:
    return Grid(
        sheet=sheet.name,
        rows=[[_value(cell, epoch) for cell in sheet.row(row)] for row in range(sheet.nrows)],
        merged={
            (row + 1, left + 1): top + 1
            for top, bottom, left, _ in sheet.merged_cells
            for row in range(top + 1, bottom)
        },
        hidden=sheet.visibility != 0,
        hidden_rows=sum(bool(row.hidden) for row in sheet.rowinfo_map.values()),
        hidden_columns=sum(bool(column.hidden) for column in sheet.colinfo_map.values()),
        epoch=epoch,
    )


def _value(cell: Any, epoch: date) -> Value:
    match cell.ctype:
        case xlrd.XL_CELL_ERROR:
            return Broken(xlrd.error_text_from_code.get(cell.value, "#?"))
        case xlrd.XL_CELL_BOOLEAN:
            return Broken("TRUE" if cell.value else "FALSE")
        case xlrd.XL_CELL_DATE:
            return _moment(float(cell.value), epoch)
        case xlrd.XL_CELL_NUMBER:
            return float(cell.value)
        case _:
            return str(cell.value)


def _moment(serial: float, epoch: date) -> Value:
    """A serial number with a date format: below 1 a time of day."""
    length = timedelta(seconds=round(serial * 86400))
    if serial < 1:
        return (datetime(1, 1, 1) + length).time()  # noqa: DTZ001 - only its time is used
    return datetime(epoch.year, epoch.month, epoch.day) + length  # noqa: DTZ001 - a cell has none
