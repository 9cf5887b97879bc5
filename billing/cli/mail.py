"""send, and mail list|confirm|resend: what waits, what is in doubt, and what a person does."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from billing.cli.decide import BY, WHY
from billing.cli.opening import books, holding, now, opened
from billing.cli.speech import guessed_language, harmless, progress, tell
from billing.errors import SettingsError
from billing.letters import shown

if TYPE_CHECKING:
    from billing.errors import Problem
    from billing.message import Message
    from billing.month import Mailer, Workspace

_ANY_MONTH = click.option("--month", metavar="YYYY-MM", help="Only this month; all if not named.")
_JSON = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON on stdout.")
_STATES = ("queued", "in_doubt", "sent", "failed", "confirmed")


@contextmanager
def mailing(workspace: "Workspace", *, to_me: str = "") -> Iterator["Mailer"]:
    """What mails are sent with, as the settings say; closed at the end."""
    import time

    from billing.mail import Pace, carrier
    from billing.month import Mailer

    settings = workspace.settings.mail
    if not settings.wanted:
        raise SettingsError("mail_off")
    sleep = (lambda _seconds: None) if settings.folder else time.sleep
    made = carrier(settings, workspace.root, os.environ)
    try:
        pace = Pace(settings, time.monotonic, sleep)
        yield Mailer(carrier=made, pace=pace, to_me=to_me)
    finally:
        made.close()


@click.command()
@_ANY_MONTH
@click.option(
    "--client", "clients", multiple=True, metavar="CODE", help="Only this client; may be repeated."
)
@click.option("--dry-run", is_flag=True, help="Say what would be sent, and send nothing.")
@click.option("--to-me", metavar="ADDRESS", default="", help="Send all of it here, unrecorded.")
@click.option("--now", "at_once", is_flag=True, help="Also what a server put off a moment ago.")
@click.pass_obj
def send(
    folder: Path,
    month: str | None,
    clients: tuple[str, ...],
    *,
    dry_run: bool,
    to_me: str,
    at_once: bool,
) -> int:
    """Send the mails that wait, of all months."""
    from billing.mailbox import is_mailbox
    from billing.month.send import send as send_all
    from billing.month.send import waiting

    workspace = opened(folder)
    if to_me and not is_mailbox(to_me):
        raise SettingsError("not_a_mailbox", found=shown(to_me))
    with holding(workspace) as ledger, mailing(workspace, to_me=to_me) as mailer:
        copies = waiting(
            ledger, at=now(workspace), month=month, clients=clients, at_once=at_once or bool(to_me)
        )
        if dry_run:
            for copy in copies:
                click.echo(f"{copy.message.number or copy.message.purpose}  {copy.recipient}")
            tell("would.send", {"count": len(copies)})
            return 0
        with progress() as tick:
            problems = send_all(copies, mailer, ledger, workspace, lambda: now(workspace), tick)
        messages = ledger.messages(month)
    if to_me:
        _tell_problems(problems)
        sent = len({copy.message.message_id for copy in copies})
        tell("done.to_me", {"count": sent, "found": to_me})
        return 5 if problems else 0
    return _ended(messages, clients, problems)


def _ended(
    messages: tuple["Message", ...],
    clients: tuple[str, ...],
    problems: tuple["Problem", ...],
) -> int:
    """Counts by state, what is open, and 5 where anything is."""
    from billing.month.mails import told

    own = [one for one in messages if not clients or one.client in clients]
    open_ones = (*problems, *told(own))
    _tell_problems(open_ones)
    states = [str(one.state_of(recipient)) for one in own for recipient in one.recipients]
    tell("done.send", {state: states.count(state) for state in _STATES})
    return 5 if open_ones else 0


def _tell_problems(problems: tuple["Problem", ...]) -> None:
    from billing.report.said import placed

    for problem in problems:
        click.echo(harmless(placed(problem, guessed_language())), err=True)


@click.group()
def mail() -> None:
    """What became of each mail; what is in doubt waits here for a person."""


@mail.command("list")
@_ANY_MONTH
@click.option("--state", type=click.Choice(_STATES), help="Only mails in this state.")
@_JSON
@click.pass_obj
def list_(folder: Path, month: str | None, state: str | None, as_json: bool) -> int:
    """Every copy of every mail: to whom, in which state, since when, and what was said."""
    workspace = opened(folder)
    with books(workspace) as ledger:
        messages = ledger.messages(month)
    rows = [
        row
        for message in messages
        for row in _rows(message)
        if state is None or row["state"] == state
    ]
    if as_json:
        click.echo(json.dumps({"mails": rows}, ensure_ascii=False, indent=2))
    else:
        _table(rows)
    return 5 if any(row["state"] in ("in_doubt", "failed") for row in rows) else 0


def _rows(message: "Message") -> Iterator[dict[str, Any]]:
    """A row a recipient, in the words of the machine."""
    from billing.month.mails import last

    for recipient in message.recipients:
        made = last(message, recipient)
        yield {
            "id": message.message_id,
            "month": message.month,
            "purpose": message.purpose,
            "number": message.number or None,
            "client": message.client or None,
            "to": recipient,
            "state": message.state_of(recipient),
            "at": (made.at if made else message.date).isoformat(),
            "reply": made.reply if made else "",
            "by": made.by if made else "",
            "why": made.why if made else "",
            "eml_sha256": message.eml_sha256 or None,
        }


def _table(rows: list[dict[str, Any]]) -> None:
    """The copies on stdout; what servers and people wrote is no markup."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from billing.catalogue import say

    language = guessed_language()
    grid = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name in ("id", "number", "client", "to", "state", "at", "reply"):
        grid.add_column(say(f"mail.head.{name}", language), overflow="fold")
    for row in rows:
        cells = (
            row["id"].partition("@")[0],
            row["number"] or say(f"mail.purpose.{row['purpose']}", language),
            row["client"] or "",
            row["to"],
            say(f"mail.state.{row['state']}", language),
            row["at"][:16].replace("T", " "),
            " ".join(part for part in (row["reply"], row["by"], row["why"]) if part),
        )
        grid.add_row(*(Text(cell) for cell in cells))
    Console().print(grid)


