"""Files with problems, given back: `outbox/MONTH/returned/` holds each one marked at its cells."""

import hashlib
import logging
from collections import defaultdict
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from billing import register, returned
from billing.intake import buyers, claimed
from billing.intake.headers import Headers
from billing.intake.parse import form, parse
from billing.month import remarks
from billing.month.naming import names
from billing.month.remarks import Told
from billing.month.workspace import Workspace
from billing.outcome import RunReport
from billing.report.files import write
from billing.returned import Block, Task
from billing.returned.copies import Withheld
from billing.returned.plain import title
from billing.returned.scanning import Disordered
from billing.source import File
from billing.vocabulary import vocabulary
from billing.workbook.grid import Book, Grid, Unreadable

_log = logging.getLogger(__name__)
_FOLDER = "returned"
_SETTLED = _WRITTEN, _TOUCHED, _NONE = "written", "touched", "none"
_REASONS = (  # else a fault, told in the log
    (Withheld, "withheld"),
    (Disordered, "disordered"),
    (OSError, "unwritable"),
)
_MADE = {"ole": "xls", "text": "csv", "html": "xls"}  # what a file was that is no .xlsx


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """What lies in the folder now, by the name of the file that each workbook mends.

    `touched` are workbooks that somebody changed there, and that were left as they are; `failed`
    are files that could not be marked, with a word for the reason.
    """

    written: Mapping[str, Path] = field(default_factory=dict)
    touched: tuple[Path, ...] = ()
    failed: Mapping[str, str] = field(default_factory=dict)


def give_back(workspace: Workspace, report: RunReport) -> Returned:
    """Write a marked workbook for every file with problems at cells; remove those without.

    The report is of all clients. What is there already with the same bytes is not touched. A file
    that cannot be opened has no copy: its problem says what to do.
    """
    folder = workspace.outbox(report.month) / _FOLDER
    told = {file: said for file, said in remarks.by_file(report).items() if remarks.worth(said)}
    paths = {file: folder / name for file, name in names(sorted(told)).items()}
    _clear(folder, set(paths.values()))
    if not told:
        return Returned()
    marker = _Marker(workspace, report)
    states = {file: _given(marker, file, told[file], path) for file, path in paths.items()}
    return Returned(
        written={file: paths[file] for file, state in states.items() if state == _WRITTEN},
        touched=tuple(paths[file] for file, state in states.items() if state == _TOUCHED),
        failed={file: state for file, state in states.items() if state not in _SETTLED},
    )


def _given(marker: "_Marker", file: str, told: Told, path: Path) -> str:
    """What came of one file: written, touched by somebody, no copy, or why it failed."""
    try:
        content = marker.marked(file, told)
        if content is None:
            return _NONE
        if _theirs(path):
            return _TOUCHED
        write(path, content)
    except Exception as error:  # noqa: BLE001 - a copy that fails must not stop the month
        _log.exception("%s could not be given back", file)
        return next((word for kind, word in _REASONS if isinstance(error, kind)), "fault")
    return _WRITTEN


class _Marker:
    """Marks the files of one inbox."""

    def __init__(self, workspace: Workspace, report: RunReport) -> None:
        self._workspace = workspace
        self._language = workspace.settings.language
        self._hashes = {source.file.name: source.file.sha256 for source in report.sources}
        self._names = {one.client: one.name for one in report.clients}
        contracts = register.read(workspace.register)
        words = vocabulary(contracts, report.month)
        self._headers = Headers(
            words,
            workspace.settings.columns,
            workspace.settings.sources,
            workspace.settings.roster,
        )

    def marked(self, name: str, told: Told) -> bytes | None:
        """The marked workbook; None where the file is gone, changed, or cannot be opened."""
        content = self._content(name)
        if content is None:
            return None
        try:
            whole = parse(content, name)
        except Unreadable:
            return None
        book, found = claimed.parted(content, whole)
        made = _made(content)
        own = hashlib.sha256(content).hexdigest()
        withheld = buyers.columns(book, name, self._headers)
        emptied: dict[str, list[Block]] = defaultdict(list)
        for one in withheld:
            sheet = one.sheet or title(Grid(rows=()))
            emptied[sheet].append(Block(one.column, one.first, one.last))
        task = Task(
            file=File(name=name, sha256=own),
            language=self._language,
            remarks=tuple(
                remarks.remark(one, book, self._names, self._language, plain=bool(made))
                for one in remarks.telling(told)
            ),
            emptied={sheet: tuple(blocks) for sheet, blocks in emptied.items()},
            headers=tuple(dict.fromkeys(one.header for one in withheld)),
            mends=tuple(one for one in found.mends if one != own),
            text=found.text or made == "csv",
            made=made,
        )
        if made:
            return returned.marked(returned.workbook(whole), task)
        former = tuple(grid.sheet for grid in whole.grids if _dropped(grid, book))
        return returned.marked(content, task, former)

    def _content(self, name: str) -> bytes | None:
        """The file's bytes, where they are still those that were read."""
        try:
            content = (self._workspace.inbox / name).read_bytes()
        except OSError:
            return None
        known = self._hashes.get(name)
        return content if not known or hashlib.sha256(content).hexdigest() == known else None


def _dropped(grid: Grid, book: Book) -> bool:
    return all(grid.sheet != one.sheet for one in book.grids)


def _made(content: bytes) -> str:
    """What a file was that is no .xlsx; empty for one."""
    kind = form(content)
    if kind != "zip":
        return _MADE.get(kind, "xls")
    return "" if returned.is_workbook(content) else "ods"


def _theirs(path: Path) -> bool:
    """Whether somebody changed a workbook where it lies."""
    try:
        return not returned.ours(path.read_bytes())
    except FileNotFoundError:
        return False


def _clear(folder: Path, kept: set[Path]) -> None:
    """Remove workbooks of ours whose file has no more problems; the folder when it is empty."""
    for path in sorted(folder.glob("*.xls[xm]")) if folder.is_dir() else ():
        with suppress(OSError):  # open in Excel on Windows: the next run removes it
            if path not in kept and returned.ours(path.read_bytes()):
                path.unlink()
    with suppress(OSError):
        folder.rmdir()
