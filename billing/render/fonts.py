"""The shipped fonts: the only ones that are used, and which characters they can show."""

import os
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from unicodedata import category, normalize

from billing import assets

# Shown as nothing, whatever the font has: line ends, tabs, joiners and other format characters.
_UNSEEN = frozenset("\t\n\r")


def use_shipped_only() -> None:
    """Point fontconfig at the shipped set. To be called before Pango reads its configuration."""
    folder = assets.folder("templates") / "fonts"
    os.environ["FONTCONFIG_FILE"] = str(folder / "fonts.conf")
    os.environ["FONTCONFIG_PATH"] = str(folder)


def unshown(value: object) -> tuple[str, ...]:
    """The characters of all texts inside a noun that no shipped font has, in code point order."""
    used = {letter for text in _texts(value) for letter in normalize("NFC", text)}
    return tuple(sorted(letter for letter in used if _is_missing(letter)))


def _is_missing(letter: str) -> bool:
    if letter in _UNSEEN or category(letter) == "Cf":
        return False
    return ord(letter) not in _characters()


@cache
def _characters() -> frozenset[int]:
    """Every character that can be shown in regular and in bold, by the fonts' own tables.

    Bold falls back to regular, so that a name in bold needs no more than a name in regular.
    """
    from fontTools.ttLib import TTFont  # noqa: PLC0415  # heavy, and only needed to render

    folder = assets.folder("templates") / "fonts"
    found: set[int] = set()
    for file in sorted(folder.glob("*-Regular.ttf")):
        with TTFont(file, lazy=True) as font:
            found |= font.getBestCmap().keys()
    return frozenset(found)


def _texts(value: object) -> Iterator[str]:
    """All texts of a noun, its tuples and the nouns within."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))
