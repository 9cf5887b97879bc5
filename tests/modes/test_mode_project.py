"""By project: fee, factors, milestones, lateness."""

from decimal import Decimal
from typing import Any

import pytest

from billing.balance import Carried
from billing.errors import Severity
from billing.invoice import Rated
from billing.modes import project
from billing.usage import Event, Happening, Span
from tests.modes.conftest import Cells, codes, days, event, lines, of, used


def _rated(
    *events: Event, span: Span | None = None, carried: Carried | None = None, **cells: Any
) -> Rated:
    terms = project.Terms.model_validate({"project": "Launch", **cells})
    return project.rate(terms, span or of(), used(*events), carried or Carried())


def _late(*quantities: str | None) -> list[Event]:
    return [
        event(Happening.DAYS_LATE, "2026-10-20", **({"quantity": q} if q else {}))
        for q in quantities
    ]


FACTORS: Cells = {"base": "8000", "scale": "1.2", "difficulty": "1.25", "timeliness": "1.1"}


def test_factors_multiply_and_round_once() -> None:
    """8000 x 1.2 x 1.25 x 1.1 = 13 200.00, the factors in the annex."""
    rated = _rated(**FACTORS)
    assert lines(rated) == [
        ("project_fee", "", "1", "13200", "8000.00 x 1.2 x 1.25 x 1.1", "13200.00")
    ]
    assert rated.annex[0].rows == (
        ("base", Decimal(8000)),
        ("scale", Decimal("1.2")),
        ("difficulty", Decimal("1.25")),
        ("timeliness", Decimal("1.1")),
    )
    odd = _rated(base="9999.99", scale="1.333333", difficulty="1.111111", timeliness="0.999999")
    assert lines(odd)[0][5] == "14814.78"


def test_signed_fee_in_a_part_month() -> None:
    """The fee prorates as every fixed amount does."""
    part = of(days("2026-10-12", "2026-10-31"))
    assert lines(_rated(fee="8000", span=part)) == [
        ("project_fee", "", "1", "8000", "8000.00 x 20/31", "5161.29")
    ]


LATE: Cells = {"fee": "18000", "late_rate": "0.5%"}


@pytest.mark.parametrize(
    "events, cells, before, expected, after",
    [
        (_late(), {}, "0", [], "0"),
        (_late("0"), {}, "0", [], "0"),
        (_late("3"), {}, "0", [("-3", "-1 x 18000.00 x 0.5% x 3", "-270.00")], "270.00"),
        (_late("1", "2"), {}, "0", [("-3", "-1 x 18000.00 x 0.5% x 3", "-270.00")], "270.00"),
        (
            _late("20"),
            {"late_cap": "10%"},
            "0",
            [("-20", "-1 x 18000.00 x 0.5% x 20", "-1800.00")],
            "1800.00",
        ),
        (
            _late("21"),
            {"late_cap": "10%"},
            "0",
            [("-1", "-1 x 18000.00 x 10%", "-1800.00")],
            "1800.00",
        ),
        (
            _late("3"),
            {"late_cap": "10%"},
            "1700.00",
            [("-1", "-1 x (18000.00 x 10% - 1700.00)", "-100.00")],
            "1800.00",
        ),
        (_late("3"), {"late_cap": "10%"}, "1800.00", [], "1800.00"),
    ],
)
def test_lateness(
    events: list[Event],
    cells: Cells,
    before: str,
    expected: list[tuple[str, ...]],
    after: str,
) -> None:
    """On the fee, with a cap of its own over the whole project."""
    carried = Carried(late=Decimal(before))
    rated = _rated(*events, carried=carried, **LATE, **cells)
    assert [(line[2], *line[4:]) for line in lines(rated)[1:]] == expected
    assert rated.carried.late == Decimal(after)


def test_a_capped_deduction_is_one_sum() -> None:
    """Quantity x unit price is the amount, also where the cap cut it short."""
    line = _rated(*_late("21"), **LATE, late_cap="10%").lines[1]
    assert (line.quantity, line.unit, line.unit_price) == (
        Decimal(-1),
        "sum",
        Decimal("1800.00"),
    )
    assert dict(line.words) == {"days": "21"}


def test_days_late_without_a_rate_are_said() -> None:
    """Nothing is deducted, and nobody is left to think that it was."""
    rated = _rated(*_late("3"), fee="18000")
    assert [line[0] for line in lines(rated)] == ["project_fee"]
    assert [(one.code, one.severity, one.found) for one in rated.problems] == [
        ("late_without_rate", Severity.WARNED, "3")
    ]
    assert rated.problems[0].source is not None


def test_lateness_is_on_the_fee_before_proration() -> None:
    """A part month deducts by the whole fee."""
    part = of(days("2026-10-12", "2026-10-31"))
    assert lines(_rated(*_late("1"), span=part, **LATE))[1][5] == "-90.00"


def test_days_late_without_a_number_block() -> None:
    """How many days is never guessed."""
    assert codes(_rated(*_late(None), **LATE)) == ["event_without_quantity"]


THIRDS = (
    project.Milestone(name="Plan", share=Decimal("0.333333")),
    project.Milestone(name="Build", share=Decimal("0.333333")),
    project.Milestone(name="Live", share=Decimal("0.333334")),
)
SUM: Cells = {"contract_sum": "10000", "milestones": THIRDS}


def _accepted(*names: str) -> list[Event]:
    return [event(Happening.MILESTONE_ACCEPTED, "2026-10-20", item=name) for name in names]


def test_milestones_sum_to_the_contract_sum() -> None:
    """The last is the contract sum less those billed, so that no cent is lost."""
    rated = _rated(*_accepted("Plan", "Build", "Live"), **SUM)
    assert [line[1:] for line in lines(rated)] == [
        ("Plan", "1", "3333.33", "10000.00 x 33.3333%", "3333.33"),
        ("Build", "1", "3333.33", "10000.00 x 33.3333%", "3333.33"),
        ("Live", "1", "3333.34", "10000.00 - 3333.33 - 3333.33", "3333.34"),
    ]
    assert sum(rated.carried.milestones.values()) == Decimal("10000.00")
    assert rated.notes == ()


def test_a_milestone_bills_in_its_month_and_is_remembered() -> None:
    """Nothing accepted, nothing billed; the open ones are noted."""
    assert lines(_rated(**SUM)) == []
    rated = _rated(*_accepted("Build"), **SUM)
    assert dict(rated.carried.milestones) == {"Build": Decimal("3333.33")}
    assert [note.words["names"] for note in rated.notes] == ["Plan, Live"]


@pytest.mark.parametrize(
    "name, expected", [("Plan", "milestone_billed"), ("Launch", "unknown_milestone")]
)
def test_a_milestone_twice_or_unknown_blocks(name: str, expected: str) -> None:
    """What was billed is not billed again."""
    carried = Carried(milestones={"Plan": Decimal("3333.33")})
    rated = _rated(*_accepted(name), carried=carried, **SUM)
    assert (lines(rated), codes(rated)) == ([], [expected])
    assert (rated.problems[0].found, rated.problems[0].expected) == (name, "Build, Live")
