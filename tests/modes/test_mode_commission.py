"""Base salary + commission: rates, tiers, units, a negative net."""

from decimal import Decimal
from typing import Any

import pytest

from billing.balance import Carried
from billing.invoice import Rated
from billing.modes import commission
from billing.usage import Kind, Span, Usage
from tests.modes.conftest import OCTOBER, Cells, codes, days, lines, of, row, table, used

BASE = ("base_fee", "", "1", "1500", "1 x 1500.00", "1500.00")
TIERS = table(("100000", "0.01"), ("300000", "0.015"), (None, "0.02"))
TIERED: Cells = {"rate": "", "tiers": TIERS}


def _sales(sales: str, refunds: str = "0", **more: Any) -> Usage:
    return used(row(Kind.SALES, OCTOBER, attributed_sales=sales, refunds=refunds, **more))


def _rated(
    usage: Usage, span: Span | None = None, carried: Carried | None = None, **cells: Any
) -> Rated:
    given = {"seats": "1", "base": "1500", "method": "flat", "rate": "2%", **cells}
    terms = commission.Terms.model_validate({k: v for k, v in given.items() if v != ""})
    return commission.rate(terms, span or of(), usage, carried or Carried())


def test_worked_example() -> None:
    """1 seat at 1500, 2 %: sales 86 420.50, refunds 6 420.50."""
    rated = _rated(_sales("86420.50", "6420.50", silent_sales="999"))
    assert lines(rated) == [
        BASE,
        ("commission", "", "80000", "0.02", "(86420.50 - 6420.50) x 2%", "1600.00"),
    ]
    # Silent orders are shown, and change nothing.
    assert rated.annex[0].rows[0][-1] == Decimal(999)


@pytest.mark.parametrize(
    "method, net, expected",
    [
        ("graduated", "0", []),
        ("graduated", "100000", [("tier1", "100000", "0.01", "100000.00 x 1%", "1000.00")]),
        (
            "graduated",
            "250000",
            [
                ("tier1", "100000", "0.01", "100000.00 x 1%", "1000.00"),
                (
                    "tier2",
                    "150000",
                    "0.015",
                    "(250000.00 - 0.00 - 100000.00) x 1.5%",
                    "2250.00",
                ),
            ],
        ),
        ("volume", "100000", [("tier1", "100000", "0.01", "(100000.00 - 0.00) x 1%", "1000.00")]),
        (
            "volume",
            "100000.01",
            [("tier2", "100000.01", "0.015", "(100000.01 - 0.00) x 1.5%", "1500.00")],
        ),
        (
            "volume",
            "250000",
            [("tier2", "250000", "0.015", "(250000.00 - 0.00) x 1.5%", "3750.00")],
        ),
    ],
)
def test_tiers(method: str, net: str, expected: list[tuple[str, ...]]) -> None:
    """Tiers 1 % to 100 000, 1.5 % to 300 000, 2 % above."""
    rated = _rated(_sales(net), method=method, **TIERED)
    assert lines(rated) == [BASE, *(("commission", *line) for line in expected)]


def test_beyond_a_closed_table_blocks() -> None:
    """Net sales above the last tier: shown, and not billed."""
    rated = _rated(_sales("100000.01"), method="volume", rate="", tiers=table(("100000", "0.01")))
    assert codes(rated) == ["outside_tiers"]
    assert rated.problems[0].found == "100000.01"


def test_flat_fees_of_tiers() -> None:
    """A tier's flat fee is a line of its own, with commission too."""
    tiers = table(("100", "0.01", "5"), (None, "0.02", "7"))
    rated = _rated(_sales("150"), method="graduated", rate="", tiers=tiers)
    assert [(line[1], line[5]) for line in lines(rated)[1:]] == [
        ("tier1", "1.00"),
        ("tier1-flat", "5.00"),
        ("tier2", "1.00"),
        ("tier2-flat", "7.00"),
    ]


