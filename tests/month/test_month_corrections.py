"""Month after month: late refunds, credit notes, late months, and what each hands on."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from billing.balance import Balances
from billing.correction import turned_round
from billing.invoice import CreditNote
from billing.ledger import Ledger, open_ledger
from billing.settings import NumberingSettings
from tests.month.desk import SETTINGS, Desk, charge, client

VACANCY = ["date", "client", "charge", "event", "quantity", "from", "to", "item"]
EVENTS = ["date", "client", "charge", "event", "item", "quantity", "price", "amount", "reference"]


@pytest.fixture
def months(desk: Desk) -> Desk:
    """A desk at which it is February, with an empty register and inbox."""
    settings = SETTINGS.replace("2026-11-02", "2027-02-01")
    (desk.root / "billing.toml").write_text(settings, encoding="utf-8")
    for name in ("b.xlsx", "c1.xlsx", "c2.xlsx"):
        (desk.root / "inbox" / name).unlink()
    desk.rows.clear()
    return desk


@pytest.fixture
def ledger(months: Desk) -> Iterator[Ledger]:
    """The books of the desk."""
    with open_ledger(months.root / "ledger.db", NumberingSettings()) as found:
        yield found


def billed(desk: Desk, month: str) -> dict[str, Any]:
    """`billing run` of a month: what came of the one client."""
    said = desk.call("run", "--month", month, "--json")
    return dict(json.loads(said.out)["clients"][0])


def lines(found: dict[str, Any]) -> list[tuple[str, str]]:
    """Code and working of each line."""
    return [(one["code"], one["working"]) for one in found["invoice"]["lines"]]


def codes(found: dict[str, Any]) -> list[str]:
    """Why it is held or blocked."""
    return [one["code"] for one in found["reasons"]]


def credited(desk: Desk, ledger: Ledger, number: str) -> CreditNote:
    """The invoice of a number, undone."""
    run = json.loads((desk.root / "outbox" / "2026-10" / "run.json").read_text())["run_id"]
    return ledger.credit(
        number,
        turned_round(ledger.invoice(number).draft),
        issue_date=date(2027, 2, 1),
        run_id=run,
        reason="wrong terms",
        by="Finance",
    )


# --- Late refunds ---------------------------------------------------------------------------------


def orders(desk: Desk, **terms: str) -> None:
    """Client O, with 100 orders in October and 80 in November."""
    desk.rows["Clients"] = [client("O")]
    desk.rows["Stores"] = [{"client": "O", "store": "Shop O"}]
    terms = {"method": "flat", "price": "2.00", "late_refunds": "credit", **terms}
    desk.rows["Orders"] = [charge("O-1", "O", store="Shop O", **terms)]
    desk.register()
    head = ["date", "store", "orders", "cancelled", "full refunds"]
    for month, count in (("2026-10", 100), ("2026-11", 80)):
        desk.drop(f"orders-{month}.xlsx", [head, [month, "Shop O", count, 0, 0]])


def december(desk: Desk) -> None:
    """50 orders of December."""
    head = ["date", "store", "orders", "cancelled", "full refunds"]
    desk.drop("orders-2026-12.xlsx", [head, ["2026-12", "Shop O", 50, 0, 0]])


def refund(reference: str, count: int, price: str = "", day: str = "2026-11-12") -> list[object]:
    """A late refund's row."""
    return [day, "O", "", "late refund", "", count, price, "", reference]


def test_a_late_refund_is_credited_at_the_price_of_its_invoice(months: Desk) -> None:
    """October billed at 2.00; the price of November is another; the invoice may be named too."""
    orders(months)
    number = billed(months, "2026-10")["invoice"]["number"]
    row = months.rows["Orders"][0]
    months.rows["Orders"] = [
        {**row, "end": "2026-10-31"},
        {**row, "start": "2026-11-01", "price": "3.00"},
    ]
    months.register()
    months.drop("events.xlsx", [EVENTS, refund("2026-10", 12), refund(number, 3, "2.00")])
    found = billed(months, "2026-11")
    assert lines(found) == [
        ("order_fee", "80 x 3.00 = 240.00"),
        ("late_refund_credit", "-15 x 2.00 = -30.00"),
    ]
    credit = found["invoice"]["lines"][1]
    assert (credit["charge"], credit["store"]) == ("O-1", "Shop O")
    assert credit["description"] == f"Credit for late refunds · billed in {number}"
    assert len(credit["sources"]) == 2
    assert billed(months, "2026-11")["outcome"] == "unchanged"


