"""Styles of one page serve all pages of a press: what a rule says depends on no client.

An element is known by its parent, its tag and attributes, its place among its siblings and the one
before it; that is all that a selector asks for. Elements that are known have the style they had.
"""

import re
from dataclasses import dataclass, field
from math import inf
from typing import Any

import tinycss2
from weasyprint import css as within
from weasyprint.css import ComputedStyle, InitialStyle, StyleFor
from weasyprint.css.validation import preprocess_declarations

# What depends on more: lengths of the window, attributes as values, content, what comes later.
_OWN = re.compile(
    r"\d[sld]?v(?:w|h|i|b|min|max)\b|attr\(|@layer|@import|~|:has|:empty|-of-type|nth-last"
    r"|ellipsis|line-clamp"
    r"|\+[^,{}]*\+"
)
_ATTRIBUTE = re.compile(r"\[\s*([\w-]+)")
# Attributes that differ from page to page; no style asks for them unless a selector does.
_DATA = frozenset({"alt", "content", "d", "src", "x", "y"})
_MOST = 20_000  # elements that are known; a page has some hundreds

_ORIGINAL = within.get_all_computed_styles


@dataclass(slots=True)
class Kept:
    """The styles of a press; `data` are attributes that no style asks for."""

    data: frozenset[str]
    known: dict[Any, tuple[int, Any]] = field(default_factory=dict)  # element -> number, style
    styles: dict[Any, Any] = field(default_factory=dict)  # parent's style and rules -> style
    pages: dict[Any, Any] = field(default_factory=dict)  # root's style and kind of page -> styles

    def forget_many(self) -> None:
        """Begin anew where templates make up ever new elements."""
        if len(self.known) > _MOST:
            self.known.clear()
            self.styles.clear()
            self.pages.clear()


def kept(css: str) -> Kept | None:
    """An empty store for a style sheet; None where what it says differs from page to page."""
    if _OWN.search(css):
        return None
    return Kept(data=_DATA - {*_ATTRIBUTE.findall(css)})


def _styles_for(
    html: Any,
    user_stylesheets: Any = None,
    presentational_hints: bool = False,
    font_config: Any = None,
    counter_style: Any = None,
    color_profiles: Any = None,
    page_rules: Any = None,
    layers: Any = None,
    target_collector: Any = None,
    forms: bool = False,
) -> Any:
    """As WeasyPrint's, for pages without style sheets of their own."""
    if getattr(html, "kept", None) is None or presentational_hints or forms:
        return _ORIGINAL(
            html,
            user_stylesheets,
            presentational_hints,
            font_config,
            counter_style,
            color_profiles,
            page_rules,
            layers,
            target_collector,
            forms,
        )
    for style in html._ua_counter_style():
        for key, value in style.items():
            counter_style[key] = value
    sheets = [
        *((sheet, "user agent", None) for sheet in html._ua_stylesheets()),
        *((sheet, "user", None) for sheet in user_stylesheets),
    ]
    return KeptStyles(html, sheets, font_config, target_collector)


