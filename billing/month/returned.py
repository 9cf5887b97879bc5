"""Files with problems, given back: `outbox/MONTH/returned/` holds each one marked at its cells."""

import hashlib
import logging
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from billing import register, returned
from billing.errors import Problem, Severity
from billing.intake import buyers, claimed
from billing.intake.headers import Headers
from billing.intake.parse import form, parse
from billing.month.naming import names
from billing.month.workspace import Workspace
from billing.outcome import RunReport
from billing.report import said
from billing.report.files import write
from billing.returned import Block, Remark, Task
from billing.returned.plain import title
from billing.source import CellRange, File
from billing.vocabulary import vocabulary
from billing.workbook import claim
from billing.workbook.grid import Book, Grid, Unreadable

_log = logging.getLogger(__name__)
_FOLDER = "returned"
_MADE = {"ole": "xls", "text": "csv", "html": "xls"}  # what a file was that is no .xlsx


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """What lies in the folder now, by the name of the file that each workbook mends.

    `touched` are workbooks that somebody changed there, and that were left as they are; `failed`
    are files that could not be marked, with the reason.
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
    told = {file: said_ for file, said_ in _by_file(report).items() if _worth(said_)}
    paths = {file: folder / name for file, name in names(sorted(told)).items()}
    _clear(folder, set(paths.values()))
    if not told:
        return Returned()
    marker = _Marker(workspace, report)
    written, touched, failed = {}, [], {}
    for file, path in paths.items():
        try:
            content = marker.marked(file, told[file])
        except Exception as error:  # noqa: BLE001 - a copy that fails must not stop the month
            _log.exception("%s could not be given back", file)
            failed[file] = type(error).__name__
            continue
        if content is None:
            continue
        if _theirs(path):
            touched.append(path)
            continue
        write(path, content)
        written[file] = path
    return Returned(written=written, touched=tuple(touched), failed=failed)


def _by_file(report: RunReport) -> Mapping[str, list[tuple[Problem, tuple[str, ...]]]]:
    """The problems of each file that are more than mended, once each, with who waits for it."""
    found: dict[str, dict[str, tuple[Problem, dict[str, None]]]] = defaultdict(dict)
    for problem, client in _told(report):
        if problem.source and problem.source.file and problem.severity is not Severity.MENDED:
            alike = repr((problem.code, problem.severity, problem.source, problem.found,
                          problem.expected, sorted(problem.values.items())))  # fmt: skip
            known = found[problem.source.file].setdefault(alike, (problem, {}))
            known[1].update(dict.fromkeys((*problem.clients, *client)))
    return {
        file: [(problem, tuple(clients)) for problem, clients in each.values()]
        for file, each in found.items()
    }


def _told(report: RunReport) -> Iterator[tuple[Problem, tuple[str, ...]]]:
    """Every problem: those of the reader first, for they know all their cells."""
    for problem in report.problems:
        yield problem, ()
    for source in report.sources:
        for problem in source.notes:
            yield problem, ()
    for client in report.clients:
        for problem in (*client.reasons, *client.warnings):
            yield problem, (client.client,)


def _worth(told: list[tuple[Problem, tuple[str, ...]]]) -> bool:
    """Whether a copy helps: something is wrong at a cell, or a sheet cannot be used."""
    return any(
        _cells(problem)
        or (problem.severity is Severity.BLOCKED and problem.source and problem.source.sheet)
        for problem, _ in told
    )


def _cells(problem: Problem) -> tuple[CellRange, ...]:
    if problem.cells:
        return problem.cells
    return (problem.source,) if problem.source and problem.source.first else ()


class _Marker:
    """Marks the files of one inbox."""

    def __init__(self, workspace: Workspace, report: RunReport) -> None:
        self._workspace = workspace
        self._language = workspace.settings.language
        self._hashes = {source.file.name: source.file.sha256 for source in report.sources}
        self._names = {one.client: one.name for one in report.clients}
        contracts = register.read(workspace.register)
        words = vocabulary(contracts, report.month)
        self._headers = Headers(words, workspace.settings.columns)

    def marked(self, name: str, told: list[tuple[Problem, tuple[str, ...]]]) -> bytes | None:
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
            remarks=tuple(self._remarks(told, book, plain=bool(made))),
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

    def _remarks(
        self, told: list[tuple[Problem, tuple[str, ...]]], book: Book, *, plain: bool
    ) -> Iterator[Remark]:
        """What blocks first; each with the clients that wait for it."""
        grids = {grid.sheet: grid for grid in book.grids}
        for problem, clients in sorted(told, key=lambda one: one[0].severity is Severity.WARNED):
            assert problem.source is not None, "it has a file"
            cells, grid = _cells(problem), grids.get(problem.source.sheet)
            sheet = title(grid) if grid and plain and cells else problem.source.sheet
            remark = Remark(
                severity=problem.severity,
                sheet=sheet if grid else "",
                cells=cells if grid else (),
                sentence=said.sentence(problem, self._language),
                remedy=said.remedy(problem, self._language),
                clients=tuple(self._client(code) for code in clients),
            )
            yield _fingerprinted(remark, grid)

    def _client(self, code: str) -> str:
        name = said.one_line(self._names.get(code, ""))
        return f"{code} {name}".strip()


def _fingerprinted(remark: Remark, grid: Grid | None) -> Remark:
    if grid is None or not remark.cells or remark.severity is not Severity.BLOCKED:
        return remark
    return replace(remark, fingerprint=claim.fingerprint(grid, remark.places))


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
        if path not in kept and returned.ours(path.read_bytes()):
            path.unlink()
    with suppress(OSError):
        folder.rmdir()
