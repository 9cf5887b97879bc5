"""The quick reader of a worksheet: one regular expression over the bytes of its rows.

It takes the one form in which Excel, WPS, LibreOffice and the usual libraries write cells, and
proves that nothing lies between the cells that it took. Whatever else a sheet holds, another order
of addresses, comments, prefixes, other encodings, raises NotPlain: the careful reader reads it all
again. Every different cell is looked at once, however often it stands in the sheet.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import IO

from billing.workbook.cell import Tables, value
from billing.workbook.formats import Shown
from billing.workbook.grid import Unreadable, Value
from billing.workbook.limits import COLUMNS, LIMITS, ROWS
from billing.workbook.places import column
from billing.workbook.texts import NotPlain, plain

_BLOCK = 1 << 20
_MOST_FRAME = 1 << 22  # bytes around the rows: more, and the careful reader may have it
_MEMO = 100_000  # different cells remembered
_ATTRIBUTES = rb'(?: [\w:]++="[^"<>&]*+")*'
_ROW = rb'<row r="([0-9]{1,7})"' + _ATTRIBUTES + rb"(?: ?>)\s*+"
_EMPTY = rb'(?:<row r="[0-9]++"' + _ATTRIBUTES + rb" ?(?:/>|>\s*+</row>)\s*+)"
_FORMULA = rb"<f" + _ATTRIBUTES + rb"(?: ?/>|>[^<]*+</f>)"
_HELD = (
    rb"<v>[^<]*+</v>|<v ?/>"
    rb'|<is><t(?: xml:space="preserve")?>[^<]*+</t></is>|<is><t ?/></is>'
)
_OWN = rb'[ a-zA-Z0-9="]*+'  # a cell's style and type; of each different cell looked at again
_CELL = (
    rb'<c r="([A-Z]{1,3})([0-9]{1,7})"('
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
_HIDDEN = re.compile(rb'<row [^<>]*?\bhidden="(?:1|true)"')
_BODY = re.compile(
    rb'((?: \w++="[^"]*+")*) ?+(?:/>|>(?:(<f[^>]*+>)([^<]*+)(?:</f>)?)?'
    rb"(?:<v>([^<]*+)</v>|<v ?/>|<is><t[^>]*?(?:/>|>([^<]*+)</t>)</is>)?</c>)"
)
_ATTRIBUTE = re.compile(rb' (\w++)="([^"]*+)"')
_KNOWN = {b"s", b"t", b"cm", b"vm"}
_SHARED = re.compile(rb'\bsi="([0-9]++)"')


@dataclass(slots=True)
class Contents:
    """The cells of a sheet, and the XML around them."""

    rows: list[list[Value] | tuple[Value, ...]] = field(default_factory=list)
    percent: set[tuple[int, int]] = field(default_factory=set)
    linked: list[tuple[int, int]] = field(default_factory=list)  # formulas of other workbooks
    hidden_rows: int = 0
    filled: int = 0
    unordered: bool = False
    frame: bytes = b""


class _Memo(dict[bytes, Value]):
    """The value of each different cell, without its address."""

    def __init__(self, tables: Tables) -> None:
        super().__init__()
        self.tables = tables
        self.percent: set[bytes] = set()
        self.linked: set[bytes] = set()
        self.shared: set[bytes] = set()  # the numbers of shared formulas that are linked

    def __missing__(self, body: bytes) -> Value:
        found = _BODY.fullmatch(body)
        if not found:
            raise NotPlain
        named = _ATTRIBUTE.findall(found[1])
        given = dict(named)
        if len(given) != len(named) or not given.keys() <= _KNOWN:
            raise NotPlain
        raw = found[4] if found[5] is None else found[5]
        kind, style = given.get(b"t", b"").decode(), given.get(b"s", b"").decode()
        if (found[5] is not None) != (kind == "inlineStr") and raw is not None:
            raise NotPlain
        text = _text(body, kind, raw)
        try:
            read = value(self.tables, kind, style, text, formula=found[2] is not None)
        except (ValueError, IndexError) as error:
            raise NotPlain from error
        self[body] = read
        if isinstance(read, float) and self.tables.shown(style) is Shown.PERCENT:
            self.percent.add(body)
        if found[2] is not None and self._leads(found[2], found[3]):
            self.linked.add(body)
        return read

    def _leads(self, tag: bytes, formula: bytes) -> bool:
        """Whether a formula refers to another workbook; of shared ones the first tells."""
        text, pattern = plain(formula), self.tables.linked
        number = _SHARED.search(tag)
        if pattern and pattern.search(text):
            if number:
                self.shared.add(number[1])
            return True
        return bool(number and not formula and number[1] in self.shared)

    def trim(self) -> None:
        """Forget what would fill the memory of a sheet of all different cells."""
        if len(self) > _MEMO:
            self.clear()
            self.percent.clear()
            self.linked.clear()


def _text(body: bytes, kind: str, raw: bytes | None) -> str | None:
    """The text of a value: an empty `<v>` is there, an absent one is not."""
    if raw is not None:
        return plain(raw)
    written = b"<v" in body if kind != "inlineStr" else b"<is" in body
    return "" if written else None


def read(stream: IO[bytes], tables: Tables) -> Contents:
    """The contents of a worksheet. Raises NotPlain where it is not in the usual form."""
    found, memo = Contents(), _Memo(tables)
    for block in _blocks(stream, found):
        _add(found, memo, block)
        memo.trim()
        if found.filled > LIMITS.cells:
            raise Unreadable("file_too_large")
    _end_at_the_last_value(found.rows)
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
    found.hidden_rows += len(_HIDDEN.findall(last))
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
    found.frame = before + b"<sheetData>"
    return after


def _add(found: Contents, memo: _Memo, block: bytes) -> None:
    """The rows of one block."""
    parts = _CELLS.split(b"</row>" + block)
    between, numbers, letters, digits, bodies = (parts[n::5] for n in range(5))
    if any(between[:-1]) or not _LAST.fullmatch(between[-1]):
        raise NotPlain
    if b'hidden="' in block:
        found.hidden_rows += len(_HIDDEN.findall(block))
    if not numbers:
        return
    values = [*map(memo.__getitem__, bodies)]
    found.filled += len(values) - values.count("")
    width = next((n for n, one in enumerate(numbers) if n and one is not None), len(numbers))
    if _rectangular(numbers, letters, digits, width):
        _add_rectangle(found.rows, digits[::width], values, width)
    else:
        _add_rows(found.rows, numbers, letters, digits, values)
    if memo.percent or memo.linked:
        _flag(found, memo, letters, digits, bodies)


def _rectangular(
    numbers: list[bytes | None], letters: list[bytes], digits: list[bytes], width: int
) -> bool:
    """Whether every row holds cells A, B, C ... to one column."""
    rows, rest = divmod(len(letters), width)
    firsts = numbers[::width]
    return (
        not rest
        and numbers.count(None) == len(numbers) - rows
        and None not in firsts
        and letters == letters[:width] * rows
        and _layout(tuple(letters[:width])) is None
        and all(digits[n::width] == firsts for n in range(width))
    )


def _add_rectangle(
    rows: list[list[Value] | tuple[Value, ...]],
    numbers: list[bytes],
    values: list[Value],
    width: int,
) -> None:
    places = [*map(int, numbers)]
    apart = any(a >= b for a, b in pairwise(places))
    if places[0] <= len(rows) or places[-1] > ROWS or apart:
        raise NotPlain
    lines = [values[n : n + width] for n in range(0, len(values), width)]
    if places[-1] - len(rows) == len(places):
        rows += lines
        return
    for place, line in zip(places, lines, strict=True):
        rows += ((),) * (place - 1 - len(rows))
        rows.append(line)


def _add_rows(
    rows: list[list[Value] | tuple[Value, ...]],
    numbers: list[bytes | None],
    letters: list[bytes],
    digits: list[bytes],
    values: list[Value],
) -> None:
    starts = [n for n, number in enumerate(numbers) if number is not None]
    if starts[:1] != [0]:
        raise NotPlain
    for start, end in zip(starts, [*starts[1:], len(numbers)], strict=True):
        place, own = int(digits[start]), numbers[start : start + 1]
        if not len(rows) < place <= ROWS or digits[start:end] != own * (end - start):
            raise NotPlain
        rows += ((),) * (place - 1 - len(rows))
        rows.append(_line(tuple(letters[start:end]), values[start:end]))


def _line(letters: tuple[bytes, ...], values: list[Value]) -> list[Value]:
    places = _layout(letters)
    if places is None:
        return values
    line: list[Value] = [""] * (places[-1] + 1)
    for place, one in zip(places, values, strict=True):
        line[place] = one
    return line


@lru_cache(maxsize=4096)
def _layout(letters: tuple[bytes, ...]) -> list[int] | None:
    """The places of a row's cells, from 0; None where they are A, B, C ... without a gap."""
    places = [column(name.decode()) - 1 for name in letters]
    if places[-1] >= COLUMNS or any(a >= b for a, b in pairwise(places)):
        raise NotPlain
    return None if places[-1] == len(places) - 1 else places


def _flag(
    found: Contents,
    memo: _Memo,
    letters: list[bytes],
    digits: list[bytes],
    bodies: list[bytes],
) -> None:
    for n, body in enumerate(bodies):
        if body in memo.percent:
            found.percent.add((int(digits[n]), column(letters[n].decode())))
        if body in memo.linked:
            found.linked.append((int(digits[n]), column(letters[n].decode())))


def _end_at_the_last_value(rows: list[list[Value] | tuple[Value, ...]]) -> None:
    """Rows that hold formats alone are no data."""
    last = len(rows)
    while last and rows[last - 1].count("") == len(rows[last - 1]):
        last -= 1
    del rows[last:]
