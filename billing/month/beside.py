"""Texts left in the inbox, beside the files that were dropped; ours alone are ever removed."""

import hashlib
import stat
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from billing.intake.files import NOTE
from billing.month.workspace import Workspace
from billing.report import beside
from billing.report.files import write
from billing.report.readiness import FileState, Readiness

_BOARD = f"inbox{NOTE}"
_LONGEST = 255 - len(".") - len(".12345678.part")  # bytes of a name while it is being written


def leave(
    workspace: Workspace,
    readiness: Readiness,
    *,
    dropped: frozenset[str],
    waiting: Mapping[str, str],
) -> tuple[OSError, ...]:
    """A text beside each file that asks for something or was `dropped`; the others' are removed.

    Files that are `waiting` keep what they have. What cannot be written is given back: a folder
    that is read-only must not stop the watch.
    """
    inbox, language = workspace.inbox, workspace.settings.language
    texts = {
        note_of(inbox, file.name): (inbox / file.name, _note(workspace, file, readiness))
        for file in readiness.files
        if file.name not in waiting and (beside.asks(file) or file.name in dropped)
    }
    texts[inbox / _BOARD] = (inbox, beside.board(readiness, waiting, language))
    faults = []
    for path, (like, text) in texts.items():
        try:
            _write(path, like, text)
        except OSError as fault:
            faults.append(fault)
    kept = {*texts, *(note_of(inbox, name) for name in waiting)}
    faults += _cleared(inbox, kept)
    return tuple(faults)


def note_of(inbox: Path, name: str) -> Path:
    """The text beside a file; a name too long for one more ending is cut, and told apart."""
    path = inbox / name
    if len(f"{path.name}{NOTE}".encode()) <= _LONGEST:
        return path.with_name(path.name + NOTE)
    mark = f"~{hashlib.sha256(path.name.encode()).hexdigest()[:8]}{NOTE}"
    cut = path.name.encode()[: _LONGEST - len(mark)].decode(errors="ignore")
    return path.with_name(cut + mark)


def _note(workspace: Workspace, file: FileState, readiness: Readiness) -> bytes:
    settings = workspace.settings
    saved = "-"
    with suppress(OSError):  # gone meanwhile
        at = (workspace.inbox / file.name).stat().st_mtime
        saved = f"{datetime.fromtimestamp(at, ZoneInfo(settings.time_zone)):%Y-%m-%d %H:%M:%S}"
    return beside.note(file, readiness, saved, settings.language)


def _write(path: Path, like: Path, text: bytes) -> None:
    """Written so that whoever may read the file, or the folder, may read what is said of it."""
    if not like.exists() or not write(path, text):
        return
    path.chmod(stat.S_IMODE(like.stat().st_mode) & 0o666)


def _cleared(inbox: Path, kept: Iterable[Path]) -> Iterable[OSError]:
    """Texts of files that are gone, or that have nothing more to be said of."""
    kept = frozenset(kept)
    for path in sorted(inbox.rglob(f"*{NOTE}")):
        if path in kept:
            continue
        try:
            if beside.is_ours(path.read_bytes()[:100]):
                path.unlink()
        except FileNotFoundError:
            continue
        except OSError as fault:
            yield fault
