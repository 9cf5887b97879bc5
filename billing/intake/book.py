"""One file to what it holds: its tables read, each by the reader of its kind."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from billing.intake import absent, claimed, daily, events, orders, roster, rows, torn
from billing.intake.cells import shown
from billing.intake.dates import Calendar
from billing.intake.faults import Fault
from billing.intake.header import Located, locate
from billing.intake.headers import Headers
from billing.intake.known import Register
from billing.intake.parse import parse
from billing.intake.records import Found
from billing.source import CellRange, File
from billing.usage import Kind, Table
from billing.workbook.grid import Book, Unreadable


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRead:
    """A table that was read, without its cells: small enough to be handed between processes."""

    kind: Kind
    table: Table
    found: Found


@dataclass(frozen=True, slots=True, kw_only=True)
class BookRead:
    """What one file gave."""

    file: File
    tables: tuple[TableRead, ...] = ()
    faults: tuple[Fault, ...] = ()
    mends: tuple[str, ...] = ()  # hashes of files whose place it takes, the nearest first

    @property
    def aside(self) -> bool:
        """Whether it holds rows of known clients, and none in any month."""
        founds = [table.found for table in self.tables]
        return any(found.aside for found in founds) and not any(found.clients for found in founds)

    def aside_for(self) -> frozenset[str]:
        """The clients with rows in it, none of them in their month."""
        inside = frozenset(client for table in self.tables for client in table.found.clients)
        outside = frozenset(aside.client for table in self.tables for aside in table.found.aside)
        return outside - inside

    def kinds_of(self, client: str) -> frozenset[Kind]:
        """The kinds of its tables that hold rows of a client outside its month."""
        return frozenset(
            table.kind
            for table in self.tables
            if any(aside.client == client for aside in table.found.aside)
        )


def read(file: File, content: bytes, known: Register, headers: Headers) -> BookRead:
    """The tables of a file. One that cannot be read is a fault of the clients its path names."""
    try:
        book, claim = claimed.parted(content, parse(content, file.name))
    except Unreadable as error:
        return unreadable(file, error, known)
    located = tuple(_located(file, book, known, headers))
    cut = torn.cut(file, book)
    tables = tuple(
        TableRead(kind=one.kind, table=one.table, found=_whole(_table(one, known, headers), cut))
        for one in located
    )
    faults = (
        *_notes(file, book),
        *((cut,) if cut else ()),
        *_sheets(file, book, located, known, headers),
        *claimed.unchanged(file, book, claim),
    )
    read_ = BookRead(file=file, tables=tables, faults=faults, mends=claim.mends)
    if not read_.aside:
        return read_
    note = Fault("file_set_aside", CellRange(file.name), clients=tuple(sorted(read_.aside_for())))
    return replace(read_, faults=(*faults, note))


def _whole(found: Found, cut: Fault | None) -> Found:
    return replace(found, faults=torn.without_notes(found.faults, cut)) if cut else found


def _located(file: File, book: Book, known: Register, headers: Headers) -> Iterator[Located]:
    """The tables of a book; a roster is one for each of its days."""
    for grid in book.grids:
        calendar = Calendar(month=known.vocabulary.month, epoch=grid.epoch)
        days = roster.locate(grid, file.name, headers, calendar)
        for one in days or locate(grid, file.name, headers):
            yield replace(one, percent=grid.percent)


def unreadable(file: File, error: Unreadable, known: Register) -> BookRead:
    """A file without grids."""
    clients = known.concerned(file.name)
    fault = Fault(error.code, CellRange(file.name), error.found, clients=clients)
    return BookRead(file=file, faults=(fault,))


def _table(located: Located, known: Register, headers: Headers) -> Found:
    """The chooser: what reads a table of each kind."""
    if located.faults:
        return _unusable(located, known)
    match located.kind:
        case Kind.STAFFING if located.origin:
            return roster.read(located, known, headers)
        case Kind.RECEPTIONS | Kind.SALES | Kind.STAFFING:
            return daily.read(located, known, headers)
        case Kind.ORDERS if "order_id" in located.table.columns:
            return orders.read(located, known, headers)
        case Kind.ORDERS:
            return daily.read(located, known, headers)
        case Kind.EVENTS:
            return events.read(located, known, headers)
        case _:
            assert_never(located.kind)


def _unusable(located: Located, known: Register) -> Found:
    """A table whose columns are wrong: its fault concerns the clients of its rows."""
    found = rows.keyed(located, known)
    clients = sorted(found.inside.clients)
    if not clients and len(found.outside):
        return Found(faults=tuple(fault._replace(spared=True) for fault in located.faults))
    each: list[tuple[str, ...]] = [(client,) for client in clients] or [
        known.concerned(located.table.file, located.table.sheet)
    ]
    named = tuple(fault._replace(clients=own) for fault in located.faults for own in each)
    return Found(faults=(*named, *found.faults))


def _notes(file: File, book: Book) -> Iterator[Fault]:
    """What was mended to get the grids, and what in them is hidden."""
    for note in book.notes:
        yield Fault(note.code, CellRange(file.name), note.found)
    for grid in book.grids:
        hidden = (int(grid.hidden), grid.hidden_rows, grid.hidden_columns)
        if any(hidden) and grid.rows:
            names = zip(("sheets", "rows", "columns"), map(str, hidden), strict=True)
            yield Fault("hidden_cells", CellRange(file.name, grid.sheet), values=tuple(names))


def _sheets(
    file: File, book: Book, tables: tuple[Located, ...], known: Register, headers: Headers
) -> Iterator[Fault]:
    """Sheets without a table; a file without any may hold anybody's figures."""
    with_tables = {table.origin or table.grid for table in tables}
    for grid in book.grids:
        if grid not in with_tables and any(cell != "" for row in grid.rows for cell in row):
            yield Fault("sheet_unknown", CellRange(file.name, grid.sheet))
    if not tables:
        yield absent.table(file.name, book, headers, known.concerned(file.name))
    for table in tables:
        yield from _table_notes(table, tables)


def _table_notes(located: Located, tables: tuple[Located, ...]) -> Iterator[Fault]:
    table, grid = located.table, located.grid
    place = CellRange(table.file, table.sheet)
    if located.origin:
        yield roster.note(located)
        return
    first = min(t.first for t in tables if t.grid is grid)
    if located.first > first:
        yield Fault("header_repeated", place, values=(("row", str(located.first - 1)),))
    elif located.title:
        yield Fault("rows_above_header", place, values=(("rows", str(located.first - 2)),))
    header = [shown(cell) for cell in grid.rows[located.first - 2]]
    extra = [
        text
        for column, text in enumerate(header, 1)
        if text and column not in table.columns.values()
    ]
    if extra:
        yield Fault("extra_columns", place, ", ".join(extra))
    if any(located.first <= row <= located.last for row, _ in grid.merged):
        yield Fault("merge_filled", place)
