"""Problems and words as reports say them, in the language of the reader."""

from collections.abc import Sequence

from billing import catalogue
from billing.catalogue import Language
from billing.errors import Problem
from billing.invoice import InvoiceLanguage


def message(problem: Problem, language: Language) -> str:
    """Sentence and remedy of a problem, its blanks filled."""
    return catalogue.full(problem.code, language, _values(problem, language))


def sentence(problem: Problem, language: Language) -> str:
    """What is wrong."""
    return catalogue.say(problem.code, language, _values(problem, language))


def remedy(problem: Problem, language: Language) -> str:
    """What to do about it; may be empty."""
    return catalogue.remedy(problem.code, language, _values(problem, language))


def place(problem: Problem) -> str:
    """Where it stands, `receptions.xlsx!Oct!D5`; empty where it is tied to no file."""
    return str(problem.source) if problem.source else ""


def cells(problem: Problem) -> str:
    """Its cell or range, `D5` or `D5:D9`; empty where it concerns a whole sheet or none."""
    if problem.source is None:
        return ""
    first, last = problem.source.first, problem.source.last
    return first if first == last else f"{first}:{last}"


def placed(problem: Problem, language: Language, *, whole: bool = True) -> str:
    """The message, or its sentence alone, with the place before it where there is one."""
    text = message(problem, language) if whole else sentence(problem, language)
    if not problem.source:
        return text
    return word("report.at", language, place=place(problem), message=text)


def word(code: str, language: Language, /, **values: object) -> str:
    """A word of the catalogue."""
    return catalogue.say(code, language, values)


def known(prefix: str, name: str, language: Language) -> str:
    """The word for `prefix.name`; the name itself where the catalogue has none."""
    code = f"{prefix}.{name}"
    return catalogue.say(code, language) if code in catalogue.sentences() else name


def reading(language: InvoiceLanguage) -> Language:
    """The one language in which a person reads about an invoice of this language."""
    return "en" if language == "en" else "zh"


def joined(texts: Sequence[str]) -> str:
    """One below the other, each once."""
    return "\n".join(dict.fromkeys(texts))


def one_line(text: str) -> str:
    """Text of a file or client as one line without control characters, safe on a terminal."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


# Values that are codes, and where their words stand.
_CODES = {
    "kind": "usage",
    "unit": "unit",
    "figure": "column",
    "column": "field",
    "happening": "happening",
    "basis": "basis",
    "basis_before": "basis",
}


def _values(problem: Problem, language: Language) -> dict[str, str]:
    """What fills the blanks; codes as words of the language."""
    return {
        "cells": place(problem),
        **{
            name: known(_CODES[name], value, language) if name in _CODES else value
            for name, value in problem.values.items()
        },
        "found": problem.found,
        "expected": problem.expected or _none_like(problem, language),
    }


def _none_like(problem: Problem, language: Language) -> str:
    """What stands in place of names like one that is not known, where there are none."""
    return word("like.none", language) if problem.code in _LIKE else ""


_LIKE = {"client_unknown", "name_unknown"}
