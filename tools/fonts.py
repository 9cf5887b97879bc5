"""Cut the fonts of templates/fonts out of Noto Sans SC and, for letters and signs, Noto Sans.

    python tools/fonts.py FOLDER

FOLDER holds the files that SOURCES and OUTLINES name, as the packages unpack. The same files in
give the same bytes out. templates/fonts/README.md says where they come from. Nobody needs this to
build or to run `billing`; it is kept so that the fonts can be made again.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.reorderGlyphs import reorderGlyphs
from fontTools.ttLib.tables._g_l_y_f import Glyph

sys.path.insert(0, str(Path(__file__).parent.parent))

from tools import outlines

TOOLS = Path(__file__).parent
FONTS = TOOLS.parent / "templates" / "fonts"

# Blocks that are wanted whole, as far as the font has them; both ends are included.
BLOCKS = (
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x00FF),  # Latin-1
    (0x0100, 0x017F),  # Latin Extended-A; the pinyin letters are all that Noto Sans SC has of it
    (0x2000, 0x206F),  # general punctuation
    (0x20A0, 0x20CF),  # currency signs
    (0x2100, 0x214F),  # letter-like signs
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22FF),  # mathematical operators, the real minus among them
    (0x2460, 0x24FF),  # numbers in circles
    (0x2500, 0x25FF),  # boxes, blocks, shapes
    (0x2600, 0x26FF),  # stars, boxes to tick
    (0x3000, 0x303F),  # Chinese punctuation
    (0x3200, 0x33FF),  # numbers in brackets, units such as the square metre
    (0xFF00, 0xFFEF),  # full-width and half-width forms
)

# What Noto Sans adds: every Latin letter of a European or Vietnamese name, typographic spaces.
LATIN = (
    (0x0020, 0x0020),  # the space after such a letter is drawn with the letter's font
    (0x00A0, 0x00A0),  # ... the one that does not break, too
    (0x0100, 0x024F),  # Latin Extended-A and -B
    (0x1E00, 0x1EFF),  # Latin Extended Additional
    (0x2000, 0x2064),  # general punctuation; spaces of several widths are among it
    (0x20A0, 0x20C0),  # currency signs
)

# Signs that Noto Sans SC draws as wide as a Chinese character. Between Latin letters and digits,
# where we print them, they want the width of a digit: those of Noto Sans take their place.
SIGNS = (0x00B7, 0x00D7)

# Style sheets that were copied before name a family that has these signs alone, and the height of
# lines in them comes from it. With the spaces that follow them.
SPACES = (0x0020, 0x00A0)
SIGNS_FAMILY = "Noto Sans Signs"

SOURCES = {
    "NotoSansSC-Regular.ttf": "NotoSansSC_400Regular.ttf",
    "NotoSansSC-Bold.ttf": "NotoSansSC_700Bold.ttf",
    "NotoSans-Regular.ttf": "NotoSans_400Regular.ttf",
    "NotoSans-Bold.ttf": "NotoSans_700Bold.ttf",
}

# The same glyphs as they were drawn, in cubic curves: fewer points, and no strokes that overlap.
OUTLINES = {"Regular": "NotoSansCJK-Regular.ttc", "Bold": "NotoSansCJK-Bold.ttc"}
SIMPLIFIED = 2  # which of the fonts in such a file

# Features of the layout tables that horizontal Chinese and Latin text needs: kerning, marks on
# letters, the Chinese form of a shared character. All vertical ones go, and those nobody turns on.
FEATURES = ("ccmp", "kern", "locl", "mark")

# Name records that stay: copyright, family, style, identifier, full name, version, PostScript
# name, trademark, licence, address of the licence.
NAMES = (0, 1, 2, 3, 4, 5, 6, 7, 13, 14)

FULL_NAME, POSTSCRIPT_NAME = 4, 6
FAMILY_NAMES = (1, FULL_NAME, POSTSCRIPT_NAME)
LINE_METRICS = {
    "hhea": ("ascent", "descent", "lineGap"),
    "OS/2": ("sTypoAscender", "sTypoDescender", "sTypoLineGap", "usWinAscent", "usWinDescent"),
}

DROPPED = ("BASE", "DSIG", "STAT", "VORG", "gasp", "vhea", "vmtx")


def spread(blocks: Iterable[tuple[int, int]]) -> list[int]:
    """The code points of blocks, in order."""
    return [code for first, last in blocks for code in range(first, last + 1)]


def double_byte(codec: str, leads: Iterable[int]) -> list[int]:
    """The code points of a double-byte encoding, in its own order, for these lead bytes."""
    pairs = (bytes((lead, trail)) for lead in leads for trail in range(0x40, 0xFF))
    return [ord(text) for pair in pairs if len(text := pair.decode(codec, "ignore")) == 1]


def names_characters() -> list[int]:
    """What the national table of general characters has beyond GB2312: 喆, 堃, 镕 and so on."""
    text = (TOOLS / "fonts_names.txt").read_text(encoding="utf-8")
    return [ord(character) for character in text if not character.isspace()]


def bold_characters() -> list[int]:
    """GB2312 (frequent characters first, as the standard orders them) and those of names."""
    return [*spread(BLOCKS), *double_byte("gb2312", range(0xA1, 0xF8)), *names_characters()]


def regular_characters() -> list[int]:
    """As bold, then the rest of GBK (code page 936): traditional and rare characters."""
    return [*bold_characters(), *double_byte("cp936", range(0x81, 0xFF))]


def subset(source: Path, wanted: list[int], target: Path, signs: Path | None = None) -> set[int]:
    """Write the part of a font that shows the wanted characters; the characters it has of them."""
    font = TTFont(source, recalcTimestamp=False)
    options = Options(
        drop_tables=[*Options().drop_tables, *DROPPED],
        glyph_names=False,
        hinting=False,
        layout_features=list(FEATURES),
        name_IDs=list(NAMES),
        notdef_outline=True,
        recalc_bounds=True,
        recalc_timestamp=False,
    )
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    if signs:
        narrow_signs(font, signs)
    order_glyphs(font)
    font.save(target, reorderTables=True)
    print(f"{target.name}: {len(font.getBestCmap())} characters, {target.stat().st_size} bytes")
    return set(font.getBestCmap())


def narrow_signs(font: TTFont, other: Path) -> None:
    """Take the narrow signs from a font whose em has as many units."""
    with TTFont(other) as latin:
        theirs, glyphs = latin.getBestCmap(), latin.getGlyphSet()
        assert font["head"].unitsPerEm == latin["head"].unitsPerEm
        for code in SIGNS:
            (name,) = empty_glyphs(font, 1)  # other characters share the one that it had
            drawn, pen = DecomposingRecordingPen(glyphs), TTGlyphPen(None)
            glyphs[theirs[code]].draw(drawn)
            drawn.replay(pen)
            font["glyf"][name] = pen.glyph()
            font["hmtx"][name] = latin["hmtx"][theirs[code]]
            for table in font["cmap"].tables:
                if code in table.cmap:
                    table.cmap[code] = name


def cut_signs(source: Path, style: str) -> None:
    """Write the family of narrow signs, with the line metrics of Noto Sans SC."""
    target = FONTS / f"NotoSansSigns-{style}.ttf"
    subset(source, [*SPACES, *SIGNS], target)
    font = TTFont(target, recalcTimestamp=False)
    like = TTFont(FONTS / f"NotoSansSC-{style}.ttf", lazy=True)
    share = font["head"].unitsPerEm / like["head"].unitsPerEm
    for table, names in LINE_METRICS.items():
        for name in names:
            setattr(font[table], name, round(getattr(like[table], name) * share))
    own, other = font.getBestCmap(), like.getBestCmap()
    for code in SPACES:
        font["hmtx"][own[code]] = (round(like["hmtx"][other[code]][0] * share), 0)
    for record in font["name"].names:
        if record.nameID in FAMILY_NAMES:
            whole = SIGNS_FAMILY if record.nameID != FULL_NAME else f"{SIGNS_FAMILY} {style}"
            whole = f"NotoSansSigns-{style}" if record.nameID == POSTSCRIPT_NAME else whole
            record.string = whole
    font.save(target, reorderTables=True)


# Chinese characters of the basic block stand in rows of 256, each where its code says. So in a PDF
# one list says for both weights which glyph is which character.
FIRST, LAST, ROW = 0x4E00, 0x9FFF, 0x100


def order_glyphs(font: TTFont) -> None:
    """Put `.notdef` first, then glyphs of features, signs and letters, Chinese, and the rest."""
    glyphs = font.getBestCmap()
    for name in font.getGlyphOrder():
        font["glyf"][name].expand(font["glyf"])  # a glyph made of others names them from now on
    shown = {glyphs[code]: code for code in sorted(glyphs, reverse=True)}  # by its lowest code
    others = [name for name in font.getGlyphOrder() if name not in shown]
    ordered = sorted(shown, key=lambda name: shown[name])
    common = set(spread(BLOCKS))  # of both weights, so that these have one number in both
    before = [name for name in ordered if shown[name] in common]
    after = [name for name in ordered if shown[name] not in {*common, *range(FIRST, LAST + 1)}]
    start = list(dict.fromkeys([".notdef", *others, *before]))
    block = {shown[name]: name for name in ordered if FIRST <= shown[name] <= LAST}
    if block:
        start += empty_glyphs(font, -len(start) % ROW)
        missing = [code for code in range(FIRST, LAST + 1) if code not in block]
        block |= dict(zip(missing, empty_glyphs(font, len(missing)), strict=True))
    reorderGlyphs(font, [*start, *(block[code] for code in sorted(block)), *after])


def empty_glyphs(font: TTFont, count: int) -> list[str]:
    """So many glyphs more, that nothing shows."""
    order, glyf, widths = font.getGlyphOrder(), font["glyf"], font["hmtx"]
    names = [f"empty{len(order) + place}" for place in range(count)]
    for name in names:
        glyf.glyphs[name], widths.metrics[name] = Glyph(), (font["head"].unitsPerEm, 0)
    font.setGlyphOrder([*order, *names])
    glyf.setGlyphOrder(font.getGlyphOrder())
    return names


def main(folder: Path) -> None:
    """Make the fonts of all families, and the outlines of each."""
    found = {target: next(folder.rglob(source)) for target, source in SOURCES.items()}
    for style, chinese in (("Regular", regular_characters()), ("Bold", bold_characters())):
        name, latin = f"NotoSansSC-{style}.ttf", f"NotoSans-{style}.ttf"
        has = subset(found[name], chinese, FONTS / name, found[latin])
        drawn = TTFont(next(folder.rglob(OUTLINES[style])), fontNumber=SIMPLIFIED, lazy=True)
        outlines.write(FONTS / name, drawn, SIGNS)
        wanted = [code for code in spread(LATIN) if code not in has or chr(code).isspace()]
        subset(found[latin], wanted, FONTS / latin)
        outlines.write(FONTS / latin)
        cut_signs(found[latin], style)
        outlines.write(FONTS / f"NotoSansSigns-{style}.ttf")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
