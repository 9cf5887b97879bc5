"""Lines as they are drawn: each text marked for its tag, in its colour, and nothing else to do.

What differs goes the whole way: lines with a ground or a border, texts that are underlined.
"""

from typing import Any

import pydyf
from weasyprint import draw
from weasyprint.draw import text as drawing
from weasyprint.formatting_structure.boxes import LineBox, TextBox
from weasyprint.matrix import Matrix
from weasyprint.stacking import StackingContext

from billing.render.swift import words
from billing.render.swift.painting import _is_bare, _is_unruled
from billing.render.swift.text import _draw_first_line, show

_SMALL = 1e-6  # below which WeasyPrint shows nothing
_LEVEL, _TEXT = draw.draw_inline_level, drawing.draw_text


def _draw_inline_level(
    stream: Any,
    page: Any,
    box: Any,
    offset_x: float = 0,
    text_overflow: str = "clip",
    block_ellipsis: Any = "none",
) -> None:
    """As WeasyPrint's."""
    if type(box) is not LineBox or stream._tags is None or not _is_plain(box):
        _LEVEL(stream, page, box, offset_x, text_overflow, block_ellipsis)
        return
    overflow, ellipsis, last = box.text_overflow, "none", len(box.children) - 1
    for place, child in enumerate(box.children):
        if place == last:
            ellipsis = box.block_ellipsis
        along = offset_x
        if not isinstance(child, StackingContext):
            along = offset_x + child.position_x - box.position_x
        if isinstance(child, TextBox):
            _mark(stream, child)
            _draw_text(stream, child, along, overflow, ellipsis)
            stream.stream.append(b"EMC")
        else:
            _draw_inline_level(stream, page, child, along, overflow, ellipsis)


def _mark(stream: Any, text: Any) -> None:
    tags = stream._tags
    assert text not in tags
    number = len(tags)
    tags[text] = {"tag": "Span", "mcid": number}
    stream.stream.append(b"/Span\n<</MCID %d>>\nBDC" % number)


def _is_plain(line: Any) -> bool:
    style = line.style
    return (
        line.background is None
        and _is_bare(style)
        and _is_unruled(style)
        and not (line.border_top_width or line.border_bottom_width)
        and not (line.border_left_width or line.border_right_width)
    )


def _draw_text(
    stream: Any, text: Any, offset_x: float, text_overflow: str, block_ellipsis: Any
) -> None:
    """As WeasyPrint's, where nothing is drawn but the glyphs, which are there already."""
    style, layout = text.style, text.pango_layout
    if not _is_bare_text(style):
        _TEXT(stream, text, offset_x, text_overflow, block_ellipsis)
        return
    _colour(stream, style)
    drawn = _known(stream, text, text_overflow, block_ellipsis)
    if not drawn:
        layout.reactivate(style)
    stream.begin_text()
    x, y = text.position_x, text.position_y + text.baseline
    if drawn:
        place = pydyf._to_bytes(x), pydyf._to_bytes(y)
        stream.stream.append(b"1 0 0 -1 %b %b Tm" % place)
        show(stream, drawn)
        stream.end_text()
        return
    matrix = Matrix(d=-1, e=x, f=y)
    emojis = _draw_first_line(stream, text, text_overflow, block_ellipsis, matrix)
    stream.end_text()
    drawing.draw_emojis(stream, style, x, y, emojis)
    layout.deactivate()


def _is_bare_text(style: Any) -> bool:
    bare: bool | None = style.__dict__.get("swift_bare_text")
    if bare is None:
        bare = (
            style["visibility"] == "visible"
            and style["text_decoration_line"] == "none"
            and style["font_size"] >= _SMALL
        )
        style.__dict__["swift_bare_text"] = bare
    return bare


def _colour(stream: Any, style: Any) -> None:
    """Set it where it is not the current one."""
    found = style.__dict__.get("swift_colour")
    if found is None:
        *channels, alpha = style["color"]
        found = style.__dict__["swift_colour"] = f"a{alpha}", (style["color"].space, *channels)
    if stream._current_alpha != found[0] or stream._current_color != found[1]:
        stream.set_color(style["color"])


def _known(stream: Any, text: Any, overflow: str, ellipsis: Any) -> list[Any]:
    """How the line was shown before, if it was; nothing otherwise."""
    layout = text.pango_layout
    if overflow == "ellipsis" or ellipsis != "none" or not getattr(layout, "drawn", ()):
        return []
    if layout.justification_spacing or not text.text.strip():
        return []
    return words.again(stream, layout)


FUNCTIONS = (
    (draw.draw_inline_level, _draw_inline_level),
    (drawing.draw_text, _draw_text),
)
