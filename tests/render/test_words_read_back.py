"""Words for amounts, proven: by strict readers, and letter for letter by a second writer."""

from collections.abc import Callable
from decimal import Decimal, localcontext
from re import split

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from billing.words import Wording, in_words
from tests.render.amounts_for_words import AMOUNTS
from tests.render.read_words import NotCanonical, read_chinese, read_english
from tests.render.second_words import write_chinese, write_english

_EXAMPLES = """
1409.50            人民币壹仟肆佰零玖元伍角整
6007.14            人民币陆仟零柒元壹角肆分
107000.53          人民币壹拾万零柒仟元伍角叁分
100000000          人民币壹亿元整
1680.32            人民币壹仟陆佰捌拾元叁角贰分
325.04             人民币叁佰贰拾伍元零肆分
0.05               人民币伍分
0                  人民币零元整
-0.00              人民币零元整
0.01               人民币壹分
-0.01              人民币负壹分
0.10               人民币壹角整
10                 人民币壹拾元整
100000001          人民币壹亿零壹元整
1000000000000      人民币壹万亿元整
-1000000000000     人民币负壹万亿元整
999999999999.99    人民币玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分
1000000000000.01   人民币壹万亿元零壹分
100010000          人民币壹亿零壹万元整
1001000100.10      人民币壹拾亿零壹佰万零壹佰元壹角整
1409.50            SAY RMB ONE THOUSAND FOUR HUNDRED NINE AND FEN FIFTY ONLY
0                  SAY RMB ZERO ONLY
-0.00              SAY RMB ZERO ONLY
0.01               SAY RMB FEN ONE ONLY
0.10               SAY RMB FEN TEN ONLY
10                 SAY RMB TEN ONLY
100000000          SAY RMB ONE HUNDRED MILLION ONLY
100000001          SAY RMB ONE HUNDRED MILLION ONE ONLY
-1000000000000     SAY RMB MINUS ONE TRILLION ONLY
"""

_REFUSED_CHINESE = """
拾元整             10 is 壹拾
壹拾元             整 after 元
壹元伍角           整 after 角
壹元伍分整         none after 分
壹元零伍角整       no 零 before 角
壹拾元零伍角整     ... not after a 元 that is zero either
壹元伍分           零 for the missing 角
壹拾零元整         no 零 before 元
零元伍分           below one yuan no 零元
零伍分             ... and no 零
零壹元整           no 零 before the first digit
负零元整           zero has no sign
壹佰壹元整         零 for the missing 拾
壹佰零零壹元整     one 零 for a run
壹拾万柒仟元整     零 across 万
壹亿壹元整         零 across 亿
壹亿万元整         groups of zeros print no 万
壹亿零万壹元整     ... nor 零万
壹万零亿元整       ... nor 零亿
零柒仟万元整       no 零 before the first digit
壹万壹万元整       万 once a group
壹亿壹亿元整       亿 once
壹拾佰元整         units fall
壹佰贰佰元整       each unit once
壹贰元整           a digit has its unit
两元整             another digit
壹百元整           another unit
壹元伍毛整         another name
壹圆整             元
元整               no digit
伍分伍角           角 before 分
"""

_REFUSED_ENGLISH = """
ZERO AND FEN FIVE           below one yuan no ZERO
MINUS ZERO                  zero has no sign
ONE HUNDRED AND NINE        no AND within a number
ONE FEN FIVE                AND before FEN
AND FEN FIVE                ... only after whole yuan
ONE AND FEN                 how many
ONE AND FEN ZERO            no fen are not said
ONE AND FEN ONE HUNDRED     at most 99
TWENTY ONE                  a hyphen
TWENTY-TEN                  no such number
TEN HUNDRED                 ONE THOUSAND
ONE MILLION ONE MILLION     each scale once
ONE THOUSAND ONE MILLION    scales fall
THOUSAND                    how many
ONE THOUSAND THOUSAND       ... of each
ONE  HUNDRED                one space
one                         capitals
"""

_WORDS = (
    "ONE TWO TEN ELEVEN TWENTY TWENTY-ONE HUNDRED THOUSAND MILLION BILLION TRILLION AND FEN MINUS"
    " ZERO ONLY"
)


def _cases(table: str) -> list[tuple[str, str]]:
    """Two columns, three spaces or more between them."""
    rows = (split(" {3,}", row) for row in table.strip().split("\n"))
    return [(left, right) for left, right in rows]


@pytest.mark.parametrize("amount, words", _cases(_EXAMPLES))
def test_examples(amount: str, words: str) -> None:
    """The rules' worked examples and the ends of each rule: written, read, written again."""
    exact = Decimal(amount)
    chinese = words.startswith("人民币")
    assert in_words(exact, "CNY", "zh" if chinese else "en") == words
    assert (read_chinese if chinese else read_english)(words) == exact
    assert (write_chinese if chinese else write_english)(exact) == words


