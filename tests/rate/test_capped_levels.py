"""Service levels: quantity x unit price is the amount, with a cap and without."""

from decimal import Decimal

import pytest

from billing.contract import ServiceLevel
from billing.rate.levels import service_levels
from billing.usage import Happening
from tests.modes.conftest import Line, event, lines, used


@pytest.mark.parametrize(
    "measured, unit, expected",
    [
        (
            "91.5",
            "point",
            ("-1.5", "66.6672", "-1 x 3333.36 x 2% x (93 - 91.5)", "-100.00"),
        ),
        ("88", "point", ("-5", "66.6672", "-1 x 3333.36 x 2% x (93 - 88)", "-333.34")),
        ("80", "sum", ("-1", "333.34", "-1 x 3333.36 x 10%", "-333.34")),
    ],
)
def test_a_capped_level_is_one_sum(measured: str, unit: str, expected: tuple[str, ...]) -> None:
    """2 % of the fee a point below 93, at most 10 %."""
    level = ServiceLevel.model_validate(
        {
            "client": "P",
            "measure": "speed",
            "target": "93",
            "direction": "higher",
            "per_point_rate": "2%",
            "cap_rate": "10%",
        }
    )
    usage = used(event(Happening.MEASURED_LEVEL, "2026-10-31", item="speed", quantity=measured))
    rated = service_levels([level], Decimal("3333.36"), usage)
    found: list[Line] = lines(rated)
    assert [line[2:] for line in found] == [expected]
    assert rated.lines[0].unit == unit