@mail.command()
@click.argument("which")
@click.option("--was-delivered/--was-not", "delivered", required=True, help="What was found out.")
@BY
@WHY
@click.pass_obj
def confirm(folder: Path, which: str, by: str, why: str, *, delivered: bool) -> None:
    """Say of a mail in doubt whether it was delivered. WHICH: its id, or the invoice's number."""
    from billing.catalogue import say
    from billing.month import resend as mails

    workspace = opened(folder)
    with holding(workspace) as ledger:
        message = mails.found(ledger, which.strip())
        said = mails.Said(by=by, why=why, at=now(workspace))
        copies = mails.confirm(ledger, message, said, delivered=delivered)
    state = say(f"mail.state.{'confirmed' if delivered else 'failed'}", guessed_language())
    number = message.number or message.purpose
    tell("done.confirmed", {"number": number, "found": ", ".join(copies), "state": state})


@mail.command()
@click.argument("which", nargs=-1, required=True)
@click.option("--anyway", is_flag=True, help="Also the copies that were delivered.")
@click.option("--readdress", is_flag=True, help="To the addresses that the register has now.")
@BY
@WHY
@click.pass_obj
def resend(
    folder: Path, which: tuple[str, ...], by: str, why: str, *, anyway: bool, readdress: bool
) -> None:
    """Queue a mail again, the same bytes, to whom it did not reach. WHICH: ids, or numbers.

    With --readdress a paper's number: a new mail of it to the register's addresses.
    """
    from billing.month import resend as mails

    workspace = opened(folder)
    if not workspace.settings.mail.wanted:
        raise SettingsError("mail_off")
    with holding(workspace) as ledger:
        said = mails.Said(by=by, why=why, at=now(workspace))
        for name in map(str.strip, which):
            if readdress:
                number, copies = name, mails.readdress(ledger, workspace, name, said)
            else:
                message = mails.found(ledger, name)
                number = message.number or message.purpose
                copies = mails.resend(ledger, message, said, anyway=anyway)
            tell("done.requeued", {"number": number, "found": ", ".join(copies)})
