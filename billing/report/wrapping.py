"""Sentences broken into lines of a width, Chinese ones too, which have no blanks to break at."""

import re
from collections.abc import Iterator

from billing.report.columns import wide

# A blank; one Chinese sign, or one Latin word, with the marks that cling to it.
_PART = re.compile(
    r" +|[“‘（《【]*[⺀-鿿＀-￮][，。、：；！？）》】”’]*"
    r"|[“‘（《【]*[^ ⺀-鿿＀-￮，。、：；！？（）《》【】“”‘’]+[，。、：；！？）》】”’]*|."
)


def wrapped(text: str, width: int, indent: int = 0, first: str = "") -> Iterator[str]:
    """Lines of at most `width` cells; `first` stands before the first, blanks before the others.

    A part that is wider than a line is cut.

    >>> list(wrapped("单元格是 #REF!，没有值。", 12, 2, "- "))
    ['- 单元格是', '  #REF!，没', '  有值。']
    """
    lead = first or " " * indent
    line, room = "", max(width - indent, 1)
    used = 0  # cells of the line
    for part in _parts(text, room) if wide(text) > room or "\n" in text else (text,):
        more = wide(part)
        if used + more > room and wide((line + part).rstrip()) > room:
            yield (lead + line).rstrip()
            lead, line, used = " " * indent, "", 0
        line += part if line else part.lstrip()
        used = used + more if used else wide(line)
    yield (lead + line).rstrip()


def _parts(text: str, room: int) -> Iterator[str]:
    for part in _PART.findall(text):
        while wide(part) > room:
            end = next(n for n in range(len(part), 0, -1) if wide(part[:n]) <= room or n == 1)
            yield part[:end]
            part = part[end:]  # noqa: PLW2901 - what is left of it
        if part:
            yield part
