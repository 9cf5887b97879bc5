"""Fonts of a PDF: the glyphs that it shows as one small program, and what they say."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import pydyf
from weasyprint.text.ffi import ffi, harfbuzz

from billing import assets
from billing.render.lean import programs
from billing.render.lean.programs import Program

_WIDE = 1000  # of a Chinese character, in 1/1000 em
_MOST = 100  # lines in one part of a character map

_BEGIN = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe)/Ordering (UCS)/Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange"""
_END = b"""endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


def outlined(document: Any, pdf: Any) -> None:
    """Put our own programs in the place of what WeasyPrint cut out of our fonts."""
    together: dict[str, list[Any]] = defaultdict(list)
    for font in document.fonts.values():
        together[font.hash].append(font)
    told: list[tuple[Any, dict[int, str]]] = []
    for fonts in together.values():
        program = program_of(fonts[0])
        if program:
            outer = _replaced(pdf, fonts, program)
            texts = {glyph: text for font in fonts for glyph, text in font.to_unicode.items()}
            _tell(pdf, outer, texts, told)
    for stream, texts in told:
        stream.stream = [_BEGIN, *told_of(texts), _END]


def _tell(pdf: Any, outer: Any, texts: dict[int, str], told: list[tuple[Any, Any]]) -> None:
    """Add what the glyphs of a font are to a map that says nothing else of them, or to its own.

    Both weights of a font number most of their glyphs alike, so one map does for both.
    """
    own = _at(pdf, outer["ToUnicode"])
    for stream, others in told:
        if all(others.get(glyph, text) == text for glyph, text in texts.items()):
            others.update(texts)
            outer["ToUnicode"], own.free = stream.reference, "f"
            return
    told.append((own, texts))


def program_of(font: Any) -> Program | None:
    """The program that was made of a font; None where it is not a shipped one.

    None as well where a glyph is missing, which ends in a message, and for fields to fill in.
    """
    if font.missing or font.used_in_forms:
        return None
    head = ffi.gc(
        harfbuzz.hb_face_reference_table(font.hb_face, harfbuzz.hb_tag_from_string(b"head", -1)),
        harfbuzz.hb_blob_destroy,
    )
    length = ffi.new("unsigned int *")
    start = harfbuzz.hb_blob_get_data(head, length)
    name = _shipped().get(bytes(ffi.buffer(start, length[0])))
    return _program(name) if name else None


@cache
def _shipped() -> Mapping[bytes, str]:
    """The shipped fonts by their `head`, which has a sum over the whole file."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415  # heavy, and only needed to render

    found = {}
    for file in sorted((assets.folder("templates") / "fonts").glob("*.ttf")):
        with TTFont(file, lazy=True) as font:
            found[font.reader["head"]] = file.stem
    return found


@cache
def _program(name: str) -> Program:
    file = assets.folder("templates") / "outlines" / f"{name}.cff"
    return programs.read(file.read_bytes())


def _replaced(pdf: Any, fonts: list[Any], program: Program) -> Any:
    """Put the program into the PDF; what the PDF calls the font."""
    widths = {glyph: width for font in fonts for glyph, width in font.widths.items()}
    outer = next(part for part in pdf.objects if _is_of(part, fonts[0].name))
    inner = _at(pdf, outer["DescendantFonts"][0])
    descriptor = _at(pdf, inner["FontDescriptor"])
    stream = _at(pdf, descriptor.pop("FontFile2"))
    stream.stream = [program.cut(fonts[0].name[1:], sorted({0, *widths}))]
    stream.extra = pydyf.Dictionary({"Subtype": "/CIDFontType0C"})
    descriptor["FontFile3"] = stream.reference
    inner["Subtype"] = "/CIDFontType0"
    del inner["CIDToGIDMap"]
    inner["W"] = _widths(widths)
    return outer


def _is_of(part: Any, name: bytes) -> bool:
    return (
        isinstance(part, pydyf.Dictionary)
        and part.get("Subtype") == "/Type0"
        and part["BaseFont"] == name
    )


def _at(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _widths(widths: Mapping[int, int]) -> Any:
    """Of the glyphs that are not as wide as one is without being named."""
    found, row, last = pydyf.Array(), pydyf.Array(), -2
    for glyph, width in sorted(widths.items()):
        if width == _WIDE:
            continue
        if glyph != last + 1:
            row = pydyf.Array()
            found += [glyph, row]
        row.append(width)
        last = glyph
    return found


def told_of(texts: Mapping[int, str]) -> Iterator[bytes]:
    """The lines that say which text each glyph is, glyph by glyph.

    Ranges would be shorter, but Ghostscript 10.00 adds the bytes of their texts up: what it makes
    of a paper would look right and be found by nobody.
    """
    lines = [
        b"<%04x> <%b>" % (glyph, text.encode("utf-16-be").hex().encode())
        for glyph, text in sorted(texts.items())
    ]
    for place in range(0, len(lines), _MOST):
        some = lines[place : place + _MOST]
        yield b"%d beginbfchar" % len(some)
        yield from some
        yield b"endbfchar"
