"""Returned workbooks that come back: each takes the place of the file that it mends."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from billing.intake.book import BookRead
from billing.intake.faults import Fault
from billing.source import CellRange


def settled(books: Iterable[BookRead]) -> tuple[BookRead, ...]:
    """The books that count: those that another mends are not read; two that mend one block."""
    every = tuple(books)
    claimed: dict[str, list[BookRead]] = defaultdict(list)
    for book in every:
        for sha256 in book.mends:
            claimed[sha256].append(book)
    last = {
        sha256: [one for one in menders if one.file.sha256 not in claimed]
        for sha256, menders in claimed.items()
    }
    rivals = _rivals(last)
    twins = _twins(every)
    found = tuple(_settled(book, last.get(book.file.sha256, []), rivals) for book in every)
    return tuple(_of_two(book, twins) for book in found)


def _twins(books: Iterable[BookRead]) -> dict[str, tuple[BookRead, ...]]:
    """The books that hold the same, and yet other rows: their paths tell them apart."""
    same: dict[str, list[BookRead]] = defaultdict(list)
    for book in books:
        if book.tables:
            same[book.file.sha256].append(book)
    return {sha256: tuple(own) for sha256, own in same.items() if len(own) > 1}


def _of_two(book: BookRead, twins: Mapping[str, tuple[BookRead, ...]]) -> BookRead:
    """A book that mends one of two files alike: it has the rows of the one, and replaces both."""
    same = [one for sha256 in book.mends for one in twins.get(sha256, ())]
    if not same:
        return book
    clients = tuple(sorted({client for one in (book, *same) for client in _clients(one)}))
    names = ", ".join(one.file.name for one in same)
    fault = Fault("mends_two", CellRange(book.file.name), names, clients=clients)
    return replace(book, faults=(*book.faults, fault))


def _rivals(last: dict[str, list[BookRead]]) -> dict[str, tuple[BookRead, ...]]:
    """For each book that mends a file as others do: all of them, in order."""
    found: dict[str, tuple[BookRead, ...]] = {}
    for menders in last.values():
        if len(menders) > 1:
            found.update({one.file.name: tuple(menders) for one in menders})
    return found


def _settled(
    book: BookRead, menders: list[BookRead], rivals: dict[str, tuple[BookRead, ...]]
) -> BookRead:
    place = CellRange(book.file.name)
    if menders:
        names = ", ".join(one.file.name for one in menders)
        return BookRead(file=book.file, faults=(Fault("file_mended", place, names),))
    same = rivals.get(book.file.name)
    if not same:
        return book
    clients = tuple(sorted({client for one in same for client in _clients(one)}))
    others = ", ".join(one.file.name for one in same if one is not book)
    fault = Fault("mended_twice", place, others, clients=clients)
    kept = book.tables if same[0] is book else ()  # the others would only clash with it
    return replace(book, tables=kept, faults=(*book.faults, fault))


def _clients(book: BookRead) -> Iterator[str]:
    for table in book.tables:
        yield from table.found.clients
    yield from book.aside_for()
