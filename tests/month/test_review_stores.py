"""Stores, charges, part months and prices beside those of recent months."""

from dataclasses import replace

import pytest

from billing.modes import fixed, monthly, receptions
from billing.period import Period, month
from billing.usage import Happening
from tests.modes.conftest import days, event, used
from tests.month.reviewed import (
    AUGUST,
    JULY,
    JUNE,
    SEATS,
    TALKS,
    codes,
    found,
    of,
    talks,
    told,
    whole,
)
from tests.properties.contracts import ALWAYS, charge_of, contract_of, row_of


@pytest.mark.parametrize(
    "first, last",
    [("2026-08-01", "2026-08-06"), ("2026-08-29", "2026-08-31"), ("2026-08-01", "2026-08-31")],
)
def test_part_months_are_compared_by_the_day(first: str, last: str) -> None:
    """A charge that ends or begins in the month is billed for fewer days, and no less a day."""
    span = days(first, last)
    rows = (row_of(TALKS, Period(ALWAYS.start, span.end)),)
    contract = contract_of(charge_of(*rows))
    now = whole(AUGUST, talks(100), span=Period(month(AUGUST).start, span.end))
    assert found(contract, (AUGUST, now), (JULY, whole(JULY, talks(100)))) == ()
    begun = contract_of(charge_of(row_of(TALKS, Period(span.start, ALWAYS.end))))
    before = (AUGUST, whole(AUGUST, talks(100), span=Period(span.start, month(AUGUST).end)))
    assert found(begun, ("2026-09", whole("2026-09", talks(110))), before) == ()


def test_a_store_that_came_late_last_month_is_no_small_one() -> None:
    """Its first month is compared from its first figure on."""
    late = whole(JULY, talks(100), talks(100, "S2"))
    late = replace(
        late, rows=tuple(r for r in late.rows if r.store == "S1" or r.period.start.day > 27)
    )
    contract = of(TALKS, stores=("S1", "S2"))
    now = whole(AUGUST, talks(100), talks(100, "S2"))
    assert found(contract, (AUGUST, now), (JULY, late)) == ()


def test_a_store_is_judged_by_itself() -> None:
    """A slip of a small store is not lost in the pool, and its own cells are named."""
    contract = of(TALKS, stores=("S1", "S2"))
    before = whole(JULY, talks(1000), talks(20, "S2"))
    now = whole(AUGUST, talks(1000), talks(200, "S2"))
    (one,) = found(contract, (AUGUST, now), (JULY, before))
    assert (one.code, one.values["where"], one.found) == ("unit_slip", "S2", "6,200")


def test_a_cycle_and_a_new_charge_say_nothing() -> None:
    """From the 26th to the 25th; and a charge of its own beside the old one."""
    contract = of(TALKS, cycle_day="26")
    spans = [(name, month(name, 26)) for name in (JULY, AUGUST)]
    then, now = ((name, whole(name, talks(100), span=span)) for name, span in spans)
    assert found(contract, now, then) == ()
    more = contract_of(charge_of(TALKS), charge_of(SEATS, code="K-2"))
    july, august = (whole(name, talks(100)) for name in (JULY, AUGUST))
    assert found(more, (AUGUST, august), (JULY, july), then=of(TALKS)) == ()


def test_a_client_with_more_stores_is_not_compared_as_a_whole() -> None:
    """The chart adds up its stores; of others than last month it tells nothing."""
    june = (JUNE, whole(JUNE, talks(100)))
    now = whole(JULY, talks(100), talks(900, "S2"))
    assert found(of(SEATS, stores=("S1", "S2")), (JULY, now), june, then=of(SEATS)) == ()


def test_two_charges_of_one_store_tell_a_finding_once() -> None:
    """They are billed by the same figure."""
    contract = contract_of(charge_of(TALKS), charge_of(TALKS, code="K-2"))
    got = found(contract, (AUGUST, whole(AUGUST, talks(350))), (JULY, whole(JULY, talks(100))))
    assert codes(got) == ["unlike_recent_months"]


def test_a_small_store_or_another_detail_is_not_gone() -> None:
    """Below `least_count`; and a file that tells the stores as one from now on."""
    contract = of(TALKS, stores=("S1", "S2"))
    before = (JULY, whole(JULY, talks(100), talks(3, "S2")))
    assert found(contract, (AUGUST, whole(AUGUST, talks(100), talks(0, "S2"))), before) == ()
    pooled = (AUGUST, whole(AUGUST, talks(200, "")))
    assert found(contract, pooled, (JULY, whole(JULY, talks(100), talks(100, "S2")))) == ()


def test_a_store_without_usage() -> None:
    """Zero every day, or taken out of the register; a charge that ended says nothing."""
    contract = of(TALKS, stores=("S1", "S2"))
    before = (JULY, whole(JULY, talks(100), talks(50, "S2")))
    none = whole(AUGUST, talks(100), talks(0, "S2"))
    (one,) = found(contract, (AUGUST, none), before)
    assert told(one) == (
        "receptions.xlsx!Sheet!C2:C32 Receptions of S2: 1,550 in 2026-07, and none this month."
    )
    left = found(of(TALKS), (AUGUST, whole(AUGUST, talks(100))), before, then=contract)
    assert codes(left) == ["usage_gone"]
    ended = contract_of(
        charge_of(TALKS, store="S1"),
        charge_of(row_of(TALKS, Period(ALWAYS.start, month(AUGUST).start)), code="K-2", store="S2"),
        stores=("S1", "S2"),
    )
    assert found(ended, (AUGUST, whole(AUGUST, talks(100))), before) == ()


def test_a_price_typed_ten_times_too_high() -> None:
    """The amount a reception is ten times as much; more work alone is not."""
    dear = receptions.Terms.model_validate({"method": "flat", "price": "12.0"})
    before = (JULY, whole(JULY, talks(100)))
    (one,) = found(of(dear), (AUGUST, whole(AUGUST, talks(100))), before, then=of(TALKS))
    assert told(one) == (
        "contracts.xlsx!Sheet!A3:Z3 Charge K-1: 37,200.00 for 31 days; recent months (2026-07) had "
        "3,720.00: ×10."
    )
    seats = fixed.Terms.model_validate({"seats": "20", "price": "2600"})
    got = found(of(seats), (AUGUST, used()), (JULY, used()), then=of(SEATS))
    assert codes(got) == ["amount_unlike"]


def test_small_amounts_and_deductions_say_nothing() -> None:
    """A seat of 90 at 900; and a month in which the seats were empty nearly all the time."""
    cheap, dear = (
        of(fixed.Terms.model_validate({"seats": "1", "price": price})) for price in ("90", "900")
    )
    assert found(dear, (AUGUST, used()), (JULY, used()), then=cheap) == ()
    span = days("2026-08-02", "2026-08-30")
    empty = event(Happening.VACANCY, span, quantity="2", span=span)
    assert found(of(SEATS), (AUGUST, used(empty)), (JULY, used())) == ()


def test_an_overage_is_not_an_odd_price() -> None:
    """Nearly three times the work within one fee, then beyond it: amounts by unit and month."""
    cells = {"fee": "1000", "metric": "receptions", "included": "3000", "overage_price": "1"}
    contract = of(monthly.Terms.model_validate(cells))
    before = (JULY, whole(JULY, talks(95)))
    assert found(contract, (AUGUST, whole(AUGUST, talks(280))), before) == ()
