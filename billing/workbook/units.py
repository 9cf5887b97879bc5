"""Units that figures are told in: their multiples, and currencies, by words of both languages."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_FOREIGN = (
    r"(?:us\$|hk\$|nt\$|a\$|c\$|s\$|\$|€|£|₩|円|美元|美金|港币|港元|欧元|英镑|日元|日圆|韩元|韩币"
    r"|新加坡元|新币|新?台币|澳元|加元|澳门元|泰铢|卢布|林吉特|马币|越南盾|印尼盾|比索|瑞士法郎|外币"
    r"|usd|hkd|eur|euros?|gbp|jpy|krw|sgd|twd|aud|cad|mop|thb|rub|myr|vnd|idr|php|chf|dollars?)"
)
_YUAN = r"(?:元|块|人民币元?|rmb|cny|yuan|¥)"
_COUNTED = r"(?:人次|人数|人|位|名|个|件|单|笔|次|条|张|people|persons?|orders?|contacts|chats)"
_TIMES = r"(?:[十百千万亿]+|thousands?|millions?|hundreds?|'?000s?)"
_SHORT = rf"(?:{_TIMES}|k|w|m|mn|bn|[x×*]10+)"  # told only where a unit is expected
_OF = r"\s*(?:of\s*)?"
_MONEY = rf"(?:人民币)?{_SHORT}{_OF}{_YUAN}|{_YUAN}\s*/?\s*{_SHORT}元?|(?:人民币)?[角分]|cents?|fen"
_MANY_FOREIGN = rf"{_SHORT}{_OF}{_FOREIGN}|{_FOREIGN}\s*/?\s*{_SHORT}元?|{_FOREIGN}"
_PEOPLE = rf"{_SHORT}{_OF}{_COUNTED}"
_UNIT = re.compile(
    rf"(?:单位[::]?|unit:?|in\s*)?"
    rf"(?:(?P<foreign>{_MANY_FOREIGN})|(?P<money>{_MONEY})|(?P<counted>{_PEOPLE})|(?P<any>{_SHORT}))"
)
_SINGLE = re.compile(rf"(?:单位[::]?|unit:?|in\s*)?(?:{_YUAN}|{_COUNTED}|秒|小时|天|日|%|s|h)")
# A unit that stands alone needs a noun: 万元, 千人, RMB'000; 万 alone may be a name.
_ALONE = re.compile(
    rf"(?P<foreign>{_MANY_FOREIGN})|(?P<counted>{_TIMES}{_OF}{_COUNTED})"
    rf"|(?P<money>(?:人民币)?{_TIMES}{_OF}{_YUAN}|{_YUAN}\s*/?\s*{_TIMES}元?)"
)
_BREAKS = r"[^\s,,;;。、()/::]+"
_STATED = re.compile(
    rf"(?P<of>[\u4e00-\u9fff]{{0,4}})(?:单位|unit|units)(?:\s*[:是为=(]\s*|\s*)(?P<unit>{_BREAKS}(?:/'?000)?)"
    rf"|(?P<of2>金额|销售额|人数|接待量|数量|amounts?|figures?)\s*[:(]\s*(?P<unit2>{_BREAKS})"
)
_AS = re.compile(rf"[以按用]({_BREAKS}?)(?:为单位|计|列示|表示|显示|统计)")
_IN = re.compile(
    rf"(?<![a-z])in\s+((?:{_YUAN}|{_FOREIGN})?\s*{_TIMES}(?:{_OF}(?:{_YUAN}|{_FOREIGN}))?)(?![a-z])"
)
_BESIDE = re.compile(rf"(?<![a-z])((?:{_YUAN}|{_FOREIGN})\s*{_TIMES})(?![a-z])")
_CURRENCY = re.compile(r"(?:币种|币别|货币|currency)\s*[:是为=(]?\s*([^\s,,;;。、()/]+)")
_BRACKETED = re.compile(r"\(([^()]*)\)")
_TOKENS = re.compile(r"[\s,,;;。、:()]+")
_OWN = re.compile(r"人民币元?|元|rmb|cny|yuan|¥|本位币|chinese yuan|renminbi")
_CODE = re.compile(r"[a-z]{3}")
_OF_MONEY = re.compile(r"金|额|款|amount|money|sales")
_OF_COUNTS = re.compile(r"人|接待|数量|单量")
_LONGEST = 16  # signs of a unit
_PLAIN = str.maketrans(
    dict.fromkeys("‘’`′＇", "'")
    | dict.fromkeys("[{<【〔〈《「", "(")
    | dict.fromkeys("]}>】〕〉》」", ")")
)
_SUFFIX = re.compile(r"[/:_\s-]+([^/:_\s]+)$")


class Unit(NamedTuple):
    """A unit that is not a single one of ours: what it says, and of which figures."""

    text: str
    amounts: bool = True
    counts: bool = True
    foreign: bool = False  # another currency, in whatever multiple


def plain(text: str) -> str:
    """Text in narrow, small letters, with round brackets and straight quotes."""
    return unicodedata.normalize("NFKC", text).translate(_PLAIN).casefold().strip()


@lru_cache(maxsize=4096)
def unit(text: str) -> Unit | None:
    """The unit that a text is, where a unit is expected: a multiple, a part, a foreign currency."""
    return _made(_UNIT.fullmatch(plain(text)))


@lru_cache(maxsize=4096)
def is_single(text: str) -> bool:
    """Whether a text is a unit of ours, such as 人 or 元."""
    return bool(_SINGLE.fullmatch(plain(text).strip("()")))


def is_word(text: str) -> bool:
    """Whether a text is a unit alone, in brackets or without; never one that begins as a number."""
    if len(text) > _LONGEST or text[:1].isdecimal():
        return False
    return is_single(text) or unit(plain(text).strip("()")) is not None


@lru_cache(maxsize=4096)
def currency(text: str) -> Unit | None:
    """The currency that a text names, where it is not the yuan."""
    bare = plain(text)
    if _OWN.fullmatch(bare):
        return None
    foreign = re.fullmatch(_FOREIGN, bare) or _CODE.fullmatch(bare)
    return Unit(bare, counts=False, foreign=True) if foreign else None


def of_header(text: str) -> Unit | None:
    """The unit at the end of a header, in brackets or behind a stroke: 接待人数/千."""
    bare = plain(text)
    held = [found[1] for found in _BRACKETED.finditer(bare)]
    held += [found[1] for found in _SUFFIX.finditer(bare)]
    return next(filter(None, map(unit, held)), None)


def stated(text: str) -> Iterator[Unit]:
    """The units that a title or a footnote states for its table."""
    bare = plain(text)
    for found in _STATED.finditer(bare):
        of, own = found["of"] or found["of2"] or "", found["unit"] or found["unit2"]
        if told := unit(own):
            yield _narrowed(told, of)
    for pattern in (_AS, _IN, _BESIDE):
        yield from filter(None, (unit(found[1].strip()) for found in pattern.finditer(bare)))
    for found in _CURRENCY.finditer(bare):
        if told := currency(found[1]):
            yield told
    alone = [token.strip() for token in _TOKENS.split(bare)]
    yield from filter(None, (_made(_ALONE.fullmatch(token)) for token in alone))
    for found in _BRACKETED.finditer(bare):
        if re.fullmatch(_TIMES, found[1]):
            yield Unit(found[1])


def _made(found: re.Match[str] | None) -> Unit | None:
    if not found:
        return None
    kind = found.lastgroup
    text = found[kind] if kind else found[0]
    return Unit(text, kind != "counted", kind not in ("money", "foreign"), kind == "foreign")


def _narrowed(told: Unit, of: str) -> Unit:
    """A unit whose own words do not tell what it is of: 金额单位：万."""
    if not (told.amounts and told.counts):
        return told
    if _OF_MONEY.search(of):
        return told._replace(counts=False)
    return told._replace(amounts=not _OF_COUNTS.search(of))
