"""Characters that nobody sees: which are told, and which text is left alone."""

from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing.letters import hidden, shown

ORDINARY = (
    "示例海滨贸易有限公司", "喆堃镕　旗舰店", "Sample & Sons — “Ltd”",
    "1 Example Road\r\nSample Town", "a\tb", "café", "cafe\u0301", "官方店😀", "❤️",
    "👨‍👩‍👧", "👩🏽‍💻", "👷‍♂️", "❤️‍🔥",
    "क्‍ष", "می‌خواهم", "葛\U000e0100飾", "No. 1\u00a0店", "",
)  # fmt: skip
HIDDEN = (
    *"\x00\x01\x07\x08\x0b\x0c\x1b\x1f\x7f\x80\x85\x9b\x9f",  # controls, and those of C1
    *"\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",  # direction
    *"\u200b\u2060\ufeff\u00ad\u180e\u200c\u200d\u3164\u034f\U000e0041\ud800",  # without width
)


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_text_hides_nothing(text: str) -> None:
    """White space, accents, emoji and scripts that join their letters; it is shown as it is."""
    assert (hidden(text), shown(text)) == ((), text)


@pytest.mark.parametrize("letter", HIDDEN)
def test_what_is_hidden_is_told_by_its_number(letter: str) -> None:
    """Between letters, at either end, and beside a Chinese one."""
    for text in (f"A{letter}B", f"{letter}店", f"店{letter}"):
        assert hidden(text) == (letter,)
        assert shown(text) == text.replace(letter, f"⟨U+{ord(letter):04X}⟩")


@given(st.text())
def test_what_is_shown_hides_nothing(text: str) -> None:
    """Whatever the text; and of what is hidden each is told once."""
    kept = set("\t\n\r\u200c\u200d")
    assert not [one for one in set(shown(text)) - kept if category(one) in ("Cc", "Cf")]
    assert len(set(hidden(text))) == len(hidden(text))
