"""Font programs: outlines in the Compact Font Format, of which a PDF gets the glyphs it shows.

A program numbers its glyphs as the font does that lays out the text, so what is written on a page
finds them. It has no names, no hints and nothing that glyphs share, so a glyph is taken out as it
stands. Adobe's Technical Notes 5176 and 5177 have the format.
"""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

UNIT = 320  # units in an em
WIDTH = 320  # of a glyph that names none: a Chinese character
NEAR = 180  # what other glyphs add their own to

_HEADER = b"\1\0\4\4"
_STRINGS = (b"Adobe", b"Identity")
_ADOBE, _IDENTITY = 391, 392  # their numbers, after the standard strings
_NUMBER, _ESCAPE = 29, 12

# Operators; each stands after its values.
_ORDERING, _COUNT, _FONTS, _CHOICE = b"\x0c\x1e", b"\x0c\x22", b"\x0c\x24", b"\x0c\x25"
_CHARSET, _CHARSTRINGS, _PRIVATE = b"\x0f", b"\x11", b"\x12"
_WIDTH, _NEAR = b"\x14", b"\x15"
_SHARE = b"\x1e\xa0\x03\x12\x5f"  # .003125, a unit in ems
_SCALE = (
    _SHARE + b"\x8b\x8b" + _SHARE + b"\x8b\x8b\x0c\x07"
)  # ... across and up, no slant, no shift


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A whole font."""

    content: bytes  # the charstrings of all glyphs, one after the other
    starts: Sequence[int]  # where each begins; one more, where the last ends

    def cut(self, name: bytes, glyphs: Sequence[int]) -> bytes:
        """A program of these glyphs alone, each by its number in the whole font.

        The numbers ascend; the first is 0, the glyph of what is missing.
        """
        assert glyphs[0] == 0
        chosen = [self.content[self.starts[one] : self.starts[one + 1]] for one in glyphs]
        charset = b"\0" + struct.pack(f">{len(glyphs) - 1}H", *glyphs[1:])
        return _written(name, charset, chosen, glyphs[-1] + 1)


def whole(name: bytes, charstrings: Sequence[bytes]) -> bytes:
    """The program of all glyphs of a font."""
    charset = b"\2" + struct.pack(">HH", 1, len(charstrings) - 2)
    return _written(name, charset, charstrings, len(charstrings))


def read(content: bytes) -> Program:
    """What `whole` wrote."""
    _, place = _listed(content, len(_HEADER))
    (top,), _ = _listed(content, place)
    values = dict(_values(top))
    (start,) = values[_CHARSTRINGS]
    starts, end = _starts(content, start)
    # Places are told from the byte before the first.
    return Program(content=content[end - 1 :], starts=starts)


def _written(name: bytes, charset: bytes, charstrings: Sequence[bytes], count: int) -> bytes:
    """All parts in order, those whose places are told behind what tells them.

    No box around all glyphs is told: a few are three ems wide, and poppler puts glyphs with such a
    box on whole dots.
    """
    head, strings = _HEADER + _list([name]), _list(_STRINGS) + _list([])
    choice = struct.pack(">BHHBH", 3, 1, 0, 0, len(charstrings))  # all glyphs are of one font
    private = _entry(_WIDTH, WIDTH) + _entry(_NEAR, NEAR)
    glyphs, font = _list(charstrings), _list([_entry(_PRIVATE, len(private), 0)])
    begin = len(head) + len(_list([_top(count, (0, 0, 0, 0))])) + len(strings)
    sizes = (len(charset), len(choice), len(glyphs), len(font))
    *places, end = accumulate(sizes, initial=begin)
    top, font = _list([_top(count, places)]), _list([_entry(_PRIVATE, len(private), end)])
    return b"".join((head, top, strings, charset, choice, glyphs, font, private))


def _top(count: int, places: Sequence[int]) -> bytes:
    charset, choice, glyphs, fonts = places
    return b"".join(
        (
            _entry(_ORDERING, _ADOBE, _IDENTITY, 0),
            _SCALE,
            _entry(_COUNT, count),
            _entry(_CHARSET, charset),
            _entry(_CHOICE, choice),
            _entry(_CHARSTRINGS, glyphs),
            _entry(_FONTS, fonts),
        )
    )


def _entry(operator: bytes, *values: int) -> bytes:
    """Each value as wide as any, so that places can be told once lengths are known."""
    return b"".join([struct.pack(">Bi", _NUMBER, one) for one in values]) + operator


def _values(entries: bytes) -> Iterator[tuple[bytes, tuple[int, ...]]]:
    """What `_entry` wrote."""
    place, values = 0, list[int]()
    while place < len(entries):
        if entries[place] == _NUMBER:
            values += struct.unpack_from(">i", entries, place + 1)
            place += 5
        elif entries.startswith(_SCALE, place):
            place += len(_SCALE)
        else:
            size = 2 if entries[place] == _ESCAPE else 1
            yield entries[place : place + size], tuple(values)
            place, values = place + size, []


def _list(parts: Sequence[bytes]) -> bytes:
    """An INDEX: how many, where each begins, and all of them."""
    if not parts:
        return b"\0\0"
    starts = list(accumulate(map(len, parts), initial=1))
    size = (starts[-1].bit_length() + 7) // 8
    places = b"".join([start.to_bytes(size, "big") for start in starts])
    return b"".join((struct.pack(">HB", len(parts), size), places, *parts))


def _starts(content: bytes, place: int) -> tuple[Sequence[int], int]:
    """Where the parts of a list begin, told from the byte before the first, which is next."""
    (count, size) = struct.unpack_from(">HB", content, place)
    begin = place + 3
    end = begin + (count + 1) * size
    places = range(begin, end, size)
    return [int.from_bytes(content[one : one + size], "big") for one in places], end


def _listed(content: bytes, place: int) -> tuple[list[bytes], int]:
    """The parts of a list, and what is next."""
    starts, end = _starts(content, place)
    parts = [content[end - 1 + one : end - 1 + two] for one, two in pairwise(starts)]
    return parts, end - 1 + starts[-1]
