"""What a run found wrong in each file, as remarks for the workbook that is given back."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from billing.catalogue import Language
from billing.errors import Problem, Severity
from billing.outcome import RunReport
from billing.report import said
from billing.returned import Remark
from billing.returned.plain import title
from billing.source import CellRange
from billing.workbook import claim
from billing.workbook.grid import Book

Told = Sequence[tuple[Problem, tuple[str, ...]]]  # problems of a file, and who waits for each

_BLANK = ("blank_figure", "blank_cell")  # said of cells of which something else may be wrong too


def by_file(report: RunReport) -> Mapping[str, Told]:
    """The problems of each file that are more than mended, once each, with who waits for it."""
    found: dict[str, dict[str, tuple[Problem, dict[str, None]]]] = defaultdict(dict)
    for problem, client in _every(report):
        if problem.source and problem.source.file and problem.severity is not Severity.MENDED:
            alike = repr((problem.code, problem.severity, problem.source, problem.found,
                          problem.expected, sorted(problem.values.items())))  # fmt: skip
            known = found[problem.source.file].setdefault(alike, (problem, {}))
            known[1].update(dict.fromkeys((*problem.clients, *client)))
    return {
        file: [(problem, tuple(clients)) for problem, clients in each.values()]
        for file, each in found.items()
    }


def _every(report: RunReport) -> Iterator[tuple[Problem, tuple[str, ...]]]:
    """Every problem: those of the reader first, for they know all their cells."""
    for problem in report.problems:
        yield problem, ()
    for source in report.sources:
        for problem in source.notes:
            yield problem, ()
    for client in report.clients:
        for problem in (*client.reasons, *client.warnings):
            yield problem, (client.client,)


def worth(told: Told) -> bool:
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


def telling(told: Told) -> Told:
    """What blocks first. Of a cell that is wrong, or blocks as blank, no more is said as blank."""
    order = sorted(told, key=_rank)
    kept: list[tuple[Problem, tuple[str, ...]]] = []
    seen: set[object] = set()
    for problem, clients in order:
        cells = {(one, place) for one in _sheets(problem) for place in _places(problem)}
        if problem.code in _BLANK and cells and cells <= seen:
            continue
        kept.append((problem, clients))
        seen |= cells if problem.severity is Severity.BLOCKED else set()
    return sorted(kept, key=lambda one: one[0].severity is not Severity.BLOCKED)


def remark(
    one: tuple[Problem, tuple[str, ...]],
    book: Book,
    names: Mapping[str, str],
    language: Language,
    *,
    plain: bool,
) -> Remark:
    """A problem in the words of its reader; `plain`: the file becomes a workbook only now."""
    problem, clients = one
    assert problem.source is not None, "it has a file"
    grid = next((grid for grid in book.grids if grid.sheet == problem.source.sheet), None)
    cells = _cells(problem) if grid else ()
    found = Remark(
        severity=problem.severity,
        sheet=(title(grid) if plain and (cells or grid.sheet) else grid.sheet) if grid else "",
        cells=cells,
        sentence=said.sentence(problem, language),
        remedy=said.remedy(problem, language),
        clients=tuple(f"{code} {said.one_line(names.get(code, ''))}".strip() for code in clients),
    )
    if grid is None or not cells or problem.severity is not Severity.BLOCKED:
        return found
    return replace(found, fingerprint=claim.fingerprint(grid, found.places))


def _rank(one: tuple[Problem, tuple[str, ...]]) -> tuple[bool, int]:
    problem = one[0]
    blank = _BLANK.index(problem.code) + 1 if problem.code in _BLANK else 0
    return problem.severity is not Severity.BLOCKED, blank


def _sheets(problem: Problem) -> tuple[str, ...]:
    return (problem.source.sheet,) if problem.source else ()


def _places(problem: Problem) -> Iterator[tuple[int, int]]:
    for one in _cells(problem):
        yield from claim.places(f"{one.first}:{one.last}")
