"""Readers of amounts in words that take nothing but the one canonical form.

Written from the rules of 人民币大写 alone, so that they can convict the writer: `read_chinese` and
`read_english` give the exact amount, with two decimals, or raise `NotCanonical`. A form that merely
can be understood (拾元整 for 壹拾元整, a missing 零, ONE THOUSAND AND FIVE) is refused.
"""

from decimal import Decimal
from itertools import pairwise
from re import Match, fullmatch

_DIGITS = "壹贰叁肆伍陆柒捌玖"
_GROUP = "".join(f"(?:(零?)([{_DIGITS}]){unit})?" for unit in ("仟", "佰", "拾", ""))
_WHOLE = f"(?:(?P<yi>[^亿]+)亿)?(?P<below>[^亿]*)元(?P<part>[零角分整{_DIGITS}]*)"
_PART = f"(?:(零?)([{_DIGITS}])角)?(?:(零?)([{_DIGITS}])分)?"

Figure = tuple[int, int, bool]
"""A digit that is not zero, its power of ten, and whether a 零 stands before it."""


class NotCanonical(ValueError):  # noqa: N818  # it reads as what it says
    """The words break a rule, or are no words for an amount."""


def read_chinese(words: str) -> Decimal:
    """The amount of `人民币...`, at most four groups of four digits before 元."""
    if words == "人民币零元整":
        return Decimal("0.00")
    found = _match("人民币(负?)(.+?)(整?)", words, words)
    sign, body, whole_ending = found.groups()
    figures = _figures(body, words)
    _require(bool(figures), words, "no digit")
    _require(
        bool(whole_ending) == (figures[-1][1] > -2), words, "整 after 元 and 角, never after 分"
    )
    _require_zeros(figures, words)
    amount = sum((digit * Decimal(10) ** power for digit, power, _ in figures), Decimal(0))
    return (-amount if sign else amount).quantize(Decimal("0.01"))


def _figures(body: str, words: str) -> list[Figure]:
    """Of the text between the sign and 整; 元 stands exactly where there are whole yuan."""
    if "元" not in body:
        return _part(body, words)
    found = _match(_WHOLE, body, words)
    high = _ten_thousands(found["yi"], words) if found["yi"] else []
    low = _ten_thousands(found["below"], words)
    whole = [(digit, power + 8, zero) for digit, power, zero in high] + low
    _require(bool(whole), words, "元 without a digit before it")
    return whole + _part(found["part"], words)


def _ten_thousands(text: str, words: str) -> list[Figure]:
    """Up to eight digits: a group before 万, which then has a digit, and one after it."""
    high, mark, low = text.rpartition("万")
    above = [(digit, power + 4, zero) for digit, power, zero in _group(high, words)]
    _require(bool(above) == bool(mark), words, "万 without a digit before it")
    return above + _group(low, words)


def _group(text: str, words: str) -> list[Figure]:
    """Up to four digits, each with its unit."""
    return _matched(_match(_GROUP, text, words), 3)


def _part(text: str, words: str) -> list[Figure]:
    """角 and 分."""
    return _matched(_match(_PART, text, words), -1)


def _matched(found: Match[str], highest: int) -> list[Figure]:
    """Pairs of groups, (零, digit), of falling powers of ten; those that are there."""
    texts = found.groups()
    pairs = zip(texts[::2], texts[1::2], strict=True)
    return [
        (_DIGITS.index(digit) + 1, highest - place, bool(zero))
        for place, (zero, digit) in enumerate(pairs)
        if digit
    ]


def _require_zeros(figures: list[Figure], words: str) -> None:
    """One 零 before a digit that zeros part from the digit before it; but none before 角."""
    _require(not figures[0][2], words, "零 before the first digit")
    for (_, above, _), (_, power, zero) in pairwise(figures):
        wanted = above - power > 1 and power != -1
        _require(zero == wanted, words, f"零 missing or too many before 10^{power}")


_NAMES = (
    "ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN ELEVEN TWELVE THIRTEEN FOURTEEN FIFTEEN"
    " SIXTEEN SEVENTEEN EIGHTEEN NINETEEN"
)
_SMALL = _NAMES.split()
_TENS = ("TWENTY", "THIRTY", "FORTY", "FIFTY", "SIXTY", "SEVENTY", "EIGHTY", "NINETY")
_BELOW_HUNDRED = (
    dict(zip(_SMALL, range(1, 20), strict=True))
    | dict(zip(_TENS, range(20, 100, 10), strict=True))
    | {
        f"{ten}-{one}": 10 * place + unit
        for place, ten in enumerate(_TENS, 2)
        for unit, one in enumerate(_SMALL[:9], 1)
    }
)
_SCALES = ("", "THOUSAND", "MILLION", "BILLION", "TRILLION")


def read_english(words: str) -> Decimal:
    """The amount of `SAY RMB ... ONLY`: whole yuan, AND, FEN with the hundredths; MINUS before.

    Zero is ZERO, and like 零元 stands for nothing but zero: below one yuan there is FEN alone.
    """
    if words == "SAY RMB ZERO ONLY":
        return Decimal("0.00")
    found = _match("SAY RMB (MINUS )?(.+) ONLY", words, words)
    whole, fen, hundredths = found[2].rpartition("FEN ")
    if not fen:
        whole, hundredths = hundredths, ""
    elif whole:
        _require(whole.endswith(" AND "), words, "AND before FEN")
        whole = whole.removesuffix(" AND ")
    cents = 100 * _number(whole, words) if whole else 0
    cents += _below_hundred(hundredths, words) if fen else 0
    return Decimal(-cents if found[1] else cents).scaleb(-2)


def _number(text: str, words: str) -> int:
    """Groups of three digits, each but the last with its scale, scales falling."""
    total, lowest, group = 0, len(_SCALES), list[str]()
    for word in [*text.split(" "), ""]:
        if word not in _SCALES:
            group.append(word)
        elif group or word:
            scale = _SCALES.index(word)
            _require(scale < lowest, words, f"{word} after a lower scale")
            total += _below_thousand(group, words) * 1000**scale
            lowest, group = scale, []
    return total


def _below_thousand(group: list[str], words: str) -> int:
    """HUNDRED after one of the nine digits; no AND after it."""
    hundreds = 0
    if group[1:2] == ["HUNDRED"]:
        _require(group[0] in _SMALL[:9], words, "HUNDRED after no digit")
        hundreds, group = 100 * _BELOW_HUNDRED[group[0]], group[2:]
    return hundreds + (_below_hundred(" ".join(group), words) if group or not hundreds else 0)


def _below_hundred(text: str, words: str) -> int:
    """1 to 99; tens and units are joined by a hyphen."""
    _require(text in _BELOW_HUNDRED, words, f"no number below a hundred: {text!r}")
    return _BELOW_HUNDRED[text]


def _match(pattern: str, text: str, words: str) -> Match[str]:
    """The whole text as the pattern has it."""
    found = fullmatch(pattern, text)
    if found is None:
        raise NotCanonical(f"{words}: {text!r} is out of order")
    return found


def _require(holds: bool, words: str, broken: str) -> None:
    if not holds:
        raise NotCanonical(f"{words}: {broken}")
