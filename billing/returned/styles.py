"""Cell formats with another fill: clones of the cells' own, so that all else of them stays."""

from billing.returned.package import Package
from billing.returned.spans import Edits, Node, prefix, tree, with_attribute

RED = "FFFF7C81"  # what blocks; no colour of any palette, so that our own marks are known again
AMBER = "FFFFE69A"  # what only warns
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_BARE = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font/></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="1"><xf/></cellXfs></styleSheet>'
).encode()


class Styles:
    """The formats of a workbook; new ones are kept until `write`."""

    def __init__(self, package: Package) -> None:
        """Those of the styles part; a workbook without one gets it."""
        self._package = package
        main = package.main
        relations = package.relations(main)
        known = next((one.target for one in relations if one.kind == "styles"), "")
        if known not in package.parts:
            known = package.free("xl/styles{}.xml")
            package.add(known, _BARE, _TYPE)
            package.relate(main, "styles", known)
        self._name = known
        self._xml = package.xml(known)
        self._root = tree(self._xml)
        self._formats = self._listed("cellXfs")
        self._fills = self._listed("fills")
        self._fonts = self._listed("fonts")
        self._new: dict[tuple[int, str], int] = {}
        self._added: list[bytes] = []
        self._new_fills: dict[str, int] = {}
        self._new_fonts: list[bytes] = []

    def filled(self, style: int, colour: str) -> int:
        """The format of a number with the fill of a colour."""
        if (style, colour) not in self._new:
            tag = self._clone(style, "fillId", str(self._fill(colour)))
            self._new[style, colour] = self._append(tag)
        return self._new[style, colour]

    def cleared(self, style: int) -> int | None:
        """The format of a number without our fill; None where it has none of ours."""
        colour = self._colour(style)
        if colour not in (RED, AMBER):
            return None
        if (style, "") not in self._new:
            self._new[style, ""] = self._append(self._clone(style, "fillId", "0"))
        return self._new[style, ""]

    def worded(self, font: bytes, *, colour: str = "", wrap: bool = True) -> int:
        """A format of our own sheet: a font's inner XML (default prefix), a fill, wrapped text."""
        self._new_fonts.append(self._own(b"<font>" + font + b"</font>"))
        number = len(self._fonts.children) + len(self._new_fonts) - 1
        fill = self._fill(colour) if colour else 0
        tag = f'<xf numFmtId="49" fontId="{number}" fillId="{fill}" borderId="0" xfId="0" '
        tag += 'applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1">'
        tag += f'<alignment vertical="top" wrapText="{int(wrap)}"/></xf>'
        return self._append(self._own(tag.encode()))

    def write(self) -> None:
        """Put the new formats into the styles part."""
        edits = Edits(self._xml)
        self._extend(edits, self._fonts, self._new_fonts)
        self._extend(edits, self._fills, [self._own(_fill(c)) for c in self._new_fills])
        self._extend(edits, self._formats, self._added)
        self._package.parts[self._name] = edits.done()

    def _listed(self, name: str) -> Node:
        found = self._root.one(name)
        assert found is not None, f"a workbook has {name}"
        return found

    def _extend(self, edits: Edits, node: Node, added: list[bytes]) -> None:
        if not added:
            return
        start = self._xml[node.start : node.opened]
        assert not node.empty, "a list of formats has at least one"
        count = str(len(node.children) + len(added))
        edits.replace(node.start, node.opened, with_attribute(start, "count", count))
        edits.into(node, b"".join(added))

    def _append(self, tag: bytes) -> int:
        self._added.append(tag)
        return len(self._formats.children) + len(self._added) - 1

    def _fill(self, colour: str) -> int:
        new = self._new_fills.setdefault(colour, len(self._new_fills))
        return len(self._fills.children) + new

    def _clone(self, style: int, name: str, value: str) -> bytes:
        xfs = self._formats.children
        node = xfs[style] if style < len(xfs) else xfs[0]
        head = self._xml[node.start : node.opened]
        head = with_attribute(with_attribute(head, name, value), "applyFill", "1")
        return head + self._xml[node.opened : node.end]

    def _colour(self, style: int) -> str:
        """The colour of a format's solid fill, as it stands in the file."""
        if style >= len(self._formats.children):
            return ""
        number = int(self._formats.children[style].attributes.get("fillId", "0"))
        fill = self._fills.children[number] if number < len(self._fills.children) else None
        pattern = fill.one("patternFill") if fill else None
        front = pattern.one("fgColor") if pattern else None
        return front.attributes.get("rgb", "") if front else ""

    def _own(self, tag: bytes) -> bytes:
        """XML of ours under the prefix of the part."""
        own = prefix(self._xml, self._root)
        if not own:
            return tag
        return tag.replace(b"</", b"\0").replace(b"<", b"<" + own).replace(b"\0", b"</" + own)


def _fill(colour: str) -> bytes:
    return (
        '<fill><patternFill patternType="solid">'
        f'<fgColor rgb="{colour}"/><bgColor indexed="64"/></patternFill></fill>'
    ).encode()
