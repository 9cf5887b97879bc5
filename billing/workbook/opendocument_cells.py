"""One cell of an .ods to its value, and the names of its elements and attributes."""

import re
from collections.abc import Mapping
from functools import lru_cache

from billing.workbook import units
from billing.workbook.grid import NO_VALUE, Broken, Value
from billing.workbook.moments import iso, length
from billing.workbook.texts import limited

_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_SHOWN = re.compile(r"([^\d-]*)-?([\d,]+(?:\.\d+)?)(\D*)")
_ERRORS = ("#", "Err:")


@lru_cache(maxsize=1024)
def element(tag: str) -> str:
    """An element's name without its namespace."""
    return tag.rpartition("}")[2]


@lru_cache(maxsize=1024)
def local(key: str) -> str:
    """An attribute's name; LibreOffice's own ones keep a mark, so that they do not hide others."""
    space, _, name = key.rpartition("}")
    return f"calcext:{name}" if "calcext" in space else name


def value(given: Mapping[str, str], text: str, *, written: bool) -> Value:
    """A cell's value, by its type; `written` tells an empty text from none."""
    formula = bool(given.get("formula"))
    kind = given.get("value-type", "")
    if given.get("calcext:value-type") == "error" or kind == "error":
        return Broken(text.strip() or "#?")
    if formula and text.strip().startswith(_ERRORS):
        return Broken(text.strip())
    if formula and not kind and not written:
        return Broken(NO_VALUE)
    return _typed(kind, given, text)


def _typed(kind: str, given: Mapping[str, str], text: str) -> Value:
    match kind:
        case "float" | "currency" | "percentage":
            return _number(given.get("value", ""))
        case "date":
            return iso(given.get("date-value", ""))
        case "time":
            return length(given.get("time-value", ""))
        case "boolean":
            return Broken("TRUE" if given.get("boolean-value") == "true" else "FALSE")
        case _:
            return limited(given.get("string-value", text))


def _number(text: str) -> Value:
    number = float(text) if _NUMBER.fullmatch(text) else None
    return Broken(text or "#?") if number is None or number in (1e999, -1e999) else number


def unit(given: Mapping[str, str], text: str) -> str:
    """The unit that a number is shown beside: another currency, or a multiple: 5 as 5千人."""
    if given.get("value-type") not in ("float", "currency"):
        return ""
    found = _SHOWN.fullmatch(text)
    before, digits, behind = found.groups() if found else ("", "", "")
    for told in filter(None, (units.unit(before), units.unit(behind))):
        as_is = float(digits.replace(",", "") or 0) == float(given.get("value") or 0)
        return told.text if told.foreign or as_is else ""
    code = given.get("currency", "")
    return code if units.currency(code) else ""


def repeated(given: Mapping[str, str], what: str = "columns") -> int:
    """How many times an element stands for itself."""
    return int(given.get(f"number-{what}-repeated") or 1)
