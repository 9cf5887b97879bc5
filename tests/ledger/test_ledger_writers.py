"""Several processes at once, and processes that die."""

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from billing.invoice import DraftInvoice
from billing.ledger import open_ledger
from billing.settings import NumberingSettings

HERE = Path(__file__).parent
ROOT = str(HERE.parent.parent)
Start = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def start(bare: str, tmp_path: Path, draft_of: Callable[..., DraftInvoice]) -> Start:
    """Start a writer on the ledger; its name, how many it issues, and where it dies."""
    pickled = tmp_path / "draft.pickle"
    pickled.write_bytes(pickle.dumps(draft_of()))

    def begin(name: str, count: int, step: int = 0) -> "subprocess.Popen[bytes]":
        command = [str(HERE / "writer.py"), bare, str(pickled), name, str(count), str(step)]
        environment = {**os.environ, "PYTHONPATH": ROOT}
        return subprocess.Popen([sys.executable, *command], env=environment)

    return begin


@pytest.mark.parametrize("writers", [4, 8])
def test_several_writers_leave_no_gap(bare: str, start: Start, writers: int) -> None:
    """They also make the ledger, all at once. As many attempts break off as succeed."""
    each = 80 // writers
    begun = [start(f"W{n}", each) for n in range(writers)]
    assert [writer.wait(120) for writer in begun] == [0] * writers
    with open_ledger(bare, NumberingSettings()) as ledger:
        found = ledger.invoices("2026-10")
        assert ledger.verify() == ()
    assert [invoice.number for invoice in found] == [f"INV-2026-{n:06}" for n in range(1, 81)]
    expected = {f"W{writer}-{n}" for writer in range(writers) for n in range(each)}
    assert {invoice.draft.client.code for invoice in found} == expected


@pytest.mark.parametrize("step", [1, 2, 3, 4, 5])
def test_a_writer_that_dies_uses_no_number(
    bare: str, start: Start, draft_of: Callable[..., DraftInvoice], step: int
) -> None:
    """Before links, the invoice, its lines, its balances are written; before the commit."""
    assert start("W0", 2).wait(60) == 0
    assert start("dies", 1, step).wait(60) == 9
    with open_ledger(bare, NumberingSettings()) as ledger:
        invoice = ledger.issue(draft_of(), issue_date=date(2026, 11, 1), run_id="dies")
        numbers = [found.number for found in ledger.invoices("2026-10")]
        assert ledger.verify() == ()
    assert invoice.number == "INV-2026-000003"
    assert numbers == ["INV-2026-000001", "INV-2026-000002", "INV-2026-000003"]
