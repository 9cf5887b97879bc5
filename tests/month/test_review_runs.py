"""Days in a row that no count has, at and below each limit; limits of one client."""

from decimal import Decimal

import pytest

from billing.settings import ThresholdSettings
from billing.usage import Kind
from tests.month.desk import Desk
from tests.month.reviewed import (
    AUGUST,
    DAYS,
    DEAL,
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

LIMITS = ThresholdSettings()


def _talked(figures: Figures) -> tuple[Kind, str, Figures]:
    return Kind.RECEPTIONS, "S1", figures


@pytest.mark.parametrize(
    "length, much, wanted",
    [(9, 100, []), (10, 100, ["figures_constant"]), (31, 0, ["draft_is_zero"]), (31, 9, []),
     (31, 10, ["figures_constant"]), (10, 10, ["figures_constant"])],
)  # fmt: skip
def test_the_same_figure_on_ten_days_in_a_row(length: int, much: int, wanted: list[str]) -> None:
    """From the 3rd on; nothing and a few a day may stay so for weeks."""
    same: Figures = lambda n: {  # noqa: E731
        "receptions": much if n - 3 in range(length) or length == 31 else much + 1 + n % 3
    }
    got = found(of(TALKS), (AUGUST, whole(AUGUST, _talked(same))), limits=LIMITS)
    assert codes(got) == wanted
    if wanted == ["figures_constant"] and length == 10:
        assert told(got[0]) == (
            f"receptions.xlsx!Sheet!C4:C13 Receptions of S1: {much} on each of 10 days in a row,"
            " 2026-08-03 to 2026-08-12, as if a total or a plan stood in every day."
        )


def test_orders_and_sales_are_looked_at_too_and_seats_are_not() -> None:
    """Seats are a plan."""
    for terms, given, wanted in (
        (DEAL, deals(40), ["figures_constant"]),
        (SHARE, sold("1000", "0"), ["figures_constant"]),
        (DAYS, (Kind.STAFFING, "S1", lambda _: {"peak": 40}), []),
    ):
        assert codes(found(of(terms), (AUGUST, whole(AUGUST, given)), limits=LIMITS)) == wanted


@pytest.mark.parametrize(
    "figures, wanted",
    [
        (lambda n: 100 * n, ["figures_rising"]),
        (lambda n: 100 * (n - n // 7), ["figures_rising"]),  # closed on Sundays
        (lambda n: 100 * n if n <= 14 else 600 + n % 3, ["figures_rising"]),
        (lambda n: 100 * n if n <= 13 else 600 + n % 3, []),
        (lambda n: 1500 + 100 * n if n <= 15 else 1600 + n % 3, ["figures_rising"]),
        (lambda n: 100 + n, []),  # a store that grows
        (lambda n: 100 * ((n - 1) % 7 + 1), []),  # a week like the other
    ],
)
def test_a_figure_that_is_added_up_from_day_to_day(figures: object, wanted: list[str]) -> None:
    """14 days on which it rose, and none on which it fell, in between."""
    assert callable(figures)
    rising: Figures = lambda n: {"receptions": figures(n)}  # noqa: E731
    got = found(of(TALKS), (AUGUST, whole(AUGUST, _talked(rising))), limits=LIMITS)
    assert codes(got) == wanted


def test_the_figures_of_a_month_added_up_are_told() -> None:
    """From the first to the last of them."""
    rising: Figures = lambda n: {"receptions": 100 * n}  # noqa: E731
    (one,) = found(of(TALKS), (AUGUST, whole(AUGUST, _talked(rising))), limits=LIMITS)
    assert told(one) == (
        "receptions.xlsx!Sheet!C2:C32 Receptions of S1: from 100 on 2026-08-01 to 3,100 on"
        " 2026-08-31 it never falls in 31 days, as if it were added up from day to day."
    )


def test_both_can_be_turned_off_or_moved() -> None:
    """By a number of days, or false."""
    rising: Figures = lambda n: {"receptions": 100 * n}  # noqa: E731
    added, same = whole(AUGUST, _talked(rising)), whole(AUGUST, talks(100))
    for usage, off in (
        (added, {"rising": False}),
        (added, {"rising": 32}),
        (same, {"constant": False}),
        (same, {"constant": 32}),
    ):
        limits = ThresholdSettings.model_validate(off)
        assert found(of(TALKS), (AUGUST, usage), limits=limits) == ()


def test_a_client_has_limits_of_its_own() -> None:
    """What it does not name is as for all."""
    limits = ThresholdSettings.model_validate(
        {"change": 2, "refunds": 0.5, "clients": {"C6": {"refunds": 1.2}}}
    )
    assert (limits.of("C6").refunds, limits.of("C6").change) == (Decimal("1.2"), Decimal(2))
    assert (limits.of("C7").refunds, limits.of("C7").change) == (Decimal("0.5"), Decimal(2))


CLIENT = '[thresholds.clients."B"]\n'


def test_limits_of_one_client_hold_for_it_alone(desk: Desk) -> None:
    """B has the same figure every day by agreement; the others are held."""
    days = [f"2026-10-{day:02}" for day in range(1, 32)]
    for name, store in (("b", "Shop B"), ("c1", "Shop C1")):
        table: list[list[object]] = [
            ["date", "store", "receptions"],
            *([day, store, 100] for day in days),
        ]
        desk.drop(f"{name}.xlsx", table)
    file = desk.root / "billing.toml"
    settings = file.read_text("utf-8")
    assert (desk.outcomes("--client", "B")["B"]) == "held"
    file.write_text(f"{settings}{CLIENT}constant = false\n", "utf-8")
    outcomes = desk.outcomes()
    assert (outcomes["B"], outcomes["C"]) == ("issued", "held")


@pytest.mark.parametrize(
    "text, wanted",
    [
        ("[thresholds.clients.B]\nrefunds = 0\n",
         "line 9, thresholds.clients.B.refunds: it is a number above 0;"),
        ("[thresholds.clients.B]\nrefund = 1\n", "line 9, thresholds.clients.B.refund: "),
        ("[thresholds.clients.B.clients.C]\nrefunds = 1\n", "thresholds.clients.B.clients: "),
    ],
)  # fmt: skip
def test_a_wrong_limit_of_a_client_is_refused_by_line_and_key(
    desk: Desk, text: str, wanted: str
) -> None:
    """As those of all."""
    file = desk.root / "billing.toml"
    file.write_text(file.read_text("utf-8") + text, "utf-8")
    said = desk.call("check", "--month", "2026-10")
    assert said.code == 2
    assert wanted in said.err


def test_limits_of_a_client_that_the_register_does_not_know_are_told(desk: Desk) -> None:
    """A slip of the pen would else leave the client with the limits of all."""
    file = desk.root / "billing.toml"
    file.write_text(file.read_text("utf-8") + "[thresholds.clients.X9]\nrefunds = 2\n", "utf-8")
    said = desk.call("check", "--month", "2026-10")
    assert "[thresholds.clients.X9] in billing.toml: no client X9 in the register" in (
        " ".join((said.out + said.err).split())
    )
