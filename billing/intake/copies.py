"""Files of equal content: once where all their rows are the same, for a path may tell them apart.

A file's period, store or client may stand in its name alone: equal content below two names may be
two stores, or two spans of days. So each is read where it lies, and compared by what its rows tell.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from billing.intake.blocks import KEYS
from billing.intake.book import BookRead, TableRead
from billing.intake.coded import Coded
from billing.intake.faults import Fault
from billing.source import CellRange
from billing.usage import Event

_NOWHERE = CellRange("")
_Told = tuple[Hashable, ...]


def once(books: Iterable[BookRead]) -> Iterator[BookRead]:
    """The books; one that only repeats another of the same content has no tables, and a note."""
    alone: dict[str, BookRead] = {}  # the first of each content
    seen: dict[str, dict[_Told, str]] = defaultdict(dict)
    for book in books:
        if not book.tables:  # nothing was read of it: its own name is told why
            yield book
            continue
        only = alone.setdefault(book.file.sha256, book)
        if only is book:
            yield book
            continue
        same = seen[book.file.sha256]
        if not same:
            same[_told(only)] = only.file.name
        first = same.setdefault(_told(book), book.file.name)
        if first == book.file.name:
            yield book
        else:
            note = Fault("duplicate_file", CellRange(book.file.name), first)
            yield BookRead(file=book.file, faults=(note,))


def _told(book: BookRead) -> _Told:
    """All that a path adds to a content: whose and when its rows are, and which columns count."""
    faults = ((fault.code, fault.clients) for fault in book.faults)
    return (*map(_of_table, book.tables), *faults)


def _of_table(table: TableRead) -> _Told:
    found = table.found
    block, orders = found.block, found.orders
    keys: list[Hashable] = []
    for key in KEYS if block else ():
        keys += _coded(getattr(block, key))
    for key in ("place", "period", "service") if orders else ():
        keys += _coded(getattr(orders, key))
    return (
        table.kind,
        tuple(table.table.columns.items()),
        *keys,
        tuple((aside.client, aside.rows) for aside in found.aside),
        *map(_event, (*found.events, *found.accepted)),
        *((fault.code, fault.clients) for fault in found.faults),
    )


def _coded(column: Coded[Any]) -> tuple[Hashable, ...]:
    return column.codes.tobytes(), column.values


def _event(found: tuple[str, Event]) -> tuple[str, Event]:
    """An event without the cells that it was read from."""
    return found[0], replace(found[1], source=_NOWHERE)
