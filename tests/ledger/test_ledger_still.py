"""One state of the ledger answers every question as the ledger itself does."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from billing.balance import Balances
from billing.correction import turned_round
from billing.invoice import DraftInvoice
from billing.ledger import Ledger, Readable

DAY = date(2027, 1, 4)
NOW = datetime(2027, 1, 4, 9, tzinfo=UTC)
CLIENTS = ("C1", "C2", "C3", "C4", "C5", "C6")
MONTHS = ("2025-10", "2026-08", "2026-09", "2026-10", "2026-11")
Drafts = Callable[..., DraftInvoice]


def _filled(ledger: Ledger, draft_of: Drafts) -> None:
    """C1 billed in turn, C2 late, C3 credited, C4 credited and reissued, C5 closed and held."""
    given: dict[str, Any] = {"issue_date": DAY, "run_id": "run-1"}
    for month in MONTHS[:4]:
        ledger.issue(draft_of("C1", month, Balances(credit=Decimal(month[-2:]))), **given)
    for month in ("2026-10", "2026-09"):
        ledger.issue(draft_of("C2", month, Balances(prepayment=Decimal(month[-2:]))), **given)
    for client in ("C3", "C4"):
        paper = ledger.issue(draft_of(client), **given)
        ledger.credit(
            paper.number, turned_round(paper.draft), **given, reason="a slip", by="finance"
        )
    ledger.issue(draft_of("C4"), **given, revision=2)
    ledger.close_nothing_due(client="C5", month="2026-09", reason="x", balances=Balances())
    said: dict[str, Any] = {
        "client": "C5",
        "month": "2026-10",
        "by": "finance",
        "why": "to be asked",
        "at": NOW,
    }
    ledger.hold(**said)
    ledger.approve(**said, draft_hash="f00d")


def _answers(books: Readable) -> Iterator[object]:
    """Everything that planning asks, of every client and month, some of it twice."""
    for client in (*CLIENTS, *CLIENTS):
        yield books.settled_months(client)
        for month in MONTHS:
            yield books.invoice_of(client, month)
            yield books.credited_of(client, month)
            yield books.closing_of(client, month)
            yield books.balances_before(client, month)
            yield books.handed_on(client, month)
            yield books.differences_before(client, month)
            yield books.unsettled_months(client, "2026-08", month)
            yield books.decisions(client, month)
            yield books.decision(client, month, "f00d")
            yield [books.history(client, month, count) for count in (1, 3, None)]
    for month in MONTHS:
        yield books.issued(month)
        yield books.documents_of(month)


def test_a_still_ledger_answers_as_the_ledger(ledger: Ledger, draft_of: Drafts) -> None:
    """Whatever became of a client, and in whatever order it is asked."""
    _filled(ledger, draft_of)
    with ledger.still() as books:
        assert list(_answers(books)) == list(_answers(ledger))


def test_a_still_ledger_knows_nothing_of_nobody(ledger: Ledger) -> None:
    """An empty ledger too."""
    with ledger.still() as books:
        assert list(_answers(books)) == list(_answers(ledger))


def test_a_still_ledger_stays_as_it_was(ledger: Ledger, draft_of: Drafts) -> None:
    """What is written after its first answer, it does not see; a new one does."""
    _filled(ledger, draft_of)
    before = list(_answers(ledger))
    with ledger.still() as books:
        assert books.invoice_of("C6", "2026-10") is None
        ledger.issue(draft_of("C6"), issue_date=DAY, run_id="run-1")
        assert list(_answers(books)) == before
    with ledger.still() as books:
        assert books.invoice_of("C6", "2026-10") is not None


def test_papers_at_hand_are_not_read_again(ledger: Ledger, draft_of: Drafts) -> None:
    """They stand in their places among the others."""
    _filled(ledger, draft_of)
    papers = ledger.documents_of("2026-10")
    at_hand = {papers[1].number: papers[1], papers[-1].number: papers[-1]}
    again = ledger.documents_of("2026-10", at_hand)
    assert again == papers
    assert [one is other for one, other in zip(again, papers, strict=True)] == [
        one.number in at_hand for one in papers
    ]
