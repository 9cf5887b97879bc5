"""Text: one Pango context for all texts of a style; a line is drawn as it was laid out."""

from typing import Any

from weasyprint.draw import text as drawing
from weasyprint.text import line_break
from weasyprint.text.constants import LST_TO_ISO, PANGO_DIRECTION
from weasyprint.text.ffi import FROM_UNITS, ffi, gobject, pango, unicode_to_char_p
from weasyprint.text.fonts import font_features, get_font_description
from weasyprint.text.line_break import Layout

from billing.render.swift import words

_SETUP, _SET_TEXT = Layout.setup, Layout.set_text
_DEACTIVATE, _REACTIVATE = Layout.deactivate, Layout.reactivate
_DRAW = drawing.draw_first_line

_TO_THE_END = 0xFFFFFFFF
_INTEGERS = ffi.sizeof("PangoGlyphInfo") // 4  # glyph, width, two offsets, attributes
_UNUSUAL = 0x0FFFFFFF  # from here on a glyph is none: empty, or unknown


def _setup(layout: Any, style: Any) -> None:
    """As WeasyPrint's; context, font and attributes are made once for a style."""
    made = style.__dict__.get("swift_pango")
    if made is None:
        made = style.__dict__["swift_pango"] = _made(style) if _is_simple(style) else ()
    layout.swift = bool(made)
    if not made:
        _SETUP(layout, style)
        return
    context, layout.language, description, attributes = made
    layout.style, layout.first_line_direction = style, 0
    layout.ascent = layout.underline_position = layout.strikethrough_position = None
    layout.layout = ffi.gc(pango.pango_layout_new(context), gobject.g_object_unref)
    pango.pango_layout_set_auto_dir(layout.layout, False)
    pango.pango_layout_set_font_description(layout.layout, description)
    if attributes is not None:
        pango.pango_layout_set_attributes(layout.layout, attributes)


def _is_simple(style: Any) -> bool:
    return bool(
        style["text_decoration_line"] == "none"
        and style["letter_spacing"] == "normal"
        and style["word_spacing"] == 0
    )


def _made(style: Any) -> tuple[Any, ...]:
    context = ffi.gc(
        pango.pango_font_map_create_context(style.font_config.font_map), gobject.g_object_unref
    )
    pango.pango_context_set_round_glyph_positions(context, False)
    pango.pango_context_set_base_dir(context, PANGO_DIRECTION[style["direction"]])
    return context, _language(style, context), get_font_description(style), _attributes(style)


def _language(style: Any, context: Any) -> Any:
    override = style["font_language_override"]
    tag = style["lang"] if override == "normal" else LST_TO_ISO.get(override.lower(), override)
    if not tag:
        return pango.pango_language_get_default()
    pointer, _ = unicode_to_char_p(tag)
    language = pango.pango_language_from_string(pointer)
    pango.pango_context_set_language(context, language)
    return language


def _attributes(style: Any) -> Any:
    """Features of the font, and no hyphen where a word is broken: all attributes of a text."""
    names = ("kerning", *(f"variant_{name}" for name in _VARIANTS), "feature_settings")
    features = font_features(*(style[f"font_{name}"] for name in names))
    breaks = style["overflow_wrap"] in ("anywhere", "break-word")
    if not features and not breaks:
        return None
    attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
    if features:
        said = ",".join(f"{key} {value}" for key, value in features.items()).encode()
        pango.pango_attr_list_insert(attributes, pango.pango_attr_font_features_new(said))
    if breaks:
        attribute = pango.pango_attr_insert_hyphens_new(False)
        attribute.start_index, attribute.end_index = 0, _TO_THE_END
        pango.pango_attr_list_insert(attributes, attribute)
    return attributes


_VARIANTS = ("ligatures", "position", "caps", "numeric", "alternates", "east_asian")


def _set_text(layout: Any, text: str, justify: bool = False) -> None:
    if not layout.swift:
        _SET_TEXT(layout, text, justify)
        return
    end = text.find("\n")
    layout.text = text if end < 0 else text[: end + 2]
    # A line without line ends is the same in both modes; drawing asks for this one.
    layout.plain = layout.text.isprintable()
    pango.pango_layout_set_single_paragraph_mode(layout.layout, layout.plain)
    pointer, _ = unicode_to_char_p(layout.text)
    pango.pango_layout_set_text(layout.layout, pointer, -1)
    if "\t" in layout.text:
        layout.set_tabs()


def _deactivate(layout: Any) -> None:
    if not (layout.swift and layout.plain):
        _DEACTIVATE(layout)


def _reactivate(layout: Any, style: Any) -> None:
    if layout.justification_spacing:
        _SETUP(layout, style)
        layout.swift = False
        _SET_TEXT(layout, layout.text, justify=True)
    elif not _is_ready(layout, style):
        _REACTIVATE(layout, style)


