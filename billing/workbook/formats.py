"""What a cell's number format shows: a number, a percentage, a date, a time or a length of time."""

import re
from collections.abc import Mapping
from enum import StrEnum
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from billing.workbook import units


class Shown(StrEnum):
    """What a number is shown as."""

    NUMBER = "number"
    PERCENT = "percent"
    DATE = "date"
    MOMENT = "moment"  # a date and a time
    TIME = "time"  # of day alone
    LENGTH = "length"  # hours that go on beyond 24
    UNIT = "unit"  # a number beside a multiple of a unit, or another currency


NUMBERS = frozenset({Shown.NUMBER, Shown.PERCENT, Shown.UNIT})


# The formats that a workbook names by number alone. 27 to 36 and 50 to 58 are dates and times in
# the Chinese, Japanese and Korean editions, and nothing in the others.
_DATES = (14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58)
_TIMES = (18, 19, 20, 21, 45, 47, 32, 33, 34, 35, 55, 56)
BUILT_IN: Mapping[int, Shown] = {
    **dict.fromkeys(_DATES, Shown.DATE),
    **dict.fromkeys(_TIMES, Shown.TIME),
    22: Shown.MOMENT,
    46: Shown.LENGTH,
    9: Shown.PERCENT,
    10: Shown.PERCENT,
}
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_QUOTED = re.compile(r'"[^"]*"|\\.')
_SECTION = re.compile(r'(?:"[^"]*"|\\.|[^;])*')
_WORDS = re.compile(r"general|standard|g/通用格式|e[+-]|am/pm|a/p|上午/下午", re.IGNORECASE)
_SYMBOL = re.compile(r"\[\$([^\]-]*)(-[^\]]*)?\]")
_FALSE = ("0", "false")
_YEN = ("-411", "-ja-jp")
_SCALING = re.compile(r"[0#?],+(?![0#?,])")
_DIGITS = str.maketrans(dict.fromkeys("0123456789#?.,_*()/+- @¥￥", " "))
_DAYS = re.compile(r"[yde]|a{3}|g{3}", re.IGNORECASE)
_CLOCK = re.compile(r"[hs]", re.IGNORECASE)


def shown(code: str) -> Shown:
    """What a format shows of a number above zero: its first section, without literals.

    >>> [str(shown(c)) for c in ('yyyy"年"m"月";@', "[$-804]h:mm", "[h]:mm", '0.0"day"', "0%")]
    ['date', 'time', 'length', 'number', 'percent']
    """
    first = _section(code)
    if _ELAPSED.search(_QUOTED.sub("", first)):
        return Shown.LENGTH
    bare = _WORDS.sub("", _LITERAL.sub("", first))
    if "%" in bare:
        return Shown.PERCENT
    if _CLOCK.search(bare):
        return Shown.MOMENT if _DAYS.search(bare) else Shown.TIME
    if _DAYS.search(bare):
        return Shown.DATE
    if "m" in bare.lower():  # months alone
        return Shown.DATE
    return Shown.UNIT if unit(code) else Shown.NUMBER


def unit(code: str) -> str:
    """What a format puts beside the number that makes it another: a multiple, another currency.

    A comma behind the digits divides what is shown: then the number itself is in single units.

    >>> unit('0"千人"'), unit("[$$-409]#,##0"), unit('0,"k"'), unit("[$¥-804]0.00")
    ('千人', '$', '', '')
    """
    first = _section(code)
    held = [text.strip('"\\ ') for text in _QUOTED.findall(first)]
    bare = _QUOTED.sub(" ", first)
    held += [text for text, place in _SYMBOL.findall(bare)]
    yen = any(
        text in "¥￥" and place.lower() in _YEN for text, place in _SYMBOL.findall(bare) if text
    )
    held += _LITERAL.sub(" ", bare).replace("General", "").translate(_DIGITS).split()
    scaled = bool(_SCALING.search(_LITERAL.sub("", bare)))
    told = (own for text in held if text and (own := units.unit(text)))
    found = next((own.text for own in told if own.foreign or not scaled), "")
    return "日元" if yen else found


def _section(code: str) -> str:
    found = _SECTION.match(code)
    return found[0] if found else ""


def styles(content: bytes) -> tuple[tuple[Shown, ...], Mapping[int, str]]:
    """What each cell style shows, in the order in which cells name them, and the units of some."""
    root = fromstring(content, forbid_dtd=True)
    codes = {
        int(part.get("numFmtId") or 0): part.get("formatCode") or ""
        for part in _under(root, "numFmts")
    }
    known = {**BUILT_IN, **{number: shown(code) for number, code in codes.items()}}
    cells = [int(style.get("numFmtId") or 0) for style in _under(root, "cellXfs")]
    looks = tuple(known.get(number, Shown.NUMBER) for number in cells)
    told = {n: unit(codes[cells[n]]) for n, look in enumerate(looks) if look is Shown.UNIT}
    return looks, told


def struck(content: bytes) -> frozenset[int]:
    """The cell styles whose font has a line through it, by their number."""
    root = fromstring(content, forbid_dtd=True)
    fonts = [
        any(_local(part) == "strike" and part.get("val") not in _FALSE for part in font)
        for font in _under(root, "fonts")
    ]
    through = {str(number) for number, line in enumerate(fonts) if line}
    cells = enumerate(_under(root, "cellXfs"))
    return frozenset(number for number, style in cells if style.get("fontId") in through)


def _local(part: Element) -> str:
    return part.tag.rpartition("}")[2]


def _under(root: Element, name: str) -> list[Element]:
    return next(([*part] for part in root if _local(part) == name), [])
