"""A restore is remembered: when, from which file, and what was compared."""

import hashlib
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from billing.errors import LedgerError
from billing.ledger import Ledger, Restoration, copies, dialect, open_ledger
from billing.message import Outgoing
from billing.settings import NumberingSettings
from tests.ledger.server import Server
from tests.ledger.tampering import edited
from tests.ledger.workspace import MONTH, ledger_of
from tests.month.desk import Desk

AT = datetime(2026, 11, 2, 9, tzinfo=UTC)
MADE = Restoration(
    at=AT, backup="b.db", sha256="ab" * 32, entries=7, compared=None, papers=2, in_doubt=1
)


def restored(desk: Desk) -> list[Restoration]:
    """What the ledger of a workspace remembers."""
    with ledger_of(desk) as ledger:
        return list(ledger.restorations())


def test_a_restore_is_remembered(billed: Desk) -> None:
    """With the hash of the file; verify says so, and the chain holds."""
    billed.call("backup", "b.db")
    assert restored(billed) == []
    with ledger_of(billed) as ledger:
        entries = ledger.links()
        mail = Outgoing(message_id="1@x", date=AT, purpose="invoice", to=("a@x.cn",))
        ledger.record_message("INV-2026-000001", mail)
    billed.call("backup", "c.db")
    (billed.root / "ledger.db").unlink()
    assert billed.call("restore", "c.db").code == 0
    (found,) = restored(billed)
    digest = hashlib.sha256((billed.root / "c.db").read_bytes()).hexdigest()
    assert datetime.now(UTC) - found.at < timedelta(minutes=5)
    assert found == Restoration(
        at=found.at,
        backup="c.db",
        sha256=digest,
        entries=entries + 1,
        compared=None,
        papers=3,
        in_doubt=1,
    )
    said = billed.call("verify", "--quick")
    assert said.code == 0
    assert f"from c.db (sha256 {digest}): {entries + 1} entries" in said.err
    assert "compared with - entries" in said.err
    assert "3 papers of the outbox; 1 mails" in said.err


def test_a_restore_again_is_no_other_ledger(billed: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a ledger has more than its backup is the note of the restore: nothing to be lost.

    Nor does the note of another moment that only the backup has say that anything was sent.
    """
    moments = (AT + timedelta(minutes=n) for n in count())
    monkeypatch.setattr("billing.cli.books.now", lambda _workspace: next(moments))
    with ledger_of(billed) as ledger:
        mail = Outgoing(message_id="1@x", date=AT, purpose="invoice", to=("a@x.cn",))
        ledger.record_message("INV-2026-000001", mail)
    billed.call("backup", "b.db")
    for _ in range(2):
        said = billed.call("restore", "b.db")
        assert (said.code, "in doubt" in said.err) == (0, False)
    billed.call("backup", "c.db")
    assert billed.call("restore", "b.db").code == 0
    assert billed.call("restore", "c.db").code == 0
    assert [(one.backup, one.in_doubt) for one in restored(billed)] == [("b.db", 0), ("c.db", 0)]
    with ledger_of(billed) as ledger:
        assert ledger.message("1@x").state == "queued"
        assert ledger.verify() == ()


def test_a_refused_restore_leaves_no_note(billed: Desk) -> None:
    """Neither in the ledger nor in the backup; nor does a dry run."""
    billed.call("backup", "b.db")
    content = (billed.root / "b.db").read_bytes()
    assert billed.call("restore", "b.db", "--dry-run").code == 0
    billed.call("approve", "D", *MONTH, "--by", "Wang", "--why", "seen")
    billed.call("run", *MONTH)
    assert billed.call("restore", "b.db").code == 1
    assert restored(billed) == []
    assert (billed.root / "b.db").read_bytes() == content


def test_notes_are_kept_as_any_row(ledger: Ledger, where: str) -> None:
    """In their order, in the chain, and append-only, on both databases."""
    ledger.record_restoration(MADE)
    assert ledger.restorations() == (MADE,)
    assert ledger.verify() == ()
    over = dialect.engine(where)
    for change in ("UPDATE restorations SET backup = 'x'", "DELETE FROM restorations"):
        with pytest.raises(LedgerError), dialect.writing(over) as connection:
            connection.exec_driver_sql(change)
    over.dispose()
    edited(where, "UPDATE restorations SET backup = 'x'")
    assert [one.code for one in ledger.verify()] == ["ledger_row_changed"]


def test_who_wrote_when_a_backup_was_made_writes_no_more(
    sqlite_ledger: Ledger, tmp_path: Path
) -> None:
    """A backup made beside a run holds its lease: the restored ledger is nobody's."""
    with sqlite_ledger.leased(tmp_path / "one", at=AT):
        sqlite_ledger.backup(tmp_path / "b.db")
    with copies.unpacked(tmp_path / "b.db") as engine:
        backup = Ledger(engine, NumberingSettings())
        backup.record_restoration(MADE)
        with backup.leased(tmp_path / "other", at=AT) as before:
            assert before is None


def test_a_note_crosses_to_postgresql(
    sqlite_ledger: Ledger, server: Server, tmp_path: Path
) -> None:
    """It is poured over with the other rows."""
    sqlite_ledger.record_restoration(MADE)
    sqlite_ledger.backup(tmp_path / "b.db")
    target = server.new()
    with copies.unpacked(tmp_path / "b.db") as engine:
        copies.put(engine, target)
    with open_ledger(target, NumberingSettings()) as other:
        assert other.restorations() == (MADE,)
        assert other.verify() == ()
