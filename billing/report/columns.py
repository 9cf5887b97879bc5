"""Columns of plain text, in line also where Chinese and Latin letters meet."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from unicodedata import combining, east_asian_width

_GAP = "  "


def wide(text: str) -> int:
    """Cells that a text takes on a terminal: two a Chinese character, none a combining one.

    >>> wide("ab"), wide("金额")
    (2, 4)
    """
    return len(text) if text.isascii() else sum(map(_cells, text))


@cache
def _cells(letter: str) -> int:
    return 0 if combining(letter) else 2 if east_asian_width(letter) in "WF" else 1


def padded(text: str, width: int) -> str:
    """The text with spaces behind it, `width` cells in all."""
    return text + " " * (width - wide(text))


def labelled(facts: Iterable[tuple[str, str]]) -> Iterator[str]:
    """A label and its text a row, two spaces in; further lines of a text stand below its first."""
    facts = list(facts)
    width = max((wide(label) for label, _ in facts), default=0)
    for label, text in facts:
        for place, line in enumerate(text.splitlines() or [""]):
            yield f"{_GAP}{padded('' if place else label, width)}{_GAP}{line}".rstrip()


def aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A table, four spaces in; every row has as many cells as the first."""
    widths = [max(map(wide, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (padded(text, width) for text, width in zip(row, widths, strict=True))
        yield f"{_GAP * 2}{_GAP.join(cells)}".rstrip()
