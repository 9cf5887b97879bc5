"""check: read everything, bill nothing."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from billing.cli import returning
from billing.cli.months import CLIENTS, JSON, MONTH
from billing.cli.opening import billing_month, books, now, opened, today
from billing.cli.speech import guessed_language, printed, progress, tell

if TYPE_CHECKING:
    from billing.month import Workspace
    from billing.report.readiness import Readiness


@click.command()
@MONTH
@CLIENTS
@click.option(
    "--reminders", is_flag=True, help="Print what to ask each client for, ready to be sent."
)
@JSON
@click.pass_obj
def check(
    folder: Path, named: str | None, clients: tuple[str, ...], reminders: bool, as_json: bool
) -> int:
    """Read everything, bill nothing: what is there, missing and wrong, per client."""
    workspace = opened(folder)
    month = billing_month(workspace, named, over=False)
    readiness = checked(workspace, month, clients)
    if reminders:
        click.echo(_reminders(readiness))
        return code_of(readiness)
    show(readiness, as_json=as_json)
    returning.tell_returned(workspace, readiness.run, clients)
    asked = any(one.reminder for one in readiness.clients)
    tell("done.check_asked" if asked else "done.check", {"month": month})
    return code_of(readiness)


def checked(workspace: "Workspace", month: str, clients: tuple[str, ...]) -> "Readiness":
    """The month's inbox as it is now; files with problems are given back marked."""
    from billing.month.checking import checked as looked_at

    with books(workspace) as ledger, progress() as tick:
        return looked_at(
            workspace,
            ledger,
            month,
            now=now(workspace),
            day=today(workspace),
            tick=tick,
            mark=partial(returning.given_back, workspace, only=clients),
            only=clients,
        )


def show(readiness: "Readiness", *, as_json: bool) -> None:
    """The page, or all of it as JSON, on stdout."""
    language = guessed_language()
    if as_json:
        from billing.report.checking_json import check_json

        click.echo(check_json(readiness, language), nl=False)
        return
    from billing.report.checking import inbox

    printed(inbox(readiness, language))


def code_of(readiness: "Readiness") -> int:
    """1 where a client failed, 3 where one waits for a person, else 0."""
    from billing.report.readiness import OPEN, Standing

    if readiness.count(Standing.FAILED):
        return 1
    return 3 if any(readiness.count(standing) for standing in OPEN) else 0


def _reminders(readiness: "Readiness") -> str:
    """Every reminder under a line with its client."""
    from billing.report import said

    language = guessed_language()
    texts = [
        said.word("check.reminder", language, client=one.client, name=one.outcome.name)
        + f"\n{one.reminder}\n"
        for one in readiness.clients
        if one.reminder
    ]
    if not texts:
        return said.word("check.no_reminders", language)
    return "\n".join(texts)
