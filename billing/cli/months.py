"""preview and run: the month, ever further."""

from collections.abc import Iterator
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from billing.cli import drafts, due, returning, sending, watching
from billing.cli.opening import billing_month, books, holding, now, opened, today
from billing.cli.speech import command, console, guessed_language, printed, progress, put, tell
from billing.outcome import Outcome

if TYPE_CHECKING:
    from billing.errors import Problem
    from billing.month import Workspace
    from billing.outcome import RunReport

MONTH = click.option(
    "--month", "named", metavar="YYYY-MM", help="The month; the last one if not named."
)
CLIENTS = click.option(
    "--client", "clients", multiple=True, metavar="CODE", help="Only this client; may be repeated."
)
JSON = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON on stdout.")

WORKERS = click.option(
    "--workers",
    default="",
    metavar="N|dask://HOST:PORT",
    help="Who makes pages: N processes (one a core), or a Dask cluster; 0, 1: this process.",
)

# Outcomes that someone has to look at.
_OPEN = (Outcome.BLOCKED, Outcome.HELD, Outcome.DIFFERS)
_SCREEN = 12  # clients whose table and reasons may still be in sight at the end


@click.command()
@MONTH
@CLIENTS
@click.option("--watch", is_flag=True, help="Draw anew when a template changes, until Ctrl-C.")
@JSON
@click.pass_obj
def preview(
    folder: Path, named: str | None, clients: tuple[str, ...], watch: bool, as_json: bool
) -> int:
    """Draft the month: watermarked PDFs and one book of all drafts, no number given."""
    workspace = opened(folder)
    if watch:
        watching.able_to_watch()
    month = billing_month(workspace, named, over=False)
    report = planned_report(workspace, month, clients, mark=True)
    if watch:
        show(report, as_json=as_json)
        watching.watch(workspace, report)
        return 0
    count, faults = drafts.write_drafts(workspace, report)
    show(report, as_json=as_json)
    returning.tell_returned(workspace, report, clients)
    path = drafts.folder_of(workspace, month)
    tell("done.preview", {"path": path, "count": count, "month": month})
    return 1 if faults else code_of(report)


@click.command()
@MONTH
@CLIENTS
@click.option("--dry-run", is_flag=True, help="Show what would be issued, and change nothing.")
@click.option("--if-due", is_flag=True, help="For cron: bill what is due today, or do nothing.")
@WORKERS
@JSON
@click.pass_obj
def run(
    folder: Path,
    named: str | None,
    clients: tuple[str, ...],
    dry_run: bool,
    if_due: bool,
    workers: str,
    as_json: bool,
) -> int:
    """Bill the month: number, print and keep every invoice that is ready."""
    if if_due:
        due.refuse_with(month=named, client=clients, dry_run=dry_run)
        return due.bill_due(folder, partial(billed, workers=workers), as_json=as_json)
    workspace = opened(folder)
    month = billing_month(workspace, named, over=True)
    if dry_run:
        report = planned_report(workspace, month, clients)
        show(report, as_json=as_json)
        tell("done.check", {"month": month})
        return code_of(report)
    report, wrote = billed(workspace, month, clients, workers=workers)
    own = only(report, clients)
    if as_json:
        show(report, as_json=True)
    else:
        show_all(own)
        if len(own.clients) > _SCREEN:
            sending.tell_open(workspace, own)
    returning.tell_returned(workspace, report, clients)
    tell_next(workspace, own, wrote=wrote)
    return code_of(own)


def planned_report(
    workspace: "Workspace", month: str, clients: tuple[str, ...], *, mark: bool = False
) -> "RunReport":
    """Steps 1 to 5, as a report; of the clients named, or all. `mark`: files are given back."""
    from billing.month import known, plan, report

    started = now(workspace)
    with books(workspace) as ledger, progress() as tick:
        found, planned = plan(workspace, ledger, month, tick)
    known(clients, planned)
    whole = report(
        found,
        [one.as_outcome() for one in planned],
        month,
        run_id="",
        started=started,
        finished=now(workspace),
    )
    whole = returning.given_back(workspace, whole, clients) if mark else whole
    return only(whole, clients)


def only(report: "RunReport", clients: tuple[str, ...]) -> "RunReport":
    """The report of the clients named alone; of all where none is."""
    from dataclasses import replace

    kept = tuple(one for one in report.clients if not clients or one.client in clients)
    return replace(report, clients=kept)


def billed(
    workspace: "Workspace", month: str, clients: tuple[str, ...], *, workers: str = ""
) -> tuple["RunReport", bool]:
    """The month, run; its report, and whether the outbox's summary was written."""
    from billing.month import bill
    from billing.month.finance import given_up, reported
    from billing.workers import opened as manned
    from billing.workers import place

    by_run = workspace.settings.mail.send == "run"
    with (
        holding(workspace) as ledger,
        sending.mailing(workspace) if by_run else nullcontext() as mailer,
        manned(place(workers)) as crew,
        progress() as tick,
    ):
        report = bill(
            workspace,
            ledger,
            month,
            today=today(workspace),
            now=lambda: now(workspace),
            tick=tick,
            only=clients,
            mailer=mailer,
            crew=crew,
        )
        report = returning.given_back(workspace, report, clients)
        if not _same(workspace, report) or given_up(ledger, month):
            report = reported(report, mailer, ledger, workspace, lambda: now(workspace), tick)
        return report, _write_report(workspace, report)


def show_all(report: "RunReport") -> None:
    """The table of all clients, and where they are many what they came to, on one screen."""
    many = len(report.clients) > _SCREEN
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


def _write_report(workspace: "Workspace", report: "RunReport") -> bool:
    """run.json and summary.xlsx, unless they would say the same as before."""
    from billing import report as reports
    from billing.report.files import write

    if _same(workspace, report):
        return False
    folder = workspace.outbox(report.month)
    language = workspace.settings.language
    text = reports.run_json(report, language)
    write(folder / "summary.xlsx", reports.summary(report, language))
    return write(folder / "run.json", text.encode())


def _same(workspace: "Workspace", report: "RunReport") -> bool:
    """Whether run.json says all that the report does."""
    from billing import report as reports

    before = workspace.outbox(report.month) / "run.json"
    if not before.is_file():
        return False
    return reports.says_the_same(before, reports.run_json(report, workspace.settings.language))
