"""Text files: .csv in the encodings and with the separators that exports use."""

import codecs
import csv
import io

from billing.workbook.grid import Book, Grid, Note, Unreadable

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEPARATORS = (",", "\t", ";")
_SAMPLE = 30  # rows


def read(content: bytes) -> Book:
    """The one grid of a text file. Raises Unreadable where it is no text, or ends in a quote."""
    text, encoding = _decoded(content)
    separator = _separator(text)
    try:
        rows = _rows(text, separator)
    except csv.Error as error:
        raise Unreadable("file_damaged") from error
    usual = encoding in ("utf-8", "utf-8-sig") and separator == ","
    shown = f"{encoding} {'TAB' if separator == chr(9) else separator}"
    return Book(
        grids=(Grid(rows=rows, plain=True),),
        notes=() if usual else (Note(code="csv_form", found=shown),),
    )


def _decoded(content: bytes) -> tuple[str, str]:
    """The text and its encoding: by its mark, else UTF-8, UTF-16 or GB18030."""
    marked = [encoding for bom, encoding in _BOMS if content.startswith(bom)]
    for encoding in marked or _unmarked(content):
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise Unreadable("file_unknown")


def _unmarked(content: bytes) -> tuple[str, ...]:
    if b"\0" not in content:
        return ("utf-8", "gb18030")
    little = content[1::2].count(0) >= content[::2].count(0)  # an ASCII letter's zero byte is last
    return ("utf-16-le",) if little else ("utf-16-be",)


def _separator(text: str) -> str:
    """The separator that gives the widest rows near the top."""
    top = "\n".join(text.splitlines()[:_SAMPLE])
    return max(_SEPARATORS, key=lambda separator: _width(top, separator))


def _width(text: str, separator: str) -> int:
    try:
        return sum(
            len(row) - 1 for row in csv.reader(io.StringIO(text), delimiter=separator) if row
        )
    except csv.Error:
        return 0


def _rows(text: str, separator: str) -> list[list[str]]:
    source = io.StringIO(text, newline="")
    return list(csv.reader(source, delimiter=separator, strict=True))
