"""Approvals, holds and renderings: the newest counts."""

from datetime import UTC, date, datetime
from typing import Literal

import pytest

from billing.errors import LedgerError
from billing.invoice import DraftInvoice
from billing.ledger import Decision, Ledger, Rendering

AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
Said = tuple[Literal["approval", "hold"], str]


def _say(ledger: Ledger, said: Said) -> None:
    kind, draft_hash = said
    act = ledger.approve if kind == "approval" else ledger.hold
    act(client="C1", month="2026-10", draft_hash=draft_hash, by="Wang", why="seen", at=AT)


@pytest.mark.parametrize(
    "said, expected",
    [
        ([], None),
        ([("approval", "h1")], ("approval", "h1")),
        ([("approval", "h0")], None),  # of another draft: lapsed
        ([("hold", "h0")], ("hold", "h0")),  # whatever the draft
        ([("approval", "h1"), ("hold", "")], ("hold", "")),
        ([("hold", ""), ("approval", "h1")], ("approval", "h1")),
        ([("hold", ""), ("approval", "h0")], ("hold", "")),
        ([("approval", "h1"), ("approval", "h0")], ("approval", "h1")),
    ],
)
def test_the_last_word_on_a_draft(ledger: Ledger, said: list[Said], expected: Said | None) -> None:
    """An approval is for one hash, a hold for any; other clients and months are others'."""
    for one in said:
        _say(ledger, one)
    found = ledger.decision("C1", "2026-10", "h1")
    assert (found and (found.kind, found.draft_hash)) == expected
    assert ledger.decision("C2", "2026-10", "h1") is None
    assert ledger.decision("C1", "2026-11", "h1") is None


def test_who_and_why_are_kept(ledger: Ledger) -> None:
    """With the moment, in the order they were said."""
    ledger.hold(client="C1", month="2026-10", by="王", why="prices", at=AT)
    ledger.approve(client="C1", month="2026-10", draft_hash="h1", by="Li", why="agreed", at=AT)
    hold = Decision(
        kind="hold", client="C1", month="2026-10", draft_hash="", by="王", why="prices", at=AT
    )
    approval = Decision(
        kind="approval", client="C1", month="2026-10", draft_hash="h1", by="Li", why="agreed", at=AT
    )
    assert ledger.decisions("C1", "2026-10") == (hold, approval)


@pytest.mark.parametrize("by, why", [("", "seen"), ("Wang", "")])
def test_nobody_decides_without_a_name_and_a_reason(ledger: Ledger, by: str, why: str) -> None:
    """The tables refuse it."""
    with pytest.raises(LedgerError):
        ledger.approve(client="C1", month="2026-10", draft_hash="h1", by=by, why=why, at=AT)
    assert ledger.decisions("C1", "2026-10") == ()


def test_the_last_rendering(ledger: Ledger, full_draft: DraftInvoice) -> None:
    """Of an issued invoice only."""
    number = ledger.issue(full_draft, issue_date=date(2026, 11, 1), run_id="run-1").number
    assert ledger.rendering_of(number) is None
    first = Rendering(number=number, file="outbox/a.pdf", sha256="1", renderer="weasyprint 70")
    last = Rendering(number=number, file="outbox/a.pdf", sha256="2", renderer="weasyprint 71")
    ledger.record_renderings([first])
    ledger.record_renderings([last])
    assert ledger.rendering_of(number) == last
    book = Rendering(number=number, file="outbox/a_detail.xlsx", sha256="3", renderer="xlsxwriter")
    ledger.record_renderings([book])
    assert ledger.rendering_of(number) == last  # each kind of file for itself
    assert ledger.rendering_of(number, ".xlsx") == book
    with pytest.raises(LedgerError):
        ledger.record_renderings([Rendering(number="X", file="a", sha256="1", renderer="w")])
