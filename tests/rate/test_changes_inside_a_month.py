"""Two rows of a charge in one month: what is shared out, limited, and of which store."""

import json
from typing import Any

import pytest

from tests.month.desk import Desk, Table, charge, client, receptions

FIRST = {"end": "2026-10-15"}
SECOND = {"start": "2026-10-16"}


def _checked(desk: Desk, sheet: str, *rows: dict[str, str], **more: str) -> dict[str, Any]:
    """Client P of the check, whose charges are these rows; its shops are P1 and P2."""
    desk.rows["Clients"].append(client("P", **more))
    desk.rows["Stores"] += [{"client": "P", "store": f"Shop {name}"} for name in ("P1", "P2")]
    desk.rows.setdefault(sheet, []).extend(rows)
    desk.register()
    table = receptions("Shop P1") + receptions("Shop P2")[1:]
    desk.drop("p.xlsx", table)
    report = json.loads(desk.call("check", "--month", "2026-10", "--json").out)
    return dict(next(one for one in report["clients"] if one["client"] == "P"))


def _lines(found: dict[str, Any]) -> list[tuple[str, str, str]]:
    assert not found["reasons"], found["reasons"]
    return [(one["code"], one["working"], one["amount"]) for one in found["invoice"]["lines"]]


def _reasons(found: dict[str, Any]) -> list[str]:
    return [one["code"] for one in found["reasons"]]


def _seats(number: str, **more: str) -> dict[str, str]:
    return {**charge("P-1", "P", store="Shop P1", seats=number, price="3100"), **more}


def _chats(price: str, **more: str) -> dict[str, str]:
    return {
        **charge("P-1", "P", store="Shop P1", method="flat", price=price),
        **more,
    }


def test_none_never_bills_a_month_twice(desk: Desk) -> None:
    """One more seat from the 16th: whose month is it? Blocked, not billed for both."""
    found = _checked(desk, "Fixed", _seats("2", **FIRST), _seats("3", **SECOND), proration="none")
    assert (found["outcome"], _reasons(found)) == ("blocked", ["none_needs_one_row"])
    assert "2026-10-01..2026-10-15, 2026-10-16..2026-10-31" in found["reasons"][0]["message"]


@pytest.mark.parametrize("proration", ["calendar", "fixed_30", "none"])
def test_a_new_label_splits_no_line(desk: Desk, proration: str) -> None:
    """2 x 3100.00 is one line, rounded once, under the label of the later row."""
    rows = (_seats("2", **FIRST, label="Old"), _seats("2", **SECOND, label="New"))
    found = _checked(desk, "Fixed", *rows, proration=proration)
    assert _lines(found) == [("seat_fee", "2 x 3100.00 = 6200.00", "6200.00")]


def test_a_gap_is_no_change_of_label(desk: Desk) -> None:
    """The 16th is not billed: the rows do not adjoin, and each bears its own days."""
    rows = (_seats("2", **FIRST), _seats("2", start="2026-10-17"))
    assert [one[1] for one in _lines(_checked(desk, "Fixed", *rows))] == [
        "2 x 3100.00 x 15/31 = 3000.00",
        "2 x 3100.00 x 15/31 = 3000.00",
    ]


def test_what_is_measured_spans_all_its_days(desk: Desk) -> None:
    """One more seat from the 16th: two bases, and one commission of the whole month."""
    terms = {"store": "Shop P1", "base": "1550", "method": "flat", "rate": "2%"}
    rows = [
        {**charge("P-1", "P", seats=seats, **terms), **part}
        for seats, part in (("1", FIRST), ("2", SECOND))
    ]
    sales: Table = [
        ["date", "store", "attributed sales", "refunds"],
        ["2026-10", "Shop P1", 9000, 0],
    ]
    desk.drop("sales.xlsx", sales)
    found = _checked(desk, "Commission", *rows)
    days = [(one["code"], one["key"].rpartition("/")[2]) for one in found["invoice"]["lines"]]
    assert days == [
        ("base_fee", "2026-10-01"),
        ("base_fee", "2026-10-16"),
        ("commission", "2026-10-01"),
    ]


def test_none_bills_a_change_on_the_first(desk: Desk) -> None:
    """One row has days in October, and bears the whole of it."""
    found = _checked(
        desk,
        "Fixed",
        _seats("2", end="2026-09-30"),
        _seats("3", start="2026-10-01"),
        proration="none",
    )
    assert _lines(found) == [("seat_fee", "3 x 3100.00 = 9300.00", "9300.00")]


