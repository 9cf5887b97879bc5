"""A restore says which decisions it would lose, and never takes a shut ledger for one gone."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from billing.balance import Balances
from billing.errors import LedgerError
from billing.ledger import Closing, Ledger, copies, dialect, ledger_as_it_is, open_ledger
from billing.settings import NumberingSettings
from tests.ledger.server import Server
from tests.ledger.tampering import dumped
from tests.ledger.workspace import MONTH, ledger_of
from tests.month.desk import Desk

AT = datetime(2026, 11, 2, 9, tzinfo=UTC)
WHO = ("--by", "Wang", "--why", "seen")
NOBODY = 65534  # a user id without rights, where tests run as root


def test_decisions_made_since_are_named(billed: Desk) -> None:
    """A hold, an approval, a closing: listed, refused, dry or not; lost only where that is said."""
    billed.call("backup", "b.db")
    assert billed.call("approve", "D", *MONTH, *WHO).code == 0
    assert billed.call("hold", "D", *MONTH, "--by", "Li", "--why", "prices").code == 0
    assert billed.call("close", "2026-10", "--client", "D", "--anyway", *WHO).code == 0
    before = dumped(str(billed.root / "ledger.db"))
    for dry in ((), ("--dry-run",)):
        said = billed.call("restore", "b.db", *dry)
        assert said.code == 1
        assert said.out.splitlines() == [
            "D 2026-10: approval (Wang: seen)",
            "D 2026-10: hold (Li: prices)",
            "D 2026-10: closing (Wang: seen)",
        ]
        assert "3 holds, approvals or closings" in said.err
    assert dumped(str(billed.root / "ledger.db")) == before
    assert billed.call("restore", "b.db", "--without-decisions", "--dry-run").code == 0
    assert dumped(str(billed.root / "ledger.db")) == before
    assert billed.call("restore", "b.db", "--without-decisions").code == 0
    with ledger_of(billed) as ledger:
        assert ledger.decided() == (Closing(client="E", month="2026-10", reason="no charge"),)


def test_the_flag_saves_no_number(billed: Desk) -> None:
    """What was issued since is lost under no flag."""
    billed.call("backup", "b.db")
    billed.call("approve", "D", *MONTH, *WHO)
    billed.call("run", *MONTH)
    said = billed.call("restore", "b.db", "--without-decisions")
    assert said.code == 1
    assert "INV-2026-000004" in said.err


def test_a_ledger_that_is_gone_may_have_held_decisions(billed: Desk) -> None:
    """They cannot be told, and that is said."""
    billed.call("backup", "b.db")
    (billed.root / "ledger.db").unlink()
    said = billed.call("restore", "b.db")
    assert said.code == 0
    assert "Enter them again before the next run" in said.err


def test_all_that_was_decided(ledger: Ledger) -> None:
    """On both databases: decisions first, then closings."""
    ledger.hold(client="C1", month="2026-10", by="Wang", why="prices", at=AT)
    ledger.close_nothing_due(client="C2", month="2026-10", reason="none", balances=Balances())
    (hold,) = ledger.decisions("C1", "2026-10")
    assert ledger.decided() == (hold, Closing(client="C2", month="2026-10", reason="none"))


def test_nothing_is_made_where_a_backup_goes(server: Server, tmp_path: Path) -> None:
    """An empty database is looked at, and is as empty afterwards; so a backup can be put there."""
    with open_ledger(tmp_path / "a.db", NumberingSettings()) as ledger:
        ledger.hold(client="C1", month="2026-10", by="Wang", why="prices", at=AT)
        ledger.backup(tmp_path / "b.db")
    url = server.new()
    with ledger_as_it_is(url) as found:
        assert found is None
    with copies.unpacked(tmp_path / "b.db") as engine:
        assert copies.put(engine, url) is None
    with ledger_as_it_is(url) as found:
        assert found is not None
        assert found.links() == 1


def test_a_server_that_does_not_answer() -> None:
    """Is no database without a ledger."""
    with pytest.raises(LedgerError), ledger_as_it_is("postgresql+psycopg://x@127.0.0.1:1/books"):
        pass


def test_a_ledger_that_cannot_be_opened_is_not_gone(
    billed: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the system says of it; a link to a disk that is not there says nothing either."""
    billed.call("backup", "b.db")
    path, copyfile = billed.root / "ledger.db", shutil.copyfile

    def refusing(number: int) -> Callable[..., object]:
        def copied(found: Path, to: Path) -> object:
            if Path(found) == path:
                raise OSError(number, os.strerror(number), str(found))
            return copyfile(found, to)

        return copied

    for number in (5, 13, 28):  # input or output, permission, space
        with monkeypatch.context() as patch:
            patch.setattr(shutil, "copyfile", refusing(number))
            said = billed.call("restore", "b.db", "--without-decisions")
        assert said.code == 1
        assert f"ledger.db is there and cannot be opened ({os.strerror(number)})" in said.err
    path.rename(billed.root / "kept")
    path.symlink_to(billed.root / "unmounted" / "ledger.db")
    assert "cannot be opened (No such file" in billed.call("restore", "b.db").err
    assert path.is_symlink()


