"""Which cells of an .xlsx show their number as a percentage: 0.93 that reads 93 %."""

import io
import re
import zipfile
from collections.abc import Mapping
from typing import IO
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring, iterparse

from billing.workbook.marks import local, place
from billing.workbook.spreadsheet import paths

_STYLES = "xl/styles.xml"
_BUILT_IN = frozenset({"9", "10"})  # 0% and 0.00%
_QUOTED = re.compile(r'"[^"]*"|\\.')

Places = frozenset[tuple[int, int]]  # (row, column), from 1


def percents(content: bytes) -> Mapping[str, Places]:
    """The cells of each sheet, by its name. The bytes are those that spreadsheet.read took."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        styles = _percent_styles(archive)
        if not styles:
            return {}
        main = fromstring(archive.read("xl/workbook.xml"), forbid_dtd=True)
        return {name: _sheet(archive, path, styles) for name, path in paths(archive, main)}


def _percent_styles(archive: zipfile.ZipFile) -> frozenset[str]:
    """The numbers of the cell styles, as cells name them."""
    if _STYLES not in archive.namelist():
        return frozenset()
    root = fromstring(archive.read(_STYLES), forbid_dtd=True)
    formats = _BUILT_IN | {
        part.get("numFmtId") or ""
        for part in root.iter()
        if local(part) == "numFmt" and "%" in _QUOTED.sub("", part.get("formatCode") or "")
    }
    cells: list[Element] = next(([*part] for part in root if local(part) == "cellXfs"), [])
    return frozenset(str(n) for n, style in enumerate(cells) if style.get("numFmtId") in formats)


def _sheet(archive: zipfile.ZipFile, path: str, styles: frozenset[str]) -> Places:
    if "worksheets/" not in path:
        return frozenset()
    with archive.open(path) as stream:
        return _places(stream, styles)


def _places(stream: IO[bytes], styles: frozenset[str]) -> Places:
    found = set()
    row = column = 0
    for event, element in iterparse(stream, events=("start", "end"), forbid_dtd=True):
        match event, local(element):
            case "start", "row":
                row, column = int(element.get("r") or row + 1), 0
            case "end", "c":
                column = place(element) or column + 1
                if element.get("s") in styles:
                    found.add((row, column))
                element.clear()
            case "end", "row":
                element.clear()
            case _:
                pass
    return frozenset(found)
