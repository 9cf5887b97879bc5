"""What a month costs after others: the same clients billed month after month, papers blank.

    python benchmarks/history.py [--clients 300] [--months 10] [--seed 1]

The inbox keeps the files of all months, as finance leaves them. What grows from month to month is
what the books and the inbox ask for their age.
"""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
from machine import KEPT, keep
from month import run
from workspaces import MONTH, drop, make, settings

_LAST = int(MONTH[-2:])  # the months of a year up to the one that all benchmarks bill


def months(count: int) -> list[str]:
    """The last ones, in their order."""
    return [f"{MONTH[:5]}{number:02}" for number in range(_LAST - count + 1, _LAST + 1)]


def measured(root: Path, clients: int, count: int, seed: int) -> list[dict[str, Any]]:
    """Each month's rows, its run, and the run again."""
    names, found = months(count), []
    for month in names:
        if month == names[0]:
            rows = make(root, clients, seed, month=month)
        else:
            settings(root, names[0], month)
            rows = drop(root, clients, month, seed)
        one = {"month": month, "rows": rows, "run": run(root, month, blank=True)}
        one["again"] = run(root, month, blank=True)
        found.append(one)
        print(shown(one, clients), flush=True)
    return found


def shown(one: dict[str, Any], clients: int) -> str:
    """A month as a line for people."""
    first, again = one["run"], one["again"]
    steps = ", ".join(
        f"{step} {1000 * spent['cpu'] / clients:.2f}" for step, spent in first["steps"].items()
    )
    each = [1000 * run["cpu"] / clients for run in (first, again)]
    return (
        f"{one['month']}: {each[0]:.2f} CPU ms a client ({steps}),"
        f" {first['peak_mb']['parent']:.0f} MB; again {each[1]:.2f}"
    )


@click.command()
@click.option("--clients", default=300, show_default=True, type=click.IntRange(min=1))
@click.option("--months", "count", default=_LAST, show_default=True, type=click.IntRange(1, _LAST))
@click.option("--seed", default=1, show_default=True, help="Of the figures.")
def main(clients: int, count: int, seed: int) -> None:
    """Bill months in their order, and keep the figures in build/bench/history.json."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=KEPT, prefix="history-") as folder:
        found = measured(Path(folder).resolve() / "workspace", clients, count, seed)
    keep("history", {"clients": clients, "months": found})


if __name__ == "__main__":
    main()
