"""By project at its bounds: factors, part months, lateness and its cap, the last milestone."""

from decimal import Decimal
from typing import Any

import pytest

from billing.balance import Carried
from billing.invoice import Rated
from billing.modes import project
from billing.usage import Event, Happening, Span
from tests.modes.bounds import last_days, told
from tests.modes.conftest import Cells, event, of, used


def _rated(
    *events: Event, span: Span | None = None, carried: Carried | None = None, **cells: Any
) -> Rated:
    terms = project.Terms.model_validate({"project": "Launch", **cells})
    return project.rate(terms, span or of(), used(*events), carried or Carried())


@pytest.mark.parametrize(
    "factors, expected",
    [
        (("0", "1", "1", "1"), "0.00 x 1 x 1 x 1 = 0.00"),
        (("8000", "1", "1", "1"), "8000.00 x 1 x 1 x 1 = 8000.00"),
        (("8000", "1", "0", "1"), "8000.00 x 1 x 0 x 1 = 0.00"),
        (("0.01", "0.5", "1", "1"), "0.01 x 0.5 x 1 x 1 = 0.01"),  # 0.005
        (("0.01", "0.499999", "1", "1"), "0.01 x 0.499999 x 1 x 1 = 0.00"),
        # 1.005 x 1.005 = 1.010025, rounded once: 10100.25
        (("10000", "1.005", "1.005", "1"), "10000.00 x 1.005 x 1.005 x 1 = 10100.25"),
    ],
)
def test_factors(factors: tuple[str, ...], expected: str) -> None:
    """Multiplied exactly and rounded once."""
    cells: Cells = dict(zip(("base", "scale", "difficulty", "timeliness"), factors, strict=True))
    assert told(_rated(**cells)) == [f"project_fee {expected}"]


@pytest.mark.parametrize(
    "days, way, expected",
    [
        (1, "calendar", "x 1/31 = 419.35"),  # 13000/31 = 419.354
        (30, "calendar", "x 30/31 = 12580.65"),  # 390000/31 = 12580.645
        (31, "calendar", "= 13000.00"),
        (1, "fixed_30", "x 1/30 = 433.33"),
        (29, "fixed_30", "x 29/30 = 12566.67"),
        (30, "fixed_30", "= 13000.00"),
        (1, "none", "= 13000.00"),
    ],
)
def test_part_months(days: int, way: str, expected: str) -> None:
    """8000 x 1.3 x 1.25 x 1 = 13 000."""
    cells: Cells = {"base": "8000", "scale": "1.3", "difficulty": "1.25", "timeliness": "1"}
    rated = _rated(span=last_days(days, "2026-10", way=way), **cells)
    assert told(rated) == [f"project_fee 8000.00 x 1.3 x 1.25 x 1 {expected}"]


# 18 000, 0.5 % a day, at most 10 %: 20 days. Late days, deducted before, now, deducted after.
LATE = [
    ("0", "0", "", "0"),
    ("0.5", "0", "18000.00 x 0.5% x 0.5 = -45.00", "45.00"),
    ("1", "0", "18000.00 x 0.5% x 1 = -90.00", "90.00"),
    ("19", "0", "18000.00 x 0.5% x 19 = -1710.00", "1710.00"),
    ("20", "0", "18000.00 x 0.5% x 20 = -1800.00", "1800.00"),
    ("20.5", "0", "18000.00 x 10% = -1800.00", "1800.00"),
    ("1", "1709.99", "18000.00 x 0.5% x 1 = -90.00", "1799.99"),
    ("1", "1710.00", "18000.00 x 0.5% x 1 = -90.00", "1800.00"),
    ("1", "1710.01", "(18000.00 x 10% - 1710.01) = -89.99", "1800.00"),
    ("1", "1799.99", "(18000.00 x 10% - 1799.99) = -0.01", "1800.00"),
    ("1", "1800.00", "", "1800.00"),
    ("1", "1800.01", "", "1800.01"),  # the cap was lowered since
]


@pytest.mark.parametrize("days, before, expected, after", LATE)
def test_lateness_and_its_cap(days: str, before: str, expected: str, after: str) -> None:
    """The cap is over the whole project, of the fee."""
    late = event(Happening.DAYS_LATE, "2026-10-20", quantity=days)
    rated = _rated(
        late, carried=Carried(late=Decimal(before)), fee="18000", late_rate="0.5%", late_cap="10%"
    )
    assert told(rated)[1:] == ([f"late_deduction -1 x {expected}"] if expected else [])
    assert rated.carried.late == Decimal(after)


@pytest.mark.parametrize(
    "rate, cap, expected",
    [
        ("0%", "10%", []),
        ("100%", "100%", ["-1 x 18000.00 x 100% x 1 = -18000.00"]),
        ("1%", "0%", []),
        ("1%", "0.9999%", ["-1 x 18000.00 x 0.9999% = -179.98"]),  # 179.982
        ("1%", "1%", ["-1 x 18000.00 x 1% x 1 = -180.00"]),
        ("1%", "1.01%", ["-1 x 18000.00 x 1% x 1 = -180.00"]),
    ],
)
def test_rates_and_caps_at_their_ends(rate: str, cap: str, expected: list[str]) -> None:
    """Nothing a day, everything a day, a cap of nothing."""
    late = event(Happening.DAYS_LATE, "2026-10-20", quantity="1")
    rated = _rated(late, fee="18000", late_rate=rate, late_cap=cap)
    assert told(rated)[1:] == [f"late_deduction {line}" for line in expected]


def _parts(*shares: str) -> tuple[project.Milestone, ...]:
    return tuple(
        project.Milestone(name=f"M{index}", share=Decimal(share))
        for index, share in enumerate(shares, 1)
    )


MILESTONES: list[tuple[str, tuple[str, ...], tuple[str, ...], dict[str, str], list[str]]] = [
    ("100", ("1",), ("M1",), {}, ["[M1] 100.00 = 100.00"]),
    ("0.01", ("0.5", "0.5"), ("M1",), {}, ["[M1] 0.01 x 50% = 0.01"]),  # 0.005
    ("0.01", ("0.5", "0.5"), ("M2",), {"M1": "0.01"}, ["[M2] 0.01 - 0.01 = 0.00"]),
    (
        "100",
        ("0.333333", "0.666667"),
        ("M2", "M1"),
        {},
        ["[M2] 100.00 x 66.6667% = 66.67", "[M1] 100.00 - 66.67 = 33.33"],
    ),
    ("100", ("0.5", "0", "0.5"), ("M2",), {}, ["[M2] 100.00 x 0% = 0.00"]),
    (
        "100",
        ("0.5", "0", "0.5"),
        ("M2",),
        {"M1": "50.00", "M3": "50.00"},
        ["[M2] 100.00 - 50.00 - 50.00 = 0.00"],
    ),
]


@pytest.mark.parametrize("total, shares, accepted, billed, expected", MILESTONES)
def test_the_last_milestone(
    total: str,
    shares: tuple[str, ...],
    accepted: tuple[str, ...],
    billed: dict[str, str],
    expected: list[str],
) -> None:
    """Whichever is accepted last bears what is left of the contract sum."""
    carried = Carried(milestones={name: Decimal(amount) for name, amount in billed.items()})
    events = [event(Happening.MILESTONE_ACCEPTED, "2026-10-20", item=name) for name in accepted]
    rated = _rated(*events, carried=carried, contract_sum=total, milestones=_parts(*shares))
    assert told(rated) == [f"milestone_fee {line}" for line in expected]
    assert set(rated.carried.milestones) == {*billed, *accepted}
