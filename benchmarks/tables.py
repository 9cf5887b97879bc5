"""The tables of the pages, each from the figures that one benchmark kept."""

from typing import Any

Figures = dict[str, Any]


def table(head: str, rows: list[list[str]]) -> str:
    """A table whose columns but the first are numbers; `head` with bars between its cells."""
    rule = "|".join(["---"] + ["---:"] * head.count("|"))
    return "\n".join([f"| {head} |", f"|{rule}|", *(f"| {' | '.join(row)} |" for row in rows)])


def met(measured: float, most: float) -> str:
    """Whether a figure is at most so much; as measured, not as it is rounded for people."""
    return "yes" if measured <= most else "**no**"


def where(found: Figures) -> str:
    """On what it was measured, and how."""
    on, versions = found["machine"], found["machine"]["libraries"]
    named = ", ".join(f"{name} {version}" for name, version in versions.items())
    return (
        f"`{found['command']}` on {on['cores']} cores of {on['processor']},"
        f" {on['memory_gb']} GB, {on['system']}, Python {on['python']}, {named};"
        f" load when it ended: {found['loaded']:.1f}."
    )


def month(found: Figures) -> str:
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
    return f"{table(head, rows)}\n\n{where(found)}"


def driver(found: Figures) -> str:
    """The driver alone, by step and part, in CPU ms a client; commits by the clock; its memory."""
    runs = found["runs"]
    names = {step: None for one in runs for step in one["run"]["steps"]}
    rows = [[f"step: {step}", *(_each(one, "steps", step) for one in runs)] for step in names]
    parts = {part: None for one in runs for part in one["run"]["parts"]}
    rows += [[f"part: {part}", *(_each(one, "parts", part) for one in runs)] for part in parts]
    whole = [f"{1000 * one['run']['cpu'] / one['clients']:.2f}" for one in runs]
    clock = [f"{1000 * one['run']['parts']['commit']['wall'] / one['clients']:.2f}" for one in runs]
    ledger = [f"{one['sizes']['ledger'] / one['clients'] / 1000:.1f} KB" for one in runs]
    rows += [["**all**", *whole], ["commit, ms by the clock", *clock]]
    rows += [["ledger, an invoice", *ledger]]
    sizes = [f"{one['clients']} clients" for one in runs]
    held = [[step, *(_held(one, step) for one in runs)] for step in names]
    held.append(["**most**", *(f"{one['run']['peak_mb']['parent']:.0f}" for one in runs)])
    memory = table(" | ".join(["driver's memory, MB, the most in a step", *sizes]), held)
    return f"{table(' | '.join(['CPU ms a client', *sizes]), rows)}\n\n{memory}\n\n{where(found)}"


def _held(one: Figures, step: str) -> str:
    """A step between two looks shows nothing."""
    held = one["run"]["steps"].get(step, {"peak_mb": 0})["peak_mb"]
    return f"{held:.0f}" if held else "-"


def _each(one: Figures, sort: str, name: str) -> str:
    spent = one["run"][sort].get(name)
    return f"{1000 * spent['cpu'] / one['clients']:.2f}" if spent else "-"


def history(found: Figures) -> str:
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
    return f"{table(head, rows)}\n\n{where(found)}"


def rating(found: Figures) -> str:
    """Rating by mode, and what 10 000 clients would take."""
    rows = [[modes, f"{spent:.2f}"] for modes, spent in found["ms"].items()]
    mean = 1000 * found["cpu"] / found["clients"]
    rows.append([f"**mean of {found['clients']}**", f"**{mean:.2f}**"])
    rows.append(["10 000 clients, s", f"{10 * mean:.1f}"])
    return f"{table('mode | CPU ms a client', rows)}\n\n{where(found)}"


def starting(found: Figures) -> str:
    """What a person waits, beside the goal."""
    rows = [
        [name, f"{one['wall']:.2f}", f"{one['cpu']:.2f}", *_reached(one)]
        for name, one in found["commands"].items()
    ]
    head = "command | wall s | CPU s | goal, wall s | met"
    return f"{table(head, rows)}\n\n{where(found)}"


def _reached(one: Figures) -> list[str]:
    goal = one["goal"]
    return [f"{goal:.2f}", met(one["wall"], goal)] if goal else ["-", "-"]


def reading(found: Figures) -> str:
    """Each kind of file beside pandas and the floor."""
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
    return f"{table(head, rows)}\n\n{where(found)}"


def rendering(found: Figures) -> str:
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
    first = table(f"median of {found['count']} | CPU ms | ratio | KB | MB", rows)
    stages = [[name, f"{spent:.1f}"] for name, spent in found["stages"].items()]
    parts = [[name, f"{kb:.1f}"] for name, kb in found["parts"].items()]
    more = table("stage | CPU ms", stages), table("part of the file | KB", parts)
    return f"{first}\n\n{more[0]}\n\n{more[1]}\n\n{where(found)}"


def sending(found: Figures) -> str:
    """What a run would keep or hand out, a client: rating, drafting, a page."""
    rows = [
        [name, f"{one['alone']:.2f}", f"{one['here']:.2f}", f"{one['there']:.2f}",
         f"{one['kb_out']:.1f}", f"{one['kb_back']:.1f}"]
        for name, one in found["parts"].items()
    ]  # fmt: skip
    head = (
        "CPU ms a client | in this process | handed out: in this process | ... in the worker |"
        " KB out | KB back"
    )
    return f"{table(head, rows)}\n\n{where(found)}"
