"""Whether the database still guards the books: its tables, keys, checks and triggers."""

from collections.abc import Iterable, Iterator

from sqlalchemy import CheckConstraint, Connection, Row, Table, create_engine, inspect, text

from billing.errors import Problem, Severity
from billing.ledger import dialect, migrate
from billing.ledger.tables import CHAINED, links, metadata

_SCHEMA = text(
    "SELECT type || ' ' || name, sql FROM sqlite_schema "
    "WHERE type <> 'index' AND name NOT LIKE 'sqlite_%'"
)
_TRIGGERS = text(
    "SELECT tgname, relname, proname, tgtype FROM pg_trigger "
    "JOIN pg_class ON pg_class.oid = tgrelid JOIN pg_proc ON pg_proc.oid = tgfoid "
    "WHERE NOT tgisinternal AND tgenabled IN ('O', 'A') AND pg_table_is_visible(tgrelid)"
)
_REFUSAL = text("SELECT prosrc FROM pg_proc WHERE proname = 'refuse_change'")

# The kinds of PostgreSQL's triggers, added up: of each row 1, before 2, delete 8, update 16,
# truncate 32.
_APPEND_ONLY, _BY_ONE, _KEPT = 58, 19, 42


def missing(connection: Connection) -> tuple[Problem, ...]:
    """The tables that are gone: of what is left little can be told."""
    found = inspect(connection).get_table_names()
    return tuple(
        _problem("ledger_guard_changed", f"table {name}")
        for name in metadata.tables
        if name not in found
    )


def problems(connection: Connection) -> tuple[Problem, ...]:
    """What is damaged, missing, switched off, or not as the migrations made it."""
    if connection.dialect.name != "postgresql":
        return (*_file(connection), *_schema(connection))
    changed = dict.fromkeys((*_changed_tables(connection), *_switched_off(connection)))
    return tuple(_problem("ledger_guard_changed", name) for name in changed)


# --- SQLite -----------------------------------------------------------------------------------


def _file(connection: Connection) -> Iterator[Problem]:
    """What SQLite itself says of its pages and indexes."""
    found = connection.exec_driver_sql("PRAGMA integrity_check(3)").scalars().all()
    if found != ["ok"]:
        yield _problem("ledger_file_damaged", "; ".join(map(str, found)))


def _schema(connection: Connection) -> Iterator[Problem]:
    """Word for word what the migrations make of nothing."""
    found = {name: sql for name, sql in connection.execute(_SCHEMA)}  # noqa: C416 - typed rows
    fresh = create_engine("sqlite://")
    with fresh.begin() as new:
        migrate.upgrade(new)
        expected = {name: sql for name, sql in new.execute(_SCHEMA)}  # noqa: C416 - typed rows
    fresh.dispose()
    for name in sorted(found.keys() | expected.keys()):
        if found.get(name) != expected.get(name):
            yield _problem("ledger_guard_changed", name)


# --- PostgreSQL -------------------------------------------------------------------------------


def _changed_tables(connection: Connection) -> Iterator[str]:
    """Columns, keys and constraints that are not as the program knows them."""
    from alembic.autogenerate import compare_metadata  # noqa: PLC0415  # 0.1 s
    from alembic.migration import MigrationContext  # noqa: PLC0415

    options = {"include_object": _is_ours, "compare_type": True}
    context = MigrationContext.configure(connection, opts=options)
    for difference in compare_metadata(context, metadata):
        for step in difference if isinstance(difference, list) else [difference]:
            yield " ".join(map(_named, step))
    for table in metadata.sorted_tables:
        yield from _changed_keys(connection, table)


def _is_ours(_item: object, name: str | None, kind: str, *_: object) -> bool:
    """Other tables of the database are none of ours, and one more index guards nothing."""
    return kind != "index" and (kind != "table" or name in metadata.tables)


def _changed_keys(connection: Connection, table: Table) -> Iterator[str]:
    """The primary key and the checks, which Alembic does not compare."""
    found = inspect(connection)
    key = [column.name for column in table.primary_key]
    if found.get_pk_constraint(table.name)["constrained_columns"] != key:
        yield f"key {table.name}"
    there = {check["name"] for check in found.get_check_constraints(table.name)}
    for check in table.constraints:
        if isinstance(check, CheckConstraint) and check.name not in there:
            yield f"check {check.name}"


def _named(part: object) -> str:
    """A part of what Alembic tells: a word of its own, or what has a name or a table."""
    named = getattr(part, "name", None) or getattr(getattr(part, "table", None), "name", None)
    return str(named or part)


def _switched_off(connection: Connection) -> Iterator[str]:
    """Triggers that are gone, changed or disabled, or do nothing; one that is not ours."""
    found = set(map(_trigger, connection.execute(_TRIGGERS)))
    expected = set(_expected())
    ours = {one for one in found if one[1] in metadata.tables}
    for name in sorted({one[0] for one in expected ^ ours}):
        yield f"trigger {name}"
    (made,) = dialect.refusal("postgresql")
    if [body for body in connection.execute(_REFUSAL).scalars() if body not in made]:
        yield "function refuse_change"
    if connection.exec_driver_sql("SHOW session_replication_role").scalar() != "origin":
        yield "session_replication_role"


def _trigger(row: Row[tuple[str, str, str, int]]) -> tuple[str, str, str, int]:
    return (row.tgname, row.relname, row.proname, row.tgtype)


def _expected() -> Iterable[tuple[str, str, str, int]]:
    for table in (*CHAINED, links):
        yield (f"{table.name}_append_only", table.name, "refuse_change", _APPEND_ONLY)
    yield ("numbers_by_one", "numbers", "refuse_change", _BY_ONE)
    yield ("numbers_kept", "numbers", "refuse_change", _KEPT)


def _problem(code: str, found: str) -> Problem:
    return Problem(code=code, severity=Severity.BLOCKED, found=found)
