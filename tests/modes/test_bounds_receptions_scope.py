"""By reception at its bounds: night, what is in scope, what seats include, what is excluded."""

from typing import Any

import pytest

from billing.balance import Carried
from billing.invoice import Rated
from billing.modes import receptions
from billing.usage import Kind, Span, Usage
from tests.modes.bounds import told
from tests.modes.conftest import OCTOBER, Cells, codes, days, of, row, table, used

KIND = Kind.RECEPTIONS


def _rated(usage: Usage | int | str, span: Span | None = None, **cells: Any) -> Rated:
    terms = receptions.Terms.model_validate(cells)
    where = span or of()
    taken = usage if isinstance(usage, Usage) else used(row(KIND, where.measured, receptions=usage))
    return receptions.rate(terms, where, taken, Carried())


def _fees(rated: Rated) -> list[str]:
    return [line.removeprefix("reception_fee ") for line in told(rated)]


TIERS = table(("1000", "1.50"), ("3000", "1.20"), (None, "0.90"))
FIRST = "[tier1] 1000 x 1.50 = 1500.00"


# 10 in all, so many by night, 1.20, night x 1.5: 1.80 each.
NIGHT = [
    (0, "12.00", "0.00"),
    (1, "10.80", "1.80"),
    (9, "1.20", "16.20"),
    (10, "0.00", "18.00"),
]


@pytest.mark.parametrize("night, by_day, by_night", NIGHT)
def test_night(night: int, by_day: str, by_night: str) -> None:
    """Split out of the total: none, one, all but one, all."""
    usage = used(row(KIND, OCTOBER, receptions=10, night=night))
    assert _fees(_rated(usage, method="flat", price="1.20", night_multiplier="1.5")) == [
        f"[day] {10 - night} x 1.20 = {by_day}",
        f"[night] {night} x 1.20 x 1.5 = {by_night}",
    ]


def test_more_by_night_than_there_are() -> None:
    """11 of 10 is no figure."""
    usage = used(row(KIND, OCTOBER, receptions=10, night=11))
    rated = _rated(usage, method="flat", price="1", night_multiplier="2")
    assert (rated.lines, codes(rated)) == ((), ["classes_above_total"])


@pytest.mark.parametrize("multiplier, amount", [("0", "0.00"), ("0.5", "3.00"), ("2", "12.00")])
def test_the_night_may_cost_less(multiplier: str, amount: str) -> None:
    """A multiplier below 1 is a discount, 0 is free."""
    usage = used(row(KIND, OCTOBER, receptions=10, night=5))
    found = _fees(_rated(usage, method="flat", price="1.20", night_multiplier=multiplier))
    assert found[1].endswith(f" = {amount}")


@pytest.mark.parametrize(
    "scope, total, night, expected",
    [
        ("night", 5000, 999, ["[tier1] 999 x 1.50 = 1498.50"]),
        ("night", 5000, 1000, [FIRST]),
        ("night", 5000, 1001, [FIRST, "[tier2] (1001 - 1000) x 1.20 = 1.20"]),
        ("night", 5000, 0, []),
        ("day", 5000, 4000, [FIRST]),
        ("day", 5000, 3999, [FIRST, "[tier2] (1001 - 1000) x 1.20 = 1.20"]),
        ("day", 5000, 5000, []),
    ],
)
def test_scope_in_tiers(scope: str, total: int, night: int, expected: list[str]) -> None:
    """Only what is in scope fills the tiers."""
    usage = used(row(KIND, OCTOBER, receptions=total, night=night))
    assert _fees(_rated(usage, method="graduated", tiers=TIERS, scope=scope)) == expected


@pytest.mark.parametrize(
    "seats, count, cells, expected",
    [
        (0, 0, {}, ""),
        (0, 1, {}, "(1 - 0 x 10) x 0.90 = 0.90"),
        (1, 309, {}, ""),  # 31 x 10 = 310
        (1, 310, {}, ""),
        (1, 311, {}, "(311 - 31 x 10) x 0.90 = 0.90"),
        (2, 621, {}, "(621 - 62 x 10) x 0.90 = 0.90"),
        (1, 410, {"per": "100"}, "ceil((410 - 31 x 10) / 100) x 0.90 = 0.90"),
        (1, 411, {"per": "100"}, "ceil((411 - 31 x 10) / 100) x 0.90 = 1.80"),
    ],
)
def test_included_by_seats(seats: int, count: int, cells: Cells, expected: str) -> None:
    """Seat-days x included are free, pooled over the month."""
    span = of(seats=dict.fromkeys(OCTOBER, seats))
    rated = _rated(
        count, span, method="flat", price="0.90", included_per_seat_per_day="10", **cells
    )
    assert told(rated) == ([f"overage {expected}"] if expected else [])


def test_included_by_seats_of_some_days() -> None:
    """A second seat from the 31st: 32 seat-days; and only days of the charge count."""
    seats = {**dict.fromkeys(OCTOBER, 1), OCTOBER.last: 2}
    cells: Cells = {"method": "flat", "price": "0.90", "included_per_seat_per_day": "10"}
    assert told(_rated(321, of(seats=seats), **cells)) == ["overage (321 - 32 x 10) x 0.90 = 0.90"]
    two = of(days("2026-10-30", "2026-10-31"), seats=seats)
    assert told(_rated(31, two, **cells)) == ["overage (31 - 3 x 10) x 0.90 = 0.90"]


@pytest.mark.parametrize(
    "total, robot, expected",
    [(1000, 0, [FIRST]), (1001, 1, [FIRST]), (1000, 1, ["[tier1] 999 x 1.50 = 1498.50"]),
     (5, 5, [])],
)  # fmt: skip
def test_excluded_before_the_tiers(total: int, robot: int, expected: list[str]) -> None:
    """What is excluded fills no tier."""
    usage = used(row(KIND, OCTOBER, receptions=total, robot=robot))
    assert _fees(_rated(usage, method="graduated", tiers=TIERS, exclude="robot")) == expected