def test_orders_are_credited_once(months: Desk) -> None:
    """100 were billed: 60 in November and 41 in December are one too many, told with both sums."""
    orders(months)
    billed(months, "2026-10")
    december(months)
    again = refund("2026-10", 41, day="2026-12-05")
    months.drop("events.xlsx", [EVENTS, refund("2026-10", 60), again])
    assert lines(billed(months, "2026-11"))[1] == (
        "late_refund_credit",
        "-60 x 2.00 = -120.00",
    )
    found = billed(months, "2026-12")
    assert codes(found) == ["late_refund_exceeds"]
    assert "101 orders in all" in found["reasons"][0]["message"]
    again[5] = 40
    months.drop("events.xlsx", [EVENTS, refund("2026-10", 60), again])
    assert lines(billed(months, "2026-12"))[1] == ("late_refund_credit", "-40 x 2.00 = -80.00")


@pytest.mark.parametrize(
    "row, terms, code",
    [
        (refund("2026-10", 5, "1.90"), {}, "late_refund_price"),
        (refund("2026-10", 101), {}, "late_refund_exceeds"),
        (refund("2026-11", 5), {}, "late_refund_not_billed"),
        (refund("2027-01", 5), {}, "late_refund_not_billed"),
        (refund("INV-2026-000077", 5), {}, "late_refund_not_billed"),
        (refund("2026-09", 5), {}, "late_refund_no_price"),
        (refund("", 5), {}, "event_lacks"),
        (refund("2026-10", 5), {"per": "10"}, "late_refund_blocks"),
        (
            refund("2026-10", 5),
            {"method": "graduated", "tiers": "T", "price": ""},
            "late_refund_price",
        ),
    ],
)
def test_a_late_refund_that_cannot_be_priced_blocks(
    months: Desk, row: list[object], terms: dict[str, str], code: str
) -> None:
    """With the row of the events, and never by a guess."""
    months.rows["Tiers"] = [
        {"tiers": "T", "up_to": "60", "price": "2.00"},
        {"tiers": "T", "price": "1.50"},
    ]
    orders(months, **terms)
    assert billed(months, "2026-10")["outcome"] == "issued"
    months.drop("events.xlsx", [EVENTS, row])
    found = billed(months, "2026-11")
    assert (found["outcome"], codes(found)) == ("blocked", [code])
    assert found["reasons"][0]["file"] == "events.xlsx"


def test_of_several_prices_the_event_names_one(months: Desk) -> None:
    """60 at 2.00 and 40 at 1.50 in October: 5 of the latter."""
    months.rows["Tiers"] = [
        {"tiers": "T", "up_to": "60", "price": "2.00"},
        {"tiers": "T", "price": "1.50"},
    ]
    orders(months, method="graduated", tiers="T", price="")
    billed(months, "2026-10")
    months.drop("events.xlsx", [EVENTS, refund("2026-10", 5, "1.5")])
    assert lines(billed(months, "2026-11"))[-1] == ("late_refund_credit", "-5 x 1.50 = -7.50")


def test_ignored_and_older_than_the_ledger(months: Desk) -> None:
    """A contract that ignores them says how many; a month before the ledger needs its price."""
    orders(months, late_refunds="ignore")
    billed(months, "2026-10")
    months.drop("events.xlsx", [EVENTS, refund("2026-10", 5)])
    assert lines(billed(months, "2026-11")) == [("order_fee", "80 x 2.00 = 160.00")]
    orders(months)
    months.drop("events.xlsx", [EVENTS, refund("2026年9月", 5, "1.80", "2026-12-03")])
    december(months)
    assert lines(billed(months, "2026-12"))[1] == ("late_refund_credit", "-5 x 1.80 = -9.00")


