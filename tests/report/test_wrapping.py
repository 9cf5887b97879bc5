"""Lines of sentences in Chinese, English and both."""

from hypothesis import given
from hypothesis import strategies as st

from billing.report.columns import wide
from billing.report.wrapping import wrapped

_SIGNS = "ab1-!#（《“”》）。，：；  数据店铺的"


@given(st.text(_SIGNS, max_size=80), st.integers(5, 40), st.integers(0, 3))
def test_no_line_is_wider_and_nothing_is_lost(text: str, width: int, indent: int) -> None:
    """All but blanks is there, in order, and every line fits."""
    lines = list(wrapped(text, width, indent))
    assert all(wide(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(line == line.rstrip() for line in lines)


@given(st.lists(st.text("ab1", min_size=1, max_size=6), min_size=1), st.integers(8, 30))
def test_latin_words_stay_whole(words: list[str], width: int) -> None:
    """A word that fits is not cut."""
    assert " ".join(wrapped(" ".join(words), width)).split() == words


def test_closing_marks_stay_with_their_word() -> None:
    """No line begins with a full stop, nor ends with an opening bracket."""
    text = "单元格是“#REF!”，没有可用的值（未保存）。请用 Excel 打开。"
    for width in range(12, 40):
        lines = list(wrapped(text, width, 2, "- "))
        assert not [line for line in lines if line.strip()[0] in "，。）”"], width
        assert not [line for line in lines if line[-1] in "（“"], width
        assert lines[0].startswith("- ")
        assert all(line.startswith("  ") for line in lines[1:])
