"""Workbooks and text files whose bytes depend on nothing but their contents."""  # noqa: INP001

import csv
import io
import os
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

os.environ["OPENPYXL_LXML"] = "False"  # one writer of XML on every machine

import xlwt
from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

Cell = str | int | float | Decimal | date | datetime | time | None
Row = Sequence[Cell]

_HEAD = PatternFill("solid", fgColor="E7E6E6")
_SAVED = datetime(2026, 11, 1, 9, 30)  # noqa: DTZ001 - a property of the files, not a moment
_ENTRY_TIME = (2026, 11, 1, 9, 30, 0)
_STAMPED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


class Sheet(NamedTuple):
    """A sheet: its name, its rows, which of them (from 1) is the header, and its merges."""

    name: str
    rows: Sequence[Row]
    header: int = 1
    merges: Sequence[str] = ()


def xlsx(path: Path, *sheets: Sheet) -> None:
    """Write an .xlsx."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        _fill(book.create_sheet(sheet.name), sheet)
    book.properties.creator = "sample"
    book.properties.created = _SAVED
    buffer = io.BytesIO()
    book.save(buffer)
    _write(path, _fixed(buffer.getvalue()))


def _fill(target: Worksheet, sheet: Sheet) -> None:
    for number, row in enumerate(sheet.rows, 1):
        for column, value in enumerate(row, 1):
            _put(target, number, column, value)
    table = sheet.rows[sheet.header - 1 :]
    for column in range(1, len(table[0]) + 1):
        cell = target.cell(sheet.header, column)
        cell.font, cell.fill = Font(bold=True), _HEAD
        widest = max(_width(row[column - 1]) for row in table if len(row) >= column)
        target.column_dimensions[get_column_letter(column)].width = min(max(10, widest + 2), 44)
    target.freeze_panes = f"A{sheet.header + 1}"
    for merge in sheet.merges:
        target.merge_cells(merge)


def _width(value: Cell) -> int:
    """How many narrow letters a cell is wide; a Chinese one counts twice."""
    return sum(1 + (ord(letter) > 0x2E80) for letter in str(value or ""))


def _put(target: Worksheet, row: int, column: int, value: Cell) -> None:
    """A cell; `6%` becomes a number shown as a percentage, as typing it into Excel does."""
    if value is None or value == "":
        return
    cell = target.cell(row, column)
    if isinstance(value, str) and re.fullmatch(r"\d+(\.\d+)?%", value):
        cell.value = Decimal(value.removesuffix("%")) / 100
        cell.number_format = "0.0%"
        return
    cell.value = value
    if type(value) is date:
        cell.number_format = "yyyy-mm-dd"
    elif isinstance(value, str) and not value.startswith("#"):
        cell.data_type, cell.number_format = "s", "@"


def xls(path: Path, *sheets: Sheet) -> None:
    """Write an .xls of the old binary format."""
    book = xlwt.Workbook(encoding="utf-8")
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for sheet in sheets:
        target = book.add_sheet(sheet.name)
        for number, row in enumerate(sheet.rows):
            for column, value in enumerate(row):
                if value is not None:
                    style = (day,) if isinstance(value, date) else ()
                    target.write(number, column, value, *style)
    buffer = io.BytesIO()
    book.save(buffer)
    _write(path, buffer.getvalue())


def ods(path: Path, *sheets: Sheet) -> None:
    """Write an .ods: the mark of its type first and unpacked, then contents and manifest."""
    members = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": _CONTENT.format(tables="".join(map(_table, sheets))),
        "META-INF/manifest.xml": _MANIFEST,
    }
    _write(path, _zipped({name: text.encode() for name, text in members.items()}))


def _table(sheet: Sheet) -> str:
    rows = "".join(
        f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in sheet.rows
    )
    return f'<table:table table:name="{escape(sheet.name)}">{rows}</table:table>'


def _ods_cell(value: Cell) -> str:
    match value:
        case None:
            return "<table:table-cell/>"
        case int() | Decimal():
            kind = f'office:value-type="float" office:value="{value}"'
        case date():
            kind = f'office:value-type="date" office:date-value="{value}"'
        case _:
            kind = 'office:value-type="string"'
    shown = escape(str(value))
    return f"<table:table-cell {kind}><text:p>{shown}</text:p></table:table-cell>"


def text(path: Path, rows: Iterable[Row], encoding: str) -> None:
    """Write a .csv as shops export it: every line ends with CR LF."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows(rows)
    _write(path, buffer.getvalue().encode(encoding))


def _fixed(content: bytes) -> bytes:
    """The same package without the moment of its saving."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        members = {name: package.read(name) for name in package.namelist()}
    core = members["docProps/core.xml"]
    members["docProps/core.xml"] = _STAMPED.sub(
        rb"\g<1>" + _SAVED.isoformat().encode() + b"Z", core
    )
    return _zipped(members)


def _zipped(members: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, content in members.items():
            entry = zipfile.ZipInfo(name, _ENTRY_TIME)
            entry.create_system = 0  # as on any system
            packed = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            package.writestr(entry, content, compress_type=packed)
    return buffer.getvalue()


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_CONTENT = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    f'<office:document-content xmlns:office="{_OASIS}:office:1.0"'
    f' xmlns:table="{_OASIS}:table:1.0" xmlns:text="{_OASIS}:text:1.0" office:version="1.3">'
    "<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    "</office:document-content>"
)
_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    f'<manifest:manifest xmlns:manifest="{_OASIS}:manifest:1.0" manifest:version="1.3">'
    '<manifest:file-entry manifest:full-path="/"'
    ' manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)