@settings(max_examples=1000)
@given(AMOUNTS)
def test_the_readers_find_the_amount(amount: Decimal) -> None:
    """From minus to plus 10^12 yuan: canonical, exact, and letter for letter as written twice."""
    chinese, english = in_words(amount, "CNY", "zh"), in_words(amount, "CNY", "en")
    assert (read_chinese(chinese), read_english(english)) == (amount, amount)
    assert (write_chinese(amount), write_english(amount)) == (chinese, english)


def test_every_small_amount() -> None:
    """Each fen below 120 yuan, and each pattern of zeros of 14 digits."""
    patterns = (int(f"{bits:b}") for bits in range(2**14))
    for cents in (*range(12_000), *patterns):
        amount = Decimal(cents).scaleb(-2)
        words = in_words(amount, "CNY", "zh")
        assert read_chinese(words) == amount
        assert words == write_chinese(amount)


@pytest.mark.parametrize("words, why", _cases(_REFUSED_CHINESE))
def test_the_chinese_reader_refuses(words: str, why: str) -> None:
    """Forms that can be understood and are not canonical, and some that cannot."""
    with pytest.raises(NotCanonical):
        pytest.fail(f"{read_chinese(f'人民币{words}')}: {why}")


@pytest.mark.parametrize("words, why", _cases(_REFUSED_ENGLISH))
def test_the_english_reader_refuses(words: str, why: str) -> None:
    """As the Chinese one."""
    with pytest.raises(NotCanonical):
        pytest.fail(f"{read_english(f'SAY RMB {words} ONLY')}: {why}")


@pytest.mark.parametrize("words", ["负人民币壹元整", "人民币 壹元整", "壹元整", "人民币", ""])
def test_the_currency_stands_directly_before(words: str) -> None:
    """人民币, then the amount with its sign, without a space."""
    with pytest.raises(NotCanonical):
        read_chinese(words)


_edits = st.tuples(
    st.integers(0, 40), st.integers(0, 2), st.sampled_from("零壹玖拾佰仟万亿元角分整负")
)


@settings(max_examples=1000)
@given(AMOUNTS, st.lists(_edits, min_size=1, max_size=3))
@example(Decimal(107000), [(6, 1, "零")])
def test_an_amount_has_one_form(amount: Decimal, edits: list[tuple[int, int, str]]) -> None:
    """Letters taken out, put in or changed: what the reader still takes is canonical again."""
    words = write_chinese(amount)
    for place, length, letter in edits:
        words = words[:place] + letter[: 2 - length] + words[place + length :]
    try:
        found = read_chinese(words)
    except NotCanonical:
        return
    assert write_chinese(found) == words


_word_edits = st.tuples(
    st.integers(2, 20),
    st.integers(0, 2),
    st.sampled_from([[word] for word in _WORDS.split()] + [[]]),
)


@settings(max_examples=1000)
@given(AMOUNTS, st.lists(_word_edits, min_size=1, max_size=3))
def test_an_amount_has_one_english_form(
    amount: Decimal, edits: list[tuple[int, int, list[str]]]
) -> None:
    """The same with words in place of letters."""
    words = write_english(amount).split(" ")
    for place, length, word in edits:
        words[place : place + length] = word
    edited = " ".join(words)
    try:
        found = read_english(edited)
    except NotCanonical:
        return
    assert write_english(found) == edited


@pytest.mark.parametrize("language", ["zh", "en", "zh-en"])
@pytest.mark.parametrize("amount", ["0.001", "1409.505", "-0.005", "1E-3", "NaN", "-Infinity"])
def test_unrounded_is_an_error(amount: str, language: Wording) -> None:
    """Words never round, in any language."""
    with pytest.raises(ValueError, match="not a rounded amount of CNY"):
        in_words(Decimal(amount), "CNY", language)


@pytest.mark.parametrize("amount", ["1409.5", "1409.500", "14095E-1", "1.4095E+3"])
def test_the_form_of_a_decimal_says_nothing(amount: str) -> None:
    """Trailing zeros and exponents are no decimals."""
    assert in_words(Decimal(amount), "CNY", "zh") == "人民币壹仟肆佰零玖元伍角整"


@pytest.mark.parametrize("read, language", [(read_chinese, "zh"), (read_english, "en")])
def test_no_context_rounds_the_words(read: Callable[[str], Decimal], language: Wording) -> None:
    """The decimal context of the caller does not reach the words."""
    with localcontext(prec=4):
        words = in_words(Decimal("-987654321.09"), "CNY", language)
    assert read(words) == Decimal("-987654321.09")
