"""Monthly: fee, quota, tolerance, what is unused, what was not delivered."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from billing.balance import Carried, QuotaLeft
from billing.invoice import Rated
from billing.modes import monthly
from billing.usage import Happening, Kind, Span, Usage
from tests.modes.conftest import OCTOBER, Cells, codes, days, event, lines, of, row, used

FEE = ("package_fee", "", "1", "6000", "6000.00", "6000.00")


def _rated(
    count: int | Usage, span: Span | None = None, carried: Carried | None = None, **cells: Any
) -> Rated:
    given = {
        "fee": "6000",
        "metric": "receptions",
        "included": "5000",
        "overage_price": "1.20",
        **cells,
    }
    terms = monthly.Terms.model_validate(given)
    usage = (
        used(row(Kind.RECEPTIONS, OCTOBER, receptions=count)) if isinstance(count, int) else count
    )
    return monthly.rate(terms, span or of(), usage, carried or Carried())


def _beyond(rated: Rated) -> list[tuple[str, ...]]:
    """The lines after the fee."""
    assert lines(rated)[0] == FEE
    return [(line[0], *line[2:]) for line in lines(rated)[1:]]


ABOVE: Cells = {"tolerance": "5%", "tolerance_mode": "above_tolerance"}
FROM: Cells = {"tolerance": "5%", "tolerance_mode": "from_quota"}


@pytest.mark.parametrize(
    "count, cells, expected",
    [
        (0, {}, []),
        (4999, {}, []),
        (5000, {}, []),
        (5001, {}, [("1", "(5001 - 5000) x 1.20", "1.20")]),
        (5830, {}, [("830", "(5830 - 5000) x 1.20", "996.00")]),
        (5830, ABOVE, [("580", "(5830 - 5250) x 1.20", "696.00")]),
        (5250, ABOVE, []),
        (5251, ABOVE, [("1", "(5251 - 5250) x 1.20", "1.20")]),
        (5250, FROM, []),
        (5251, FROM, [("251", "(5251 - 5000) x 1.20", "301.20")]),
    ],
)
def test_overage(count: int, cells: Cells, expected: list[tuple[str, ...]]) -> None:
    """A dead band: only beyond it, or all from the quota once it is passed."""
    rated = _rated(count, **cells)
    assert _beyond(rated) == [("overage", q, "1.2", w, amount) for q, w, amount in expected]
    assert dict(rated.notes[0].words) == {"used": str(count), "included": "5000"}


def test_started_blocks_of_overage() -> None:
    """300 per extra 100: 830 beyond are 9 blocks."""
    rated = _rated(5830, overage_price="300", per="100")
    assert _beyond(rated) == [
        ("overage", "9", "300", "ceil((5830 - 5000) / 100) x 300.00", "2700.00")
    ]


def test_no_price_for_what_is_beyond_blocks() -> None:
    """More than included without a price: never free, never guessed."""
    given = {"fee": "6000", "metric": "receptions", "included": "5000"}
    terms = monthly.Terms.model_validate(given)
    usage = used(row(Kind.RECEPTIONS, OCTOBER, receptions=5001))
    assert codes(monthly.rate(terms, of(), usage, Carried())) == ["no_overage_price"]


def test_fee_and_quota_prorate_together() -> None:
    """20 of 31 days: 5000 x 20/31 is 3225.8, so 3225 whole units are included."""
    part = days("2026-10-12", "2026-10-31")
    rated = _rated(used(row(Kind.RECEPTIONS, part, receptions=3230)), of(part))
    assert lines(rated) == [
        ("package_fee", "", "1", "6000", "6000.00 x 20/31", "3870.97"),
        ("overage", "", "5", "1.2", "(3230 - 3225) x 1.20", "6.00"),
    ]


def test_a_change_of_label_bills_the_quota_once() -> None:
    """Two rows share their usage: each bears its fee, the last bills the whole quota (G14)."""
    usage = used(row(Kind.RECEPTIONS, OCTOBER, receptions=5830))
    first = of(days("2026-10-01", "2026-10-10"), measured=OCTOBER, closing=False)
    last = of(days("2026-10-11", "2026-10-31"), measured=OCTOBER)
    assert [*lines(_rated(usage, first)), *lines(_rated(usage, last))] == [
        ("package_fee", "", "1", "6000", "6000.00 x 10/31", "1935.48"),
        ("package_fee", "", "1", "6000", "6000.00 x 21/31", "4064.52"),
        ("overage", "", "830", "1.2", "(5830 - 5000) x 1.20", "996.00"),
    ]


OVER: Cells = {"unused": "carry_over", "carry_months": "2"}


def _quota(*left: tuple[str, int]) -> Carried:
    return Carried(quota=tuple(QuotaLeft(month=m, units=Decimal(n)) for m, n in left))


@pytest.mark.parametrize(
    "count, before, overage, after, lost",
    [
        (4000, (), None, (("2026-10", 1000),), ()),
        (4000, (("2026-09", 300),), None, (("2026-09", 300), ("2026-10", 1000)), ()),
        # Its last month was this one.
        (4000, (("2026-08", 300),), None, (("2026-10", 1000),), (("2026-08", 300),)),
        (5000, (("2026-09", 300),), None, (("2026-09", 300),), ()),
        (
            5100,
            (("2026-08", 300), ("2026-09", 300)),
            None,
            (("2026-09", 300),),
            (("2026-08", 200),),
        ),
        (5400, (("2026-08", 300), ("2026-09", 300)), None, (("2026-09", 200),), ()),
        (5600, (("2026-08", 300), ("2026-09", 300)), None, (), ()),
        (5601, (("2026-08", 300), ("2026-09", 300)), "1", (), ()),
        (5100, (("2026-07", 300),), "100", (), (("2026-07", 300),)),  # too old
        # A correction took back 120 that were used: 4880 are left of this month's quota.
        (4879, (("2026-09", -120),), None, (("2026-10", 1),), ()),
        (4880, (("2026-09", -120),), None, (), ()),
        (4881, (("2026-09", -120),), "1", (), ()),
        (4981, (("2026-08", 100), ("2026-09", -120)), "1", (), ()),
        (1, (("2026-09", -5003),), "1", (("2026-09", -3),), ()),  # the rest is taken next month
    ],
)
def test_carry_over(
    count: int,
    before: tuple[tuple[str, int], ...],
    overage: str | None,
    after: tuple[tuple[str, int], ...],
    lost: tuple[tuple[str, int], ...],
) -> None:
    """Carried quota is used after this month's and before overage, oldest first, N months long."""
    rated = _rated(count, carried=_quota(*before), **OVER)
    assert [line[1] for line in _beyond(rated)] == ([overage] if overage else [])
    assert rated.carried == replace(_quota(*after), lost=_quota(*lost).quota)


