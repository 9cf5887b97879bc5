"""`make bench`: every benchmark in turn, then the tables and the plot.

    python benchmarks/every.py [--clients 100] [--clients 1000] [--only month]

Without anything said the month has 100, 1000 and 10 000 clients: about half an hour on two cores.
"""

import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import click
from month import SIZES
from telling import tell

_HERE = Path(__file__).parent
_STEPS: Mapping[str, tuple[str, Sequence[str]]] = {
    "starting": ("starting.py", ()),
    "rating": ("rating.py", ()),
    "reading": ("reading.py", ()),
    "rendering": ("rendering.py", ()),
    "history": ("history.py", ()),
    "driver": ("month.py", ("--blank",)),
    "month": ("month.py", ()),
}


@click.command()
@click.option("--clients", "sizes", type=int, multiple=True, default=SIZES, show_default=True)
@click.option("--only", type=click.Choice([*_STEPS]), multiple=True, default=[*_STEPS])
def main(sizes: tuple[int, ...], only: tuple[str, ...]) -> None:
    """Run them, each in a program of its own."""
    for name in only:
        file, given = _STEPS[name]
        if not (_HERE / file).exists():
            continue
        own = [*given, *(f"--clients={n}" for n in sizes)] if file == "month.py" else [*given]
        print(f"\n{name}", flush=True)
        subprocess.run([sys.executable, str(_HERE / file), *own], check=True)
    tell()


if __name__ == "__main__":
    main()
