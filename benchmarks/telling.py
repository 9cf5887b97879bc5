"""Tables and plot of the pages, from the figures that were last measured.

    python benchmarks/telling.py

Writes docs/performance.md, docs/scaling.md and docs/workers.md anew between their markers,
`<!-- month -->` to `<!-- /month -->` and so on, and docs/pictures/month.svg. Only what was measured
as `make bench` does, whole, is written; of the rest it is said why it stays as it is.
"""

import re
from collections.abc import Callable, Collection, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

import click
import tables
from charts import Panel, Points, drawn
from goals import goals
from machine import KEPT, kept
from scaling import scaling
from standard import STEPS, lacking
from tables import Figures

_DOCS = Path(__file__).resolve().parent.parent / "docs"
_PAGES = ("performance.md", "scaling.md", "workers.md")
_PLOT = "month.svg"
_MB = 1 << 20


class Told(NamedTuple):
    """What stands between two markers, or a picture: made of the figures of these steps."""

    make: Callable[..., str]
    of: tuple[str, ...]


def _plot(month: Figures, driver: Figures) -> str:
    def line(found: Figures, of: Callable[[Figures], float]) -> Points:
        return [(one["clients"], of(one)) for one in found["runs"]]

    seconds = {
        "billing run": line(month, lambda one: one["run"]["cpu"]),
        "rendering alone": line(month, lambda one: one["alone"]["cpu"]),
        "the driver, papers blank": line(driver, lambda one: one["run"]["cpu"]),
    }
    memory = {
        "all processes": line(month, lambda one: one["run"]["peak_mb"]["both"]),
        "the driver, papers blank": line(driver, lambda one: one["run"]["peak_mb"]["parent"]),
        "ledger": line(driver, lambda one: one["sizes"]["ledger"] / _MB),
    }
    return drawn([Panel("CPU seconds", seconds), Panel("MB", memory)])


_ALL: Mapping[str, Told] = {
    **{name: Told(getattr(tables, name), (name,)) for name in STEPS},
    "goals": Told(goals, ("starting", "rating", "reading", "rendering", "driver", "month")),
    "scaling": Told(scaling, ("driver", "month", "sending")),
    _PLOT: Told(_plot, ("month", "driver")),
}


def tell(measured: Collection[str]) -> None:
    """Write what is made of steps that were measured, where all its figures are whole."""
    figures = {name: kept(name) for name in STEPS}
    lacks = {name: why for name, found in figures.items() if (why := lacking(name, found))}
    wanted = {name: one for name, one in _ALL.items() if set(one.of) & set(measured)}
    found = {
        name: one.make(*(figures[step] for step in one.of))
        for name, one in wanted.items()
        if not set(one.of) & set(lacks)
    }
    _write(found)
    for name in wanted:
        print(f"docs: {name}: {_said(name, lacks)}")


def _said(name: str, lacks: Mapping[str, str]) -> str:
    why = [f"{step} {lacks[step]}" for step in _ALL[name].of if step in lacks]
    return f"left as it is: {'; '.join(why)}" if why else "written"


def _write(found: Mapping[str, str]) -> None:
    for page in (_DOCS / name for name in _PAGES):
        text = page.read_text(encoding="utf-8")
        for name, table in found.items():
            between = re.compile(f"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
            text = between.sub(partial(_between, table), text)
        page.write_text(text, encoding="utf-8")
    if svg := found.get(_PLOT):
        for folder in (_DOCS / "pictures", KEPT):
            (folder / _PLOT).write_text(svg, encoding="utf-8")


def _between(table: str, at: re.Match[str]) -> str:
    return f"{at[1]}\n{table}\n\n{at[2]}"


@click.command()
def main() -> None:
    """Write tables and plot."""
    tell(STEPS)


if __name__ == "__main__":
    main()