@pytest.mark.parametrize("column", ["minimum_fee", "cap_fee"])
def test_none_never_doubles_a_limit(desk: Desk, column: str) -> None:
    """Two rows would state it twice."""
    limit = {column: "100"}
    rows = [_chats("1.00", **FIRST, **limit), _chats("2.00", **SECOND, **limit)]
    found = _checked(desk, "Receptions", *rows, proration="none")
    assert _reasons(found) == ["none_needs_one_row"]


def test_none_lets_prices_change(desk: Desk) -> None:
    """A price for each reception is of no month, and needs no sharing out."""
    found = _checked(
        desk, "Receptions", _chats("1.00", **FIRST), _chats("2.00", **SECOND), proration="none"
    )
    assert [one[2] for one in _lines(found)] == ["1499.00", "3202.00"]


@pytest.mark.parametrize(
    "first, second, expected",
    [
        ({"cap_fee": "310"}, {}, ("cap_adjust", "310.00 x 15/31 - 1499.00 = -1349.00", "-1349.00")),
        (
            {},
            {"minimum_fee": "6200"},
            ("minimum_topup", "6200.00 x 16/31 - 3202.00 = 0.00", ""),
        ),
        (
            {},
            {"minimum_fee": "9300"},
            ("minimum_topup", "9300.00 x 16/31 - 3202.00 = 1598.00", "1598.00"),
        ),
        (
            {"cap_fee": "310"},
            {"cap_fee": "310"},
            ("cap_adjust", "310.00 x 15/31 + 310.00 x 16/31 - 4701.00 = -4391.00", "-4391.00"),
        ),
    ],
)
def test_a_limit_is_of_the_days_that_state_it(
    desk: Desk, first: dict[str, str], second: dict[str, str], expected: tuple[str, str, str]
) -> None:
    """1499.00 to the 15th and 3202.00 from the 16th: a limit meets the fee of its own days."""
    found = _checked(
        desk, "Receptions", _chats("1.00", **FIRST, **first), _chats("2.00", **SECOND, **second)
    )
    assert [one[2] for one in _lines(found)[:2]] == ["1499.00", "3202.00"]
    assert _lines(found)[2:] == ([expected] if expected[2] else [])


@pytest.mark.parametrize(
    "seats_of, chats_of, reasons, amount",
    [
        ("Shop P1", "Shop P1", [], "1550.00"),
        ("Shop P2", "Shop P1", [], "3100.00"),
        ("", "", [], "4650.00"),
        ("", "Shop P1", ["included_seats_pooled"], ""),
    ],
)
def test_included_receptions_are_of_the_store_of_the_seats(
    desk: Desk, seats_of: str, chats_of: str, reasons: list[str], amount: str
) -> None:
    """Seats of no one store are nobody's to subtract from one store's receptions."""
    desk.rows["Fixed"].append(charge("P-2", "P", store=seats_of, seats="1", price="3100"))
    included = {**_chats("1.00"), "store": chats_of, "included_per_seat_per_day": "50"}
    found = _checked(desk, "Receptions", included)
    assert _reasons(found) == reasons
    if not reasons:
        assert [one[2] for one in _lines(found) if one[0] == "overage"] == [amount]


def test_a_new_proration_measures_anew(desk: Desk) -> None:
    """To the 10th by the calendar, then by thirtieths: each part has its own share of the quota."""
    terms = {"fee": "6000", "metric": "receptions", "included": "900", "overage_price": "1"}
    first = charge("P-1", "P", store="Shop P1", end="2026-10-10", **terms)
    second = charge("P-1", "P", store="Shop P1", proration="fixed_30", **terms)
    found = _checked(desk, "Monthly", first, {**second, "start": "2026-10-11"})
    assert [one[1] for one in _lines(found)] == [
        "6000.00 x 10/31 = 1935.48",
        "(1000 - 290) x 1.00 = 710.00",
        "6000.00 x 20/30 = 4000.00",
        "(2100 - 600) x 1.00 = 1500.00",
    ]


def test_the_last_day_is_the_contract_s(desk: Desk) -> None:
    """It ends on 10 October, before the charge's second row: the minimum days are made up then."""
    desk.rows["Day rates"] = [{"rates": "R", "kind": "day", "price": "200"}]
    terms = {"headcount": "peak", "rates": "R", "default_kind": "day", "minimum_days": "12"}
    first = charge("P-1", "P", store="Shop P1", end="2026-10-15", minimum_seats="1", **terms)
    second = charge("P-1", "P", store="Shop P1", minimum_seats="2", **terms)
    head = ["date", "store", "peak headcount"]
    days: Table = [[f"2026-10-{day:02}", "Shop P1", 1] for day in range(1, 11)]
    desk.drop("staffing.xlsx", [head, *days])
    found = _checked(desk, "Daily", first, {**second, "start": "2026-10-16"}, end="2026-10-10")
    assert _lines(found) == [
        ("day_fee", "10 x 200.00 = 2000.00", "2000.00"),
        ("min_days_topup", "(12 - 10) x 1 x 200.00 = 400.00", "400.00"),
    ]


