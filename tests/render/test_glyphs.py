"""Which characters cannot be shown: the quick answer and the whole one are the same."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from billing import catalogue
from billing.invoice import Invoice
from billing.render import fonts, missing_glyphs, wording
from billing.render.stationery import PLAIN, Stationery
from billing.settings import PaperSettings

# Shown and not, alone and composed: marks, jamo, singletons, joiners, controls, beyond the plane.
_ODD = "aeÅ中樣\u0301\u030a\u0327\u200d\u1100\u1161\u11a8\u212b\uf900\u3099か\x07\t𠮷🎉é１．"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.sampled_from(_ODD) | st.characters(codec="utf-8"), max_size=8))
def test_quick_and_whole_answer_are_one(papers: Mapping[str, Invoice], text: str) -> None:
    """A name with any text in it: the same characters as the whole page is found to lack."""
    draft = papers["one_line"].draft
    named = replace(draft, client=replace(draft.client, name=f"e{text}e"))
    assert missing_glyphs(named) == fonts.unshown(wording.page(named, PLAIN.paper))


@pytest.mark.parametrize(
    "text, quick, missing",
    [
        ("样例 Example, 12.50", True, ()),
        ("line\tbreak\n", True, ()),
        ("e\u0301", False, ()),  # composed to a letter that is there
        ("q\u0301", False, ("\u0301",)),
        ("\u1112\u1161", False, ("하",)),
        ("\u212b", False, ()),
        ("a\u200db", True, ()),
        ("中\u302a", False, ()),  # a mark that is there, and could join what stands before it
        ("🎉", False, ("🎉",)),
    ],
)
def test_quick_answer(text: str, quick: bool, missing: tuple[str, ...]) -> None:
    """Plain letters alone are answered quickly; whatever composes is looked at whole."""
    assert (fonts.all_shown(text), fonts.unshown(text)) == (quick, missing)


def test_all_texts_of_a_draft_are_looked_at(papers: Mapping[str, Invoice]) -> None:
    """Names of stores and labels of charges stand in mappings, and paper has titles of its own."""
    draft = papers["one_line"].draft
    assert fonts.all_shown(draft)
    assert not fonts.all_shown(replace(draft, store_names={"S1": "𠮷"}))
    assert not fonts.all_shown(replace(draft, charge_labels={"𠮷": "a"}))
    titled = Stationery(paper=PaperSettings(title_zh="𠮷", title_en="𠮷"))
    assert missing_glyphs(draft, titled) == ("𠮷",)


def test_every_word_of_the_catalogue_can_be_printed() -> None:
    """So that nothing can be missing from a page but what a draft or a setting brings."""
    said = catalogue.sentences().items()
    lacking = {code: fonts.unshown((one.zh, one.en)) for code, one in said}
    assert {code: letters for code, letters in lacking.items() if letters} == {}
