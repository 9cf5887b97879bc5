"""What rendering costs: ours, WeasyPrint as its manual shows it, and a warm Chromium.

    python benchmarks/rendering.py [--count 50] [--seed 1] [--compared]

Different invoices of two pages: twelve lines, thirty days, a chart, in Chinese; `--compared` adds
last month and the balances. Each invoice goes through all renderers before the next one, so that
they share whatever else the machine does; the first of them warm up and are not counted. Times are
CPU time, the median; ratios hold better than times. Memory is the most that a program held.
"""

import os
import sys
from pathlib import Path
from statistics import median
from typing import Any

import click

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.invoices import invoices
from benchmarks.machine import keep
from benchmarks.renderers import CHROMIUM, Chromium, Served, family
from benchmarks.stages import stages
from benchmarks.weights import weights
from billing.render import render

WARM = 3


def _measured(count: int, seed: int, *, compared: bool) -> dict[str, list[dict[str, float]]]:
    """What every invoice took with every renderer."""
    whole = count + WARM
    ways: dict[str, Any] = {
        name: Served(name, seed, whole, compared=compared) for name in ("ours", "naive")
    }
    if CHROMIUM:
        ways["chromium"] = Chromium(seed, whole, compared=compared)
    found: dict[str, list[dict[str, float]]] = {name: [] for name in ways}
    for number in range(whole):
        for name, way in ways.items():
            found[name].append(way.took(number))
    for way in ways.values():
        way.close()
    return {name: took[WARM:] for name, took in found.items()}


def _summed(took: list[dict[str, float]]) -> dict[str, float]:
    return {
        "ms": round(median(one["ms"] for one in took), 1),
        "kb": round(median(one["bytes"] for one in took) / 1000, 1),
        "mb": round(max(one["mb"] for one in took)),
    }


@click.command()
@click.option(
    "--count", default=50, show_default=True, type=click.IntRange(min=1), help="Invoices."
)
@click.option("--seed", default=1, show_default=True, help="Of the figures and names.")
@click.option("--compared", is_flag=True, help="With last month and balances.")
def main(count: int, seed: int, compared: bool) -> None:  # noqa: FBT001
    """Print CPU time, size and memory of an invoice, where our time goes; keep it as JSON."""
    found = {
        name: _summed(took) for name, took in _measured(count, seed, compared=compared).items()
    }
    many = invoices(WARM + min(count, 20), seed, compared=compared)
    warm, many = many[:WARM], many[WARM:]
    stages(warm)
    steps, parts = stages(many), weights([render(one) for one in many])
    print(f"{count} invoices; the naive loop has {family()}; {os.cpu_count()} CPUs")
    print(f"{'renderer':<12}{'CPU ms':>8}{'ratio':>8}{'KB':>8}{'MB':>8}")
    for name, row in found.items():
        ratio = row["ms"] / found["naive"]["ms"]
        print(f"{name:<12}{row['ms']:>8.1f}{ratio:>8.2f}{row['kb']:>8.1f}{row['mb']:>8.0f}")
    print("ours: " + ", ".join(f"{name} {spent:.1f}" for name, spent in steps.items()))
    print("KB: " + ", ".join(f"{name} {kb:.1f}" for name, kb in parts.items()))
    measured = {"count": count, "family": family(), "renderers": found}
    keep("rendering", {**measured, "stages": steps, "parts": parts})


if __name__ == "__main__":
    main()
