"""How long a command takes before it answers, and a worker before its first page.

    python benchmarks/starting.py [--rounds 9]

Each command is started as many times as there are rounds; wall and CPU of the quickest count, for
others on the machine only ever make it slower.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
from machine import keep
from workspaces import MONTH, make

_WORKER = "a worker, until its first page"
_COMPLETE = {"_BILLING_COMPLETE": "bash_complete", "COMP_WORDS": "billing ru", "COMP_CWORD": "1"}
_COMMANDS: Mapping[str, tuple[Sequence[str], Mapping[str, str], int, float]] = {
    # what is typed, what is set, the exit code, and the goal in seconds
    "billing --help": (["--help"], {}, 0, 0.25),
    "completion of `billing ru`": ([], _COMPLETE, 0, 0.25),
    "a usage error": (["run", "--moth", MONTH], {}, 2, 0.25),
    "billing check, an empty month": (["check", "--month", MONTH], {}, 0, 1.0),
}


def _started(root: Path, words: Sequence[str], given: Mapping[str, str], code: int) -> list[float]:
    """Wall and CPU seconds of one command."""
    from_shell = [sys.executable, "-m", "billing", *words]
    before, begun = os.times(), time.perf_counter()
    environment = {**os.environ, **given, "BILLING_WORKSPACE": str(root)}
    end = subprocess.run(from_shell, check=False, capture_output=True, env=environment)
    wall, after = time.perf_counter() - begun, os.times()
    assert end.returncode == code, end.stderr.decode()
    cpu = after.children_user + after.children_system
    return [wall, cpu - before.children_user - before.children_system]


def _born(rounds: int) -> dict[str, Any]:
    """The quickest of some workers; the first is not counted."""
    line = [sys.executable, str(Path(__file__).parent / "born.py")]
    told = [
        json.loads(subprocess.run(line, check=True, capture_output=True).stdout)
        for _ in range(rounds + 1)
    ][1:]
    return {name: min(one[name] for one in told) for name in ("wall", "cpu")} | {"goal": None}


def _shown(name: str, one: Mapping[str, Any]) -> str:
    goal = f"    goal {one['goal']}" if one["goal"] else ""
    return f"{name:<36}{one['wall']:6.2f} s wall {one['cpu']:6.2f} s CPU{goal}"


@click.command()
@click.option("--rounds", default=9, show_default=True, type=click.IntRange(min=1))
def main(rounds: int) -> None:
    """Print the quickest of each, and keep them in build/bench/starting.json."""
    found: dict[str, Any] = {}
    with TemporaryDirectory() as folder:
        root = Path(folder) / "workspace"
        make(root, 0)
        (root / "inbox").mkdir(exist_ok=True)
        for name, (words, given, code, goal) in _COMMANDS.items():
            times = [_started(root, words, given, code) for _ in range(rounds + 1)][1:]
            wall, cpu = (min(each) for each in zip(*times, strict=True))
            found[name] = {"wall": wall, "cpu": cpu, "goal": goal}
            print(_shown(name, found[name]), flush=True)
    found[_WORKER] = _born(rounds)
    print(_shown(_WORKER, found[_WORKER]))
    keep("starting", {"commands": found})


if __name__ == "__main__":
    main()
