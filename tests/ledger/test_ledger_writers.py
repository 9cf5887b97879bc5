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
def start(path: Path, tmp_path: Path, draft_of: Callable[..., DraftInvoice]) -> Start:
    """Start a writer on the ledger; its name, how many it issues, and where it dies."""
    pickled = tmp_path / "draft.pickle"
    pickled.write_bytes(pickle.dumps(draft_of()))

    def begin(name: str, count: int, step: int = 0) -> "subprocess.Popen[bytes]":
        command = [str(HERE / "writer.py"), str(path), str(pickled), name, str(count), str(step)]
        environment = {**os.environ, "PYTHONPATH": ROOT}
        return subprocess.Popen([sys.executable, *command], env=environment)

    return begin


def test_five_writers_leave_no_gap(path: Path, start: Start) -> None:
    """They also make the ledger, all at once. As many attempts break off as succeed."""
    writers = [start(f"W{n}", 25) for n in range(5)]
    assert [writer.wait(60) for writer in writers] == [0] * 5
    with open_ledger(path, NumberingSettings()) as ledger:
        found = ledger.invoices("2026-10")
        assert ledger.verify() == ()
    assert [invoice.number for invoice in found] == [f"INV-2026-{n:06}" for n in range(1, 126)]
    expected = {f"W{writer}-{n}" for writer in range(5) for n in range(25)}
    assert {invoice.draft.client.code for invoice in found} == expected


@pytest.mark.parametrize("step", [1, 2, 3, 4])
def test_a_writer_that_dies_uses_no_number(
    path: Path, start: Start, draft_of: Callable[..., DraftInvoice], step: int
) -> None:
    """Before the invoice is written, before its lines, before its balances, before the commit."""
    assert start("W0", 2).wait(60) == 0
    assert start("dies", 1, step).wait(60) == 9
    with open_ledger(path, NumberingSettings()) as ledger:
        invoice = ledger.issue(draft_of(), issue_date=date(2026, 11, 1), run_id="dies")
        numbers = [found.number for found in ledger.invoices("2026-10")]
        assert ledger.verify() == ()
    assert invoice.number == "INV-2026-000003"
    assert numbers == ["INV-2026-000001", "INV-2026-000002", "INV-2026-000003"]