def test_deductions_stand_in_their_own_order(desk: Desk) -> None:
    """A vacancy before lateness, though the project is pooled and comes before the store."""
    desk.rows["Project"] = [charge("P-1", "P", project="X", fee="6200", late_rate="1%")]
    head = ["date", "client", "charge", "event", "quantity", "from", "to"]
    late: Table = [
        ["2026-10-09", "P", "P-1", "days late", 1],
        ["2026-10-09", "P", "P-2", "vacancy", 1, "2026-10-09", "2026-10-09"],
    ]
    desk.drop("events.xlsx", [head, *late])
    seat = charge("P-2", "P", store="Shop P1", seats="1", price="3100")
    codes = [one[0] for one in _lines(_checked(desk, "Fixed", seat))]
    assert codes == ["project_fee", "seat_fee", "vacancy", "late_deduction"]


def _by_service(service: str, **more: str) -> dict[str, str]:
    code = {"pre-sales": "P-1", "after-sales": "P-2"}[service]
    return {**_chats("1.00"), "charge": code, "service": service, **more}


def test_usage_that_tells_no_service_is_not_billed_by_two(desk: Desk) -> None:
    """Both charges would bill all 3100 receptions of a file without the column."""
    found = _checked(desk, "Receptions", _by_service("pre-sales"), _by_service("after-sales"))
    assert _reasons(found) == ["service_not_told"]
    assert "P-1 and P-2" in found["reasons"][0]["message"]


def test_receptions_included_twice_are_told(desk: Desk) -> None:
    """Each charge deducts what the seats include: as the contract may want."""
    desk.rows["Fixed"].append(charge("P-3", "P", store="Shop P1", seats="1", price="3100"))
    more = {"included_per_seat_per_day": "50"}
    _checked(desk, "Receptions", _chats("1.00", **more))
    second = {**_chats("1.00", **more), "charge": "P-2"}
    desk.rows["Receptions"].append(second)
    desk.register()
    report = json.loads(desk.call("check", "--month", "2026-10", "--json").out)
    (found,) = (one for one in report["clients"] if one["client"] == "P")
    assert "included_twice" in [one["code"] for one in found["warnings"]]


def test_usage_of_no_charge_is_told(desk: Desk) -> None:
    """Receptions of the second shop, which nobody bills; and none where no kind is billed."""
    found = _checked(desk, "Receptions", _chats("1.00"))
    (told,) = (one for one in found["warnings"] if one["code"] == "usage_not_billed")
    assert "Shop P2 on 31 days (2026-10-01..2026-10-31)" in told["message"]


@pytest.mark.parametrize(
    "event, terms, code, outcome",
    [
        ("opening quota", {}, "event_without_effect", "blocked"),
        ("delivered hours", {}, "event_without_effect", "issued"),
        ("opening quota", {"unused": "carry_over", "carry_months": "1"}, "", "issued"),
    ],
)
def test_an_event_without_effect_is_told(
    desk: Desk, event: str, terms: dict[str, str], code: str, outcome: str
) -> None:
    """Unused quota is lost, and hours are not counted: what was entered means nothing."""
    package = {"fee": "600", "metric": "receptions", "included": "9000", **terms}
    head = ["date", "client", "charge", "event", "quantity"]
    desk.drop("events.xlsx", [head, ["2026-10", "P", "P-1", event, 5]])
    found = _checked(desk, "Monthly", charge("P-1", "P", store="Shop P1", **package))
    told = [one["code"] for one in (*found["reasons"], *found["warnings"])]
    assert (found["outcome"], code in told) == (outcome, bool(code))


def test_charges_stand_in_the_order_of_people(desk: Desk) -> None:
    """P-2 before P-10."""
    rows = [{**_seats("1"), "charge": code} for code in ("P-10", "P-2", "P-1")]
    found = _checked(desk, "Fixed", *rows)
    charges = [one["charge"] for one in found["invoice"]["lines"]]
    assert charges == ["P-1", "P-2", "P-10"]