def _is_ready(layout: Any, style: Any) -> bool:
    """Whether the line is there as it will be drawn: one, in the same style."""
    if not layout.swift or getattr(layout, "style", None) is not style:
        return False
    return bool(pango.pango_layout_get_line_readonly(layout.layout, 1) == ffi.NULL)


def _draw_first_line(stream: Any, textbox: Any, overflow: str, ellipsis: str, matrix: Any) -> Any:
    """As WeasyPrint's, where all glyphs are there, on the line, and of one colour."""
    layout, style = textbox.pango_layout, textbox.style
    if overflow == "ellipsis" or ellipsis != "none" or style["font_size"] < 1e-6:
        return _DRAW(stream, textbox, overflow, ellipsis, matrix)
    if not textbox.text.strip():
        return []
    pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
    drawn = _anew(stream, layout, style)
    if not drawn:
        return _DRAW(stream, textbox, overflow, ellipsis, matrix)
    stream.set_text_matrix(*matrix.values)
    show(stream, drawn)
    return []


def show(stream: Any, drawn: list[Any]) -> None:
    """Show the runs of a line, those of one font together."""
    line, before = "", None
    for font, size, address, shown in drawn:
        if address != before:
            if line:
                stream.show_text(line)
            line, before = "", address
            stream.set_font_size(font.hash, size)
        line += shown
    stream.show_text(line)


def _anew(stream: Any, layout: Any, style: Any) -> list[Any]:
    """The runs of a line as they are shown; none where one is unusual."""
    runs = [*_runs(stream, layout, style)]
    if not all(run[0] for run in runs):
        return []
    found = [
        (font, size, address, _shown(stream, layout, font, size, item, glyphs))
        for font, size, address, item, glyphs in runs
    ]
    words.remember(stream, layout, runs, found, _letters, _width)
    return found


def _runs(stream: Any, layout: Any, style: Any) -> Any:
    """Font, size, its address, the run and its glyphs; no font where the run is unusual."""
    line, _ = layout.get_first_line()
    run = line.runs[0]
    fonts = stream.__dict__.setdefault("swift_fonts", {})
    while run != ffi.NULL:
        item = run.data
        pango_font = item.item.analysis.font
        address = int(ffi.cast("uintptr_t", pango_font))
        if address not in fonts:
            fonts[address] = (*stream.add_font(pango_font), layout.layout)  # which keeps it
        font, size, _ = fonts[address]
        if pango.pango_version() < 14802:
            size = style["font_size"]
        string = item.glyphs
        buffer = ffi.buffer(string.glyphs, string.num_glyphs * _INTEGERS * 4)
        glyphs = memoryview(buffer).cast("i").tolist()
        unusual = (
            font.bitmap
            or font.png
            or font.svg
            or font.colr
            or any(glyphs[3::_INTEGERS])
            or max(glyphs[::_INTEGERS], default=0) >= _UNUSUAL
        )
        yield None if unusual else font, size, address, item, glyphs
        run = run.next


def _shown(stream: Any, layout: Any, font: Any, size: float, item: Any, glyphs: list[int]) -> str:
    """The glyphs of a run in hexadecimal digits, with what their places differ by."""
    widths, known, parts = font.widths, font.to_unicode, ["<"]
    for place, (glyph, width, offset) in enumerate(
        zip(glyphs[::_INTEGERS], glyphs[1::_INTEGERS], glyphs[2::_INTEGERS], strict=True)
    ):
        if glyph not in known:
            known[glyph] = _letters(layout, item, place)
        if glyph not in widths:
            widths[glyph] = _width(stream, item, glyph, size)
        shift = offset / size
        if shift:
            parts.append(f">{-shift}<")
        parts.append(f"{glyph:04x}")
        kerning = widths[glyph] + shift - width * 1000 * FROM_UNITS / size
        if kerning:
            parts.append(f">{int(kerning)}<")
    parts.append(">")
    line = "".join(parts)
    return line.removesuffix("<>")


def _letters(layout: Any, item: Any, place: int) -> str:
    """The characters that a glyph stands for."""
    clusters, length = item.glyphs.log_clusters, item.item.length
    last = item.glyphs.num_glyphs - 1
    if item.item.analysis.level % 2:  # from right to left
        end = length if place == 0 else clusters[place - 1]
    else:
        end = length if place == last else clusters[place + 1]
    start = item.item.offset
    return str(layout.text.encode()[start + clusters[place] : start + end].decode())


def _width(stream: Any, item: Any, glyph: int, size: float) -> int:
    font = item.item.analysis.font
    pango.pango_font_get_glyph_extents(font, glyph, stream.ink_rect, stream.logical_rect)
    width: int = round(stream.logical_rect.width * 1000 * FROM_UNITS / size)
    return width


FUNCTIONS = ((drawing.draw_first_line, _draw_first_line), *words.FUNCTIONS)
METHODS = (
    (line_break.Layout, "setup", _setup),
    (line_break.Layout, "set_text", _set_text),
    (line_break.Layout, "deactivate", _deactivate),
    (line_break.Layout, "reactivate", _reactivate),
)
