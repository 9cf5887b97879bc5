"""The workbook's own part: its sheets, and another one in front of them."""

import re
from collections.abc import Mapping

from billing.returned.package import Package
from billing.returned.spans import Edits, Node, prefix, quoted, tree, with_attribute

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_SELECTED = re.compile(rb"""\stabSelected\s*=\s*("[^"]*"|'[^']*')""")


class Sheets:
    """The sheets of a workbook, by their names, in order."""

    def __init__(self, package: Package) -> None:
        """As the workbook's part names them."""
        self._package = package
        self._main = package.main
        self._xml = package.xml(self._main)
        self._root = tree(self._xml)
        self.space = _space(self._xml, self._root)
        kinds = {one.key: one for one in package.relations(self._main)}
        self._nodes = self._root.all("sheets")[0].all("sheet")
        self._relations = [kinds.get(node.attributes.get(":id", "")) for node in self._nodes]

    @property
    def names(self) -> list[str]:
        """Of all sheets, charts' too."""
        return [node.attributes.get("name", "") for node in self._nodes]

    @property
    def parts(self) -> Mapping[str, str]:
        """The part of every worksheet, by the sheet's name."""
        return {
            name: one.target
            for name, one in zip(self.names, self._relations, strict=True)
            if one and one.kind == "worksheet" and one.target in self._package.parts
        }

    def insert(self, name: str, content: bytes, former: tuple[str, ...]) -> None:
        """Put a worksheet in front, shown when the book is opened; earlier ones of ours go."""
        package = self._package
        gone = [index for index, one in enumerate(self.names) if one in former]
        for index in gone:
            if relation := self._relations[index]:
                package.unrelate(self._main, {relation.key})
                package.remove(relation.target)
        part = package.free("xl/worksheets/sheet{}.xml")
        package.add(part, content, _SHEET)
        key = package.relate(self._main, "worksheet", part)
        self._write(self._tag(name, key, gone), gone)

    def unselect(self) -> None:
        """Let no sheet be selected: two selected ones would be edited together."""
        for one in self._relations:
            if one and one.target in self._package.parts:
                xml = self._package.xml(one.target)
                head = xml.find(b"sheetData") if one.kind == "worksheet" else len(xml)
                self._package.parts[one.target] = _SELECTED.sub(b"", xml[:head]) + xml[head:]

    def _tag(self, name: str, key: str, gone: list[int]) -> bytes:
        kept = [name for index, name in enumerate(self.names) if index not in gone]
        title = next(t for t in _titles(name) if t.lower() not in {one.lower() for one in kept})
        number = max(int(node.attributes.get("sheetId", "0")) for node in self._nodes) + 1
        node = self._nodes[0]
        tag = b"<" + prefix(self._xml, node) + b"sheet name=" + quoted(title)
        space = self._package.base().rstrip("/")
        tag += b" sheetId=" + quoted(str(number)) + b" xmlns:r=" + quoted(space)
        return tag + b" r:id=" + quoted(key) + b"/>"

    def _write(self, tag: bytes, gone: list[int]) -> None:
        edits = Edits(self._xml)
        whole = self._root.all("sheets")[0]
        edits.replace(whole.opened, whole.opened, tag)
        for index in gone:
            edits.replace(self._nodes[index].start, self._nodes[index].end, b"")
        for view in self._views():
            start = self._xml[view.start : view.opened]
            start = with_attribute(with_attribute(start, "activeTab", None), "firstSheet", None)
            edits.replace(view.start, view.opened, start)
        self._names(edits, gone)
        self._package.parts[self._main] = edits.done()

    def _views(self) -> list[Node]:
        return [view for whole in self._root.all("bookViews") for view in whole.all("workbookView")]

    def _names(self, edits: Edits, gone: list[int]) -> None:
        """Names that belong to a sheet count it by its place, which changes."""
        left = [index for index in range(len(self._nodes)) if index not in gone]
        places = {old: new for new, old in enumerate(left, 1)}
        for node in [one for whole in self._root.all("definedNames") for one in whole.children]:
            local = node.attributes.get("localSheetId")
            if local is None:
                continue
            if int(local) in gone:
                edits.replace(node.start, node.end, b"")
            elif int(local) in places:
                edits.attribute(node, "localSheetId", str(places[int(local)]))


def _titles(name: str) -> list[str]:
    return [name, *(f"{name} {n}" for n in range(2, 1000))]


def _space(xml: bytes, root: Node) -> str:
    """The namespace of the workbook's elements."""
    mark = prefix(xml, root).rstrip(b":")
    name = b"xmlns:" + mark if mark else b"xmlns"
    found = re.search(
        rb"\s" + name + rb"""\s*=\s*["']([^"']*)["']""", xml[root.start : root.opened]
    )
    assert found is not None, "a workbook's elements have a namespace"
    return found[1].decode()
