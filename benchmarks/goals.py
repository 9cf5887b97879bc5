"""The goals, beside what was measured: the first table of docs/performance.md."""

from collections.abc import Iterator
from typing import NamedTuple

from tables import Figures, met, table


class Goal(NamedTuple):
    """What is to be at most so much."""

    name: str
    measured: float
    most: float


def goals(
    starting: Figures,
    rating: Figures,
    reading: Figures,
    rendering: Figures,
    driver: Figures,
    month: Figures,
) -> str:
    """Each goal, the figure, and whether it is met."""
    found = [
        *_rendered(rendering["renderers"]),
        *_read(reading, driver["runs"][-1]),
        Goal("rating 10 000 clients, CPU s", 10_000 * rating["cpu"] / rating["clients"], 2),
        *_month(month["runs"][-1], month["machine"]["cores"]),
        *(
            Goal(f"{name}, s by the clock", one["wall"], one["goal"])
            for name, one in starting["commands"].items()
            if one["goal"]
        ),
    ]
    rows = [
        [one.name, f"{one.measured:.3g}", f"{one.most:.3g}", met(one.measured, one.most)]
        for one in found
    ]
    return table("goal | measured | at most | met", rows)


def _rendered(found: Figures) -> Iterator[Goal]:
    ours = found["ours"]
    yield Goal("an invoice of two pages, CPU ms", ours["ms"], 80)
    yield Goal("... over plain WeasyPrint", ours["ms"] / found["naive"]["ms"], 0.33)
    if "chromium" in found:
        yield Goal("... over a warm Chromium", ours["ms"] / found["chromium"]["ms"], 1)
    yield Goal("... KB", ours["kb"], 45)
    yield Goal("... MB of the process that makes it", ours["mb"], 150)


def _read(found: Figures, driver: Figures) -> Iterator[Goal]:
    ratios = (one["ours"]["seconds"] / one["theirs"]["seconds"] for one in found["kinds"].values())
    yield Goal("reading over pandas + calamine, the worst kind", max(ratios), 1.5)
    held = driver["run"]["peak_mb"]["both"] / 1024
    yield Goal(f"reading {driver['rows']} rows of a month, GB of all processes", held, 2)


def _month(one: Figures, cores: int) -> Iterator[Goal]:
    run, alone, again = one["run"], one["alone"], one["again"]["steps"]
    clients = one["clients"]
    unchanged = sum(again[step]["cpu"] for step in ("issue", "render") if step in again)
    idle = 1 - run["steps"]["render"]["cores"] / cores
    yield Goal(f"month of {clients} over rendering alone, CPU", run["cpu"] / alone["cpu"], 1.15)
    yield Goal("... by the clock", run["wall"] / alone["wall"], 1.15)
    yield Goal("... share of the cores idle while rendering", idle, 0.1)
    yield Goal("an unchanged invoice on a rerun, CPU ms", 1000 * unchanged / clients, 2)
