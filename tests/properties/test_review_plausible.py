"""Two plausible years raise few false alarms, and mistakes put into them are seen."""

from dataclasses import replace

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from billing.errors import Severity
from billing.period import previous_month
from billing.report import said
from billing.review import reasons_to_hold
from tests.properties.months import Month, months
from tests.properties.plausible_holds import LIMITS, alarms, caught, issued
from tests.properties.plausible_mistakes import MISTAKES
from tests.properties.test_whole_months import often


@pytest.mark.slow
def test_few_plausible_months_are_held() -> None:
    """At most 5 of 1000: one a month for a provider of two hundred clients."""
    seen, held, codes = alarms(range(1000, 1070))
    assert seen > 1500
    assert 1000 * held <= 5 * seen, codes


@pytest.mark.slow
def test_most_mistakes_are_held() -> None:
    """Of each kind at least nine of ten."""
    told = caught(range(1000, 1035))
    assert set(told) == set(MISTAKES)
    assert all(of > 10 and found >= 0.9 * of for found, of in told.values()), told


@often
@given(months(), st.lists(months(), max_size=3), st.sampled_from(("2026-09", "2025-10")))
def test_whatever_was_billed_can_be_reviewed(now: Month, before: list[Month], name: str) -> None:
    """Other contracts, stores and modes in earlier months: no fault of the program, no new order.

    Every finding has its sentence in both languages, with no blank left unfilled.
    """
    made = now.draft()
    history = [issued(replace(one.draft(), month=name)) for one in before]
    for problem in reasons_to_hold(now.contract, made, now.usage, history, LIMITS):
        event(problem.code)
        assert said.message(problem, "zh")
        assert said.message(problem, "en")
        assert problem.severity is Severity.WARNED


@often
@given(months())
def test_a_month_like_the_last_is_held_for_nothing_but_itself(now: Month) -> None:
    """The same draft a month before: whatever is found then is a copy, or is found without it."""
    made = now.draft()
    alone = reasons_to_hold(now.contract, made, now.usage, [], LIMITS)
    before = issued(replace(made, month=previous_month(made.month)))
    found = reasons_to_hold(now.contract, made, now.usage, [before], LIMITS)
    more = {problem.code for problem in found} - {problem.code for problem in alone}
    assert more <= {"figures_copied"}


@pytest.mark.slow
def test_what_no_month_looks_like_is_held_in_a_first_month_too() -> None:
    """Nothing before it is known: figures added up, and the same in every day."""
    told = caught(range(1000, 1035), first=True)
    for name in ("added up from day to day", "the month's total in every day"):
        found, of = told[name]
        assert of > 10
        assert found >= 0.9 * of, told
