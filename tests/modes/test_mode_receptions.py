"""By reception: flat, night, included, graduated, volume, band; what counts."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
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
    Cells,
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


@pytest.mark.parametrize("scope, quantity", [("all", "1110"), ("day", "900"), ("night", "210")])
def test_scope(scope: str, quantity: str) -> None:
    """A charge may bill the day or the night alone."""
    usage = used(row(KIND, OCTOBER, receptions=1110, night=210))
    assert lines(_rated(usage, method="flat", price="1", scope=scope))[0][2] == quantity


def test_band_of_the_night_averages_the_night() -> None:
    """A band with scope night is picked by the night's average, not by the whole day's."""
    usage = used(row(KIND, OCTOBER, receptions=9300, night=3100))
    rated = _rated(
        usage, method="band", tiers=table(("100", "2000"), (None, "9000")), scope="night"
    )
    assert lines(rated)[0][3] == "2000"
    assert rated.notes[0].words["average"] == "100.00"


def test_night_by_shifts_and_by_column_side_by_side() -> None:
    """One store's file has shifts, the other's a night column: both nights count."""
    usage = used(
        row(KIND, OCTOBER, "S1", shift="夜班", receptions=100, robot=20),
        row(KIND, OCTOBER, "S1", shift="白班", receptions=400, robot=0),
        row(KIND, OCTOBER, "S2", receptions=300, robot=0, night=50),
    )
    rated = _rated(
        usage,
        of(stores=("S1", "S2")),
        method="flat",
        price="1",
        night_multiplier="2",
        exclude="robot",
    )
    assert [(line[1], line[2]) for line in lines(rated)] == [("day", "650"), ("night", "130")]


def test_night_that_nothing_tells_blocks() -> None:
    """No night column and no shifts: never guessed."""
    rated = _rated(1110, method="flat", price="1.20", night_multiplier="1.3")
    assert codes(rated) == ["missing_column"]
    assert rated.problems[0].expected == "night"


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


@pytest.mark.parametrize(
    "exclude, quantity, annex",
    [
        ("", "1000", [("total", 1000), ("effective", 1000)]),
        (
            "robot;spam",
            "870",
            [("total", 1000), ("robot", -100), ("spam", -30), ("effective", 870)],
        ),
        ("file", "880", [("total", 880), ("effective", 880)]),
    ],
)
def test_effective_receptions(exclude: str, quantity: str, annex: list[tuple[str, int]]) -> None:
    """Total less the excluded classes, each with its count; or the file's own column."""
    usage = used(row(KIND, OCTOBER, receptions=1000, robot=100, spam=30, effective=880))
    rated = _rated(usage, method="flat", price="1", exclude=exclude)
    assert lines(rated) == [
        ("reception_fee", "", quantity, "1", f"{quantity} x 1.00", f"{quantity}.00")
    ]
    assert rated.annex[0].rows == tuple((name, Decimal(count)) for name, count in annex)


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


MISSING: list[tuple[str, Usage, Cells, list[str]]] = [
    ("no rows", used(), {}, ["missing_usage"]),
    ("only other months", used(set_aside=("september.xlsx",)), {}, ["missing_usage_set_aside"]),
    ("blank", used(row(KIND, "2026-10-01", blank=["receptions"])), {}, ["blank_figure"]),
    (
        "a class without its column",
        used(row(KIND, OCTOBER, receptions=5)),
        {"exclude": "robot"},
        ["missing_column"],
    ),
    (
        "a class with a blank",
        used(row(KIND, OCTOBER, receptions=5, blank=["robot"])),
        {"exclude": "robot"},
        ["blank_figure"],
    ),
    (
        "more excluded than all",
        used(row(KIND, OCTOBER, receptions=5, robot=6)),
        {"exclude": "robot"},
        ["classes_above_total"],
    ),
    (
        "a total that covers other days",
        used(row(KIND, days("2026-09-26", "2026-10-25"), receptions=5)),
        {},
        ["needs_days"],
    ),
]


@pytest.mark.parametrize(
    "usage, cells, expected", [case[1:] for case in MISSING], ids=[case[0] for case in MISSING]
)
def test_missing_is_never_zero(usage: Usage, cells: Cells, expected: list[str]) -> None:
    """What is not there blocks, and gives no line."""
    rated = _rated(usage, method="flat", price="1", **cells)
    assert (lines(rated), codes(rated)) == ([], expected)


def test_a_typed_zero_is_usage() -> None:
    """A 0 that someone typed does not block (rule G16); the line comes to nothing."""
    rated = _rated(0, method="flat", price="1")
    assert (codes(rated), exact(rated)) == ([], [Fraction(0)])


def test_a_pooled_charge_needs_every_store() -> None:
    """S2 has nothing: blocked by name (rule G16); with a typed 0 it is billed."""
    one = row(KIND, OCTOBER, "S1", receptions=100)
    span = of(stores=("S1", "S2"))
    rated = _rated(used(one), span, method="flat", price="1")
    assert [(problem.code, problem.values["store"]) for problem in rated.problems] == [
        ("missing_usage", "S2")
    ]
    both = used(one, row(KIND, OCTOBER, "S2", receptions=0))
    assert lines(_rated(both, span, method="flat", price="1"))[0][2] == "100"


def test_a_row_without_store_needs_a_pooled_charge() -> None:
    """A charge of one store of several cannot take rows that name none."""
    usage = used(row(KIND, OCTOBER, "", receptions=100))
    pooled = of(stores=("S1", "S2"))
    assert lines(_rated(usage, pooled, method="flat", price="1"))[0][2] == "100"
    own = of(stores=("S1",), pooled=False)
    assert codes(_rated(usage, own, method="flat", price="1")) == ["store_unknown"]


def test_days_are_missing_store_by_store() -> None:
    """A day that one of two stores lacks is named with that store and date."""
    span = of(days("2026-10-01", "2026-10-03"), stores=("S1", "S2"))
    usage = used(
        *(row(KIND, f"2026-10-0{n}", "S1", receptions=1) for n in (1, 2, 3)),
        *(row(KIND, f"2026-10-0{n}", "S2", receptions=1) for n in (1, 3)),
    )
    rated = _rated(usage, span, method="flat", price="1")
    assert [
        (one.code, one.values["store"], one.found, one.values["count"]) for one in rated.problems
    ] == [("missing_days", "S2", "2026-10-02", "1")]
    assert codes(rated) == []


def test_service_and_shift_filter_only_where_the_file_has_them() -> None:
    """A row without a service counts for each; a band counts the whole store."""
    usage = used(
        row(KIND, OCTOBER, service="pre-sales", receptions=10),
        row(KIND, OCTOBER, service="after-sales", receptions=20),
        row(KIND, OCTOBER, receptions=3100),
    )
    span = of(service="pre-sales")
    assert lines(_rated(usage, span, method="flat", price="1"))[0][2] == "3110"
    bands = table(("100", "1"), (None, "2"))
    assert lines(_rated(usage, span, method="band", tiers=bands))[0][3] == "2"


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
