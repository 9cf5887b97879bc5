"""By order: what is billable, conversion, methods."""

from typing import Any

import pytest

from billing.balance import Carried
from billing.invoice import Rated
from billing.modes import orders
from billing.usage import Kind, Usage, UsageRow
from tests.modes.conftest import OCTOBER, Cells, codes, lines, of, row, table, used

BY_RATE = table(("0.10", "1.50"), ("0.20", "2.00"), (None, "2.50"))
ORDERS, RECEPTIONS = Kind.ORDERS, Kind.RECEPTIONS


def _counts(**more: Any) -> UsageRow:
    return row(ORDERS, OCTOBER, **{"orders": 900, "cancelled": 20, "refunded": 30, **more})


def _rated(usage: Usage | UsageRow, **cells: Any) -> Rated:
    terms = orders.Terms.model_validate(cells)
    taken = used(usage) if isinstance(usage, UsageRow) else usage
    return orders.rate(terms, of(), taken, Carried())


def test_conversion_picks_the_price() -> None:
    """840/5000 is 16.8 %: (900 - 20 - 30) x 2.00 = 1700.00."""
    usage = _counts(paying_buyers=840, inquiry_buyers=5000)
    rated = _rated(usage, method="conversion", tiers=BY_RATE)
    assert lines(rated) == [("order_fee", "tier2", "850", "2", "(900 - 20 - 30) x 2.00", "1700.00")]
    assert rated.notes[0].words["conversion"] == "840/5000 = 16.80%"


@pytest.mark.parametrize(
    "buyers, price",
    [(0, "1.5"), (1, "1.5"), (499, "1.5"), (500, "1.5"), (501, "2"), (1000, "2"), (1001, "2.5")],
)
def test_conversion_is_an_exact_fraction(buyers: int, price: str) -> None:
    """500/5000 is in the band up to 10 %."""
    usage = _counts(paying_buyers=buyers, inquiry_buyers=5000)
    assert lines(_rated(usage, method="conversion", tiers=BY_RATE))[0][3] == price


def test_conversion_is_of_the_totals_never_an_average_of_rates() -> None:
    """1/1 and 4/99: the month is 5 %, the average of rates would be 52 %."""
    usage = used(
        row(ORDERS, "2026-10-01", orders=1, cancelled=0, refunded=0, paying_buyers=1,
            inquiry_buyers=1),
        row(ORDERS, "2026-10-02", orders=9, cancelled=0, refunded=0, paying_buyers=4,
            inquiry_buyers=99),
    )  # fmt: skip
    assert lines(_rated(usage, method="conversion", tiers=BY_RATE)) == [
        ("order_fee", "tier1", "10", "1.5", "10 x 1.50", "15.00")
    ]


def test_beyond_the_last_band_blocks() -> None:
    """A conversion above a closed table shows the rate (rule G12)."""
    closed = table(("0.10", "1.50"))
    usage = _counts(paying_buyers=501, inquiry_buyers=5000)
    rated = _rated(usage, method="conversion", tiers=closed)
    assert codes(rated) == ["outside_tiers"]
    assert rated.problems[0].found == "501/5000 = 10.02%"


def test_nobody_inquired() -> None:
    """Blocked, or the charge's own price where the contract says so, with a note."""
    usage = _counts(paying_buyers=0, inquiry_buyers=0)
    rated = _rated(usage, method="conversion", tiers=BY_RATE)
    assert (lines(rated), codes(rated)) == ([], ["conversion_undefined"])
    priced = _rated(usage, method="conversion", tiers=BY_RATE, no_inquiries="price", price="1.80")
    assert lines(priced) == [("order_fee", "", "850", "1.8", "(900 - 20 - 30) x 1.80", "1530.00")]
    assert [note.code for note in priced.notes] == ["note.no_inquiries"]


INQUIRIES = [
    ("only in the orders", {"inquiry_buyers": 5000}, {}, []),
    ("only in the receptions", {}, {"inquiry_buyers": 5000}, []),
    ("alike in both", {"inquiry_buyers": 5000}, {"inquiry_buyers": 5000}, []),
    ("different", {"inquiry_buyers": 5000}, {"inquiry_buyers": 4999}, ["inquiries_differ"]),
    ("in neither", {}, {}, ["missing_column"]),
]


