"""By reception at its bounds: tiers, flat fees, blocks, bands, night, included, label changes."""

from decimal import Decimal
from typing import Any

import pytest

from billing.balance import Carried
from billing.invoice import Rated
from billing.modes import receptions
from billing.usage import Kind, Span, Usage
from tests.modes.bounds import last_days, told
from tests.modes.conftest import codes, of, row, table, used

KIND = Kind.RECEPTIONS


def _rated(usage: Usage | int | str, span: Span | None = None, **cells: Any) -> Rated:
    terms = receptions.Terms.model_validate(cells)
    where = span or of()
    taken = usage if isinstance(usage, Usage) else used(row(KIND, where.measured, receptions=usage))
    return receptions.rate(terms, where, taken, Carried())


def _fees(rated: Rated) -> list[str]:
    return [line.removeprefix("reception_fee ") for line in told(rated)]


TIERS = table(("1000", "1.50"), ("3000", "1.20"), (None, "0.90"))
FIRST, SECOND = "[tier1] 1000 x 1.50 = 1500.00", "[tier2] (3000 - 1000) x 1.20 = 2400.00"
TIERED: list[tuple[int, list[str], str]] = [
    (0, [], "[tier1] 0 x 1.50 = 0.00"),
    (1, ["[tier1] 1 x 1.50 = 1.50"], "[tier1] 1 x 1.50 = 1.50"),
    (999, ["[tier1] 999 x 1.50 = 1498.50"], "[tier1] 999 x 1.50 = 1498.50"),
    (1000, [FIRST], FIRST),
    (1001, [FIRST, "[tier2] (1001 - 1000) x 1.20 = 1.20"], "[tier2] 1001 x 1.20 = 1201.20"),
    (2999, [FIRST, "[tier2] (2999 - 1000) x 1.20 = 2398.80"], "[tier2] 2999 x 1.20 = 3598.80"),
    (3000, [FIRST, SECOND], "[tier2] 3000 x 1.20 = 3600.00"),
    (3001, [FIRST, SECOND, "[tier3] (3001 - 3000) x 0.90 = 0.90"], "[tier3] 3001 x 0.90 = 2700.90"),
]


@pytest.mark.parametrize("count, graduated, volume", TIERED)
def test_tiers(count: int, graduated: list[str], volume: str) -> None:
    """Each slice at its own price; the whole at the price of the tier reached."""
    assert _fees(_rated(count, method="graduated", tiers=TIERS)) == graduated
    assert _fees(_rated(count, method="volume", tiers=TIERS)) == [volume]


# 10 at once to 100, 20 above, and 0.50 each: count, graduated, volume.
FLAT = [
    (0, "0.00", "0.00"),
    (1, "10.50", "10.50"),  # 0.50 + 10
    (99, "59.50", "59.50"),  # 49.50 + 10
    (100, "60.00", "60.00"),
    (101, "80.50", "70.50"),  # 50 + 10 + 0.50 + 20; 50.50 + 20
]


@pytest.mark.parametrize("count, graduated, volume", FLAT)
def test_flat_fees(count: int, graduated: str, volume: str) -> None:
    """Every tier entered owes its own; in volume the tier reached."""
    tiers = table(("100", "0.50", "10"), (None, "0.50", "20"))
    for method, expected in (("graduated", graduated), ("volume", volume)):
        rated = _rated(count, method=method, tiers=tiers)
        assert sum(line.working.value for line in rated.lines) == Decimal(expected)


@pytest.mark.parametrize(
    "count, graduated, volume",
    [
        (0, [], ["[tier1] 0 x 1.00 = 0.00"]),
        (
            1,
            ["[tier2] 1 x 2.00 = 2.00", "[tier2-flat] 7.00 = 7.00"],
            ["[tier2] 1 x 2.00 = 2.00", "[tier2-flat] 7.00 = 7.00"],
        ),
    ],
)
def test_a_first_tier_up_to_nothing(count: int, graduated: list[str], volume: list[str]) -> None:
    """Nobody enters a tier up to 0: it has no line and no flat fee."""
    tiers = table(("0", "1", "5"), (None, "2", "7"))
    assert _fees(_rated(count, method="graduated", tiers=tiers)) == graduated
    assert _fees(_rated(count, method="volume", tiers=tiers)) == volume


