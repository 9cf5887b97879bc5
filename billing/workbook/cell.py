"""One cell of a worksheet to its value, whichever reader found it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from billing.workbook.formats import NUMBERS, Shown
from billing.workbook.grid import EPOCH_1900, NO_VALUE, Broken, Value
from billing.workbook.moments import iso, moment
from billing.workbook.texts import cell_text

_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_TRUTH = {"1": "TRUE", "true": "TRUE", "0": "FALSE", "false": "FALSE"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """What the cells of a workbook refer to by number, and its day 0."""

    strings: Sequence[str | Broken] = ()
    styles: Sequence[Shown] = ()
    units: Mapping[int, str] = field(default_factory=dict)  # what styles show beside the number
    struck: frozenset[int] = frozenset()  # styles with a line through the cell
    epoch: date = EPOCH_1900
    linked: re.Pattern[str] | None = None  # what in a formula leads to another workbook
    names_linked: bool = False  # whether a name of the workbook does, too

    def shown(self, style: str) -> Shown:
        """What a cell's style shows; one that is not in the table is as General."""
        number = int(style or 0)
        return self.styles[number] if number < len(self.styles) else Shown.NUMBER

    def unit(self, style: str) -> str:
        """The unit that a cell's style shows beside its number; or none."""
        return self.units.get(int(style or 0), "")

    def is_struck(self, style: str) -> bool:
        """Whether a cell's style draws a line through it."""
        return int(style or 0) in self.struck


def value(tables: Tables, kind: str, style: str, text: str | None, *, formula: bool) -> Value:  # noqa: PLR0911 - one return a type
    """A cell's value: `kind` is its type, `text` that of its value, None where it has none.

    Raises ValueError or IndexError for what no workbook holds.
    """
    match kind:
        case "" | "n":
            return _number(tables, style, (text or "").strip(), formula=formula)
        case "s" if text and text.strip():
            return tables.strings[_index(text.strip())]
        case "str" | "inlineStr":
            missing = NO_VALUE if formula else ""
            return cell_text(text) if text is not None else Broken(missing) if missing else ""
        case "b" if text and text.strip():
            return Broken(_TRUTH.get(text.strip(), text))
        case "b" | "s":  # some programs name the type of a cell that they leave blank
            return Broken(NO_VALUE) if formula else ""
        case "e":
            return Broken(text or "#?")
        case "d":
            return iso(text) if text else Broken(NO_VALUE) if formula else ""
        case _:
            raise ValueError(kind)


def _index(text: str) -> int:
    if not text.isascii() or not text.isdecimal():
        raise ValueError(text)
    return int(text)


def _number(tables: Tables, style: str, text: str, *, formula: bool) -> Value:
    if not text:
        return Broken(NO_VALUE) if formula else ""
    if not _NUMBER.fullmatch(text):
        return Broken(text)
    number = float(text)
    if number in (float("inf"), float("-inf")):
        return Broken(text)
    shown = tables.shown(style)
    if shown in NUMBERS:
        return number
    return moment(number, shown, tables.epoch)
