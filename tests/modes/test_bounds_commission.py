"""Commission at its bounds: rates by net sales, a net around zero, units, half a cent."""

from decimal import Decimal
from typing import Any

import pytest

from billing.balance import Carried
from billing.invoice import Rated
from billing.modes import commission
from billing.usage import Kind
from tests.modes.bounds import last_days, told
from tests.modes.conftest import OCTOBER, codes, of, row, table, used

RATES = table(("100000", "0.01"), ("300000", "0.015"), (None, "0.02"))
CLOSED = table(("100000", "0.01"), ("300000", "0.015"))
BASE = "base_fee 1 x 1500.00 = 1500.00"


def _rated(
    sales: str, refunds: str = "0", carried: str = "0", seats: str = "1", **cells: Any
) -> Rated:
    terms = commission.Terms.model_validate({"seats": seats, "base": "1500", **cells})
    usage = used(row(Kind.SALES, OCTOBER, attributed_sales=sales, refunds=refunds))
    return commission.rate(terms, of(), usage, Carried(net_sales=Decimal(carried)))


# 1 % to 100 000, 1.5 % to 300 000, 2 % above: net, graduated, volume.
TIERED: list[tuple[str, list[str], list[str]]] = [
    ("0", [], []),
    ("0.01", ["1] (N) x 1% = 0.00"], ["1] (N) x 1% = 0.00"]),  # 0.0001
    ("0.50", ["1] (N) x 1% = 0.01"], ["1] (N) x 1% = 0.01"]),  # 0.005 rounds away from zero
    ("1", ["1] (N) x 1% = 0.01"], ["1] (N) x 1% = 0.01"]),
    ("99999.99", ["1] (N) x 1% = 1000.00"], ["1] (N) x 1% = 1000.00"]),  # 999.9999
    ("100000", ["1] 100000.00 x 1% = 1000.00"], ["1] (N) x 1% = 1000.00"]),
    (
        "100000.01",
        ["1] 100000.00 x 1% = 1000.00", "2] (N - 100000.00) x 1.5% = 0.00"],  # 0.00015
        ["2] (N) x 1.5% = 1500.00"],  # 1500.00015
    ),
    (
        "299999.99",
        ["1] 100000.00 x 1% = 1000.00", "2] (N - 100000.00) x 1.5% = 3000.00"],  # 2999.99985
        ["2] (N) x 1.5% = 4500.00"],  # 4499.99985
    ),
    (
        "300000",
        ["1] 100000.00 x 1% = 1000.00", "2] (300000.00 - 100000.00) x 1.5% = 3000.00"],
        ["2] (N) x 1.5% = 4500.00"],
    ),
    (
        "300001",
        [
            "1] 100000.00 x 1% = 1000.00",
            "2] (300000.00 - 100000.00) x 1.5% = 3000.00",
            "3] (N - 300000.00) x 2% = 0.02",
        ],
        ["3] (N) x 2% = 6000.02"],
    ),
]


@pytest.mark.parametrize("net, graduated, volume", TIERED)
def test_tiers(net: str, graduated: list[str], volume: list[str]) -> None:
    """A bound belongs to the lower tier."""
    shown = f"{Decimal(net):.2f} - 0.00"
    for method, expected in (("graduated", graduated), ("volume", volume)):
        assert told(_rated(net, method=method, tiers=RATES)) == [
            BASE,
            *(f"commission [tier{line.replace('N', shown)}" for line in expected),
        ]


@pytest.mark.parametrize(
    "net, blocks",
    [("299999.99", []), ("300000", []), ("300000.01", ["outside_tiers"])],
)
@pytest.mark.parametrize("method", ["graduated", "volume"])
def test_a_closed_last_tier(net: str, blocks: list[str], method: str) -> None:
    """Its bound is inside, a cent more blocks (rule G12)."""
    rated = _rated(net, method=method, tiers=CLOSED)
    assert codes(rated) == blocks
    assert (len(rated.lines) == 1) == bool(blocks)


# Flat fees of 5 and 7 at tiers to 100 and above, 1 %.
FLAT: list[tuple[str, list[str], list[str]]] = [
    ("0", [], []),
    ("0.01", ["5.00"], ["5.00"]),
    ("100", ["5.00"], ["5.00"]),
    ("100.01", ["5.00", "7.00"], ["7.00"]),
]


