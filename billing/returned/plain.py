"""Files that are no .xlsx, as one: values as they were read, text as text."""

import io
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from billing.workbook.grid import EPOCH_1904, Book, Broken, Grid, Value

_MADE = datetime(1980, 1, 1)  # noqa: DTZ001 - a stamp, not a time: a workbook has no zone
_LONGEST = 32767  # characters that a cell holds
_NAMELESS = "Sheet1"  # of a text file


def title(grid: Grid) -> str:
    """The name of a grid's sheet in the workbook made of it."""
    return grid.sheet or _NAMELESS


def workbook(book: Book) -> bytes:
    """The grids as an .xlsx; what was shown as a percentage, a day or a time still is."""
    import xlsxwriter  # noqa: PLC0415  # heavy, and only needed to write

    stream = io.BytesIO()
    old = any(grid.epoch == EPOCH_1904 for grid in book.grids)
    made = xlsxwriter.Workbook(stream, {"in_memory": True, "date_1904": old})
    made.set_properties({"author": "billing", "created": _MADE})
    formats = {
        name: made.add_format({"num_format": code} if code else {"quote_prefix": True})
        for name, code in _FORMATS.items()
    }
    for grid in book.grids:
        page = made.add_worksheet(title(grid))
        _fill(page, grid, formats)
    made.close()
    return stream.getvalue()


_FORMATS = {
    "date": "yyyy-mm-dd",
    "moment": "yyyy-mm-dd hh:mm:ss",
    "time": "hh:mm:ss",
    "length": "[h]:mm:ss",
    "percent": "0.00%",
    "text": "",
}


def _fill(page: Any, grid: Grid, formats: Mapping[str, Any]) -> None:
    for row, cells in enumerate(grid.rows):
        for column, value in enumerate(cells):
            percent = (row + 1, column + 1) in grid.percent
            _put(page, row, column, value, formats, percent=percent)
    for top, bottom, column in _merges(grid):
        page.merge_range(top - 1, column - 1, bottom - 1, column - 1, "")
        percent = (top, column) in grid.percent
        _put(page, top - 1, column - 1, grid.value(top, column), formats, percent=percent)
    if grid.hidden:
        page.hide()


def _put(
    page: Any,
    row: int,
    column: int,
    value: Value,
    formats: Mapping[str, Any],
    *,
    percent: bool = False,
) -> None:
    match value:
        case "":
            pass
        case bool() | str() | Broken():
            text = value.found if isinstance(value, Broken) else str(value)
            begins = text[:1] in ("=", "+", "-", "@", "\t", "\r", "'")
            page.write_string(row, column, text[:_LONGEST], formats["text"] if begins else None)
        case int() | float():
            page.write_number(row, column, value, formats["percent"] if percent else None)
        case datetime():
            whole = value.time() == time()
            page.write_datetime(row, column, value, formats["date" if whole else "moment"])
        case date():
            page.write_datetime(row, column, value, formats["date"])
        case time():
            page.write_datetime(row, column, value, formats["time"])
        case timedelta():
            page.write_datetime(row, column, value, formats["length"])


def _merges(grid: Grid) -> Iterator[tuple[int, int, int]]:
    """First row, last row and column of every merge down a column."""
    last: dict[tuple[int, int], int] = {}
    for (row, column), top in grid.merged.items():
        last[top, column] = max(row, last.get((top, column), 0))
    for (top, column), bottom in sorted(last.items()):
        yield top, bottom, column
