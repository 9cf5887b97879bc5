"""Events reach the one charge and the days that they are of, or block; none is lost in silence."""

import json
from typing import Any

import pytest

from tests.month.desk import SETTINGS, Desk, Table, charge, client

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


def test_an_event_dated_by_a_month_is_of_one_cycle(desk: Desk) -> None:
    """Cycle day 28: `2026-10` is 28 September to 27 October, and nothing of November's."""
    desk.rows["Clients"].append(client("Q", cycle_day="28"))
    desk.rows["Fixed"].append(charge("Q-1", "Q", seats="1", price="3000"))
    desk.register()
    head = ["date", "client", "event", "amount", "reason", "by", "reference"]
    desk.drop("events.xlsx", [head, ["2026-10", "Q", "adjustment", -20, "x", "Finance", "T-1"]])
    said = desk.call("check", "--month", "2026-10", "--json")
    (found,) = (one for one in json.loads(said.out)["clients"] if one["client"] == "Q")
    assert [one["amount"] for one in found["invoice"]["lines"]] == ["3000.00", "-20.00"]
    desk.run()
    (desk.root / "billing.toml").write_text(
        SETTINGS.replace("2026-11-02", "2026-12-02"), encoding="utf-8"
    )
    said = desk.call("check", "--month", "2026-11", "--json")
    (found,) = (one for one in json.loads(said.out)["clients"] if one["client"] == "Q")
    assert [one["amount"] for one in found["invoice"]["lines"]] == ["3000.00"]


def test_net_sales_to_be_made_good_are_entered_below_zero(desk: Desk) -> None:
    """5000.00 owed from before: 8000.00 of sales earn 2 % of 3000.00."""
    desk.rows["Clients"].append(client("S"))
    desk.rows["Stores"].append({"client": "S", "store": "Shop S"})
    terms = {"seats": "1", "base": "1500", "method": "flat", "rate": "2%"}
    desk.rows["Commission"] = [charge("S-1", "S", store="Shop S", **terms)]
    desk.register()
    sales: Table = [
        ["date", "store", "attributed sales", "refunds"],
        ["2026-10", "Shop S", 8000, 0],
    ]
    desk.drop("sales.xlsx", sales)
    head = ["date", "client", "charge", "event", "amount"]
    desk.drop("events.xlsx", [head, ["2026-10", "S", "S-1", "opening net sales", -5000]])
    report = json.loads(desk.call("check", "--month", "2026-10", "--json").out)
    assert _lines(report["clients"][-1])[1] == (
        "commission",
        "(8000.00 - 0.00 - 5000.00) x 2% = 60.00",
        "60.00",
    )


def test_events_of_one_day_stand_as_they_were_written(desk: Desk) -> None:
    """Twelve adjustments: the tenth row comes after the second."""
    head = ["date", "client", "event", "amount", "reason", "by", "reference"]
    rows: Table = [
        ["2026-10-05", "A", "adjustment", n, "x", "Finance", f"T-{n}"] for n in range(1, 13)
    ]
    desk.drop("events.xlsx", [head, *rows])
    report = json.loads(desk.call("check", "--month", "2026-10", "--json").out)
    amounts = [one[2] for one in _lines(report["clients"][0]) if one[0] == "adjustment"]
    assert amounts == [f"{n}.00" for n in range(1, 13)]
