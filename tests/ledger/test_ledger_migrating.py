"""An older ledger: copied, then migrated; or left whole."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection

from billing.balance import Balances
from billing.errors import LedgerError
from billing.ledger import chain, copies, dialect, migrate, open_ledger, tables
from billing.settings import NumberingSettings
from tests.ledger.tampering import edited

ROOT = str(Path(__file__).parents[2])
RUN = {"run_id": "r", "month": "2026-10", "started_at": "2026-11-01T02:00:00+00:00", "version": "0"}
CLOSING = {"run_id": "r", "client": "C1", "month": "2026-10", "reason": "zero"}
DIES = """
import os, sys
from pathlib import Path
from billing.ledger import migrate, open_ledger
from billing.settings import NumberingSettings
upgrade = migrate.upgrade
def dying(connection, to="head"):
    upgrade(connection, to)
    if to == "head":
        os._exit(9)
migrate.upgrade = dying
open_ledger(sys.argv[1], NumberingSettings(), backups=Path(sys.argv[2]))
"""


@pytest.fixture
def old(bare: str) -> str:
    """A ledger of the first version, with a run and a closing."""
    over = dialect.engine(bare)
    with dialect.writing(over) as connection:
        migrate.upgrade(connection, "0001")
        chain.append(connection, tables.runs, [RUN])
        chain.append(connection, tables.closings, [CLOSING])
    over.dispose()
    return bare


def links(where: str) -> list[tuple[object, ...]]:
    """The whole chain."""
    over = dialect.engine(where)
    with dialect.reading(over) as connection:
        rows = connection.execute(tables.links.select().order_by(tables.links.c.seq)).all()
    over.dispose()
    return [tuple(row) for row in rows]


def version(where: str) -> str:
    """The version of its tables."""
    over = dialect.engine(where)
    with dialect.reading(over) as connection:
        found = migrate.version(connection)
    over.dispose()
    return found


def test_an_older_ledger_is_copied_and_then_migrated(old: str, tmp_path: Path) -> None:
    """Its chain holds, its rows are read, and the copy is the ledger as it was."""
    before = links(old)
    with open_ledger(old, NumberingSettings(), backups=tmp_path) as ledger:
        assert ledger.verify() == ()
        closing = ledger.closing_of("C1", "2026-10")
        assert closing is not None
        assert (closing.reason, closing.by) == ("zero", "")
        ledger.close_nothing_due(
            client="C2", month="2026-10", reason="left", balances=Balances(), by="Wang"
        )
        assert ledger.verify() == ()
    kept = tmp_path / "ledger-0001-2026-11-01.db"
    assert (version(str(kept)), links(str(kept))) == ("0001", before)
    assert version(old) == tables.HEAD
    assert links(old)[: len(before)] == before
    assert kept.stat().st_mode & 0o777 == 0o600


def test_a_migration_that_dies_leaves_the_old_ledger(old: str, tmp_path: Path) -> None:
    """Killed when all is done but the commit; the next try succeeds."""
    before = links(old)
    command = [sys.executable, "-c", DIES, old, str(tmp_path)]
    environment = {**os.environ, "PYTHONPATH": ROOT}
    assert subprocess.run(command, env=environment, check=False).returncode == 9
    assert (version(old), links(old)) == ("0001", before)
    with open_ledger(old, NumberingSettings(), backups=tmp_path) as ledger:
        assert ledger.verify() == ()


def test_a_first_migration_happens_whole_or_not_at_all(
    bare: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that breaks off leaves no table, and the next try succeeds."""
    upgrade = migrate.upgrade

    def break_off(connection: Connection) -> None:
        upgrade(connection)
        raise KeyboardInterrupt

    monkeypatch.setattr(migrate, "upgrade", break_off)
    with pytest.raises(KeyboardInterrupt):
        open_ledger(bare, NumberingSettings())
    assert version(bare) == ""
    monkeypatch.undo()
    open_ledger(bare, NumberingSettings()).close()


def test_without_a_copy_nothing_is_migrated(
    old: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that is full stops it before anything was done."""

    def refuse(*_: object) -> tuple[int, str]:
        raise LedgerError("ledger_unavailable", why="disk full")

    monkeypatch.setattr(copies, "copy", refuse)
    with pytest.raises(LedgerError):
        open_ledger(old, NumberingSettings(), backups=tmp_path)
    assert version(old) == "0001"


def test_what_was_written_meanwhile_is_copied_too(
    old: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A row that came between the copy and the migration makes a second copy."""
    copy, made = copies.copy, []

    def slow(source: object, path: Path) -> tuple[int, str]:
        found: Callable[..., tuple[int, str]] = copy
        made.append(found(source, path))
        if len(made) == 1:
            over = dialect.engine(old)
            with dialect.writing(over) as connection:
                chain.append(connection, tables.runs, [{**RUN, "run_id": "late"}])
            over.dispose()
        return made[-1]

    monkeypatch.setattr(copies, "copy", slow)
    open_ledger(old, NumberingSettings(), backups=tmp_path).close()
    assert len(made) == 2
    assert links(str(tmp_path / "ledger-0001-2026-11-01.db")) == links(old)


def test_a_newer_ledger_is_not_copied(old: str, tmp_path: Path) -> None:
    """It is refused first."""
    edited(old, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(LedgerError) as refused:
        open_ledger(old, NumberingSettings(), backups=tmp_path / "none")
    assert refused.value.code == "ledger_newer"
    assert not (tmp_path / "none").exists()