def test_orders_of_a_month_closed_at_zero_need_their_price(months: Desk) -> None:
    """October was paid by credit and closed without a number: the event says what they cost."""
    orders(months)
    head = [*EVENTS, "reason", "by"]
    gift = ["2026-10-09", "O", "", "credit", "", "", "", "200", "T-1", "outage", "Finance"]
    months.drop("gift.xlsx", [head, gift])
    months.call("approve", "O", "--month", "2026-10", "--by", "Finance", "--why", "agreed")
    assert billed(months, "2026-10")["outcome"] == "nothing_due"
    months.drop("events.xlsx", [EVENTS, refund("2026-10", 5)])
    assert codes(billed(months, "2026-11")) == ["late_refund_no_price"]
    months.drop("events.xlsx", [EVENTS, refund("2026-10", 5, "2")])
    assert lines(billed(months, "2026-11"))[1] == ("late_refund_credit", "-5 x 2.00 = -10.00")


# --- Balances -------------------------------------------------------------------------------------


def package(desk: Desk, **used: int) -> None:
    """Client M: 1000 receptions included, 1.20 beyond, unused ones good for two months."""
    desk.rows["Clients"] = [client("M")]
    desk.rows["Stores"] = [{"client": "M", "store": "Shop M"}]
    terms = {"fee": "800", "metric": "receptions", "included": "1000", "overage_price": "1.20"}
    carry = {"unused": "carry_over", "carry_months": "2"}
    desk.rows["Monthly"] = [charge("M-1", "M", store="Shop M", **terms, **carry)]
    desk.register()
    for month, count in used.items():
        name = f"{month[1:5]}-{month[5:]}"
        desk.drop(f"{name}.xlsx", [["date", "store", "receptions"], [name, "Shop M", count]])


def test_a_month_waits_for_one_that_is_blocked(months: Desk) -> None:
    """November would use October's quota; both are billed once October's file is there."""
    package(months, m202611=1300)
    assert codes(billed(months, "2026-11")) == ["earlier_month_open"]
    package(months, m202610=900, m202611=1300)
    assert lines(billed(months, "2026-10")) == [("package_fee", "800.00 = 800.00")]
    assert lines(billed(months, "2026-11")) == [
        ("package_fee", "800.00 = 800.00"),
        ("overage", "(1300 - 1100) x 1.20 = 240.00"),
    ]


def test_a_credit_note_takes_back_what_a_later_month_used(months: Desk, ledger: Ledger) -> None:
    """November used October's 100: with October undone, December has 100 less."""
    package(months, m202610=900, m202611=1300, m202612=1000)
    first = billed(months, "2026-10")["invoice"]["number"]
    billed(months, "2026-11")
    note = credited(months, ledger, first)
    again = billed(months, "2026-10")
    assert (again["outcome"], codes(again)) == ("credited", ["invoice_credited"])
    found = billed(months, "2026-12")
    assert lines(found) == [
        ("package_fee", "800.00 = 800.00"),
        ("overage", "(1000 - 900) x 1.20 = 120.00"),
    ]
    draft = ledger.invoice(found["invoice"]["number"]).draft
    (told,) = [one for one in draft.notes if one.code == "note.quota_corrected"]
    assert dict(told.words) == {
        "month": "2026-10", "number": note.number, "charge": "M-1", "change": "-100"
    }  # fmt: skip
    assert draft.balances_after.of("M-1").quota == ()


def test_credit_that_was_used_is_due_again(months: Desk, ledger: Ledger) -> None:
    """October went below zero and made 300.00 of credit; November used it; October is undone."""
    months.rows["Clients"] = [client("F")]
    months.rows["Fixed"] = [charge("F-1", "F", seats="1", price="1000")]
    months.register()
    head = [*EVENTS, "reason", "by"]
    row = ["2026-10-09", "F", "", "adjustment", "", "", "", "-1300", "T-1", "outage", "Finance"]
    months.drop("events.xlsx", [head, row])
    assert codes(billed(months, "2026-10")) == ["draft_is_zero"]
    months.call("approve", "F", "--month", "2026-10", "--by", "Finance", "--why", "agreed")
    # A month that comes to zero is closed without a number; what it hands on is the same.
    assert billed(months, "2026-10")["outcome"] == "nothing_due"
    second = billed(months, "2026-11")
    assert lines(second) == [
        ("seat_fee", "1 x 1000.00 = 1000.00"),
        ("credit_applied", "-1 x 300.00 = -300.00"),
    ]
    credited(months, ledger, second["invoice"]["number"])
    third = billed(months, "2026-12")
    assert lines(third)[1] == ("credit_applied", "-1 x 300.00 = -300.00")
    # November again: the 300.00 are used by then, so January owes them.
    draft = ledger.invoice(second["invoice"]["number"]).draft
    run = json.loads((months.root / "outbox" / "2026-12" / "run.json").read_text())["run_id"]
    ledger.issue(draft, issue_date=date(2027, 2, 1), run_id=run, revision=2)
    assert ledger.balances_before("F", "2027-01").credit == -300
    assert lines(billed(months, "2027-01")) == [
        ("seat_fee", "1 x 1000.00 = 1000.00"),
        ("credit_applied", "300.00 = 300.00"),
    ]
    assert ledger.balances_before("F", "2027-02") == Balances()


