from fractions import Fraction

import pytest

from tests.second.calculator import Book, Carry, ChargeCarry
from tests.second.second_cases import (
    BANDS,
    MONTHLY,
    ORDERS,
    STAFFED,
    WORKED,
    Rows,
    charge,
    commission,
    daily,
    events,
    fixed,
    lines,
    monthly,
    orders,
    project,
    receptions,
    result,
    sold,
    table,
    totals,
    two_capped,
    usage,
    used,
)
from tests.second.second_more_cases import MORE


@pytest.mark.parametrize(
    "register, told, month, expected",
    [case[1:] for case in (*WORKED, *MORE)],
    ids=[case[0] for case in (*WORKED, *MORE)],
)
def test_lines(register: dict[str, Rows], told: Book, month: str, expected: list[str]) -> None:
    """Every worked number of the rules, and what stands around them, comes out, or blocks."""
    assert lines(result(register, told, f"2026-{month}")) == expected


def test_vacancy() -> None:
    """2 seats at 2700, one empty 10 to 14 November, grace 2: three days of thirty come off."""
    vacant = events("vacancy | F | | 1 | | 2026-11-10 | 2026-11-14")["events"]
    told = {"events": [{**row, "date": "2026-11-14"} for row in vacant]}
    found = result(fixed(seats="2", price="2700", grace_days="2"), told, "2026-11")
    assert lines(found) == ["seat_fee 5400.00", "vacancy -270.00"]


def test_client_cap_and_tax() -> None:
    """A cap of 4500 over 2580.00 + 2160.00, with 6 % on top, is 4770.00."""
    client = {"cap fee": "4500", "tax rate": "6%", "price basis": "exclusive"}
    found = result(two_capped(), client=client)
    assert lines(found) == ["seat_fee 2580.00", "seat_fee 2160.00", "cap_adjust -240.00"]
    assert totals(found) == ["4500.00", "4500.00", "270.00", "4770.00", "0.00", "4770.00"]


@pytest.mark.parametrize(
    "level, deducted", [("91", "-40.00"), ("91.5", "-30.00"), ("80", "-100.00")]
)
def test_service_level(level: str, deducted: str) -> None:
    """Target 93, 2 % of 1000.00 a point, at most 10 %; points are exact fractions."""
    service = table(
        "client | measure | target | per point rate | cap rate", "C1 | smile | 93% | 2% | 10%"
    )
    register = fixed(seats="1", price="1000") | {"Service levels": service}
    told = events(f"measured level | | smile | {level} | | |")
    assert lines(result(register, told)) == ["seat_fee 1000.00", f"sla_deduction {deducted}"]


def test_missing_measured_level_blocks() -> None:
    """A service level without its event blocks the client."""
    service = table("client | measure | target | per point rate", "C1 | smile | 93 | 2%")
    register = fixed(seats="1", price="1000") | {"Service levels": service}
    assert lines(result(register)) == ["blocked"]


def test_fixed_30_split() -> None:
    """A whole month of 31 days by thirtieths: 15 days, and the last span gets the other 15."""
    first = charge("F", seats="1", price="3000", to="2026-10-15", proration="fixed_30")
    second = charge("F", seats="1", price="6000", from_="2026-10-16", proration="fixed_30")
    found = result({"Fixed": [first, second]})
    assert lines(found) == ["seat_fee 1500.00", "seat_fee 3000.00"]


def test_cycle() -> None:
    """Cycle day 26: 2026-10 is 26 September to 25 October, 30 days."""
    register = fixed(seats="1", price="3000", from_="2026-10-11")
    found = result(register, client={"cycle day": "26"})
    assert lines(found) == ["seat_fee 1500.00"]


def test_price_change_starts_tiers_anew_but_not_a_change_of_seats() -> None:
    """Average receptions divide by the span's own days, over runs that differ in seats alone."""
    register = {
        "Fixed": [
            charge("F", seats="1", tiers="T", to="2026-10-10"),
            charge("F", seats="2", tiers="T", from_="2026-10-11", to="2026-10-20"),
            charge("F", seats="2", price="100", from_="2026-10-21"),
        ],
        "Tiers": BANDS,
    }
    found = result(register, used("2001"))  # 100.05 a day of twenty
    assert lines(found) == ["seat_fee 806.45", "seat_fee 1612.90", "seat_fee 70.97"]