@pytest.mark.parametrize("net, graduated, volume", FLAT)
def test_flat_fees(net: str, graduated: list[str], volume: list[str]) -> None:
    """Of every tier entered; of the tier reached. A net of 0 enters none."""
    tiers = table(("100", "0.01", "5"), (None, "0.01", "7"))
    for method, expected in (("graduated", graduated), ("volume", volume)):
        found = told(_rated(net, method=method, tiers=tiers))
        assert [one.rpartition("= ")[2] for one in found if "-flat]" in one] == expected


# Sales, refunds, carried in; the commission at 2 %; what is carried on, and if forgotten.
AROUND_ZERO = [
    ("0", "0", "0", "", "0.00"),
    ("100", "100.01", "0", "", "-0.01"),
    ("100", "100", "0", "", "0.00"),
    ("100.25", "100", "0", "(100.25 - 100.00) x 2% = 0.01", "0.00"),  # 0.005
    ("0", "0.01", "0", "", "-0.01"),
    ("0", "0", "-50", "", "-50.00"),
    ("49", "0", "-50", "", "-1.00"),
    ("50", "0", "-50", "", "0.00"),
    ("51", "0", "-50", "(51.00 - 0.00 - 50.00) x 2% = 0.02", "0.00"),
    ("20", "30", "-50", "", "-60.00"),  # 20 - 30 - 50
]


@pytest.mark.parametrize("sales, refunds, carried, expected, left", AROUND_ZERO)
def test_a_net_around_zero(
    sales: str, refunds: str, carried: str, expected: str, left: str
) -> None:
    """Never negative; a negative net is carried whole, or forgotten whole."""
    for negative, after in (("carry_forward", left), ("zero", "0.00")):
        rated = _rated(sales, refunds, carried, method="flat", rate="2%", negative=negative)
        assert told(rated)[1:] == ([f"commission {expected}"] if expected else [])
        assert rated.carried == Carried(net_sales=Decimal(after))


@pytest.mark.parametrize(
    "seats, count, ratio, amount",
    [
        ("0", 31, "", "0.00"),
        ("1", 1, " x 1/31", "48.39"),  # 1500/31 = 48.387
        ("1", 30, " x 30/31", "1451.61"),  # 45000/31 = 1451.612
        ("2", 31, "", "3000.00"),
    ],
)
def test_seats_and_days_of_the_base(seats: str, count: int, ratio: str, amount: str) -> None:
    """Only the base is of seats and days; the commission is of sales."""
    span = last_days(count, "2026-10")
    terms = commission.Terms.model_validate(
        {"seats": seats, "base": "1500", "method": "flat", "rate": "1%"}
    )
    usage = used(row(Kind.SALES, span.period, attributed_sales="100", refunds="0"))
    assert told(commission.rate(terms, span, usage, Carried())) == [
        f"base_fee {seats} x 1500.00{ratio} = {amount}",
        "commission (100.00 - 0.00) x 1% = 1.00",
    ]


@pytest.mark.parametrize(
    "count, multiplier, expected",
    [
        (0, "1", "0 x 0.50 = 0.00"),
        (1, "1", "1 x 0.50 = 0.50"),
        (1, "1.01", "1 x 0.50 x 1.01 = 0.51"),  # 0.505
        (3, "0.99", "3 x 0.50 x 0.99 = 1.49"),  # 1.485
        (3, "0", "3 x 0.50 x 0 = 0.00"),
    ],
)
def test_units(count: int, multiplier: str, expected: str) -> None:
    """None, one and more; the category's multiplier on each."""
    terms = commission.Terms.model_validate(
        {
            "seats": "0",
            "base": "0",
            "on": "units",
            "multiplier": multiplier,
            "unit_prices": {"办卡数": Decimal("0.5")},
        }
    )
    usage = used(row(Kind.SALES, OCTOBER, 办卡数=count))
    rated = commission.rate(terms, of(), usage, Carried())
    assert told(rated)[1:] == [f"unit_commission [办卡数] {expected}"]
