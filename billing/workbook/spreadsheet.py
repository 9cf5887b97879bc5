"""Workbooks that are archives of XML, .xlsx .xlsm and .ods: their sheets as grids."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from xml.etree.ElementTree import Element, ParseError
from xml.parsers.expat import ExpatError

from defusedxml import DefusedXmlException

from billing.workbook import careful, formats, opendocument, plain, texts
from billing.workbook.cell import Tables
from billing.workbook.contents import Contents
from billing.workbook.grid import EPOCH_1900, EPOCH_1904, Book, Grid, Note, Unreadable
from billing.workbook.limits import LIMITS
from billing.workbook.package import Package, kind, main
from billing.workbook.places import column, runs
from billing.workbook.texts import NotPlain, local

DAMAGED = (  # what reading raises of a file that is no sound workbook
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,  # packed by a method that nothing reads
    ParseError,
    ExpatError,
    DefusedXmlException,
    KeyError,  # a part that is named and not there
    ValueError,  # an address or a count that is none
    IndexError,  # a shared text that is not there
    OverflowError,
    RecursionError,
)
_TRUE = ("1", "true")
_RANGE = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")
# How a formula names another workbook: by its number, its name, or its path.
_OUTSIDE = r"(?<![\w\]\[.])\[\d+\][^\[\]]*?!|\[[^\[\]]+\.xl\w+\]|'file:"
_LISTED = 8  # ranges that a note lists


def read(content: bytes) -> Book:
    """The sheets of an archive. Raises Unreadable for one that is none, or encrypted, or unsafe."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            package = Package(archive)
            if kind(package) == "ods":
                return opendocument.read(package)
            return _workbook(package)
    except DAMAGED as error:
        raise Unreadable("file_damaged") from error
    except RuntimeError as error:  # zipfile's word for a part that needs a password
        raise Unreadable("file_encrypted") from error


def _workbook(package: Package) -> Book:
    part = main(package)
    root = package.xml(part)
    tables = _tables(package, part, root)
    grids, linked, unordered = [], [], []
    for name, sheet, hidden in _sheets(package, part, root):
        contents, around = _contents(package, sheet, tables, name)
        grids.append(_grid(name, contents, around, tables, hidden=hidden))
        linked += [f"{name}!{run}" for run in runs(contents.linked)]
        unordered += [name] * contents.unordered
    return Book(grids=tuple(grids), notes=(*_notes(package, part, linked, unordered),), form="xlsx")


def _notes(package: Package, part: str, linked: list[str], unordered: list[str]) -> Iterator[Note]:
    if package.related(part, "vbaProject", "xl/vbaProject.bin"):
        yield Note(code="file_macros")
    if unordered:
        yield Note(code="cells_unordered", found=", ".join(unordered))
    if linked:
        more = ", ..." if len(linked) > _LISTED else ""
        yield Note(code="formula_linked", found=", ".join(linked[:_LISTED]) + more)


def _sheets(package: Package, part: str, root: Element) -> Iterator[tuple[str, str, bool]]:
    """Each worksheet's name, its part, and whether it is hidden. Charts and macros are left out."""
    relations = package.relations(part)
    names: set[str] = set()
    parts: set[str] = set()
    listed = [sheet for group in root if local(group) == "sheets" for sheet in group]
    if len(listed) > LIMITS.sheets:
        raise Unreadable("file_too_large")
    for sheet in listed:
        name = sheet.get("name") or ""
        key = next((v for k, v in sheet.attrib.items() if k.endswith("}id")), "")
        kind_, target = relations[key]
        if kind_ != "worksheet":
            continue
        if name.casefold() in names or target.lower() in parts:
            raise Unreadable("file_sheet_twice", name)
        names.add(name.casefold())
        parts.add(target.lower())
        yield name, target, (sheet.get("state") or "visible") != "visible"


def _tables(package: Package, part: str, root: Element) -> Tables:
    strings = package.related(part, "sharedStrings", "xl/sharedStrings.xml")
    styles = package.related(part, "styles", "xl/styles.xml")
    looks, told = formats.styles(package.read(styles)) if styles else ((), {})
    modern = any(
        element.get("date1904") in _TRUE for element in root if local(element) == "workbookPr"
    )
    names = _linked_names(root)
    return Tables(
        strings=texts.shared(package.read(strings)) if strings else (),
        styles=looks,
        units=told,
        struck=formats.struck(package.read(styles)) if styles else frozenset(),
        epoch=EPOCH_1904 if modern else EPOCH_1900,
        linked=linked_in(names),
        names_linked=bool(names),
    )


def linked_in(names: Iterable[str]) -> re.Pattern[str]:
    """What in a formula leads to another workbook: its own reference, or a name that has one."""
    return re.compile(
        "|".join([_OUTSIDE, *(rf"(?<![\w.]){re.escape(name)}(?![\w.(])" for name in names)])
    )


def _linked_names(root: Element) -> list[str]:
    outside = re.compile(_OUTSIDE)
    return [
        name.get("name") or "-"
        for group in root
        if local(group) == "definedNames"
        for name in group
        if outside.search(name.text or "")
    ]


def _contents(
    package: Package, part: str, tables: Tables, name: str
) -> tuple[Contents, careful.Around]:
    """The cells of a sheet: by the quick reader, and by the careful one where that takes none.

    The quick one does not look at lines through cells.
    """
    entry = package.find(part) or part
    if tables.struck:
        return _carefully(package, entry, tables, name)
    try:
        with package.archive.open(entry) as stream:
            contents = plain.read(stream, tables)
        return contents, careful.around(contents)
    except NotPlain:
        return _carefully(package, entry, tables, name)


def _carefully(
    package: Package, entry: str, tables: Tables, name: str
) -> tuple[Contents, careful.Around]:
    reader = careful.Careful(tables)
    try:
        with package.archive.open(entry) as stream:
            reader.read(stream)
    except Unreadable as error:
        place = f"{name}!{error.found}" if error.found else name
        raise Unreadable(error.code, place) from error
    return reader.contents(), reader.around


def _grid(
    name: str, contents: Contents, around: careful.Around, tables: Tables, *, hidden: bool
) -> Grid:
    return Grid(
        sheet=name,
        rows=contents.rows,
        merged=merged(around.merges, len(contents.rows)),
        hidden=hidden,
        hidden_rows=contents.hidden_rows,
        hidden_columns=around.hidden_columns,
        epoch=tables.epoch,
        percent=frozenset(contents.percent),
        units=contents.units,
        struck=frozenset(contents.struck),
    )


def merged(ranges: Iterable[str], rows: int) -> Mapping[tuple[int, int], int]:
    """The cells below the first of each merge, as in Grid.merged, as far as there are rows."""
    found: dict[tuple[int, int], int] = {}
    for text in ranges:
        ends = _RANGE.fullmatch(text)
        if ends:
            left, top = column(ends[1]), int(ends[2])
            bottom = min(int(ends[4]), rows)
            found.update({(row, left): top for row in range(top + 1, bottom + 1)})
    return found
