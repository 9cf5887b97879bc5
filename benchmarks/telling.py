"""Tables and plot of the pages, from the figures that were last measured.

    python benchmarks/telling.py

Writes docs/performance.md and docs/scaling.md anew between their markers, `<!-- month -->` to
`<!-- /month -->` and so on, and docs/pictures/month.svg. What was not measured stays as it is.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
from charts import Panel, Points, drawn
from machine import KEPT, kept

from billing.settings import MailSettings

_DOCS = Path("docs")
_PLOT = "month.svg"
_MANY = 100_000  # clients of docs/scaling.md
_MB = 1 << 20
Figures = dict[str, Any]


def _table(head: str, rows: list[list[str]]) -> str:
    """A table whose columns but the first are numbers; `head` with bars between its cells."""
    rule = "|".join(["---"] + ["---:"] * head.count("|"))
    return "\n".join([f"| {head} |", f"|{rule}|", *(f"| {' | '.join(row)} |" for row in rows)])


def _where(found: Figures) -> str:
    """On what it was measured, and how."""
    on, versions = found["machine"], found["machine"]["libraries"]
    named = ", ".join(f"{name} {version}" for name, version in versions.items())
    return (
        f"`{found['command']}` on {on['cores']} cores of {on['processor']},"
        f" {on['memory_gb']} GB, {on['system']}, Python {on['python']}, {named};"
        f" load when it ended: {found['loaded']:.1f}."
    )


def _month(found: Figures) -> str:
    """Whole months: the run beside rendering alone."""
    rows = []
    for one in found["runs"]:
        run, alone, n = one["run"], one["alone"], one["clients"]
        render = run["steps"].get("render", {"cores": 0})
        rows.append([
            f"{n}", f"{one['rows']}", f"{run['wall']:.0f}", f"{run['cpu']:.0f}",
            f"{1000 * run['cpu'] / n:.0f}", f"{alone['cpu']:.0f}",
            f"{run['cpu'] / alone['cpu']:.2f}", f"{run['wall'] / alone['wall']:.2f}",
            f"{render['cores']:.2f}", f"{run['peak_mb']['parent']:.0f}",
            f"{run['peak_mb']['children']:.0f}", f"{one['again']['cpu']:.1f}",
        ])  # fmt: skip
    head = (
        "clients | rows | wall s | CPU s | ms a client | rendering alone, CPU s | ratio CPU |"
        " ratio wall | cores busy while rendering | MB, driver | MB, others | again, CPU s"
    )
    return f"{_table(head, rows)}\n\n{_where(found)}"


def _driver(found: Figures) -> str:
    """The driver alone, by step and part, in milliseconds of CPU a client."""
    runs = found["runs"]
    names = {step: None for one in runs for step in one["run"]["steps"]}
    rows = [[f"step: {step}", *(_each(one, "steps", step) for one in runs)] for step in names]
    parts = {part: None for one in runs for part in one["run"]["parts"]}
    rows += [[f"part: {part}", *(_each(one, "parts", part) for one in runs)] for part in parts]
    whole = [f"{1000 * one['run']['cpu'] / one['clients']:.2f}" for one in runs]
    peak = [f"{one['run']['peak_mb']['parent']:.0f} MB" for one in runs]
    ledger = [f"{one['sizes']['ledger'] / one['clients'] / 1000:.1f} KB" for one in runs]
    rows += [["**all**", *whole], ["memory of the driver", *peak], ["ledger, an invoice", *ledger]]
    head = " | ".join(["CPU ms a client", *(f"{one['clients']} clients" for one in runs)])
    return f"{_table(head, rows)}\n\n{_where(found)}"


def _each(one: Figures, sort: str, name: str) -> str:
    spent = one["run"][sort].get(name)
    return f"{1000 * spent['cpu'] / one['clients']:.2f}" if spent else "-"


def _history(found: Figures) -> str:
    """Months one after the other, papers blank: what a client costs by step, and again."""
    steps = list(found["months"][0]["run"]["steps"])
    rows = []
    for one in found["months"]:
        spent = {"clients": found["clients"], **one}
        each = [_each(spent, "steps", step) for step in steps]
        whole = [1000 * one[run]["cpu"] / found["clients"] for run in ("run", "again")]
        peak = one["run"]["peak_mb"]["parent"]
        rows.append([one["month"], *each, f"{whole[0]:.2f}", f"{whole[1]:.2f}", f"{peak:.0f}"])
    head = " | ".join(["month, CPU ms a client", *steps, "all", "again", "MB, driver"])
    return f"{_table(head, rows)}\n\n{_where(found)}"


def _rating(found: Figures) -> str:
    rows = [[modes, f"{spent:.2f}"] for modes, spent in found["ms"].items()]
    mean = 1000 * found["cpu"] / found["clients"]
    rows.append([f"**mean of {found['clients']}**", f"**{mean:.2f}**"])
    rows.append(["10 000 clients, s", f"{10 * mean:.1f}"])
    return f"{_table('mode | CPU ms a client', rows)}\n\n{_where(found)}"


def _starting(found: Figures) -> str:
    rows = [
        [name, f"{one['wall']:.2f}", f"{one['cpu']:.2f}", f"{one['goal']:.2f}"]
        for name, one in found["commands"].items()
    ]
    return f"{_table('command | wall s | CPU s | goal', rows)}\n\n{_where(found)}"


def _reading(found: Figures) -> str:
    rows = []
    for kind, one in found["kinds"].items():
        ours, theirs, floor = one["ours"], one["theirs"], one["floor"]
        rows.append([
            kind, f"{ours['seconds']:.2f}", f"{theirs['seconds']:.2f}", f"{floor['seconds']:.2f}",
            f"{ours['seconds'] / theirs['seconds']:.2f}",
            f"{ours['seconds'] / floor['seconds']:.2f}", f"{ours['peak']:.0f}",
        ])  # fmt: skip
    head = (
        f"{found['rows']} rows | billing, CPU s | pandas + calamine | unzip + expat |"
        " over pandas | over the floor | MB"
    )
    return f"{_table(head, rows)}\n\n{_where(found)}"


def _rendering(found: Figures) -> str:
    """An invoice of two pages by each renderer, and where our time goes."""
    naive, names = (
        found["renderers"]["naive"]["ms"],
        {
            "ours": "billing",
            "naive": f"WeasyPrint as its manual shows it, with {found['family']}",
            "chromium": "Chromium, kept warm, all its processes",
        },
    )
    rows = [
        [names[name], f"{one['ms']:.0f}", f"{one['ms'] / naive:.2f}", f"{one['kb']:.0f}",
         f"{one['mb']:.0f}"]
        for name, one in found["renderers"].items()
    ]  # fmt: skip
    table = _table(f"median of {found['count']} | CPU ms | ratio | KB | MB", rows)
    stages = [[name, f"{spent:.1f}"] for name, spent in found["stages"].items()]
    return f"{table}\n\n{_table('stage | CPU ms', stages)}\n\n{_where(found)}"


def _costs(driver: Figures, month: Figures) -> dict[str, float]:
    """What one of each costs, by the largest month without paper and the largest with."""
    one, papers = driver["runs"][-1], month["runs"][-1]
    small = driver["runs"][0]
    clients, steps = one["clients"], one["run"]["steps"]
    acts = [steps[step] for step in ("issue", "render") if step in steps]
    more = one["run"]["peak_mb"]["parent"] - small["run"]["peak_mb"]["parent"]
    return {
        "read, CPU ms a row": 1000 * steps["read"]["cpu"] / one["rows"],
        "plan, CPU ms a client": 1000 * steps["rate"]["cpu"] / clients,
        "issue and note the paper, CPU ms an invoice": 1000 * sum(s["cpu"] for s in acts) / clients,
        "the same, ms by the clock": 1000 * sum(s["wall"] for s in acts) / clients,
        "render, CPU ms an invoice": 1000 * papers["alone"]["cpu"] / papers["clients"],
        "report, CPU ms a client": 1000 * steps["report"]["cpu"] / clients,
        "audit, CPU ms an invoice": 1000 * one["audit"] / clients,
        "driver's memory, KB a client": 1024 * more / max(clients - small["clients"], 1),
        "ledger, KB an invoice": one["sizes"]["ledger"] / clients / 1000,
        "papers, KB an invoice": papers["sizes"]["papers"] / papers["clients"] / 1000,
        "inbox and archive, bytes a row": 2 * one["sizes"]["archive"] / one["rows"],
        "rows a client": one["rows"] / clients,
    }


def _scaling(driver: Figures, month: Figures) -> str:
    """One of each, and what many clients need; all worked out from the first table."""
    cost = _costs(driver, month)
    one_of_each = [[name, f"{value:.3g}"] for name, value in cost.items()]
    tables = _table("measured | ", one_of_each), _table(f"{_MANY:,} clients | ", _needs(cost))
    return f"{tables[0]}\n\n{tables[1]}\n\n{_where(driver)}\n\n{_where(month)}"


def _needs(cost: dict[str, float]) -> list[list[str]]:
    thousand = _MANY / 1000
    serial = (
        cost["read, CPU ms a row"] * cost["rows a client"]
        + cost["plan, CPU ms a client"]
        + cost["report, CPU ms a client"]
    )
    act = cost["issue and note the paper, CPU ms an invoice"]
    clock, render = cost["the same, ms by the clock"], cost["render, CPU ms an invoice"]
    mails = MailSettings().per_minute
    return [
        ["read, plan and report: before and after the papers, CPU min", _f(serial * thousand / 60)],
        ["issue and note: the driver while papers are made, CPU min", _f(act * thousand / 60)],
        ["render, CPU hours", _f(render * thousand / 3600)],
        ["workers with which rendering takes one hour", _f(render * thousand / 3600)],
        ["workers that one driver can feed (rendering / driver, CPU)", _f(render / act)],
        ["... where its disk is as slow as in this run (by the clock)", _f(render / clock)],
        ["memory of the driver, GB", _f(cost["driver's memory, KB a client"] * _MANY / 2**20)],
        ["ledger, GB a month", _f(cost["ledger, KB an invoice"] * thousand / 1000)],
        ["papers, GB a month", _f(cost["papers, KB an invoice"] * thousand / 1000)],
        ["inbox and archive, GB a month", _f(_stored(cost))],
        ["`billing verify`, the books alone, CPU min", _f(_audited(cost))],
        [f"mail at {mails} a minute (the default), hours", _f(_MANY / mails / 60)],
        ["mails a minute that send all in 8 hours", _f(_MANY / 480)],
    ]


def _stored(cost: dict[str, float]) -> float:
    return cost["inbox and archive, bytes a row"] * cost["rows a client"] * _MANY / 1e9


def _audited(cost: dict[str, float]) -> float:
    return cost["audit, CPU ms an invoice"] * _MANY / 60_000


def _f(value: float) -> str:
    return f"{value:.3g}" if value < 1000 else f"{value:,.0f}"


def _plot(month: Figures | None, driver: Figures | None) -> str:
    def line(found: Figures | None, of: Callable[[Figures], float]) -> Points:
        return [(one["clients"], of(one)) for one in found["runs"]] if found else []

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
    panels = [
        Panel(title, {name: points for name, points in lines.items() if points})
        for title, lines in (("CPU seconds", seconds), ("MB", memory))
    ]
    return drawn(panels)


def _found() -> Iterator[tuple[str, str]]:
    """Each marker whose figures there are, and what stands between its ends."""
    month, driver = kept("month"), kept("driver")
    made: dict[str, tuple[Callable[..., str], tuple[Figures | None, ...]]] = {
        "month": (_month, (month,)),
        "driver": (_driver, (driver,)),
        "history": (_history, (kept("history"),)),
        "rating": (_rating, (kept("rating"),)),
        "starting": (_starting, (kept("starting"),)),
        "reading": (_reading, (kept("reading"),)),
        "rendering": (_rendering, (kept("rendering"),)),
        "scaling": (_scaling, (driver, month)),
    }
    for name, (tell, figures) in made.items():
        if all(figures):
            yield name, tell(*figures)


def tell() -> None:
    """Write what there is."""
    found = dict(_found())
    for page in (_DOCS / "performance.md", _DOCS / "scaling.md"):
        text = page.read_text(encoding="utf-8")
        for name, table in found.items():
            between = re.compile(f"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
            text = between.sub(lambda at, table=table: f"{at[1]}\n{table}\n\n{at[2]}", text)
        page.write_text(text, encoding="utf-8")
    if "month" in found or "driver" in found:
        svg = _plot(kept("month"), kept("driver"))
        for folder in (_DOCS / "pictures", KEPT):
            (folder / _PLOT).write_text(svg, encoding="utf-8")


@click.command()
def main() -> None:
    """Write tables and plot."""
    tell()


if __name__ == "__main__":
    main()
