"""A worksheet with some cells in other formats and some emptied; all else byte for byte."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field

from billing.returned.remark import Block
from billing.returned.scanning import Scan
from billing.returned.spans import Edits, Node, closing, prefix, quoted, tag_end, with_attribute
from billing.returned.styles import Styles
from billing.source import address
from billing.workbook.claim import places

_AFTER = frozenset(  # what stands behind legacyDrawing in a worksheet
    {
        "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems",
        "tableParts", "extLst", "AlternateContent",
    }
)  # fmt: skip

Place = tuple[int, int]  # row, column


@dataclass(slots=True, kw_only=True)
class Changes:
    """What is to become of a worksheet, and what was found on the way."""

    styles: Styles
    colours: Mapping[Place, str]
    emptied: tuple[Block, ...] = ()
    strings: bool = False  # whether to tell which shared strings are in use
    clear: bool = False  # whether to take off marks of an earlier time
    used: set[int] = field(default_factory=set)  # shared strings in cells that stay
    gone: set[str] = field(default_factory=set)  # texts and numbers that were emptied
    gone_strings: set[int] = field(default_factory=set)
    formulas_gone: bool = False


class _Marker:
    """Turns the cells that it is told of into edits."""

    def __init__(self, edits: Edits, changes: Changes) -> None:
        self._edits = edits
        self._at = changes
        self.scan = Scan(edits.xml, self)
        rows: dict[int, list[int]] = {}
        for row, column in sorted(changes.colours):
            rows.setdefault(row, []).append(column)
        self._rows = deque(rows.items())  # those still to come, in order
        self._row = 0
        self._row_style = -1
        self._row_start = 0
        self._due: list[int] = []  # columns of this row still to be marked
        self._added = False
        self._cell: tuple[int, int, int, dict[str, str]] | None = None
        self._every = bool(changes.emptied) or changes.strings or changes.clear

    def row(self, row: int, start: int, attributes: dict[str, str]) -> bool:
        """Rows that are not there and come before this one are put in."""
        while self._rows and self._rows[0][0] < row:
            self._edits.replace(start, start, self.missing_row())
        self._row, self._row_start, self._added = row, start, False
        own = attributes.get("customFormat") in ("1", "true")
        self._row_style = int(attributes.get("s", "0")) if own else -1
        here = bool(self._rows) and self._rows[0][0] == row
        self._due = self._rows.popleft()[1] if here else []
        return bool(self._due or self._every)

    def cell(self, row: int, column: int, start: int, attributes: dict[str, str]) -> bool:
        """Cells that are not there and come before this one are put in."""
        while self._due and self._due[0] < column:
            self._edits.replace(start, start, self._missing(row, self._due.pop(0)))
            self._added = True
        asked = bool(self._at.emptied) or (self._at.strings and attributes.get("t") == "s")
        self._cell = (row, column, start, attributes)
        return asked

    def held(self, end: int, text: str, *, formula: bool) -> None:
        """The cell, marked, emptied, or as it was."""
        assert self._cell is not None, "a cell ends after it began"
        row, column, start, attributes = self._cell
        colour = ""
        if self._due and self._due[0] == column:
            colour = self._at.colours[row, self._due.pop(0)]
        empty = _within(self._at.emptied, row, column)
        self._note(text, attributes.get("t", ""), empty=empty, formula=formula)
        if not (colour or empty or self._at.clear):
            return
        opened = tag_end(self._edits.xml, start)
        tag = self._edits.xml[start:opened]
        new = self._formatted(tag, int(attributes.get("s", "0")), colour)
        if empty:
            lone = tag.endswith(b"/>")
            end = opened if lone else self._edits.xml.index(b">", end) + 1
            self._edits.replace(start, end, _hollow(new))
        elif new != tag:
            self._edits.replace(start, opened, new)

    def row_ended(self, closed: int) -> None:
        """The cells still missing are put in at the end of the row."""
        opened = tag_end(self._edits.xml, self._row_start)
        tag = self._edits.xml[self._row_start : opened]
        lone = tag.endswith(b"/>")
        cells = b"".join(self._missing(self._row, column) for column in self._due)
        if not (cells or self._added):
            return
        tag = with_attribute(tag, "spans", None)
        if lone:
            name = tag[1:].split(None, 1)[0].rstrip(b"/>")
            self._edits.replace(
                self._row_start, opened, tag[:-2].rstrip() + b">" + cells + closing(name)
            )
            return
        self._edits.replace(self._row_start, opened, tag)
        self._edits.replace(closed, closed, cells)

    def rest(self) -> bytes:
        """The rows below the last that is there."""
        return b"".join(self.missing_row() for _ in range(len(self._rows)))

    def missing_row(self) -> bytes:
        """The next row, which is not there, with its marked cells."""
        self._row_style = -1
        row, columns = self._rows.popleft()
        cells = b"".join(self._missing(row, column) for column in columns)
        name = self._prefix + b"row"
        return b"<" + name + b" r=" + quoted(str(row)) + b">" + cells + closing(name)

    def _missing(self, row: int, column: int) -> bytes:
        style = self._row_style
        if style < 0:
            style = self._style_of(column)
        number = self._at.styles.filled(style, self._at.colours[row, column])
        tag = b"<" + self._prefix + b"c r=" + quoted(address(column, row))
        return tag + b" s=" + quoted(str(number)) + b"/>"

    @property
    def _prefix(self) -> bytes:
        return prefix(self._edits.xml, self.scan.sheet_data)

    def _style_of(self, column: int) -> int:
        """The format that a column gives to cells that are not there."""
        for one in _below(self.scan.root, "cols", "col"):
            first, last = (int(one.attributes.get(name, "0")) for name in ("min", "max"))
            if first <= column <= last:
                return int(one.attributes.get("style", "0"))
        return 0

    def _formatted(self, tag: bytes, style: int, colour: str) -> bytes:
        base = self._at.styles.cleared(style) if self._at.clear else None
        if not colour:
            return tag if base is None else with_attribute(tag, "s", str(base))
        return with_attribute(tag, "s", str(self._at.styles.filled(style, colour)))

    def _note(self, text: str, kind: str, *, empty: bool, formula: bool) -> None:
        shared = kind == "s" and text.strip().isdigit()
        if shared:
            (self._at.gone_strings if empty else self._at.used).add(int(text))
        elif empty and text.strip():
            self._at.gone.add(text.strip())
        self._at.formulas_gone |= empty and formula


class Worksheet:
    """A worksheet being changed: its cells first, then what stands around them."""

    def __init__(self, xml: bytes, changes: Changes) -> None:
        """Its cells are changed at once. Raises UnsafeXml, ExpatError."""
        self._edits = Edits(xml)
        self._changes = changes
        marker = _Marker(self._edits, changes)
        self._scan = marker.scan.read()
        if rest := marker.rest():
            self._edits.into(self._scan.sheet_data, rest)

    @property
    def drawing(self) -> str:
        """The key of the drawing that holds the boxes of its comments; or none."""
        node = self._scan.root.one("legacyDrawing")
        return node.attributes.get(":id", "") if node else ""

    def draw(self, key: str, namespace: str) -> None:
        """Let it have such a drawing."""
        root = self._scan.root
        tag = b"<" + prefix(self._edits.xml, root) + b"legacyDrawing xmlns:r="
        tag += quoted(namespace) + b" r:id=" + quoted(key) + b"/>"
        after = next((one.start for one in root.children if one.name in _AFTER), root.closed)
        self._edits.replace(after, after, tag)

    def unlink(self) -> set[str]:
        """Drop the links of emptied cells; the keys of what they led to."""
        links = _below(self._scan.root, "hyperlinks", "hyperlink")
        lost = [one for one in links if _first(one) and self.is_emptied(*_first(one))]
        whole = self._scan.root.one("hyperlinks")
        if lost and whole and len(lost) == len(links):
            self._edits.replace(whole.start, whole.end, b"")
        else:
            for one in lost:
                self._edits.replace(one.start, one.end, b"")
        return {one.attributes[":id"] for one in lost if ":id" in one.attributes}

    def done(self) -> bytes:
        """The changed worksheet."""
        return self._edits.done()

    def is_emptied(self, row: int, column: int) -> bool:
        """Whether a cell is given back empty."""
        return _within(self._changes.emptied, row, column)


def _within(blocks: tuple[Block, ...], row: int, column: int) -> bool:
    return any(one.column == column and one.first <= row <= one.last for one in blocks)


def _below(root: Node, outer: str, inner: str) -> list[Node]:
    return [one for whole in root.all(outer) for one in whole.all(inner)]


def _first(link: Node) -> Place | tuple[()]:
    """The first cell that a link lies on."""
    return next(places(link.attributes.get("ref", "").replace("$", "")), ())


def _hollow(tag: bytes) -> bytes:
    """The tag of a cell that holds nothing: its address and format stay."""
    for name in ("t", "cm", "vm", "ph"):
        tag = with_attribute(tag, name, None)
    return tag if tag.endswith(b"/>") else tag[:-1].rstrip() + b"/>"
