"""What the tables refuse, how they are migrated, and what SQLite is set to."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.schema import CreateTable

from billing import catalogue
from billing.balance import Balances
from billing.catalogue.ledger import SENTENCES
from billing.errors import LedgerError
from billing.invoice import DraftInvoice
from billing.ledger import Ledger, Rendering, dialect, migrate, open_ledger, tables
from billing.message import Delivery, Outgoing
from billing.settings import NumberingSettings
from billing.source import File


@pytest.fixture
def filled(ledger: Ledger, path: Path, full_draft: DraftInvoice) -> Path:
    """A ledger with a row in every table."""
    at = datetime(2026, 11, 1, tzinfo=UTC)
    file = File(name="a.xlsx", sha256="1")
    ledger.record_run(run_id="run-2", month="2026-10", started_at=at, version="0", sources=[file])
    mail = Outgoing(message_id="1@x", date=at, purpose="invoice", to=("a@x.cn",))
    number = ledger.issue(
        full_draft, issue_date=date(2026, 11, 1), run_id="run-2", mails=[mail]
    ).number
    ledger.record_delivery(Delivery(message_id="1@x", state="in_doubt", at=at))
    ledger.close_nothing_due(client="C2", month="2026-10", reason="x", balances=Balances())
    ledger.hold(client="C3", month="2026-10", by="Wang", why="prices", at=at)
    ledger.record_rendering(Rendering(number=number, file="a.pdf", sha256="1", renderer="w"))
    return path


def _dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


NAMES = [table.name for table in (*tables.CHAINED, tables.links, tables.numbers)]


@pytest.mark.parametrize("table", NAMES)
@pytest.mark.parametrize(
    "change",
    [
        "UPDATE {table} SET {column} = {column}",
        "DELETE FROM {table}",
        "INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
        "UPDATE OR REPLACE {table} SET {column} = {column}",
    ],
)
def test_nothing_is_changed_or_taken_away(filled: Path, table: str, change: str) -> None:
    """Through the connections of the program: every table but the counter only grows."""
    before = _dump(filled)
    over = dialect.engine(filled)
    column = tables.metadata.tables[table].columns.keys()[1]
    with (
        pytest.raises(LedgerError, match=r"append-only|by one"),
        dialect.writing(over) as connection,
    ):
        connection.exec_driver_sql(change.format(table=table, column=column))
    over.dispose()
    assert _dump(filled) == before


@pytest.mark.parametrize(
    "change", ["n = n - 1", "n = n + 2", "n = n + 1, start = 0", "series = 'X'"]
)
def test_the_counter_goes_up_by_one(filled: Path, change: str) -> None:
    """And does nothing else."""
    over = dialect.engine(filled)
    with pytest.raises(LedgerError, match="by one"), dialect.writing(over) as connection:
        connection.exec_driver_sql(f"UPDATE numbers SET {change}")
    over.dispose()


@pytest.mark.parametrize(
    "change",
    {
        "series and n": "number = 'X', revision = 2",
        "number": "n = 2, revision = 2",
        "client, month, kind and revision": "number = 'X', n = 2",
    }.items(),
    ids=lambda item: item[0],
)
def test_what_is_unique(filled: Path, change: tuple[str, str]) -> None:
    """The tables themselves refuse a second one, whatever the program thinks."""
    with closing(sqlite3.connect(filled)) as connection:
        connection.execute("CREATE TEMP TABLE copy AS SELECT * FROM invoices")
        connection.execute(f"UPDATE copy SET seq = 1, {change[1]}")
        with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
            connection.execute("INSERT INTO invoices SELECT * FROM copy")


def test_columns_keep_their_types(filled: Path) -> None:
    """STRICT: a word is no revision."""
    with closing(sqlite3.connect(filled)) as connection:
        strict = connection.execute("SELECT name, strict FROM pragma_table_list WHERE type='table'")
        found = {name: bool(flag) for name, flag in strict if name in NAMES}
    assert found == dict.fromkeys(NAMES, True)


def test_what_sqlite_is_set_to(filled: Path) -> None:
    """On every connection; and a transaction that writes has the write lock from its start."""
    over = dialect.engine(filled)
    with dialect.reading(over) as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers")
        }
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "recursive_triggers": 1,
    }
    with (
        closing(sqlite3.connect(filled, timeout=0)) as other,
        dialect.writing(over),
        pytest.raises(sqlite3.OperationalError, match="locked"),
    ):
        other.execute("BEGIN IMMEDIATE")
    over.dispose()


def test_a_setting_that_does_not_hold_is_refused() -> None:
    """A database in memory has no write-ahead log."""
    with pytest.raises(LedgerError) as refused:
        open_ledger("sqlite://", NumberingSettings())
    assert refused.value.values == {"name": "journal_mode", "expected": "WAL", "found": "memory"}


def test_migrations_lead_to_the_tables(filled: Path) -> None:
    """The newest migration is the one the program knows, and makes what the program expects."""
    config = Config()
    config.set_main_option("script_location", "billing.ledger:migrations")
    assert ScriptDirectory.from_config(config).get_heads() == [tables.HEAD]
    over = dialect.engine(filled)
    with dialect.reading(over) as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, tables.metadata) == []
        assert _schema(filled) == _schema_of_metadata()
    over.dispose()


def _schema(path: Path) -> dict[str, set[str]]:
    """The parts of each CREATE TABLE, whose order does not matter."""
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'")
        return {name: _parts(sql) for name, sql in found if name in NAMES}


def _schema_of_metadata() -> dict[str, set[str]]:
    over = dialect.engine("sqlite://")
    texts: dict[str, set[str]] = {}
    for name in NAMES:
        texts[name] = _parts(str(CreateTable(tables.metadata.tables[name]).compile(over)))
    return texts


def _parts(sql: str) -> set[str]:
    return {" ".join(line.strip(" ,\t").split()) for line in sql.splitlines() if line.strip()}


def test_an_open_ledger_is_not_migrated_again(filled: Path) -> None:
    """Opening it changes nothing."""
    before = _dump(filled)
    open_ledger(filled, NumberingSettings()).close()
    assert _dump(filled) == before


def test_a_newer_ledger_is_refused(filled: Path) -> None:
    """By both versions, and left as it is."""
    with closing(sqlite3.connect(filled)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = _dump(filled)
    with pytest.raises(LedgerError) as refused:
        open_ledger(filled, NumberingSettings())
    assert (refused.value.code, refused.value.values) == (
        "ledger_newer",
        {"found": "9999", "expected": tables.HEAD},
    )
    assert _dump(filled) == before


def test_a_migration_happens_whole_or_not_at_all(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that breaks off leaves an empty file, from which the next try succeeds."""
    upgrade = migrate._upgrade

    def break_off(connection: object) -> None:
        upgrade(connection)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    monkeypatch.setattr(migrate, "_upgrade", break_off)
    with pytest.raises(KeyboardInterrupt):
        open_ledger(path, NumberingSettings())
    assert _dump(path) == ["BEGIN TRANSACTION;", "COMMIT;"]
    monkeypatch.undo()
    open_ledger(path, NumberingSettings()).close()


def _folder(path: Path) -> None:
    path.mkdir()


def _text(path: Path) -> None:
    path.write_text("not a database " * 100)


def _damaged(path: Path) -> None:
    open_ledger(path, NumberingSettings()).close()
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))


@pytest.mark.parametrize("make", [_folder, _text, _damaged])
def test_a_file_that_is_no_ledger_is_refused(path: Path, make: Callable[[Path], None]) -> None:
    """With the database's own words for it."""
    make(path)
    with pytest.raises(LedgerError) as refused:
        open_ledger(path, NumberingSettings())
    assert refused.value.code == "ledger_unavailable"
    assert refused.value.values["why"]


def test_every_refusal_has_its_sentence() -> None:
    """In both languages, with the blanks that the program fills."""
    blanks = "client month number later found expected name why seq table series pid at path host place minutes"
    values = dict.fromkeys(blanks.split(), "x")
    for code in SENTENCES:
        for language in catalogue.LANGUAGES:
            assert catalogue.full(code, language, values)
