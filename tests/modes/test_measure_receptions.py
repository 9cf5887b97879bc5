"""What counts as a reception, and what is missing."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from billing.balance import Carried
from billing.invoice import Rated
from billing.modes import receptions
from billing.usage import Kind, Span, Usage
from tests.modes.conftest import (
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

KIND = Kind.RECEPTIONS


def _rated(usage: Usage | int, span: Span | None = None, **cells: Any) -> Rated:
    terms = receptions.Terms.model_validate(cells)
    taken = used(row(KIND, OCTOBER, receptions=usage)) if isinstance(usage, int) else usage
    return receptions.rate(terms, span or of(), taken, Carried())


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
    assert rated.annex[0].notes[0].words["average"] == "100.00"


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
