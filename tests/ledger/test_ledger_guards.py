"""What guards the books, taken away by hand: named on both databases, row or no row."""

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime

import pytest

from billing.invoice import DraftInvoice
from billing.ledger import Ledger, dialect
from billing.message import Outgoing

AT = datetime(2026, 11, 1, tzinfo=UTC)
SWITCHED_OFF = "ALTER TABLE {} DISABLE TRIGGER {}"
SILENT = (
    "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RETURN NULL; END $$"
)
ANOTHER = (
    "CREATE TRIGGER more BEFORE INSERT ON lines FOR EACH ROW "
    "EXECUTE FUNCTION suppress_redundant_updates_trigger()"
)
POSTGRESQL = {
    "a trigger off": (SWITCHED_OFF.format("numbers", "numbers_by_one"), "trigger numbers_by_one"),
    "a trigger gone": ("DROP TRIGGER links_append_only ON links", "trigger links_append_only"),
    "one more trigger": (ANOTHER, "trigger more"),
    "a trigger that does nothing": (SILENT, "function refuse_change"),
    "a check gone": ("ALTER TABLE invoices DROP CONSTRAINT kind_known", "check kind_known"),
    "a key gone": (
        "ALTER TABLE invoices DROP CONSTRAINT invoices_series_n_key",
        "add_constraint",
    ),
    "a number that may be twice there": (
        "ALTER TABLE invoices DROP CONSTRAINT invoices_number_key CASCADE",
        "add_constraint",
    ),
    "a primary key gone": ("ALTER TABLE lines DROP CONSTRAINT lines_pkey", "key lines"),
    "a reference gone": ("ALTER TABLE lines DROP CONSTRAINT lines_seq_fkey", "add_fk"),
    "a column that may be empty": (
        "ALTER TABLE invoices ALTER snapshot DROP NOT NULL",
        "modify_nullable",
    ),
    "a column of another type": (
        "ALTER TABLE balances ALTER content TYPE varchar(9999)",
        "modify_type",
    ),
    "one more column": ("ALTER TABLE lines ADD COLUMN more text", "remove_column"),
}
SQLITE = {
    "a trigger gone": ("DROP TRIGGER numbers_by_one", "trigger numbers_by_one"),
    "one more trigger": (
        "CREATE TRIGGER more AFTER INSERT ON lines BEGIN SELECT 1; END",
        "trigger more",
    ),
    "a key gone": (
        (
            "CREATE TABLE other AS SELECT * FROM lines; DROP TABLE lines; "
            "ALTER TABLE other RENAME TO lines"
        ),
        "table lines",
    ),
    "one more column": ("ALTER TABLE lines ADD COLUMN more text", "table lines"),
}


def named(ledger: Ledger) -> str:
    """What verify says of the guards."""
    found = ledger.verify()
    return "; ".join(one.found for one in found if one.code == "ledger_guard_changed")


def done(where: str, statements: str) -> None:
    """As one who may change the tables would do it."""
    if "://" not in where:
        with closing(sqlite3.connect(where)) as file, file:
            file.executescript(statements)
        return
    over = dialect.engine(where)
    with dialect.writing(over) as connection:
        connection.exec_driver_sql(statements)
    over.dispose()


@pytest.fixture
def whole(ledger: Ledger, full_draft: DraftInvoice) -> Ledger:
    """An invoice with a mail, and all its guards."""
    mail = Outgoing(message_id="1@x", date=AT, purpose="invoice", to=("a@x.cn",))
    ledger.issue(full_draft, issue_date=date(2026, 11, 1), run_id="run-1", mails=[mail])
    assert ledger.verify() == ()
    return ledger


@pytest.mark.parametrize("where", ["postgresql"], indirect=True)
@pytest.mark.parametrize("change", POSTGRESQL)
def test_guards_of_postgresql(whole: Ledger, where: str, change: str) -> None:
    """Each is named, though every row is as it was."""
    statement, expected = POSTGRESQL[change]
    done(where, statement)
    assert expected in named(whole)


@pytest.mark.parametrize("where", ["sqlite"], indirect=True)
@pytest.mark.parametrize("change", SQLITE)
def test_guards_of_sqlite(whole: Ledger, where: str, change: str) -> None:
    """Word for word."""
    statement, expected = SQLITE[change]
    done(where, statement)
    assert expected in named(whole)


@pytest.mark.parametrize("where", ["postgresql"], indirect=True)
def test_a_database_that_is_set_to_look_away(whole: Ledger, where: str) -> None:
    """As a replica it fires no trigger at all."""
    over = dialect.engine(where)
    with over.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        name = connection.exec_driver_sql("SELECT current_database()").scalar()
        settings = "SET session_replication_role = replica"
        connection.exec_driver_sql(f'ALTER DATABASE "{name}" {settings}')
    over.dispose()
    whole.close()
    assert named(whole) == "session_replication_role"


@pytest.mark.parametrize("where", ["postgresql"], indirect=True)
def test_what_else_is_in_the_database_is_no_fault(whole: Ledger, where: str) -> None:
    """Tables and triggers of others, and an index that makes a question quick."""
    done(
        where,
        "CREATE TABLE other (x int); CREATE INDEX quick ON lines (charge); "
        "CREATE TRIGGER theirs BEFORE UPDATE ON other FOR EACH ROW "
        "EXECUTE FUNCTION suppress_redundant_updates_trigger()",
    )
    assert whole.verify() == ()


@pytest.mark.parametrize("table", ["lines", "links", "numbers", "lease", "deliveries"])
def test_a_table_that_is_gone(whole: Ledger, where: str, table: str) -> None:
    """It is named, though nothing can be read from it."""
    done(where, f"DROP TABLE {table}{' CASCADE' if '://' in where else ''}")
    assert f"table {table}" in named(whole)
