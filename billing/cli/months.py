"""preview and run: the month, ever further."""

from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from billing.cli import drafts, due, returning, sending, watching
from billing.cli.manning import WORKERS, manned
from billing.cli.opening import billing_month, books, holding, now, opened, today
from billing.cli.outcomes import SCREEN, code_of, only, show, show_all, tell_next
from billing.cli.speech import progress, tell

if TYPE_CHECKING:
    from billing.month import Workspace
    from billing.outcome import RunReport

MONTH = click.option(
    "--month", "named", metavar="YYYY-MM", help="The month; the last one if not named."
)
CLIENTS = click.option(
    "--client", "clients", multiple=True, metavar="CODE", help="Only this client; may be repeated."
)
JSON = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON on stdout.")


@click.command()
@MONTH
@CLIENTS
@click.option("--watch", is_flag=True, help="Draw anew when a template changes, until Ctrl-C.")
@WORKERS
@JSON
@click.pass_obj
def preview(
    folder: Path,
    named: str | None,
    clients: tuple[str, ...],
    watch: bool,
    workers: str,
    as_json: bool,
) -> int:
    """Draft the month: watermarked PDFs and one book of all drafts, no number given."""
    workspace = opened(folder)
    if watch:
        watching.able_to_watch()
    month = billing_month(workspace, named, over=False)
    with manned(workers) as crew:
        report = planned_report(workspace, month, clients, mark=True)
        if watch:
            show(report, as_json=as_json)
            watching.watch(workspace, report)
            return 0
        count, faults = drafts.write_drafts(workspace, report, crew)
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
        if len(own.clients) > SCREEN:
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


def billed(
    workspace: "Workspace", month: str, clients: tuple[str, ...], *, workers: str = ""
) -> tuple["RunReport", bool]:
    """The month, run; its report, and whether the outbox's summary was written."""
    from billing.month import bill
    from billing.month.finance import given_up, reported

    by_run = workspace.settings.mail.send == "run"
    with (
        holding(workspace) as ledger,
        sending.mailing(workspace) if by_run else nullcontext() as mailer,
        manned(workers) as crew,
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
