"""The files of the inbox: each read once, into bytes, and known by its content."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from billing.errors import SettingsError
from billing.intake.parse import SUFFIXES
from billing.source import File
from billing.workbook.grid import Unreadable
from billing.workbook.limits import LIMITS

NOTE = ".billing.txt"  # how the names of texts end that `watch` leaves beside files

_REFUSED = (".xlsb",)


def paths(inbox: Path) -> Iterator[tuple[str, Path]]:
    """Every file below the inbox by its name, in order; no lock files, hidden ones or notes."""
    if not inbox.is_dir():
        raise SettingsError("inbox_absent", path=inbox)
    found = {path.relative_to(inbox).as_posix(): path for path in inbox.rglob("*")}
    for name in sorted(found):
        hidden = any(part.startswith((".", "~$")) for part in name.split("/"))
        if not hidden and not name.endswith(NOTE) and found[name].is_file():
            yield name, found[name]


def is_read(name: str) -> bool:
    """Whether a file is one that is read, or is refused with a reason."""
    return name.lower().endswith((*SUFFIXES, *_REFUSED))


def content(path: Path) -> bytes:
    """A file's bytes. Raises Unreadable where it cannot be opened, or changes meanwhile."""
    try:
        before = path.stat()
        if before.st_size > LIMITS.file_bytes:
            raise Unreadable("file_too_large")
        found = path.read_bytes()
        after = path.stat()
    except OSError as error:
        raise Unreadable("file_unopened", error.strerror or "") from error
    if len(found) != after.st_size or before.st_mtime_ns != after.st_mtime_ns:
        raise Unreadable("file_growing")
    return found


def named(name: str, found: bytes) -> File:
    """The noun of a file."""
    return File(name=name, sha256=hashlib.sha256(found).hexdigest())
