"""What a document is made of, let go at once: taken apart where it refers to itself.

Without this it lies about until the next garbage collection, which looks through all of it.
"""

from typing import Any

from weasyprint.formatting_structure.boxes import LineBox, ReplacedBox, TableBox, TableRowGroupBox
from weasyprint.images import SVGImage
from weasyprint.layout import page

from billing.render.swift.styles import KeptStyles

_INLINE = "{http://www.w3.org/2000/svg}svg"  # a drawing of the page's own, which is not kept
_MAKE = page.make_all_pages


def _make_all_pages(context: Any, root_box: Any, html: Any, pages: Any) -> Any:
    """As WeasyPrint's; the page notes the context, which knows itself."""
    html.context = context
    return _MAKE(context, root_box, html, pages)


def let_go(document: Any) -> None:
    """Take a document apart that was written and is not needed any more."""
    context = getattr(document._html, "context", None)
    if context is None:
        return
    _forget(context)
    for sheet in document.pages:
        for area in sheet._page_box.children:
            area.__dict__.pop("page", None)
        _part(sheet._page_box)


def _forget(context: Any) -> None:
    """All that is of this document; a kept picture keeps its context."""
    context.page_maker, context.current_footnote_area = [], None
    for kept in (context.tables, context.string_set, context.running_elements):
        kept.clear()
    context._excluded_shapes.clear()
    if type(context.style_for) is KeptStyles:
        context.style_for.let_go()


def _part(sheet: Any) -> None:
    """Tables from their columns, drawings from what they define."""
    waiting = [sheet]
    while waiting:
        box = waiting.pop()
        if isinstance(box, TableBox):
            for column in [one for group in box.column_groups for one in group.children]:
                column.__dict__.pop("get_cells", None)
        elif isinstance(box, ReplacedBox):
            if box.element_tag == _INLINE and isinstance(box.replacement, SVGImage):
                box.replacement._svg.__dict__.clear()
        elif not isinstance(box, LineBox | TableRowGroupBox):
            waiting += getattr(box, "children", ())


FUNCTIONS = ((page.make_all_pages, _make_all_pages),)
