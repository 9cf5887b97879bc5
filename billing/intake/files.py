"""The files of the inbox: each read once, into bytes, and known by its content."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from billing.errors import SettingsError
from billing.intake.parse import SUFFIXES
from billing.source import File
from billing.workbook.grid import Unreadable
from billing.workbook.limits import LIMITS

NOTE = ".billing.txt"  # how the names of texts end that `watch` leaves beside files

_REFUSED = (".xlsb",)
# Folders of the file system itself, at the top of a disk that is the inbox: nobody may open them.
_OF_THE_DISK = frozenset({"lost+found", "System Volume Information", "$RECYCLE.BIN"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What lies below the inbox, in order of names; `unlisted`: folders that cannot be opened."""

    files: tuple[tuple[str, Path], ...]
    unlisted: tuple[tuple[str, str], ...] = ()  # the folder's name, and the system's reason


def listing(inbox: Path) -> Listing:
    """Every file below the inbox by its name; no lock files, hidden ones or notes.

    A folder that cannot be listed may hold anybody's figures: it is named, never passed over.
    Raises SettingsError where there is no inbox, or it cannot be opened itself.
    """
    found: dict[str, Path] = {}
    refused: list[OSError] = []
    for folder, _, names in os.walk(_present(inbox), onerror=refused.append):
        for path in (Path(folder, name) for name in names):
            found[path.relative_to(inbox).as_posix()] = path
    unlisted = {_below(inbox, error): error.strerror or "" for error in refused}
    return Listing(
        files=tuple((name, found[name]) for name in sorted(found) if _counts(name, found[name])),
        unlisted=tuple((name, unlisted[name]) for name in sorted(unlisted) if _seen(name)),
    )


def paths(inbox: Path) -> Iterator[tuple[str, Path]]:
    """The files of the listing alone."""
    yield from listing(inbox).files


def _present(inbox: Path) -> Path:
    try:
        if inbox.is_dir():
            return inbox
    except OSError as error:  # the folder that it lies in is closed
        raise _closed(inbox, error) from error
    raise SettingsError("inbox_absent", path=inbox)


def _closed(inbox: Path, error: OSError) -> SettingsError:
    return SettingsError("inbox_unopened", path=inbox, reason=error.strerror or "")


def _below(inbox: Path, error: OSError) -> str:
    """The folder's name below the inbox. Raises SettingsError where it is the inbox."""
    folder = Path(error.filename)
    if folder == inbox:
        raise _closed(inbox, error) from error
    return folder.relative_to(inbox).as_posix()


def _seen(name: str) -> bool:
    hidden = any(part.startswith((".", "~$")) for part in name.split("/"))
    return not hidden and name not in _OF_THE_DISK


def _counts(name: str, path: Path) -> bool:
    """Whether it is a file of the inbox; one that cannot be looked at is, and says so when read."""
    if not _seen(name) or name.endswith(NOTE):
        return False
    try:
        return path.is_file()
    except OSError:
        return True


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
