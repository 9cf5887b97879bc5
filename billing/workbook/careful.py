"""The careful reader of a worksheet: by expat, whatever the form of its XML.

It gives the same cells as the quick one wherever that gives any, and says why a sheet cannot be
read: an address that stands twice, lies outside the sheet, or contradicts its row.
"""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import IO, NoReturn
from xml.parsers import expat

from billing.workbook.cell import Tables, value
from billing.workbook.contents import Contents
from billing.workbook.formats import Shown
from billing.workbook.grid import Unreadable, Value
from billing.workbook.limits import COLUMNS, LIMITS, ROWS
from billing.workbook.places import address
from billing.workbook.places import column as column_of
from billing.workbook.texts import NotPlain

_MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_DEEPEST = 64  # elements within elements; a sheet has some eight
_TRUE = ("1", "true")
_CELL = ("worksheet", "sheetData", "row", "c")
# What may stand beside rows, cells and values; anything else could hide some.
_INSIDE: Mapping[tuple[str, ...], frozenset[str]] = {
    (): frozenset({"worksheet"}),
    _CELL[:2]: frozenset({"row", "extLst"}),
    _CELL[:3]: frozenset({"c", "extLst"}),
    _CELL: frozenset({"f", "v", "is", "extLst"}),
}
_TEXTS = frozenset({(*_CELL, "v"), (*_CELL, "f"), (*_CELL, "is", "t"), (*_CELL, "is", "r", "t")})


@dataclass(slots=True)
class _Open:
    """The cell that is being read."""

    kind: str = ""
    style: str = ""
    texts: dict[str, str] = field(default_factory=dict)  # v, f, is: as far as they are there
    shared: str = ""  # the number of a shared formula


@dataclass(slots=True)
class Around:
    """What a sheet says outside its rows. Ranges are as they are written."""

    merges: list[str] = field(default_factory=list)
    hidden_columns: int = 0

    def note(self, path: tuple[str, ...], given: Mapping[str, str]) -> None:
        """An element that is no part of a row."""
        match path:
            case ("worksheet", "mergeCells", "mergeCell"):
                self.merges.append(given.get("ref", ""))
            case ("worksheet", "cols", "col") if given.get("hidden") in _TRUE:
                self.hidden_columns += int(given.get("max") or 1) - int(given.get("min") or 1) + 1
            case _:
                pass