# --- What earlier months left ---------------------------------------------------------------------


def test_a_milestone_accepted_and_never_billed_is_held(months: Desk) -> None:
    """The acceptance of October arrives in November; it is billed when it is dated so."""
    months.rows["Clients"] = [client("P")]
    terms = {"project": "Launch", "contract_sum": "30000"}
    months.rows["Project"] = [charge("P-1", "P", **terms)]
    months.rows["Milestones"] = [
        {"charge": "P-1", "milestone": "design", "share": "40%"},
        {"charge": "P-1", "milestone": "launch", "share": "60%"},
    ]
    months.register()
    assert billed(months, "2026-10")["outcome"] == "nothing_due"
    late = ["2026-10-20", "P", "P-1", "milestone accepted", "design", "", "", "", ""]
    months.drop("events.xlsx", [EVENTS, late])
    closed = billed(months, "2026-10")
    assert (closed["outcome"], codes(closed)) == ("differs", ["closed_differs"])
    again = json.loads(months.call("run", "--month", "2026-10", "--json").out)
    assert again["totals"]["sums"] == []  # no invoice stands for it
    found = billed(months, "2026-11")
    assert found["outcome"] == "held"
    assert codes(found) == ["draft_is_zero", "milestone_never_billed"]
    assert "2026-10-20" in found["reasons"][1]["message"]
    months.drop("events.xlsx", [EVENTS, ["2026-11-20", *late[1:]]])
    assert lines(billed(months, "2026-11")) == [("milestone_fee", "30000.00 x 40% = 12000.00")]
    months.drop("events.xlsx", [EVENTS, ["2026-11-20", *late[1:]]])
    assert billed(months, "2026-12")["outcome"] == "nothing_due"


def test_days_that_no_cycle_bills_are_held(months: Desk) -> None:
    """From cycle day 26 to calendar months: 26 to 31 October are in no month."""
    months.rows["Clients"] = [client("F", cycle_day="26")]
    months.rows["Fixed"] = [charge("F-1", "F", seats="1", price="1000")]
    months.register()
    billed(months, "2026-10")
    months.rows["Clients"] = [client("F")]
    months.register()
    found = billed(months, "2026-11")
    assert (found["outcome"], codes(found)) == ("held", ["days_not_billed"])
    assert "2026-10-26..2026-10-31" in found["reasons"][0]["message"]


def test_a_client_that_left_the_register_is_told(months: Desk) -> None:
    """With the number of its invoice."""
    months.rows["Clients"] = [client("F"), client("G")]
    months.rows["Fixed"] = [
        charge("F-1", "F", seats="1", price="1000"),
        charge("G-1", "G", seats="1", price="900"),
    ]
    months.register()
    billed(months, "2026-10")
    months.rows["Clients"].pop()
    months.rows["Fixed"].pop()
    months.register()
    said = months.call("run", "--month", "2026-10")
    assert "Client G has invoice INV-2027-000002 of this month" in said.out


@pytest.mark.parametrize(
    "first, last, code",
    [("2026-10-18", "2026-10-20", ""), ("2026-10-18", "2026-10-21", "vacancy_outside")],
)
def test_a_vacancy_after_the_charge_blocks(months: Desk, first: str, last: str, code: str) -> None:
    """The seats are billed up to the 20th: nothing can be given back for the 21st."""
    months.rows["Clients"] = [client("F")]
    months.rows["Fixed"] = [charge("F-1", "F", seats="1", price="3100", end="2026-10-20")]
    months.register()
    months.drop("events.xlsx", [VACANCY, [first, "F", "F-1", "vacancy", 1, first, last, ""]])
    assert codes(billed(months, "2026-10")) == ([code] if code else [])


