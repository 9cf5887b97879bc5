"""Events reach the one charge and the days that they are of, or block; none is lost in silence."""

import json
from typing import Any

import pytest

from tests.month.desk import Desk, charge, client

HEAD = ["date", "client", "charge", "event", "item", "quantity", "from", "to"]


def _checked(desk: Desk, *events: list[object]) -> dict[str, Any]:
    """Client P of the check: a project whose fee changes on 16 October, and one seat."""
    desk.rows["Clients"].append(client("P"))
    desk.rows["Project"] = [
        charge("P-1", "P", end="2026-10-15", project="X", fee="6200", late_rate="1%"),
        {
            **charge("P-1", "P", project="X", fee="9300", late_rate="1%"),
            "start": "2026-10-16",
        },
    ]
    desk.rows["Fixed"].append(charge("P-2", "P", seats="1", price="3100"))
    desk.register()
    desk.drop("events.xlsx", [HEAD, *events])
    report = json.loads(desk.call("check", "--month", "2026-10", "--json").out)
    return dict(report["clients"][-1])


def _lines(found: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(one["code"], one["working"], one["amount"]) for one in found["invoice"]["lines"]]


def test_a_dated_event_counts_once_where_terms_change(desk: Desk) -> None:
    """2 days late on the 20th: 1 % a day of the fee that holds then, and of that alone."""
    found = _checked(desk, ["2026-10-20", "P", "P-1", "days late", None, 2])
    assert _lines(found) == [
        ("project_fee", "6200.00 x 15/31 = 3000.00", "3000.00"),
        ("project_fee", "9300.00 x 16/31 = 4800.00", "4800.00"),
        ("seat_fee", "1 x 3100.00 = 3100.00", "3100.00"),
        ("late_deduction", "-1 x 9300.00 x 1% x 2 = -186.00", "-186.00"),
    ]


@pytest.mark.parametrize(
    "event, code",
    [
        (["2026-10", "P", "P-1", "days late", None, 2], "event_needs_day"),
        (["2026-10-20", "P", None, "days late", None, 2], "event_of_no_charge"),
        (["2026-10-20", "P", "P-2", "days late", None, 2], "event_of_no_charge"),
        (["2026-10-20", "P", "P-1", "vacancy", None, 1], "event_of_no_charge"),
        (["2026-10-20", "P", None, "measured level", "speed", 90], "unknown_measure"),
    ],
)
def test_an_event_that_fits_no_charge_blocks(desk: Desk, event: list[object], code: str) -> None:
    """With the cell of the events file."""
    found = _checked(desk, event)
    assert found["outcome"] == "blocked"
    assert {one["code"] for one in found["reasons"]} == {code}
    assert all(one["file"] == "events.xlsx" for one in found["reasons"])
