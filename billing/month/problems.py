"""The problems of one client: what blocks it, what only warns, each told once."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from billing.errors import Problem, Severity
from billing.month.reading import Read
from billing.source import Cell, CellRange, ranges
from billing.workbook import claim

_BLANK = "blank_figure"
_Place = tuple[str, str, int, int]  # file, sheet, row, column


def blocks(problems: Iterable[Problem]) -> bool:
    """Whether any of them keeps the client from being billed."""
    return any(problem.severity is Severity.BLOCKED for problem in problems)


def with_lost(problems: tuple[Problem, ...], found: Read) -> tuple[Problem, ...]:
    """Where data is missing, the unreadable files that may hold it are named too."""
    missing = any(problem.code.startswith("missing_") for problem in problems)
    return (*problems, *found.of_nobody) if missing else problems


def split(problems: Iterable[Problem]) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """What blocks, and what only warns; each once."""
    once = _once(problems)
    return (
        tuple(problem for problem in once if problem.severity is Severity.BLOCKED),
        tuple(problem for problem in once if problem.severity is Severity.WARNED),
    )


def _once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each problem once.

    A cell that blocks as blank, and of which it is known what is wrong with it, is told by that
    alone: it blocks, though in general it would only warn.
    """
    once = tuple({repr(problem): problem for problem in problems}.values())
    if not any(problem.code == _BLANK for problem in once):
        return once
    others = [problem for problem in once if problem.code != _BLANK]
    refused = {
        place for one in others if one.severity is Severity.BLOCKED for place in _places(one)
    }
    blank = {place for one in once if one.code == _BLANK for place in _places(one)}
    why = _reasons(others, blank - refused)
    left = (one for one in once if one.code == _BLANK and not _within(one, refused | why.keys()))
    return (*(rest for one in others for rest in _without(one, blank)), *_raised(why), *left)


def _reasons(others: Iterable[Problem], blank: set[_Place]) -> Mapping[_Place, Problem]:
    """What only warns of a cell that blocks; that it is blank is no more than is known."""
    return {
        place: problem
        for problem in others
        if problem.severity is Severity.WARNED and problem.code != "blank_cell"
        for place in _places(problem)
        if place in blank
    }


def _raised(why: Mapping[_Place, Problem]) -> Iterator[Problem]:
    """The same remarks on the cells that block, as what they are: reasons."""
    each: dict[str, tuple[Problem, list[_Place]]] = {}
    for place, problem in why.items():
        each.setdefault(repr(problem), (problem, []))[1].append(place)
    for problem, places in each.values():
        yield _at(replace(problem, severity=Severity.BLOCKED), places)


def _without(problem: Problem, blank: set[_Place]) -> Iterator[Problem]:
    """What is left of a warning: the cells that do not block."""
    places = list(_places(problem)) if problem.severity is Severity.WARNED else []
    rest = [place for place in places if place not in blank]
    if len(rest) == len(places):
        yield problem
    elif rest:
        yield _at(problem, rest)


def _at(problem: Problem, places: Iterable[_Place]) -> Problem:
    cells = ranges(Cell(file, sheet, column, row) for file, sheet, row, column in places)
    return replace(problem, source=cells[0], cells=cells if len(cells) > 1 else ())


def _within(problem: Problem, places: set[_Place]) -> bool:
    own = set(_places(problem))
    return bool(own) and own <= places


def _places(problem: Problem) -> Iterator[_Place]:
    source = (problem.source,) if problem.source else ()
    for one in problem.cells or source:
        yield from _cells(one)


def _cells(one: CellRange) -> Iterator[_Place]:
    if one.first:
        for row, column in claim.places(f"{one.first}:{one.last}"):
            yield one.file, one.sheet, row, column
