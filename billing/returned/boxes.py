"""The boxes that show comments, in the old drawing language that Excel still asks for (VML).

What other programs wrote there is not always sound XML; so shapes are found as text.
"""

import re
from collections.abc import Iterable, Mapping

from billing.returned.worksheet import Place

_SHAPE = re.compile(rb"<v:shape\b.*?</v:shape>", re.DOTALL)
_ROW = re.compile(rb"<x:Row>\s*(\d+)\s*</x:Row>")
_COLUMN = re.compile(rb"<x:Column>\s*(\d+)\s*</x:Column>")
_NUMBER = re.compile(rb"_x0000_s(\d+)")
_BLOCK = re.compile(rb"""<o:idmap\b[^>]*\bdata=["']([\d, ]+)["']""")
_KIND = b'"_x0000_t202"'
_TYPE = (
    b'<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    b'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    b'<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_A_LINE = 30  # letters, a Chinese one counting for two
_NARROW = 0x2E80  # below: letters of half the width


def blank(others: Iterable[bytes]) -> bytes:
    """A drawing without shapes, its numbers apart from those of the others."""
    taken = [int(n) for one in others for found in _BLOCK.findall(one) for n in found.split(b",")]
    block = max(taken, default=0) + 1
    return (
        b'<xml xmlns:v="urn:schemas-microsoft-com:vml" '
        b'xmlns:o="urn:schemas-microsoft-com:office:office" '
        b'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit">'
        b'<o:idmap v:ext="edit" data="%d"/></o:shapelayout></xml>' % block
    )


def added(drawing: bytes, said: Mapping[Place, str]) -> bytes:
    """The drawing with a hidden box for each comment."""
    if not said:
        return drawing
    first = _next(drawing)
    shapes = b"".join(
        _shape(first + index, place, words) for index, (place, words) in enumerate(said.items())
    )
    kind = b"" if _KIND in drawing else _TYPE
    end = drawing.rindex(b"</xml")
    return drawing[:end] + kind + shapes + drawing[end:]


def without(drawing: bytes, gone: set[Place]) -> bytes:
    """The drawing without the boxes of some cells."""
    return _SHAPE.sub(lambda found: b"" if _place(found[0]) in gone else found[0], drawing)


def _place(shape: bytes) -> Place:
    row, column = _ROW.search(shape), _COLUMN.search(shape)
    return (int(row[1]) + 1, int(column[1]) + 1) if row and column else (0, 0)


def _next(drawing: bytes) -> int:
    """The first free number of a shape."""
    block = _BLOCK.search(drawing)
    least = int(block[1].split(b",")[0]) * 1024 if block else 1024
    return max([least, *map(int, _NUMBER.findall(drawing))]) + 1


def _shape(number: int, place: Place, words: str) -> bytes:
    row, column = place[0] - 1, place[1] - 1
    lines = sum(-(-max(_width(line), 1) // _A_LINE) for line in words.split("\n")) + 1
    anchor = f"{column + 1}, 12, {max(row - 1, 0)}, 4, {column + 4}, 40, {row + lines}, 4"
    return (
        f'<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;'
        f'width:220pt;height:{lines * 15}pt;visibility:hidden" fillcolor="#ffffe1" '
        'o:insetmode="auto"><v:fill color2="#ffffe1"/>'
        '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
        '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
        '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>"
        f"<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
    ).encode()


def _width(line: str) -> int:
    return sum(1 if ord(letter) < _NARROW else 2 for letter in line)
