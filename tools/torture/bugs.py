"""Bugs planted into a copy of the program, one at a time; the tests that are to notice are run."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import page
from planted import BUGS, Bug

ROOT = Path(__file__).parents[2]
_TORTURE = "tests/torture/test_torture.py"


@dataclass(frozen=True, slots=True, kw_only=True)
class Noticed:
    """Whether a test failed, and which one first."""

    by: str  # empty: none did
    why: str


def main(chosen: str) -> int:
    """Plant each bug whose name has this in it; 1 where one is not caught."""
    rows, lived = page.rows(page.BUGS), []
    with TemporaryDirectory(prefix="bugs-") as folder:
        copy = Path(folder) / "copy"
        for name in ("billing", "tests", "templates", "sample_inputs", "docs"):
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "pyproject.toml", copy)
        for bug in BUGS:
            if any(name in bug.name for name in chosen.split("|")):
                found = planted(copy, bug)
                rows[bug.name] = [f"`{found.by}`" if found.by else "**nothing**"]
                lived += [] if found.by else [bug.name]
                print(f"{bug.name}: {found.by or 'NOT CAUGHT'}\n    {found.why}", flush=True)
                known = {one.name: rows[one.name] for one in BUGS if one.name in rows}
                page.write(page.BUGS, known)
    print(f"not caught: {lived}" if lived else "all are caught")
    return 1 if lived else 0


def planted(copy: Path, bug: Bug) -> Noticed:
    """The tests run in the copy with the bug; then it is taken out."""
    kept = {edit.file: (copy / edit.file).read_text(encoding="utf-8") for edit in bug.edits}
    try:
        for edit in bug.edits:
            text = (copy / edit.file).read_text(encoding="utf-8")
            assert text.count(edit.old) == 1, f"{bug.name}: {edit.file} has changed: {edit.old}"
            (copy / edit.file).write_text(text.replace(edit.old, edit.new), encoding="utf-8")
        return _first_failing(copy, bug)
    finally:
        for file, text in kept.items():
            (copy / file).write_text(text, encoding="utf-8")


def _first_failing(copy: Path, bug: Bug) -> Noticed:
    for test in bug.tests:
        trial = test.startswith(f"{_TORTURE}::")
        chosen = [_TORTURE, "-k", test.partition("::")[2]] if trial else [test]
        command = [sys.executable, "-m", "pytest", "-n0", "-x", "-q", "-rf", "--tb=short", *chosen]
        environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
        if trial:
            environment |= {"TORTURE": "1", "TORTURE_FIRST": "1"}
        done = subprocess.run(
            [*command, "-p", "no:cacheprovider"],
            cwd=copy,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode in (0, 1), done.stdout[-2000:] + done.stderr[-2000:]
        for line in done.stdout.splitlines():
            if line.startswith(("FAILED ", "ERROR ")):
                name, _, why = line.split(" ", 1)[1].partition(" - ")
                return Noticed(by=name, why=_why(done.stdout) or why)
    return Noticed(by="", why="")


def _why(told: str) -> str:
    """The first line of what a trial found wrong."""
    lines = [line for line in told.splitlines() if line.startswith("E ")]
    return " ".join(line[1:].strip() for line in lines[:3])[:300]
