"""By day: kinds of days, minimum, maximum, only above, minimum days."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import pytest

from billing.balance import Carried
from billing.invoice import Rated
from billing.modes import daily
from billing.period import Period
from billing.usage import Kind, Span, Usage, UsageRow
from tests.modes.conftest import NOVEMBER, Cells, codes, days, lines, of, row, used

RATES = daily.Rates(name="R", prices={"peak": Decimal(400), "ordinary": Decimal(220)})
PEAKS = daily.Calendar(name="C", spans=((days("2026-11-10", "2026-11-11"), "peak"),))
THREE = days("2026-11-10", "2026-11-12")
ONE = days("2026-11-10", "2026-11-10")
TENTH = "2026-11-10"


def _seats(*peaks: int, store: str = "S1") -> tuple[UsageRow, ...]:
    return tuple(
        row(Kind.STAFFING, f"2026-11-{day}", store, peak=peak) for day, peak in enumerate(peaks, 10)
    )


def _rated(
    usage: Usage | Sequence[UsageRow],
    span: Span | None = None,
    carried: Carried | None = None,
    **cells: Any,
) -> Rated:
    given = {
        "headcount": "peak",
        "rates": RATES,
        "calendar": PEAKS,
        "default_kind": "ordinary",
        **cells,
    }
    terms = daily.Terms.model_validate({k: v for k, v in given.items() if v is not None})
    taken = usage if isinstance(usage, Usage) else used(*usage)
    return daily.rate(terms, span or of(THREE, NOVEMBER), taken, carried or Carried())


def test_worked_example() -> None:
    """8 on 10 Nov and 10 on 11 Nov at 400, 6 on 12 Nov at 220; the days are in the annex."""
    rated = _rated(_seats(8, 10, 6))
    assert lines(rated) == [
        ("day_fee", "peak", "18", "400", "18 x 400.00", "7200.00"),
        ("day_fee", "ordinary", "6", "220", "6 x 220.00", "1320.00"),
    ]
    assert [line[1:] for line in rated.annex[0].rows] == [
        ("peak", 8, 8, 400),
        ("peak", 10, 10, 400),
        ("ordinary", 6, 6, 220),
    ]
    assert rated.annex[0].totals[3] == 24
    assert rated.carried == Carried(days=3, first_kind="peak")


@pytest.mark.parametrize(
    "cells, peak, billed",
    [
        ({}, 0, None),
        ({}, 1, "1"),
        ({"minimum_seats": "5"}, 0, "5"),
        ({"minimum_seats": "5"}, 5, "5"),
        ({"minimum_seats": "5"}, 6, "6"),
        ({"maximum_seats": "8"}, 8, "8"),
        ({"maximum_seats": "8"}, 9, "8"),
        ({"only_above": "3"}, 3, None),
        ({"only_above": "3"}, 4, "1"),
        ({"only_above": "3", "maximum_seats": "8"}, 12, "5"),
        ({"only_above": "3", "minimum_seats": "5"}, 1, "2"),
    ],
)
def test_seats_of_a_day(cells: Cells, peak: int, billed: str | None) -> None:
    """min(max(peak, minimum), maximum), then only above."""
    rated = _rated(_seats(peak), of(ONE, NOVEMBER), **cells)
    assert [line[2] for line in lines(rated)] == ([billed] if billed else [])
    assert rated.annex[0].rows[0][2] == peak  # seats above the maximum are shown


def test_without_default_kind_other_dates_need_no_row() -> None:
    """Dates without a kind are outside the engagement."""
    rated = _rated(_seats(8, 10), of(whole=NOVEMBER), default_kind="")
    assert [line[2] for line in lines(rated)] == ["18"]
    assert (rated.carried.days, rated.problems) == (2, ())


TWO = daily.Calendar(
    name="C", spans=((days(TENTH, "2026-11-11"), "peak"), (days(TENTH, TENTH), "ordinary"))
)


@pytest.mark.parametrize(
    "precedence, expected",
    [("", None), ("peak", "400"), ("ordinary;peak", "220"), ("ordinary", "220")],
)
def test_two_kinds_of_a_date(precedence: str, expected: str | None) -> None:
    """The first of the precedence wins; none given blocks; rates never add up."""
    rated = _rated(_seats(8), of(ONE, NOVEMBER), calendar=TWO, precedence=precedence)
    assert [line[3] for line in lines(rated)] == ([expected] if expected else [])
    assert codes(rated) == ([] if expected else ["two_day_kinds"])


FIVE: Cells = {"minimum_days": "5", "minimum_seats": "2"}


@pytest.mark.parametrize(
    "final, before, expected",
    [
        (False, Carried(), []),
        (True, Carried(), [("peak", "4", "(5 - 3) x 2 x 400.00", "1600.00")]),
        (
            True,
            Carried(days=1, first_kind="ordinary"),
            [("ordinary", "2", "(5 - 4) x 2 x 220.00", "440.00")],
        ),
        (True, Carried(days=2, first_kind="ordinary"), []),
        (True, Carried(days=9, first_kind="ordinary"), []),
    ],
)
def test_minimum_days(final: bool, before: Carried, expected: list[tuple[str, ...]]) -> None:
    """Over the whole engagement, on the invoice of its last month, at the first day's kind."""
    rated = _rated(_seats(8, 10, 6), of(THREE, NOVEMBER, final=final), before, **FIVE)
    assert [(line[1], line[2], *line[4:]) for line in lines(rated)[2:]] == expected
    assert rated.carried.days == before.days + 3


