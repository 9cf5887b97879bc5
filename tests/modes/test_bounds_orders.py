"""By order at its bounds: tiers, conversion, blocks, what is taken off."""

from decimal import Decimal
from typing import Any

import pytest

from billing.balance import Carried
from billing.invoice import Rated
from billing.modes import orders
from billing.usage import Kind
from tests.modes.bounds import told
from tests.modes.conftest import OCTOBER, Cells, codes, of, row, table, used


def _rated(paid: int, cancelled: int = 0, refunded: int = 0, **cells: Any) -> Rated:
    figures = {"paying_buyers": cells.pop("buyers", None), "inquiry_buyers": cells.pop("of", None)}
    counts: Cells = {"orders": paid, "cancelled": cancelled, "refunded": refunded}
    given: Cells = {name: figure for name, figure in figures.items() if figure is not None}
    usage = used(row(Kind.ORDERS, OCTOBER, **counts, **given))
    return orders.rate(orders.Terms.model_validate(cells), of(), usage, Carried())


def _fees(rated: Rated) -> list[str]:
    return [line.removeprefix("order_fee ") for line in told(rated)]


TIERS = table(("500", "2"), ("800", "1.5"), (None, "1"))
FIRST, SECOND = "[tier1] 500 x 2.00 = 1000.00", "[tier2] (800 - 500) x 1.50 = 450.00"
TIERED: list[tuple[int, list[str], str]] = [
    (0, [], "[tier1] 0 x 2.00 = 0.00"),
    (1, ["[tier1] 1 x 2.00 = 2.00"], "[tier1] 1 x 2.00 = 2.00"),
    (499, ["[tier1] 499 x 2.00 = 998.00"], "[tier1] 499 x 2.00 = 998.00"),
    (500, [FIRST], FIRST),
    (501, [FIRST, "[tier2] (501 - 500) x 1.50 = 1.50"], "[tier2] 501 x 1.50 = 751.50"),
    (799, [FIRST, "[tier2] (799 - 500) x 1.50 = 448.50"], "[tier2] 799 x 1.50 = 1198.50"),
    (800, [FIRST, SECOND], "[tier2] 800 x 1.50 = 1200.00"),
    (801, [FIRST, SECOND, "[tier3] (801 - 800) x 1.00 = 1.00"], "[tier3] 801 x 1.00 = 801.00"),
]


@pytest.mark.parametrize("count, graduated, volume", TIERED)
def test_tiers(count: int, graduated: list[str], volume: str) -> None:
    """By billable orders; a bound belongs to the lower tier."""
    assert _fees(_rated(count, method="graduated", tiers=TIERS)) == graduated
    assert _fees(_rated(count, method="volume", tiers=TIERS)) == [volume]


@pytest.mark.parametrize("method", ["graduated", "volume"])
@pytest.mark.parametrize("count, blocks", [(800, []), (801, ["outside_tiers"])])
def test_a_closed_last_tier(count: int, blocks: list[str], method: str) -> None:
    """Its bound is inside, one more blocks (rule G12)."""
    closed = table(("500", "2"), ("800", "1.5"))
    assert codes(_rated(count, method=method, tiers=closed)) == blocks


@pytest.mark.parametrize(
    "paid, cancelled, refunded, expected",
    [
        (501, 1, 0, "[tier1] (501 - 1 - 0) x 2.00 = 1000.00"),
        (501, 0, 1, "[tier1] (501 - 0 - 1) x 2.00 = 1000.00"),
        (502, 1, 0, "[tier2] (502 - 1 - 0) x 1.50 = 751.50"),
        (10, 5, 5, "[tier1] (10 - 5 - 5) x 2.00 = 0.00"),
        (10, 5, 6, ""),  # more taken off than paid
    ],
)
def test_taken_off_before_the_tiers(
    paid: int, cancelled: int, refunded: int, expected: str
) -> None:
    """What is closed or refunded fills no tier."""
    rated = _rated(paid, cancelled, refunded, method="volume", tiers=TIERS)
    assert _fees(rated) == ([expected] if expected else [])
    assert codes(rated) == ([] if expected else ["orders_below_zero"])


