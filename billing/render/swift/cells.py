"""A table cell that holds one line: step by step what `block_container_layout` comes to for it."""

from typing import Any

from weasyprint.formatting_structure.boxes import LineBox, TableCellBox
from weasyprint.layout import block
from weasyprint.layout.percent import resolve_one_percentage

from billing.render.swift.boxes import _resolve_percentages
from billing.render.swift.lines import _line

_LAYOUT = block.block_container_layout


def _block_container_layout(
    context: Any,
    box: Any,
    bottom_space: float,
    skip_stack: Any,
    page_is_empty: bool,
    absolute_boxes: Any,
    fixed_boxes: Any,
    adjoining_margins: Any,
    first_letter_style: Any,
    first_line_style: Any,
    discard: bool,
    max_lines: Any,
) -> Any:
    """As WeasyPrint's."""
    if type(box) is TableCellBox and skip_stack is None and _is_plain(context, box):
        cell = _cell(context, box, bottom_space)
        if cell is not None:
            return cell, None, {"break": "any", "page": None}, [], False, max_lines
    return _LAYOUT(
        context,
        box,
        bottom_space,
        skip_stack,
        page_is_empty,
        absolute_boxes,
        fixed_boxes,
        adjoining_margins,
        first_letter_style,
        first_line_style,
        discard,
        max_lines,
    )


def _is_plain(context: Any, box: Any) -> bool:
    """Whether there is one line in the cell, and nothing about the cell is unusual."""
    if len(box.children) != 1 or type(box.children[0]) is not LineBox or box.margin_top != 0:
        return False
    if box.first_line_style or box.first_letter_style or box.force_fragmentation:
        return False
    return not context.footnotes and _is_usual(box.style)


def _is_usual(style: Any) -> bool:
    usual: bool | None = style.__dict__.get("swift_usual")
    if usual is None:
        usual = (
            style["position"] == "static"
            and style["continue"] != "discard"
            and style["box_decoration_break"] != "clone"
            and style["max_lines"] == "none"
        )
        style.__dict__["swift_usual"] = usual
    return usual


def _cell(context: Any, box: Any, bottom_space: float) -> Any:
    """The cell, where its line fits into its width and on the page; None where not."""
    (linebox,) = box.children
    top = box.content_box_y()
    linebox.position_x, linebox.position_y = box.content_box_x(), top
    _resolve_percentages(linebox, box)
    resolve_one_percentage(linebox, "text_indent", box.width)
    line = _line(context, linebox, top, box)
    if line is None:
        return None
    line.resume_at = None
    end = line.position_y + line.height
    if context.overflows_page(bottom_space, end + box.border_bottom_width + box.padding_bottom):
        return None
    cell = box.copy_with_children([line])
    if cell.height == "auto":
        cell.height = max(0, end - cell.content_box_y())
    cell.height = max(min(cell.height, cell.max_height), cell.min_height)
    return cell


FUNCTIONS = ((block.block_container_layout, _block_container_layout),)
