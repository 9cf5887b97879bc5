"""A line of one text, as most cells have: nothing to avoid, nothing to wait for, nothing to break.

Step by step what `get_next_linebox` comes to where no float is near; all else it does itself.
"""

from typing import Any

from weasyprint.css import AnonymousStyle
from weasyprint.formatting_structure.boxes import TextBox
from weasyprint.layout import inline
from weasyprint.text import line_break

from billing.render.swift.boxes import _resolve_percentages
from billing.render.swift.words import _split_first_line

_NEXT, _STRUT = inline.get_next_linebox, line_break.strut


def _get_next_linebox(
    context: Any,
    linebox: Any,
    position_y: float,
    bottom_space: float,
    skip_stack: Any,
    containing_block: Any,
    absolute_boxes: Any,
    fixed_boxes: Any,
    first_letter_style: Any,
    first_line_style: Any,
) -> Any:
    """As WeasyPrint's."""
    plain = skip_stack is None and not (
        first_letter_style or first_line_style or context.excluded_shapes
    )
    line = _line(context, linebox, position_y, containing_block) if plain else None
    if line is not None:
        return line, None
    return _NEXT(
        context,
        linebox,
        position_y,
        bottom_space,
        skip_stack,
        containing_block,
        absolute_boxes,
        fixed_boxes,
        first_letter_style,
        first_line_style,
    )


def _line(context: Any, linebox: Any, position_y: float, block: Any) -> Any:
    """The line, where it is a single text that fits; None where it is not."""
    if not _is_single(linebox, block):
        return None
    (child,) = linebox.children
    left = block.content_box_x()
    width = left + block.width - left
    start = left + linebox.text_indent
    end = (left + width) * (1 + 1e-9)
    _resolve_percentages(child, block)
    child.position_x, child.position_y = start, position_y
    text = _text(context, child, end - start)
    if text is None or start + text.width > end:
        return None
    linebox.position_x, linebox.position_y = left, position_y
    line = linebox.copy_with_children([text])
    line.width = start + text.width - left
    line_height, line.baseline = _strut(line.style)
    line.height = line.style["font_size"]
    line.margin_top = line.margin_bottom = (line_height - line.height) / 2
    linebox.width, linebox.height = line.width, line.height
    if text.text.endswith(" "):
        inline.remove_last_whitespace(context, line)
    _place(line, text, inline.text_align(context, line, width, last=True), position_y)
    return line


def _text(context: Any, box: Any, room: float) -> Any:
    """What `split_text_box` makes of a text that stands on one line; None where it does not."""
    layout, length, resume_at, width, height, baseline = _split_first_line(
        box.text, box.style, context, room, box.justification_spacing
    )
    if resume_at is not None or length <= 0:
        return None
    half = (_strut(box.style)[0] - height) / 2
    text = TextBox.__new__(TextBox)
    own = text.__dict__
    own.update(box.__dict__)
    own["text"], own["pango_layout"], own["width"], own["height"] = (
        layout.text,
        layout,
        width,
        height,
    )
    own["margin_top"] = own["margin_bottom"] = half
    own["baseline"] = baseline + half
    return text


def _is_single(linebox: Any, block: Any) -> bool:
    if len(linebox.children) != 1 or linebox.style["direction"] != block.style["direction"]:
        return False
    (child,) = linebox.children
    return (
        type(child) is TextBox
        and bool(child.text)
        and child.text[0] != " "
        and _is_simple_text(child.style)
        and _is_simple_line(linebox.style)
        and not linebox.margin_top
    )


def _is_simple_text(style: Any) -> bool:
    """Whether it stands on the baseline; an anonymous box has no margins, padding or borders."""
    simple: bool | None = style.__dict__.get("swift_simple_text")
    if simple is None:
        simple = (
            type(style) is AnonymousStyle
            and style["vertical_align"] == "baseline"
            and style["font_size"] != 0
        )
        style.__dict__["swift_simple_text"] = simple
    return simple


def _is_simple_line(style: Any) -> bool:
    simple: bool | None = style.__dict__.get("swift_simple_line")
    if simple is None:
        simple = (
            type(style) is AnonymousStyle
            and style["direction"] == "ltr"
            and style["text_align_all"] != "justify"
            and style["text_align_last"] != "justify"
        )
        style.__dict__["swift_simple_line"] = simple
    return simple


def _place(line: Any, text: Any, offset: float, position_y: float) -> None:
    """Put the text on its baseline, and the line where it belongs."""
    above, below = (
        -text.baseline,
        -text.baseline + (text.height + text.margin_top + text.margin_bottom),
    )
    top = -line.baseline
    bottom = top + (line.height + line.margin_top + line.margin_bottom)
    top, bottom = min(top, above), max(bottom, below)
    line.baseline, line.height = -top, bottom - top
    line.margin_top = line.margin_bottom = 0
    text.position_y = above + (position_y - top)
    text.position_x += offset
    line.position_x += offset
    line.position_y = position_y


def _strut(style: Any) -> Any:
    """Line height and baseline, found once for a style."""
    found = style.__dict__.get("swift_strut")
    if found is None:
        found = style.__dict__["swift_strut"] = _STRUT(style)
    return found


FUNCTIONS = ((inline.get_next_linebox, _get_next_linebox), (line_break.strut, _strut))
