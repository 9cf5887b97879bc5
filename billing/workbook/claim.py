"""What a returned workbook says of itself: the file that it mends, and its marked cells.

A workbook that is given back carries the sha256 of the file that it was made from, as properties
of the document and in a cell of its first sheet, so that it can take that file's place. Either
alone is enough: programs that save the workbook may drop the one, people the other.
"""

import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from billing.workbook.grid import Book, Broken, Grid, Value

PROPERTY = "billing-mends"  # billing-mends-2 and on: what the file itself had mended
TEXT = "text"  # behind the hash: the file was separated text
CUSTOM = "docProps/custom.xml"
_SIGN = "billing-mends:"
_MARK = "billing-cell:"
_CLAIM = re.compile(r"(?:billing-mends:)?([0-9a-f]{64})(?::(text))?")
_RANGE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})(?::([A-Z]{1,3})([1-9]\d{0,6}))?")
_TOP = 20  # rows of the first sheet that may hold the claim
_LIMIT = 1 << 20  # bytes of properties
_MARKED_LIMIT = 100_000  # cells that one row may speak of
_NO_PROPERTIES = (
    zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, ParseError,
    RuntimeError, ValueError, DefusedXmlException,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A row of the first sheet: cells of one sheet, and what they held."""

    sheet: str
    cells: str  # `D5:D9, F2`
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a workbook mends: hashes, the nearest first; none in any other workbook."""

    mends: tuple[str, ...] = ()
    text: bool = False
    marked: tuple[Marked, ...] = ()


def sign(sha256: str, *, text: bool) -> str:
    """The text of the cell that claims."""
    return f"{_SIGN}{stated(sha256, text=text)}"


def stated(sha256: str, *, text: bool) -> str:
    """The value of the property that claims."""
    return f"{sha256}:{TEXT}" if text else sha256


def mark(fingerprint: str) -> str:
    """The text of the cell at the end of a row of the first sheet."""
    return f"{_MARK}{fingerprint}"


def split(content: bytes, book: Book) -> tuple[Book, Claim]:
    """The book without the sheet that we put in front of it, and what it claims."""
    ours = [grid for grid in book.grids if any(_signs(grid))]
    claims = [*_properties(content), *(claim for grid in ours for claim in _signs(grid))]
    kept = tuple(grid for grid in book.grids if grid not in ours)
    return replace(book, grids=kept), Claim(
        mends=tuple(dict.fromkeys(sha256 for sha256, _ in claims)),
        text=any(text for _, text in claims),
        marked=tuple(found for grid in ours for found in _marked(grid)),
    )


def fingerprint(grid: Grid, cells: str) -> str:
    """What the cells hold, told short: equal for equal values, whoever saved them."""
    values = (_told(grid.value(row, column)) for row, column in places(cells))
    return hashlib.sha256("\x1f".join(values).encode()).hexdigest()[:16]


def places(cells: str) -> Iterator[tuple[int, int]]:
    """Row and column of every cell of `D5:D9, F2`, within reason."""
    count = 0
    for left, top, right, bottom in _RANGE.findall(cells):
        for row in range(int(top), int(bottom or top) + 1):
            for column in range(number(left), number(right or left) + 1):
                count += 1
                if count > _MARKED_LIMIT:
                    return
                yield row, column


def number(letters: str) -> int:
    """The column of its letters: A is 1, AA is 27."""
    found = 0
    for letter in letters:
        found = found * 26 + ord(letter) - ord("A") + 1
    return found


def _told(value: Value) -> str:
    match value:
        case Broken():
            return f"!{value.found}"
        case datetime() | date() | time():
            return value.isoformat().removesuffix("T00:00:00")
        case bool() | str():
            return str(value).strip()
        case int() | float():
            return f"{value:.15g}"
        case _:
            return str(value)


def _signs(grid: Grid) -> Iterator[tuple[str, bool]]:
    """The claims in the cells of a sheet; only the one that we put in front has any."""
    for row in grid.rows[:_TOP]:
        for cell in row[:4]:
            if isinstance(cell, str) and cell.strip().startswith(_SIGN):
                yield from _claims((cell.strip(),))


def _claims(texts: Iterable[str]) -> Iterator[tuple[str, bool]]:
    for text in texts:
        if found := _CLAIM.fullmatch(text):
            yield found[1], found[2] == TEXT


def _marked(grid: Grid) -> Iterator[Marked]:
    """The rows of our sheet: the third cell is a sheet, the fourth cells, the last their mark."""
    for row in grid.rows:
        filled = [cell.strip() for cell in row if isinstance(cell, str) and cell.strip()]
        if filled and filled[-1].startswith(_MARK) and len(row) > 3:
            sheet, cells = (str(cell).strip() for cell in row[2:4])
            yield Marked(sheet=sheet, cells=cells, fingerprint=filled[-1].removeprefix(_MARK))


def _properties(content: bytes) -> Iterator[tuple[str, bool]]:
    """The claims in the properties of the document."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if archive.getinfo(CUSTOM).file_size > _LIMIT:
                return
            root = fromstring(archive.read(CUSTOM), forbid_dtd=True)
    except _NO_PROPERTIES:
        return
    named = {one.get("name") or "": "".join(one.itertext()).strip() for one in root}
    wanted = [text for name, text in sorted(named.items()) if name.startswith(PROPERTY)]
    yield from _claims(wanted)
