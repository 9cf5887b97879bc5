"""Usage workbooks to checked usage and problems.

Files become grids (`parse`), grids tables (`header`), tables rows with a client and a period
(`rows`), rows blocks of exact figures (`daily`, `orders`, `events`), column by column; the rows of
all blocks are compared (`keys`), and summed per client, store, service, shift and day (`sums`),
each of which may be told at one level of detail (`levels`): these are `gathered` with pandas, while
all before is done file by file, in a process apart that has no need of it.
"""

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from billing.errors import Problem
from billing.intake import book, copies, faults, files, happenings, known, mended, zeros
from billing.intake.blocks import Block
from billing.intake.book import BookRead
from billing.intake.faults import Fault
from billing.intake.files import Listing
from billing.intake.giving import give_back
from billing.intake.headers import Headers
from billing.intake.isolated import Cage, warm
from billing.intake.known import Register
from billing.intake.listed import Listed
from billing.source import CellRange, File
from billing.usage import Kind, Usage, UsageRow, Vocabulary
from billing.workbook.grid import Unreadable

if TYPE_CHECKING:  # the process that reads starts without pydantic
    from billing.settings import Columns, SourceSettings

__all__ = ["Intake", "SourceRead", "read", "warm"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRead:
    """A sheet that was read. `rows` are those inside their clients' months."""

    file: File
    kind: Kind
    sheet: str
    rows: int
    notes: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """All that the inbox holds for one month.

    `usage` has every client of the vocabulary. A problem without clients may concern any client
    that lacks data. `set_aside` names files whose rows all lie outside the month.
    """

    usage: Mapping[str, Usage]
    problems: tuple[Problem, ...] = ()
    sources: tuple[SourceRead, ...] = ()
    set_aside: tuple[str, ...] = ()


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the search for cycles: rows are many objects without any, and it costs a third."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@contextmanager
def _pandas_meanwhile() -> Iterator[None]:
    """Pandas takes a quarter of a second to import: while the process apart reads the files."""
    thread = Thread(target=import_module, args=("billing.intake.gathered",))
    thread.start()
    try:
        yield
    finally:
        thread.join()


@_uncollected()
def read(
    inbox: Path,
    vocabulary: Vocabulary,
    columns: "Columns",
    *,
    sources: "tuple[SourceSettings, ...]" = (),
    roster: Mapping[str, str] | None = None,
) -> Intake:
    """Every usage file below the inbox, for the vocabulary's month.

    `columns` are further headers, kind -> figure -> headers; `sources` those of some files;
    `roster` the signs of rosters. Raises SettingsError where there is no inbox, or headers are of
    nothing that is read; whatever is wrong with files, rows and cells is a problem.
    """
    register = known.register(vocabulary)
    headers = Headers(vocabulary, columns, sources, roster)
    listing = files.listing(inbox)
    empty = not listing.files
    with nullcontext() if empty else _pandas_meanwhile():
        books = mended.settled(copies.once(_books(listing, register, headers)))
    needs = {client.code: client.needs for client in vocabulary.clients}
    blocks, lists, books = _parted(books)
    lost = [*zeros.lost(lists)]
    rows, between = ({}, []) if empty else _gathered(blocks, lists, needs)
    founds = [table.found for book in books for table in book.tables]
    events, event_faults = happenings.unique(event for found in founds for event in found.events)
    accepted, _ = happenings.unique(event for found in founds for event in found.accepted)
    every = (
        *(fault for book in books for fault in book.faults),
        *(fault for found in founds for fault in found.faults),
        *between,
        *lost,
        *event_faults,
    )
    aside = _aside(books, needs)
    return Intake(
        usage={
            client.code: Usage(
                rows=tuple(rows.get(client.code, ())),
                events=events.get(client.code, ()),
                set_aside=aside.get(client.code, {}),
                accepted=accepted.get(client.code, ()),
            )
            for client in vocabulary.clients
        },
        problems=faults.problems(every, vocabulary),
        sources=tuple(_sources(books, vocabulary)),
        set_aside=tuple(book.file.name for book in books if book.aside),
    )


def _gathered(
    blocks: list[Block], lists: list[Listed], needs: Mapping[str, frozenset[Kind]]
) -> tuple[Mapping[str, list[UsageRow]], list[Fault]]:
    from billing.intake.gathered import gathered  # noqa: PLC0415 - with pandas, see above

    found = gathered(blocks, lists, needs)
    give_back()
    return found


def _parted(books: Sequence[BookRead]) -> tuple[list[Block], list[Listed], tuple[BookRead, ...]]:
    """The rows of all tables, and the books without them, so that one place alone holds them."""
    founds = [table.found for book in books for table in book.tables]
    return (
        [found.block for found in founds if found.block],
        [found.orders for found in founds if found.orders],
        tuple(map(_without_rows, books)),
    )


def _without_rows(book: BookRead) -> BookRead:
    tables = (
        replace(one, found=replace(one.found, block=None, orders=None)) for one in book.tables
    )
    return replace(book, tables=tuple(tables))


def _books(listing: Listing, register: Register, headers: Headers) -> Iterable[BookRead]:
    """Every file, read where it lies: its path may tell whose it is, and when."""
    cage = Cage(register, headers)
    for name, reason in listing.unlisted:
        closed = Unreadable("folder_unopened", reason)
        yield book.unreadable(File(name=name, sha256=""), closed, register)
    for name, path in listing.files:
        if not files.is_read(name):
            fault = Fault("file_not_read", CellRange(name))
            yield BookRead(file=File(name=name, sha256=""), faults=(fault,))
            continue
        try:
            content = files.content(path)
        except Unreadable as error:
            yield book.unreadable(File(name=name, sha256=""), error, register)
            continue
        yield cage.read(files.named(name, content), content)


def _aside(
    books: Iterable[BookRead], needs: Mapping[str, frozenset[Kind]]
) -> Mapping[str, Mapping[Kind, tuple[str, ...]]]:
    """The files set aside for each client, by kind: of those it needs; its events are no usage."""
    found: dict[str, dict[Kind, tuple[str, ...]]] = defaultdict(dict)
    for one in books:
        for client in sorted(one.aside_for()):
            for kind in sorted(one.kinds_of(client) & needs[client]):
                found[client][kind] = (*found[client].get(kind, ()), one.file.name)
    return found


def _sources(books: Iterable[BookRead], vocabulary: Vocabulary) -> Iterable[SourceRead]:
    """One entry a file, sheet and kind, with the notes on its tables."""
    entries: dict[tuple[str, str, Kind], SourceRead] = {}
    for one in books:
        for table in one.tables:
            sheet = table.table.sheet
            notes = faults.problems(table.found.faults, vocabulary)
            entry = SourceRead(
                file=one.file,
                kind=table.kind,
                sheet=sheet,
                rows=table.found.rows,
                notes=notes,
            )
            key = (one.file.name, sheet, table.kind)
            other = entries.get(key)
            entries[key] = (
                replace(other, rows=other.rows + entry.rows, notes=(*other.notes, *notes))
                if other
                else entry
            )
    return entries.values()
