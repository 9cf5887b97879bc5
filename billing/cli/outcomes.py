"""What came of a month, on the terminal: tables, one screen of it, the exit code, what is next."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from billing.cli import sending
from billing.cli.speech import command, console, guessed_language, printed, put, tell
from billing.outcome import Outcome

if TYPE_CHECKING:
    from billing.errors import Problem
    from billing.month import Workspace
    from billing.outcome import RunReport

SCREEN = 12  # clients whose table and reasons may still be in sight at the end

# Outcomes that someone has to look at.
_OPEN = (Outcome.BLOCKED, Outcome.HELD, Outcome.DIFFERS)


def only(report: "RunReport", clients: tuple[str, ...]) -> "RunReport":
    """The report of the clients named alone; of all where none is."""
    from dataclasses import replace

    kept = tuple(one for one in report.clients if not clients or one.client in clients)
    return replace(report, clients=kept)


def show_all(report: "RunReport") -> None:
    """The table of all clients, and where they are many what they came to, on one screen."""
    many = len(report.clients) > SCREEN
    show(report, as_json=False, summed=not many)
    if many:
        show_glance(report)


def show(report: "RunReport", *, as_json: bool, summed: bool = True) -> None:
    """The table of all clients, or the report as JSON, on stdout."""
    from billing import report as reports

    if as_json:
        put(reports.run_json(report, guessed_language()))
        return
    printed(reports.table(report, guessed_language(), summed=summed))


def show_glance(report: "RunReport") -> None:
    """What a run came to, on one screen: counts, the open ones, sums."""
    from rich.text import Text

    from billing import report as reports

    screen, seen = console(), reports.glance(report, guessed_language())
    with screen.capture() as held:  # rich itself ends the program where a pipe is gone
        for lines, whole in ((seen.head, True), (seen.open, False), (seen.foot, True)):
            for line in lines:
                text = Text(line)  # its own overflow would not count
                screen.print(text, no_wrap=not whole, overflow="fold" if whole else "ellipsis")
    put(held.get())


def code_of(report: "RunReport") -> int:
    """1 where a client failed, 5 for open mail, 3 where a client waits for a person, else 0."""
    from billing.month.mails import OPEN

    if report.count(Outcome.FAILED):
        return 1
    if any(one.code in OPEN for one in _problems(report)):
        return 5
    return 3 if any(report.count(outcome) for outcome in _OPEN) else 0


def _problems(report: "RunReport") -> Iterator["Problem"]:
    yield from report.problems
    for client in report.clients:
        yield from client.warnings


def tell_next(workspace: "Workspace", report: "RunReport", *, wrote: bool) -> None:
    """Where the papers are, and what to do next."""
    from billing.catalogue import say

    path = workspace.outbox(report.month)
    if not report.clients:
        tell("no_clients", {"path": workspace.register})
        return
    if not wrote and not report.changed:
        tell("done.unchanged", {"path": path})
        sending.tell_waiting(workspace)
        return
    numbers = [one.invoice.number for one in report.clients if one.invoice]
    values = {
        "billing": command(workspace.root),
        "month": report.month,
        "number": numbers[-1] if numbers else "",
    }
    code = _next(report, waiting=sending.tell_waiting(workspace))
    tell("done.run", {"path": path, "next": say(code, guessed_language(), values)})


def _next(report: "RunReport", *, waiting: int) -> str:
    """The code of the next step: clients first, then mails that are open, then those that wait."""
    if any(report.count(outcome) for outcome in (Outcome.FAILED, *_OPEN)):
        return "next.solve"
    if code_of(report) == 5:
        return "next.mails"
    return "next.send_waiting" if waiting else "next.explain"
