"""By day at its bounds: seats of a day, seat-shifts, stores, minimum days, a moment's edge."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest

from billing.balance import Carried
from billing.invoice import Rated
from billing.modes import daily
from billing.usage import Kind, Span, UsageRow
from tests.modes.bounds import told
from tests.modes.conftest import NOVEMBER, Cells, codes, days, of, row, used

RATES = daily.Rates(name="R", prices={"peak": Decimal(400), "ordinary": Decimal(220)})
TENTH = "2026-11-10"
ONE = days(TENTH, TENTH)


def _rated(
    rows: Sequence[UsageRow],
    span: Span | None = None,
    carried: Carried | None = None,
    **cells: Any,
) -> Rated:
    given = {"headcount": "peak", "rates": RATES, "default_kind": "ordinary", **cells}
    terms = daily.Terms.model_validate(given)
    return daily.rate(terms, span or of(ONE, NOVEMBER), used(*rows), carried or Carried())


def _peaks(*peaks: str | int, store: str = "S1") -> list[UsageRow]:
    """From the 10th on, a row a day."""
    return [
        row(Kind.STAFFING, f"2026-11-{day}", store, peak=peak) for day, peak in enumerate(peaks, 10)
    ]


ALL: Cells = {"minimum_seats": "3", "maximum_seats": "8", "only_above": "2"}
# min(max(peak, minimum), maximum), then only above: peak, cells, seats billed at 220.
SEATS: list[tuple[str, Cells, str]] = [
    ("0", {}, ""),
    ("1", {}, "1 x 220.00 = 220.00"),
    ("0", {"minimum_seats": "1"}, "1 x 220.00 = 220.00"),
    ("0", {"maximum_seats": "0"}, ""),
    ("1", {"maximum_seats": "0"}, ""),
    ("4", {"minimum_seats": "5"}, "5 x 220.00 = 1100.00"),
    ("7", {"maximum_seats": "8"}, "7 x 220.00 = 1540.00"),
    ("2", {"only_above": "3"}, ""),
    ("3", {"only_above": "3"}, ""),
    ("4", {"only_above": "3"}, "1 x 220.00 = 220.00"),
    ("0", ALL, "1 x 220.00 = 220.00"),  # 3 - 2
    ("2", ALL, "1 x 220.00 = 220.00"),
    ("3", ALL, "1 x 220.00 = 220.00"),
    ("4", ALL, "2 x 220.00 = 440.00"),
    ("7", ALL, "5 x 220.00 = 1100.00"),
    ("8", ALL, "6 x 220.00 = 1320.00"),
    ("9", ALL, "6 x 220.00 = 1320.00"),  # 8 - 2
    ("5", {"minimum_seats": "8", "maximum_seats": "8"}, "8 x 220.00 = 1760.00"),
    ("9", {"maximum_seats": "3", "only_above": "3"}, ""),
]


@pytest.mark.parametrize("peak, cells, expected", SEATS)
def test_seats_of_a_day(peak: str, cells: Cells, expected: str) -> None:
    """Minimum first, then maximum, then only above; seat-shifts the same."""
    lines = [f"day_fee [ordinary] {expected}"] if expected else []
    assert told(_rated(_peaks(peak), **cells)) == lines
    shift = row(Kind.STAFFING, TENTH, shift="早班", peak=peak)
    assert told(_rated([shift], headcount="shifts", **cells)) == lines


@pytest.mark.parametrize(
    "first, other, expected",
    [
        (1, 1, "3 x 220.00 = 660.00"),  # 2 are lifted to 3, for both stores together
        (1, 2, "3 x 220.00 = 660.00"),
        (2, 2, "4 x 220.00 = 880.00"),
        (4, 4, "8 x 220.00 = 1760.00"),
        (5, 4, "8 x 220.00 = 1760.00"),
    ],
)
def test_limits_are_of_the_stores_together(first: int, other: int, expected: str) -> None:
    """A charge over two stores adds their peaks, then takes 3 to 8."""
    rows = [*_peaks(first), *_peaks(other, store="S2")]
    span = of(ONE, NOVEMBER, stores=("S1", "S2"))
    rated = _rated(rows, span, minimum_seats="3", maximum_seats="8")
    assert told(rated) == [f"day_fee [ordinary] {expected}"]


# Two shifts of 6 and 4 seats, minutes of the day: the peak.
EDGES = [
    ((540, 1079), (1080, 1560), "6"),  # a minute between
    ((540, 1080), (1080, 1560), "6"),  # one ends as the other starts
    ((540, 1081), (1080, 1560), "10"),  # a minute together
    ((540, 1080), (1079, 1560), "10"),
    ((540, 541), (540, 1560), "10"),
    ((0, 1440), (1439, 1440), "10"),
    ((0, 1440), (1439, 2000), "10"),
]


@pytest.mark.parametrize("six, four, peak", EDGES)
def test_the_edge_of_a_shift(six: tuple[int, int], four: tuple[int, int], peak: str) -> None:
    """[start, end): who leaves at 18:00 is not there with who comes at 18:00."""
    shifts = [
        row(Kind.STAFFING, TENTH, start=start, end=end, seats=seats)
        for (start, end), seats in ((six, 6), (four, 4))
    ]
    amount = {"6": "1320.00", "10": "2200.00"}[peak]
    assert told(_rated(shifts)) == [f"day_fee [ordinary] {peak} x 220.00 = {amount}"]
    assert told(_rated(shifts, headcount="shifts")) == ["day_fee [ordinary] 10 x 220.00 = 2200.00"]


# Billed before and now (2 days), minimum 5 days of 2 seats: what is made up on the last invoice.
MINIMUM = [
    (0, "(5 - 2) x 2 x 220.00 = 1320.00"),
    (1, "(5 - 3) x 2 x 220.00 = 880.00"),
    (2, "(5 - 4) x 2 x 220.00 = 440.00"),
    (3, ""),
    (4, ""),
]


@pytest.mark.parametrize("before, expected", MINIMUM)
@pytest.mark.parametrize("final", [False, True])
def test_minimum_days(before: int, expected: str, final: bool) -> None:
    """Days of all months count; the missing ones come with the last."""
    span = of(days(TENTH, "2026-11-11"), NOVEMBER, final=final)
    carried = Carried(days=before, first_kind="ordinary" if before else "")
    rated = _rated(_peaks(2, 3), span, carried, minimum_seats="2", minimum_days="5")
    made_up = [f"min_days_topup [ordinary] {expected}"] if expected and final else []
    assert told(rated) == ["day_fee [ordinary] 5 x 220.00 = 1100.00", *made_up]
    assert rated.carried.days == before + 2


@pytest.mark.parametrize(
    "first, last, ordinary, peak",
    [
        ("2026-11-10", "2026-11-10", "2 x 220.00 = 440.00", "1 x 400.00 = 400.00"),
        ("2026-11-11", "2026-11-11", "2 x 220.00 = 440.00", "1 x 400.00 = 400.00"),
        ("2026-11-12", "2026-11-12", "2 x 220.00 = 440.00", "1 x 400.00 = 400.00"),
        ("2026-11-10", "2026-11-11", "1 x 220.00 = 220.00", "2 x 400.00 = 800.00"),
        ("2026-11-10", "2026-11-12", "", "3 x 400.00 = 1200.00"),
        ("2026-11-01", "2026-11-09", "3 x 220.00 = 660.00", ""),
        ("2026-11-09", "2026-11-10", "2 x 220.00 = 440.00", "1 x 400.00 = 400.00"),
        ("2026-11-12", "2026-11-13", "2 x 220.00 = 440.00", "1 x 400.00 = 400.00"),
        ("2026-11-13", "2026-11-30", "3 x 220.00 = 660.00", ""),
    ],
)
def test_the_dates_of_a_kind(first: str, last: str, ordinary: str, peak: str) -> None:
    """Both ends count; a kind's dates may lie outside the engagement, from the 10th to the 12th."""
    calendar = daily.Calendar(name="C", spans=((days(first, last), "peak"),))
    span = of(days(TENTH, "2026-11-12"), NOVEMBER)
    found = sorted(told(_rated(_peaks(1, 1, 1), span, calendar=calendar)))
    assert found == [
        *([f"day_fee [ordinary] {ordinary}"] if ordinary else []),
        *([f"day_fee [peak] {peak}"] if peak else []),
    ]


def test_a_typed_zero_is_zero_and_a_blank_blocks() -> None:
    """The 11th has 0 seats: nothing is billed for it; an empty cell is not known."""
    span = of(days(TENTH, "2026-11-12"), NOVEMBER)
    rated = _rated(_peaks(1, 0, 1), span, minimum_days="0")
    assert told(rated) == ["day_fee [ordinary] 2 x 220.00 = 440.00"]
    assert rated.carried.days == 2
    blank = row(Kind.STAFFING, "2026-11-11", blank=["peak"])
    assert codes(_rated([*_peaks(1), blank, *_peaks(1, 0, 1)[2:]], span)) == ["blank_seats"]
