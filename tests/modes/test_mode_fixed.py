"""Fixed: seats x monthly price, bands by average receptions, empty seats."""

from decimal import Decimal
from typing import Any

import pytest

from billing.balance import Carried
from billing.modes import fixed
from billing.period import Period, Proration
from billing.usage import Event, Happening, Kind, Usage
from tests.modes.conftest import (
    NOVEMBER,
    OCTOBER,
    Line,
    codes,
    days,
    event,
    lines,
    of,
    row,
    table,
    used,
)

BANDS = table(("100", "2000"), ("200", "2500"), ("300", "3000"))
BANDED = fixed.Terms.model_validate({"seats": "1", "tiers": BANDS})


def _receptions(amount: int | str, when: Period = OCTOBER) -> Usage:
    return used(row(Kind.RECEPTIONS, when, receptions=amount))


@pytest.mark.parametrize(
    "period, whole, proration, working, amount",
    [
        (None, OCTOBER, "calendar", "2 x 2600.00", "5200.00"),
        (days("2026-10-12", "2026-10-31"), OCTOBER, "calendar", "2 x 2600.00 x 20/31", "3354.84"),
        (days("2026-10-31", "2026-10-31"), OCTOBER, "calendar", "2 x 2600.00 x 1/31", "167.74"),
        (days("2026-10-12", "2026-10-31"), OCTOBER, "fixed_30", "2 x 2600.00 x 20/30", "3466.67"),
        (days("2026-10-02", "2026-10-31"), OCTOBER, "fixed_30", "2 x 2600.00", "5200.00"),
        (None, OCTOBER, "fixed_30", "2 x 2600.00", "5200.00"),
        (days("2026-10-31", "2026-10-31"), OCTOBER, "none", "2 x 2600.00", "5200.00"),
    ],
)
def test_seat_fee_is_shared_out_exactly(
    period: Period | None, whole: Period, proration: str, working: str, amount: str
) -> None:
    """The ratio is applied exactly and the line rounded once (rule G3)."""
    terms = fixed.Terms.model_validate({"seats": "2", "price": "2600"})
    rated = fixed.rate(terms, of(period, whole, proration=Proration(proration)), used(), Carried())
    assert lines(rated) == [("seat_fee", "", "2", "2600", working, amount)]


@pytest.mark.parametrize(
    "receptions, price",
    [
        ("0", "2000"),
        ("1", "2000"),
        ("3100", "2000"),  # 100 a day
        ("3101", "2500"),
        ("4650", "2500"),  # 150 a day
        ("6200", "2500"),  # 200 a day stays in the band
        ("6201", "3000"),  # shown as 200.03, and above
        ("9300", "3000"),
    ],
)
def test_bands_compare_the_exact_average(receptions: str, price: str) -> None:
    """Average = receptions / service days, compared as a fraction (rule G4)."""
    rated = fixed.rate(BANDED, of(), _receptions(receptions), Carried())
    assert lines(rated) == [("seat_fee", "", "1", price, f"1 x {price}.00", f"{price}.00")]


@pytest.mark.parametrize("receptions, average", [("9301", "300.03"), ("12400", "400.00")])
def test_beyond_the_last_band_blocks(receptions: str, average: str) -> None:
    """Beyond a closed last band: blocked, with the figure and the table (rule G12)."""
    rated = fixed.rate(BANDED, of(), _receptions(receptions), Carried())
    assert (lines(rated), codes(rated)) == ([], ["outside_tiers"])
    assert rated.problems[0].found == average
    assert rated.problems[0].expected == "100: 2000, 200: 2500, 300: 3000"


def test_average_divides_by_days_not_by_rows() -> None:
    """Two rows over 31 days are an average over 31 days, and the 29 days are named."""
    usage = used(
        row(Kind.RECEPTIONS, "2026-10-01", receptions=3000),
        row(Kind.RECEPTIONS, "2026-10-31", receptions=100),
    )
    rated = fixed.rate(BANDED, of(), usage, Carried())
    assert lines(rated)[0][3] == "2000"
    assert [(one.code, one.found) for one in rated.problems] == [
        ("missing_days", "2026-10-02..2026-10-30")
    ]
    (note,) = rated.annex[1].notes
    assert dict(note.words) == {"total": "3100", "days": "31", "average": "100.00"}


def test_change_of_seats_shares_the_average() -> None:
    """2 seats, then 3: both spans take the band of the whole month (rule G14)."""
    first, second = days("2026-10-01", "2026-10-15"), days("2026-10-16", "2026-10-31")
    found: list[Line] = []
    for seats, period in (("2", first), ("3", second)):
        terms = fixed.Terms.model_validate({"seats": seats, "tiers": BANDS})
        span = of(period, measured=OCTOBER, closing=period is second)
        found += lines(fixed.rate(terms, span, _receptions("6200"), Carried()))
    assert found == [
        ("seat_fee", "", "2", "2500", "2 x 2500.00 x 15/31", "2419.35"),
        ("seat_fee", "", "3", "2500", "3 x 2500.00 x 16/31", "3870.97"),
    ]