class KeptStyles(StyleFor):  # type: ignore[misc]  # WeasyPrint ships no types
    """As StyleFor. Root and body have copies, which WeasyPrint changes."""

    def __init__(self, html: Any, sheets: Any, font_config: Any, targets: Any) -> None:
        """All elements from the root down, then pseudo-elements."""
        self._cascaded_styles: dict[Any, Any] = {}
        self._computed_styles: dict[Any, Any] = {}
        self.initial_page_sizes = {"box": None, "area": None}
        self._sheets, self.font_config = sheets, font_config
        self._html, self._targets, self.kept = html, targets, html.kept
        self._declared = self._attributes()
        self._masters: dict[Any, Any] = {}
        self._wrapped: dict[Any, Any] = {html.etree_element: html.wrapper_element}
        self._collected: set[int] = set()
        self._parents: dict[Any, Any] | None = None
        self.kept.forget_many()
        self._styled(html.etree_element, None, 0, (0, ""), last=True)
        for element, pseudo in self._cascaded_styles:
            if pseudo:
                self.set_computed_styles(
                    element,
                    pseudo_type=pseudo,
                    root=html.etree_element,
                    parent=element,
                    base_url=html.base_url,
                    target_collector=targets,
                )
        self._cascaded_styles.clear()

    @property
    def root(self) -> Any:
        """The style of the root that pages of one press share."""
        return self._masters[self._html.etree_element]

    def let_go(self) -> None:
        """Forget the page; what its press keeps stays."""
        for found in (self._computed_styles, self._masters, self._wrapped, self._declared):
            found.clear()
        self._html = self._targets = self._parents = None

    def _attributes(self) -> dict[Any, str]:
        """What attributes say, cascaded; and as text."""
        html, declared = self._html, dict[Any, str]()
        for specificity, element, declarations, base_url in within.find_style_attributes(
            html.etree_element, base_url=html.base_url
        ):
            style = self._cascaded_styles.setdefault((element, None), {})
            declared[element] = declared.get(element, "") + tinycss2.serialize(declarations) + ";"
            found = preprocess_declarations(base_url, declarations)
            _cascade(style, found, "author", (inf, specificity))
        return declared

    def _styled(self, element: Any, parent: Any, above: int, before: Any, *, last: bool) -> Any:
        """Give an element and all below it their styles; tag and attributes, for the next sibling.

        `above` is the number by which the parent is known; `before` has the element's place and
        what the sibling before it is.
        """
        kept, number = self.kept, 0
        shown = (
            element.tag,
            *(item for item in element.attrib.items() if item[0] not in kept.data),
        )
        key = (above, shown, before, last, self._declared.get(element, ""))
        found = kept.known.get(key)
        if found is None or found[1] is None:
            style = self._new(element, parent)
            number = len(kept.known) + 1 if found is None else found[0]
            pseudo = any((element, name) in self._cascaded_styles for name in _PSEUDO)
            kept.known[key] = (number, None if pseudo else style)
        else:
            number, style = found
        self._given(element, style)
        self._below(element, number)
        return shown

    def _below(self, element: Any, number: int) -> None:
        children = [child for child in element if isinstance(child.tag, str)]
        before: Any = ""
        for place, child in enumerate(children, start=1):
            last = place == len(children)
            before = self._styled(child, element, number, (place, before), last=last)

    def _given(self, element: Any, style: Any) -> None:
        self._masters[element] = style
        if self._targets and style["anchor"] and id(style) not in self._collected:
            self._collected.add(id(style))
            self._targets.collect_anchor(style["anchor"])
        if element.tag in ("html", "body"):
            style = style.copy()
        self._computed_styles[element, None] = style

    def _new(self, element: Any, parent: Any) -> Any:
        """The style of an element that is not known, which may be that of others."""
        above = None if parent is None else self._masters[parent]
        wrapper = self._wrapper(element, parent)
        matched = [sheet.matcher.match(wrapper) for sheet, _, _ in self._sheets]
        declared = self._declared.get(element, "")
        key = (id(above), declared, *[tuple([one[1] for one in found]) for found in matched])
        cascaded = self._cascaded(element, matched)
        if key not in self.kept.styles:
            self.kept.styles[key] = self._made(above, cascaded)
        return self.kept.styles[key]

    def _wrapper(self, element: Any, parent: Any) -> Any:
        """The element as selectors see it."""
        if element not in self._wrapped:
            for child in self._wrapper(parent, self._parent(parent)).iter_children():
                self._wrapped[child.etree_element] = child
        return self._wrapped[element]

    def _parent(self, element: Any) -> Any:
        """Of an element that is known, whose wrapper was not needed so far."""
        if self._parents is None:
            root = self._html.etree_element
            self._parents = {child: above for above in root.iter() for child in above}
        return self._parents.get(element)

    def _cascaded(self, element: Any, matched: list[Any]) -> Any:
        """What the rules say for an element; for its pseudo-elements as well."""
        for (_, origin, _), found in zip(self._sheets, matched, strict=True):
            for specificity, _, pseudo, (declarations, _) in found:
                style = self._cascaded_styles.setdefault((element, pseudo), {})
                _cascade(style, declarations, origin, (inf, specificity))
        return self._cascaded_styles.get((element, None), {})

    def _made(self, parent: Any, cascaded: Any) -> Any:
        first = InitialStyle(self.font_config)
        root = first if parent is None else self.root
        return ComputedStyle(
            parent,
            cascaded,
            None,
            root,
            self._html.base_url,
            self.font_config,
            self.initial_page_sizes,
        )


_PSEUDO = within.PSEUDO_ELEMENTS - {None}


def _cascade(style: Any, declarations: Any, origin: str, weight: tuple[float, Any]) -> None:
    """Each declaration, where none of more weight stands already."""
    for name, values, importance in declarations:
        whole = (within.declaration_precedence(origin, importance), *weight)
        before = style.get(name, (None, None))[1]
        if before is None or before <= whole:
            style[name] = values, whole


FUNCTIONS = ((within.get_all_computed_styles, _styles_for),)
