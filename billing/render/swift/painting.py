"""Boxes without ground, border and outline, which most are: nothing to fetch, nothing to draw."""

from typing import Any

from weasyprint.draw import border
from weasyprint.draw.color import get_color
from weasyprint.formatting_structure.boxes import Box
from weasyprint.layout import background

from billing.render.swift.boxes import _resolve_radii

_ORIGINAL = background.layout_box_backgrounds
_BORDER, _OUTLINE = border.draw_border, border.draw_outline


def _layout_box_backgrounds(
    page: Any, box: Any, get_image: Any, layout_children: Any = True, style: Any = None
) -> None:
    """As WeasyPrint's; it is called for the page's own box, and for what has a ground."""
    if style is not None or box is page or not layout_children or not _is_bare(box.style):
        _ORIGINAL(page, box, get_image, layout_children, style)
        return
    _resolve_radii(box)
    for child in box.all_children():
        _layout_box_backgrounds(page, child, get_image)
    box.background = None


def _is_bare(style: Any) -> bool:
    bare: bool | None = style.__dict__.get("swift_bare")
    if bare is None:
        bare = (
            style["border_image_source"][0] == "none"
            and style["mask_border_source"][0] == "none"
            and style["visibility"] != "hidden"
            and not any(value for _, value in style["background_image"])
            and get_color(style, "background_color").alpha == 0
            and not style["box_shadow"]
        )
        style.__dict__["swift_bare"] = bare
    return bare


def _draw_border(stream: Any, box: Any) -> None:
    if (
        box.border_top_width
        or box.border_right_width
        or box.border_bottom_width
        or box.border_left_width
        or not _is_unruled(box.style)
    ):
        _BORDER(stream, box)


def _is_unruled(style: Any) -> bool:
    """Whether there is neither a picture for a border nor a rule between columns."""
    unruled: bool | None = style.__dict__.get("swift_unruled")
    if unruled is None:
        unruled = (
            style["border_image_source"][0] == "none"
            and style["column_width"] == "auto"
            and style["column_count"] == "auto"
        )
        style.__dict__["swift_unruled"] = unruled
    return unruled


def _draw_outline(stream: Any, box: Any) -> None:
    if box.style["outline_width"]:
        _OUTLINE(stream, box)
        return
    for child in box.children:
        if isinstance(child, Box):
            _draw_outline(stream, child)


FUNCTIONS = (
    (background.layout_box_backgrounds, _layout_box_backgrounds),
    (border.draw_border, _draw_border),
    (border.draw_outline, _draw_outline),
)