@pytest.mark.parametrize(
    "own, other, expected", [case[1:] for case in INQUIRIES], ids=[case[0] for case in INQUIRIES]
)
def test_inquiry_buyers(own: Cells, other: Cells, expected: list[str]) -> None:
    """Those of the orders win over those of the receptions, and must agree with them."""
    usage = used(_counts(paying_buyers=840, **own), row(RECEPTIONS, OCTOBER, receptions=9, **other))
    assert codes(_rated(usage, method="conversion", tiers=BY_RATE)) == expected


def test_a_blank_of_the_orders_is_not_filled_from_the_receptions() -> None:
    """The orders have the column, and an empty cell: blank is not zero, nor another file's."""
    usage = used(
        row(ORDERS, OCTOBER, orders=9, cancelled=0, refunded=0, paying_buyers=8,
            blank=["inquiry_buyers"]),
        row(RECEPTIONS, OCTOBER, receptions=9, inquiry_buyers=50),
    )  # fmt: skip
    assert codes(_rated(usage, method="conversion", tiers=BY_RATE)) == ["blank_figure"]


def test_flat_with_multiplier() -> None:
    """The industry multiplier multiplies the price."""
    assert lines(_rated(_counts(), method="flat", price="2", multiplier="1.15")) == [
        ("order_fee", "", "850", "2.3", "(900 - 20 - 30) x 2.00 x 1.15", "1955.00")
    ]


def test_graduated_and_volume() -> None:
    """850 orders over a table of 500 and above."""
    tiers = table(("500", "2"), (None, "1"))
    assert lines(_rated(_counts(), method="graduated", tiers=tiers)) == [
        ("order_fee", "tier1", "500", "2", "500 x 2.00", "1000.00"),
        ("order_fee", "tier2", "350", "1", "(850 - 500) x 1.00", "350.00"),
    ]
    assert lines(_rated(_counts(), method="volume", tiers=tiers)) == [
        ("order_fee", "tier2", "850", "1", "(900 - 20 - 30) x 1.00", "850.00")
    ]


def test_with_agent_counts_its_own_columns() -> None:
    """`with agent`: those an agent is named for; without such counts it blocks."""
    usage = _counts(orders_with_agent=400, cancelled_with_agent=10, refunded_with_agent=5)
    found = lines(_rated(usage, method="flat", price="1", count="with_agent"))
    assert [line[2] for line in found] == ["385"]
    lacking = _rated(_counts(), method="flat", price="1", count="with_agent")
    assert codes(lacking) == ["missing_column"] * 3


def test_more_taken_off_than_paid_blocks() -> None:
    """Never below zero."""
    rated = _rated(_counts(orders=49), method="flat", price="1")
    assert (lines(rated), codes(rated)) == ([], ["orders_below_zero"])


def test_without_rows_it_blocks() -> None:
    """Missing is never zero."""
    assert codes(_rated(used(), method="flat", price="1")) == ["missing_usage"]


@pytest.mark.parametrize(
    "service, price", [("pre-sales", "2.00"), ("", "1.50")], ids=["told", "not told"]
)
def test_who_inquired_is_of_the_service_whose_orders_count(service: str, price: str) -> None:
    """8 of 50 who asked the service bought, 8 of 100 of the store; orders tell the service or not.

    Both files are filtered by the charge's service, or neither is.
    """
    counts: Cells = {"orders": 9, "cancelled": 0, "refunded": 0, "paying_buyers": 8}
    usage = used(
        row(ORDERS, OCTOBER, service=service, **counts),
        row(RECEPTIONS, OCTOBER, service="pre-sales", receptions=50, inquiry_buyers=50),
        row(RECEPTIONS, OCTOBER, service="after-sales", receptions=50, inquiry_buyers=50),
    )
    terms = orders.Terms.model_validate({"method": "conversion", "tiers": BY_RATE})
    rated = orders.rate(terms, of(service="pre-sales"), usage, Carried())
    assert [line[4] for line in lines(rated)] == [f"9 x {price}"]
