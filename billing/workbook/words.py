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
_DERIVED = re.compile(
    r"日均|人均|平均|均值|占比|比例|比率|百分|率$|同比|环比|增长|目标|计划|预估|预计|预测|预算|同期|去年"
    r"|上年|上月|上期|累计|%|average|avg|mean|target|planned|plan$|forecast"
    r"|budget|ratio|rate$|share|yoy|mom$|lastyear|lastmonth|previous|cumulative|ytd|mtd"
)
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
    """Nothing of brackets around a unit, of any size; `units` tells the sizes apart."""
    held = bracket[1]
    return "" if _NEUTRAL.fullmatch(held) or _SCALED.fullmatch(held) else bracket[0]


def derived(text: str) -> bool:
    """Whether a header is of an average, a share, a target or another time: not of the figure.

    >>> derived("日均接待人数"), derived("接待人数")
    (True, False)
    """
    return bool(_DERIVED.search(name(text)))