def seat(desk: Desk, *events: list[object]) -> None:
    """Client F: two seats at 3000 a month of 30 days, 5 days of grace; and its events."""
    desk.rows["Clients"] = [client("F", proration="fixed_30")]
    desk.rows["Fixed"] = [charge("F-1", "F", seats="2", price="3000", grace_days="5")]
    desk.register()
    desk.drop("events.xlsx", [VACANCY, *events])


def test_one_row_of_a_vacancy_counts_in_both_its_months(months: Desk) -> None:
    """From 20 October to 5 November: 7 days of October beyond the grace, and 5 of November."""
    seat(months, ["2026-10-20", "F", "F-1", "vacancy", 1, "2026-10-20", "2026-11-05", ""])
    assert lines(billed(months, "2026-10"))[1] == ("vacancy", "-1 x 3000.00 x 7/30 = -700.00")
    assert lines(billed(months, "2026-11"))[1] == ("vacancy", "-1 x 3000.00 x 5/30 = -500.00")


@pytest.mark.parametrize(
    "items, code",
    [(("", ""), "vacancy_unnamed"), (("1", "1"), "vacancy_twice"), (("1", "2"), "")],
)
def test_two_empty_seats_at_the_months_end_need_names(
    months: Desk, items: tuple[str, str], code: str
) -> None:
    """Else November could not tell since when each is empty."""
    first, last = "2026-10-20", "2026-10-31"
    seat(
        months,
        [first, "F", "F-1", "vacancy", 1, first, last, items[0]],
        [last, "F", "F-1", "vacancy", 1, last, last, items[1]],
    )
    assert codes(billed(months, "2026-10")) == ([code] if code else [])


def test_a_vacancy_that_reaches_in_is_not_entered_again(months: Desk) -> None:
    """One row lasts into November, another says the same of November alone."""
    seat(
        months,
        ["2026-10-20", "F", "F-1", "vacancy", 1, "2026-10-20", "2026-11-05", ""],
        ["2026-11-01", "F", "F-1", "vacancy", 1, "2026-11-01", "2026-11-05", ""],
    )
    billed(months, "2026-10")
    assert codes(billed(months, "2026-11")) == ["vacancy_twice"]


def test_rows_of_one_seat_go_on_with_its_grace(months: Desk) -> None:
    """20 to 25 and 26 to 31 October, 1 to 5 November: 5 days of grace in all, from the 20th."""
    rows: list[list[object]] = [
        [first, "F", "F-1", "vacancy", 1, first, last, "A"]
        for first, last in (
            ("2026-10-20", "2026-10-25"),
            ("2026-10-26", "2026-10-31"),
            ("2026-11-01", "2026-11-05"),
        )
    ]
    seat(months, *rows)
    assert [one[1] for one in lines(billed(months, "2026-10"))[1:]] == [
        "-1 x 3000.00 x 1/30 = -100.00",
        "-1 x 3000.00 x 6/30 = -600.00",
    ]
    assert lines(billed(months, "2026-11"))[1:] == [("vacancy", "-1 x 3000.00 x 5/30 = -500.00")]


def test_more_seats_than_before_need_names(months: Desk) -> None:
    """One seat to the 15th, two from the 16th: nobody can say since when the second is empty."""
    seat(
        months,
        ["2026-10-05", "F", "F-1", "vacancy", 1, "2026-10-05", "2026-10-15", ""],
        ["2026-10-16", "F", "F-1", "vacancy", 2, "2026-10-16", "2026-10-18", ""],
    )
    assert codes(billed(months, "2026-10")) == ["vacancy_unnamed"]


def test_a_month_waits_where_a_seat_may_be_empty(months: Desk) -> None:
    """November must know since when, so it waits for an October that somebody holds."""
    seat(months, ["2026-11-01", "F", "F-1", "vacancy", 1, "2026-11-01", "2026-11-05", ""])
    months.call("hold", "F", "--month", "2026-10", "--by", "Finance", "--why", "wait")
    assert billed(months, "2026-10")["outcome"] == "held"
    assert codes(billed(months, "2026-11")) == ["earlier_month_open"]


