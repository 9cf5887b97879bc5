"""Put the program through every fault many times, and write the figures to docs/reliability.md.

    make torture                                    all: hours
    make torture ARGS="--most 20"                   at most twenty tries a fault
    make torture ARGS="-k SIGKILL --seed 7"         some, with another seed
    make torture ARGS=--bugs                        which test catches which planted bug

Rows of faults that were not chosen are left as they are. Needs strace for some, and says so.
"""

import argparse
import os
import random
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

import bugs  # noqa: E402 - beside this file
import page  # noqa: E402

from tests.torture import calls  # noqa: E402
from tests.torture.faults import FAULTS, HELD, Fault, Held  # noqa: E402
from tests.torture.ground import Figure, ground  # noqa: E402


def main() -> int:
    """1 where anything was not as it should be, or could not be tried."""
    given = _given()
    if given.bugs:
        return bugs.main(given.k)
    seed = given.seed if given.seed is not None else random.SystemRandom().randrange(10**8)
    print(f"seed {seed}: the same throws again with --seed {seed}", flush=True)
    rows, bad = page.rows(page.FIGURES), 0
    for fault in FAULTS:
        if _chosen(fault.name, given.k):
            figure, seconds = _tried(fault, seed, given.most)
            bad += bool(figure.wrong) or not figure.tries
            rows[fault.name] = _row(figure, seed)
            _say(fault.name, figure, seconds)
            page.write(page.FIGURES, _ordered(rows))
    for held in HELD:
        if _chosen(held.name, given.k) and (figure := _held(held)):
            bad += bool(figure.wrong)
            rows[held.name] = [str(figure.tries), str(len(figure.wrong)), figure.told]
            _say(held.name, figure, 0)
    page.write(page.FIGURES, _ordered(rows))
    return 1 if bad else 0


def _given() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make torture", description=__doc__)
    parser.add_argument(
        "-k", default="", help="only what has one of these words in its name: ONE|TWO"
    )
    parser.add_argument("--seed", type=int, help="of all throws; one at random if not named")
    parser.add_argument("--most", type=int, default=10**6, help="tries a fault")
    parser.add_argument("--bugs", action="store_true", help="plant bugs, and see what notices")
    return parser.parse_args()


def _chosen(name: str, words: str) -> bool:
    """Whether one of the words, with `|` between them, is in the name."""
    return any(word in name for word in words.split("|"))


def _tried(fault: Fault, seed: int, most: int) -> tuple[Figure, float]:
    """Each fault on ground of its own; a strace that is absent is told, loudly."""
    begun = time.monotonic()
    if fault.strace and not calls.STRACE:
        return Figure(tries=0, told=calls.NOT_RUN), 0
    with ground(seed) as stand:
        figure = fault.trial(stand, min(fault.long, most))
    return figure, time.monotonic() - begun


def _held(held: Held) -> Figure | None:
    """Tests that stand elsewhere; nothing where there are none."""
    found = sorted(path for pattern in held.tests for path in ROOT.glob(pattern))
    tests = [path.relative_to(ROOT).as_posix() for path in found]
    if not tests:
        return None
    command = [sys.executable, "-m", "pytest", "-n0", "-q", "-rN", *tests]
    long = {**os.environ, "TORTURE": "1"}
    done = subprocess.run(command, cwd=ROOT, env=long, capture_output=True, text=True, check=False)
    last = done.stdout.strip().splitlines()[-1] if done.stdout.strip() else done.stderr[-200:]
    words = last.replace(",", "").split()
    passed = int(words[words.index("passed") - 1]) if "passed" in words else 0
    faults = () if done.returncode == 0 else (last,)
    return Figure(tries=passed, wrong=faults, told=f"tests: {', '.join(tests)}")


def _row(figure: Figure, seed: int) -> list[str]:
    if not figure.tries:
        return ["0", "-", figure.told]
    told = f"{figure.told}; " if figure.told else ""
    return [str(figure.tries), str(len(figure.wrong)), f"{told}seed {seed}"]


def _ordered(rows: dict[str, list[str]]) -> dict[str, list[str]]:
    names = [one.name for one in (*FAULTS, *HELD)]
    return {name: rows[name] for name in names if name in rows}


def _say(name: str, figure: Figure, seconds: float) -> None:
    told = f" ({figure.told})" if figure.told else ""
    print(f"{name}: {figure.tries} tries, {len(figure.wrong)} wrong{told}, {seconds:.0f} s")
    for wrong in figure.wrong:
        print(f"  WRONG {wrong}")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
