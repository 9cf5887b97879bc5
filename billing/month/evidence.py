"""What the outbox tells of the books: the numbers on papers that were printed."""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from billing.errors import LedgerError
from billing.ledger import Readable
from billing.month.workspace import Workspace
from billing.render import identity
from billing.settings import NumberingSettings

_SHOWN = 5  # numbers in a sentence
_REVISIONS = 20  # of one month, that a paper is looked for
_TAIL = 64  # bytes in which a PDF says where its trailer begins
_TRAILER = 2048  # bytes of it that name the document, at most
_STARTS = re.compile(rb"startxref\s+(\d+)")
_IDENTITY = re.compile(rb"/ID\s*\[\s*\(([0-9a-f]{32})\)")


def printed_numbers(workspace: Workspace, known: frozenset[str]) -> dict[str, Path]:
    """The numbers of all papers in the outbox, each with its file, in their order.

    A file is a paper where its name begins with a number that the ledger knows, or that looks
    as the settings print one today; else where its trailer says that it was printed for the
    number in its name, whatever the format was then. A clerk's own files are none of these.

    Raises LedgerError where a folder or such a file cannot be read: it may hold any number.
    """
    pattern = _pattern(workspace.settings.numbering)
    found = {}
    for path in files_of(workspace, ".pdf"):
        if number := _number(path, known, pattern):
            found[number] = path
    return found


def files_of(workspace: Workspace, *suffixes: str) -> list[Path]:
    """The files of the outbox that end so, however deep, in their order.

    Raises LedgerError where a folder cannot be listed.
    """
    return sorted(
        Path(folder, name)
        for folder, names in _listed(workspace.outbox(""))
        for name in names
        if name.endswith(suffixes)
    )


def _listed(top: Path) -> Iterator[tuple[str, list[str]]]:
    """Every folder with its files. A folder that is a link counts too, and each only once."""
    seen = set()
    for folder, below, names in os.walk(top, onerror=_refuse, followlinks=True):
        real = os.path.realpath(folder)
        if real in seen:
            below.clear()
            continue
        seen.add(real)
        yield folder, names


def _refuse(error: OSError) -> None:
    """What is not there, or went away meanwhile, holds no paper; what cannot be read may."""
    if isinstance(error, FileNotFoundError):
        return
    raise LedgerError("outbox_unreadable", path=error.filename, why=error.strerror) from error


def unknown_papers(workspace: Workspace, known: frozenset[str]) -> dict[str, Path]:
    """The papers whose numbers are not among the known ones: the ledger is older than they are."""
    printed = printed_numbers(workspace, known)
    return {number: path for number, path in printed.items() if number not in known}


def refuse_behind(workspace: Workspace, ledger: Readable) -> None:
    """Raise LedgerError where papers bear numbers that the ledger never gave.

    Then it is an older copy, or new where the old one was lost; it would give them twice.
    """
    if lost := unknown_papers(workspace, ledger.numbers()):
        raise LedgerError("ledger_behind", found=shown(lost), count=len(lost))


def shown(names: Iterable[str]) -> str:
    """The first few, and how many more there are."""
    every = list(names)
    rest = f" ... (+{len(every) - _SHOWN})" if len(every) > _SHOWN else ""
    return ", ".join(every[:_SHOWN]) + rest


def _number(path: Path, known: frozenset[str], pattern: re.Pattern[str]) -> str:
    """The number of a paper; empty where it is none."""
    possible = tuple(beginnings(path.stem))
    for number in possible:
        if number in known or pattern.fullmatch(number):
            return number
    borne = identity_borne(path) if possible else b""
    return next((number for number in possible if borne and _is_of(borne, number)), "")


def beginnings(stem: str) -> Iterator[str]:
    """What may be the number in `NUMBER_CLIENT`: either may hold a `_` of its own."""
    for place, letter in enumerate(stem):
        if letter == "_":
            yield stem[:place]


def _is_of(borne: bytes, number: str) -> bool:
    return any(borne == identity(number, revision) for revision in range(1, _REVISIONS + 1))


def identity_borne(path: Path) -> bytes:
    """The identity in a PDF's trailer; nothing where it has none. Raises LedgerError."""
    try:
        with path.open("rb") as stream:
            size = stream.seek(0, 2)
            stream.seek(max(0, size - _TAIL))
            if starts := _STARTS.search(stream.read()):
                stream.seek(min(int(starts[1]), size))
                if found := _IDENTITY.search(stream.read(_TRAILER)):
                    return found[1]
    except OSError as error:
        _refuse(error)
    return b""


def _pattern(numbering: NumberingSettings) -> re.Pattern[str]:
    """A number, as the settings print numbers."""
    year, n = 1234, 56789012
    sample = re.escape(numbering.format.format(series=numbering.series, year=year, n=n))
    return re.compile(sample.replace(str(n), "[0-9]+").replace(str(year), "[0-9]{4}"))
