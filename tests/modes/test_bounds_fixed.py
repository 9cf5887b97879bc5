"""Fixed at its bounds: part months of every length, bands, the grace of an empty seat.

The ratio of a part month (rule G3) is tried here for all modes: they share it.
"""

from decimal import Decimal

import pytest

from billing.balance import Carried
from billing.modes import fixed
from billing.usage import Event, Happening, Kind
from tests.modes.bounds import MONTHS, last_days, told
from tests.modes.conftest import NOVEMBER, OCTOBER, codes, days, event, of, row, table, used

# 3000 a month: billed days -> the ratio and the amount, for each length of month and way.
CALENDAR = {
    28: {1: "1/28 = 107.14", 27: "27/28 = 2892.86"},  # 107.142...; 2892.857...
    29: {1: "1/29 = 103.45", 28: "28/29 = 2896.55"},  # 103.448...; 2896.551...
    30: {1: "1/30 = 100.00", 29: "29/30 = 2900.00"},
    31: {1: "1/31 = 96.77", 30: "30/31 = 2903.23"},  # 96.774...; 2903.225...
}
# A day is a 30th, 30 days are all of it; a month of 31 without one day has 30.
FIXED_30 = {
    28: {1: "1/30 = 100.00", 27: "27/30 = 2700.00"},
    29: {1: "1/30 = 100.00", 28: "28/30 = 2800.00"},
    30: {1: "1/30 = 100.00", 29: "29/30 = 2900.00"},
    31: {1: "1/30 = 100.00", 30: "", 29: "29/30 = 2900.00"},
}


@pytest.mark.parametrize("name, cycle_day, length", MONTHS)
@pytest.mark.parametrize("way", ["calendar", "fixed_30", "none"])
def test_part_months(name: str, cycle_day: int, length: int, way: str) -> None:
    """One day, all but one, all days; both end dates count."""
    ratios = {"calendar": CALENDAR[length], "fixed_30": FIXED_30[length]}.get(way, {})
    terms = fixed.Terms.model_validate({"seats": "1", "price": "3000"})
    for count in (1, length - 1, length, *ratios):
        rated = fixed.rate(terms, last_days(count, name, cycle_day, way), used(), Carried())
        ratio = ratios.get(count, "")
        expected = f"1 x 3000.00 x {ratio}" if ratio else "1 x 3000.00 = 3000.00"
        assert told(rated) == [f"seat_fee {expected}"], count


# Bands 100: 2000, 200: 2500, 300: 3000 (closed), by average a day: days, receptions, price.
AVERAGES = [
    (1, 0, "2000"),  # 0 a day
    (1, 1, "2000"),
    (1, 99, "2000"),
    (1, 100, "2000"),
    (1, 101, "2500"),
    (1, 200, "2500"),
    (1, 201, "3000"),
    (1, 300, "3000"),
    (1, 301, ""),
    (3, 299, "2000"),  # 299/3 = 99.67
    (3, 300, "2000"),  # 300/3 = 100
    (3, 301, "2500"),  # 301/3 = 100.33
    (3, 899, "3000"),
    (3, 900, "3000"),  # 900/3 = 300
    (3, 901, ""),  # 901/3 = 300.33
    (31, 3099, "2000"),
    (31, 6199, "2500"),
    (31, 9299, "3000"),
]


@pytest.mark.parametrize("count, receptions, price", AVERAGES)
def test_bands(count: int, receptions: int, price: str) -> None:
    """An average is of the span's own days; its bound is inclusive (rules G4, G14)."""
    bands = table(("100", "2000"), ("200", "2500"), ("300", "3000"))
    terms = fixed.Terms.model_validate({"seats": "1", "tiers": bands})
    span = last_days(count, "2026-10")
    usage = used(row(Kind.RECEPTIONS, span.period, receptions=receptions))
    rated = fixed.rate(terms, span, usage, Carried())
    assert [line.unit_price for line in rated.lines] == ([Decimal(price)] if price else [])
    assert codes(rated) == ([] if price else ["outside_tiers"])


@pytest.mark.parametrize("receptions, price", [("100", "2000"), ("100.5", "2000"), ("101", "2500")])
def test_a_band_may_end_between_two_figures(receptions: str, price: str) -> None:
    """Up to 100.5: 100.5 is inside, 101 is not."""
    terms = fixed.Terms.model_validate(
        {"seats": "1", "tiers": table(("100.5", "2000"), (None, "2500"))}
    )
    span = last_days(2, "2026-10")
    usage = used(row(Kind.RECEPTIONS, span.period, receptions=Decimal(receptions) * 2))
    assert [str(one.unit_price) for one in fixed.rate(terms, span, usage, Carried()).lines] == [
        price
    ]


