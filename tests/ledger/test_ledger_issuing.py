"""Numbers are given last, in order, once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from billing.errors import LedgerError
from billing.invoice import DraftInvoice, Invoice
from billing.ledger import (
    AlreadyIssuedError,
    Ledger,
    chain,
    open_ledger,
    tables,
)
from billing.ledger.dialect import engine, writing
from billing.settings import NumberingSettings
from billing.source import File

DAY = date(2026, 11, 1)
Counts = Callable[[], dict[str, int]]
Drafts = Callable[..., DraftInvoice]


def _credit(where: str, number: str, draft: DraftInvoice) -> None:
    """A credit note that undoes an invoice, as far as the tables tell."""
    over = engine(where)
    row: chain.Row = {
        "run_id": "run-1",
        "number": f"{number}-C",
        "series": "CREDIT",
        "n": int(number[-6:]),
        "kind": "credit_note",
        "client": draft.client.code,
        "month": draft.month,
        "revision": 1,
        "corrects": number,
        "issue_date": "2026-11-02",
        "due_date": "2026-11-02",
        "draft_hash": "",
        "snapshot": "{}",
    }
    with writing(over) as connection:
        chain.append(connection, tables.invoices, [row])
    over.dispose()


def test_a_draft_becomes_an_invoice(ledger: Ledger, full_draft: DraftInvoice) -> None:
    """Number, dates and content, and the same when it is read back."""
    invoice = ledger.issue(full_draft, issue_date=DAY, run_id="run-1")
    assert invoice == Invoice(
        number="INV-2026-000001",
        revision=1,
        issue_date=date(2026, 11, 1),
        due_date=date(2026, 12, 1),
        draft=full_draft,
    )
    assert ledger.invoice("INV-2026-000001") == invoice
    assert ledger.invoice_of("C001", "2026-10") == invoice
    assert ledger.invoices("2026-10") == (invoice,)


def test_what_an_issue_writes(ledger: Ledger, full_draft: DraftInvoice, counts: Counts) -> None:
    """One invoice, its two lines, one row of balances, their links, and the counter."""
    before = counts()
    ledger.issue(full_draft, issue_date=DAY, run_id="run-1")
    after = counts()
    added = {name: after[name] - before[name] for name in after if after[name] != before[name]}
    assert added == {"invoices": 1, "lines": 2, "balances": 1, "links": 4, "n": 1}


def test_numbers_follow_the_settings(where: str, ledger: Ledger, draft_of: Drafts) -> None:
    """The start counts once, the year is the issue date's, and a series has its own counter."""
    first = ledger.issue(draft_of("C1"), issue_date=DAY, run_id="run-1")
    numbering = NumberingSettings(series="SH", format="{series}{year}.{n:03}", start=41)
    with open_ledger(where, numbering) as other:
        given = [
            other.issue(draft_of(client), issue_date=day, run_id="run-1").number
            for client, day in (("C2", DAY), ("C3", DAY), ("C4", date(2027, 1, 1)))
        ]
    last = ledger.issue(draft_of("C5"), issue_date=DAY, run_id="run-1")
    assert [first.number, *given, last.number] == [
        "INV-2026-000001",
        "SH2026.041",
        "SH2026.042",
        "SH2027.043",
        "INV-2026-000002",
    ]
    assert ledger.verify() == ()


@pytest.mark.parametrize("revision", [1, 2])
def test_a_month_is_issued_once(
    ledger: Ledger, draft_of: Drafts, counts: Counts, revision: int
) -> None:
    """The refusal names the invoice, and nothing is written."""
    ledger.issue(draft_of(), issue_date=DAY, run_id="run-1")
    before = counts()
    with pytest.raises(AlreadyIssuedError) as refused:
        ledger.issue(draft_of(), issue_date=DAY, run_id="run-1", revision=revision)
    assert refused.value.values == {
        "client": "C001",
        "month": "2026-10",
        "number": "INV-2026-000001",
    }
    assert counts() == before