def test_negative_net_is_carried_and_used() -> None:
    """A net below zero earns nothing and lessens the next month's."""
    register = commission(seats="0", rate="2%")
    first = result(register, sold("1000", "9000"))
    assert lines(first) == []
    assert first.carry.charges["B"].net_sales == -8000
    told = usage("sales", "2026-11-03", attributed_sales="10000", refunds="0")
    second = result(register, told, "2026-11", carry=first.carry)
    assert lines(second) == ["commission 40.00"]
    assert second.carry.charges["B"].net_sales == 0


def test_carried_quota_serves_before_overage_and_expires() -> None:
    """Unused receptions are used after the month's own, oldest first, for so many months."""
    register = monthly(**MONTHLY, unused="carry_over", carry_months="2")
    quota = (("2026-07", Fraction(90)), ("2026-08", Fraction(30)), ("2026-09", Fraction(50)))
    carry = Carry(charges={"M": ChargeCarry(quota=quota)})
    found = result(register, used("5070"), carry=carry)
    assert lines(found) == ["package_fee 6000.00"]
    assert found.carry.charges["M"].quota == (("2026-09", Fraction(10)),)
    assert result(register, used("4990")).carry.charges["M"].quota == (("2026-10", Fraction(10)),)


def test_shortfall_credit() -> None:
    """Units below included x (1 - tolerance), at most a share of the fee."""
    terms = {"unused": "credit", "credit_price": "1", "credit_tolerance": "10%"}
    found = result(monthly(**MONTHLY, **terms), used("4000"))
    assert lines(found) == ["package_fee 6000.00", "shortfall_credit -500.00"]
    found = result(monthly(**MONTHLY, **terms, credit_cap="5%"), used("4000"))
    assert lines(found) == ["package_fee 6000.00", "shortfall_credit -300.00"]


def test_minimum_days_in_the_last_month() -> None:
    """Missing days at the minimum seats and the rate of the first billed day's kind."""
    terms = {"headcount": "peak", "minimum_seats": "5", "minimum_days": "5", "to": "2026-11-12"}
    found = result(daily(**terms), STAFFED, "2026-11")
    assert lines(found) == ["day_fee 7200.00", "day_fee 1320.00", "min_days_topup 4000.00"]


def test_below_zero_becomes_credit_and_is_used() -> None:
    """Lines below zero are carried forward to 0.00; the credit lessens the next invoice."""
    register = fixed(seats="1", price="1000")
    first = result(register, events("adjustment | | | | -1300 | |"))
    expected = ["seat_fee 1000.00", "adjustment -1300.00", "carried_forward 300.00"]
    assert lines(first) == expected
    assert totals(first) == ["0.00"] * 6
    assert first.carry.credit == 300
    second = result(register, {}, "2026-11", carry=first.carry)
    assert lines(second) == ["seat_fee 1000.00", "credit_applied -300.00"]
    assert totals(second) == ["700.00", "700.00", "0.00", "700.00", "0.00", "700.00"]
    assert second.carry.credit == 0


def test_prepayment_comes_after_tax() -> None:
    """A prepayment lessens the amount due, not the tax."""
    client = {"tax rate": "6%", "price basis": "exclusive"}
    told = events("prepayment | | | | 500 | |")
    found = result(fixed(seats="1", price="1000"), told, client=client)
    assert totals(found) == ["1000.00", "1000.00", "60.00", "1060.00", "500.00", "560.00"]


def test_inclusive_tax() -> None:
    """Net is gross / 1.06 rounded, tax the rest."""
    found = result(fixed(seats="1", price="1000"), client={"tax rate": "6%"})
    assert (found.net, found.tax) == (Fraction("943.40"), Fraction("56.60"))


