"""What a whole month costs: `billing run` over workspaces of 100, 1000 and 10 000 clients.

    python benchmarks/month.py [--clients 100] [--clients 1000] [--seed 1]

Each workspace is made from the seed, then billed by the command in a program of its own, looked at
from outside; then run again, when nothing is left to do; then a part of the same invoices is
rendered alone, by as many processes as there are cores, from the same snapshots.
"""

import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
from machine import KEPT, keep
from sampling import Watched, watched
from standard import SIZES
from workers import fed, warm
from workspaces import MONTH, make

from billing.workers.place import cores

_HERE = Path(__file__).parent
_MB = 1 << 20


def measured(clients: int, seed: int, alone: int, place: Path, *, blank: bool) -> dict[str, Any]:
    """All figures of one size."""
    with _folder(clients, place) as root:
        begun = time.perf_counter()
        rows = make(root, clients, seed)
        found: dict[str, Any] = {"clients": clients, "rows": rows}
        found["made"] = time.perf_counter() - begun
        found["run"] = run(root, MONTH, blank=blank)
        found["again"] = run(root, MONTH, blank=blank)
        found["sizes"] = _sizes(root)
        found["alone"] = {} if blank else _alone(root, clients, alone)
        found["audit"] = _audit(root)
        found["blank"] = blank
        assert found["sizes"]["invoices"] == clients, "every client has its invoice"
    return found


@contextmanager
def _folder(clients: int, place: Path) -> Iterator[Path]:
    place.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=place, prefix=f"{clients}-") as folder:
        yield Path(folder).resolve() / "workspace"


def run(root: Path, month: str, *, blank: bool) -> dict[str, Any]:
    """`billing run` of a month to its end: what each step and part of it cost."""
    os.environ["BENCH_BLANK"] = "1" if blank else ""
    told = root.parent / "told.json"
    line = [sys.executable, str(_HERE / "stepping.py"), str(told), "--workspace", str(root)]
    with (root.parent / "said.txt").open("w") as said:
        end = watched([*line, "run", "--month", month], stdout=said, stderr=said)
    if end.code:
        raise SystemExit((root.parent / "said.txt").read_text(encoding="utf-8")[-2000:])
    steps = json.loads(told.read_text(encoding="utf-8"))
    return {
        "wall": end.wall,
        "cpu": end.cpu_whole,
        "steps": _steps(steps["began"], end),
        "parts": steps["parts"],
        "peak_mb": {name: end.peak(name) / _MB for name in ("parent", "children", "both")},
    }


def _steps(began: dict[str, float], end: Watched) -> dict[str, dict[str, float]]:
    """Wall, CPU of all, cores busy, the driver's memory: from each step's beginning to the next."""
    moments = sorted(began.items(), key=lambda item: item[1])
    found = {}
    for (step, start), (_, stop) in pairwise(moments):
        wall, cpu = stop - start, end.cpu(start, stop)
        peak = end.peak("parent", start, stop) / _MB
        found[step] = {"wall": wall, "cpu": cpu, "cores": cpu / max(wall, 1e-9), "peak_mb": peak}
    return found


def _sizes(root: Path) -> dict[str, int]:
    """Bytes of what a month leaves behind."""
    outbox = root / "outbox" / MONTH
    papers = list(outbox.glob("*.pdf"))
    return {
        "invoices": len(papers),
        "ledger": sum(path.stat().st_size for path in root.glob("ledger.db*")),
        "papers": sum(path.stat().st_size for path in papers),
        "outbox": _bytes(outbox),
        "archive": _bytes(root / "archive"),
        "inbox": _bytes(root / "inbox"),
        "run_json": (outbox / "run.json").stat().st_size,
    }


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _alone(root: Path, clients: int, most: int) -> dict[str, float]:
    """A part of the invoices rendered by workers that do nothing else; scaled to all of them."""
    numbers = _numbers(root, min(most, clients))
    with warm(cores(), partial(_rendered, root, numbers[:3])) as pool:
        begun = time.perf_counter()
        parts = [numbers[first : first + 10] for first in range(0, len(numbers), 10)]
        spent = sum(fed(pool, [partial(_rendered, root, part) for part in parts]))
        wall = time.perf_counter() - begun
    share = clients / len(numbers)
    return {"documents": len(numbers), "wall": wall * share, "cpu": spent * share}


