"""Months, cycles, spans and their share of a month."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing import period
from billing.period import Period, Proration, Share, shared_out


def _days(first: str, last: str) -> Period:
    return Period(date.fromisoformat(first), date.fromisoformat(last) + timedelta(days=1))


@pytest.mark.parametrize(
    "name, cycle_day, expected, count",
    [
        ("2026-10", 1, "2026-10-01..2026-10-31", 31),
        ("2026-10", 26, "2026-09-26..2026-10-25", 30),
        ("2026-01", 26, "2025-12-26..2026-01-25", 31),
        ("2026-12", 1, "2026-12-01..2026-12-31", 31),
        ("2026-03", 28, "2026-02-28..2026-03-27", 28),
        ("2028-02", 1, "2028-02-01..2028-02-29", 29),
        ("2026-02", 2, "2026-01-02..2026-02-01", 31),
    ],
)
def test_month_and_cycle(name: str, cycle_day: int, expected: str, count: int) -> None:
    """A cycle is named by its end, and its days of the month are its own (rule G2)."""
    found = period.month(name, cycle_day)
    assert (str(found), found.days) == (expected, count)


@pytest.mark.parametrize("name", ["2026-13", "2026-00", "2026-1", "26-10", "", "2026-10-01"])
def test_month_refuses(name: str) -> None:
    """Anything else is no month."""
    with pytest.raises(ValueError) as refused:
        period.month(name)
    assert refused.value.args, "it tells what it was given, or what is wrong with it"


@given(st.integers(1, 28), st.integers(0, 400))
def test_cycles_follow_each_other_without_gap(cycle_day: int, months: int) -> None:
    """The end of each month is the start of the next: no day twice, none left out."""
    name = f"{2000 + months // 12}-{months % 12 + 1:02}"
    following = f"{2000 + (months + 1) // 12}-{(months + 1) % 12 + 1:02}"
    assert period.month(name, cycle_day).end == period.month(following, cycle_day).start
    assert (period.previous_month(following), period.next_month(name)) == (name, following)
    assert period.months_between(name, following) == 1


def test_half_open() -> None:
    """The start belongs to it, the end does not."""
    three = _days("2026-10-01", "2026-10-03")
    assert [day.day for day in three] == [1, 2, 3]
    assert (date(2026, 10, 3) in three, date(2026, 10, 4) in three) == (True, False)
    assert three.common(_days("2026-10-03", "2026-10-09")).days == 1
    assert three.common(_days("2026-10-04", "2026-10-09")).days == 0
    assert three.common(_days("2026-10-08", "2026-10-09")).days < 0


@pytest.mark.parametrize(
    "first, last, expected",
    [
        ("2026-10-31", "2026-10-31", "2026-10-31"),
        ("2026-10-30", "2026-10-31", "2026-10-30..2026-10-31"),
        ("2026-02-01", "2026-03-31", "2026-02-01..2026-03-31"),
    ],
)
def test_as_people_write_it(first: str, last: str, expected: str) -> None:
    """Both ends are included, and a day alone stands alone."""
    assert str(_days(first, last)) == expected


OCTOBER, FEBRUARY = period.month("2026-10"), period.month("2026-02")
SHARES: list[tuple[list[Period], Period, str, list[tuple[int, int]]]] = [
    ([OCTOBER], OCTOBER, "calendar", [(31, 31)]),
    ([_days("2026-10-12", "2026-10-31")], OCTOBER, "calendar", [(20, 31)]),
    ([OCTOBER], OCTOBER, "fixed_30", [(30, 30)]),
    ([_days("2026-10-02", "2026-10-31")], OCTOBER, "fixed_30", [(30, 30)]),
    ([_days("2026-10-03", "2026-10-31")], OCTOBER, "fixed_30", [(29, 30)]),
    (
        [_days("2026-10-01", "2026-10-10"), _days("2026-10-11", "2026-10-31")],
        OCTOBER,
        "fixed_30",
        [(10, 30), (20, 30)],
    ),
    (
        [_days("2026-10-01", "2026-10-30"), _days("2026-10-31", "2026-10-31")],
        OCTOBER,
        "fixed_30",
        [(30, 30), (0, 30)],
    ),
    ([FEBRUARY], FEBRUARY, "fixed_30", [(30, 30)]),
    (
        [_days("2026-02-01", "2026-02-14"), _days("2026-02-15", "2026-02-28")],
        FEBRUARY,
        "fixed_30",
        [(14, 30), (16, 30)],
    ),
    ([_days("2026-10-31", "2026-10-31")], OCTOBER, "none", [(1, 1)]),
]


@pytest.mark.parametrize("spans, whole, way, expected", SHARES)
def test_shared_out(
    spans: list[Period], whole: Period, way: str, expected: list[tuple[int, int]]
) -> None:
    """Both end dates count; a covered month bears 30/30 under fixed_30 (rule G3)."""
    found = shared_out(spans, whole, Proration(way))
    assert found == tuple(Share(days=days, of=of) for days, of in expected)


@given(
    cuts=st.sets(st.integers(1, 30), max_size=6),
    way=st.sampled_from([Proration.CALENDAR, Proration.FIXED_30]),
    name=st.sampled_from(["2026-10", "2026-02", "2026-11"]),
)
def test_shares_of_a_covered_month_make_one(cuts: set[int], way: Proration, name: str) -> None:
    """However a month is cut, its parts make the whole price."""
    whole = period.month(name)
    inner = [whole.start + timedelta(days=n) for n in sorted(cuts) if n < whole.days]
    bounds = [whole.start, *inner, whole.end]
    spans = [Period(first, last) for first, last in pairwise(bounds)]
    shares = shared_out(spans, whole, way)
    assert sum((share.value for share in shares), Fraction(0)) == 1
    assert all(share.days >= 0 for share in shares)


def test_month_before() -> None:
    """The month that ended last, across a year's end."""
    assert period.month_before(date(2026, 1, 1)) == "2025-12"
    assert period.month_before(date(2026, 10, 31)) == "2026-09"


_SPANS = st.builds(
    lambda start, days: Period(start, start + timedelta(days=days)),
    st.dates(date(2026, 9, 29), date(2026, 10, 2)),
    st.integers(-2, 4),
)


@given(_SPANS, _SPANS)
def test_days_of_two_periods(one: Period, other: Period) -> None:
    """Common days, by going through them all; none where a period is empty or turned round."""
    days = [one.start + timedelta(days=n) for n in range(one.days)]
    both = [day for day in days if other.start <= day < other.end]
    assert list(one) == days
    assert list(one.common(other)) == both
    assert one.meets(other) is bool(both)