def test_after_a_credit_note_a_revision(where: str, ledger: Ledger, draft_of: Drafts) -> None:
    """The credited one no longer stands, is not issued again by itself, and revision 2 is."""
    first = ledger.issue(draft_of(), issue_date=DAY, run_id="run-1")
    _credit(where, first.number, draft_of())
    assert ledger.invoice_of("C001", "2026-10") is None
    assert ledger.history("C001", "2026-11") == ()
    assert ledger.unsettled_months("C001", "2026-10", "2026-11") == ()
    with pytest.raises(AlreadyIssuedError):
        ledger.issue(draft_of(), issue_date=DAY, run_id="run-1")
    second = ledger.issue(draft_of(), issue_date=DAY, run_id="run-1", revision=2)
    assert (second.number, second.revision) == ("INV-2026-000002", 2)
    assert ledger.invoice_of("C001", "2026-10") == second
    assert ledger.invoices("2026-10") == (first, second)


def test_dates_follow_numbers(ledger: Ledger, draft_of: Drafts, counts: Counts) -> None:
    """A number of an earlier day than the last one is refused; one of the same day is not."""
    ledger.issue(draft_of("C1"), issue_date=DAY, run_id="run-1")
    before = counts()
    with pytest.raises(LedgerError) as refused:
        ledger.issue(draft_of("C2"), issue_date=DAY - timedelta(days=1), run_id="run-1")
    assert (refused.value.code, refused.value.values["expected"]) == (
        "ledger_date_order",
        "2026-11-01",
    )
    assert counts() == before
    ledger.issue(draft_of("C2"), issue_date=DAY, run_id="run-1")


def test_an_unknown_run_uses_no_number(ledger: Ledger, draft_of: Drafts, counts: Counts) -> None:
    """A transaction that fails half-way gives its number back."""
    before = counts()
    with pytest.raises(LedgerError) as refused:
        ledger.issue(draft_of("C1"), issue_date=DAY, run_id="nobody")
    assert refused.value.code == "ledger_refused"
    assert counts() == before
    assert ledger.issue(draft_of("C1"), issue_date=DAY, run_id="run-1").number[-2:] == "01"


def test_a_run_that_finds_nothing_new_adds_one_row(ledger: Ledger, counts: Counts) -> None:
    """Its link aside. A file is noted once, and again when its content is another."""

    def added(run_id: str, *files: File) -> dict[str, int]:
        before = counts()
        ledger.record_run(
            run_id=run_id,
            month="2026-10",
            started_at=datetime(2026, 11, 1, tzinfo=timezone(timedelta(hours=8))),
            version="0.1.0",
            sources=files,
        )
        after = counts()
        return {name: after[name] - before[name] for name in after if after[name] != before[name]}

    old, new = File(name="a.xlsx", sha256="1"), File(name="a.xlsx", sha256="2")
    other = File(name="b.xlsx", sha256="1")
    assert added("a", old, other, old) == {"runs": 1, "sources": 2, "links": 3}
    assert added("b", old, other) == {"runs": 1, "links": 1}
    assert added("c", new, other) == {"runs": 1, "sources": 1, "links": 2}
    with pytest.raises(LedgerError):
        added("c")


def test_a_moment_without_a_time_zone_is_a_mistake(ledger: Ledger) -> None:
    """Only a programmer can make it."""
    naive = datetime(2026, 11, 1, tzinfo=UTC).replace(tzinfo=None)
    with pytest.raises(AssertionError):
        ledger.record_run(run_id="x", month="2026-10", started_at=naive, version="0")


def test_an_unknown_number_is_refused(ledger: Ledger) -> None:
    """By name."""
    with pytest.raises(LedgerError) as refused:
        ledger.invoice("INV-1")
    assert (refused.value.code, refused.value.values) == (
        "ledger_unknown_invoice",
        {"number": "INV-1"},
    )


def test_a_draft_whose_lines_do_not_sum_gets_no_number(
    ledger: Ledger, draft_of: Drafts, counts: Counts
) -> None:
    """The program is wrong then, and the books stay right."""
    before = counts()
    with pytest.raises(AssertionError):
        ledger.issue(replace(draft_of(), lines=()), issue_date=DAY, run_id="run-1")
    assert counts() == before