def _numbers(root: Path, count: int) -> list[str]:
    """Numbers of invoices, evenly from the first to the last."""
    papers = sorted((root / "outbox" / MONTH).glob("*.pdf"))
    return [papers[place * len(papers) // count].name.partition("_")[0] for place in range(count)]


def _rendered(root: Path, numbers: list[str]) -> float:
    """Render the invoices of these numbers; the CPU seconds of it."""
    from billing.cli.opening import books, opened  # noqa: PLC0415 - in the worker
    from billing.render import render  # noqa: PLC0415

    workspace = opened(root)
    with books(workspace) as ledger:
        invoices = [ledger.invoice(number) for number in numbers]
    begun = time.process_time()
    for invoice in invoices:
        render(invoice, workspace.stationery)
    return time.process_time() - begun


def _audit(root: Path) -> float:
    """Seconds of looking through the whole ledger, as `billing verify` does first."""
    from billing.cli.opening import books, opened  # noqa: PLC0415 - only here

    with books(opened(root)) as ledger:
        begun = time.process_time()
        assert not ledger.verify(), "the books are sound"
        return time.process_time() - begun


def shown(found: dict[str, Any]) -> str:
    """A size as a few lines for people."""
    run = found["run"]
    first = (
        f"{found['clients']} clients, {found['rows']} rows: {run['wall']:.1f} s wall,"
        f" {run['cpu']:.1f} s CPU, {run['peak_mb']['both']:.0f} MB;"
        f" again {found['again']['cpu']:.1f} s CPU; audit {found['audit']:.1f} s"
    )
    if alone := found["alone"]:
        first += (
            f"; rendering alone {alone['wall']:.1f} s wall, {alone['cpu']:.1f} s CPU:"
            f" {run['wall'] / alone['wall']:.2f}x, {run['cpu'] / alone['cpu']:.2f}x"
        )
    lines = [first]
    for step, one in run["steps"].items():
        told = f"{one['wall']:9.2f} s wall {one['cpu']:9.2f} s CPU {one['cores']:6.2f} cores"
        lines.append(f"  {step:<10}{told}")
    for part, one in run["parts"].items():
        lines.append(f"    {part:<10}{one['cpu']:9.2f} s CPU  {one['calls']} calls")
    return "\n".join(lines)


@click.command()
@click.option(
    "--clients",
    "sizes",
    type=click.IntRange(min=1),
    multiple=True,
    default=SIZES,
    show_default=True,
)
@click.option("--seed", default=1, show_default=True, help="Of the figures.")
@click.option(
    "--alone",
    default=300,
    show_default=True,
    type=click.IntRange(min=1),
    help="Invoices rendered alone, at most.",
)
@click.option(
    "--place",
    type=click.Path(path_type=Path),
    default=KEPT,
    show_default=True,
    help="Where workspaces are made: the disk that is measured.",
)
@click.option("--blank", is_flag=True, help="Papers of a few bytes: what the driver alone costs.")
def main(sizes: tuple[int, ...], seed: int, alone: int, place: Path, *, blank: bool) -> None:
    """Measure each size, print a table, and keep the figures in build/bench/month.json."""
    runs = []
    for count, clients in enumerate(sizes, 1):
        runs.append(measured(clients, seed, alone, place, blank=blank))
        print(shown(runs[-1]), flush=True)
        keep("driver" if blank else "month", {"runs": runs, "left": sizes[count:]})


if __name__ == "__main__":
    main()
