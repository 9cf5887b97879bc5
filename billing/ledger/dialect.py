"""Where SQLite and PostgreSQL differ: opening, beginning a write, and what triggers refuse.

Migrations use the trigger texts; a text that a published migration used is never changed.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    TextClause,
    create_engine,
    event,
    make_url,
    select,
    text,
)
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError
from sqlalchemy.pool import ConnectionPoolEntry

from billing.errors import LedgerError

BUSY_SECONDS = 60.0  # how long a writer waits for another one
_ADVISORY = 7_301_042  # the key of the lock that PostgreSQL's writers take in turn

# What is set on every SQLite connection, and what SQLite then says of it.
_PRAGMAS = (
    ("journal_mode", "WAL", "wal"),
    ("synchronous", "FULL", 2),  # a commit is on the disk before it is answered
    ("foreign_keys", "ON", 1),
    ("recursive_triggers", "ON", 1),  # INSERT OR REPLACE fires the triggers on DELETE too
)

# SQLite's codes of a file that could be read, and is not what it should be.
_DAMAGE = (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


class _Cursor(Protocol):
    def fetchone(self) -> tuple[object, ...] | None: ...


class _Driver(Protocol):
    """The part of `sqlite3.Connection` that is used here."""

    isolation_level: str | None

    def execute(self, statement: str, /) -> _Cursor: ...


class _Asked(_Cursor, Protocol):
    def execute(self, statement: str, /) -> object: ...


class _Server(Protocol):
    """The part of `psycopg.Connection` that is used here."""

    def cursor(self) -> AbstractContextManager[_Asked]: ...

    def commit(self) -> None: ...


def engine(where: str | Path) -> Engine:
    """An engine for a path (SQLite) or a URL; nothing is connected yet.

    Raises LedgerError for a URL that is none, or of another database.
    """
    url = _of_url(str(where)) if "://" in str(where) else _of_file(where)
    if url.get_backend_name() != "sqlite":
        return _of_server(url)
    made = create_engine(url, connect_args={"timeout": BUSY_SECONDS})
    event.listen(made, "connect", _prepare)
    event.listen(made, "begin", _begin)
    return made


@contextmanager
def reading(over: Engine) -> Iterator[Connection]:
    """A transaction that sees one state of the ledger and changes nothing."""
    seen = over
    if over.dialect.name == "postgresql":  # whose own way shows each statement another state
        seen = over.execution_options(isolation_level="REPEATABLE READ")
    with translated(), seen.connect() as connection:
        yield connection


@contextmanager
def writing(over: Engine) -> Iterator[Connection]:
    """The one transaction that may write at this time; others wait for their turn.

    After its turn has come it sees all that was committed before. A server may be set to other
    isolation, in which it would see what was there when it began to wait.
    """
    options = {"isolation_level": "READ COMMITTED"} if over.dialect.name == "postgresql" else {}
    with translated(), over.execution_options(writes=True, **options).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY})
        yield connection


def seconds(connection: Connection) -> int:
    """Seconds since 1970 by the database's clock, which all who use the ledger share."""
    return int(connection.execute(select(clock(connection))).scalar_one())


def clock(connection: Connection) -> TextClause:
    """The same as a part of a statement."""
    if connection.dialect.name == "postgresql":
        return text("CAST(EXTRACT(EPOCH FROM clock_timestamp()) AS INTEGER)")
    return text("CAST(strftime('%s', 'now') AS INTEGER)")


def append_only(table: str, dialect: str) -> tuple[str, ...]:
    """Statements after which the table takes new rows and nothing else."""
    if dialect == "postgresql":
        changes = "UPDATE OR DELETE OR TRUNCATE"
        act = "EXECUTE FUNCTION refuse_change()"
        return (f"CREATE TRIGGER {table}_append_only BEFORE {changes} ON {table} {act}",)
    return tuple(
        f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        for change in ("UPDATE", "DELETE")
    )


