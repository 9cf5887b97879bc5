"""What holds a draft: each check at, below and above its limit, with figures and cells told."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from billing.catalogue import Language
from billing.contract import Contract, Terms
from billing.errors import Problem, Severity
from billing.modes import commission, daily, fixed, monthly, orders, receptions
from billing.period import Period, month
from billing.report import said
from billing.review import reasons_to_hold
from billing.settings import ThresholdSettings
from billing.usage import Kind, Usage, UsageRow
from tests.modes.conftest import days, row, used
from tests.properties.contracts import ALWAYS, billed, charge_of, contract_of, row_of
from tests.properties.plausible_holds import issued

LIMITS = ThresholdSettings()
TALKS = receptions.Terms.model_validate({"method": "flat", "price": "1.20"})
DEAL = orders.Terms.model_validate({"method": "flat", "price": "2"})
SHARE = commission.Terms.model_validate(
    {"seats": "1", "base": "1500", "method": "flat", "rate": "2%"}
)
SEATS = fixed.Terms.model_validate({"seats": "2", "price": "2600"})
DAYS = daily.Terms.model_validate(
    {
        "headcount": "peak",
        "rates": daily.Rates(name="R", prices={"ordinary": Decimal(200)}),
        "default_kind": "ordinary",
    }
)
JUNE, JULY, AUGUST = "2026-06", "2026-07", "2026-08"  # 30, 31 and 31 days
Figures = Callable[[int], dict[str, Any]]  # of a day of the month, from 1


def of(terms: Terms, **more: Any) -> Contract:
    """A contract of one charge, K-1, and one store, S1."""
    return contract_of(charge_of(terms), **more)


def talks(per_day: int, store: str = "S1") -> tuple[Kind, str, Figures]:
    """As many receptions each day."""
    return Kind.RECEPTIONS, store, lambda _: {"receptions": per_day}


def whole(name: str, *given: tuple[Kind, str, Figures], span: Period | None = None) -> Usage:
    """Usage of every day of a month, of these kinds and stores."""
    rows: list[UsageRow] = [
        row(kind, str(day), store, number=day.day + 1, **figures(day.day))
        for kind, store, figures in given
        for day in span or month(name)
    ]
    return used(*rows)


def found(
    contract: Contract,
    now: tuple[str, Usage],
    *before: tuple[str, Usage],
    limits: ThresholdSettings = LIMITS,
    then: Contract | None = None,
) -> tuple[Problem, ...]:
    """The reasons to hold a month, after others that were issued."""
    history = [issued(billed(then or contract, usage, name)) for name, usage in before]
    return reasons_to_hold(contract, billed(contract, now[1], now[0]), now[1], history, limits)


def codes(problems: Sequence[Problem]) -> list[str]:
    """What they are."""
    return [problem.code for problem in problems]


def told(problem: Problem, language: Language = "en") -> str:
    """Its place and its sentence."""
    return f"{problem.source} {said.sentence(problem, language)}"


@pytest.mark.parametrize(
    "per_day, wanted",
    [
        (300, []), (301, ["unlike_recent_months"]), (34, []), (33, ["unlike_recent_months"]),
        (799, ["unlike_recent_months"]), (800, ["unit_slip"]), (1000, ["unit_slip"]),
        (1250, ["unit_slip"]), (1251, ["unlike_recent_months"]), (10, ["unit_slip"]),
        (10_000, ["unit_slip"]), (1, ["unit_slip"]),
    ],
)  # fmt: skip
def test_receptions_against_recent_months(per_day: int, wanted: list[str]) -> None:
    """After 100 a day: three times and a third are the last that pass; 8 to 12.5 is a slip."""
    now = whole(AUGUST, talks(per_day))
    assert codes(found(of(TALKS), (AUGUST, now), (JULY, whole(JULY, talks(100))))) == wanted


def test_a_finding_tells_now_before_ratio_and_cells() -> None:
    """In both languages, with the command that approves it."""
    before = [(JUNE, whole(JUNE, talks(90))), (JULY, whole(JULY, talks(110)))]
    (one,) = found(of(TALKS), (AUGUST, whole(AUGUST, talks(350))), *before)
    assert one.severity is Severity.WARNED
    assert told(one) == (
        "receptions.xlsx!Sheet!C2:C32 Receptions of S1: 10,850 in 31 days, 350 on a usual day; "
        "recent months (2026-06, 2026-07) had 100: ×3.5."
    )
    assert told(one, "zh") == (
        "receptions.xlsx!Sheet!C2:C32 S1 的接待总量：31 天共 10,850，平日日均 350；"
        "近月（2026-06, 2026-07）为 100，相差 ×3.5。"
    )
    assert "billing approve C --month 2026-08 --by" in said.remedy(one, "en")


def test_the_first_month_says_nothing() -> None:
    """There is nothing to compare with."""
    assert found(of(TALKS), (AUGUST, whole(AUGUST, talks(100_000)))) == ()


def test_small_figures_say_nothing() -> None:
    """3 a day after none to speak of: 93 receptions are below `least_count`."""
    before = (JULY, whole(JULY, talks(1)))
    assert codes(found(of(TALKS), (AUGUST, whole(AUGUST, talks(3))), before)) == []
    fewer = LIMITS.model_copy(update={"least_count": Decimal(93), "change": Decimal("2.9")})
    got = found(of(TALKS), (AUGUST, whole(AUGUST, talks(3))), before, limits=fewer)
    assert codes(got) == ["unlike_recent_months"]


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


def test_november_is_compared_with_last_november_too() -> None:
    """A season that comes each year is none; without last year's it is told."""
    calm = [(f"2026-{n:02}", whole(f"2026-{n:02}", talks(100))) for n in (8, 9, 10)]
    last = ("2025-11", whole("2025-11", talks(420)))
    now = ("2026-11", whole("2026-11", talks(450)))
    contract = contract_of(charge_of(row_of(TALKS, Period(month("2025-01").start, ALWAYS.end))))
    assert codes(found(contract, now, *calm)) == ["unlike_recent_months"]
    assert found(contract, now, last, *calm) == ()


