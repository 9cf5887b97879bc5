"""Mutants of functions: tests are collected once, and a process for each mutant is forked."""

import gc
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import CodeType, FunctionType

import pytest
import reach
from mutants import Mutant
from processes import BUILD, KILLED, SURVIVED, UNREACHED, in_a_process, say, within
from reach import Reached, Tracer

Function = tuple[str, str, int]  # file, qualified name, first line
Told = Callable[[Mutant, str, str], None]  # what came of a mutant, and the test that killed it


class Inside:
    """A plugin of pytest that runs mutants in place of the tests."""

    def __init__(self, mutants: Sequence[Mutant], paths: Sequence[Path], limit: float, told: Told):
        self._mutants, self._limit, self._told = mutants, limit, told
        self._tracer = Tracer(paths)
        self._failed = False
        self._imported: list[Reached] = []
        self._tracer.start()

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A file of tests was imported: see what that reached by itself."""
        self._imported.append(Reached(test=report.nodeid, lines=self._tracer.stop()))
        self._tracer.start()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A test that fails has noticed the mutant."""
        self._failed = self._failed or report.failed

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """See what each test reaches; then every mutant in its turn."""
        self._tracer.stop()
        items = {item.nodeid: item for item in session.items}
        if in_a_process(lambda: self._reach(items)):
            pytest.exit("a test fails by itself", returncode=1)
        reached, functions = reach.read(), _functions()
        killers: dict[str, Counter[str]] = defaultdict(Counter)
        for one in self._mutants:
            near = killers[one.function]
            tests = reach.chosen(reached, one, near, self._limit)
            found = functions[str(one.path), one.function, one.where.function]
            what, by = self._tried(one, found, items, tests)
            near[by] += 1
            self._told(one, what, by)
        return True

    def _reach(self, items: Mapping[str, pytest.Item]) -> int:
        """1 where a test fails by itself: it would seem to notice everything."""
        found = self._imported
        for name, item in items.items():
            start = time.process_time()
            self._tracer.start()
            self._run(item, None)
            lines, seconds = self._tracer.stop(), time.process_time() - start
            found.append(Reached(test=name, seconds=seconds, lines=lines))
            if self._failed:
                say(f"fails by itself: {name}")
                return 1
        reach.write(found)
        return 0

    def _tried(
        self,
        one: Mutant,
        functions: Sequence[FunctionType],
        items: Mapping[str, pytest.Item],
        tests: Sequence[Reached],
    ) -> tuple[str, str]:
        if not tests:
            return UNREACHED, ""
        killer = BUILD / "killer"
        if in_a_process(lambda: self._mutated(one, functions, items, tests)) == 0:
            return SURVIVED, ""
        return KILLED, killer.read_text(encoding="utf-8")

    def _mutated(
        self,
        one: Mutant,
        functions: Sequence[FunctionType],
        items: Mapping[str, pytest.Item],
        tests: Sequence[Reached],
    ) -> int:
        """Run the tests until the first that fails, or takes far too long: 1 where one does."""
        code = _code(one.compiled(), one.function, one.where.function)
        for function in functions:
            function.__code__ = code
        for place, test in enumerate(tests):
            (BUILD / "killer").write_text(test.test, encoding="utf-8")
            within(5 + 5 * test.seconds)
            self._run(
                items[test.test], items[tests[place + 1].test] if tests[place + 1 :] else None
            )
            if self._failed:
                return 1
        return 0

    def _run(self, item: pytest.Item, following: pytest.Item | None) -> None:
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)


def _functions() -> Mapping[Function, list[FunctionType]]:
    """Every function that lives, by where it was written."""
    found: dict[Function, list[FunctionType]] = defaultdict(list)
    for one in gc.get_objects():
        if isinstance(one, FunctionType):
            code, path = one.__code__, Path(one.__code__.co_filename)
            if path.is_relative_to(Path.cwd()):
                file = str(path.relative_to(Path.cwd()))
                found[file, code.co_qualname, code.co_firstlineno].append(one)
    return found


def _code(module: CodeType, name: str, line: int) -> CodeType:
    """The code of a function, found in that of its module."""
    for part in module.co_consts:
        if isinstance(part, CodeType):
            if (part.co_qualname, part.co_firstlineno) == (name, line):
                return part
            if name.startswith(f"{part.co_qualname}."):
                return _code(part, name, line)
    raise LookupError(name, line)
