"""Shortcuts inside WeasyPrint: the same bytes in less time.

WeasyPrint is made for documents that are met once. Invoices are many and alike: their elements
have the same styles, their styles the same lengths, and most of their words stand on all of them.
Each shortcut takes the place of a function while a page is made, and gives it back; each leaves
what is unusual to the function itself. They know one version of WeasyPrint, and are not taken with
another, nor where the environment says `BILLING_SWIFT=0`.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import weasyprint

from billing.render.swift import (
    boxes,
    cells,
    fonts,
    freeing,
    lines,
    margins,
    marking,
    painting,
    styles,
    tags,
    text,
)

VERSIONS = ("70.0",)  # of WeasyPrint whose inside is as the shortcuts expect

_Place = tuple[object, str]


def wanted() -> bool:
    """Whether the shortcuts are taken."""
    return weasyprint.__version__ in VERSIONS and os.environ.get("BILLING_SWIFT") != "0"


@contextmanager
def taken() -> Iterator[None]:
    """Take the shortcuts while the block runs. Not to be entered by two threads at once."""
    if not wanted():
        yield
        return
    for owner, name, _, shortcut in _SHORTCUTS:
        setattr(owner, name, shortcut)
    try:
        yield
    finally:
        for owner, name, original, _ in _SHORTCUTS:
            setattr(owner, name, original)


def _places(original: object) -> Iterator[_Place]:
    """Every module of WeasyPrint that calls a function by a name of its own."""
    for module in [found for name, found in sys.modules.items() if name.startswith("weasyprint")]:
        for name, value in list(vars(module).items()):
            if value is original:
                yield module, name


def _shortcuts() -> Iterator[tuple[object, str, object, object]]:
    """Where each function stands, and what takes its place."""
    functions: list[tuple[Callable[..., Any], Callable[..., Any]]] = [
        *boxes.FUNCTIONS,
        *cells.FUNCTIONS,
        *fonts.FUNCTIONS,
        *freeing.FUNCTIONS,
        *lines.FUNCTIONS,
        *margins.FUNCTIONS,
        *marking.FUNCTIONS,
        *painting.FUNCTIONS,
        *styles.FUNCTIONS,
        *text.FUNCTIONS,
    ]
    for original, shortcut in functions:
        for owner, name in _places(original):
            yield owner, name, original, shortcut
    methods: tuple[tuple[type, str, Any], ...] = (
        *boxes.METHODS,
        *fonts.METHODS,
        *tags.METHODS,
        *text.METHODS,
    )
    for kind, name, shortcut in methods:
        yield kind, name, vars(kind)[name], shortcut


_SHORTCUTS = tuple(_shortcuts())
