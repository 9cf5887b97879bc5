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
from billing.ledger import Ledger, Rendering, Restoration, dialect, open_ledger, tables
from billing.message import Delivery, Outgoing
from billing.settings import NumberingSettings
from billing.source import File
from tests.ledger.tampering import KEPT

ByHand = Callable[[str], None]
Dump = Callable[[], dict[str, list[tuple[object, ...]]]]


@pytest.fixture
def filled(ledger: Ledger, where: str, full_draft: DraftInvoice) -> str:
    """A ledger with a row in every table."""
    fill(ledger, full_draft)
    return where


@pytest.fixture
def sqlite_filled(sqlite_ledger: Ledger, path: Path, full_draft: DraftInvoice) -> Path:
    """The same on SQLite alone."""
    fill(sqlite_ledger, full_draft)
    return path


def fill(ledger: Ledger, draft: DraftInvoice) -> None:
    """A row in every table."""
    at = datetime(2026, 11, 1, tzinfo=UTC)
    file = File(name="a.xlsx", sha256="1")
    ledger.record_run(run_id="run-2", month="2026-10", started_at=at, version="0", sources=[file])
    mail = Outgoing(message_id="1@x", date=at, purpose="invoice", to=("a@x.cn",))
    day = date(2026, 11, 1)
    number = ledger.issue(draft, issue_date=day, run_id="run-2", mails=[mail]).number
    ledger.record_delivery(Delivery(message_id="1@x", state="in_doubt", at=at))
    ledger.close_nothing_due(client="C2", month="2026-10", reason="x", balances=Balances())
    ledger.hold(client="C3", month="2026-10", by="Wang", why="prices", at=at)
    ledger.record_renderings([Rendering(number=number, file="a.pdf", sha256="1", renderer="w")])
    counts = {"entries": 9, "compared": 8, "papers": 1, "in_doubt": 0}
    ledger.record_restoration(Restoration(at=at, backup="b.db", sha256="1", **counts))


NAMES = [table.name for table in KEPT]
ALL = [*NAMES, "lease"]
CHANGES = {
    "update": ("UPDATE {table} SET {column} = {column}", "both"),
    "delete": ("DELETE FROM {table}", "both"),
    "insert or replace": ("INSERT OR REPLACE INTO {table} SELECT * FROM {table}", "sqlite"),
    "update or replace": ("UPDATE OR REPLACE {table} SET {column} = {column}", "sqlite"),
    "truncate": ("TRUNCATE {table} CASCADE", "postgresql"),
    "on conflict": (
        (
            "INSERT INTO {table} SELECT * FROM {table} "
            "ON CONFLICT ({key}) DO UPDATE SET {column} = EXCLUDED.{column}"
        ),
        "postgresql",
    ),
}


@pytest.mark.parametrize("table", NAMES)
def test_nothing_is_changed_or_taken_away(filled: str, dump: Dump, table: str) -> None:
    """Through the connections of the program: every table but the counter only grows."""
    before = dump()
    over = dialect.engine(filled)
    columns = tables.metadata.tables[table].columns.keys()
    names = {"table": table, "column": columns[1], "key": columns[0]}
    changes = [text for text, of in CHANGES.values() if of in ("both", over.dialect.name)]
    assert len(changes) == 4
    for change in changes:
        with (
            pytest.raises(LedgerError, match=r"append-only|by one"),
            dialect.writing(over) as connection,
        ):
            connection.exec_driver_sql(change.format(**names))
    over.dispose()
    assert dump() == before


@pytest.mark.parametrize(
    "change", ["n = n - 1", "n = n + 2", "n = n + 1, start = 0", "series = 'X'"]
)
def test_the_counter_goes_up_by_one(filled: str, change: str) -> None:
    """And does nothing else."""
    over = dialect.engine(filled)
    with (
        pytest.raises(LedgerError, match=r"by one|append-only"),
        dialect.writing(over) as connection,
    ):
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
def test_what_is_unique(filled: str, change: tuple[str, str]) -> None:
    """The tables themselves refuse a second one, whatever the program thinks."""
    with pytest.raises(LedgerError, match=r"(?i)unique"):
        _put_in_again(filled, change[1])