class Careful:
    """Collects the cells of one worksheet while expat goes through it."""

    def __init__(self, tables: Tables) -> None:
        """`tables` are the workbook's."""
        self.found = Contents()
        self.around = Around()
        self.cells: dict[tuple[int, int], Value] = {}
        self._tables = tables
        self._path: tuple[str, ...] = ()
        self._row = self._column = 0
        self._open = _Open()
        self._shared: set[str] = set()
        self.begun: list[int] = []  # where rows begin, in bytes
        self._parser = expat.ParserCreate(namespace_separator="}")

    def read(self, stream: IO[bytes]) -> None:
        """All of a part. Raises ExpatError, ValueError, IndexError or Unreadable."""
        parser = self._parser
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.ParseFile(stream)

    def contents(self) -> Contents:
        """The cells in their rows, as the quick reader gives them."""
        filled = {place: one for place, one in self.cells.items() if one != ""}
        self.found.filled = len(filled)
        rows = self.found.rows
        for row, column in sorted(filled):
            rows += ((),) * (row - len(rows))
            line = rows[row - 1] or []
            assert isinstance(line, list), "only rows without cells are shared"
            line += [""] * (column - 1 - len(line)) + [filled[row, column]]
            rows[row - 1] = line
        return self.found

    def _start(self, tag: str, given: dict[str, str]) -> None:
        space, _, name = tag.rpartition("}")
        if space not in _MAIN:
            name = tag
        if name not in _INSIDE.get(self._path, (name,)) or len(self._path) > _DEEPEST:
            raise ValueError(tag)
        self._path = (*self._path, name)
        match self._path:
            case ("worksheet", "sheetData"):
                self._begin_rows(tag)
            case ("worksheet", "sheetData", "row"):
                self._begin_row(given)
            case ("worksheet", "sheetData", "row", "c"):
                self._begin_cell(given)
            case ("worksheet", "sheetData", "row", "c", ("f" | "v" | "is") as part):
                self._begin_part(part, given)
            case _:
                self.around.note(self._path, given)

    def _begin_rows(self, tag: str) -> None:
        self.begun.append(self._parser.CurrentByteIndex)
        if len(self.begun) > 1:
            raise ValueError(tag)

    def _begin_row(self, given: Mapping[str, str]) -> None:
        row = _counted(given["r"]) if "r" in given else self._row + 1
        self.found.unordered |= row <= self._row
        self.found.hidden_rows += given.get("hidden") in _TRUE
        self._row, self._column = row, 0

    def _begin_cell(self, given: Mapping[str, str]) -> None:
        column = self._column + 1
        if "r" in given:
            found = _ADDRESS.fullmatch(given["r"])
            if not found or int(found[2]) != self._row:
                raise Unreadable("file_cell_misplaced", given["r"])
            column = column_of(found[1])
        if self._row > ROWS or column > COLUMNS:
            raise Unreadable("file_cell_misplaced", address(self._row, column))
        self.found.unordered |= column <= self._column
        self._column = column
        self._open = _Open(kind=given.get("t", ""), style=given.get("s", ""))

    def _begin_part(self, part: str, given: Mapping[str, str]) -> None:
        if part in self._open.texts:
            raise ValueError(part)
        self._open.texts[part] = ""
        if part == "f":
            self._open.shared = given.get("si", "") if given.get("t") == "shared" else ""

    def _text(self, text: str) -> None:
        if self._path in _TEXTS:
            self._open.texts[self._path[4]] += text

    def _end(self, _: str) -> None:
        if self._path == _CELL:
            self._close_cell()
        self._path = self._path[:-1]

    def _close_cell(self) -> None:
        place, cell = (self._row, self._column), self._open
        inline = cell.texts.get("is")
        if inline is not None and ("v" in cell.texts or cell.kind not in ("inlineStr", "")):
            raise Unreadable("file_cell_twice", address(*place))
        text = cell.texts.get("v") if inline is None else inline
        kind = "inlineStr" if inline is not None else cell.kind
        read = value(self._tables, kind, cell.style, text, formula="f" in cell.texts)
        if place in self.cells and (read, self.cells[place]) != ("", ""):
            raise Unreadable("file_cell_twice", address(*place))
        self.cells[place] = read
        if len(self.cells) > LIMITS.cells:
            raise Unreadable("file_too_large")
        if isinstance(read, float) and self._tables.shown(cell.style) is Shown.PERCENT:
            self.found.percent.add(place)
        if isinstance(read, float) and (unit := self._tables.unit(cell.style)):
            self.found.units[place] = unit
        if read != "" and self._tables.is_struck(cell.style):
            self.found.struck.add(place)
        if "f" in cell.texts and self._leads(cell):
            self.found.linked.append(place)

    def _leads(self, cell: _Open) -> bool:
        formula = cell.texts["f"]
        if self._tables.linked and self._tables.linked.search(formula):
            if cell.shared:
                self._shared.add(cell.shared)
            return True
        return bool(cell.shared and not formula and cell.shared in self._shared)


def around(found: Contents) -> Around:
    """What stands around the rows that the quick reader took, and were they the sheet's rows.

    Each different way in which it saw a row's attributes is read here too. Raises as Careful.read,
    and NotPlain where the rows were no rows, but stood in a comment.
    """
    reader = Careful(Tables())
    rows = b"".join(b'<row r="1"%b/>' % given for given in found.attributes)
    cut = found.begun + len(b"<sheetData>")
    reader.read(io.BytesIO(found.frame[:cut] + rows + found.frame[cut:]))
    if reader.begun != [found.begun] or reader.cells:
        raise NotPlain
    return reader.around


def _refuse(*_: object) -> NoReturn:
    raise Unreadable("file_part_dtd")


def _counted(text: str) -> int:
    number = int(text) if text.isascii() and text.isdecimal() else 0
    if not 0 < number <= ROWS:
        raise Unreadable("file_cell_misplaced", text)
    return number
