"""Rows of values to a workbook that looks the same everywhere and holds no formula."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from billing import money
from billing.catalogue import Language
from billing.outcome import Outcome
from billing.report import said
from billing.workbook import wrapping

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.styles import Alignment, PatternFill
    from openpyxl.worksheet.worksheet import Worksheet


class Came(NamedTuple):
    """What came of a client, and the word for it."""

    outcome: Outcome
    word: str


Value = str | int | Decimal | date | Came | None
Row = tuple[Value, ...]

_COLOURS = {  # of an outcome's cell: green done, yellow waits, red wrong, grey nothing
    Outcome.ISSUED: "C6E0B4",
    Outcome.UNCHANGED: "E2EFDA",
    Outcome.DIFFERS: "FFD966",
    Outcome.CREDITED: "D9D9D9",
    Outcome.HELD: "FFE699",
    Outcome.BLOCKED: "F4B183",
    Outcome.NOTHING_DUE: "EDEDED",
    Outcome.FAILED: "FF7C80",
}
_HEAD = "1F4E79"
_MONEY = (
    "amount", "amount_due", "amount_now", "amount_then", "change", "gross", "net", "outside", "tax",
)  # fmt: skip
_LONGEST = 32767  # characters that a cell holds
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in the catalogue, and its width in characters."""

    name: str
    width: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: every row as wide as `columns`; `totals` stand below, outside the filter."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    totals: tuple[Row, ...] = ()


def workbook(
    sheets: tuple[Sheet, ...],
    language: Language,
    made: datetime,
    further: Callable[["Workbook"], None] = lambda _book: None,
) -> bytes:
    """The workbook, dated `made`; the same bytes for the same sheets. `further` adds its own."""
    from openpyxl import Workbook  # noqa: PLC0415  # heavy, and only needed to write

    from billing.workbook.writing import packed  # noqa: PLC0415

    book = Workbook()
    for place, sheet in enumerate(sheets):
        page = book.create_sheet(said.word(f"report.sheet.{sheet.name}", language), place)
        _fill(page, sheet, language)
    del book[book.sheetnames[-1]]  # the empty one that every new workbook has
    further(book)
    return packed(book, made)


def _fill(page: "Worksheet", sheet: Sheet, language: Language) -> None:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    for place, column in enumerate(sheet.columns, 1):
        head(page.cell(1, place), said.word(f"report.head.{column.name}", language))
        page.column_dimensions[get_column_letter(place)].width = column.width
    for number, row in enumerate(sheet.rows, 2):
        _row(page, number, sheet, row)
    for number, row in enumerate(sheet.totals, len(sheet.rows) + 2):
        _row(page, number, sheet, row, bold=True)
    page.freeze_panes = "C2" if sheet.name == "clients" else "A2"
    page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{len(sheet.rows) + 1}"
    page.print_title_rows = "1:1"
    printed(page)


def printed(page: "Worksheet") -> None:
    """On A4 across, as wide as the paper and as long as it needs."""
    from openpyxl.worksheet.properties import PageSetupProperties  # noqa: PLC0415

    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def link(cell: "Cell | MergedCell", sheet: str) -> None:
    """A cell that leads to another sheet of the same workbook."""
    from openpyxl.styles import Font  # noqa: PLC0415
    from openpyxl.worksheet.hyperlink import Hyperlink  # noqa: PLC0415

    place = "'" + sheet.replace("'", "''") + "'!A1"
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=place)
    cell.font = Font(name="Calibri", color="0563C1", underline="single")


def _row(
    page: "Worksheet",
    number: int,
    sheet: Sheet,
    row: Row,
    *,
    bold: bool = False,
) -> None:
    for place, (column, value) in enumerate(zip(sheet.columns, row, strict=True), 1):
        if value is not None:
            put(page.cell(number, place), column, value)
        if bold:
            total(page.cell(number, place))
    page.row_dimensions[number].height = _height(sheet, row)


def _height(sheet: Sheet, row: Row) -> int:
    """Points, for the cell with the most lines; a text has nine tenths of its column.

    A Chinese character takes a little more than two of the digits that a column's width counts.
    """
    return wrapping.height(
        (value, column.width * 9 // 10)
        for column, value in zip(sheet.columns, row, strict=True)
        if isinstance(value, str)
    )


def put(cell: "Cell | MergedCell", column: Column, value: Value) -> None:
    """A value as its column shows it."""
    cell.alignment = _aligned(wrapped=isinstance(value, (str, Came)))
    match value:
        case Came():
            text(cell, value.word)
            cell.fill = _filled(_COLOURS[value.outcome])
        case str():
            text(cell, value)
        case Decimal():
            cell.value = value
            cell.number_format = _format(column, value)
        case date():
            cell.value = value
            cell.number_format = "yyyy-mm-dd"
        case _:
            cell.value = value


@cache  # a style is made once, not for every cell
def _aligned(*, wrapped: bool) -> "Alignment":
    from openpyxl.styles import Alignment  # noqa: PLC0415

    return Alignment(vertical="top", wrap_text=wrapped)


@cache
def _filled(colour: str) -> "PatternFill":
    from openpyxl.styles import PatternFill  # noqa: PLC0415

    return PatternFill("solid", fgColor=colour)


def text(cell: "Cell | MergedCell", words: str) -> None:
    """Text, never a formula: neither here nor when someone edits the cell (`quotePrefix`)."""
    cell.value = _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", words)[:_LONGEST]
    cell.data_type = "s"
    cell.quotePrefix = words[:1] in ("=", "+", "-", "@", "\t", "\r", "'")


def _format(column: Column, value: Decimal) -> str:
    """Amounts with separators; quantities and prices with the digits that they have."""
    if column.name in _MONEY:
        places = max(0, -_exponent(value))
        return "#,##0" + ("." + "0" * places if places else "")
    digits = len(money.text(value).partition(".")[2])
    least = 2 if column.name == "unit_price" else 0
    return "0" + ("." + "0" * max(digits, least) if max(digits, least) else "")


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int), "an amount is finite"
    return exponent


def head(cell: "Cell | MergedCell", words: str) -> None:
    """The head of a column."""
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415

    text(cell, words)
    cell.font = Font(name="Calibri", bold=True, color="FFFFFF")
    cell.fill = PatternFill("solid", fgColor=_HEAD)
    cell.alignment = Alignment(vertical="center", wrap_text=True)


def total(cell: "Cell | MergedCell") -> None:
    """A cell of a row of sums."""
    from openpyxl.styles import Border, Font, Side  # noqa: PLC0415

    cell.font = Font(name="Calibri", bold=True)
    cell.border = Border(top=Side(style="thin"))
