"""Text files: .csv in the encodings and with the separators that exports use."""

import codecs
import csv
import io
import re
from collections.abc import Sequence

from billing.workbook.grid import Book, Grid, Note, Unreadable, Value
from billing.workbook.limits import LIMITS
from billing.workbook.texts import CONTROL, limited, visible

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEPARATORS = (",", "\t", ";")
_SAMPLE = 30  # rows
_STATED = re.compile(r'"?sep=(.)"?[\r\n]', re.IGNORECASE)  # Excel's own first line
_WIDE = 0.1  # of UTF-16 at least are zero bytes: its digits and separators have one each
_SOUND = 20  # characters for each broken one: then it is UTF-8, and damaged


def read(content: bytes) -> Book:
    """The one grid of a text file. Raises Unreadable where it is no text, or ends in a quote."""
    text, encoding = _decoded(content)
    if "\0" in text:
        raise Unreadable("file_nul", str(text.count("\n", 0, text.index("\0")) + 1))
    joined = "\ufeff" in text  # files put one behind the other keep their marks
    text = text.replace("\ufeff", "")
    stated = _STATED.match(text)
    separator = stated[1] if stated else _separator(text)
    try:
        rows = _rows(text, separator)
    except csv.Error as error:
        raise Unreadable("file_damaged") from error
    if stated:
        rows = [[], *rows[1:]]
    usual = encoding in ("utf-8", "utf-8-sig") and separator == "," and not joined
    shown = f"{encoding} {'TAB' if separator == chr(9) else separator}{' + BOM' if joined else ''}"
    return Book(
        grids=(Grid(rows=rows, plain=True),),
        notes=() if usual else (Note(code="csv_form", found=shown),),
        form="csv",
        open_ended=not text.endswith(("\n", "\r")),
    )


def _decoded(content: bytes) -> tuple[str, str]:
    """The text and its encoding: by its mark, else UTF-8, UTF-16 or GB18030."""
    marked = [encoding for bom, encoding in _BOMS if content.startswith(bom)]
    for encoding in marked or _unmarked(content):
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError:
            if encoding.startswith("utf-8") and _nearly(content):
                raise Unreadable("file_damaged") from None
    raise Unreadable("file_damaged" if marked else "file_unknown")


def _nearly(content: bytes) -> bool:
    """Whether nearly all of it is UTF-8: another encoding would make other words of it."""
    text = content.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return sum(not sign.isascii() for sign in text) - broken > _SOUND * broken


def _unmarked(content: bytes) -> tuple[str, ...]:
    if content.count(0) < _WIDE * len(content):
        return ("utf-8", "gb18030")
    little = content[1::2].count(0) >= content[::2].count(0)  # an ASCII letter's zero byte is last
    return ("utf-16-le",) if little else ("utf-16-be",)


def _separator(text: str) -> str:
    """The separator that gives the widest rows near the top."""
    top = "\n".join(text[: LIMITS.text].splitlines()[:_SAMPLE])
    return max(_SEPARATORS, key=lambda separator: _width(top, separator))


def _width(text: str, separator: str) -> int:
    try:
        return sum(
            len(row) - 1 for row in csv.reader(io.StringIO(text), delimiter=separator) if row
        )
    except csv.Error:
        return 0


def _rows(text: str, separator: str) -> Sequence[Sequence[Value]]:
    lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    if sum(map(len, lines)) > LIMITS.cells:
        raise Unreadable("file_too_large")
    if not CONTROL.search(text) and max(map(_longest, lines), default=0) <= LIMITS.text:
        return lines
    return [[limited(visible(cell)) for cell in line] for line in lines]


def _longest(line: Sequence[str]) -> int:
    return max(map(len, line), default=0)
