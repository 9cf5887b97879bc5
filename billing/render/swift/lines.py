"""A line of one text, as most cells have: nothing to avoid, nothing to wait for, nothing to break.

Step by step what `get_next_linebox` comes to where no float is near; all else it does itself.
"""

from typing import Any

from weasyprint.formatting_structure.boxes import TextBox
from weasyprint.layout import inline
from weasyprint.text import line_break

from billing.render.swift.boxes import _resolve_percentages

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
    text, skip, _ = inline.split_text_box(context, child, end - start, 0, is_line_start=True)
    if text is None or skip is not None or start + text.margin_width() > end:
        return None
    linebox.position_x, linebox.position_y = left, position_y
    line = linebox.copy_with_children([text])
    line.width = text.position_x + text.margin_width() - line.content_box_x()
    inline._adjust_line_height(line)
    linebox.width, linebox.height = line.width, line.height
    if text.text.endswith(" "):
        inline.remove_last_whitespace(context, line)
    _place(line, text, inline.text_align(context, line, width, last=True), position_y)
    return line


def _is_single(linebox: Any, block: Any) -> bool:
    if len(linebox.children) != 1:
        return False
    (child,) = linebox.children
    return (
        type(child) is TextBox
        and bool(child.text)
        and not child.text.startswith(" ")
        and linebox.style["direction"] == block.style["direction"] == "ltr"
        and child.style["vertical_align"] == "baseline"
        and linebox.style["text_align_all"] != "justify"
        and linebox.style["text_align_last"] != "justify"
        and not (linebox.margin_left or linebox.margin_top or linebox.margin_right)
        and not (linebox.padding_right or linebox.border_right_width)
    )


def _place(line: Any, text: Any, offset: float, position_y: float) -> None:
    """Put the text on its baseline, and the line where it belongs."""
    above, below = -text.baseline, -text.baseline + text.margin_height()
    top = -line.baseline
    bottom = top + line.margin_height()
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
