"""Styles of one page serve all pages of a press: what a rule says depends on no client."""

import re
from math import inf
from typing import Any

import tinycss2
from weasyprint import css as within
from weasyprint.css import ComputedStyle, InitialStyle, StyleFor
from weasyprint.css.validation import preprocess_declarations

# What depends on the page or the element: lengths of the window, attributes, layers.
_OWN = re.compile(r"\d[sld]?v(?:w|h|i|b|min|max)\b|attr\(|@layer|@import")
_MOST = 4000  # styles; templates have some hundreds, unless they make them up


def may_be_kept(css: str) -> bool:
    """Whether all that a style sheet says is the same on every page."""
    return _OWN.search(css) is None


def _styles_for(html: Any, *rest: Any, **more: Any) -> Any:
    if getattr(html, "kept", None) is None or "body" not in {one.tag for one in html.etree_element}:
        return _original(html, *rest, **more)
    return _original_with(html, *rest, **more)


_original = within.get_all_computed_styles


def _original_with(html: Any, *rest: Any, **more: Any) -> Any:
    """WeasyPrint's own function, which makes the styles by ours."""
    within.StyleFor = KeptStyles
    try:
        return _original(html, *rest, **more)
    finally:
        within.StyleFor = StyleFor


class KeptStyles(StyleFor):  # type: ignore[misc]
    """As StyleFor, with the styles of the pages before: `html.kept`, by what makes a style.

    Root and body have copies, which WeasyPrint changes.
    """

    def __init__(
        self, html: Any, sheets: Any, hints: bool, font_config: Any, target_collector: Any
    ) -> None:
        """As StyleFor's."""
        self._cascaded_styles: dict[Any, Any] = {}
        self._computed_styles: dict[Any, Any] = {}
        self.initial_page_sizes = {"box": None, "area": None}
        self._sheets = sheets
        self.font_config = font_config
        self._html, self._targets = html, target_collector
        self._declared = self._attributes(hints)
        self._masters: dict[Any, Any] = {}
        self._seen: set[Any] = set()
        if len(html.kept) > _MOST:
            html.kept.clear()
        for element in html.wrapper_element.iter_subtree():
            self._style(element)
        for element, pseudo in self._cascaded_styles:
            if pseudo:
                self.set_computed_styles(
                    element,
                    pseudo_type=pseudo,
                    root=html.etree_element,
                    parent=element,
                    base_url=html.base_url,
                    target_collector=target_collector,
                )
        self._cascaded_styles.clear()

    def _attributes(self, hints: bool) -> dict[Any, str]:
        """What attributes say, cascaded; and as text."""
        html, declared = self._html, dict[Any, str]()
        for specificity, element, declarations, base_url in within.find_style_attributes(
            html.etree_element, hints, html.base_url
        ):
            style = self._cascaded_styles.setdefault((element, None), {})
            declared[element] = declared.get(element, "") + tinycss2.serialize(declarations) + ";"
            found = preprocess_declarations(base_url, declarations)
            _cascade(style, found, "author", (inf, specificity))
        return declared

    def _style(self, element: Any) -> None:
        etree_element, html = element.etree_element, self._html
        parent = self._masters[element.parent.etree_element] if element.parent else None
        matched = [sheet.matcher.match(element) for sheet, _, _ in self._sheets]
        declared = self._declared.get(etree_element, "")
        key = (id(parent), declared, *[tuple([one[1] for one in found]) for found in matched])
        style = html.kept.get(key)
        if style is None or any(one[2] for found in matched for one in found):
            cascaded = self._cascaded(etree_element, matched)
            if style is None:
                style = html.kept[key] = self._made(parent, cascaded)
        self._masters[etree_element] = style
        if key not in self._seen:
            self._seen.add(key)
            if self._targets and style["anchor"]:
                self._targets.collect_anchor(style["anchor"])
        if parent is None or etree_element.tag == "body":
            style = style.copy()
        self._computed_styles[etree_element, None] = style

    def _cascaded(self, element: Any, matched: list[Any]) -> Any:
        """What the rules say for an element; for its pseudo-elements as well."""
        for (_, origin, sheet_specificity), found in zip(self._sheets, matched, strict=True):
            for specificity, _, pseudo, (declarations, _) in found:
                style = self._cascaded_styles.setdefault((element, pseudo), {})
                weight = (inf, sheet_specificity or specificity)
                _cascade(style, declarations, origin, weight)
        return self._cascaded_styles.get((element, None), {})

    def _made(self, parent: Any, cascaded: Any) -> Any:
        first = InitialStyle(self.font_config)
        root = first if parent is None else self._masters[self._html.etree_element]
        return ComputedStyle(
            parent,
            cascaded,
            None,
            root,
            self._html.base_url,
            self.font_config,
            self.initial_page_sizes,
        )


def _cascade(style: Any, declarations: Any, origin: str, weight: tuple[float, Any]) -> None:
    """Each declaration, where none of more weight stands already."""
    for name, values, importance in declarations:
        whole = (within.declaration_precedence(origin, importance), *weight)
        before = style.get(name, (None, None))[1]
        if before is None or before <= whole:
            style[name] = values, whole


FUNCTIONS = ((within.get_all_computed_styles, _styles_for),)
