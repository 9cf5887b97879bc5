"""Copies of emptied cells beside the cells: pivot tables' caches, charts, filters, results."""

import re
from html import unescape

from billing.returned.package import Package

_COPIES = re.compile(
    r"xl/(pivotcache|pivottables|charts|tables|worksheets|querytables)/[^/]+\.xml", re.IGNORECASE
)
_OPAQUE = ("xl/model/", "xl/embeddings/")  # data models, and books within the book
_VALUE = rb"""("[^"]*"|'[^']*')"""
# Texts of a pivot table's cache, captions of its items, and what filters look for.
_WORDS = re.compile(
    rb"(<(?:\w+:)?(?:s\b[^<>]*?\sv|item\b[^<>]*?\sn|(?:custom)?[fF]ilter\b[^<>]*?\sval)=)" + _VALUE
)
_FIGURES = re.compile(rb"(<(?:\w+:)?n\b[^<>]*?\sv=)" + _VALUE)
_BOUNDS = re.compile(rb"(\s(?:min|max)Value=)" + _VALUE)
_DRAWN = re.compile(rb"(<(?:\w+:)?(?:v|pt)(?:\s[^<>]*)?>)([^<]+)(?=</)")  # of a chart
# A formula whose result is text: it may repeat a buyer's name in a column that stays.
_COMPUTED = re.compile(
    rb"""(<(?:\w+:)?c\s[^>]*t="str"[^>]*>(?:<(?:\w+:)?f\b[^>]*(?:/>|>[^<]*</(?:\w+:)?f>))"""
    rb"""<(?:\w+:)?v>)([^<]+)(?=<)"""
)
_SHORTEST = 2  # a single letter or digit is nobody's name


class Withheld(ValueError):  # noqa: N818 - it is no error of the program's
    """The workbook holds copies of its cells that cannot be looked into."""


def forget(package: Package, gone: set[str]) -> None:
    """Take emptied texts and numbers out of all copies. Raises Withheld."""
    if any(name.lower().startswith(_OPAQUE) for name in package.parts):
        raise Withheld
    texts = frozenset(text for text in gone if len(text) >= _SHORTEST)
    for name in [one for one in package.parts if _COPIES.fullmatch(one)]:
        package.parts[name] = _without(name.lower(), package.xml(name), texts)


def _without(name: str, xml: bytes, texts: frozenset[str]) -> bytes:
    cells = max(xml.rfind(b"sheetData>"), 0) if "/worksheets/" in name else 0

    def emptied(found: re.Match[bytes]) -> bytes:
        return found[0] if _plain(found[2]) not in texts else found[1] + b'""'

    def zeroed(found: re.Match[bytes]) -> bytes:
        return found[0] if _plain(found[2]) not in texts else found[1] + b'"0"'

    def bare(found: re.Match[bytes]) -> bytes:
        text = _plain(found[2])
        return found[0] if text not in texts else found[1] + (b"0" if _numeric(text) else b"")

    inside = _COMPUTED.sub(bare, xml[:cells])
    outside = _WORDS.sub(emptied, xml[cells:])
    if "/pivotcache/" in name:
        outside = _BOUNDS.sub(rb'\g<1>"0"', _FIGURES.sub(zeroed, outside))
    return inside + (_DRAWN.sub(bare, outside) if "/charts/" in name else outside)


def _plain(raw: bytes) -> str:
    """A value of the XML as text."""
    text = raw.decode()
    return unescape(text[1:-1] if text[:1] in ("'", '"') else text).strip()


def _numeric(text: str) -> bool:
    return text.replace(".", "", 1).removeprefix("-").isdigit()
