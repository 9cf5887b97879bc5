"""Which lines each test reaches, and in how many seconds."""

import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

from mutants import Mutant
from processes import BUILD

Lines = dict[str, list[int]]  # by file


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """What one test reaches, or the import of what tests are collected from."""

    test: str
    seconds: float = 0
    lines: Lines = field(default_factory=dict)

    @property
    def imports(self) -> bool:
        """Whether it is no test, but a file of tests or a folder."""
        return "::" not in self.test

    def reaches(self, one: Mutant) -> bool:
        """Whether the statement that a mutant changes is run."""
        found = self.lines.get(str(one.path), ())
        return any(line in one.where.lines for line in found)


class Tracer:
    """The lines of some files that are run between `start` and `stop`."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self._watched = {str(path.absolute()): str(path) for path in paths}
        self._found: set[tuple[str, int]] = set()

    def start(self) -> None:
        """Forget what was found, and watch from now on."""
        self._found = set()
        sys.settrace(self._called)

    def stop(self) -> Lines:
        """Watch no longer: the lines by file."""
        sys.settrace(None)
        lines: Lines = defaultdict(list)
        for file, line in sorted(self._found):
            lines[file].append(line)
        return dict(lines)

    def _called(self, frame: FrameType, *_: object) -> Callable[..., Any] | None:
        return self._inside if frame.f_code.co_filename in self._watched else None

    def _inside(self, frame: FrameType, what: str, _: object) -> Callable[..., Any]:
        if what == "line":
            self._found.add((self._watched[frame.f_code.co_filename], frame.f_lineno))
        return self._inside


def write(found: Iterable[Reached]) -> None:
    """Hand on what was found to other processes."""
    text = json.dumps([asdict(one) for one in found])
    (BUILD / "reached.json").write_text(text, encoding="utf-8")


def read() -> list[Reached]:
    """What was found."""
    return [Reached(**one) for one in json.loads((BUILD / "reached.json").read_text("utf-8"))]


def chosen(
    found: Iterable[Reached], one: Mutant, killers: Mapping[str, int], limit: float
) -> list[Reached]:
    """The tests for a mutant: those that killed its neighbours, then the fastest, up to a limit."""
    able = [test for test in found if not test.imports and test.reaches(one)]
    tests: list[Reached] = []
    seconds = 0.0
    for test in sorted(able, key=lambda test: (-killers.get(test.test, 0), test.seconds)):
        seconds += test.seconds
        if seconds <= limit or not tests:
            tests.append(test)
    return tests


def files(found: Iterable[Reached], path: Path) -> list[str]:
    """The files of tests that reach a module, fastest first."""
    seconds: dict[str, float] = defaultdict(float)
    for test in found:
        name = test.test.partition("::")[0]
        if name.endswith(".py") and str(path) in test.lines:
            seconds[name] += test.seconds
    return sorted(seconds, key=lambda name: seconds[name])