def _put_in_again(where: str, change: str) -> None:
    over = dialect.engine(where)
    try:
        with dialect.writing(over) as connection:
            connection.exec_driver_sql("CREATE TEMP TABLE another AS SELECT * FROM invoices")
            connection.exec_driver_sql(f"UPDATE another SET seq = 1, {change}")
            connection.exec_driver_sql("INSERT INTO invoices SELECT * FROM another")
    finally:
        over.dispose()


def test_columns_keep_their_types(sqlite_filled: Path) -> None:
    """STRICT: a word is no revision. PostgreSQL knows no other columns."""
    with closing(sqlite3.connect(sqlite_filled)) as connection:
        strict = connection.execute("SELECT name, strict FROM pragma_table_list WHERE type='table'")
        found = {name: bool(flag) for name, flag in strict if name in ALL}
    assert found == dict.fromkeys(ALL, True)


def test_what_sqlite_is_set_to(sqlite_filled: Path) -> None:
    """On every connection; and a transaction that writes has the write lock from its start."""
    over = dialect.engine(sqlite_filled)
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
        closing(sqlite3.connect(sqlite_filled, timeout=0)) as other,
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


def test_migrations_lead_to_the_tables(filled: str) -> None:
    """The newest migration is the one the program knows, and makes what the program expects."""
    config = Config()
    config.set_main_option("script_location", "billing.ledger:migrations")
    assert ScriptDirectory.from_config(config).get_heads() == [tables.HEAD]
    over = dialect.engine(filled)
    with dialect.reading(over) as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, tables.metadata) == []
    over.dispose()


def test_migrations_make_each_table_to_the_letter(sqlite_filled: Path) -> None:
    """Types, keys and checks; SQLite tells them all."""
    over = dialect.engine("sqlite://")
    expected = {
        name: _parts(str(CreateTable(tables.metadata.tables[name]).compile(over))) for name in ALL
    }
    with closing(sqlite3.connect(sqlite_filled)) as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'")
        found = {name: _parts(sql) for name, sql in rows if name in ALL}
    assert found == expected


def _parts(sql: str) -> set[str]:
    """The parts of a CREATE TABLE, whose order does not matter: split at its outer commas."""
    inside = sql[sql.index("(") + 1 : sql.rindex(")")]
    depth, parts = 0, [""]
    for letter in inside:
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if letter == "," and not depth:
            parts.append("")
        else:
            parts[-1] += letter
    return {" ".join(part.split()) for part in parts}


def test_an_open_ledger_is_not_migrated_again(filled: str, dump: Dump) -> None:
    """Opening it changes nothing."""
    before = dump()
    open_ledger(filled, NumberingSettings()).close()
    assert dump() == before


def test_a_newer_ledger_is_refused(filled: str, by_hand: ByHand, dump: Dump) -> None:
    """By both versions, and left as it is."""
    by_hand("UPDATE alembic_version SET version_num = '9999'")
    before = dump()
    with pytest.raises(LedgerError) as refused:
        open_ledger(filled, NumberingSettings())
    assert (refused.value.code, refused.value.values) == (
        "ledger_newer",
        {"found": "9999", "expected": tables.HEAD},
    )
    assert dump() == before


def test_every_refusal_has_its_sentence() -> None:
    """In both languages, with the blanks that the program fills."""
    blanks = "client month number later found expected name why seq table series pid at path"
    more = "host place minutes"
    values = dict.fromkeys((*blanks.split(), *more.split()), "x")
    for code in SENTENCES:
        for language in catalogue.LANGUAGES:
            assert catalogue.full(code, language, values)
