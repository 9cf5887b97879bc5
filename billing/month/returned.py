"""Files with problems, given back: `outbox/MONTH/returned/` holds each one marked at its cells."""

import hashlib
import logging
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from billing import __version__, register
from billing.intake import known
from billing.intake.headers import Headers
from billing.intake.isolated import Cage
from billing.intake.opening import opened
from billing.month import remarks
from billing.month.naming import names
from billing.month.remarks import Told
from billing.month.workspace import Workspace
from billing.outcome import RunReport
from billing.report.files import write
from billing.returned import Request, given, made_from, ours
from billing.source import File
from billing.vocabulary import vocabulary
from billing.workbook.grid import Unreadable

_log = logging.getLogger(__name__)
_FOLDER = "returned"
_SETTLED = _WRITTEN, _TOUCHED, _NONE = "written", "touched", "none"
_FORM = 1  # changes with the way in which workbooks are marked
_BROKEN = {  # what the process that marks did not survive; of other refusals there is no copy
    "file_takes_memory": "large",
    "file_takes_time": "large",
    "file_broke_reader": "fault",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """What lies in the folder now, by the name of the file that each workbook mends.

    `touched` are workbooks that somebody changed there, and that were left as they are; `failed`
    are files that could not be marked, with a word for the reason.
    """

    written: Mapping[str, Path] = field(default_factory=dict)
    touched: tuple[Path, ...] = ()
    failed: Mapping[str, str] = field(default_factory=dict)


def give_back(workspace: Workspace, report: RunReport, only: Iterable[str] = ()) -> Returned:
    """Write a marked workbook for every file with problems at cells; remove those without.

    The report is of all clients; with `only` the workbooks that those do not wait for stay as they
    are. What is there already and was made from the same file, problems and words is not made
    again. A file that cannot be opened has no copy: its problem says what to do.
    """
    folder = workspace.outbox(report.month) / _FOLDER
    told = {file: said for file, said in remarks.by_file(report).items() if remarks.worth(said)}
    paths = {file: folder / name for file, name in names(sorted(told)).items()}
    _clear(folder, set(paths.values()))
    if not told:
        return Returned()
    awaited = awaited_by(told, only)
    marker = _Marker(workspace, report)
    states = {
        file: _given(marker, file, told[file], path) if file in awaited else _left(path)
        for file, path in paths.items()
    }
    return Returned(
        written={file: paths[file] for file, state in states.items() if state == _WRITTEN},
        touched=tuple(paths[file] for file, state in states.items() if state == _TOUCHED),
        failed={file: state for file, state in states.items() if state not in _SETTLED},
    )


def awaited_by(told: Mapping[str, Told], clients: Iterable[str]) -> frozenset[str]:
    """The files that any of the clients waits for, and those of nobody known; all for no client."""
    wanted = frozenset(clients)
    waiting = {file: {one for _, each in said for one in each} for file, said in told.items()}
    return frozenset(file for file, who in waiting.items() if not wanted or not who or wanted & who)


def _left(path: Path) -> str:
    """What lies there of an earlier run."""
    return _WRITTEN if path.exists() else _NONE


def _given(marker: "_Marker", name: str, told: Told, path: Path) -> str:
    """What came of one file: written, touched by somebody, no copy, or why it failed."""
    try:
        content = marker.content(name)
        if content is None:
            return _NONE
        request = marker.request(name, content, told)
        there = _made_from(path)
        if there in (None, request.key):
            return _TOUCHED if there is None else _WRITTEN
        found = marker.marked(name, content, request)
        if isinstance(found, str):
            return found
        write(path, found)
    except OSError:
        _log.exception("%s could not be given back", name)
        return "unwritable"
    except Exception:  # noqa: BLE001 - a copy that fails must not stop the month
        _log.exception("%s could not be given back", name)
        return "fault"
    return _WRITTEN


class _Marker:
    """Marks the files of one inbox, in the process apart that reads them."""

    def __init__(self, workspace: Workspace, report: RunReport) -> None:
        self._workspace = workspace
        self._language = workspace.settings.language
        self._hashes = {source.file.name: source.file.sha256 for source in report.sources}
        self._names = {one.client: one.name for one in report.clients}
        settings = workspace.settings
        words = vocabulary(register.read(workspace.register), report.month)
        headers = Headers(words, settings.columns, settings.sources, settings.roster)
        self._cage = Cage(known.register(words), headers, opened)
        self._signature = headers.signature()

    def content(self, name: str) -> bytes | None:
        """The file's bytes, where they are still those that were read."""
        try:
            content = (self._workspace.inbox / name).read_bytes()
        except OSError:
            return None
        read = self._hashes.get(name)
        return content if not read or hashlib.sha256(content).hexdigest() == read else None

    def request(self, name: str, content: bytes, told: Told) -> Request:
        """What is to be said of it; its key tells all that the workbook depends on."""
        found = remarks.listed(told, self._names, self._language)
        sha256 = hashlib.sha256(content).hexdigest()
        whole = (__version__, _FORM, name, sha256, self._language, found, self._signature)
        key = hashlib.sha256(repr(whole).encode()).hexdigest()
        return Request(language=self._language, remarks=found, key=key)

    def marked(self, name: str, content: bytes, request: Request) -> bytes | str:
        """The marked workbook, or a word for why there is none."""
        file = File(name=name, sha256=hashlib.sha256(content).hexdigest())
        try:
            found: bytes | str = self._cage.ask(file, content, partial(given, request))
        except Unreadable as error:
            if error.code in _BROKEN:
                _log.error("%s could not be given back: %s %s", name, error.code, error.found)
            return _BROKEN.get(error.code, _NONE)
        return found


def _made_from(path: Path) -> str | None:
    """The key of the workbook that lies there; empty for none; None where somebody changed it."""
    try:
        return made_from(path.read_bytes())
    except FileNotFoundError:
        return ""


def _clear(folder: Path, kept: set[Path]) -> None:
    """Remove workbooks of ours whose file has no more problems; the folder when it is empty."""
    for path in sorted(folder.glob("*.xls[xm]")) if folder.is_dir() else ():
        with suppress(OSError):  # open in Excel on Windows: the next run removes it
            if path not in kept and ours(path.read_bytes()):
                path.unlink()
    with suppress(OSError):
        folder.rmdir()
