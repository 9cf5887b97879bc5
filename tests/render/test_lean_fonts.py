"""Fonts in a PDF: the glyphs are those of the shipped fonts, and each says which text it is."""

import io
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random

import pikepdf
import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from billing.assets import folder
from billing.invoice import Invoice
from billing.render import Stationery, render
from billing.render.lean import programs
from billing.render.lean.fonts import told_of
from tests.render.conftest import english, invoice

FONTS = folder("templates") / "fonts"
NAMES = [file.stem for file in sorted(FONTS.glob("*.ttf"))]
EM = 1000 / programs.UNIT  # a unit of a program, in the units of the fonts
TOLERANCE = 3.5  # in 1/1000 em: half a unit of a program, curves drawn anew for the rest
SAMPLE = 400


def _read(content: bytes) -> CFFFontSet:
    """A font program, as fontTools reads it."""
    found = CFFFontSet()
    found.decompile(io.BytesIO(content), None)
    return found


def _shape(glyphs: object, name: str) -> tuple[float, ...]:
    """The box around a glyph; nothing for an empty one."""
    pen = BoundsPen(glyphs)
    glyphs[name].draw(pen)  # type: ignore[index]
    return pen.bounds or ()


@pytest.mark.parametrize("name", NAMES)
def test_a_program_has_the_glyphs_of_its_font(name: str) -> None:
    """Every glyph at its number, as wide and as large as in the font."""
    content = (folder("templates") / "outlines" / f"{name}.cff").read_bytes()
    with TTFont(FONTS / f"{name}.ttf", lazy=True) as font:
        order, glyphs, widths = font.getGlyphOrder(), font.getGlyphSet(), font["hmtx"]
        shown = sorted(map(font.getGlyphID, font.getBestCmap().values()))
        chosen = sorted({0, *Random(name).sample(shown, min(SAMPLE, len(shown)))})
        cut = _read(programs.read(content).cut(b"Sample", chosen))
        (top,) = cut.topDictIndex
        assert cut.fontNames == ["Sample"]
        assert (top.ROS, top.FontMatrix) == (
            ("Adobe", "Identity", 0),
            [0.003125, 0, 0, 0.003125, 0, 0],
        )
        assert top.charset == [".notdef", *(f"cid{one:05}" for one in chosen[1:])]
        for number, own in zip(chosen, top.charset, strict=True):
            ours, theirs = _shape(top.CharStrings, own), _shape(glyphs, order[number])
            assert len(ours) == len(theirs), order[number]
            for one, other in zip(ours, theirs, strict=True):
                assert abs(EM * one - other) <= TOLERANCE, (order[number], ours, theirs)
            width = EM * top.CharStrings[own].width
            assert width == pytest.approx(widths[order[number]][0], abs=0.001)


# Width and box in 1/1000 em of the signs that are narrow, and of the dot that shares no more than
# its looks with the first of them.
_SIGNS = {
    "Regular": {"·": (268, 72, 196), "×": (572, 64, 509), "・": (1000, 394, 606)},
    "Bold": {"·": (281, 54, 227), "×": (572, 63, 509), "・": (1000, 372, 628)},
}


@pytest.mark.parametrize("weight", list(_SIGNS))
def test_signs_are_narrow(weight: str) -> None:
    """As wide as a digit between figures; a full-width dot stays one."""
    content = (folder("templates") / "outlines" / f"NotoSansSC-{weight}.cff").read_bytes()
    with TTFont(FONTS / f"NotoSansSC-{weight}.ttf", lazy=True) as font:
        names, widths = font.getBestCmap(), font["hmtx"]
        chosen = {sign: font.getGlyphID(names[ord(sign)]) for sign in _SIGNS[weight]}
        wide = {sign: widths[names[ord(sign)]][0] for sign in chosen}
    (top,) = _read(
        programs.read(content).cut(b"Sample", sorted({0, *chosen.values()}))
    ).topDictIndex
    for sign, expected in _SIGNS[weight].items():
        left, _, right, _ = _shape(top.CharStrings, f"cid{chosen[sign]:05}")
        assert (wide[sign], EM * left, EM * right) == pytest.approx(expected, abs=TOLERANCE)


