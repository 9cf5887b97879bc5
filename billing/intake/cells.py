"""One cell to one value: numbers, words and times of day, or the code of what is wrong."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from billing.workbook.grid import NO_VALUE, Broken, Value
from billing.workbook.words import unwrapped

NOT_APPLICABLE = frozenset(
    {"-", "--", "/", "无", "n/a", "#null!", "暂无数据", "无退款申请", "—", "——"}
)
NOT_FINAL = "延迟统计"
_ERRORS = frozenset({"#REF!", "#DIV/0!", "#VALUE!", "#N/A", "#NAME?", "#NUM!"})
_TRUTHS = frozenset({"TRUE", "FALSE"})
_NUMBER = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?|[+-]?\.\d+")
_SCALES = {"万": 10000, "千": 1000}
_UNITS = re.compile(r"^¥|(元|人|单|次|个|件)$")
_BREAK = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_GROUPS = re.compile(r"(?<![\d,. ])(\d{1,2}(?: \d{3})+)(?![\d,]| \d)")
_TWO = re.compile(r"[\d.,]\s+[\d.,]")  # two figures, or one that a space has split
_DASHES = str.maketrans("−–", "--")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(:\d{2}(\.\d+)?)?")
_LENGTH = re.compile(r"PT(\d+)H(\d+)M[\d.]+S")
# How a sign is another form of a plain one: full or half width, or a space that keeps a line.
_WIDTHS = ("<wide>", "<narrow>", "<noBreak>")
_MOST_DIGITS = 24  # fewer than a Decimal computes exactly
_DAY_MINUTES = 1440


class Number(NamedTuple):
    """A number, or None where the cell is blank (no code) or wrong. A value with a code is mended.

    `absent` tells the words for "does not apply" (`-`, 无 ...) from an empty cell.
    """

    value: Decimal | None
    code: str = ""
    absent: bool = False


class Clock(NamedTuple):
    """Minutes from midnight of the row's day, or the code of what is wrong; None alone is blank."""

    minutes: int | None
    code: str = ""
    dated: bool = False  # the cell names its day, so that an end needs no guess


def shown(value: Value) -> str:
    """A cell for a message; a formula without a value shows as `=`."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.found if isinstance(value, Broken) else str(value).strip()


def fault(value: Broken) -> str:
    """The code of a cell without a value."""
    if value.found in _TRUTHS:
        return "truth_value"
    return "formula_without_value" if value.found == NO_VALUE else "error_cell"


def word(value: Value) -> str:
    """A text cell without wrappers; a whole number as its digits; a broken one as empty."""
    if isinstance(value, Broken):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return unwrapped(str(value))


def narrow(text: str) -> str:
    """Text with its full-width signs in plain ones, and without signs that nobody sees.

    Other forms stay as they are: 10² and ① are neither 102 nor 1.
    """
    if text.isascii():
        return text
    return "".join(map(_narrowed, text))


@cache
def _narrowed(sign: str) -> str:
    if unicodedata.category(sign) == "Cf":
        return ""
    wide = unicodedata.decomposition(sign).startswith(_WIDTHS)
    return unicodedata.normalize("NFKC", sign) if wide else " " if sign.isspace() else sign


def number(value: Value) -> Number:
    """An exact number. A float is what Excel shows of it, 15 digits: 0.30000000000000004 is 0.3."""
    match value:
        case int():
            return Number(Decimal(value))
        case float():
            return Number(_plain(Decimal(f"{value:.15g}")))
        case str():
            return _number_in(value)
        case Broken("#NULL!"):
            return Number(None, absent=True)
        case Broken():
            return Number(None, fault(value))
        case _:
            return Number(None, "not_a_number")


def _number_in(text: str) -> Number:
    """A number in text. A space inside it may only part thousands: 1 234, and not 100 200."""
    bare = unwrapped(text)
    plain = unwrapped(narrow(bare)).translate(_DASHES)
    joined = _GROUPS.sub(lambda found: found[1].replace(" ", ""), plain)
    if _BREAK.search(bare) or _TWO.search(joined):  # never 1213 of 12 above 13
        return Number(None, "not_a_number")
    plain = "".join(joined.split())
    if not plain:
        return Number(None)
    if plain.lower() in NOT_APPLICABLE:
        return Number(None, absent=True)
    if plain == NOT_FINAL:
        return Number(None, "not_final")
    if plain.upper() in _ERRORS:
        return Number(None, "error_cell")
    return _scaled(_UNITS.sub("", _UNITS.sub("", plain)))


def _scaled(plain: str) -> Number:
    """A number with its thousands commas, brackets for a negative, and 万 or 千."""
    if plain.startswith("(") and plain.endswith(")"):
        plain = "-" + plain[1:-1]
    scale = _SCALES.get(plain[-1:], 1)
    digits = plain[:-1] if scale > 1 else plain
    if not _NUMBER.fullmatch(digits) or not digits.isascii() or len(digits) > _MOST_DIGITS:
        return Number(None, "not_a_number")
    value = _plain(Decimal(digits.replace(",", "")) * scale)
    return Number(value, "number_rounded" if scale > 1 else "number_as_text")


def _plain(value: Decimal) -> Decimal:
    """One form for one number, so that 12, 12.0 and 12.00 are told alike."""
    return value.normalize() + Decimal(0)


def clock(value: Value, day: date) -> Clock:  # noqa: PLR0911 - one return a type of cell
    """A time of day, or a day with its time, as minutes from the midnight that begins `day`."""
    match value:
        case Broken():
            return Clock(None, fault(value))
        case datetime():
            days = value.date().toordinal() - day.toordinal()
            return Clock(days * _DAY_MINUTES + value.hour * 60 + value.minute, dated=True)
        case time():
            return Clock(value.hour * 60 + value.minute)
        case timedelta():
            return Clock(round(value.total_seconds() / 60))
        case float() if 0 <= value < 2:
            return Clock(round(value * _DAY_MINUTES))
        case str():
            return _clock_in(value, day)
        case _:
            return Clock(None, "not_a_time")


def _clock_in(text: str, day: date) -> Clock:
    plain = unwrapped(narrow(text))
    if not plain or plain.lower() in NOT_APPLICABLE:
        return Clock(None)
    found = _CLOCK.fullmatch(plain) or _LENGTH.fullmatch(plain)
    if found and int(found[2]) < 60:
        return Clock(int(found[1]) * 60 + int(found[2]))
    try:
        return clock(datetime.fromisoformat(plain.replace("/", "-")), day)
    except ValueError:
        return Clock(None, "not_a_time")
