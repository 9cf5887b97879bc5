"""Amounts in words: 人民币大写 by the central bank's rules, and English capitals.

>>> from decimal import Decimal
>>> in_words(Decimal("1409.50"), "CNY", "zh")
'人民币壹仟肆佰零玖元伍角整'
>>> in_words(Decimal("1409.50"), "CNY", "en")
'SAY RMB ONE THOUSAND FOUR HUNDRED NINE AND FEN FIFTY ONLY'
"""

from decimal import Decimal
from fractions import Fraction
from typing import Literal

from billing.money import places, rounded

Wording = Literal["zh", "en", "zh-en"]

BETWEEN = " / "  # the two wordings of a bilingual invoice; neither holds it

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_CHINESE_UNITS = ((10**8, "亿"), (10**4, "万"), (1000, "仟"), (100, "佰"), (10, "拾"))
# Currencies counted in 元, 角 and 分; the words of all others are English.
_CHINESE_NAMES = {"CNY": "人民币", "HKD": "港币", "MOP": "澳门币", "TWD": "新台币", "USD": "美元"}

_UNITS = (
    "ZERO ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN ELEVEN TWELVE THIRTEEN FOURTEEN"
    " FIFTEEN SIXTEEN SEVENTEEN EIGHTEEN NINETEEN"
)
_TENS = "TWENTY THIRTY FORTY FIFTY SIXTY SEVENTY EIGHTY NINETY"
_ENGLISH_UNITS = (
    (10**15, "QUADRILLION"),
    (10**12, "TRILLION"),
    (10**9, "BILLION"),
    (10**6, "MILLION"),
    (1000, "THOUSAND"),
    (100, "HUNDRED"),
)
_ENGLISH_NAMES = {"CNY": "RMB"}
_HUNDREDTHS = {
    "CNY": "FEN",
    "GBP": "PENCE",
    **dict.fromkeys(("AUD", "CAD", "EUR", "HKD", "NZD", "SGD", "USD"), "CENTS"),
}


SAID = "SAY {currency} {words} ONLY"  # how English words are put, if the settings say nothing


def in_words(amount: Decimal, currency: str, language: Wording, said: str = SAID) -> str:
    """The amount in words, both wordings joined by `BETWEEN` where the language is `zh-en`.

    `said` is the form of the English ones, with {words} and perhaps {currency}. Chinese words
    exist for currencies of 元, 角 and 分; others are said in English. Raises ValueError for an
    amount with more decimals than the currency's minor unit, and for NaN.
    """
    if not amount.is_finite() or rounded(amount, currency) != amount:
        raise ValueError(f"not a rounded amount of {currency}: {amount}")
    chinese = language != "en" and currency in _CHINESE_NAMES
    english = language != "zh" or not chinese
    return BETWEEN.join(
        ([_in_chinese(amount, currency)] if chinese else [])
        + ([_in_english(amount, currency, said)] if english else [])
    )


def _in_chinese(amount: Decimal, currency: str) -> str:
    sign = "负" if amount < 0 else ""
    return f"{_CHINESE_NAMES[currency]}{sign}{_yuan(*_whole_and_part(amount, 100))}"


def _whole_and_part(amount: Decimal, minor_units: int) -> tuple[int, int]:
    """Without the sign, the part in minor units; exact, where a context rounds to 28 figures."""
    return divmod(int(abs(Fraction(amount)) * minor_units), minor_units)


def _yuan(whole: int, hundredths: int) -> str:
    """元, 角 and 分: 整 after 元 or 角; 零 for a missing 角 between two figures."""
    jiao, fen = divmod(hundredths, 10)
    words = f"{_chinese(whole)}元" if whole or not hundredths else ""
    if jiao:
        words += f"{_DIGITS[jiao]}角"
    elif fen and whole:
        words += "零"
    return words + (f"{_DIGITS[fen]}分" if fen else "整")


def _chinese(number: int) -> str:
    """A whole number; one 零 stands for each run of zeros between figures, across 万 and 亿."""
    for size, name in _CHINESE_UNITS:
        if number >= size:
            high, low = divmod(number, size)
            gap = "零" if low and (high % 10 == 0 or low < size // 10) else ""
            return f"{_chinese(high)}{name}{gap}{_chinese(low) if low else ''}"
    return _DIGITS[number]


def _in_english(amount: Decimal, currency: str, said: str) -> str:
    minor_units = 10 ** places(currency)
    whole, part = _whole_and_part(amount, minor_units)
    figures = [_english(whole)] if whole or not part else []
    if part:
        figures.append(_minor(part, minor_units, currency))
    words = ("MINUS " if amount < 0 else "") + " AND ".join(figures)
    return said.format(currency=_ENGLISH_NAMES.get(currency, currency), words=words)


def _minor(part: int, minor_units: int, currency: str) -> str:
    """`FEN FIFTY`, or `50/100` where the minor unit has no name here."""
    if currency in _HUNDREDTHS:
        return f"{_HUNDREDTHS[currency]} {_english(part)}"
    return f"{part:0{len(str(minor_units)) - 1}}/{minor_units}"


def _english(number: int) -> str:
    for size, name in _ENGLISH_UNITS:
        if number >= size:
            high, low = divmod(number, size)
            return " ".join([_english(high), name, *([_english(low)] if low else [])])
    if number < 20:
        return _UNITS.split()[number]
    tens, unit = divmod(number, 10)
    return _TENS.split()[tens - 2] + (f"-{_english(unit)}" if unit else "")
