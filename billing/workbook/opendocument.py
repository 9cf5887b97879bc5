"""The marks of the sheets of an .ods, found in its content.xml."""

from collections.abc import Iterator
from typing import IO
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import iterparse

from billing.workbook.grid import NO_VALUE
from billing.workbook.marks import Marks, local

TELLING = (
    b':value-type="error"',
    b':value-type="boolean"',
    b"table:formula=",
    b"number-rows-spanned=",
    b'visibility="collapse"',
    b'visibility="filter"',
)
_ERRORS = ("#", "Err:")


def sheets(stream: IO[bytes]) -> dict[str, Marks]:
    """The marks of each sheet, by its name."""
    found: dict[str, Marks] = {}
    for event, element in iterparse(stream, events=("end",), forbid_dtd=True):
        assert event == "end"
        if local(element) == "table" and (name := _get(element, "name")):
            found[name] = _marks(element)
            element.clear()
    return found


def _marks(table: Element) -> Marks:
    broken: dict[tuple[int, int], str] = {}
    merged: dict[tuple[int, int], int] = {}
    hidden = 0
    for number, row in _rows(table):
        hidden += _repeated(row, "rows") if _get(row, "visibility") in ("collapse", "filter") else 0
        for column, cell in _cells(row):
            span = int(_get(cell, "number-rows-spanned") or 1)
            merged.update({(number + n, column): number for n in range(1, span)})
            if fault := _fault(cell):
                broken.update({(number, column + n): fault for n in range(_repeated(cell))})
    return Marks(broken=broken, merged=merged, hidden_rows=hidden, hidden_columns=_hidden(table))


def _rows(table: Element) -> Iterator[tuple[int, Element]]:
    """Each row with its number. Of a repeated row the first stands for all."""
    number = 1
    for row in table.iter():
        if local(row) == "table-row":
            yield number, row
            number += _repeated(row, "rows")


def _cells(row: Element) -> Iterator[tuple[int, Element]]:
    column = 1
    for cell in row:
        if local(cell) in ("table-cell", "covered-table-cell"):
            yield column, cell
            column += _repeated(cell)


def _fault(cell: Element) -> str:
    """The error or truth value of a cell, or NO_VALUE for a formula without one."""
    text = "".join(cell.itertext()).strip()
    kinds = {_get(cell, "value-type", "calcext"), _get(cell, "value-type")}
    if "error" in kinds:
        return text or "#?"
    if "boolean" in kinds:
        return text or "TRUE"
    if not _get(cell, "formula"):
        return ""
    if text.startswith(_ERRORS):
        return text
    computed = kinds != {""} or any(local(part) == "p" for part in cell)  # "" gives an empty p
    return "" if computed else NO_VALUE


def _hidden(table: Element) -> int:
    return sum(
        _repeated(column)
        for column in table.iter()
        if local(column) == "table-column" and _get(column, "visibility") in ("collapse", "filter")
    )


def _repeated(element: Element, what: str = "columns") -> int:
    return int(_get(element, f"number-{what}-repeated") or 1)


def _get(element: Element, name: str, space: str = "") -> str:
    """An attribute by its local name; `space` is a part of its namespace."""
    return next(
        (
            value
            for key, value in element.attrib.items()
            if key.rpartition("}")[2] == name and space in key and bool(space) == ("calcext" in key)
        ),
        "",
    )