def test_sales_days_are_left_out_of_the_comparison() -> None:
    """June with forty times as much on the 18th is like May; on the 17th it is told as a day."""
    contract, may = of(TALKS), ("2026-05", whole("2026-05", talks(100)))

    def spike(day: int) -> Usage:
        much = lambda n: {"receptions": 4000 if n == day else 100}  # noqa: E731
        return whole(JUNE, (Kind.RECEPTIONS, "S1", much))

    assert found(contract, (JUNE, spike(18)), may) == ()
    assert codes(found(contract, (JUNE, spike(17)), may)) == ["day_far_from_median"]


@pytest.mark.parametrize("much, wanted", [(999, []), (1000, ["day_far_from_median"])])
def test_a_day_of_ten_times_the_median(much: int, wanted: list[str]) -> None:
    """Ten times is told, a little less is not."""
    figures = {"receptions": 100}
    busy: Figures = lambda n: {"receptions": much} if n in (5, 9) else figures  # noqa: E731
    got = found(of(TALKS), (AUGUST, whole(AUGUST, (Kind.RECEPTIONS, "S1", busy))))
    assert codes(got) == wanted
    if got:
        assert told(got[0]) == (
            "receptions.xlsx!Sheet!C6 Receptions of S1: 2026-08-05 1,000 (×10), "
            "2026-08-09 1,000 (×10); the month's median day has 100."
        )


def test_seats_of_a_day_of_ten_times_the_median() -> None:
    """40 in place of 4."""
    peaks: Figures = lambda n: {"peak": 40 if n == 3 else 4}  # noqa: E731
    got = found(of(DAYS), (AUGUST, whole(AUGUST, (Kind.STAFFING, "S1", peaks))))
    assert codes(got) == ["day_far_from_median"]


def waves(n: int) -> dict[str, Any]:
    """Receptions that differ from day to day."""
    return {"receptions": 90 + n * 7 % 11}