CREDIT: Cells = {"unused": "credit", "credit_price": "0.80"}


@pytest.mark.parametrize(
    "count, cells, expected",
    [
        (5000, {}, []),
        (4999, {}, [("-1", "-1 x (5000 - 4999) x 0.80", "-0.80")]),
        (4500, {"credit_tolerance": "10%"}, []),
        (4499, {"credit_tolerance": "10%"}, [("-1", "-1 x (4500 - 4499) x 0.80", "-0.80")]),
        (
            4000,
            {"credit_tolerance": "10%"},
            [("-500", "-1 x (4500 - 4000) x 0.80", "-400.00")],
        ),
        (3500, {"credit_cap": "20%"}, [("-1500", "-1 x (5000 - 3500) x 0.80", "-1200.00")]),
        # What a cap cut short is one sum.
        (3499, {"credit_cap": "20%"}, [("-1", "-1 x 6000.00 x 20%", "-1200.00")]),
        (0, {"credit_cap": "20%"}, [("-1", "-1 x 6000.00 x 20%", "-1200.00")]),
    ],
)
def test_credit_for_unused_quota(count: int, cells: Cells, expected: list[tuple[str, ...]]) -> None:
    """Units below included x (1 - tolerance), at most a share of the fee."""
    rated = _rated(count, **CREDIT, **cells)
    price = {"-1 x 6000.00 x 20%": "1200"}
    assert _beyond(rated) == [
        ("shortfall_credit", q, price.get(w, "0.8"), w, a) for q, w, a in expected
    ]


