"""What comes of each client, run after run."""

import json
import shutil
import sqlite3
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import load_workbook

from billing.errors import RenderError
from billing.month.issue import issued
from billing.rate import rate
from billing.render import render
from tests.month.desk import Desk, charge, client, receptions

CALM = "[thresholds]\nrefunds = 99\n"  # a month of refunds is not held here


def _gross(report: dict[str, Any]) -> dict[str, str]:
    return {
        one["client"]: one["invoice"]["gross"] for one in report["clients"] if one.get("invoice")
    }


def test_a_month_is_issued_in_the_registers_order(desk: Desk) -> None:
    """3 x issued and 1 x held, with the amounts worked out by hand."""
    report = desk.run()
    assert {one["client"]: one["outcome"] for one in report["clients"]} == {
        "A": "issued",
        "B": "issued",
        "C": "issued",
        "D": "held",
    }
    # A: 2 x 2600; B: 3100 x 1.20; C: 1000 x 1.50 + 2000 x 1.20 + 1185 x 0.90; D: 2000; and 6 %.
    assert _gross(report) == {"A": "5512.00", "B": "3943.20", "C": "5264.49", "D": "2120.00"}
    assert [one["invoice"]["number"] for one in report["clients"]] == [
        "INV-2026-000001",
        "INV-2026-000002",
        "INV-2026-000003",
        None,
    ]
    assert desk.call("run", "--month", "2026-10").code == 3


def test_a_rerun_changes_no_file_and_adds_one_row_to_runs(desk: Desk) -> None:
    """The second run says so, and the ledger gained nothing else."""
    desk.run()
    before, runs = desk.files(), _count(desk, "runs")
    said = desk.call("run", "--month", "2026-10")
    assert desk.files() == before
    assert "Nothing changed" in said.err
    assert (_count(desk, "runs"), _count(desk, "invoices")) == (runs + 1, 3)
    assert set(desk.outcomes().values()) == {"unchanged", "held"}


def _count(desk: Desk, table: str) -> int:
    with sqlite3.connect(desk.root / "ledger.db") as books:
        return int(books.execute(f"select count(*) from {table}").fetchone()[0])


def test_one_broken_client_stops_no_other(desk: Desk) -> None:
    """Its row is named by cell; the others have their numbers without a gap; exit code 3."""
    desk.rows["Clients"][1]["tax_rate"] = "6x"
    desk.register()
    report = desk.run()
    outcomes = {one["client"]: one["outcome"] for one in report["clients"]}
    assert outcomes == {"A": "issued", "B": "blocked", "C": "issued", "D": "held"}
    (reason,) = report["clients"][1]["reasons"]
    assert (reason["file"], reason["sheet"]) == ("contracts.xlsx", "Clients")
    assert reason["cell"]
    assert "6x" in reason["message"]
    assert report["clients"][2]["invoice"]["number"] == "INV-2026-000002"


def test_missing_usage_blocks_and_is_billed_when_it_comes(desk: Desk) -> None:
    """A store without its file blocks its client; the next run bills it with the next number."""
    kept = desk.root / "c2.kept"
    shutil.move(desk.root / "inbox" / "c2.xlsx", kept)
    assert desk.outcomes()["C"] == "blocked"
    shutil.move(kept, desk.root / "inbox" / "c2.xlsx")
    report = desk.run()
    assert report["clients"][2]["outcome"] == "issued"
    assert report["clients"][2]["invoice"]["number"] == "INV-2026-000003"


def test_changed_usage_of_an_issued_month_differs_and_overwrites_nothing(desk: Desk) -> None:
    """Old and new amount are told; number, PDF and books stay."""
    desk.run()
    pdf = desk.root / "outbox" / "2026-10" / "INV-2026-000002_B.pdf"
    before = pdf.read_bytes()
    desk.drop("b.xlsx", receptions("Shop B", 101))
    report = desk.run()
    found = report["clients"][1]
    assert found["outcome"] == "differs"
    assert "3943.20" in found["reasons"][0]["message"]
    assert "3982.63" in found["reasons"][0]["message"]
    assert found["invoice"]["gross"] == "3943.20"
    assert pdf.read_bytes() == before
    assert _count(desk, "invoices") == 3


def test_changed_terms_of_an_issued_month_differ(desk: Desk) -> None:
    """A price changed after the fact is found as changed usage is."""
    desk.run()
    desk.rows["Fixed"][0]["price"] = "2700"
    desk.register()
    assert desk.outcomes() == {"A": "differs", "B": "unchanged", "C": "unchanged", "D": "held"}


def test_an_issued_client_whose_files_are_gone_is_unchanged(desk: Desk) -> None:
    """Cleaning the inbox up undoes nothing; the archive has the files, and the register."""
    desk.run()
    for path in (desk.root / "inbox").iterdir():
        path.unlink()
    assert desk.outcomes() == {"A": "unchanged", "B": "unchanged", "C": "unchanged", "D": "held"}
    assert len([path for path in (desk.root / "archive").rglob("*.xlsx") if path.is_file()]) == 4


