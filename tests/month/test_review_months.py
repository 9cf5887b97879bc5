"""Figures beside those of recent months, at, below and above each limit."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from billing.errors import Severity
from billing.period import Period, month
from billing.report import said
from billing.settings import ThresholdSettings
from billing.usage import Kind, Usage
from tests.month.reviewed import (
    AUGUST,
    DAYS,
    JULY,
    JUNE,
    LIMITS,
    SEATS,
    SHARE,
    TALKS,
    Figures,
    codes,
    found,
    of,
    sold,
    talks,
    told,
    waves,
    whole,
)
from tests.properties.contracts import ALWAYS, charge_of, contract_of, row_of


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
    """3 a day after hardly any: 93 receptions are below `least_count`."""
    few: Figures = lambda n: {"receptions": n % 2}  # noqa: E731
    before = (JULY, whole(JULY, (Kind.RECEPTIONS, "S1", few)))
    assert codes(found(of(TALKS), (AUGUST, whole(AUGUST, talks(3))), before)) == []
    fewer = LIMITS.model_copy(update={"least_count": Decimal(93)})
    got = found(of(TALKS), (AUGUST, whole(AUGUST, talks(3))), before, limits=fewer)
    assert codes(got) == ["unlike_recent_months"]


def test_november_is_compared_with_last_november_too() -> None:
    """A season that comes each year is none; without last year's it is told."""
    calm = [(f"2026-{n:02}", whole(f"2026-{n:02}", talks(100))) for n in (8, 9, 10)]
    last = ("2025-11", whole("2025-11", talks(420)))
    now = ("2026-11", whole("2026-11", talks(450)))
    contract = contract_of(charge_of(row_of(TALKS, Period(month("2025-01").start, ALWAYS.end))))
    assert codes(found(contract, now, *calm)) == ["unlike_recent_months"]
    assert found(contract, now, last, *calm) == ()


def test_sales_days_are_left_out_of_the_comparison() -> None:
    """Two days of 39 times as much in June: the 1st and 18th pass, the 2nd and 17th are told.

    Forty times as much is too much for any day.
    """
    contract, may = of(TALKS), ("2026-05", whole("2026-05", talks(100)))

    def spikes(much: int, *days: int) -> tuple[str, Usage]:
        figures: Figures = lambda n: {"receptions": much if n in days else 100}  # noqa: E731
        return JUNE, whole(JUNE, (Kind.RECEPTIONS, "S1", figures))

    assert found(contract, spikes(3900, 1, 18), may) == ()
    got = found(contract, spikes(3900, 2, 17), may)
    assert codes(got) == ["unlike_recent_months", "day_far_from_median"]
    assert codes(found(contract, spikes(4000, 18), may)) == ["day_far_from_median"]


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


def test_an_invoice_from_before_a_long_pause_is_not_recent() -> None:
    """Six months ago it still is."""
    long = of(TALKS), row_of(TALKS, Period(month("2025-01").start, ALWAYS.end))
    contract = replace(long[0], charges=(charge_of(long[1]),))
    now = (AUGUST, whole(AUGUST, talks(350)))
    assert found(contract, now, ("2026-01", whole("2026-01", talks(100)))) == ()
    got = found(contract, now, ("2026-02", whole("2026-02", talks(100))))
    assert codes(got) == ["unlike_recent_months"]


def test_seats_are_a_plan_that_may_be_last_months() -> None:
    """And may be three times as many in a season; ten times as many is a slip."""
    plan: Figures = lambda n: {"peak": 2 + n % 6}  # noqa: E731
    more: Figures = lambda n: {"peak": 8 + 4 * (n % 6)}  # noqa: E731
    slip: Figures = lambda n: {"peak": 20 + 10 * (n % 6)}  # noqa: E731
    july, same, season, ten = (
        whole(name, (Kind.STAFFING, "S1", figures))
        for name, figures in ((JULY, plan), (AUGUST, plan), (AUGUST, more), (AUGUST, slip))
    )
    assert found(of(DAYS), (AUGUST, same), (JULY, july)) == ()
    assert found(of(DAYS), (AUGUST, season), (JULY, july)) == ()
    assert codes(found(of(DAYS), (AUGUST, ten), (JULY, july))) == ["unit_slip"]


def test_sales_against_recent_months() -> None:
    """Sales, not what is left of them."""
    before = (JULY, whole(JULY, sold("1000", "100")))
    got = found(of(SHARE), (AUGUST, whole(AUGUST, sold("3001", "100"))), before)
    assert [(one.code, one.values["figure"]) for one in got] == [("unlike_recent_months", "sales")]


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
