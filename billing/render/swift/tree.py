"""A page that says it is XHTML is read by expat, which takes a tenth of the HTML parser's time."""

import re
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree as ET

import weasyprint
from cssselect2 import ElementWrapper
from weasyprint.html import UA

_XHTML = "http://www.w3.org/1999/xhtml"
_MARK = f'<html xmlns="{_XHTML}"'
_PREFIX = f"{{{_XHTML}}}"

# Rules of WeasyPrint's own sheet that are tried on every element, and what makes them matter.
_EVERY = re.compile(r"^::(?:marker|footnote-\w+|note-\w+) \{.*\}$", re.MULTILINE)
_MATTERS = re.compile(r"footnote|note\(|note-|list-item|marker|<(?:li|ol|ul|summary)\b")
# A page that has rules of its own, or fields to fill in, whose styles depend on what is in them.
# Client's text has neither angle brackets nor quotes.
_SHEETS = re.compile(
    r"""<(?:style|link|input|select|textarea|button)\b|\bstyle\s*=\s*["']""", re.IGNORECASE
)
_NAMED = ("title", "meta", "link")  # where WeasyPrint looks for metadata
_LEAN = weasyprint.CSS(string=_EVERY.sub("", UA))


class Source(weasyprint.HTML):  # type: ignore[misc]  # WeasyPrint ships no types
    """A page; `kept` are the styles that pages of one press share, None where they may not."""

    def __init__(self, html: str, css: str, kept: Any, **options: Any) -> None:
        """Read by expat where the page says so and keeps to it, else by the HTML parser."""
        root = _xml(html)
        if root is None:
            super().__init__(string=html, **options)
        else:
            self.base_url = options["base_url"]
            self.url_fetcher = options["url_fetcher"]
            self.media_type = "print"
            self.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
            self.etree_element = root
        if root is not None or kept is not None:
            self.wrapper_element = Wrapper.from_html_root(self.etree_element, content_language=None)
        self.kept = None if _SHEETS.search(html) else kept
        self._lean = not (_MATTERS.search(css) or _MATTERS.search(html))

    def _ua_stylesheets(self, forms: bool = False) -> list[Any]:
        if self._lean and not forms:
            return [_LEAN]
        found: list[Any] = super()._ua_stylesheets(forms)
        return found


class Wrapper(ElementWrapper):  # type: ignore[misc]
    """An element as selectors see it; what each asks for is there from the start."""

    def __init__(self, etree_element: Any, *rest: Any, **more: Any) -> None:
        """As cssselect2's own."""
        super().__init__(etree_element, *rest, **more)
        own = self.__dict__
        tag = etree_element.tag
        space, _, name = tag[1:].partition("}") if tag[0] == "{" else ("", "", tag)
        own["namespace_url"], own["local_name"] = space, name
        own["id"] = etree_element.get("id")
        own["classes"] = set(etree_element.get("class", "").split())
        own["etree_children"] = [child for child in etree_element if isinstance(child.tag, str)]

    def query_all(self, *selectors: Any) -> Any:
        """As cssselect2's own; by name alone for what metadata are looked for in."""
        if selectors != _NAMED:
            yield from super().query_all(*selectors)
            return
        for element in self.etree_element.iter():
            if element.tag in _NAMED:
                yield SimpleNamespace(etree_element=element)


def _xml(html: str) -> Any:
    """The root of a page that is XHTML; None where it does not say so, or is not well-formed."""
    if _MARK not in html or "<!ENTITY" in html or "<base" in html:
        return None
    try:
        root = ET.fromstring(html)  # noqa: S314 - no entity is declared
    except ET.ParseError:
        return None
    for element in root.iter():
        element.tag = element.tag.removeprefix(_PREFIX)
    return root
