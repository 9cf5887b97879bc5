"""Change the code in one small place, see whether a test notices, and so for every place.

    make mutate                                          every rule
    make mutate ARGS=billing/tiers.py                    one module
    make mutate ARGS="billing/tiers.py --again"          those alone that lived last time

A mutant that no test notices is a rule that no test holds: add the test, simplify the code, or
explain in tools/mutation/explained.json why it changes nothing that counts.

Tests are collected once, and run once to see which lines each of them reaches. A process of its own
for each mutant then exchanges the function's code and runs the tests that reach the changed lines,
fastest first, up to the first that fails. What importing computes is changed before everything is
imported anew. No file is changed. Needs a system that can fork.
"""

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import outside
import reach
from inside import Inside
from mutants import Mutant, mutants
from processes import BUILD, KILLED, in_a_process, run_pytest, say

RESULTS = BUILD / "results.jsonl"
EXPLAINED = Path(__file__).with_name("explained.json")  # path -> name of mutant -> reason
RULES = [
    Path("billing", name)
    for name in (
        "tiers.py",
        "working.py",
        "money.py",
        "period.py",
        "opening.py",
        "correction.py",
        "rate",
        "modes",
        "measure",
        "draft.py",
        "balance.py",
    )
]
TESTS = ["tests/nouns", "tests/modes", "tests/rate"]
# Slow, for what they add: pages of documentation, and whole commands.
WITHOUT = ["tests/modes/test_modes_docs.py", "tests/rate/test_changes_inside_a_month.py"]
# Of a draft its sums alone belong to the rules; what it says is for the tests of papers.
PARTS = {Path("billing/draft.py"): ("totals", "_after", "_told_apart")}
Results = dict[tuple[str, str], str]  # path and name of a mutant -> what came of it


def main() -> int:
    """Mutate, and print the counts by module; 1 where a mutant lives that nobody explained."""
    given = _given()
    BUILD.mkdir(parents=True, exist_ok=True)
    every = [one for path in _files(given.paths) for one in mutants(path) if _is_a_rule(one)]
    if not given.again:
        RESULTS.write_text("", encoding="utf-8")
    chosen = _alive(every)
    _try_inside(chosen, given)
    _try_outside(chosen)
    return _table(every)


def _given() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "paths", nargs="*", type=Path, default=RULES, help="modules, or folders of them"
    )
    parser.add_argument("--tests", nargs="+", default=TESTS, help="what may kill a mutant")
    parser.add_argument("--without", nargs="*", default=WITHOUT, help="tests that may not")
    parser.add_argument("--limit", type=float, default=3, help="seconds of tests a mutant")
    parser.add_argument("--again", action="store_true", help="those alone that lived last time")
    return parser.parse_args()


def _files(paths: Iterable[Path]) -> list[Path]:
    found = [sorted(path.rglob("*.py")) if path.is_dir() else [path] for path in paths]
    return [path for files in found for path in files]


def _is_a_rule(one: Mutant) -> bool:
    parts = PARTS.get(one.path)
    return parts is None or one.function in parts


def _try_inside(chosen: Sequence[Mutant], given: argparse.Namespace) -> None:
    functions = [one for one in chosen if one.where.function]
    tests = [*given.tests, *(f"--deselect={one}" for one in given.without)]
    paths = list(dict.fromkeys(one.path for one in chosen))
    if in_a_process(
        lambda: run_pytest(tests, Inside(functions, paths, given.limit, _record)), quiet=True
    ):
        sys.exit("the tests have to pass before anything is changed")


def _try_outside(chosen: Sequence[Mutant]) -> None:
    """What is no function's; and functions that tests call already when they are imported."""
    reached = reach.read()
    imports = [one for one in reached if one.imports]
    for one in _alive(chosen):
        if not one.where.function or any(part.reaches(one) for part in imports):
            _record(one, outside.tried(one, reach.files(reached, one.path)), "")


# --- Results: a file, so that every process may add to it --------------------------------------


def _read() -> Results:
    lines = map(json.loads, RESULTS.read_text(encoding="utf-8").splitlines())
    return {(one["path"], one["name"]): one["told"] for one in lines}  # the last is what holds


def _record(one: Mutant, told: str, by: str) -> None:
    line = {"path": str(one.path), "line": one.where.lines.start, "name": one.name, "told": told}
    with RESULTS.open("a", encoding="utf-8") as file:
        file.write(json.dumps({**line, "by": by}, ensure_ascii=False) + "\n")
    if told != KILLED:
        say(f"{told} {one.path}:{one.where.lines.start} {one.name}")


def _alive(every: Sequence[Mutant]) -> list[Mutant]:
    """Those not killed so far."""
    results = _read()
    return [one for one in every if results.get((str(one.path), one.name)) != KILLED]


def _table(every: Sequence[Mutant]) -> int:
    """Mutants, killed, explained and alive, by module and in all."""
    explained = json.loads(EXPLAINED.read_text(encoding="utf-8")) if EXPLAINED.exists() else {}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    results = _read()
    for one in every:
        path = str(one.path)
        killed = results[path, one.name] == KILLED
        known = one.name in explained.get(path, {})
        counts[path][KILLED if killed else "explained" if known else "alive"] += 1
    total = sum(counts.values(), Counter[str]())
    print(f"{'':40} mutants  killed explained   alive")
    for path, count in (*counts.items(), ("", total)):
        told = [count.total(), *(count[name] for name in (KILLED, "explained", "alive"))]
        print(f"{path:40} {told[0]:7} {told[1]:7} {told[2]:9} {told[3]:7}")
    return int(total["alive"] > 0)


if __name__ == "__main__":
    sys.exit(main())
