"""One run at a time: a lock on a file of the workspace that the kernel frees on death."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from filelock import FileLock, SoftFileLock, Timeout

from billing.errors import LockedError, SettingsError


@contextmanager
def held(path: Path, *, at: datetime) -> Iterator[None]:
    """Hold the lock on `path` while the block runs; `at` is told to those who find it held.

    Raises LockedError where another process holds it, by its id and time where they are known,
    and SettingsError on a file system whose locks would outlive their holder. A forked child
    shares the lock until it ends; workers are spawned.
    """
    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise _locked(_note(path)) from None
    try:
        _refuse_soft(lock, path)
        with _noted(_note(path), at):
            yield
    finally:
        lock.release()


def holder(path: Path) -> str:
    """The process of this machine that holds the lock on `path`, by its note; empty if none does.

    The lock itself is not tried, for whoever wants it at that moment would find it held.
    """
    with suppress(OSError, ValueError, KeyError, TypeError):
        process = int(json.loads(_note(path).read_text())["pid"])
        return str(process) if runs(process) else ""
    return ""


def runs(process: int) -> bool:
    """Whether a process of this host has the id; taken for granted where that cannot be asked."""
    if os.name == "nt":
        return True
    with suppress(PermissionError):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return False
    return True


def _refuse_soft(lock: object, path: Path) -> None:
    """Where the kernel has no locks, filelock turns itself into a mere marker file."""
    if isinstance(lock, SoftFileLock):
        raise SettingsError("lock_unsupported", path=path)


def _note(path: Path) -> Path:
    """Beside the lock: a file that is locked cannot be read everywhere."""
    return path.with_name(path.name + ".holder")


@contextmanager
def _noted(note: Path, at: datetime) -> Iterator[None]:
    with suppress(OSError):  # a full disk stops the note, not the run
        note.write_text(json.dumps({"pid": os.getpid(), "at": at.isoformat(timespec="seconds")}))
    try:
        yield
    finally:
        with suppress(OSError):
            note.unlink()


def _locked(note: Path) -> LockedError:
    try:
        found = json.loads(note.read_text())
        return LockedError("locked_by", pid=found["pid"], at=found["at"])
    except (OSError, ValueError, KeyError, TypeError):
        return LockedError("locked")
