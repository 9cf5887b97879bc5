"""Words for amounts against cn2an, which knows nothing of ours."""

from decimal import Decimal
from re import sub

import cn2an
from hypothesis import example, given, settings

from billing.words import in_words
from tests.render.amounts_for_words import AMOUNTS


def _as_cn2an_has_it(words: str) -> str:
    """Our words changed to what cn2an's `rmb` mode writes, where it differs by design.

    It leaves the currency to the caller. It writes no 整 after 角, and no 零 between 万 or 亿 and a
    digit of 仟: 壹拾万柒仟. The central bank's annex allows both forms of either; ours is the one
    with 整 and with 零, so that there is one form only, and no room to add a digit.
    """
    words = words.removeprefix("人民币")
    words = sub("角整$", "角", words)
    return sub("([万亿])零(.仟)", r"\1\2", words)


@settings(max_examples=1000)
@given(AMOUNTS)
@example(Decimal("107000.50"))
@example(Decimal("1000000000000.00"))
def test_as_cn2an(amount: Decimal) -> None:
    """The whole amount with 角 and 分, by somebody else's program."""
    words = in_words(amount, "CNY", "zh")
    assert cn2an.an2cn(f"{amount:f}", "rmb") == _as_cn2an_has_it(words)


@settings(max_examples=1000)
@given(AMOUNTS.map(lambda amount: int(abs(amount)) or 1))
def test_whole_amounts_as_cn2an(yuan: int) -> None:
    """Its capitals of the integer alone; and it reads ours back, the runs of 零 too."""
    words = in_words(Decimal(yuan), "CNY", "zh").removeprefix("人民币").removesuffix("元整")
    assert cn2an.an2cn(str(yuan), "up") == _as_cn2an_has_it(words)
    assert cn2an.cn2an(words, "smart") == yuan
