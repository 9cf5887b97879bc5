"""What is said beside deductions for service levels: a cap, and why there was a fine."""

from decimal import Decimal

import pytest

from billing.rate.levels import service_levels
from billing.usage import Event, Happening
from tests.modes.conftest import event, used
from tests.properties.contracts import level_of

LEVEL = level_of(target="93", per_point_rate="2%", cap_rate="10%", per_case="50")


def _notes(*events: Event) -> list[tuple[str, dict[str, str]]]:
    rated = service_levels([LEVEL], Decimal(1000), used(*events))
    return [(note.code, dict(note.words)) for note in rated.notes]


def _measured(quantity: str) -> Event:
    return event(Happening.MEASURED_LEVEL, "2026-10-31", charge="", item="speed", quantity=quantity)


def _case(**more: str) -> Event:
    return event(Happening.QUALITY_CASE, "2026-10-31", charge="", item="speed", **more)


MISSED = {"measure": "speed", "target": "93", "fee": "1000.00", "rate": "2%"}
CUT = {"measure": "speed", "whole": "1000.00 × 2% × (93 − 80)", "cap": "10%"}


@pytest.mark.parametrize(
    "measured, told",
    [
        ("80", [("note.level", {**MISSED, "measured": "80"}), ("note.level_cap", CUT)]),
        ("88", [("note.level", {**MISSED, "measured": "88"})]),
        ("94", []),
    ],
)
def test_what_a_point_costs_and_where_a_cap_decided(measured: str, told: list[object]) -> None:
    """Target and measured value, and what the deduction would have been without its cap."""
    assert _notes(_measured(measured)) == told


def test_reasons_of_fines() -> None:
    """With day and reference; a case that says nothing is only counted."""
    found = _notes(_measured("94"), _case(reason="rude", reference="Q-1"), _case())
    words = {"measure": "speed", "days": "2026-10-31", "reason": "rude Q-1"}
    assert found == [("note.quality_case", words)]
