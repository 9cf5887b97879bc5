"""Amounts in words, against the rules' examples and against a reader of their own."""

from decimal import Decimal
from re import fullmatch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from billing.settings import PaperSettings
from billing.words import BETWEEN, Wording, in_words

_CHINESE = """
1409.50         人民币壹仟肆佰零玖元伍角整
6007.14         人民币陆仟零柒元壹角肆分
107000.53       人民币壹拾万零柒仟元伍角叁分
100000000       人民币壹亿元整
1680.32         人民币壹仟陆佰捌拾元叁角贰分
1680.02         人民币壹仟陆佰捌拾元零贰分
1680.30         人民币壹仟陆佰捌拾元叁角整
325.04          人民币叁佰贰拾伍元零肆分
10              人民币壹拾元整
15.00           人民币壹拾伍元整
110             人民币壹佰壹拾元整
0.05            人民币伍分
0.50            人民币伍角整
0.55            人民币伍角伍分
0.00            人民币零元整
-270.00         人民币负贰佰柒拾元整
-0.01           人民币负壹分
10001           人民币壹万零壹元整
10100.10        人民币壹万零壹佰元壹角整
100010000       人民币壹亿零壹万元整
100000001       人民币壹亿零壹元整
1000000000.01   人民币壹拾亿元零壹分
1000000000000   人民币壹万亿元整
1000100010001   人民币壹万零壹亿零壹万零壹元整
12345678.90     人民币壹仟贰佰叁拾肆万伍仟陆佰柒拾捌元玖角整
"""

_ENGLISH = """
CNY  1409.50        SAY RMB ONE THOUSAND FOUR HUNDRED NINE AND FEN FIFTY ONLY
CNY  0              SAY RMB ZERO ONLY
CNY  0.05           SAY RMB FEN FIVE ONLY
CNY  -21.00         SAY RMB MINUS TWENTY-ONE ONLY
CNY  113            SAY RMB ONE HUNDRED THIRTEEN ONLY
CNY  1000000000000  SAY RMB ONE TRILLION ONLY
CNY  40080.14       SAY RMB FORTY THOUSAND EIGHTY AND FEN FOURTEEN ONLY
USD  1.01           SAY USD ONE AND CENTS ONE ONLY
JPY  1200           SAY JPY ONE THOUSAND TWO HUNDRED ONLY
CHF  7.05           SAY CHF SEVEN AND 05/100 ONLY
KWD  7.005          SAY KWD SEVEN AND 005/1000 ONLY
"""


@pytest.mark.parametrize("case", _CHINESE.split("\n")[1:-1])
def test_chinese_words(case: str) -> None:
    """Every example of the rules, and the edges of each rule."""
    amount, words = case.split()
    assert in_words(Decimal(amount), "CNY", "zh") == words


@pytest.mark.parametrize("case", _ENGLISH.split("\n")[1:-1])
def test_english_words(case: str) -> None:
    """Whole amounts, minor units with and without a name, signs."""
    currency, amount, words = case.split(maxsplit=2)
    assert in_words(Decimal(amount), currency, "en") == words.strip()


@pytest.mark.parametrize(
    "currency, language, words",
    [
        ("CNY", "zh-en", "人民币伍角整 / SAY RMB FEN FIFTY ONLY"),
        ("HKD", "zh", "港币伍角整"),
        ("EUR", "zh", "SAY EUR CENTS FIFTY ONLY"),
        ("EUR", "zh-en", "SAY EUR CENTS FIFTY ONLY"),
    ],
)
def test_languages(currency: str, language: Wording, words: str) -> None:
    """Both wordings side by side; English where a currency has no Chinese one."""
    assert in_words(Decimal("0.50"), currency, language) == words


@pytest.mark.parametrize(
    "amount, currency",
    [("0.005", "CNY"), ("1.234", "USD"), ("1.5", "JPY"), ("NaN", "CNY"), ("Infinity", "CNY")],
)
def test_an_unrounded_amount_is_refused(amount: str, currency: str) -> None:
    """Words never round."""
    with pytest.raises(ValueError):
        in_words(Decimal(amount), currency, "zh")


def test_trailing_zeros_are_no_decimals() -> None:
    """1.500 is 1.50."""
    assert in_words(Decimal("1.500"), "CNY", "zh") == "人民币壹元伍角整"


_amounts = st.integers(-(10**19), 10**19).map(lambda cents: Decimal(cents).scaleb(-2))
_roundish = st.tuples(st.integers(-9999, 9999), st.integers(0, 15)).map(
    lambda pair: (Decimal(pair[0]) * 10 ** pair[1]).scaleb(-2)
)