def test_last_months_figures_again() -> None:
    """Day for day, in a longer month; one other figure, and it is no copy."""
    copy = (Kind.RECEPTIONS, "S1", waves)
    (one,) = found(of(TALKS), (JULY, whole(JULY, copy)), (JUNE, whole(JUNE, copy)))
    assert told(one) == (
        "receptions.xlsx!Sheet!C2:C32 Receptions of S1: 30 days are day for day those of 2026-06, "
        "as in a copied file."
    )
    other: Figures = lambda n: {"receptions": 95} if n == 30 else waves(n)  # noqa: E731
    now = whole(JULY, (Kind.RECEPTIONS, "S1", other))
    assert found(of(TALKS), (JULY, now), (JUNE, whole(JUNE, copy))) == ()


def test_the_receptions_of_a_client_with_fixed_seats_are_followed_by_its_chart() -> None:
    """A slip and a copy are told; three times as many are not: nothing is billed by them."""
    contract, copy = of(SEATS), (Kind.RECEPTIONS, "S1", waves)
    june = (JUNE, whole(JUNE, copy))
    assert codes(found(contract, (JULY, whole(JULY, copy)), june)) == ["figures_copied"]
    assert codes(found(contract, (JULY, whole(JULY, talks(400))), june)) == []
    assert codes(found(contract, (JULY, whole(JULY, talks(950))), june)) == ["unit_slip"]


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


def test_an_overage_is_not_an_odd_price() -> None:
    """Nearly three times the work within one fee, then beyond it: amounts by unit and month."""
    cells = {"fee": "1000", "metric": "receptions", "included": "3000", "overage_price": "1"}
    contract = of(monthly.Terms.model_validate(cells))
    before = (JULY, whole(JULY, talks(95)))
    assert found(contract, (AUGUST, whole(AUGUST, talks(280))), before) == ()


def sold(sales: str, refunds: str) -> tuple[Kind, str, Figures]:
    """Sales and refunds of each day."""
    return Kind.SALES, "S1", lambda _: {"attributed_sales": sales, "refunds": refunds}


@pytest.mark.parametrize(
    "sales, refunds, wanted",
    [("1000", "600", []), ("1000", "600.01", ["refunds_high"]), ("0", "0", []),
     ("0", "5", ["refunds_high"])],
)  # fmt: skip
def test_refunds_above_a_share_of_sales(sales: str, refunds: str, wanted: list[str]) -> None:
    """60 % passes; refunds without sales do not."""
    got = found(of(SHARE), (AUGUST, whole(AUGUST, sold(sales, refunds))))
    assert codes(got) == wanted


def test_sales_against_recent_months() -> None:
    """Sales, not what is left of them."""
    before = (JULY, whole(JULY, sold("1000", "100")))
    got = found(of(SHARE), (AUGUST, whole(AUGUST, sold("3001", "100"))), before)
    assert [(one.code, one.values["figure"]) for one in got] == [("unlike_recent_months", "sales")]


def deals(paid: int) -> tuple[Kind, str, Figures]:
    """Paid orders of each day."""
    return Kind.ORDERS, "S1", lambda _: {"orders": paid, "cancelled": 0, "refunded": 0}


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


OFF = (
    ({"change": False}, talks(350), "unlike_recent_months"),
    ({"slip": False, "change": False}, talks(1000), "unit_slip"),
    ({"months": 0}, talks(350), "unlike_recent_months"),
    ({"gone": False}, talks(0), "usage_gone"),
)


@pytest.mark.parametrize("off, now, code", OFF)
def test_each_comparison_can_be_turned_off(
    off: dict[str, Any], now: tuple[Kind, str, Figures], code: str
) -> None:
    """With it the month is held, without it not for that."""
    before = (JULY, whole(JULY, talks(100)))
    month_now = (AUGUST, whole(AUGUST, now))
    assert code in codes(found(of(TALKS), month_now, before))
    limits = ThresholdSettings.model_validate(off)
    assert code not in codes(found(of(TALKS), month_now, before, limits=limits))


def test_ratios_are_exact() -> None:
    """A third of a day's figure is no float."""
    limits = ThresholdSettings.model_validate({"change": 1.1})
    assert Fraction(limits.change) == Fraction(11, 10)
