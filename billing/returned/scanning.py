"""One pass over a worksheet's XML: its rows and cells in turn, and all that stands around them.

Cells are told by place and byte offsets only; a sheet may have millions.
"""

from typing import Protocol
from xml.parsers import expat

from billing.returned.spans import Node, UnsafeXml, bare, tag_end
from billing.workbook.claim import number


class Disordered(ValueError):  # noqa: N818 - it is no error of the program's
    """Rows or cells that do not stand in their order: none can be put in between them."""


class Cells(Protocol):
    """Who is told of rows and cells. Offsets are bytes; `end` is behind the last of them."""

    def row(self, row: int, start: int, attributes: dict[str, str]) -> bool:
        """A row begins; whether its cells are asked for."""

    def cell(self, row: int, column: int, start: int, attributes: dict[str, str]) -> bool:
        """A cell begins; whether its text is asked for."""

    def held(self, end: int, text: str, *, formula: bool) -> None:
        """The cell ends. Text is empty where it was not asked for."""

    def row_ended(self, closed: int) -> None:
        """The row ends; its end tag, or for a lone tag what follows it, begins at `closed`."""


class Scan:
    """The worksheet around its cells, as nodes, once `read` is done."""

    def __init__(self, xml: bytes, cells: Cells) -> None:
        """Nothing is read yet."""
        self._xml = xml
        self._cells = cells
        self._parser = expat.ParserCreate(namespace_separator="}")
        self._parser.buffer_text = True
        self._open: list[Node] = []
        self._row = self._column = 0
        self._inside = False  # sheetData
        self._asked = False  # for the cells of this row
        self._text: list[str] | None = None
        self._formula = False
        self._depth = 0  # below a cell
        self.root = Node("", {}, 0, 0)
        self.sheet_data = Node("", {}, 0, 0)

    def read(self) -> "Scan":
        """Tell of every cell. Raises UnsafeXml, ExpatError."""
        parser = self._parser
        parser.StartElementHandler, parser.EndElementHandler = self._begun, self._ended
        parser.CharacterDataHandler = self._said
        parser.StartDoctypeDeclHandler = self._refused
        parser.Parse(self._xml, True)  # noqa: FBT003 - expat takes no keyword
        return self

    def _begun(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition("}")[2]
        if self._inside:
            self._within(local, attributes)
            return
        at = self._parser.CurrentByteIndex
        node = Node(local, bare(attributes), at, tag_end(self._xml, at))
        if self._open:
            self._open[-1].children.append(node)
        else:
            self.root = node
        self._open.append(node)
        if local == "sheetData" and len(self._open) == 2:
            self._inside, self.sheet_data = True, node

    def _within(self, local: str, attributes: dict[str, str]) -> None:
        if not self._asked and local != "row":
            return
        if local == "c":
            given = attributes.get("r", "").rstrip("0123456789")
            before, self._column = self._column, number(given) if given else self._column + 1
            if self._column <= before:
                raise Disordered
            self._formula, self._depth = False, 0
            at = self._parser.CurrentByteIndex
            wanted = self._cells.cell(self._row, self._column, at, attributes)
            self._text = [] if wanted else None
        elif local == "row":
            before, self._row = self._row, int(attributes.get("r") or self._row + 1)
            self._column = 0
            if self._row <= before:
                raise Disordered
            self._asked = self._cells.row(self._row, self._parser.CurrentByteIndex, attributes)
        else:
            self._depth += 1
            self._formula |= local == "f"
            if self._text is not None and local in ("v", "t"):
                self._text.clear() if local == "v" else None

    def _ended(self, name: str) -> None:
        local = name.rpartition("}")[2]
        at = self._parser.CurrentByteIndex
        if self._inside and local != "sheetData":
            if local == "c" and self._asked:
                text = "".join(self._text or ())
                self._text = None
                self._cells.held(at, text, formula=self._formula)
            elif local == "row":
                self._cells.row_ended(at)
            return
        self._inside = False
        node = self._open.pop()
        if self._xml[node.opened - 2 : node.opened] == b"/>":
            node.closed = node.end = node.opened
        else:
            node.closed, node.end = at, self._xml.index(b">", at) + 1

    def _said(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def _refused(self, *_: object) -> None:
        raise UnsafeXml