def test_a_milestone_let_go_is_not_asked_for_again(months: Desk) -> None:
    """The approval of November says that the acceptance of September is not to be billed."""
    months.rows["Clients"] = [client("P")]
    months.rows["Project"] = [charge("P-1", "P", project="Launch", contract_sum="30000")]
    months.rows["Milestones"] = [
        {"charge": "P-1", "milestone": "design", "share": "40%"},
        {"charge": "P-1", "milestone": "launch", "share": "60%"},
    ]
    months.register()
    accepted = ["2026-09-20", "P", "P-1", "milestone accepted", "design", "", "", "", ""]
    months.drop("events.xlsx", [EVENTS, accepted])
    assert codes(billed(months, "2026-10")) == ["draft_is_zero", "milestone_never_billed"]
    months.call("approve", "P", "--month", "2026-10", "--by", "Finance", "--why", "before us")
    assert billed(months, "2026-10")["outcome"] == "nothing_due"
    assert billed(months, "2026-11")["outcome"] == "nothing_due"
    last = ["2026-12-20", "P", "P-1", "milestone accepted", "launch", "", "", "", ""]
    months.drop("events.xlsx", [EVENTS, accepted, last])
    assert lines(billed(months, "2026-12")) == [("milestone_fee", "30000.00 x 60% = 18000.00")]


def test_what_comes_after_the_contract_s_end_is_settled(months: Desk) -> None:
    """An adjustment of November for a client that left in October; and its credit is named."""
    months.rows["Clients"] = [client("F", end="2026-10-31"), client("G")]
    months.rows["Fixed"] = [
        charge("F-1", "F", seats="1", price="1000"),
        charge("G-1", "G", seats="1", price="1000"),
    ]
    months.register()
    head = [*EVENTS, "reason", "by"]
    late = ["2026-11-09", "F", "", "adjustment", "", "", "", "777", "T-1", "late", "Finance"]
    paid = ["2026-10-09", "F", "", "prepayment", "", "", "", "5000", "", "", ""]
    months.drop("events.xlsx", [head, late, paid])
    first = billed(months, "2026-10")
    assert [one["code"] for one in first["warnings"]] == ["balance_left"]
    assert "prepayment 3940.00" in first["warnings"][0]["message"]
    assert lines(billed(months, "2026-11")) == [("adjustment", "777.00 = 777.00")]
    assert billed(months, "2026-11")["outcome"] == "unchanged"
    assert billed(months, "2026-12")["client"] == "G"


def test_opening_balances_are_taken_once(months: Desk) -> None:
    """Entered again for November, they block; October stays as it was."""
    months.rows["Clients"] = [client("F")]
    months.rows["Fixed"] = [charge("F-1", "F", seats="1", price="1000")]
    months.register()
    opening = ["", "F", "", "opening credit", "", "", "", "300", ""]
    rows: list[list[object]] = [["2026-10", *opening[1:]], ["2026-11", *opening[1:]]]
    months.drop("events.xlsx", [EVENTS, *rows])
    assert lines(billed(months, "2026-10"))[1] == ("credit_applied", "-1 x 300.00 = -300.00")
    assert codes(billed(months, "2026-11")) == ["opening_after_start"]


def test_a_new_cycle_bills_from_the_first_day_not_billed(months: Desk) -> None:
    """October is billed to the 31st; the cycle to 25 November is billed from the 1st: 25 of 31."""
    months.rows["Clients"] = [client("F")]
    months.rows["Fixed"] = [charge("F-1", "F", seats="1", price="3100")]
    months.register()
    head = [*EVENTS, "reason", "by"]
    rows: list[list[object]] = [
        [day, "F", "", "adjustment", "", "", "", amount, day, "late", "Finance"]
        for day, amount in (("2026-10-28", "10"), ("2026-11-03", "20"))
    ]
    months.drop("events.xlsx", [head, *rows])
    assert lines(billed(months, "2026-10"))[1:] == [("adjustment", "10.00 = 10.00")]
    months.rows["Clients"] = [client("F", cycle_day="26")]
    months.register()
    found = billed(months, "2026-11")
    assert lines(found) == [
        ("seat_fee", "1 x 3100.00 x 25/31 = 2500.00"),
        ("adjustment", "20.00 = 20.00"),
    ]
    assert billed(months, "2026-11")["outcome"] == "unchanged"
    assert lines(billed(months, "2026-12"))[0][1] == "1 x 3100.00 = 3100.00"
