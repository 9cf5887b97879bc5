"""How tall a row is whose text wraps: not every program measures by itself."""

import re
from collections.abc import Iterable
from unicodedata import east_asian_width

_PIECE = re.compile(r"[\u2e80-\uffef]|\s+|[^\s\u2e80-\uffef]+")  # what stays on one line
_LINE = 15  # points
_TALLEST = 409  # points of a row, in every program


def height(cells: Iterable[tuple[str, int]]) -> int:
    """Points of a row, for the cell with the most lines; each text with the room of its column."""
    count = max((lines(text, room) for text, room in cells), default=1)
    return min(_LINE * count, _TALLEST)


def lines(text: str, room: int) -> int:
    """How many lines a text takes.

    It breaks between words, between Chinese characters, and inside a word that is too long.

    >>> lines("ab cd", 5), lines("ab cde", 5), lines("abcdefg", 5), lines("金额金额", 5)
    (1, 2, 2, 2)
    >>> lines("a 金额", 5), lines("ab金额", 5), lines("金额.xlsx", 5), lines("", 5)
    (2, 2, 2, 1)
    """
    count = 0
    for paragraph in text.splitlines() or [""]:
        count, used = count + 1, 0
        for piece in _PIECE.findall(paragraph):
            size = wide(piece)
            if used and used + size > room and not piece.isspace():
                count, used = count + 1, 0
            further = max(0, used + size - 1) // room
            count, used = count + further, used + size - further * room
    return count


def wide(text: str) -> int:
    """The characters that a text takes, two a Chinese one."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
