"""Where a tier begins and ends, as its line says it."""

from decimal import Decimal

import pytest

from billing import working
from billing.measure import tier_words
from billing.tiers import Tier, Tiers


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
