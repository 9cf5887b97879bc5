"""Copies of a ledger: one file of SQLite's, whatever database it was made of.

A copy has the same rows, so the same chain: it is verified as the ledger itself is, opened by
this program without any other, and can be poured back into either database.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, Engine, MetaData, Table, insert, select, text

from billing.errors import LedgerError
from billing.ledger import chain, dialect, migrate

_AT_ONCE = 1000  # rows in one statement
_TRIES = 5  # to copy files that somebody may be writing to
_MUTABLE = ("lease", "alembic_version")  # the copy has its own


def copy(source: Engine, path: Path) -> tuple[int, str]:
    """Write a ledger into a new file, whole or not at all; the last link it holds.

    Raises LedgerError where the ledger cannot be read to its end, and OSError.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    _unlink(part)
    try:
        if source.dialect.name == "sqlite":
            _vacuumed(source, part)
        else:
            _poured_out(source, part)
        last = _checked(part)
        _settled(part)
        part.replace(path)
    finally:
        _unlink(part)
    return last


@contextmanager
def unpacked(backup: Path) -> Iterator[Engine]:
    """A copy of a backup to look into, as new as this program. The backup is not touched.

    Raises LedgerError where it is no ledger, is damaged, or a newer program wrote it; OSError.
    """
    with TemporaryDirectory() as folder:
        _copy_as_it_is(backup, Path(folder) / "backup.db")
        engine = dialect.engine(Path(folder) / "backup.db")
        try:
            with dialect.reading(engine) as connection:
                if not migrate.version(connection):
                    raise LedgerError("backup_no_ledger", path=backup)
            migrate.to_head(engine, Path(folder))
            yield engine
        finally:
            engine.dispose()


def _copy_as_it_is(ledger: Path, to: Path) -> None:
    """File and log of one moment: anew where somebody wrote to them meanwhile."""
    for _ in range(_TRIES):
        before = _marks(ledger)
        for end in before:
            shutil.copyfile(ledger.with_name(ledger.name + end), to.with_name(to.name + end))
        if _marks(ledger) == before:
            return
    raise LedgerError("ledger_unavailable", why="it is being written to")


def _marks(ledger: Path) -> dict[str, tuple[int, int]]:
    """Time and size of the file, and of its log where there is one."""
    found = {}
    for end in ("", "-wal"):
        beside = ledger.with_name(ledger.name + end)
        if not end or beside.exists():
            state = beside.stat()
            found[end] = (state.st_mtime_ns, state.st_size)
    return found


def put(backup: Engine, where: str) -> Path | None:
    """Put an unpacked backup where the ledger is to be: what was there, set aside.

    SQLite: the old files keep their content beside it, under another name. PostgreSQL: into a
    database without a ledger; raises LedgerError for another.
    """
    if "://" not in where:
        return _put_file(backup, Path(where))
    engine = dialect.engine(where)
    try:
        with dialect.writing(engine) as target:
            if migrate.version(target):
                raise LedgerError("restore_not_empty")
            migrate.upgrade(target)
            with dialect.reading(backup) as source:
                _pour(source, target)
    finally:
        engine.dispose()
    return None


def _put_file(backup: Engine, path: Path) -> Path | None:
    """A new ledger is never made where this breaks off: the outbox then knows more than it."""
    ready = path.with_name(f".{path.name}.restored")
    _unlink(ready)
    copy(backup, ready)
    aside = _free(path.with_name(f"{path.stem}-before-restore{path.suffix}"))
    found = path.exists()
    for end in ("", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            path.with_name(path.name + end).rename(aside.with_name(aside.name + end))
    ready.replace(path)
    return aside if found else None


def _free(path: Path) -> Path:
    """The path, or the first with a number at its end that is not taken."""
    n, free = 1, path
    while free.exists():
        n += 1
        free = path.with_name(f"{path.stem}-{n}{path.suffix}")
    return free


def _vacuumed(source: Engine, path: Path) -> None:
    """SQLite's own way: one state of the ledger, while others may write."""
    with dialect.translated(), source.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        try:
            driver.execute("VACUUM INTO ?", (str(path),))
        except sqlite3.Error as error:
            raise LedgerError("ledger_unavailable", why=dialect.words(error)) from error


def _poured_out(source: Engine, path: Path) -> None:
    """Row by row into tables of the same version."""
    target = dialect.engine(path)
    try:
        with dialect.reading(source) as rows, dialect.writing(target) as connection:
            migrate.upgrade(connection, migrate.version(rows))
            _pour(rows, connection)
    finally:
        target.dispose()


def _pour(source: Connection, target: Connection) -> None:
    """Every row of every table, those first that others refer to."""
    known = MetaData()
    known.reflect(target)
    for table in known.sorted_tables:
        if table.name not in _MUTABLE:
            _pour_table(source, target, table)


def _pour_table(source: Connection, target: Connection, table: Table) -> None:
    query = select(table).order_by(*table.primary_key.columns)
    for rows in source.execute(query).mappings().partitions(_AT_ONCE):
        target.execute(insert(table), [dict(row) for row in rows])


def _checked(path: Path) -> tuple[int, str]:
    """The last link of a copy that is whole."""
    engine = dialect.engine(path)
    try:
        with dialect.reading(engine) as connection:
            found = connection.execute(text("PRAGMA integrity_check")).scalar()
            if found != "ok":
                raise LedgerError("backup_damaged", path=path, why=found)
            return chain.head(connection)
    finally:
        engine.dispose()


def _settled(path: Path) -> None:
    """On the disk, for its owner alone, and without a log of its own beside it."""
    path.chmod(0o600)
    with path.open("rb") as stream:
        os.fsync(stream.fileno())
    for end in ("-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)


def _unlink(path: Path) -> None:
    for end in ("", "-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)
