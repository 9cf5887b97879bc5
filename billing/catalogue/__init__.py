"""Sentences, remedies and line names, by code and language.

One file per part of the program, each a `SENTENCES: dict[str, Sentence]`; a code stands in one
of them. A sentence says what is wrong and where; its remedy says what to do next. Blanks are
filled by `str.format`, so `{found}` is the value that was found.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Literal

Language = Literal["zh", "en"]

LANGUAGES: tuple[Language, ...] = ("zh", "en")
PARTS = (
    "asking",
    "checking",
    "command",
    "deciding",
    "guarding",
    "keeping",
    "ledger",
    "letter",
    "mail",
    "paper",
    "rating",
    "reading",
    "registering",
    "reporting",
    "returned",
    "reviewing",
    "scheduling",
    "sending",
    "settling",
    "wording",
    "workers",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One message in both languages, with the remedy where there is one."""

    zh: str
    en: str
    zh_remedy: str = ""
    en_remedy: str = ""


@cache
def sentences() -> Mapping[str, Sentence]:
    """Every sentence by its code; a code in two parts is a programmer's mistake."""
    found: dict[str, Sentence] = {}
    for part in PARTS:
        entries = import_module(f"billing.catalogue.{part}").SENTENCES
        assert not (found.keys() & entries.keys()), found.keys() & entries.keys()
        found.update(entries)
    return found


def say(code: str, language: Language, values: Mapping[str, object] | None = None) -> str:
    """The sentence of a code, its blanks filled."""
    entry = sentences()[code]
    return entry.zh.format_map(values or {}) if language == "zh" else _english(entry.en, values)


def remedy(code: str, language: Language, values: Mapping[str, object] | None = None) -> str:
    """What to do about it; empty where nothing is to be done."""
    entry = sentences()[code]
    if language == "en":
        return _english(entry.en_remedy, values)
    return entry.zh_remedy.format_map(values or {})


_NOUNS = "cells|clients|columns|days|files|orders|places|receptions|rows|seats|sheets"
_COUNTED = re.compile(rf"{{(\w+)}} ({_NOUNS})\b( are\b| were\b)?")
_ALONE = {" are": " is", " were": " was", None: ""}


def _english(text: str, values: Mapping[str, object] | None) -> str:
    """A text with its blanks filled; `1 days are` is `1 day is`."""
    filled = values or {}

    def counted(found: re.Match[str]) -> str:
        if str(filled.get(found[1])) != "1":
            return found[0]
        return f"{{{found[1]}}} {found[2].removesuffix('s')}{_ALONE[found[3]]}"

    return _COUNTED.sub(counted, text).format_map(filled)


def _between(sentence: str, language: Language) -> str:
    """What stands between a sentence and its remedy, so that the two are told apart."""
    if language == "en":
        return " "
    return "" if sentence.endswith(("。", "！", "？", "：", "\n")) else "。"


def full(code: str, language: Language, values: Mapping[str, object] | None = None) -> str:
    """Sentence and remedy, as one text."""
    parts = (say(code, language, values), remedy(code, language, values))
    return _between(parts[0], language).join(part for part in parts if part)
