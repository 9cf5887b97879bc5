"""The outlines of a font as a program for PDFs: what `billing/render/lean` cuts glyphs from.

Each glyph has the number that it has in the font. Outlines are drawn with cubic curves on a grid
of 1/320 em, so that no point moves by more than 1/640 em from where the font has it; a dot of a
printer with 1200 of them an inch is three times that in the text of a paper.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import hypot
from pathlib import Path
from typing import Any

from fontTools.misc.psCharStrings import T2CharString
from fontTools.pens.qu2cuPen import Qu2CuPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont

from billing.render.lean.programs import NEAR, UNIT, WIDTH, whole

# How far a cubic curve may be from the quadratic ones that it takes the place of, in 1/1000 em.
ALIKE = 1

# How far a curve may be from a straight line that takes its place, in ems.
STRAIGHT = Fraction(1, 1000)

OUTLINES = Path(__file__).parent.parent / "templates" / "outlines"

Point = tuple[float, float]
Drawn = list[tuple[str, tuple[Any, ...]]]


def write(font: Path, drawn_from: TTFont | None = None, own_codes: Sequence[int] = ()) -> None:
    """Write the program of a font, with the outlines of another where that has them.

    Characters of `own_codes` are as the font itself has them.
    """
    with TTFont(font, lazy=True) as own:
        codes = {name: code for code, name in own.getBestCmap().items()}
        other = drawn_from.getBestCmap() if drawn_from else {}
        other = {code: name for code, name in other.items() if code not in own_codes}
        names = [other.get(codes.get(name, -1)) for name in own.getGlyphOrder()]
        made = [
            _charstring(own, name, drawn_from, theirs)
            for name, theirs in zip(own.getGlyphOrder(), names, strict=True)
        ]
    content = whole(font.stem.encode("ascii"), made)
    (OUTLINES / f"{font.stem}.cff").write_bytes(content)
    print(f"{font.stem}.cff: {len(made)} glyphs, {len(content)} bytes")


def _charstring(own: TTFont, name: str, other: TTFont | None, theirs: str | None) -> bytes:
    if other and theirs:
        drawn, em = _drawn(other, theirs), other["head"].unitsPerEm
    else:
        drawn, em = _cubic(own, name), own["head"].unitsPerEm
    width = Fraction(own["hmtx"][name][0] * UNIT, own["head"].unitsPerEm)
    pen = T2CharStringPen(None, None)
    for step, points in _snapped(drawn, Fraction(UNIT, em)):
        getattr(pen, step)(*points)
    made: T2CharString = pen.getCharString()
    if width != WIDTH:  # the pen would round it
        more = width - NEAR
        made.program.insert(0, int(more) if more.denominator == 1 else float(more))
    made.compile()
    content: bytes = made.bytecode
    return content


def _drawn(font: TTFont, name: str) -> Drawn:
    glyphs = font.getGlyphSet()
    pen = DecomposingRecordingPen(glyphs)
    glyphs[name].draw(pen)
    drawn: Drawn = pen.value
    return drawn


def _cubic(font: TTFont, name: str) -> Drawn:
    glyphs = font.getGlyphSet()
    pen = DecomposingRecordingPen(glyphs)
    glyphs[name].draw(Qu2CuPen(pen, ALIKE * font["head"].unitsPerEm / 1000, all_cubic=True))
    drawn: Drawn = pen.value
    return drawn


def _snapped(drawn: Drawn, share: Fraction) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """On the grid; a curve that is as good as straight is a line, what has become a point goes."""
    at, here = None, (0, 0)
    for name, given in drawn:
        step, points = name, given
        if step == "curveTo" and _is_straight([here, *points], float(STRAIGHT * UNIT / share)):
            step, points = "lineTo", points[-1:]
        placed = tuple((_nearest(x * share), _nearest(y * share)) for x, y in points)
        here = points[-1] if points else here
        if placed and step != "moveTo" and set(placed) == {at}:
            continue
        at = placed[-1] if placed else at
        yield step, placed


def _is_straight(curve: Sequence[Point], most: float) -> bool:
    """Whether a curve leaves its chord by no more: at most 3/4 of what its two points do."""
    first, one, other, last = curve
    across, up = last[0] - first[0], last[1] - first[1]
    length = hypot(across, up)
    if not length:
        return False
    aside = [across * (y - first[1]) - up * (x - first[0]) for x, y in (one, other)]
    return max(map(abs, aside)) * 3 / 4 <= most * length


def _nearest(place: Fraction | float) -> int:
    return int((place + Fraction(1, 2)) // 1)
