"""One way to compare names and headers, whatever their width, case, spaces and brackets."""

import re
import unicodedata
from functools import lru_cache

# Spaces, and signs that nobody sees.
_SPACES = re.compile(r"[\s_\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+")
_IN_BRACKETS = re.compile(r"\(([^()]*)\)")
# What brackets in a header may hold and leave it the same header; any other words make it another.
_NEUTRAL = re.compile(
    r"(单位[::]?|unit:?|in)?(元|人民币|rmb|cny|yuan|¥|人|人次|人数|位|名|个|件|单|笔|次|条|张"
    r"|秒|s|secs?|seconds?|小时|时|h|hours?|天|日|days?|%|people|persons?|count|orders?|pcs)?"
    r"|必填|选填|required|optional|yyyy[-/]mm([-/]dd)?|hh:mm(:ss)?|\*"
)
_SCALED = re.compile(
    r"(单位[::]?|unit:?|in)?([十百千万亿]+|k|w|m|mn|bn|'?000s?|thousands?|millions?|hundreds?)"
    r"(of)?(元|人民币|rmb|cny|yuan|¥|人|人次|位|名|个|件|单|笔|次|条|people|persons?|orders?)?"
    r"|(元|人民币|rmb|cny|yuan|¥)/?([十百千万亿]+|k|w|'?000s?|thousands?|millions?)"
    r"|(单位[::]?)?[角分]|cents?|fen"
)
_STATED = re.compile(r"(?:单位|unit):?([^,,;;。()\s]+)")
_BRACKETS = str.maketrans(dict.fromkeys("[{<【〔〈《「", "(") | dict.fromkeys("]}>】〕〉》」", ")"))
_WRAPPED = re.compile(r'="(.*)"')
_MARKS = ":*!?'\"."


def unwrapped(text: str) -> str:
    """Text without the wrappers that exports put around it: `="..."`, a leading `'`, tabs."""
    bare = text.strip().removeprefix("'").strip()
    wrapped = _WRAPPED.fullmatch(bare)
    return wrapped[1].strip() if wrapped else bare


@lru_cache(maxsize=65536)
def name(text: str) -> str:
    """A name for comparison: narrow, lower case, without spaces, all brackets round.

    >>> name("示例 【官方】旗舰店") == name("示例（官方）旗舰店")
    True
    """
    narrow = unicodedata.normalize("NFKC", unwrapped(text)).translate(_BRACKETS)
    return _SPACES.sub("", narrow).casefold()


@lru_cache(maxsize=65536)
def header(text: str) -> str:
    """A header for comparison: as a name, without marks and without units in brackets.

    Other words in brackets, such as 去年同期, stay: they make it another header.

    >>> header("接待人数（人）"), header(" Peak  Headcount *")
    ('接待人数', 'peakheadcount')
    """
    bare = name(text)
    without = _IN_BRACKETS.sub(_kept, bare)
    return (without or bare).strip(_MARKS)


def _kept(bracket: re.Match[str]) -> str:
    """Nothing of brackets around a unit, of any size; `scaled` tells the sizes apart."""
    held = bracket[1]
    return "" if _NEUTRAL.fullmatch(held) or _SCALED.fullmatch(held) else bracket[0]


@lru_cache(maxsize=65536)
def scaled(text: str) -> str:
    """The unit in a header's brackets that is a multiple or a part of one: 万元, 千, 分; or none.

    >>> scaled("客服销售额（万元）"), scaled("接待人数（人）")
    ('万元', '')
    """
    held = (found[1] for found in _IN_BRACKETS.finditer(name(text)))
    return next((unit for unit in held if _SCALED.fullmatch(unit)), "")


def stated_scale(title: str) -> str:
    """The multiple of a unit that a title states for its whole table: `单位：万元`; or none."""
    narrow = unicodedata.normalize("NFKC", title).translate(_BRACKETS).casefold()
    units = (found[1] for found in _STATED.finditer(narrow.replace(": ", ":")))
    return next((unit for unit in units if _SCALED.fullmatch(unit)), "")
