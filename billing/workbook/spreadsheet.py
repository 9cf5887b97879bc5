"""Workbooks that are zip archives, .xlsx .xlsm and .ods: values by calamine, the rest by marks."""

import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from datetime import date
from xml.etree.ElementTree import Element, ParseError

import python_calamine as calamine
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from billing.workbook import marks, opendocument
from billing.workbook.grid import EPOCH_1900, EPOCH_1904, Book, Broken, Grid, Unreadable, Value
from billing.workbook.marks import Marks, local

UNPACKED_LIMIT = 2 << 30  # bytes; a million rows of eight columns take some 400 MB
_MAIN = "xl/workbook.xml"
DAMAGED = (  # what libraries raise of a file that is no sound workbook
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,  # packed by a method that nothing reads
    ParseError,
    DefusedXmlException,
    calamine.CalamineError,
    KeyError,  # a part that is named and not there
    ValueError,  # an address or a count that is none
)


def read(content: bytes) -> Book:
    """The sheets of an archive. Raises Unreadable for one that is none, or encrypted, or unsafe."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _accept(archive)
            return Book(grids=_grids(content, archive))
    except DAMAGED as error:
        raise Unreadable("file_damaged") from error
    except RuntimeError as error:  # zipfile's word for a part that needs a password
        raise Unreadable("file_encrypted") from error


def _accept(archive: zipfile.ZipFile) -> None:
    """Refuse what cannot or must not be read."""
    names = set(archive.namelist())
    if sum(entry.file_size for entry in archive.infolist()) > UNPACKED_LIMIT:
        raise Unreadable("file_too_large")
    if "xl/workbook.bin" in names:
        raise Unreadable("file_xlsb")
    manifest = "META-INF/manifest.xml"
    if manifest in names and b"encryption-data" in archive.read(manifest):
        raise Unreadable("file_encrypted")
    if _MAIN not in names and "content.xml" not in names:
        raise Unreadable("file_unknown")


def _grids(content: bytes, archive: zipfile.ZipFile) -> tuple[Grid, ...]:
    book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    found, epoch = _marks(archive)
    return tuple(
        _grid(book, sheet, found.get(sheet.name, Marks()), epoch)
        for sheet in book.sheets_metadata
        if sheet.typ == calamine.SheetTypeEnum.WorkSheet
    )


def _grid(
    book: calamine.CalamineWorkbook, sheet: calamine.SheetMetadata, found: Marks, epoch: date
) -> Grid:
    table = book.get_sheet_by_name(sheet.name)
    rows: list[list[Value]] = [[*row] for row in table.to_python(skip_empty_area=False)]
    return Grid(
        sheet=sheet.name,
        rows=broken(rows, found.broken),
        merged=found.merged or down(table.merged_cell_ranges or []),
        hidden=sheet.visible != calamine.SheetVisibleEnum.Visible,
        hidden_rows=found.hidden_rows,
        hidden_columns=found.hidden_columns,
        epoch=epoch,
    )


def broken(
    rows: list[list[Value]], faults: Mapping[tuple[int, int], str]
) -> Sequence[Sequence[Value]]:
    """The rows with each fault in its place; they grow where a fault lies outside."""
    for (row, column), found in faults.items():
        rows.extend([] for _ in range(row - len(rows)))
        cells = rows[row - 1]
        cells.extend("" for _ in range(column - len(cells)))
        cells[column - 1] = Broken(found)
    return rows


def down(
    ranges: Sequence[tuple[tuple[int, int], tuple[int, int]]],
) -> Mapping[tuple[int, int], int]:
    """The cells below the first of each merge, as in Grid.merged. Ranges count from 0."""
    return {
        (row + 1, left + 1): top + 1
        for (top, left), (bottom, _) in ranges
        for row in range(top + 1, bottom + 1)
    }


def _marks(archive: zipfile.ZipFile) -> tuple[dict[str, Marks], date]:
    if _MAIN not in archive.namelist():
        return _opendocument(archive), EPOCH_1900
    main = fromstring(archive.read(_MAIN), forbid_dtd=True)
    modern = {"1", "true"}
    epoch = (
        EPOCH_1904
        if any(part.get("date1904") in modern for part in main if local(part) == "workbookPr")
        else EPOCH_1900
    )
    return {name: _worksheet(archive, path) for name, path in paths(archive, main)}, epoch


def paths(archive: zipfile.ZipFile, main: Element) -> list[tuple[str, str]]:
    """The name of each sheet and its part in the archive."""
    relations = fromstring(archive.read("xl/_rels/workbook.xml.rels"), forbid_dtd=True)
    targets = {part.get("Id"): part.get("Target") or "" for part in relations}
    found = []
    for sheet in main.iter():
        if local(sheet) == "sheet":
            key = next((v for k, v in sheet.attrib.items() if k.endswith("}id")), "")
            target = targets.get(key, "")
            path = target[1:] if target.startswith("/") else f"xl/{target}"
            found.append((sheet.get("name") or "", path))
    return found


def _worksheet(archive: zipfile.ZipFile, path: str) -> Marks:
    if "worksheets/" not in path:
        return Marks()
    with archive.open(path) as stream:
        if not marks.telling(stream):
            return Marks()
    with archive.open(path) as stream:
        return marks.worksheet(stream)


def _opendocument(archive: zipfile.ZipFile) -> dict[str, Marks]:
    with archive.open("content.xml") as stream:
        if not marks.telling(stream, opendocument.TELLING):
            return {}
    with archive.open("content.xml") as stream:
        return opendocument.sheets(stream)