def steps_by_one(dialect: str) -> tuple[str, ...]:
    """Statements after which the counter of `numbers` can only go up by one."""
    other = "NEW.n <> OLD.n + 1 OR NEW.series <> OLD.series OR NEW.start <> OLD.start"
    if dialect == "postgresql":
        act = "EXECUTE FUNCTION refuse_change()"
        by_row = f"FOR EACH ROW WHEN ({other})"
        return (
            f"CREATE TRIGGER numbers_by_one BEFORE UPDATE ON numbers {by_row} {act}",
            f"CREATE TRIGGER numbers_kept BEFORE DELETE OR TRUNCATE ON numbers {act}",
        )
    act = "BEGIN SELECT RAISE(ABORT, 'numbers go up by one'); END"
    return (
        f"CREATE TRIGGER numbers_by_one BEFORE UPDATE ON numbers WHEN {other} {act}",
        f"CREATE TRIGGER numbers_kept BEFORE DELETE ON numbers {act}",
    )


def refusal(dialect: str) -> tuple[str, ...]:
    """What must be there before the triggers."""
    if dialect != "postgresql":
        return ()
    raised = "'% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'"
    body = f"BEGIN RAISE EXCEPTION {raised}; END"
    return (f"CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$",)


def _of_server(url: URL) -> Engine:
    try:
        made = create_engine(url, pool_pre_ping=True)  # a server ends connections that rest long
    except (ArgumentError, ImportError) as error:  # a driver that there is not
        raise LedgerError("ledger_address", why=error) from error
    event.listen(made, "connect", _durable)
    return made


def _of_url(text: str) -> URL:
    """Nothing of the text is told: it may hold a password."""
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise LedgerError("ledger_address", why="?") from None
    if url.get_backend_name() not in ("postgresql", "sqlite"):
        raise LedgerError("ledger_address", why=url.get_backend_name())
    return url


def _of_file(where: str | Path) -> URL:
    return URL.create("sqlite", database=str(where))


def _prepare(driver: _Driver, _entry: ConnectionPoolEntry) -> None:
    """Hand BEGIN over to `_begin`; set what the ledger relies on, and see that it is set."""
    driver.isolation_level = None
    for name, value, expected in _PRAGMAS:
        if _pragma(driver, name) != expected:
            driver.execute(f"PRAGMA {name} = {value}")
        if (found := _pragma(driver, name)) != expected:
            raise LedgerError("ledger_pragma", name=name, expected=value, found=found)


def _durable(driver: _Server, _entry: ConnectionPoolEntry) -> None:
    """A commit is on the disk before it is answered, whatever the server is set to."""
    with driver.cursor() as cursor:
        cursor.execute("SHOW synchronous_commit")
        if cursor.fetchone() == ("off",):
            cursor.execute("SET synchronous_commit = on")
    driver.commit()


def _pragma(driver: _Driver, name: str) -> object:
    row = driver.execute(f"PRAGMA {name}").fetchone()
    return row[0] if row else None


def _begin(connection: Connection) -> None:
    """A writer takes the write lock at once; one that read first could write over another."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def translated() -> Iterator[None]:
    """A database's error becomes the ledger's, with the database's own words."""
    try:
        yield
    except IntegrityError as error:
        raise LedgerError("ledger_refused", why=words(error.orig)) from error
    except DBAPIError as error:
        raise LedgerError("ledger_unavailable", why=words(error.orig)) from error


def words(error: BaseException | None) -> str:
    """What a database says of an error, without the rows that it quotes: they are the clients'."""
    told = getattr(getattr(error, "diag", None), "message_primary", None) or str(error)
    return str(told).partition(" with text ")[0]


def is_damage(error: LedgerError) -> bool:
    """Whether SQLite says that the content of a file is wrong, not that it could not be had.

    Text that cannot be decoded is told without a code of SQLite's.
    """
    cause = getattr(error.__cause__, "orig", error.__cause__)
    code = getattr(cause, "sqlite_errorcode", None)
    told = code & 0xFF in _DAMAGE if code is not None else isinstance(cause, sqlite3.Error)
    return error.code == "backup_damaged" or told