def test_an_approval_issues_the_figures_it_was_given_for(desk: Desk) -> None:
    """A change after the approval lapses it; approved again, the client is issued."""
    desk.run()
    by = ("--month", "2026-10", "--by", "Sample Clerk", "--why", "agreed")
    assert desk.call("approve", "D", *by).code == 0
    desk.rows["Fixed"][1]["price"] = "2100"
    desk.register()
    assert desk.outcomes()["D"] == "held"
    assert desk.call("approve", "D", *by).code == 0
    report = desk.run()
    assert report["clients"][3]["outcome"] == "issued"
    assert report["clients"][3]["invoice"]["gross"] == "2226.00"


def test_a_hold_by_hand_waits_for_an_approval(desk: Desk) -> None:
    """Held before the first run, released by name."""
    by = ("--month", "2026-10", "--by", "Sample Clerk", "--why", "asks for a call")
    assert desk.call("hold", "A", *by).code == 0
    report = desk.run()
    assert report["clients"][0]["outcome"] == "held"
    assert "asks for a call" in report["clients"][0]["reasons"][0]["message"]
    desk.call("approve", "A", *by)
    assert desk.outcomes()["A"] == "issued"


def test_a_page_that_fails_is_made_later_under_the_same_number(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 1; the number is kept, no other is used, and the rerun makes the PDF."""

    def failing(invoice: Any, stationery: Any) -> bytes:
        if invoice.draft.client.code == "B":
            raise RenderError("render_failed", name="B", reason="planted")
        return render(invoice, stationery)

    monkeypatch.setattr("billing.month.print.render", failing)
    said = desk.call("run", "--month", "2026-10")
    assert said.code == 1
    monkeypatch.undo()
    monkeypatch.chdir(desk.root)
    report = desk.run()
    assert report["clients"][1]["invoice"]["number"] == "INV-2026-000002"
    assert (desk.root / report["clients"][1]["pdf"]["file"]).exists()
    assert _count(desk, "invoices") == 3


def test_a_fault_of_the_program_in_one_client_stops_no_other(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is failed, and a sentence without a traceback says so."""

    def failing(contract: Any, *more: Any) -> Any:
        if contract.client.client == "A":
            raise ZeroDivisionError
        return rate(contract, *more)

    monkeypatch.setattr("billing.month.client.rate", failing)
    said = desk.call("run", "--month", "2026-10")
    assert said.code == 1
    assert "Traceback" not in said.err + said.out
    monkeypatch.undo()
    monkeypatch.chdir(desk.root)
    assert desk.outcomes() == {"A": "issued", "B": "unchanged", "C": "unchanged", "D": "held"}


def test_a_run_cut_off_between_two_numbers_goes_on_where_it_was(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After A's number the process dies; the next run gives B and C theirs, without a gap."""

    def dying(one: Any, *more: Any) -> Any:
        if one.contract.client.client == "B":
            raise KeyboardInterrupt
        return issued(one, *more)

    monkeypatch.setattr("billing.month.issued", dying)
    desk.call("run", "--month", "2026-10")
    monkeypatch.undo()
    monkeypatch.chdir(desk.root)
    report = desk.run()
    assert [one["invoice"]["number"] for one in report["clients"][:3]] == [
        "INV-2026-000001",
        "INV-2026-000002",
        "INV-2026-000003",
    ]
    assert {one["client"]: one["outcome"] for one in report["clients"]} == {
        "A": "unchanged",
        "B": "issued",
        "C": "issued",
        "D": "held",
    }


def test_a_lost_pdf_is_made_again_in_the_same_bytes(desk: Desk) -> None:
    """From the ledger's snapshot."""
    desk.run()
    pdf = desk.root / "outbox" / "2026-10" / "INV-2026-000001_A.pdf"
    before = pdf.read_bytes()
    pdf.unlink()
    desk.run()
    assert pdf.read_bytes() == before


def test_only_the_clients_named_are_billed(desk: Desk) -> None:
    """The others stay drafts, and are billed by the next run."""
    assert desk.outcomes("--client", "B") == {"A": "held", "B": "issued", "C": "held", "D": "held"}
    assert desk.outcomes() == {"A": "issued", "B": "unchanged", "C": "issued", "D": "held"}


def test_a_month_waits_for_the_earlier_one_where_something_is_carried(desk: Desk) -> None:
    """A commission carries negative net sales: November waits for October."""
    desk.rows["Clients"].append(client("E"))
    desk.rows["Commission"] = [charge("E-1", "E", seats="1", base="1500", method="flat", rate="2%")]
    desk.register()
    text = (desk.root / "billing.toml").read_text(encoding="utf-8")
    (desk.root / "billing.toml").write_text(
        text.replace("2026-11-02", "2026-12-02") + CALM, "utf-8"
    )
    desk.drop(
        "e11.xlsx",
        [["month", "client", "attributed sales", "refunds"], ["2026-11", "E", 1000, 0]],
    )
    said = desk.call("run", "--month", "2026-11", "--json", "--client", "E")
    assert '"earlier_month_open"' in said.out
    desk.drop(
        "e10.xlsx",
        [["month", "client", "attributed sales", "refunds"], ["2026-10", "E", 1000, 9000]],
    )
    report = desk.run()
    assert report["clients"][4]["invoice"]["carry_forward"]["net_sales"] == {"E-1": "-8000.00"}
    said = desk.call("run", "--month", "2026-11", "--json", "--client", "E")
    assert '"-7000.00"' in said.out


def test_totals_of_summary_and_report_are_those_of_the_invoices(desk: Desk) -> None:
    """run.json's totals are the sums of its invoices."""
    report = desk.run()
    book = load_workbook(desk.root / "outbox" / "2026-10" / "summary.xlsx")
    head, *rows = book["Clients"].iter_rows(values_only=True)
    column = list(head).index("Gross")
    billed = {str(row[0]): row[column] for row in rows if row[column] is not None}
    assert billed == {"A": 5512, "B": 3943.2, "C": 5264.49, "None": 14719.69}
    issued = [one["invoice"] for one in report["clients"] if one["outcome"] == "issued"]
    (sums,) = report["totals"]["sums"]
    for name in ("net", "tax", "gross", "amount_due"):
        assert Decimal(sums[name]) == sum(Decimal(one[name]) for one in issued)


def test_the_hashes_of_an_issued_month_are_the_same_in_every_version(desk: Desk) -> None:
    """Ledgers hold them: should one of these change, every issued month would seem to differ."""
    table: list[list[object]] = [["date", "store", "receptions"]]
    desk.drop("b.xlsx", table + [[f"2026-10-{day:02}", "Shop B", 100] for day in range(1, 32)])
    with (desk.root / "billing.toml").open("a", encoding="utf-8") as settings:
        settings.write("[thresholds]\nconstant = false\n")
    desk.run()
    with sqlite3.connect(desk.root / "ledger.db") as books:
        ((text,),) = books.execute("select snapshot from invoices where client = 'B'").fetchall()
    draft = json.loads(text)["draft"]
    assert draft["register_hash"].startswith("ab27f355f5bc")
    assert draft["usage_hash"].startswith("f47579b04b5b")


def test_a_changed_cycle_bills_no_day_twice(desk: Desk) -> None:
    """November is billed first, from 26 October; October, then by the calendar, would overlap."""
    text = (desk.root / "billing.toml").read_text(encoding="utf-8")
    (desk.root / "billing.toml").write_text(text.replace("2026-11-02", "2026-12-02"), "utf-8")
    desk.rows["Clients"][0]["cycle_day"] = "26"
    desk.register()
    said = desk.call("run", "--month", "2026-11", "--client", "A", "--json")
    assert json.loads(said.out)["clients"][0]["outcome"] == "issued"
    desk.rows["Clients"][0]["cycle_day"] = "1"
    desk.register()
    found = json.loads(desk.call("run", "--month", "2026-10", "--client", "A", "--json").out)
    assert [one["code"] for one in found["clients"][0]["reasons"]] == ["days_billed_before"]
    assert "2026-10-26..2026-10-31" in found["clients"][0]["reasons"][0]["message"]


def test_a_client_taken_out_of_an_issued_month_does_not_vanish(desk: Desk) -> None:
    """It is told as differing."""
    desk.run()
    desk.rows["Clients"][0]["start"] = "2026-11-01"
    desk.register()
    assert desk.outcomes()["A"] == "differs"


def test_an_open_month_with_a_prepayment_is_waited_for(desk: Desk) -> None:
    """October is held by hand; November must not overtake it, or the money would be stranded."""
    text = (desk.root / "billing.toml").read_text(encoding="utf-8")
    (desk.root / "billing.toml").write_text(text.replace("2026-11-02", "2026-12-02"), "utf-8")
    desk.drop(
        "events.xlsx",
        [["date", "client", "event", "amount"], ["2026-10-05", "A", "prepayment", 1500]],
    )
    by = ("--month", "2026-10", "--by", "Sample Clerk", "--why", "asks for a call")
    desk.call("hold", "A", *by)
    november = ("run", "--month", "2026-11", "--client", "A", "--json")
    found = json.loads(desk.call(*november).out)["clients"][0]
    assert [reason["code"] for reason in found["reasons"]] == ["earlier_month_open"]
    desk.call("approve", "A", *by)
    assert desk.run()["clients"][0]["invoice"]["prepaid_applied"] == "1500.00"
    assert json.loads(desk.call(*november).out)["clients"][0]["outcome"] == "issued"
