"""Styles of pages and of what stands in their margins: the same for all pages of one kind.

A page is known by its side, name, place and groups, which is all that a rule asks for. WeasyPrint
changes a page's style in ways that change nothing the second time.
"""

from typing import Any

from weasyprint.layout import page

from billing.render.swift.styles import KeptStyles

_SET = page.set_page_type_computed_styles
_MOST = 40  # kinds of pages; the first pages of a document are met again, its fortieth hardly


def _set_page_type(page_type: Any, html: Any, style_for: Any) -> None:
    """As WeasyPrint's; of a kind of page that was met before, the styles that it had."""
    if type(style_for) is not KeptStyles:
        _SET(page_type, html, style_for)
        return
    pages, styles = style_for.kept.pages, style_for.get_computed_styles()
    key = (id(style_for.root), page_type)
    found = pages.get(key)
    if found is None:
        _SET(page_type, html, style_for)
        found = {place: style for place, style in styles.items() if place[0] == page_type}
        if len(pages) < _MOST:
            pages[key] = found
    styles.update(found)


FUNCTIONS = ((page.set_page_type_computed_styles, _set_page_type),)
