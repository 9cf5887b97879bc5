"""`make bench`: every benchmark in turn, then the tables and the plot.

    python benchmarks/every.py [--clients 100] [--clients 1000] [--only month]

Without anything said the month has 100, 1000 and 10 000 clients: about half an hour on two cores.
Only what was measured so, whole, is written into docs/; `--clients` prints figures and keeps them
in build/bench, and leaves the published ones as they are.
"""

import sys
from pathlib import Path

import click
from programs import ended, started
from standard import SIZES, STEPS
from telling import tell

_HERE = Path(__file__).parent


def _line(name: str, sizes: tuple[int, ...]) -> list[str]:
    file, *given = STEPS[name]
    if file == "month.py" and set(sizes) not in (set(), set(SIZES)):
        given += [f"--clients={n}" for n in sizes]
    return [sys.executable, str(_HERE / file), *given]


def _run(name: str, sizes: tuple[int, ...]) -> None:
    """One benchmark to its end. Raises SystemExit with a sentence where it fails."""
    print(f"\n{name}", flush=True)
    with started(_line(name, sizes)) as program:
        ended(program)
    if program.returncode:
        print(f"{name} ended with code {program.returncode}; nothing was written into docs/.")
        raise SystemExit(1)


@click.command()
@click.option(
    "--clients",
    "sizes",
    type=click.IntRange(min=1),
    multiple=True,
    help=f"Of the month, instead of {', '.join(map(str, SIZES))}.",
)
@click.option("--only", type=click.Choice([*STEPS]), multiple=True, default=[*STEPS])
def main(sizes: tuple[int, ...], only: tuple[str, ...]) -> None:
    """Run them, each in a program of its own."""
    for name in only:
        _run(name, sizes)
    tell(only)


if __name__ == "__main__":
    main()
