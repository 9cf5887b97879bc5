"""Whether the database still guards the books: its tables, keys, checks and triggers."""

from collections.abc import Iterator, Mapping
from functools import cache

from sqlalchemy import Connection, create_engine, text

from billing.errors import Problem, Severity
from billing.ledger import migrate
from billing.ledger.tables import CHAINED, links

_SCHEMA = text(
    "SELECT type || ' ' || name, sql FROM sqlite_schema "
    "WHERE type <> 'index' AND name NOT LIKE 'sqlite_%'"
)
_TRIGGERS = text("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')")


def problems(connection: Connection) -> tuple[Problem, ...]:
    """What is damaged, missing, switched off, or not as the migrations made it."""
    if connection.dialect.name == "postgresql":
        return tuple(_switched_off(connection))
    return (*_file(connection), *_schema(connection))


def _file(connection: Connection) -> Iterator[Problem]:
    """What SQLite itself says of its pages and indexes."""
    found = connection.exec_driver_sql("PRAGMA integrity_check(3)").scalars().all()
    if found != ["ok"]:
        yield _problem("ledger_file_damaged", "; ".join(map(str, found)))


def _schema(connection: Connection) -> Iterator[Problem]:
    """Word for word what the migrations make of nothing."""
    found, expected = _told(connection), _fresh()
    for name in sorted(found.keys() | expected.keys()):
        if found.get(name) != expected.get(name):
            yield _problem("ledger_guard_changed", name)


@cache
def _fresh() -> Mapping[str, str]:
    """The schema of a ledger that was only just made; the same for as long as the program runs."""
    fresh = create_engine("sqlite://")
    with fresh.begin() as new:
        migrate.upgrade(new)
        made = _told(new)
    fresh.dispose()
    return made


def _told(connection: Connection) -> Mapping[str, str]:
    return {name: sql for name, sql in connection.execute(_SCHEMA)}  # noqa: C416 - typed rows


def _switched_off(connection: Connection) -> Iterator[Problem]:
    """Triggers that are gone, or were disabled."""
    found = set(connection.execute(_TRIGGERS).scalars())
    expected = {f"{table.name}_append_only" for table in (*CHAINED, links)}
    for name in sorted({*expected, "numbers_by_one", "numbers_kept"} - found):
        yield _problem("ledger_guard_changed", f"trigger {name}")


def _problem(code: str, found: str) -> Problem:
    return Problem(code=code, severity=Severity.BLOCKED, found=found)
