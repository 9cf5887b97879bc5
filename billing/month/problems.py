"""The problems of one client: what blocks it, what only warns, each told once."""

from collections.abc import Iterable

from billing.errors import Problem, Severity
from billing.month.reading import Read


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
    """Each problem once. A cell that blocks for what is in it is not told as blank as well."""
    once = tuple({repr(problem): problem for problem in problems}.values())
    refused = {
        problem.source
        for problem in once
        if problem.severity is Severity.BLOCKED and problem.code != "blank_figure"
    }
    return tuple(
        problem
        for problem in once
        if problem.code != "blank_figure" or problem.source not in refused
    )
