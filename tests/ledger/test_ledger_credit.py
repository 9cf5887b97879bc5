"""A credit note undoes its invoice: number, lines, sums, balances; once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from billing.balance import Balances
from billing.correction import turned_round
from billing.errors import LedgerError
from billing.invoice import CreditNote, DraftInvoice, Invoice
from billing.ledger import Ledger

DAY = date(2026, 11, 1)
LATER = date(2026, 11, 5)
Drafts = Callable[..., DraftInvoice]
Counts = Callable[[], dict[str, int]]


def credit(ledger: Ledger, invoice: Invoice) -> CreditNote:
    """The invoice, undone."""
    return ledger.credit(
        invoice.number,
        turned_round(invoice.draft),
        issue_date=LATER,
        run_id="run-1",
        reason="wrong store",
        by="Finance",
    )


def test_a_credit_note_is_the_invoice_turned_round(
    ledger: Ledger, full_draft: DraftInvoice
) -> None:
    """It has the next number, refers to the invoice, and both sum to 0.00 in every figure."""
    invoice = ledger.issue(full_draft, issue_date=DAY, run_id="run-1")
    note = credit(ledger, invoice)
    assert (note.number, note.corrects) == ("INV-2026-000002", "INV-2026-000001")
    assert (note.corrects_date, note.issue_date, note.revision) == (DAY, LATER, 1)
    assert (note.reason, note.by) == ("wrong store", "Finance")
    assert [line.amount for line in note.draft.lines] == [Decimal("-996.60"), Decimal("6.60")]
    assert [line.working for line in note.draft.lines] == [
        "-1 x (830.5 x 1.20) = -996.60",
        "-1 x (830.5 x 1.20) = 6.60",
    ]
    issued, undone = full_draft.totals, note.draft.totals
    for name in ("subtotal", "net", "tax", "gross", "credit_applied", "prepaid_applied"):
        assert getattr(issued, name) + getattr(undone, name) == 0, name
    assert undone.amount_due == Decimal("-1000.00")
    assert note.draft.amount_words == "人民币负壹仟元整 / SAY RMB MINUS ONE THOUSAND ONLY"
    assert ledger.credit_note_of(invoice.number) == note
    assert ledger.verify() == ()


def test_nothing_stands_after_it(ledger: Ledger, full_draft: DraftInvoice) -> None:
    """The month has no invoice, is settled, and waits for a second revision."""
    invoice = ledger.issue(full_draft, issue_date=DAY, run_id="run-1")
    assert ledger.credited_of("C001", "2026-10") is None
    note = credit(ledger, invoice)
    assert ledger.invoice_of("C001", "2026-10") is None
    assert ledger.credited_of("C001", "2026-10") == note
    assert ledger.history("C001", "2026-11") == ()
    assert ledger.unsettled_months("C001", "2026-10", "2026-11") == ()
    with pytest.raises(LedgerError) as refused:
        ledger.issue(full_draft, issue_date=LATER, run_id="run-1")
    assert refused.value.code == "ledger_already_issued"
    second = ledger.issue(full_draft, issue_date=LATER, run_id="run-1", revision=2)
    assert (second.number, second.revision) == ("INV-2026-000003", 2)
    assert ledger.invoice_of("C001", "2026-10") == second
    assert ledger.credited_of("C001", "2026-10") is None
    assert ledger.credit_note_of(second.number) is None


def test_an_invoice_is_credited_once(
    ledger: Ledger, full_draft: DraftInvoice, counts: Counts
) -> None:
    """A second credit note, or one of an unknown invoice, takes no number."""
    invoice = ledger.issue(full_draft, issue_date=DAY, run_id="run-1")
    credit(ledger, invoice)
    before = counts()
    with pytest.raises(LedgerError) as refused:
        credit(ledger, invoice)
    assert refused.value.code == "ledger_already_credited"
    assert refused.value.values == {"number": "INV-2026-000001", "found": "INV-2026-000002"}
    with pytest.raises(LedgerError) as unknown:
        credit(ledger, replace(invoice, number="INV-2026-000099"))
    assert unknown.value.code == "ledger_unknown_invoice"
    assert counts() == before


def test_another_sum_is_no_credit_note(ledger: Ledger, full_draft: DraftInvoice) -> None:
    """What does not undo the invoice to the cent is never written."""
    invoice = ledger.issue(full_draft, issue_date=DAY, run_id="run-1")
    wrong = turned_round(invoice.draft)
    wrong = replace(wrong, balances_after=Balances(credit=Decimal(1)))
    with pytest.raises(AssertionError):
        ledger.credit(
            invoice.number, wrong, issue_date=LATER, run_id="run-1", reason="x", by="Finance"
        )
    assert ledger.credit_note_of(invoice.number) is None


def test_balances_are_given_back(ledger: Ledger, draft_of: Drafts) -> None:
    """Of the last month at once; of an earlier one in the next that is open."""
    made = Balances(credit=Decimal(300))
    october = ledger.issue(draft_of("C1", "2026-10", made), issue_date=DAY, run_id="run-1")
    used = replace(draft_of("C1", "2026-11", Balances(credit=Decimal(120))), balances_before=made)
    november = ledger.issue(used, issue_date=DAY, run_id="run-1")
    credit(ledger, november)
    assert ledger.balances_before("C1", "2026-12") == made
    credit(ledger, october)
    assert ledger.balances_before("C1", "2026-12") == Balances()
    assert ledger.balances_before("C1", "2026-11") == made
    ledger.issue(used, issue_date=LATER, run_id="run-1", revision=2)
    assert ledger.balances_before("C1", "2026-12") == Balances(credit=Decimal(-180))
    found = ledger.differences_before("C1", "2026-12")
    assert [(one.month, one.number) for one in found] == [("2026-10", "INV-2026-000004")]
