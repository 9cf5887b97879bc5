"""The shipped fonts: the only ones that are used, and which characters they can show."""

import os
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from unicodedata import category, is_normalized, normalize

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


def all_shown(*values: object) -> bool:
    """Whether all texts inside these nouns are of plain letters: quick, and never wrongly true.

    False asks for `unshown`: of what is printed, and with letters and marks put together.
    """
    texts: set[str] = set()
    for value in values:
        _gather(value, texts)
    return _plain().issuperset("".join(texts))


@cache
def _plain() -> frozenset[str]:
    """Characters that are shown, and stay what they are whatever stands beside them."""
    shown = map(chr, _characters())
    return _UNSEEN.union(letter for letter in shown if _stays(letter))


def _stays(letter: str) -> bool:
    """Whether composing changes neither it nor what stands before it, as marks and jamo do."""
    if category(letter).startswith("M") or "\u1100" <= letter <= "\u11ff":
        return False
    return is_normalized("NFC", letter)


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


def _texts(value: object) -> set[str]:
    """All texts of a noun, its tuples, its mappings and the nouns within."""
    found: set[str] = set()
    _gather(value, found)
    return found


def _gather(value: object, found: set[str]) -> None:
    if isinstance(value, str):
        found.add(value)
    elif isinstance(value, tuple):
        for part in value:
            _gather(part, found)
    elif isinstance(value, Mapping):
        for name, part in value.items():
            _gather(name, found)
            _gather(part, found)
    else:
        kind: type = type(value)
        for name in _names(kind):
            _gather(getattr(value, name), found)


@cache
def _names(kind: type) -> tuple[str, ...]:
    """The fields of a noun; none of a number or a date."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()
