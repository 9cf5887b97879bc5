"""Runs of several hosts on one ledger: one writes, and one that is gone is taken over from."""

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from billing.errors import LockedError
from billing.invoice import DraftInvoice
from billing.ledger import Ledger, lease, open_ledger
from billing.settings import NumberingSettings

AT = datetime(2026, 11, 1, 2, tzinfo=UTC)
LATER = datetime(2026, 11, 1, 3, tzinfo=UTC)
HERE, THERE = Path("/books/a/.lock"), Path("/books/b/.lock")
ByHand = Callable[[str], None]


def _other(where: str) -> Ledger:
    return open_ledger(where, NumberingSettings())


def _dead() -> int:
    """The id of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


def _taken(where: str, place: Path = THERE) -> lease.Holder | None:
    with _other(where) as ledger, ledger.leased(place, at=LATER) as before:
        return before


def test_one_workspace_at_a_time(where: str, ledger: Ledger) -> None:
    """The second is told who writes and how long to wait, and finds it free afterwards."""
    with ledger.leased(HERE, at=AT) as before:
        assert before is None
        with pytest.raises(LockedError) as refused:
            _taken(where)
    values = dict(refused.value.values)
    assert refused.value.code == "lease_held"
    assert values.pop("host")
    assert values == {
        "pid": str(os.getpid()),
        "at": "2026-11-01T02:00:00+00:00",
        "place": str(HERE.resolve()),
        "minutes": "10",
    }
    assert _taken(where) is None


@pytest.mark.parametrize(
    "left_behind, place, free",
    [
        ("host = 'elsewhere'", THERE, False),  # alive, as far as anyone knows
        ("host = 'elsewhere'", HERE, False),
        ("host = 'elsewhere', renewed = renewed - 500", THERE, False),
        ("host = 'elsewhere', renewed = renewed - 600", THERE, True),  # ten minutes without a word
        ("host = 'elsewhere', renewed = renewed + 601", THERE, True),  # the clock was put back
        ("pid = {dead}", THERE, True),
        ("pid = {alive}", THERE, False),
        ("pid = {alive}", HERE, True),  # another process has its id: the file lock was free
    ],
)
def test_who_is_taken_over_from(
    where: str, ledger: Ledger, by_hand: ByHand, left_behind: str, place: Path, *, free: bool
) -> None:
    """One that is dead or silent; and it is told whose lease it was."""
    with ExitStack() as stack:
        stack.enter_context(ledger.leased(HERE, at=AT))
        by_hand(f"UPDATE lease SET {left_behind.format(dead=_dead(), alive=os.getppid())}")
        if free:
            found = _taken(where, place)
            assert found is not None
            assert found.since == "2026-11-01T02:00:00+00:00"
        else:
            with pytest.raises(LockedError):
                _taken(where, place)


def test_one_who_lost_it_writes_nothing_more(
    where: str, ledger: Ledger, full_draft: DraftInvoice, by_hand: ByHand
) -> None:
    """A run that only slept through its lease takes no number."""
    with ledger.leased(HERE, at=AT), _other(where) as other:
        by_hand("UPDATE lease SET renewed = renewed - 601, host = 'elsewhere'")
        with other.leased(THERE, at=LATER):
            with pytest.raises(LockedError) as lost:
                ledger.issue(full_draft, issue_date=date(2026, 11, 1), run_id="run-1")
            other.issue(full_draft, issue_date=date(2026, 11, 1), run_id="run-1")
    assert (lost.value.code, lost.value.values["at"]) == ("lease_lost", LATER.isoformat())
    assert [invoice.number for invoice in ledger.invoices("2026-10")] == ["INV-2026-000001"]


def test_one_who_lost_it_to_a_run_that_has_ended(
    where: str, ledger: Ledger, full_draft: DraftInvoice, by_hand: ByHand
) -> None:
    """Nobody holds it by now: that is said, not a process 0; and no number is taken."""
    with ledger.leased(HERE, at=AT):
        by_hand("UPDATE lease SET renewed = renewed - 601, host = 'elsewhere'")
        assert _taken(where) is not None
        with pytest.raises(LockedError) as lost:
            ledger.issue(full_draft, issue_date=date(2026, 11, 1), run_id="run-1")
    assert (lost.value.code, lost.value.values) == ("lease_passed", {})
    assert ledger.invoices("2026-10") == ()


def test_every_write_renews_it(where: str, ledger: Ledger, by_hand: ByHand) -> None:
    """So a run may take as long as it needs."""
    with ledger.leased(HERE, at=AT):
        by_hand("UPDATE lease SET renewed = renewed - 500, host = 'elsewhere'")
        ledger.hold(client="C1", month="2026-10", by="Wang", why="prices", at=AT)
        by_hand("UPDATE lease SET renewed = renewed - 500")
        with pytest.raises(LockedError):
            _taken(where)


def test_it_is_given_back_after_a_failure(where: str, ledger: Ledger) -> None:
    """Whatever ended the run; and giving back takes it from nobody else."""
    with pytest.raises(ZeroDivisionError), ledger.leased(HERE, at=AT):
        raise ZeroDivisionError
    assert _taken(where) is None
