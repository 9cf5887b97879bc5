"""What someone with access to the database could do to a ledger, and what then stands in it."""

import sqlite3
from contextlib import closing

from sqlalchemy import Engine, select

from billing.ledger import tables
from billing.ledger.dialect import engine, reading

KEPT = (*tables.CHAINED, tables.links, tables.numbers)


def edited(where: str, statements: str) -> None:
    """Run statements while triggers and foreign keys look away."""
    if "://" not in where:
        _on_sqlite(where, statements)
        return
    over = engine(where)
    with over.begin() as connection:
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        connection.exec_driver_sql(statements)
    over.dispose()


def _on_sqlite(where: str, statements: str) -> None:
    with closing(sqlite3.connect(where)) as connection, connection:
        triggers = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
        found = connection.execute(triggers).fetchall()
        for name, _ in found:
            connection.execute(f"DROP TRIGGER {name}")
        connection.executescript(statements)
        for _, text in found:
            connection.execute(text)


def dumped(where: str) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table but the lease, in the order of their keys."""
    over = engine(where)
    try:
        return _rows(over)
    finally:
        over.dispose()


def _rows(over: Engine) -> dict[str, list[tuple[object, ...]]]:
    with reading(over) as connection:
        return {
            table.name: [
                tuple(row)
                for row in connection.execute(select(table).order_by(*table.primary_key.columns))
            ]
            for table in KEPT
        }
