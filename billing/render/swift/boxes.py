"""Lengths of a box: the same for all boxes of one style in one width."""

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure.boxes import Box, PageBox
from weasyprint.layout import percent

_SIDES = ("top", "right", "bottom", "left")
_LENGTHS = (
    *(f"margin_{side}" for side in _SIDES),
    *(f"padding_{side}" for side in _SIDES),
    *(f"border_{side}_width" for side in _SIDES),
    *("width", "min_width", "max_width", "height", "min_height", "max_height"),
)
_MOST = 50  # widths in which boxes of one style are laid out
_OUT_OF_FLOW = Box.is_in_normal_flow
_RESOLVED = percent.resolve_percentages
_RADII = percent.resolve_radii_percentages
_CORNERS = ("top_left", "top_right", "bottom_right", "bottom_left")
_SQUARE = {f"border_{corner}_radius": (0, 0) for corner in _CORNERS}


def _resolve_percentages(box: Any, containing_block: Any) -> None:
    """As WeasyPrint's; of a style and a width that were met before, what it found then."""
    if not isinstance(box, Box) or isinstance(box, PageBox):
        _RESOLVED(box, containing_block)
        return
    style = box.style
    if isinstance(containing_block, Box):
        room = (containing_block.width, containing_block.height)
    else:
        room = tuple(containing_block)
    kept = style.__dict__.setdefault("swift_lengths", {})
    found = kept.get(room)
    if found is not None:
        box.__dict__.update(found)
        return
    _RESOLVED(box, containing_block)
    if style["border_collapse"] != "collapse":
        if len(kept) > _MOST:
            kept.clear()
        kept[room] = {name: box.__dict__[name] for name in _LENGTHS}


def _resolve_radii(box: Any) -> None:
    if not isinstance(box, Box):  # stands for one that is laid out later
        _RADII(box)
        return
    style = box.style
    square = style.__dict__.get("swift_square")
    if square is None:
        square = all((0, "px") in style[name] for name in _SQUARE)
        style.__dict__["swift_square"] = square
    if square:
        box.__dict__.update(_SQUARE)
    else:
        _RADII(box)


def _is_in_normal_flow(box: Any) -> bool:
    style = box.style
    if style["float"] == "none" and style["position"] in ("static", "relative"):
        return True
    return bool(_OUT_OF_FLOW(box))


def _is_floated(box: Any) -> bool:
    side = box.style["float"]
    return side != "none" and side in ("left", "right", "inline-start", "inline-end")


def _descendants(box: Any, placeholders: bool = False) -> Iterator[Any]:
    """As WeasyPrint's, by one generator in place of one for each box."""
    yield box
    waiting = [iter(box.children)]
    while waiting:
        for child in waiting[-1]:
            if isinstance(child, Box):
                yield child
                if child.children:
                    waiting.append(iter(child.children))
                    break
            elif placeholders:
                yield from child.descendants(placeholders)
            else:
                yield child
        else:
            waiting.pop()


FUNCTIONS = (
    (percent.resolve_percentages, _resolve_percentages),
    (percent.resolve_radii_percentages, _resolve_radii),
)
METHODS = (
    (Box, "is_in_normal_flow", _is_in_normal_flow),
    (Box, "is_floated", _is_floated),
    (Box, "descendants", _descendants),
)