@pytest.mark.parametrize(
    "first, last, final, before, codes_of",
    [
        ("2026-11-01", "2026-11-10", False, 0, ["day_fee"]),  # the 11th is still to come
        ("2026-11-01", "2026-11-10", True, 0, ["day_fee", "min_days_topup"]),
        ("2026-11-01", "2026-11-30", False, 0, ["day_fee", "min_days_topup"]),
        ("2026-11-01", "2026-11-30", True, 0, ["day_fee", "min_days_topup"]),
        ("2026-11-12", "2026-11-30", False, 2, []),
        ("2026-11-12", "2026-11-30", True, 2, []),  # made up with the 11th already
    ],
)
def test_an_engagement_of_dates_ends_with_the_last_of_them(
    first: str, last: str, final: bool, before: int, codes_of: list[str]
) -> None:
    """Without a default kind the minimum days are made up with 11 November, whatever `to` says."""
    carried = Carried(days=before, first_kind="peak" if before else "")
    span = of(days(first, last), NOVEMBER, final=final)
    rated = _rated(_seats(8, 10), span, carried, default_kind="", **FIVE)
    assert [line[0] for line in lines(rated)] == codes_of


def test_dates_that_the_charge_never_had_are_no_guess() -> None:
    """All dates lie before its first day: its minimum days have no kind."""
    span = of(days("2026-11-12", "2026-11-30"), NOVEMBER, final=True)
    cells: Cells = {**FIVE, "default_kind": ""}
    assert codes(_rated(_seats(8, 10), span, **cells)) == ["no_billed_day"]


def test_days_that_bill_no_seat_do_not_count() -> None:
    """Only above 3: a day with 2 is not billed, and is not the first billed day."""
    cells: Cells = {"only_above": "3", "minimum_days": "2", "minimum_seats": "1"}
    rated = _rated(_seats(2, 2, 4), of(THREE, NOVEMBER, final=True), **cells)
    assert rated.carried == Carried(days=1, first_kind="ordinary")
    assert lines(rated)[-1][4] == "(2 - 1) x 1 x 220.00"


def test_no_billed_day_at_all_is_no_guess() -> None:
    """Two rates and no billed day: which of them makes up the days is not known."""
    cells: Cells = {"only_above": "3", "minimum_days": "2", "minimum_seats": "1"}
    rated = _rated(_seats(2, 2, 2), of(THREE, NOVEMBER, final=True), **cells)
    assert codes(rated) == ["no_billed_day"]


def test_lines_follow_the_first_billed_day() -> None:
    """Kinds in order of their first billed day, not of the table."""
    late = daily.Calendar(name="C", spans=((days("2026-11-12", "2026-11-12"), "peak"),))
    rated = _rated(_seats(1, 1, 1), calendar=late)
    assert [line[1] for line in lines(rated)] == ["ordinary", "peak"]


def test_kinds_of_a_date() -> None:
    """Each kind of a date once."""
    twice: Mapping[Period, str] = {THREE: "peak", ONE: "peak"}
    calendar = daily.Calendar(name="C", spans=tuple(twice.items()))
    assert calendar.kinds(ONE.start) == ("peak",)
