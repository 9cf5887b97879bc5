"""Where a tier begins and ends, as its line says it."""

from decimal import Decimal

import pytest

from billing import working
from billing.measure import tier_table, tier_words
from billing.tiers import Tier, Tiers
from tests.modes.conftest import of


def _table(*bounds: str) -> Tiers:
    rows = tuple(
        Tier(up_to=Decimal(bound) if bound else None, price=Decimal(1)) for bound in bounds
    )
    return Tiers(name="T", rows=rows)


@pytest.mark.parametrize(
    "bounds, told",
    [
        (("1000", "3000", ""), ["0–1000", ">1000–3000", ">3000"]),
        (("1000.5", "3000"), ["0–1000.5", ">1000.5–3000"]),
        (("",), ["≥0"]),
        (("1000",), ["0–1000"]),
    ],
)
def test_bounds(bounds: tuple[str, ...], told: list[str]) -> None:
    """The sign stands where the lower bound belongs to the tier below."""
    table = _table(*bounds)
    found = [tier_words(table, place) for place in range(len(bounds))]
    assert [words["bounds"] for words in found] == told
    assert [words["tier"] for words in found] == [str(place + 1) for place in range(len(bounds))]


def test_bounds_read_as_their_line_does() -> None:
    """Money with its minor unit, shares in percent."""
    table = _table("0.1", "0.2")
    assert tier_words(table, 1, working.percent)["bounds"] == ">10%–20%"
    assert tier_words(table, 1, working.price)["bounds"] == ">0.10–0.20"


def test_the_table_of_all_tiers() -> None:
    """Those that bill are marked; a flat fee stands where there is one, a rate is a percentage."""
    rows = (
        Tier(up_to=Decimal(100), price=Decimal("0.01")),
        Tier(up_to=None, price=Decimal("0.015"), flat_fee=Decimal(88)),
    )
    tiers = Tiers(name="T", rows=rows)
    rates = tier_table(tiers, of(), "net_sales", (1,), working.price, gives="commission_rate")
    assert (rates.code, rates.charge) == ("tiers", "K-1")
    assert rates.columns == ("tier", "net_sales", "commission_rate", "flat_fee", "applies")
    assert rates.rows == (
        (1, "0–100.00", "1%", "", ""),
        (2, ">100.00", "1.5%", Decimal(88), "this_month"),
    )
    prices = tier_table(tiers, of(), "billable", (0, 1))
    assert prices.columns == ("tier", "billable", "price", "flat_fee", "applies")
    assert prices.rows == (
        (1, "0–100", Decimal("0.01"), "", "this_month"),
        (2, ">100", Decimal("0.015"), Decimal(88), "this_month"),
    )
