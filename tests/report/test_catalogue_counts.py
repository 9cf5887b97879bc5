"""Counts in English sentences: one of them is one."""

import pytest

from billing.catalogue import remedy, say


@pytest.mark.parametrize(
    "count, wanted",
    [
        ("1", "Charge C: receptions of store S lacks 1 day: D."),
        ("2", "Charge C: receptions of store S lacks 2 days: D."),
        ("11", "Charge C: receptions of store S lacks 11 days: D."),
    ],
)
def test_one_day_is_no_days(count: str, wanted: str) -> None:
    """The rule is the same for every sentence."""
    blanks = {"charge": "C", "kind": "receptions", "store": "S", "count": count, "found": "D"}
    assert say("missing_days", "en", blanks) == wanted


def test_its_verb_and_every_count_of_a_sentence_follow() -> None:
    """Each by its own number; the figure may be text or number."""
    blanks = {"charge": "C", "found": 1, "day": "2026-10-01", "expected": 4}
    assert say("vacancy_exceeds_seats", "en", blanks).startswith("Charge C: 1 seat is empty on")
    hidden = {"sheets": "0", "rows": "1", "columns": "2"}
    assert say("hidden_cells", "en", hidden).endswith(" 0 sheets, 1 row, 2 columns.")
    assert remedy("missing_days", "en", {})
