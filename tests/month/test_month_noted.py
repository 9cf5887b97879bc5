"""Step 7's notes: files first, then the ledger, many at a time; and what comes of a failure."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from billing.errors import LedgerError, LockedError
from billing.invoice import CreditNote, Invoice
from billing.ledger import Ledger, Rendering, open_ledger
from billing.month import noting
from billing.month import print as printing
from billing.month.noting import Notes
from billing.month.workspace import Workspace
from billing.render import Stationery, render
from billing.settings import NumberingSettings
from tests.month.desk import Desk, charge, client

CODES = ("A", "B", "C", "E", "F")


@pytest.fixture
def five(desk: Desk) -> Desk:
    """Five clients with seats, which need no usage."""
    desk.rows.clear()
    desk.rows["Clients"] = [client(code) for code in CODES]
    desk.rows["Fixed"] = [
        charge(f"{code}-1", code, seats="2", price=f"{2600 + place}")
        for place, code in enumerate(CODES)
    ]
    desk.register()
    for path in (desk.root / "inbox").iterdir():
        path.unlink()
    return desk


def _noted(root: Path) -> list[str]:
    """The files that the ledger knows, in the order of their notes."""
    with open_ledger(root / "ledger.db", NumberingSettings()) as ledger:
        return [Path(one.file).name for one in ledger.renderings()]


def _papers(root: Path) -> list[str]:
    return sorted(path.name for path in (root / "outbox" / "2026-10").glob("*.pdf"))


def _counted(monkeypatch: pytest.MonkeyPatch, refused: str = "") -> list[int]:
    """The sizes of all batches; one that holds a number that is `refused` fails."""
    sizes: list[int] = []
    record = Ledger.record_renderings

    def recorded(ledger: Ledger, made: Sequence[Rendering]) -> None:
        sizes.append(len(made))
        if any(one.number == refused for one in made):
            raise LedgerError("ledger_refused", why=refused)
        record(ledger, made)

    monkeypatch.setattr(Ledger, "record_renderings", recorded)
    return sizes


def test_papers_are_noted_together(five: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """As many as `MOST` in a transaction, the rest at the end; the next run notes none."""
    monkeypatch.setattr(noting, "MOST", 2)
    sizes = _counted(monkeypatch)
    assert set(five.outcomes().values()) == {"issued"}
    assert sizes == [2, 2, 1]
    assert _noted(five.root) == _papers(five.root)
    before = five.files()
    five.run()
    assert (sizes, five.files()) == ([2, 2, 1], before)


def test_who_cannot_be_noted_fails_alone(five: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The others of its batch are noted; the next run makes good what is missing."""
    sizes = _counted(monkeypatch, refused="INV-2026-000003")
    found = five.outcomes()
    assert found == {code: "failed" if code == "C" else "issued" for code in CODES}
    assert sizes == [5, 1, 1, 1, 1, 1]
    papers = _papers(five.root)
    assert _noted(five.root) == [name for name in papers if "000003" not in name]
    monkeypatch.undo()
    monkeypatch.chdir(five.root)
    five.run()
    assert sorted(_noted(five.root)) == papers == _papers(five.root)


def test_a_stop_between_pages_keeps_what_was_made(
    five: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages that were written are noted on the way out, and not made again."""
    calls: list[object] = []

    def stopped(document: Invoice | CreditNote, look: Stationery) -> bytes:
        calls.append(document)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return render(document, look)

    monkeypatch.setattr(printing, "render", stopped)
    assert five.call("run", "--month", "2026-10").code != 0
    assert _noted(five.root) == _papers(five.root)
    assert len(_papers(five.root)) == 2
    assert five.outcomes() == dict.fromkeys(CODES, "unchanged")
    assert _noted(five.root) == _papers(five.root)
    assert len(calls) == 3 + 3


def test_templates_are_read_once_a_run(five: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """What makes the papers is told of all of them, and found out once."""
    asked: list[str] = []
    versions = printing.versions

    def read(suffix: str, workspace: Workspace) -> str:
        asked.append(suffix)
        return versions(suffix, workspace)

    monkeypatch.setattr(noting, "versions", read)
    five.run()
    assert (asked, len(_noted(five.root))) == ([".pdf"], 5)


class _Books:
    """A ledger that refuses, or is held by another run."""

    def __init__(self, fault: Exception | None = None) -> None:
        self.fault = fault
        self.told: list[int] = []

    def record_renderings(self, made: Sequence[Rendering]) -> None:
        """Count, or fail."""
        if self.fault:
            raise self.fault
        self.told.append(len(made))


FILE = Rendering(number="1", file="a.pdf", sha256="1", renderer="w")


def test_notes_do_not_wait_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Told by number or by time, for every write renews the lease; nothing is told twice."""
    books, now = _Books(), [0.0]
    monkeypatch.setattr(noting, "MOST", 3)
    notes = Notes(books, lambda: now[0])  # type: ignore[arg-type]
    notes.add(0, [FILE, FILE])
    notes.add(1, [])
    due = [notes.due]
    now[0] = 6.0
    due.append(notes.due)
    assert notes.told() == {}
    due.append(notes.due)
    for index in range(3):
        notes.add(index, [FILE])
    due.append(notes.due)
    assert (notes.told(), notes.told()) == ({}, {})
    assert (due, books.told) == ([False, True, False, True], [2, 3])


def test_another_run_took_over() -> None:
    """Then nothing is tried alone."""
    notes = Notes(_Books(LockedError("lease_lost")))  # type: ignore[arg-type]
    notes.add(0, [FILE])
    with pytest.raises(LockedError):
        notes.told()
