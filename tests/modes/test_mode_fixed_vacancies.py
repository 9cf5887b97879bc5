"""Fixed: an empty seat gives back at most its fee, and no more seats are empty than there are."""

from typing import Any

import pytest

from billing.balance import Carried
from billing.modes import fixed
from billing.period import Proration, Share, month
from billing.usage import Event, Happening
from tests.modes.conftest import codes, days, event, lines, of, used

HALVES = (days("2026-10-01", "2026-10-15"), days("2026-10-16", "2026-10-31"))


def _vacant(first: str, last: str, **more: Any) -> Event:
    return event(Happening.VACANCY, first, span=days(first, last), **more)


@pytest.mark.parametrize(
    "vacancies, proration, expected",
    [
        ([("2026-10-01", "2026-10-31")], "fixed_30", ["-1 x 2700.00 x 30/30"]),
        ([("2026-10-01", "2026-10-31")], "calendar", ["-1 x 2700.00 x 31/31"]),
        ([("2026-10-01", "2026-10-31")], "none", ["-1 x 2700.00 x 31/31"]),
        (
            [("2026-10-01", "2026-10-16"), ("2026-10-17", "2026-10-31")],
            "fixed_30",
            ["-1 x 2700.00 x 16/30", "-1 x 2700.00 x 14/30"],
        ),
    ],
)
def test_an_empty_seat_gives_back_no_more_than_its_fee(
    vacancies: list[tuple[str, str]], proration: str, expected: list[str]
) -> None:
    """A month of 31 days bears 30 of 30, and no more is deducted."""
    terms = fixed.Terms.model_validate({"seats": "1", "price": "2700"})
    usage = used(*(_vacant(first, last) for first, last in vacancies))
    rated = fixed.rate(terms, of(proration=Proration(proration)), usage, Carried())
    assert [line[4] for line in lines(rated)] == ["1 x 2700.00", *expected]
    assert codes(rated) == []


def test_an_empty_seat_gives_back_no_more_than_the_fee_of_its_span() -> None:
    """16 days from the 16th bear 15 of 30, after 15 days that bear 15."""
    terms = fixed.Terms.model_validate({"seats": "1", "price": "2700"})
    usage = used(_vacant("2026-10-01", "2026-10-31"))
    found: list[str] = []
    for period in HALVES:
        span = of(period, proration=Proration.FIXED_30, share=Share(days=15, of=30))
        found += [line[5] for line in lines(fixed.rate(terms, span, usage, Carried()))]
    assert found == ["1350.00", "-1350.00", "1350.00", "-1350.00"]


def test_a_seat_empty_all_february_gives_back_its_whole_fee() -> None:
    """28 days bear 30 of 30 under fixed_30; 27 of them give back 27."""
    terms = fixed.Terms.model_validate({"seats": "1", "price": "2700"})
    span = of(whole=month("2027-02"), proration=Proration.FIXED_30)
    found = [
        lines(fixed.rate(terms, span, used(_vacant("2027-02-01", last)), Carried()))[1][4]
        for last in ("2027-02-27", "2027-02-28")
    ]
    assert found == ["-1 x 2700.00 x 27/30", "-1 x 2700.00 x 30/30"]


@pytest.mark.parametrize(
    "vacancies, day, empty",
    [
        ([("2026-10-05", "2026-10-09", "3")], "2026-10-05", "3"),
        ([("2026-10-05", "2026-10-09", "2"), ("2026-10-09", "2026-10-12", "1")], "2026-10-09", "3"),
        ([("2026-10-05", "2026-10-09", "2"), ("2026-10-10", "2026-10-12", "2")], "", ""),
    ],
)
def test_more_empty_seats_than_there_are_block(
    vacancies: list[tuple[str, str, str]], day: str, empty: str
) -> None:
    """On any day, of all vacancies together; at the event that is too much."""
    terms = fixed.Terms.model_validate({"seats": "2", "price": "2700"})
    usage = used(*(_vacant(first, last, quantity=seats) for first, last, seats in vacancies))
    rated = fixed.rate(terms, of(), usage, Carried())
    assert codes(rated) == (["vacancy_exceeds_seats"] if day else [])
    assert [(one.values["day"], one.found, one.expected) for one in rated.problems] == (
        [(day, empty, "2")] if day else []
    )
    assert all(one.source is usage.events[-1].source for one in rated.problems)


@pytest.mark.parametrize("final, left", [(True, {}), (False, {"A": 9})])
def test_a_charge_that_ends_inside_the_month_hands_on_no_empty_seat(
    final: bool, left: dict[str, int]
) -> None:
    """What September left empty is over on 10 October; a row that only changes keeps it."""
    terms = fixed.Terms.model_validate({"seats": "2", "price": "2700"})
    span = of(days("2026-10-01", "2026-10-10"), final=final)
    rated = fixed.rate(terms, span, used(), Carried(vacant={"A": 9}))
    assert rated.carried == Carried(vacant=left)


def test_a_vacancy_stands_in_the_spans_that_it_meets() -> None:
    """With its days there, those of the grace and those deducted; in no other span."""
    terms = fixed.Terms.model_validate({"seats": "1", "price": "2700", "grace_days": "2"})
    usage = used(_vacant("2026-10-19", "2026-10-23"), _vacant("2026-10-14", "2026-10-17", item="2"))
    told = []
    for period in HALVES:
        table = fixed.rate(terms, of(period), usage, Carried()).annex[0]
        told.append([tuple(map(str, row[:2])) + row[4:7] for row in table.rows[1:]])
    assert told == [
        [("2026-10-14", "2026-10-15", 2, 2, 0)],
        [("2026-10-19", "2026-10-23", 5, 2, 3), ("2026-10-16", "2026-10-17", 2, 0, 2)],
    ]
