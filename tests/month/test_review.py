"""What is odd in a month by itself, at, below and above each limit."""

from typing import Any

import pytest

from billing.modes import daily
from billing.period import Period
from billing.usage import Kind
from tests.modes.conftest import days
from tests.month.reviewed import (
    AUGUST,
    DAYS,
    DEAL,
    JULY,
    SHARE,
    TALKS,
    Figures,
    codes,
    deals,
    found,
    of,
    sold,
    talks,
    told,
    whole,
)
from tests.properties.contracts import ALWAYS, charge_of, contract_of, row_of


@pytest.mark.parametrize("much, wanted", [(799, []), (800, ["day_far_from_median"])])
def test_a_day_of_eight_times_the_median(much: int, wanted: list[str]) -> None:
    """A digit too many makes it 9 to 11 times as much; a little less than 8 is not told."""
    figures = {"receptions": 100}
    busy: Figures = lambda n: {"receptions": much} if n in (5, 9) else figures  # noqa: E731
    got = found(of(TALKS), (AUGUST, whole(AUGUST, (Kind.RECEPTIONS, "S1", busy))))
    assert codes(got) == wanted
    if got:
        assert told(got[0]) == (
            "receptions.xlsx!Sheet!C6 Receptions of S1: 2026-08-05 800 (×8), "
            "2026-08-09 800 (×8); the month's median day has 100."
        )


def test_seats_of_a_day_of_ten_times_the_median() -> None:
    """40 in place of 4."""
    peaks: Figures = lambda n: {"peak": 40 if n == 3 else 4}  # noqa: E731
    got = found(of(DAYS), (AUGUST, whole(AUGUST, (Kind.STAFFING, "S1", peaks))))
    assert codes(got) == ["day_far_from_median"]


def test_a_small_day_says_nothing() -> None:
    """90 receptions are few, whatever the median is."""
    figures: Figures = lambda n: {"receptions": 90 if n == 5 else 5}  # noqa: E731
    assert found(of(TALKS), (AUGUST, whole(AUGUST, (Kind.RECEPTIONS, "S1", figures)))) == ()


@pytest.mark.parametrize(
    "sales, refunds, wanted",
    [("1000", "600", []), ("1000", "600.01", ["refunds_high"]), ("0", "0", []),
     ("0", "5", ["refunds_high"])],
)  # fmt: skip
def test_refunds_above_a_share_of_sales(sales: str, refunds: str, wanted: list[str]) -> None:
    """60 % passes; refunds without sales do not."""
    got = found(of(SHARE), (AUGUST, whole(AUGUST, sold(sales, refunds))))
    assert codes(got) == wanted


def test_orders_above_receptions() -> None:
    """As many pass, one more does not; where it was so before, it is this shop's way."""
    same = found(of(DEAL), (AUGUST, whole(AUGUST, deals(50), talks(50))))
    assert codes(same) == []
    more = (AUGUST, whole(AUGUST, deals(51), talks(50)))
    (one,) = found(of(DEAL), more)
    assert (
        told(one)
        == "orders.xlsx!Sheet!C2:C32 S1: 1581 orders and 1550 receptions, ×1.02 (limit ×1)."
    )
    assert found(of(DEAL), more, (JULY, whole(JULY, deals(60), talks(50)))) == ()


def test_orders_without_an_agent_need_no_talk() -> None:
    """Where the file tells them apart; and few orders say nothing."""
    named = {"orders": 80, "cancelled": 0, "refunded": 0, "orders_with_agent": 50}
    given = (Kind.ORDERS, "S1", lambda _: named)
    assert found(of(DEAL), (AUGUST, whole(AUGUST, given, talks(50)))) == ()
    assert found(of(DEAL), (AUGUST, whole(AUGUST, deals(3), talks(1)))) == ()


@pytest.mark.parametrize(
    "figures, wanted",
    [
        ({"peak": 5, "approved": 5, "booked": 5}, []),
        ({"peak": 6, "approved": 5}, ["peak_above_approval"]),
        ({"peak": 6, "booked": 5}, ["peak_above_booked"]),
        ({"peak": 6}, []),
    ],
)
def test_seats_above_approval_or_booking(figures: dict[str, Any], wanted: list[str]) -> None:
    """By day; where the file tells neither, nothing is."""
    got = found(of(DAYS), (AUGUST, whole(AUGUST, (Kind.STAFFING, "S1", lambda _: figures))))
    assert codes(got) == wanted
    if got:
        assert got[0].found == "2026-08-01 6 > 5, 2026-08-02 6 > 5, 2026-08-03 6 > 5 … +28"


def test_seats_on_days_without_receptions() -> None:
    """Told where receptions are kept, from the first day that they are billed; else not."""
    peaks = (Kind.STAFFING, "S1", lambda _: {"peak": 4})
    rest: Figures = lambda n: {"receptions": 0 if n in (2, 9) else 80}  # noqa: E731
    kept = whole(AUGUST, peaks, (Kind.RECEPTIONS, "S1", rest))
    (one,) = found(of(DAYS), (AUGUST, kept))
    assert told(one) == (
        "staffing.xlsx!Sheet!C3 S1: seats on days without receptions: 2026-08-02 (4), "
        "2026-08-09 (4)."
    )
    assert found(of(DAYS), (AUGUST, whole(AUGUST, peaks))) == ()
    from_the_tenth = row_of(TALKS, Period(days("2026-08-10", "2026-08-10").start, ALWAYS.end))
    learning = contract_of(charge_of(DAYS), charge_of(from_the_tenth, code="K-2"))
    assert found(learning, (AUGUST, kept)) == ()


def test_days_that_bill_no_seats_are_not_looked_at() -> None:
    """Seats that are paid in another way may be on duty without receptions or approval."""
    above = daily.Terms.model_validate({**DAYS.model_dump(), "rates": DAYS.rates, "only_above": 4})
    figures: Figures = lambda n: {"peak": 4 if n < 31 else 5, "approved": 3}  # noqa: E731
    usage = whole(AUGUST, (Kind.STAFFING, "S1", figures))
    assert [one.found for one in found(of(above), (AUGUST, usage))] == ["2026-08-31 5 > 3"]