# Up to 10 %: 1.50, up to 20 %: 2.00, above: 2.50; buyers, inquiries, price.
SHARES = [
    (0, 1, "1.50"),
    (1, 1, "2.50"),
    (1, 10, "1.50"),  # 10 %
    (1, 9, "2.00"),  # 11.1 %
    (1, 5, "2.00"),  # 20 %
    (2, 9, "2.50"),  # 22.2 %
    (999, 5000, "2.00"),  # 19.98 %
    (333, 3331, "1.50"),  # 9.997 %
    (333, 3330, "1.50"),  # 10 %
    (333, 3329, "2.00"),  # 10.003 %, shown as 10.00 %
    (100000001, 1000000000, "2.00"),  # 10.0000001 %
    (3, 2, "2.50"),  # more pay than inquired
]


@pytest.mark.parametrize("buyers, inquiries, price", SHARES)
def test_conversion(buyers: int, inquiries: int, price: str) -> None:
    """The exact fraction against an inclusive bound (rule G4)."""
    tiers = table(("0.10", "1.50"), ("0.20", "2.00"), (None, "2.50"))
    rated = _rated(100, method="conversion", tiers=tiers, buyers=buyers, of=inquiries)
    assert [line.partition("] ")[2] for line in _fees(rated)] == [
        f"100 x {price} = {100 * Decimal(price):.2f}"
    ]


@pytest.mark.parametrize("buyers, blocks", [(0, []), (99, []), (100, []), (101, ["outside_tiers"])])
def test_conversion_of_a_closed_table(buyers: int, blocks: list[str]) -> None:
    """Up to 100 %: more than all is beyond it."""
    tiers = table(("0.50", "1"), ("1", "2"))
    rated = _rated(100, method="conversion", tiers=tiers, buyers=buyers, of=100)
    assert codes(rated) == blocks


@pytest.mark.parametrize("buyers, codes_", [(0, []), (5, [])])
def test_nobody_inquired(buyers: int, codes_: list[str]) -> None:
    """0 inquiries have no rate, whoever paid; 1 inquiry has."""
    tiers = table((None, "2"))
    blocked = _rated(9, method="conversion", tiers=tiers, buyers=buyers, of=0)
    assert codes(blocked) == ["conversion_undefined"]
    assert codes(_rated(9, method="conversion", tiers=tiers, buyers=buyers, of=1)) == codes_


@pytest.mark.parametrize(
    "count, expected",
    [
        (0, "ceil(0 / 100) x 30.00 x 1.15 = 0.00"),
        (1, "ceil(1 / 100) x 30.00 x 1.15 = 34.50"),
        (100, "ceil(100 / 100) x 30.00 x 1.15 = 34.50"),
        (101, "ceil(101 / 100) x 30.00 x 1.15 = 69.00"),
    ],
)
def test_blocks_with_a_multiplier(count: int, expected: str) -> None:
    """Started blocks, then the price, then the industry's multiplier."""
    rated = _rated(count, method="flat", price="30", per="100", multiplier="1.15")
    assert _fees(rated) == [expected]


# 5 to 100, 7 above, 1 each, x 2: count, graduated, volume.
FLAT = [(0, "0", "0"), (1, "7", "7"), (100, "205", "205"), (101, "214", "209")]


@pytest.mark.parametrize("count, graduated, volume", FLAT)
def test_flat_fees(count: int, graduated: str, volume: str) -> None:
    """A fee for a tier is as it is written: the multiplier is on prices of orders."""
    tiers = table(("100", "1", "5"), (None, "1", "7"))
    for method, expected in (("graduated", graduated), ("volume", volume)):
        rated = _rated(count, method=method, tiers=tiers, multiplier="2")
        assert sum(line.working.value for line in rated.lines) == Decimal(expected)
