"""An .xlsx, .xlsm or .ods as an archive of parts: what is accepted, and how its parts are found."""

import re
import zipfile
from collections.abc import Iterator, Mapping
from posixpath import dirname, join, normpath
from typing import NoReturn
from xml.etree.ElementTree import Element
from xml.parsers import expat

from defusedxml.ElementTree import fromstring

from billing.workbook.grid import Unreadable
from billing.workbook.limits import LIMITS
from billing.workbook.texts import local

MANIFEST = "META-INF/manifest.xml"
CONTENT = "content.xml"
_MARKUP = (".xml", ".rels", ".vml", ".rdf")
_ENCRYPTED = 0x1
_FIRST_BLOCK = 1 << 12
_ENCODING = re.compile(rb"""^(?:\xef\xbb\xbf)?<\?xml[^>]*?\bencoding=["']([A-Za-z0-9._-]+)["']""")
_ENCODINGS = (b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1")
_OTHERS = {"word/document.xml": "Word (.docx)", "ppt/presentation.xml": "PowerPoint (.pptx)"}
_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv")


class Package:
    """The parts of an archive by name, whatever the case it is asked for in."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        """Raises Unreadable for an archive that must not be read, or is no workbook."""
        self.archive = archive
        self.names = _names(archive)
        _sizes(archive)
        for entry in archive.infolist():
            if entry.filename.lower().endswith(_MARKUP):
                _prolog(archive, entry)

    def find(self, name: str) -> str:
        """A part's own name, or none where it is absent."""
        return self.names.get(_key(name), "")

    def read(self, name: str) -> bytes:
        """A part's bytes. Raises KeyError where it is absent."""
        return self.archive.read(self.find(name) or name)

    def xml(self, name: str) -> Element:
        """A part's root element."""
        return fromstring(self.read(name), forbid_dtd=True)

    def relations(self, part: str) -> Mapping[str, tuple[str, str]]:
        """What a part refers to: id -> the last word of its type, and the part. Not the outside."""
        folder = dirname(part)
        name = self.find(join(folder, "_rels", f"{part.rpartition('/')[2]}.rels"))
        if not name:
            return {}
        return {
            relation.get("Id") or "": (
                (relation.get("Type") or "").rpartition("/")[2],
                _resolved(folder, relation.get("Target") or ""),
            )
            for relation in self.xml(name)
            if local(relation) == "Relationship" and relation.get("TargetMode") != "External"
        }

    def related(self, part: str, kind: str, default: str = "") -> str:
        """The one part of a kind that a part refers to; else the default, where it is there."""
        found = (target for found, target in self.relations(part).values() if found == kind)
        return self.find(next(found, "")) or self.find(default)


def _resolved(folder: str, target: str) -> str:
    clean = target.replace("\\", "/")
    return normpath(clean[1:] if clean.startswith("/") else join(folder, clean))


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _names(archive: zipfile.ZipFile) -> Mapping[str, str]:
    """Each part once: two of one name would leave open which one counts."""
    found: dict[str, str] = {}
    entries = archive.infolist()
    if len(entries) > LIMITS.parts:
        raise Unreadable("file_too_large")
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED:
            raise Unreadable("file_encrypted")
        if found.setdefault(_key(entry.filename), entry.filename) != entry.filename:
            raise Unreadable("file_part_twice", entry.filename)
    if len(found) != len(entries):
        raise Unreadable("file_part_twice", _repeated(entries))
    return found


def _repeated(entries: list[zipfile.ZipInfo]) -> str:
    names = [entry.filename for entry in entries]
    return next(name for name in names if names.count(name) > 1)


def _sizes(archive: zipfile.ZipFile) -> None:
    """Refuse what would unpack too large, or is packed as no writer packs."""
    entries = archive.infolist()
    if sum(entry.file_size for entry in entries) > LIMITS.unpacked_bytes:
        raise Unreadable("file_too_large")
    for entry in entries:
        large = entry.file_size > LIMITS.ratio_from
        if large and entry.file_size > LIMITS.ratio * max(entry.compress_size, 1):
            raise Unreadable("file_bomb", entry.filename)


class _Root(Exception):  # noqa: N818 - it ends the look at a prolog
    """The root element has begun: no DTD can follow."""


def _prolog(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Refuse a DTD, and with it entities, in any part, and encodings that no workbook has."""
    with archive.open(entry) as stream:
        block = stream.read(_FIRST_BLOCK)
        declared = _ENCODING.match(block)
        if declared and declared[1].lower() not in _ENCODINGS:
            raise Unreadable("file_part_encoding", f"{entry.filename}: {declared[1].decode()}")
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = _refuse
        parser.StartElementHandler = _stop
        try:
            while block:
                parser.Parse(block, False)  # noqa: FBT003 - expat takes no keywords
                block = stream.read(_FIRST_BLOCK)
        except (_Root, expat.ExpatError):
            return  # unsound XML is told when it is read


def _refuse(*_: object) -> NoReturn:
    raise Unreadable("file_part_dtd")


def _stop(*_: object) -> NoReturn:
    raise _Root


def kind(package: Package) -> str:
    """`xlsx` or `ods`. Raises Unreadable with what else it is."""
    if package.find("xl/workbook.bin"):
        raise Unreadable("file_xlsb")
    if package.find(MANIFEST) and b"encryption-data" in package.read(MANIFEST):
        raise Unreadable("file_encrypted")
    if main(package):
        return "xlsx"
    if package.find(CONTENT):
        return "ods"
    for name, program in _OTHERS.items():
        if package.find(name):
            raise Unreadable("file_other", program)
    if inside := next(_workbooks(package), ""):
        raise Unreadable("file_archive", inside)
    raise Unreadable("file_unknown")


def main(package: Package) -> str:
    """The part that lists the sheets; none in what is no .xlsx."""
    found = package.related("", "officeDocument", "xl/workbook.xml")
    return found if found.startswith("xl/") or found.endswith("workbook.xml") else ""


def _workbooks(package: Package) -> Iterator[str]:
    """Workbooks in an archive of files."""
    return (name for name in package.names.values() if name.lower().endswith(_WORKBOOKS))
