"""What a run found wrong in each file, as remarks for the workbook that is given back."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from billing.catalogue import Language
from billing.errors import Problem, Severity
from billing.outcome import RunReport
from billing.report import said
from billing.returned import Remark
from billing.source import Cell, CellRange, ranges
from billing.workbook import claim

Told = Sequence[tuple[Problem, tuple[str, ...]]]  # problems of a file, and who waits for each

_EACH = 100  # problems of one sort and sheet that are listed one by one
_ALL = 300  # of a file
_BLANK = ("blank_figure", "blank_cell")  # said of cells of which something else may be wrong too


def by_file(report: RunReport) -> Mapping[str, Told]:
    """The problems of each file that are more than mended, once each, with who waits for it."""
    found: dict[str, dict[object, tuple[Problem, dict[str, None]]]] = defaultdict(dict)
    for problem, client in _every(report):
        if problem.source and problem.source.file and problem.severity is not Severity.MENDED:
            alike = (problem.code, problem.severity, problem.source, problem.found,
                     problem.expected, tuple(sorted(problem.values.items())))  # fmt: skip
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
    """What blocks first. Of a cell that is wrong, or blocks as blank, no more is said as blank.

    Nor is it warned of what blocks there.
    """
    order = sorted(told, key=_rank)
    kept: list[tuple[Problem, tuple[str, ...]]] = []
    seen: set[object] = set()
    for problem, clients in order:
        cells = {(*_sheets(problem), *place) for place in _places(problem)}
        own = {(problem.code, *cell) for cell in cells}
        blocks = problem.severity is Severity.BLOCKED
        if cells and ((own <= seen and not blocks) or (problem.code in _BLANK and cells <= seen)):
            continue  # it blocks with the same words, or more is known than that it is blank
        kept.append((problem, clients))
        seen |= (cells | own) if blocks else set()
    return sorted(kept, key=lambda one: one[0].severity is not Severity.BLOCKED)


def listed(told: Told, names: Mapping[str, str], language: Language) -> tuple[Remark, ...]:
    """The problems in the words of their reader, what blocks first.

    A file with thousands has its first ones one by one, and one remark for all others of a sort.
    """
    single: list[tuple[Problem, tuple[str, ...]]] = []
    sorts: dict[object, list[tuple[Problem, tuple[str, ...]]]] = defaultdict(list)
    count: Counter[object] = Counter()
    for one in telling(told):
        problem = one[0]
        sort = (problem.code, problem.severity, _sheets(problem))
        count[sort] += 1
        few = count[sort] <= _EACH and len(single) < _ALL
        (single if few else sorts[sort]).append(one)
    found = (
        *(_remark(one, names, language) for one in single),
        *(_together(alike, names, language) for alike in sorts.values()),
    )
    return tuple(sorted(found, key=lambda one: one.severity is not Severity.BLOCKED))


def _remark(
    one: tuple[Problem, tuple[str, ...]], names: Mapping[str, str], language: Language
) -> Remark:
    problem, clients = one
    assert problem.source is not None, "it has a file"
    return Remark(
        severity=problem.severity,
        sheet=problem.source.sheet,
        cells=_cells(problem),
        sentence=said.sentence(problem, language),
        remedy=said.remedy(problem, language),
        clients=tuple(f"{code} {said.one_line(names.get(code, ''))}".strip() for code in clients),
    )


def _together(alike: Told, names: Mapping[str, str], language: Language) -> Remark:
    """One remark for problems of one sort: the words of the first, the cells of all."""
    if len(alike) == 1:
        return _remark(alike[0], names, language)
    clients = dict.fromkeys(client for _, each in alike for client in each)
    first = _remark((alike[0][0], tuple(clients)), names, language)
    sentence = said.word("returned.more", language, count=len(alike), sentence=first.sentence)
    places = (place for problem, _ in alike for place in _places(problem))
    cells = ranges(Cell("", "", column, row) for row, column in places)
    return replace(first, cells=cells, sentence=sentence, many=True)


def _rank(one: tuple[Problem, tuple[str, ...]]) -> tuple[bool, int]:
    problem = one[0]
    blank = _BLANK.index(problem.code) + 1 if problem.code in _BLANK else 0
    return problem.severity is not Severity.BLOCKED, blank


def _sheets(problem: Problem) -> tuple[str, ...]:
    return (problem.source.sheet,) if problem.source else ()


def _places(problem: Problem) -> Iterator[tuple[int, int]]:
    for one in _cells(problem):
        yield from claim.places(f"{one.first}:{one.last}")
