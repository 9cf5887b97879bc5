"""The hash chain: every row's link hashes the link before it and the row's own content."""

import heapq
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import Connection, Table, func, insert, select

from billing.errors import Problem, Severity
from billing.ledger import tables

Row = Mapping[str, str | int | None]

GENESIS = "0" * 64
_NEWEST = (
    select(tables.links.c.seq, tables.links.c.hash).order_by(tables.links.c.seq.desc()).limit(1)
)


@dataclass(frozen=True, slots=True, order=True)
class _Kept:
    """A row as it stands in its table."""

    seq: int
    table: str
    row: Row


def append(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Add rows to a table and their links to the chain; the caller holds the write transaction."""
    append_all(connection, [(table, rows)])


def append_all(connection: Connection, added: Iterable[tuple[Table, Sequence[Row]]]) -> None:
    """The same, of several tables in their order: the chain's end is looked up once."""
    seq, previous = head(connection)
    links: list[Row] = []
    numbered: list[tuple[Table, list[Row]]] = []
    for table, rows in added:
        own: list[Row] = []
        for row in rows:
            seq += 1
            previous = linked(previous, table.name, seq, row)
            links.append({"seq": seq, "table_name": table.name, "hash": previous})
            own.append({**row, "seq": seq})
        numbered.append((table, own))
    if links:
        connection.execute(insert(tables.links), links)
    for table, own in numbered:
        if own:
            connection.execute(insert(table), own)


def linked(previous: str, table: str, seq: int, row: Row) -> str:
    """The hash of a link, as hexadecimal.

    Empty columns are left out, so that a later migration may add one to rows already chained.
    """
    filled = {name: value for name, value in row.items() if value is not None and name != "seq"}
    content = json.dumps([previous, table, seq, filled], sort_keys=True, ensure_ascii=False)
    return sha256(content.encode()).hexdigest()


def broken(connection: Connection) -> tuple[Problem, ...]:
    """Every place where the rows are not what their links say, the first one first.

    Rows that were changed, taken away, or put in past the chain. What was cut off at its very
    end leaves no trace here; a copy kept elsewhere shows that.
    """
    kept = _rows(connection)
    now = next(kept, None)
    previous, found = GENESIS, []
    for seq, table, link in connection.execute(select(tables.links).order_by(tables.links.c.seq)):
        while now and (now.seq, now.table) != (seq, table) and now.seq <= seq:
            found.append(_problem("ledger_row_foreign", now.table, now.seq))
            now = next(kept, None)
        if not now or now.seq > seq:
            found.append(_problem("ledger_row_missing", table, seq))
        else:
            if linked(previous, table, seq, now.row) != link:
                found.append(_problem("ledger_row_changed", table, seq))
            now = next(kept, None)
        previous = link
    rest = [now, *kept] if now else []
    return (*found, *(_problem("ledger_row_foreign", row.table, row.seq) for row in rest))


def gaps(connection: Connection) -> tuple[Problem, ...]:
    """Every series whose numbers are not one after the other, from its start to its counter."""
    counted = select(
        tables.invoices.c.series,
        func.min(tables.invoices.c.n),
        func.max(tables.invoices.c.n),
        func.count(),
    ).group_by(tables.invoices.c.series)
    given = {series: tuple(rest) for series, *rest in connection.execute(counted)}
    counters = {
        series: (start, n, n - start + 1)
        for series, start, n in connection.execute(select(tables.numbers))
    }
    return tuple(
        Problem(code="ledger_gap", severity=Severity.BLOCKED, values={"series": series})
        for series in sorted(given.keys() | counters.keys())
        if given.get(series) != counters.get(series)
    )


def head(connection: Connection) -> tuple[int, str]:
    """The last link: its place and hash."""
    row = connection.execute(_NEWEST).one_or_none()
    return (row.seq, row.hash) if row else (0, GENESIS)


def entries(connection: Connection) -> tuple[tuple[str, str], ...]:
    """Every link in its order: the table of its row, and its hash."""
    query = select(tables.links.c.table_name, tables.links.c.hash).order_by(tables.links.c.seq)
    return tuple((row.table_name, row.hash) for row in connection.execute(query))


def _rows(connection: Connection) -> Iterator[_Kept]:
    return heapq.merge(
        *(_rows_of(connection, table) for table in tables.CHAINED),
        key=lambda kept: (kept.seq, kept.table),
    )


def _rows_of(connection: Connection, table: Table) -> Iterator[_Kept]:
    for row in connection.execute(select(table).order_by(table.c.seq)).mappings():
        yield _Kept(row["seq"], table.name, {str(name): row[name] for name in row})


def _problem(code: str, table: str, seq: int) -> Problem:
    values = {"table": table, "seq": str(seq)}
    return Problem(code=code, severity=Severity.BLOCKED, values=values)