def _hours(*quantities: str | None) -> Usage:
    return used(
        *(
            event(Happening.DELIVERED_HOURS, OCTOBER, **({"quantity": q} if q else {}))
            for q in quantities
        )
    )


HOURS: Cells = {"metric": "hours", "included": "720", "undelivered": "pro_rata"}


@pytest.mark.parametrize(
    "usage, expected, blocks",
    [
        (_hours("720"), [], []),
        (_hours("690"), [("250", "-1 x 6000.00 x (720 - 690) / 720")], []),
        (_hours("600", "90"), [("250", "-1 x 6000.00 x (720 - 690) / 720")], []),
        (_hours("0"), [("6000", "-1 x 6000.00 x (720 - 0) / 720")], []),
    ],
)
def test_undelivered_hours(
    usage: Usage, expected: list[tuple[str, ...]], blocks: list[str]
) -> None:
    """690 of 720 hours delivered: -250.00."""
    rated = _rated(usage, **HOURS)
    assert _beyond(rated) == [
        ("undelivered", "-1", price, w, f"-{price}.00") for price, w in expected
    ]
    assert codes(rated) == blocks


@pytest.mark.parametrize(
    "usage, expected",
    [(used(), ["missing_event"]), (_hours(None), ["event_without_quantity"])],
)
def test_pro_rata_without_a_delivered_figure_blocks(usage: Usage, expected: list[str]) -> None:
    """A figure that the terms name is needed, and its lack is said once."""
    rated = _rated(usage, **HOURS)
    assert (lines(rated), codes(rated)) == ([], expected)


def test_orders_metric_and_fee_alone() -> None:
    """A quota of orders counts billable ones; without a metric the fee stands alone."""
    usage = used(row(Kind.ORDERS, OCTOBER, orders=5100, cancelled=50, refunded=20))
    assert _beyond(_rated(usage, metric="orders")) == [
        ("overage", "30", "1.2", "(5030 - 5000) x 1.20", "36.00")
    ]
    alone = monthly.Terms.model_validate({"fee": "6000"})
    assert lines(monthly.rate(alone, of(), used(), Carried())) == [FEE]


def test_missing_usage_blocks_the_fee_too() -> None:
    """A client whose usage is missing is not billed at all."""
    rated = _rated(used())
    assert (lines(rated), codes(rated)) == ([], ["missing_usage"])


def test_a_tolerance_below_a_unit_takes_nothing_away() -> None:
    """100 hours and half an hour carried are free: 1 % more is 101, 0.1 % more is not 100."""
    half = Carried(quota=(QuotaLeft(month="2026-09", units=Decimal("0.5")),))
    hours = used(event(Happening.DELIVERED_HOURS, OCTOBER, quantity="100.5"))
    for tolerance in ("1%", "0.1%"):
        cells = ABOVE | {"metric": "hours", "included": "100", "tolerance": tolerance}
        rated = _rated(hours, carried=half, unused="carry_over", carry_months="1", **cells)
        assert _beyond(rated) == []


@pytest.mark.parametrize(
    "first, last, left",
    [("2026-10-01", "2026-10-15", 40), ("2026-10-16", "2026-10-31", 0)],
    ids=["a row follows", "the month ends"],
)
def test_carried_quota_lasts_to_the_end_of_its_last_month(first: str, last: str, left: int) -> None:
    """September's 40, to be used for one month: a price that changes in October takes none away."""
    carried = Carried(quota=(QuotaLeft(month="2026-09", units=Decimal(40)),))
    usage = used(row(Kind.RECEPTIONS, first, receptions=0))
    rated = _rated(usage, of(days(first, last)), carried, unused="carry_over", carry_months="1")
    assert sum(one.units for one in rated.carried.quota if one.month == "2026-09") == left