@given(_amounts | _roundish)
def test_chinese_words_say_the_amount(amount: Decimal) -> None:
    """A reader that knows only digits and units finds the amount again, in canonical form."""
    words = in_words(amount, "CNY", "zh")
    assert _read_chinese(words) == amount
    assert not any(bad in words for bad in ("零零", "零万", "零亿", "零整", "零角", "零分"))
    assert words.endswith("分") != words.endswith("整")


@given(_amounts | _roundish)
def test_english_words_say_the_amount(amount: Decimal) -> None:
    """A reader that knows only the names of numbers finds the amount again."""
    assert _read_english(in_words(amount, "CNY", "en")) == amount


@given(_amounts)
def test_both_wordings(amount: Decimal) -> None:
    """The bilingual wording is the two others, and can be split."""
    one, other = in_words(amount, "CNY", "zh-en").split(BETWEEN)
    assert (one, other) == (in_words(amount, "CNY", "zh"), in_words(amount, "CNY", "en"))


def _read_chinese(words: str) -> Decimal:
    found = fullmatch("人民币(负?)(?:(.+)元)?零?(?:(.)角)?(?:(.)分)?整?", words)
    assert found, words
    sign, whole, jiao, fen = found.groups(default="")
    digits = "零壹贰叁肆伍陆柒捌玖"
    part = 10 * digits.index(jiao or "零") + digits.index(fen or "零")
    amount = Decimal(_whole_chinese(whole) * 100 + part).scaleb(-2)
    return -amount if sign else amount


def _whole_chinese(words: str) -> int:
    """Splits at the last 亿, then at 万; below that each unit multiplies the digit before it."""
    for name, size in (("亿", 10**8), ("万", 10**4)):
        if name in words:
            high, _, low = words.rpartition(name)
            return _whole_chinese(high) * size + _whole_chinese(low)
    digit = value = 0
    for letter in words:
        unit = {"仟": 1000, "佰": 100, "拾": 10}.get(letter)
        value += digit * unit if unit else 0
        digit = 0 if unit else "零壹贰叁肆伍陆柒捌玖".index(letter)
    return value + digit


def _read_english(words: str) -> Decimal:
    found = fullmatch("SAY RMB (MINUS )?(.*?)(?: AND )?(?:FEN (.*))? ONLY", words)
    assert found, words
    whole, part = _whole_english(found[2]), _whole_english(found[3] or "")
    amount = Decimal(whole * 100 + part).scaleb(-2)
    return -amount if found[1] else amount


_UNITS = (
    "ZERO ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN ELEVEN TWELVE THIRTEEN FOURTEEN"
    " FIFTEEN SIXTEEN SEVENTEEN EIGHTEEN NINETEEN"
)
_TENS = "TWENTY THIRTY FORTY FIFTY SIXTY SEVENTY EIGHTY NINETY"
_NAMES = {name: value for value, name in enumerate(_UNITS.split())} | {
    name: 10 * value for value, name in enumerate(_TENS.split(), start=2)
}
_SCALES = ("THOUSAND", "MILLION", "BILLION", "TRILLION", "QUADRILLION")


def _whole_english(words: str) -> int:
    total = group = 0
    for word in words.replace("-", " ").split():
        if word == "HUNDRED":
            group *= 100
        elif word in _SCALES:
            total += group * 1000 ** (_SCALES.index(word) + 1)
            group = 0
        else:
            group += _NAMES[word]
    return total + group


@pytest.mark.parametrize(
    "said, expected",
    [
        ("{currency} {words} ONLY.", "RMB MINUS ONE AND FEN FIVE ONLY."),
        ("{words}", "MINUS ONE AND FEN FIVE"),
    ],
)
def test_the_wording_may_be_configured(said: str, expected: str) -> None:
    """The settings put the English words; Chinese ones have one form."""
    assert in_words(Decimal("-1.05"), "CNY", "en", said) == expected
    assert in_words(Decimal("-1.05"), "CNY", "zh-en", said) == f"人民币负壹元零伍分 / {expected}"


@pytest.mark.parametrize(
    "said", ["SAY ONLY", "{words} {words}", "{amount} {words}", "{words} / x", "{words"]
)
def test_a_wording_without_its_words_is_refused(said: str) -> None:
    """An invoice must not say an amount twice, or not at all."""
    with pytest.raises(ValidationError):
        PaperSettings(amount_words_en=said)
