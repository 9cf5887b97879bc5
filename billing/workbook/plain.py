"""The quick reader of a worksheet: one regular expression over the bytes of its rows.

It takes the one form in which Excel, WPS, LibreOffice and the usual libraries write cells, and
proves that nothing lies between the cells that it took. Whatever else a sheet holds, another order
of addresses, comments, prefixes, other encodings, raises NotPlain: the careful reader reads it all
again. Every different cell is looked at once, however often it stands in the sheet.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import IO

from billing.workbook.cell import Tables
from billing.workbook.contents import Contents
from billing.workbook.grid import Unreadable
from billing.workbook.limits import LIMITS, ROWS
from billing.workbook.memo import Memo
from billing.workbook.places import column
from billing.workbook.texts import NotPlain

_BLOCK = 1 << 20
_MOST_FRAME = 1 << 22  # bytes around the rows: more, and the careful reader may have it
_ATTRIBUTES = rb'(?: [\w:]++="[^"<>&]*+")*'
_ROW = rb'<row r="([1-9][0-9]{0,6})"(' + _ATTRIBUTES + rb") ?>\s*+"
_EMPTY = rb'(?:<row r="[1-9][0-9]{0,6}"' + _ATTRIBUTES + rb" ?(?:/>|>\s*+</row>)\s*+)"
_FORMULA = rb"<f" + _ATTRIBUTES + rb"(?: ?/>|>[^<]*+</f>)"
_HELD = (
    rb"<v>[^<]*+</v>|<v ?/>"
    rb'|<is><t(?: xml:space="preserve")?>[^<]*+</t></is>|<is><t ?/></is>'
)
_OWN = rb'[ a-zA-Z0-9="]*+'  # a cell's style and type; of each different cell looked at again
_CELL = (
    rb'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"('
    + _OWN
    + rb">(?:<v>[^<]*+</v></c>|<is><t>[^<]*+</t></is></c>"  # the two of most cells
    + rb"|(?:%b)?(?:%b)?</c>)|%b/>)" % (_FORMULA, _HELD, _OWN)
)
# Groups are never possessive: Python 3.11 loses what they and those around them captured.
# A row's end and the next one's beginning are one with the cell behind them, so that no row can be
# left open: each block begins with the end of the row before it, and lacks its own last end.
_CELLS = re.compile(rb"(?:</row>\s*+" + _EMPTY + rb"*" + _ROW + rb")?" + _CELL)
_LAST = re.compile(rb"(?:</row>\s*+" + _EMPTY + rb"*(?:" + _ROW + rb")?)?")
_EMPTIES = re.compile(rb"\s*+" + _EMPTY + rb"*")
_OF_EMPTY = re.compile(rb'<row r="([1-9][0-9]{0,6})"(' + _ATTRIBUTES + rb") ?(?:/>|>\s*+</row>)")
_NUMBER = re.compile(rb'<row r="([0-9]++)"')
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_DECLARED = re.compile(
    rb"""(?:\xef\xbb\xbf)?(?:<\?xml version=["']1\.0["'](?: encoding=["'][uU][tT][fF]-8["'])?"""
    rb"""(?: standalone=["'](?:yes|no)["'])? ?\?>)?\s*<(?!\?xml)"""
)


def read(stream: IO[bytes], tables: Tables) -> Contents:
    """The contents of a worksheet. Raises NotPlain where it is not in the usual form."""
    found, memo = Contents(), Memo(tables)
    for block in _blocks(stream, found):
        _add(found, memo, block)
        memo.trim()
        if found.filled > LIMITS.cells:
            raise Unreadable("file_too_large")
    found.end()
    return found


def _blocks(stream: IO[bytes], found: Contents) -> Iterator[bytes]:
    """The rows in blocks that end with a row; what is around them becomes the frame."""
    tail = _head(stream, found)
    while True:
        end = tail.find(b"</sheetData>")
        cut = tail.rfind(b"</row>", 0, end if end >= 0 else len(tail))
        if cut >= 0:
            yield tail[:cut]
            tail = tail[cut + len(b"</row>") :]
        if end >= 0:
            break
        block = stream.read(_BLOCK)
        if not block or len(tail) > _MOST_FRAME:
            raise NotPlain
        tail += block
    last, _, rest = tail.partition(b"</sheetData>")
    rest += stream.read(_MOST_FRAME)
    if not _EMPTIES.fullmatch(last) or stream.read(1):
        raise NotPlain
    if last.strip():
        _count_hidden(found, _empty(found, last))
    found.frame += b"</sheetData>" + rest


def _head(stream: IO[bytes], found: Contents) -> bytes:
    """What was read past the beginning of the rows."""
    head = b""
    while b"<sheetData>" not in head:
        block = stream.read(_BLOCK)
        if not block or len(head) > _MOST_FRAME:
            raise NotPlain
        head += block
    before, _, after = head.partition(b"<sheetData>")
    if not _DECLARED.match(before):
        raise NotPlain
    found.frame, found.begun = before + b"<sheetData>", len(before)
    return after


def _add(found: Contents, memo: Memo, block: bytes) -> None:
    """The rows of one block."""
    parts = _CELLS.split(b"</row>" + block)
    between, numbers, given, letters, digits, bodies = (parts[n::6] for n in range(6))
    if any(between[:-1]) or not _LAST.fullmatch(between[-1]):
        raise NotPlain
    if digits and int(digits[0]) <= found.last:
        raise NotPlain
    attributes = [one for one in given if one is not None]
    if block.count(b"<row ") != len(attributes):
        attributes += _empty(found, block + b"</row>")  # its own end, cut off
    _count_hidden(found, attributes)
    if numbers:
        width = next((n for n, one in enumerate(numbers) if n and one is not None), len(numbers))
        found.place(numbers, letters, digits, memo.read(bodies, width), width)
        if memo.percent or memo.linked or memo.units:
            _flag(found, memo, letters, digits, bodies)


def _empty(found: Contents, block: bytes) -> list[bytes]:
    """The attributes of rows without cells; all rows must stand in order."""
    numbers = [*map(int, _NUMBER.findall(block))]
    apart = any(first >= second for first, second in pairwise(numbers))
    if apart or numbers[0] <= max(found.last, len(found.rows)) or numbers[-1] > ROWS:
        raise NotPlain
    found.last = numbers[-1]
    return [given for _, given in _OF_EMPTY.findall(block)]


def _count_hidden(found: Contents, attributes: list[bytes]) -> None:
    """Hidden rows; each different way to write a row's attributes is kept, to be checked once."""
    for given, times in Counter(attributes).items():
        found.attributes.add(given)
        if _HIDDEN.search(given):
            found.hidden_rows += times


def _flag(
    found: Contents,
    memo: Memo,
    letters: list[bytes],
    digits: list[bytes],
    bodies: list[bytes],
) -> None:
    for n, body in enumerate(bodies):
        if body in memo.percent:
            found.percent.add((int(digits[n]), column(letters[n].decode())))
        if body in memo.units:
            found.units[int(digits[n]), column(letters[n].decode())] = memo.units[body]
        if body in memo.linked:
            found.linked.append((int(digits[n]), column(letters[n].decode())))
