"""What a reader of values does not show: errors, formulas without a value, hidden rows, merges.

Found in the sheet's own XML. Most sheets hold none; a look at the bytes tells, and only then is
the XML parsed. DTDs, and with them entities, are refused.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import iterparse

from billing.workbook.grid import NO_VALUE

_TELLING = (b't="e"', b't="b"', b"<f>", b"<f ", b"<f/", b":f>", b":f ", b'hidden="1', b'hidden="t')
_BLOCK = 1 << 20
_ADDRESS = re.compile(r"([A-Z]+)(\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What was found in one sheet. Places are (row, column), from 1."""

    broken: Mapping[tuple[int, int], str] = field(default_factory=dict)
    merged: Mapping[tuple[int, int], int] = field(default_factory=dict)  # see grid.Grid
    hidden_rows: int = 0
    hidden_columns: int = 0


def telling(stream: IO[bytes], signs: tuple[bytes, ...] = _TELLING) -> bool:
    """Whether the XML holds anything worth parsing; XML that is not plain ASCII-based always is."""
    tail = stream.read(5)
    if tail != b"<?xml" and not tail.startswith((b"<", b"\xef\xbb\xbf")):
        return True
    while block := stream.read(_BLOCK):
        window = tail + block
        if any(sign in window for sign in signs):
            return True
        tail = window[-64:]
    return False


def worksheet(stream: IO[bytes]) -> Marks:
    """The marks of a worksheet of an .xlsx or .xlsm."""
    broken: dict[tuple[int, int], str] = {}
    hidden = {"row": 0, "col": 0}
    row = column = 0
    for event, element in _elements(stream):
        match event, local(element):
            case "start", "row":
                row, column = int(element.get("r") or row + 1), 0
            case "end", "c":
                column = place(element) or column + 1
                if found := _fault(element):
                    broken[row, column] = found
                element.clear()
            case "end", ("row" | "col") as tag:
                hidden[tag] += _hidden(element)
                element.clear()
            case _:
                pass
    return Marks(broken=broken, hidden_rows=hidden["row"], hidden_columns=hidden["col"])


def local(element: Element) -> str:
    """An element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def _elements(stream: IO[bytes]) -> Iterator[tuple[str, Element]]:
    yield from iterparse(stream, events=("start", "end"), forbid_dtd=True)


def place(cell: Element) -> int:
    """The column of a cell's address; 0 where it has none."""
    found = _ADDRESS.fullmatch(cell.get("r") or "")
    number = 0
    for letter in found[1] if found else "":
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _fault(cell: Element) -> str:
    """The error or truth value of a cell, or NO_VALUE; empty for a usable one."""
    parts = {local(part): part.text or "" for part in cell}
    match cell.get("t"):
        case "e":
            return parts.get("v") or "#?"
        case "b":
            return "TRUE" if parts.get("v") == "1" else "FALSE"
        case "str" if "v" in parts:
            return ""  # a formula that gives text, which may be empty
        case _:
            return NO_VALUE if "f" in parts and not parts.get("v") else ""


def _hidden(element: Element) -> int:
    """How many rows or columns the element hides."""
    if element.get("hidden") not in ("1", "true"):
        return 0
    return int(element.get("max") or 1) - int(element.get("min") or 1) + 1
