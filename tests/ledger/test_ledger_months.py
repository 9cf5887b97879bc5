"""Month after month: what is handed on, what is settled, what came before."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from billing.balance import Balances
from billing.invoice import DraftInvoice
from billing.ledger import AlreadyClosedError, AlreadyIssuedError, Ledger

DAY = date(2026, 11, 1)
Counts = Callable[[], dict[str, int]]
Drafts = Callable[..., DraftInvoice]


def test_balances_are_handed_on(ledger: Ledger, draft_of: Drafts) -> None:
    """By the last settled month before, of this client, however it was settled."""
    october, november = Balances(credit=Decimal("6.60")), Balances(prepayment=Decimal("1.00"))
    ledger.issue(draft_of("C1", "2026-10", october), issue_date=DAY, run_id="run-1")
    ledger.close_nothing_due(
        client="C1", month="2026-11", reason="no_usage", balances=november, run_id="run-1"
    )
    found = [ledger.balances_before("C1", name) for name in ("2026-10", "2026-11", "2026-12")]
    assert found == [Balances(), october, november]
    assert ledger.balances_before("C1", "2027-05") == november
    assert ledger.balances_before("C2", "2026-12") == Balances()


def test_a_late_month_enters_the_next_open_one(ledger: Ledger, draft_of: Drafts) -> None:
    """The later month's paper stands; what the late one changes is handed on from there."""
    november = Balances(prepayment=Decimal(2))
    ledger.issue(draft_of("C1", "2026-11", november), issue_date=DAY, run_id="run-1")
    late = draft_of("C1", "2026-10", Balances(credit=Decimal(1)))
    assert ledger.issue(late, issue_date=DAY, run_id="run-1").number[-2:] == "02"
    expected = Balances(prepayment=Decimal(2), credit=Decimal(1))
    assert ledger.balances_before("C1", "2026-12") == expected
    (entered,) = ledger.differences_before("C1", "2026-12")
    assert (entered.month, entered.into, entered.number[-2:]) == ("2026-10", "2026-11", "02")
    ledger.close_nothing_due(client="C1", month="2026-12", reason="x", balances=expected)
    assert ledger.balances_before("C1", "2027-01") == expected
    assert ledger.differences_before("C1", "2027-01") == ()


def test_unsettled_months(ledger: Ledger, draft_of: Drafts) -> None:
    """Neither billed nor closed, across the end of a year; of this client alone."""
    ledger.issue(draft_of("C1", "2026-11"), issue_date=DAY, run_id="run-1")
    ledger.close_nothing_due(client="C1", month="2027-01", reason="x", balances=Balances())
    ledger.issue(draft_of("C2", "2026-12"), issue_date=DAY, run_id="run-1")
    assert ledger.unsettled_months("C1", "2026-10", "2027-03") == ("2026-10", "2026-12", "2027-02")
    assert ledger.unsettled_months("C1", "2027-03", "2027-03") == ()
    assert ledger.unsettled_months("C1", "2027-04", "2027-03") == ()


def test_a_month_is_closed_once(ledger: Ledger, draft_of: Drafts, counts: Counts) -> None:
    """And not where it has an invoice; a month closed too early may still get one."""
    ledger.close_nothing_due(client="C1", month="2026-10", reason="no_usage", balances=Balances())
    ledger.issue(draft_of("C2"), issue_date=DAY, run_id="run-1")
    before = counts()
    with pytest.raises(AlreadyClosedError):
        ledger.close_nothing_due(client="C1", month="2026-10", reason="x", balances=Balances())
    with pytest.raises(AlreadyIssuedError):
        ledger.close_nothing_due(client="C2", month="2026-10", reason="x", balances=Balances())
    assert counts() == before
    closing = ledger.closing_of("C1", "2026-10")
    assert closing is not None
    assert closing.reason == "no_usage"
    assert ledger.closing_of("C2", "2026-10") is None
    late = Balances(credit=Decimal(3))
    ledger.issue(draft_of("C1", "2026-10", late), issue_date=DAY, run_id="run-1")
    assert ledger.balances_before("C1", "2026-11") == late


def test_history_is_the_last_months(ledger: Ledger, draft_of: Drafts) -> None:
    """Oldest first, at most so many, before the month, of the client."""
    for name in ("2026-07", "2026-08", "2026-09", "2026-10"):
        ledger.issue(draft_of("C1", name), issue_date=DAY, run_id="run-1")
    ledger.issue(draft_of("C2", "2026-08"), issue_date=DAY, run_id="run-1")
    found = [invoice.draft.month for invoice in ledger.history("C1", "2026-10", 2)]
    assert found == ["2026-08", "2026-09"]
    assert ledger.history("C3", "2026-10") == ()
