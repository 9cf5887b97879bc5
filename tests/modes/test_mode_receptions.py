"""By reception: flat, night, included, graduated, volume, band."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing.balance import Carried
from billing.invoice import Rated
from billing.modes import receptions
from billing.usage import Kind, Span, Usage
from tests.modes.conftest import (
    NOVEMBER,
    OCTOBER,
    codes,
    days,
    exact,
    lines,
    of,
    row,
    table,
    used,
)

TIERS = table(("1000", "1.50"), ("3000", "1.20"), (None, "0.90"))
CLOSED = table(("1000", "1.50"), ("3000", "1.20"))
KIND = Kind.RECEPTIONS


def _rated(usage: Usage | int, span: Span | None = None, **cells: Any) -> Rated:
    terms = receptions.Terms.model_validate(cells)
    taken = used(row(KIND, OCTOBER, receptions=usage)) if isinstance(usage, int) else usage
    return receptions.rate(terms, span or of(), taken, Carried())


@pytest.mark.parametrize(
    "count, expected",
    [
        (0, []),
        (1, [("tier1", "1", "1.5", "1 x 1.50", "1.50")]),
        (999, [("tier1", "999", "1.5", "999 x 1.50", "1498.50")]),
        (1000, [("tier1", "1000", "1.5", "1000 x 1.50", "1500.00")]),
        (
            1001,
            [
                ("tier1", "1000", "1.5", "1000 x 1.50", "1500.00"),
                ("tier2", "1", "1.2", "(1001 - 1000) x 1.20", "1.20"),
            ],
        ),
        (
            3000,
            [
                ("tier1", "1000", "1.5", "1000 x 1.50", "1500.00"),
                ("tier2", "2000", "1.2", "(3000 - 1000) x 1.20", "2400.00"),
            ],
        ),
        (
            4200,
            [
                ("tier1", "1000", "1.5", "1000 x 1.50", "1500.00"),
                ("tier2", "2000", "1.2", "(3000 - 1000) x 1.20", "2400.00"),
                ("tier3", "1200", "0.9", "(4200 - 3000) x 0.90", "1080.00"),
            ],
        ),
    ],
)
def test_graduated(count: int, expected: list[tuple[str, ...]]) -> None:
    """Each slice at its own price, a line per slice entered (rule G13)."""
    rated = _rated(count, method="graduated", tiers=TIERS)
    assert lines(rated) == [("reception_fee", *line) for line in expected]


@pytest.mark.parametrize(
    "count, tier, price, amount",
    [
        (1, "tier1", "1.50", "1.50"),
        (1000, "tier1", "1.50", "1500.00"),
        (1001, "tier2", "1.20", "1201.20"),
        (3000, "tier2", "1.20", "3600.00"),
        (3001, "tier3", "0.90", "2700.90"),
        (4200, "tier3", "0.90", "3780.00"),
    ],
)
def test_volume(count: int, tier: str, price: str, amount: str) -> None:
    """The whole quantity at the price of the tier reached; a bound belongs to the lower tier."""
    rated = _rated(count, method="volume", tiers=TIERS)
    shown = price.rstrip("0")
    assert lines(rated) == [
        ("reception_fee", tier, str(count), shown, f"{count} x {price}", amount)
    ]


@pytest.mark.parametrize("method", ["graduated", "volume"])
def test_beyond_a_closed_table_blocks(method: str) -> None:
    """Never extrapolated, never free (rule G12)."""
    assert codes(_rated(3000, method=method, tiers=CLOSED)) == []
    rated = _rated(3001, method=method, tiers=CLOSED)
    assert (lines(rated), codes(rated)) == ([], ["outside_tiers"])
    assert (rated.problems[0].found, rated.problems[0].expected) == (
        "3001",
        "1000: 1.50, 3000: 1.20",
    )


@pytest.mark.parametrize(
    "method, count, fees",
    [
        ("graduated", 0, []),
        ("graduated", 50, ["tier1-flat"]),
        ("graduated", 150, ["tier1-flat", "tier2-flat"]),
        ("volume", 0, []),
        ("volume", 50, ["tier1-flat"]),
        ("volume", 150, ["tier2-flat"]),
    ],
)
def test_flat_fees_of_tiers(method: str, count: int, fees: list[str]) -> None:
    """Graduated: of every tier entered; volume: of the tier reached; each a line of its own."""
    tiers = table(("100", "1", "10"), (None, "0.5", "20"))
    found = lines(_rated(count, method=method, tiers=tiers))
    flat = {"tier1-flat": ("10.00", "10.00"), "tier2-flat": ("20.00", "20.00")}
    assert [line for line in found if line[1].endswith("flat")] == [
        ("reception_fee", fee, "1", flat[fee][0].split(".")[0], *flat[fee]) for fee in fees
    ]


@pytest.mark.parametrize(
    "average, price", [(6200, "2500"), (6201, "3000"), (0, "2000"), (3100, "2000")]
)
def test_band_is_a_monthly_fee_by_the_average(average: int, price: str) -> None:
    """6200/31 is 200 and stays in the band up to 200; 6201/31 does not (rule G4)."""
    bands = table(("100", "2000"), ("200", "2500"), ("300", "3000"))
    found = lines(_rated(average, method="band", tiers=bands))
    assert [(line[0], *line[2:]) for line in found] == [
        ("band_fee", "1", price, f"{price}.00", f"{price}.00")
    ]


def test_band_fee_prorates_and_its_bounds_do_not() -> None:
    """10 days with 1500: 150 a day, and the fee of 2500 by 10/31 (rule G14)."""
    bands = table(("100", "2000"), ("200", "2500"))
    part = days("2026-10-01", "2026-10-10")
    usage = used(row(KIND, part, receptions=1500))
    assert lines(_rated(usage, of(part), method="band", tiers=bands)) == [
        ("band_fee", "tier2", "1", "2500", "2500.00 x 10/31", "806.45")
    ]


def test_night_is_split_out_never_added() -> None:
    """1110 of which 210 by night: 900 x 1.20 + 210 x 1.20 x 1.3."""
    usage = used(row(KIND, OCTOBER, receptions=1110, night=210))
    rated = _rated(usage, method="flat", price="1.20", night_multiplier="1.3")
    assert lines(rated) == [
        ("reception_fee", "day", "900", "1.2", "900 x 1.20", "1080.00"),
        ("reception_fee", "night", "210", "1.56", "210 x 1.20 x 1.3", "327.60"),
    ]
    assert rated.annex[0].rows == (
        ("total", Decimal(1110)),
        ("effective", Decimal(1110)),
        ("night", Decimal(210)),
    )


def test_included_receptions_of_the_fixed_seats() -> None:
    """2 seats x 150 x 30 days = 9000, 10 450 used: 1450 x 0.90."""
    usage = used(row(KIND, NOVEMBER, receptions=10450))
    seats = dict.fromkeys(NOVEMBER, 2)
    rated = _rated(
        usage,
        of(whole=NOVEMBER, seats=seats),
        method="flat",
        price="0.90",
        included_per_seat_per_day="150",
    )
    assert lines(rated) == [("overage", "", "1450", "0.9", "(10450 - 60 x 150) x 0.90", "1305.00")]


@pytest.mark.parametrize("count, expected", [(8999, []), (9000, []), (9001, ["1"])])
def test_included_receptions_at_the_bound(count: int, expected: list[str]) -> None:
    """Exactly what is included is free."""
    seats: dict[date, int] = dict.fromkeys(NOVEMBER, 2)
    usage = used(row(KIND, NOVEMBER, receptions=count))
    rated = _rated(
        usage,
        of(whole=NOVEMBER, seats=seats),
        method="flat",
        price="0.90",
        included_per_seat_per_day="150",
    )
    assert [line[2] for line in lines(rated)] == expected


def test_started_blocks_count_whole() -> None:
    """300 per started 100: 830 are 9 blocks."""
    assert lines(_rated(830, method="flat", price="300", per="100")) == [
        ("reception_fee", "", "9", "300", "ceil(830 / 100) x 300.00", "2700.00")
    ]


def test_only_the_closing_span_bills() -> None:
    """Rows that share their usage bill it once (rule G14)."""
    first = of(days("2026-10-01", "2026-10-10"), measured=OCTOBER, closing=False)
    assert _rated(100, first, method="flat", price="1") == Rated()
    last = of(days("2026-10-11", "2026-10-31"), measured=OCTOBER)
    assert [line[2] for line in lines(_rated(100, last, method="flat", price="1"))] == ["100"]


@given(first=st.integers(0, 6000), more=st.integers(0, 6000))
def test_graduated_never_falls(first: int, more: int) -> None:
    """One more reception never makes the sum smaller, whole or in parts."""

    def total(count: int) -> Decimal:
        found = exact(_rated(count, method="graduated", tiers=TIERS))
        return Decimal(sum(found).numerator) / sum(found).denominator if found else Decimal(0)

    assert total(first) <= total(first + more) <= total(first) + Decimal("1.5") * more


def test_lines_carry_their_cells_and_headers() -> None:
    """Every line names the cells it came from, and the annex the headers used."""
    rated = _rated(5, method="flat", price="1")
    assert [str(place) for place in rated.lines[0].sources] == ["receptions.xlsx!Sheet!C2"]
    assert rated.annex[0].headers == ("the receptions",)