def _fonts(content: bytes) -> Iterator[tuple[pikepdf.Object, pikepdf.Object]]:
    """The fonts of a PDF, outer and inner."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for font in pdf.pages[0].Resources.Font.values():
            yield font, font.DescendantFonts[0]


_LINE = re.compile(rb"<(\w{4})> <(\w+)>\n")


def _told(content: bytes) -> dict[int, str]:
    """What a character map says of each glyph, once."""
    lines = _LINE.findall(content.partition(b"endcodespacerange")[2])
    found = {
        int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in lines
    }
    assert len(found) == len(lines)
    return found


@given(
    st.dictionaries(
        st.one_of(st.integers(1, 600), st.integers(0x4E00, 0x5000)),
        st.text(
            st.one_of(
                st.sampled_from("ﬁ金\N{KANGXI RADICAL GOLD}·・aé0𠮷"),
                st.characters(codec="utf-16", exclude_categories=["Cs"]),
            ),
            min_size=1,
            max_size=3,
        ),
        max_size=60,
    )
)
def test_any_glyphs_say_their_texts(texts: dict[int, str]) -> None:
    """Each by itself, in parts of a hundred: Ghostscript misreads ranges."""
    lines = [b"endcodespacerange", *told_of(texts), b""]
    assert _told(b"\n".join(lines)) == texts
    counts = [int(line.split()[0]) for line in lines if line.endswith(b" beginbfchar")]
    assert (sum(counts), max(counts, default=0) <= 100) == (len(texts), True)
    assert not any(b"range" in line for line in lines[1:])


@pytest.mark.parametrize("name", ["bilingual", "everything", "english"])
def test_each_glyph_says_its_text(papers: Mapping[str, Invoice], name: str) -> None:
    """The character that the shipped font shows with that glyph."""
    shown = 0
    for outer, inner in _fonts(render(papers[name])):
        family = (
            str(inner.FontDescriptor.FontName).partition("+")[2].replace("Noto-Sans", "NotoSans")
        )
        stem = family.replace("-SC", "SC").replace("-Signs", "Signs")
        stem += "" if stem.endswith("-Bold") else "-Regular"
        with TTFont(FONTS / f"{stem}.ttf", lazy=True) as font:
            glyphs = {code: font.getGlyphID(one) for code, one in font.getBestCmap().items()}
        told = _told(outer.ToUnicode.read_bytes())
        (top,) = _read(inner.FontDescriptor.FontFile3.read_bytes()).topDictIndex
        for own in top.charset[1:]:
            number = int(own.removeprefix("cid"))
            text, shown = told[number], shown + 1
            # Glyphs before the first letter are those of features.
            assert number < glyphs[0x20] or glyphs[ord(text)] == number, (number, text)
    assert shown > 100


def test_widths_are_those_of_the_program(papers: Mapping[str, Invoice]) -> None:
    """What the page reckons with and what the font says is one number."""
    for _, inner in _fonts(render(papers["bilingual"])):
        widths, first = dict[int, int](), 0
        for part in inner.W:
            if isinstance(part, pikepdf.Array):
                widths |= {first + place: int(one) for place, one in enumerate(part)}
            else:
                first = int(part)
        (top,) = _read(inner.FontDescriptor.FontFile3.read_bytes()).topDictIndex
        for own in top.charset[1:]:
            glyph = top.CharStrings[own]
            _shape(top.CharStrings, own)
            told = widths.get(int(own.removeprefix("cid")), 1000)
            assert EM * glyph.width == pytest.approx(told, abs=0.001)


def test_a_font_of_the_workspace_is_left_as_it_is(tmp_path: Path) -> None:
    """Only the shipped fonts have programs; any other is cut out by WeasyPrint."""
    with TTFont(FONTS / "NotoSans-Regular.ttf") as font:
        font["head"].fontRevision = 9.0
        font.save(tmp_path / "own.ttf")
    shutil.copy(folder("templates") / "invoice.html", tmp_path)
    css = (folder("templates") / "invoice.css").read_text(encoding="utf-8")
    own = '@font-face { font-family: Own; src: url("own.ttf") } td { font-family: Own }'
    (tmp_path / "invoice.css").write_text(css + own, encoding="utf-8")
    content = render(invoice(english()), Stationery(templates=tmp_path))
    kinds = {str(inner.Subtype) for _, inner in _fonts(content)}
    assert kinds == {"/CIDFontType0", "/CIDFontType2"}
