"""A credit note and a second revision through the books: explained, printed, compared."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from billing.correction import replaced, turned_round
from billing.invoice import CreditNote, Invoice
from billing.ledger import Ledger, open_ledger
from billing.render import render
from billing.settings import NumberingSettings
from tests.month.desk import SETTINGS, Desk, charge, client

DAY = date(2026, 12, 1)
WHY = "two seats"


@pytest.fixture
def ledger(desk: Desk) -> Iterator[Ledger]:
    """The books of the desk, at which it is December."""
    settings = (
        SETTINGS.replace("2026-11-02", str(DAY)) + 'contact = "财务部"\ncontact_en = "Accounts"'
    )
    (desk.root / "billing.toml").write_text(settings, encoding="utf-8")
    with open_ledger(desk.root / "ledger.db", NumberingSettings()) as found:
        yield found


def _undone(desk: Desk, ledger: Ledger, number: str) -> CreditNote:
    return ledger.credit(
        number,
        turned_round(ledger.invoice(number).draft),
        issue_date=DAY,
        run_id=_run(desk),
        reason=WHY,
        by="X",
    )


def _run(desk: Desk) -> str:
    return str(json.loads((desk.root / "outbox" / "2026-10" / "run.json").read_text())["run_id"])


def _text(document: Invoice | CreditNote) -> str:
    pages = pypdfium2.PdfDocument(render(document))
    texts = [pages[place].get_textpage().get_text_bounded() for place in range(len(pages))]
    return " ".join(texts).replace("\r\n", " ")


def test_a_credit_note_is_explained_by_its_invoice(desk: Desk, ledger: Ledger) -> None:
    """Its number is known, its sentence names the invoice, its lines have their workings."""
    desk.run("--client", "A")
    note = _undone(desk, ledger, "INV-2026-000001")
    assert ledger.document(note.number) == note
    assert ledger.document(note.corrects) == ledger.invoice(note.corrects)
    said = desk.call("explain", note.number)
    assert said.code == 0
    assert said.out.splitlines()[:3] == [
        "Credit note INV-2026-000002",
        "Client A Sample A Ltd, 2026-10",
        f"Takes back invoice {note.corrects} of {DAY}, each line turned round. Why: {WHY}. By: X",
    ]
    assert "Working          -1 x (2 x 2600.00) = -5200.00" in said.out
    assert "Gross             CNY -5,512.00 = -5200.00 + (-312.00)" in said.out
    assert desk.call("explain", f"{note.number}:9").code == 2
    assert desk.call("explain", "INV-2026-000099").code == 1


def test_a_revision_through_the_books(desk: Desk, ledger: Ledger) -> None:
    """Issued with what it replaces; the paper is made of what the ledger gives back."""
    desk.run("--client", "A")
    first = ledger.invoice("INV-2026-000001")
    note = _undone(desk, ledger, first.number)
    draft = replace(first.draft, replaces=replaced(first, note))
    ledger.issue(draft, issue_date=DAY, run_id=_run(desk), revision=2)
    second = ledger.document("INV-2026-000003")
    assert isinstance(second, Invoice)
    assert second.draft.replaces == replaced(first, note)
    said = desk.call("explain", second.number).out.splitlines()
    assert said[0] == "Invoice INV-2026-000003, rev. 2"
    assert said[2] == "Replaces invoice INV-2026-000001, reversed by credit note INV-2026-000002"
    text = _text(second)
    assert "INV-2026-000001 of 2026-12-01, reversed by credit note INV-2026-000002" in text
    assert "5,200.00 5,200.00 0.00" in text
    assert "Invoice corrected INV-2026-000001" in _text(note)


def test_spans_of_two_months_are_compared(desk: Desk, ledger: Ledger) -> None:
    """Two seats, three from the middle of October, four from that of November."""
    desk.rows["Clients"] = [client("A")]
    desk.rows["Fixed"] = [
        charge("A-1", "A", seats=seats, price="2600", start=start, end=end)
        for seats, start, end in (
            ("2", "2026-01-01", "2026-10-15"),
            ("3", "2026-10-16", "2026-11-15"),
            ("4", "2026-11-16", ""),
        )
    ]
    desk.register()
    desk.run("--client", "A")
    desk.call("run", "--month", "2026-11", "--client", "A")
    november = ledger.invoice("INV-2026-000002")
    assert [str(one.quantity) for one in november.draft.last_month] == ["2", "3"]
    assert "2 / 3 3 / 4 2600.00 2600.00" in _text(november)


def test_the_contact_on_english_paper(desk: Desk, ledger: Ledger) -> None:
    """The provider's contact by language: its English one, or the only one there is."""
    desk.rows["Clients"] = [client("A"), client("D", language="zh")]
    desk.register()
    desk.run()
    contacts = {
        one.draft.client.code: one.draft.provider.contact for one in ledger.invoices("2026-10")
    }
    assert contacts == {"A": "Accounts", "D": "财务部"}