def test_pooled_charge_needs_every_store() -> None:
    """A pooled charge blocks where a store has no usage; a typed 0 is usage."""
    register = receptions(method="flat", price="2", store="")
    one = used("10")
    assert lines(result(register, one)) == ["blocked"]
    both = {"receptions": [*one["receptions"], *usage("", store="Mall", receptions="0")[""]]}
    assert lines(result(register, both)) == ["reception_fee 20.00"]


def test_late_refund_at_the_price_billed() -> None:
    """An order refunded later is credited at the price of its month, and only once."""
    register = orders(method="flat", price="2", multiplier="1.5", late_refunds="credit")
    carry = result(register, usage("orders", **ORDERS)).carry
    assert carry.billed_orders == {("O", "2026-10"): ((Fraction(850), Fraction(3)),)}
    refund = events("late refund | O | 2026-10 | 10 | | |")["events"]
    told = {**usage("orders", "2026-11-03", orders="100", cancelled="0", full_refunds="0")}
    told["events"] = [{**row, "date": "2026-11-09"} for row in refund]
    found = result(register, told, "2026-11", carry=carry)
    assert lines(found) == ["order_fee 300.00", "late_refund_credit -30.00"]
    assert found.carry.billed_orders["O", "2026-10"] == ((Fraction(840), Fraction(3)),)


def test_last_milestone_takes_what_is_left() -> None:
    """Shares are rounded, and the last milestone makes up the contract sum."""
    steps = table(
        "charge | milestone | share", "P | start | 33.3333%", "P | middle | 33.3333%",
        "P | end | 33.3334%",
    )  # fmt: skip
    register = project(contract_sum="10000.01") | {"Milestones": steps}
    assert lines(result(register)) == ["nothing_due"]
    first = result(
        register, events(*(f"milestone accepted | P | {x} | | | |" for x in ("start", "end")))
    )
    assert lines(first) == ["milestone_fee 3333.33", "milestone_fee 3333.34"]
    told = events("milestone accepted | P | middle | | | |")
    assert lines(result(register, told, carry=first.carry)) == ["milestone_fee 3333.34"]


def test_order_of_lines() -> None:
    """Pooled first, then stores as registered, then codes; the client's own and deductions last."""
    register = {
        "Fixed": [
            charge("A", seats="1", price="10", store="Mall"),
            charge("C", seats="1", price="20"),
            charge("D", seats="1", price="30", store=""),
            charge("B", seats="1", price="40", minimum_fee="100"),
        ]
    }
    found = result(register, client={"cap fee": "100"})
    told = [(line.charge, line.code, int(line.amount)) for line in found.lines]
    assert told == [
        ("D", "seat_fee", 30),
        ("B", "seat_fee", 40),
        ("B", "minimum_topup", 60),
        ("C", "seat_fee", 20),
        ("A", "seat_fee", 10),
        ("", "cap_adjust", -60),
    ]


def test_vacancy_over_two_months() -> None:
    """Days in a row that end a month use up the grace of the next month's vacancy."""
    register = fixed(seats="1", price="3000", grace_days="3")
    first = result(register, events("vacancy | F | A | 1 | | 2026-10-30 | 2026-10-31"))
    assert first.carry.charges["F"].vacant == {"A": 2}
    row = events("vacancy | F | A | 1 | | 2026-11-01 | 2026-11-05")["events"][0]
    told = {"events": [{**row, "date": "2026-11-01"}]}
    second = result(register, told, "2026-11", carry=first.carry)
    assert lines(second) == ["seat_fee 3000.00", "vacancy -400.00"]


def test_nothing_is_changed_in_what_was_carried_in() -> None:
    """The opening balances stay as they were; a blocked month hands them on."""
    carry = Carry(charges={"F": ChargeCarry(days=3)}, credit=Fraction(50))
    found = result(fixed(seats="1", price="1000"), carry=carry)
    assert (carry.credit, found.carry.credit) == (Fraction(50), Fraction(0))
    blocked = result(fixed(seats="1"), carry=carry)
    assert (blocked.outcome, blocked.carry) == ("blocked", carry)