# 300 for each started 100.
BLOCKS = [
    (0, "ceil(0 / 100) x 300.00 = 0.00"),
    (1, "ceil(1 / 100) x 300.00 = 300.00"),
    (99, "ceil(99 / 100) x 300.00 = 300.00"),
    (100, "ceil(100 / 100) x 300.00 = 300.00"),
    (101, "ceil(101 / 100) x 300.00 = 600.00"),
    (199, "ceil(199 / 100) x 300.00 = 600.00"),
    (200, "ceil(200 / 100) x 300.00 = 600.00"),
    (201, "ceil(201 / 100) x 300.00 = 900.00"),
]


@pytest.mark.parametrize("count, expected", BLOCKS)
def test_blocks(count: int, expected: str) -> None:
    """A started block counts whole, and a full one once."""
    assert _fees(_rated(count, method="flat", price="300", per="100")) == [expected]


@pytest.mark.parametrize(
    "count, graduated, volume",
    [
        (199, ["[tier1] ceil(199 / 100) x 30.00 = 60.00"], "[tier1] ceil(199 / 100) x 30.00"),
        (200, ["[tier1] ceil(200 / 100) x 30.00 = 60.00"], "[tier1] ceil(200 / 100) x 30.00"),
        (
            201,
            [
                "[tier1] ceil(200 / 100) x 30.00 = 60.00",
                "[tier2] ceil((201 - 200) / 100) x 20.00 = 20.00",
            ],
            "[tier2] ceil(201 / 100) x 20.00",
        ),
        (
            301,
            [
                "[tier1] ceil(200 / 100) x 30.00 = 60.00",
                "[tier2] ceil((301 - 200) / 100) x 20.00 = 40.00",
            ],
            "[tier2] ceil(301 / 100) x 20.00",
        ),
    ],
)
def test_blocks_in_tiers(count: int, graduated: list[str], volume: str) -> None:
    """Bounds are of receptions, prices of blocks: 2 at 30, more at 20."""
    tiers = table(("200", "30"), (None, "20"))
    assert _fees(_rated(count, method="graduated", per="100", tiers=tiers)) == graduated
    (found,) = _fees(_rated(count, method="volume", per="100", tiers=tiers))
    assert found.partition(" = ")[0] == volume


BANDS = table(("100", "2000"), ("200", "2500"), ("300", "3000"))


@pytest.mark.parametrize(
    "count, average, expected",
    [
        (1, 0, "[tier1] 2000.00 x 1/31 = 64.52"),  # 64.516
        (1, 100, "[tier1] 2000.00 x 1/31 = 64.52"),
        (1, 101, "[tier2] 2500.00 x 1/31 = 80.65"),  # 80.645
        (1, 300, "[tier3] 3000.00 x 1/31 = 96.77"),
        (1, 301, ""),
        (30, 2999, "[tier1] 2000.00 x 30/31 = 1935.48"),  # 99.97 a day
        (30, 3000, "[tier1] 2000.00 x 30/31 = 1935.48"),
        (30, 3001, "[tier2] 2500.00 x 30/31 = 2419.35"),  # 100.03; 2419.354
        (31, 3099, "[tier1] 2000.00 = 2000.00"),
        (31, 3101, "[tier2] 2500.00 = 2500.00"),
        (31, 9300, "[tier3] 3000.00 = 3000.00"),
        (31, 9301, ""),
    ],
)
def test_bands(count: int, average: int, expected: str) -> None:
    """The fee of the band prorates, its bound does not (rule G14)."""
    rated = _rated(average, last_days(count, "2026-10"), method="band", tiers=BANDS)
    assert told(rated) == ([f"band_fee {expected}"] if expected else [])
    assert codes(rated) == ([] if expected else ["outside_tiers"])