def test_what_is_damage() -> None:
    """No database and a torn page are; a full disk and a file that cannot be opened are not."""
    found = {}
    for code in ("ERROR", "CORRUPT", "NOTADB", "CANTOPEN", "FULL", "IOERR", "READONLY", "BUSY"):
        cause = sqlite3.OperationalError("x")
        cause.sqlite_errorcode = getattr(sqlite3, f"SQLITE_{code}")
        error = LedgerError("ledger_unavailable", why="x")
        error.__cause__ = cause
        found[code] = dialect.is_damage(error)
    assert [code for code, damage in found.items() if damage] == ["ERROR", "CORRUPT", "NOTADB"]
    assert not dialect.is_damage(LedgerError("ledger_newer"))


# --- Backups that are not whole ----------------------------------------------------------------


@pytest.mark.parametrize("content", [b"a text\n" * 1000, b"SQLite format 3\x00" + b"x" * 90])
def test_a_backup_that_is_no_ledger_is_named(billed: Desk, content: bytes) -> None:
    """The file, in the sentence."""
    (billed.root / "b.db").write_bytes(content)
    said = billed.call("restore", "b.db")
    assert said.code == 1
    assert "b.db is damaged (" in said.err


def test_a_flipped_byte_tells_no_content(billed: Desk) -> None:
    """SQLite quotes the text that it cannot decode: a whole invoice. It is not passed on."""
    billed.call("backup", "b.db")
    path = billed.root / "b.db"
    content = path.read_bytes()
    place = content.index(b"Sample A Ltd")
    while place >= 0:
        content = content[:place] + b"\xff" + content[place + 1 :]
        place = content.find(b"Sample A Ltd")
    path.write_bytes(content)
    for words in (("restore", "b.db"), ("verify", "--quick")):
        shutil.copyfile(path, billed.root / "ledger.db")
        said = billed.call(*words)
        assert said.code == 1
        assert "ample A" not in said.out + said.err
        assert "Could not decode" in said.err + said.out
    assert "b.db is damaged" in billed.call("restore", "b.db").err


def test_a_ledger_with_a_flipped_byte_is_damaged(billed: Desk) -> None:
    """Text that cannot be decoded has no code of SQLite's; a whole backup takes its place."""
    billed.call("backup", "b.db")
    path = billed.root / "ledger.db"
    path.write_bytes(path.read_bytes().replace(b"INV-2026-000001", b"INV-2026-00000\xff"))
    said = billed.call("restore", "b.db")
    assert said.code == 0
    assert "cannot be told" in said.err


def test_a_server_quotes_no_row(server: Server) -> None:
    """PostgreSQL tells a row that it refuses, whole: only its sentence is passed on."""
    url = server.new("empty")
    engine = dialect.engine(url)
    row = "INSERT INTO lines (seq, number) VALUES (1, 'secret')"
    with pytest.raises(LedgerError) as refused, dialect.writing(engine) as connection:
        connection.exec_driver_sql(row)
    engine.dispose()
    assert "secret" not in refused.value.values["why"]
    assert "null value in column" in refused.value.values["why"]


# --- A workspace that is for reading only -------------------------------------------------------


@contextmanager
def _read_only(desk: Desk) -> Iterator[Path]:
    """A copy of the workspace that this process may not write, whoever runs the tests."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        shutil.copytree(desk.root, folder / "w")
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        root = os.geteuid() == 0
        if root:
            os.seteuid(NOBODY)
        try:
            yield folder / "w"
        finally:
            if root:
                os.seteuid(0)
            for path in (folder, *(one for one in folder.rglob("*") if one.is_dir())):
                path.chmod(0o700)


def test_a_workspace_that_cannot_be_written_can_be_read(
    billed: Desk,
) -> None:
    """verify, explain, backup: as where it can be, and nothing is made there."""
    whole = [billed.call(*words) for words in (("verify",), ("explain", "INV-2026-000001"))]
    kept = Path(tempfile.mkdtemp())
    kept.chmod(0o777)
    with _read_only(billed) as root:
        before = sorted(root.rglob("*"))
        said = [
            billed.call("--workspace", str(root), *words)
            for words in (("verify",), ("explain", "INV-2026-000001"))
        ]
        backup = billed.call("--workspace", str(root), "backup", str(kept / "b.db"))
        assert sorted(root.rglob("*")) == before
    assert said == whole
    assert backup.code == 0
    assert dumped(str(kept / "b.db")) == dumped(str(billed.root / "ledger.db"))
    shutil.rmtree(kept)


def test_a_ledger_that_is_written_to_is_not_copied_torn(
    sqlite_ledger: Ledger, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is written between file and log is in the copy, for it is made anew."""
    copyfile, due = shutil.copyfile, [1, 2]

    def copied(found: Path, to: Path) -> object:
        done = copyfile(found, to)
        if found == path and due:
            due.pop()
            sqlite_ledger.hold(client="C1", month="2026-10", by="Wang", why="prices", at=AT)
        return done

    monkeypatch.setattr(shutil, "copyfile", copied)
    with copies.unpacked(path) as engine, Ledger(engine, NumberingSettings()) as found:
        assert found.verify() == ()
        assert len(found.decided()) == 2
    monkeypatch.setattr(copies, "_TRIES", 1)
    due.append(3)
    with pytest.raises(LedgerError), copies.unpacked(path):
        pass
