"""Workbooks whose parts, sheets or cells cannot be trusted, and what is said of each."""

from collections.abc import Callable

from tests.intake.hostile import make
from tests.intake.hostile.make import book, ods, packed, sheet
from tests.intake.hostile.table import Case, part

_ENTITIES = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "5"><!ENTITY b "&a;&a;&a;">]>'
_CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'


def _rows(rows: str) -> Callable[[], bytes]:
    return lambda: book(sheet(rows))


def _repeated(rows: int, columns: int) -> str:
    return (
        f'<table:table-row table:number-rows-repeated="{rows}"><table:table-cell '
        f'table:number-columns-repeated="{columns}" office:value-type="float" office:value="1"/>'
        "</table:table-row>"
    )


INSIDE: tuple[Case, ...] = (
    # XML
    Case(
        "entities in a sheet",
        "a.xlsx",
        part(
            "xl/worksheets/sheet1.xml", sheet(head=_ENTITIES + f'<worksheet xmlns="{make.MAIN}">')
        ),
        "file_part_dtd",
    ),
    Case(
        "a DTD in a part that nobody reads",
        "a.xlsx",
        part("docProps/app.xml", "<!DOCTYPE x><x/>"),
        "file_part_dtd",
    ),
    Case(
        "a DTD in UTF-16",
        "a.xlsx",
        part("docProps/app.xml", "\ufeff<!DOCTYPE x><x/>".encode("utf-16-le")),
        "file_part_dtd",
    ),
    Case(
        "a DTD in an .ods",
        "a.ods",
        lambda: packed([("content.xml", _ENTITIES + "<x/>")]),
        "file_part_dtd",
    ),
    Case(
        "XML in GBK",
        "a.xlsx",
        part("docProps/app.xml", '<?xml version="1.0" encoding="gbk"?><x/>'),
        "file_part_encoding",
        "docProps/app.xml: gbk",
    ),
    Case(
        "XML that is not well formed",
        "a.xlsx",
        _rows('<row r="1"><c r="A1"><v>1</c></row>'),
        "file_damaged",
    ),
    Case(
        "bytes that are no UTF-8",
        "a.xlsx",
        lambda: book(sheet().encode().replace("海".encode(), b"\xba\xa3")),
        "file_damaged",
    ),
    Case(
        "elements as deep as a well",
        "a.xlsx",
        lambda: book(sheet(before="<a>" * 500 + "</a>" * 500)),
        "file_damaged",
    ),
    Case(
        "a namespace of nobody",
        "a.xlsx",
        lambda: book(sheet(head='<worksheet xmlns="urn:x">')),
        "file_damaged",
    ),
    Case(
        "cells in an element that programs skip", "a.xlsx", _rows(f"<x>{_CELL}</x>"), "file_damaged"
    ),
    Case(
        "rows twice",
        "a.xlsx",
        lambda: book(sheet(after=f"<sheetData>{_CELL}</sheetData>")),
        "file_damaged",
    ),
    # Cells
    Case(
        "one address twice",
        "a.xlsx",
        _rows('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'),
        "file_cell_twice",
        "十月!A1",
    ),
    Case("one address in two rows", "a.xlsx", _rows(_CELL + _CELL), "file_cell_twice", "十月!A1"),
    Case(
        "two values in one cell",
        "a.xlsx",
        _rows('<row r="1"><c r="A1" t="inlineStr"><is><t>1</t></is><v>2</v></c></row>'),
        "file_cell_twice",
        "十月!A1",
    ),
    Case(
        "a cell of another row",
        "a.xlsx",
        _rows('<row r="1"><c r="A2"><v>1</v></c></row>'),
        "file_cell_misplaced",
        "十月!A2",
    ),
    Case(
        "a column beyond XFD",
        "a.xlsx",
        _rows('<row r="1"><c r="XFE1"><v>1</v></c></row>'),
        "file_cell_misplaced",
        "十月!XFE1",
    ),
    Case(
        "a row beyond 1048576",
        "a.xlsx",
        _rows('<row r="1048577"><c r="A1048577"><v>1</v></c></row>'),
        "file_cell_misplaced",
        "十月!1048577",
    ),
    Case(
        "row 0",
        "a.xlsx",
        _rows('<row r="0"><c><v>1</v></c></row>'),
        "file_cell_misplaced",
        "十月!0",
    ),
    Case(
        "an address in small letters",
        "a.xlsx",
        _rows('<row r="1"><c r="a1"><v>1</v></c></row>'),
        "file_cell_misplaced",
        "十月!a1",
    ),
    Case(
        "a shared text that is not there",
        "a.xlsx",
        _rows('<row r="1"><c r="A1" t="s"><v>7</v></c></row>'),
        "file_damaged",
    ),
    Case(
        "a type of nobody",
        "a.xlsx",
        _rows('<row r="1"><c r="A1" t="x"><v>7</v></c></row>'),
        "file_damaged",
    ),
    Case(
        "two values of one kind",
        "a.xlsx",
        _rows('<row r="1"><c r="A1"><v>7</v><v>8</v></c></row>'),
        "file_damaged",
    ),
    # Sheets
    Case(
        "two sheets of one name",
        "a.xlsx",
        lambda: book(sheet(), sheet(), names=("十月", "十月")),
        "file_sheet_twice",
        "十月",
    ),
    Case(
        "two sheets but for their case",
        "a.xlsx",
        lambda: book(sheet(), sheet(), names=("oct", "OCT")),
        "file_sheet_twice",
        "OCT",
    ),
    # OpenDocument
    Case("a letter called .ods", "a.ods", lambda: ods("", body="text"), "file_unknown"),
    Case(
        "an .ods repeated beyond its rows",
        "a.ods",
        lambda: ods(_repeated(2_000_000, 1)),
        "file_cell_misplaced",
        "十月!A1",
    ),
    Case(
        "an .ods repeated without end",
        "a.ods",
        lambda: ods(_repeated(1_000_000, 16_000)),
        "file_too_large",
    ),
)