@pytest.mark.parametrize(
    "negative, carried, note", [("carry_forward", "-8000.00", "note.net_carried"),
                                ("zero", "0.00", "note.net_forgotten")]
)  # fmt: skip
def test_negative_net(negative: str, carried: str, note: str) -> None:
    """Commission is never negative: carried into the next month, or forgotten; and printed."""
    rated = _rated(_sales("2000", "10000"), negative=negative)
    assert lines(rated) == [BASE]
    assert rated.carried == Carried(net_sales=Decimal(carried))
    assert [(one.code, one.words["net"]) for one in rated.notes] == [(note, "-8000.00")]


@pytest.mark.parametrize(
    "sales, expected, after",
    [
        ("7999.99", [], "-0.01"),
        ("8000", [], "0.00"),
        ("9000", [("1000", "(9000.00 - 0.00 - 8000.00) x 2%", "20.00")], "0.00"),
    ],
)
def test_a_carried_net_is_made_good_first(
    sales: str, expected: list[tuple[str, ...]], after: str
) -> None:
    """8000 below zero last month come off this month's net."""
    rated = _rated(_sales(sales), carried=Carried(net_sales=Decimal("-8000.00")))
    assert [(line[2], *line[4:]) for line in lines(rated)[1:]] == expected
    assert rated.carried == Carried(net_sales=Decimal(after))


def test_only_the_base_prorates() -> None:
    """Ten of 31 days: base by 10/31, commission on all net sales of those days."""
    part = days("2026-10-01", "2026-10-10")
    usage = used(row(Kind.SALES, part, attributed_sales="1000", refunds="0"))
    assert [line[4:] for line in lines(_rated(usage, of(part)))] == [
        ("1 x 1500.00 x 10/31", "483.87"),
        ("(1000.00 - 0.00) x 2%", "20.00"),
    ]


def test_multiplier_is_on_base_and_commission() -> None:
    """A category of 1.2 multiplies both."""
    assert [line[4:] for line in lines(_rated(_sales("1000"), multiplier="1.2"))] == [
        ("1 x 1500.00 x 1.2", "1800.00"),
        ("(1000.00 - 0.00) x 2% x 1.2", "24.00"),
    ]


def test_unit_prices_hold_the_multiplier() -> None:
    """Quantity x unit price is the amount of each line."""
    rated = _rated(_sales("1000"), multiplier="1.2")
    assert [line[3] for line in lines(rated)] == ["1800", "0.024"]
    assert all(line.quantity * line.unit_price == line.working.value for line in rated.lines)


def test_a_change_of_seats_earns_commission_once() -> None:
    """The first row bears its base only; the closing one the commission of both (rule G14)."""
    usage = _sales("1000")
    first = of(days("2026-10-01", "2026-10-10"), measured=OCTOBER, closing=False)
    last = of(days("2026-10-11", "2026-10-31"), measured=OCTOBER)
    assert [line[0] for span in (first, last) for line in lines(_rated(usage, span))] == [
        "base_fee",
        "base_fee",
        "commission",
    ]


def test_units() -> None:
    """A price per unit, a line each; sales and refunds are not needed."""
    usage = used(row(Kind.SALES, OCTOBER, 试用邀约=120, 办卡数=30))
    prices = {"试用邀约": Decimal("1.5"), "办卡数": Decimal(5)}
    rated = _rated(usage, on="units", method="", rate="", unit_prices=prices)
    assert lines(rated)[1:] == [
        ("unit_commission", "试用邀约", "120", "1.5", "120 x 1.50", "180.00"),
        ("unit_commission", "办卡数", "30", "5", "30 x 5.00", "150.00"),
    ]
    lacking = used(row(Kind.SALES, OCTOBER, 试用邀约=120))
    assert codes(_rated(lacking, on="units", method="", rate="", unit_prices=prices)) == [
        "missing_column"
    ]


@pytest.mark.parametrize(
    "usage, expected",
    [
        (used(), ["missing_usage"]),
        (used(row(Kind.SALES, OCTOBER, attributed_sales=5)), ["missing_column"]),
        (used(row(Kind.SALES, OCTOBER, attributed_sales=5, blank=["refunds"])), ["blank_figure"]),
    ],
)
def test_missing_is_never_zero(usage: Usage, expected: list[str]) -> None:
    """Refunds that are not there are not zero."""
    assert codes(_rated(usage)) == expected