def _vacant(first: str, last: str, **more: Any) -> Event:
    return event(Happening.VACANCY, first, span=days(first, last), **more)


@pytest.mark.parametrize(
    "first, last, grace, working, amount",
    [
        ("2026-11-10", "2026-11-14", "2", "-1 x 2700.00 x 3/30", "-270.00"),
        ("2026-11-10", "2026-11-12", "2", "-1 x 2700.00 x 1/30", "-90.00"),
        ("2026-11-10", "2026-11-14", "0", "-1 x 2700.00 x 5/30", "-450.00"),
        ("2026-10-30", "2026-11-03", "2", "-1 x 2700.00 x 3/30", "-270.00"),
        ("2026-10-31", "2026-11-03", "2", "-1 x 2700.00 x 2/30", "-180.00"),
        ("2026-11-29", "2026-12-05", "1", "-1 x 2700.00 x 1/30", "-90.00"),
    ],
)
def test_vacancy_beyond_the_grace(
    first: str, last: str, grace: str, working: str, amount: str
) -> None:
    """Grace counts from the first empty day, also across a month's end."""
    terms = fixed.Terms.model_validate({"seats": "2", "price": "2700", "grace_days": grace})
    rated = fixed.rate(terms, of(whole=NOVEMBER), used(_vacant(first, last)), Carried())
    assert lines(rated) == [
        ("seat_fee", "", "2", "2700", "2 x 2700.00", "5400.00"),
        ("vacancy", first, "-1", "2700", working, amount),
    ]


@pytest.mark.parametrize(
    "october, last, working",
    [
        ("2026-10-31", "2026-11-03", "-1 x 2700.00 x 2/30"),
        ("2026-10-30", "2026-11-03", "-1 x 2700.00 x 3/30"),
        ("2026-10-20", "2026-11-03", "-1 x 2700.00 x 3/30"),
        ("", "2026-11-03", "-1 x 2700.00 x 1/30"),
    ],
)
def test_grace_goes_on_where_each_month_has_its_own_event(
    october: str, last: str, working: str
) -> None:
    """October's event ends with October: the days of it count towards November's grace."""
    terms = fixed.Terms.model_validate({"seats": "2", "price": "2700", "grace_days": "2"})
    before = used(_vacant(october, "2026-10-31", item="A")) if october else used()
    carried = fixed.rate(terms, of(), before, Carried()).carried
    now = used(_vacant("2026-11-01", last, item="A"))
    rated = fixed.rate(terms, of(whole=NOVEMBER), now, carried)
    assert [line[4] for line in lines(rated)[1:]] == [working]
    assert rated.carried == Carried()  # the seat is filled again


@pytest.mark.parametrize(
    "first, last", [("2026-11-10", "2026-11-11"), ("2026-11-10", "2026-11-10")]
)
def test_vacancy_within_the_grace_is_free(first: str, last: str) -> None:
    """An empty seat within its grace days gives no line."""
    terms = fixed.Terms.model_validate({"seats": "2", "price": "2700", "grace_days": "2"})
    rated = fixed.rate(terms, of(whole=NOVEMBER), used(_vacant(first, last)), Carried())
    assert [line[0] for line in lines(rated)] == ["seat_fee"]


def test_vacancy_of_two_seats() -> None:
    """The event's quantity is the number of empty seats."""
    terms = fixed.Terms.model_validate({"seats": "3", "price": "2700"})
    usage = used(_vacant("2026-11-10", "2026-11-12", quantity="2"))
    rated = fixed.rate(terms, of(whole=NOVEMBER), usage, Carried())
    assert lines(rated)[1] == (
        "vacancy",
        "2026-11-10",
        "-2",
        "2700",
        "-2 x 2700.00 x 3/30",
        "-540.00",
    )


def test_cycle_counts_its_own_days() -> None:
    """26 September to 25 October is a month of 30 days (rule G2)."""
    terms = fixed.Terms.model_validate({"seats": "1", "price": "3000"})
    cycle = days("2026-09-26", "2026-10-25")
    rated = fixed.rate(terms, of(days("2026-10-16", "2026-10-25"), cycle), used(), Carried())
    assert lines(rated) == [("seat_fee", "", "1", "3000", "1 x 3000.00 x 10/30", "1000.00")]


def test_without_usage_a_band_blocks_and_a_price_does_not() -> None:
    """Missing is never zero: no receptions, no band."""
    assert codes(fixed.rate(BANDED, of(), used(), Carried())) == ["missing_usage"]
    plain = fixed.Terms.model_validate({"seats": "1", "price": "2600"})
    assert fixed.rate(plain, of(), used(), Carried()).lines[0].quantity == Decimal(1)
