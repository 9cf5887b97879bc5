"""The sheets of an .ods, found in its content.xml by expat."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

from billing.workbook.grid import Book, Grid, Note, Unreadable, Value
from billing.workbook.limits import COLUMNS, LIMITS, ROWS
from billing.workbook.opendocument_cells import element, local, repeated, unit, value
from billing.workbook.package import CONTENT, Package
from billing.workbook.places import address, runs

_SPACES = re.compile(r"[ \t\r\n]+")
_OUTSIDE = "'file:"  # how formulas, and the sheets kept for them, name other workbooks
_HIDING = ("collapse", "filter")
_LISTED = 8  # ranges that a note lists
_DEEPEST = 256
_CELLS = ("table-cell", "covered-table-cell")


@dataclass(slots=True)
class _Sheet:
    """One table while it is read. Places are (row, column), from 1."""

    name: str
    hidden: bool
    rows: list[list[Value] | tuple[Value, ...]] = field(default_factory=list)
    row: int = 1  # the number of the row that is read
    line: list[Value] = field(default_factory=list)
    column: int = 1
    spans: list[tuple[int, int, int]] = field(default_factory=list)
    percent: set[tuple[int, int]] = field(default_factory=set)
    percent_columns: list[int] = field(default_factory=list)  # of this row
    units: dict[tuple[int, int], str] = field(default_factory=dict)
    unit_columns: dict[int, str] = field(default_factory=dict)  # of this row
    linked: list[tuple[int, int]] = field(default_factory=list)
    hidden_rows: int = 0
    hidden_columns: int = 0

    def grid(self) -> Grid:
        """What was read."""
        merged = {
            (below, column): row
            for row, column, span in self.spans
            for below in range(row + 1, min(row + span, len(self.rows) + 1))
        }
        return Grid(
            sheet=self.name,
            rows=self.rows,
            merged=merged,
            hidden=self.hidden,
            hidden_rows=self.hidden_rows,
            hidden_columns=self.hidden_columns,
            percent=frozenset(self.percent),
            units=self.units,
        )


def read(package: Package) -> Book:
    """The sheets of an .ods. Raises Unreadable, or what DAMAGED lists."""
    reader = Reader()
    with package.archive.open(package.find(CONTENT)) as stream:
        parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse
        parser.StartElementHandler = reader.start
        parser.EndElementHandler = reader.end
        parser.CharacterDataHandler = reader.text
        parser.ParseFile(stream)
    if not reader.is_spreadsheet:
        raise Unreadable("file_unknown")
    macros = any(name.startswith(("basic/", "scripts/")) for name in package.names)
    grids = tuple(sheet.grid() for sheet in reader.sheets)
    return Book(grids=grids, notes=(*reader.notes(macros),), form="ods")


def _refuse(*_: object) -> NoReturn:
    raise Unreadable("file_part_dtd")


class Reader:
    """Collects the sheets while expat goes through the content."""

    def __init__(self) -> None:
        """Nothing read yet."""
        self.sheets: list[_Sheet] = []
        self.is_spreadsheet = False
        self._path: list[str] = []
        self._sheet: _Sheet | None = None
        self._in_cell = False
        self._skipped = 0  # the depth of what is no cell's own text: notes, pictures
        self._given: dict[str, str] = {}
        self._row: dict[str, str] = {}
        self._paragraphs: list[str] = []
        self._style = ""
        self._hidden_styles: set[str] = set()
        self._filled = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        name = element(tag)
        self._path.append(name)
        if len(self._path) > _DEEPEST:
            raise ValueError(tag)
        if self._skipped:
            return
        given = {local(key): text for key, text in attributes.items()}
        if self._in_cell:
            self._start_in_cell(tag, name, given)
        elif self._sheet is None:
            self._start_outside(name, given)
        else:
            self._start_in_sheet(self._sheet, name, given)

    def _start_outside(self, name: str, given: Mapping[str, str]) -> None:
        match name:
            case "style" if given.get("family") == "table":
                self._style = given.get("name", "")
            case "table-properties" if given.get("display") == "false":
                self._hidden_styles.add(self._style)
            case "spreadsheet":
                self.is_spreadsheet = True
            case "table":
                hidden = given.get("style-name") in self._hidden_styles
                self._sheet = _Sheet(given.get("name", ""), hidden)
            case "tracked-changes":
                self._skipped = len(self._path)
            case _:
                pass

    def _start_in_sheet(self, sheet: _Sheet, name: str, given: dict[str, str]) -> None:
        match name:
            case "table-column" if given.get("visibility") in _HIDING:
                sheet.hidden_columns += repeated(given)
            case "table-row":
                self._row, sheet.line, sheet.column = given, [], 1
            case "table-cell" | "covered-table-cell":
                self._given, self._paragraphs, self._in_cell = given, [], True
            case "shapes" | "table":
                self._skipped = len(self._path)
            case _:
                pass

    def _start_in_cell(self, tag: str, name: str, given: Mapping[str, str]) -> None:
        if "text:" not in tag:
            self._skipped = len(self._path)
            return
        if name == "p" and self._path[-2] in _CELLS:
            self._paragraphs.append("")
        elif name == "s" and self._paragraphs:
            self._paragraphs[-1] += " " * min(int(given.get("c") or 1), LIMITS.text)
        elif name in ("tab", "line-break") and self._paragraphs:
            self._paragraphs[-1] += "\t" if name == "tab" else "\n"
        elif name == "ruby-text":
            self._skipped = len(self._path)

    def text(self, text: str) -> None:
        """Some text of the open element."""
        if not self._skipped and self._paragraphs and self._path[-1] not in _CELLS:
            self._paragraphs[-1] += _SPACES.sub(" ", text)

    def end(self, tag: str) -> None:
        """An element ends."""
        name = element(tag)
        depth = len(self._path)
        self._path.pop()
        if self._skipped:
            self._skipped = 0 if self._skipped == depth else self._skipped
            return
        if self._sheet is None or (self._in_cell and name not in _CELLS):
            return
        if name in _CELLS:
            self._end_cell(self._sheet)
        elif name == "table-row":
            self._end_row(self._sheet)
        elif name == "table":
            if not self._sheet.name.startswith(_OUTSIDE):
                self._keep(self._sheet)
            self._sheet = None

    def _keep(self, sheet: _Sheet) -> None:
        if sheet.name.casefold() in {other.name.casefold() for other in self.sheets}:
            raise Unreadable("file_sheet_twice", sheet.name)
        self.sheets.append(sheet)
        if len(self.sheets) > LIMITS.sheets:
            raise Unreadable("file_too_large")

    def _end_cell(self, sheet: _Sheet) -> None:
        given, times = self._given, repeated(self._given)
        text = "\n".join(self._paragraphs)
        found = value(given, text, written=bool(self._paragraphs))
        self._given, self._paragraphs, self._in_cell = {}, [], False
        columns = range(sheet.column, sheet.column + times)
        if int(given.get("number-rows-spanned") or 1) > 1:
            sheet.spans.append((sheet.row, sheet.column, int(given["number-rows-spanned"])))
        sheet.column += times
        if found == "":
            return
        if columns[-1] > COLUMNS:
            raise Unreadable(
                "file_cell_misplaced", f"{sheet.name}!{address(sheet.row, columns[-1])}"
            )
        sheet.line += [""] * (columns[0] - 1 - len(sheet.line)) + [found] * times
        if given.get("value-type") == "percentage":
            sheet.percent_columns += columns
        if told := unit(given, text):
            sheet.unit_columns.update(dict.fromkeys(columns, told))
        if _OUTSIDE in given.get("formula", ""):
            sheet.linked += [(sheet.row, column) for column in columns]

    def _end_row(self, sheet: _Sheet) -> None:
        times = repeated(self._row, "rows")
        sheet.hidden_rows += times if self._row.get("visibility") in _HIDING else 0
        if sheet.line:
            self._filled += times * (len(sheet.line) - sheet.line.count(""))
            if sheet.row + times - 1 > ROWS:
                raise Unreadable("file_cell_misplaced", f"{sheet.name}!{address(sheet.row, 1)}")
            if self._filled > LIMITS.cells:
                raise Unreadable("file_too_large")
            sheet.rows += ((),) * (sheet.row - 1 - len(sheet.rows))
            sheet.rows += [sheet.line] * times
            sheet.percent.update(
                (sheet.row + n, column) for n in range(times) for column in sheet.percent_columns
            )
            sheet.units.update(
                ((sheet.row + n, column), told)
                for n in range(times)
                for column, told in sheet.unit_columns.items()
            )
        sheet.percent_columns, sheet.unit_columns = [], {}
        sheet.row += times

    def notes(self, macros: bool) -> Iterator[Note]:  # noqa: FBT001
        """What to say of the file."""
        if macros:
            yield Note(code="file_macros")
        linked = [f"{s.name}!{run}" for s in self.sheets for run in runs(s.linked)]
        if linked:
            more = ", ..." if len(linked) > _LISTED else ""
            yield Note(code="formula_linked", found=", ".join(linked[:_LISTED]) + more)
