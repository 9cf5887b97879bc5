"""The parts of a workbook's package, how they refer to each other, and new ones among them."""

import io
import posixpath
import zipfile
from dataclasses import dataclass, replace

from billing.returned.spans import Edits, Node, prefix, quoted, tree, utf8

TYPES = "[Content_Types].xml"
_ROOT = "_rels/.rels"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_EMPTY = f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{_RELATIONS}"/>'.encode()
_WHEN = (1980, 1, 1, 0, 0, 0)  # the first that a zip can tell


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: a part's path, or something outside (`external`)."""

    key: str
    kind: str  # the last word of its type
    target: str
    external: bool


def is_workbook(content: bytes) -> bool:
    """Whether an archive is a package of the form that .xlsx has."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = {_folded(name) for name in archive.namelist()}
    return names >= {_folded(_ROOT), _folded(TYPES)}


class Package:
    """The parts of a zip archive by their names, in its order."""

    def __init__(self, content: bytes) -> None:
        """All of it, unpacked."""
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            self.parts = {
                entry.filename: archive.read(entry)
                for entry in archive.infolist()
                if not entry.is_dir()
            }
        self._known = {_folded(name): name for name in self.parts}

    def packed(self) -> bytes:
        """The archive again: the same bytes for the same parts."""
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self.parts.items():
                entry = zipfile.ZipInfo(name, _WHEN)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.create_system = 0
                archive.writestr(entry, content)
        return stream.getvalue()

    def named(self, path: str) -> str:
        """The part at a path, whatever the case and slashes that its archive names it with."""
        return path if path in self.parts else self._known.get(_folded(path), path)

    def xml(self, name: str) -> bytes:
        """A part in UTF-8, which it is from now on."""
        self.parts[name] = utf8(self.parts[name])
        return self.parts[name]

    @property
    def main(self) -> str:
        """The workbook's own part."""
        return next(one.target for one in self.relations("") if one.kind == "officeDocument")

    def relations(self, part: str) -> list[Relation]:
        """What a part refers to; the empty name is the package's own."""
        name = self.named(_relations_of(part))
        if name not in self.parts:
            return []
        found = [_relation(part, node) for node in tree(self.xml(name)).children]
        return [
            one if one.external else replace(one, target=self.named(one.target)) for one in found
        ]

    def base(self) -> str:
        """How types of relations begin: they differ between the two forms of the standard."""
        root = tree(self.xml(self.named(_ROOT)))
        types = (node.attributes.get("Type", "") for node in root.children)
        found = next(one for one in types if one.endswith("/officeDocument"))
        return found.removesuffix("officeDocument")

    def relate(self, part: str, kind: str, target: str) -> str:
        """Let a part refer to another; the key of it. `kind` may be a whole type."""
        name = self.named(_relations_of(part))
        xml = self.xml(name) if name in self.parts else _EMPTY
        root, edits = tree(xml), Edits(xml)
        taken = {node.attributes.get("Id") for node in root.children}
        key = next(f"billing{n}" for n in range(1, len(taken) + 2) if f"billing{n}" not in taken)
        type_ = kind if "://" in kind else self.base() + kind
        tag = b"<" + prefix(xml, root) + b"Relationship Id=" + quoted(key)
        tag += b" Type=" + quoted(type_) + b" Target=" + quoted(f"/{target}") + b"/>"
        edits.into(root, tag)
        self.parts[name] = edits.done()
        return key

    def unrelate(self, part: str, keys: set[str]) -> None:
        """Let a part refer to some things no more."""
        name = self.named(_relations_of(part))
        if not keys or name not in self.parts:
            return
        edits = Edits(self.xml(name))
        for node in tree(edits.xml).children:
            if node.attributes.get("Id") in keys:
                edits.replace(node.start, node.end, b"")
        self.parts[name] = edits.done()

    def add(self, name: str, content: bytes, content_type: str) -> None:
        """A new part and its type."""
        self.parts[name] = content
        xml = self.xml(self.named(TYPES))
        root, edits = tree(xml), Edits(xml)
        for node in root.children:
            if node.attributes.get("PartName", "").lower() == f"/{name}".lower():
                edits.replace(node.start, node.end, b"")
        tag = b"<" + prefix(xml, root) + b"Override PartName=" + quoted(f"/{name}")
        edits.into(root, tag + b" ContentType=" + quoted(content_type) + b"/>")
        self.parts[self.named(TYPES)] = edits.done()

    def remove(self, name: str) -> None:
        """A part, its type, and what it referred to."""
        self.parts.pop(name, None)
        self.parts.pop(self.named(_relations_of(name)), None)
        edits = Edits(self.xml(self.named(TYPES)))
        for node in tree(edits.xml).children:
            if node.attributes.get("PartName", "").lower() == f"/{name}".lower():
                edits.replace(node.start, node.end, b"")
        self.parts[self.named(TYPES)] = edits.done()

    def free(self, pattern: str) -> str:
        """The first name of the pattern's that no part has."""
        taken = {name.lower() for name in self.parts}
        names = (pattern.format(n) for n in range(1, len(taken) + 2))
        return next(name for name in names if name.lower() not in taken)


def _folded(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _relation(part: str, node: Node) -> Relation:
    given = node.attributes.get("Target", "")
    external = node.attributes.get("TargetMode") == "External"
    path = posixpath.normpath(posixpath.join(posixpath.dirname(part), given))
    return Relation(
        key=node.attributes.get("Id", ""),
        kind=node.attributes.get("Type", "").rpartition("/")[2],
        target=given if external else given[1:] if given.startswith("/") else path,
        external=external,
    )