def _vacant(first: str, last: str, quantity: str = "1", item: str = "A") -> Event:
    return event(Happening.VACANCY, first, span=days(first, last), quantity=quantity, item=item)


# From 10 November, 2700 a month of 30 days: last empty day, grace, the deduction.
GRACE = [
    ("2026-11-10", "0", "-1 x 2700.00 x 1/30 = -90.00"),
    ("2026-11-10", "1", ""),
    ("2026-11-11", "1", "-1 x 2700.00 x 1/30 = -90.00"),
    ("2026-11-11", "3", ""),
    ("2026-11-12", "3", ""),  # its third day
    ("2026-11-13", "3", "-1 x 2700.00 x 1/30 = -90.00"),
    ("2026-11-30", "20", "-1 x 2700.00 x 1/30 = -90.00"),  # 21 empty days
    ("2026-11-30", "21", ""),
    ("2026-11-30", "99", ""),
]


@pytest.mark.parametrize("last, grace, expected", GRACE)
def test_grace(last: str, grace: str, expected: str) -> None:
    """Its days are free, the next one is not."""
    terms = fixed.Terms.model_validate({"seats": "2", "price": "2700", "grace_days": grace})
    usage = used(_vacant("2026-11-10", last))
    rated = fixed.rate(terms, of(whole=NOVEMBER), usage, Carried())
    assert told(rated)[1:] == ([f"vacancy [2026-11-10] {expected}"] if expected else [])


# Grace 3, empty from a day of October to a day of November: the deductions of both months.
ACROSS = [
    ("2026-10-31", "2026-11-01", "", ""),  # 2 days
    ("2026-10-31", "2026-11-02", "", ""),  # 3 days: the grace
    ("2026-10-31", "2026-11-03", "", "1/30 = -90.00"),
    ("2026-10-30", "2026-11-01", "", ""),
    ("2026-10-30", "2026-11-02", "", "1/30 = -90.00"),
    ("2026-10-29", "2026-11-01", "", "1/30 = -90.00"),  # the grace ends with October
    ("2026-10-28", "2026-11-01", "1/31 = -87.10", "1/30 = -90.00"),  # 87.096...
    ("2026-10-01", "2026-11-30", "28/31 = -2438.71", "30/30 = -2700.00"),  # 2438.709...
]


@pytest.mark.parametrize("first, last, october, november", ACROSS)
@pytest.mark.parametrize("told_twice", [False, True])
def test_grace_over_a_months_end(
    first: str, last: str, october: str, november: str, told_twice: bool
) -> None:
    """One event of both months, or one in each: the first empty day is the same."""
    terms = fixed.Terms.model_validate({"seats": "2", "price": "2700", "grace_days": "3"})
    whole = _vacant(first, last)
    before = _vacant(first, "2026-10-31") if told_twice else whole
    after = _vacant("2026-11-01", last) if told_twice else whole
    one = fixed.rate(terms, of(whole=OCTOBER), used(before), Carried())
    other = fixed.rate(terms, of(whole=NOVEMBER), used(after), one.carried)
    found = [[line.split(" ", 2)[2] for line in told(rated)[1:]] for rated in (one, other)]
    assert found == [[f"-1 x 2700.00 x {ratio}"] if ratio else [] for ratio in (october, november)]


@pytest.mark.parametrize(
    "quantity, expected, blocks",
    [
        ("0", [], []),
        ("1", ["-1 x 3100.00 x 2/31 = -200.00"], []),
        ("1.5", ["-1.5 x 3100.00 x 2/31 = -300.00"], []),
        ("2", ["-2 x 3100.00 x 2/31 = -400.00"], []),
        ("2.5", ["-2.5 x 3100.00 x 2/31 = -500.00"], ["vacancy_exceeds_seats"]),
        ("3", ["-3 x 3100.00 x 2/31 = -600.00"], ["vacancy_exceeds_seats"]),
    ],
)
def test_how_many_seats_may_be_empty(quantity: str, expected: list[str], blocks: list[str]) -> None:
    """All of them, and not one more; of none, none is deducted."""
    terms = fixed.Terms.model_validate({"seats": "2", "price": "3100"})
    usage = used(_vacant("2026-10-10", "2026-10-11", quantity))
    rated = fixed.rate(terms, of(), usage, Carried())
    assert [line.removeprefix("vacancy [2026-10-10] ") for line in told(rated)[1:]] == expected
    assert codes(rated) == blocks


def test_no_seat_at_all() -> None:
    """0 seats come to nothing."""
    terms = fixed.Terms.model_validate({"seats": "0", "price": "3100"})
    assert told(fixed.rate(terms, of(), used(), Carried())) == ["seat_fee 0 x 3100.00 = 0.00"]
