"""send: the mails that wait, and what came of them."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from billing.cli.lost import printing
from billing.cli.opening import asked_month, books, holding, now, opened
from billing.cli.speech import command, guessed_language, harmless, progress, put, tell
from billing.errors import SettingsError
from billing.letters import shown

if TYPE_CHECKING:
    from billing.errors import Problem
    from billing.ledger import Ledger
    from billing.message import Message
    from billing.month import Mailer, Workspace
    from billing.month.send import Copy
    from billing.outcome import RunReport

ANY_MONTH = click.option("--month", metavar="YYYY-MM", help="Only this month; all if not named.")
_OPEN = ("queued", "in_doubt", "failed")
_SHOWN = 5  # open mails at the end of a run


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
@ANY_MONTH
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
    month = asked_month(month)
    with holding(workspace) as ledger, mailing(workspace, to_me=to_me) as mailer:
        _refuse_unknown(clients, ledger, workspace)
        copies = waiting(
            ledger, at=now(workspace), month=month, clients=clients, at_once=at_once or bool(to_me)
        )
        if dry_run:
            return _would_send(copies, workspace, to_me=to_me)
        with progress() as tick:
            problems = send_all(copies, mailer, ledger, workspace, lambda: now(workspace), tick)
        messages = ledger.messages(month)
    if to_me:
        tell_problems(problems)
        sent = len({copy.message.message_id for copy in copies})
        tell("done.to_me", {"count": sent, "found": to_me})
        return 5 if problems else 0
    own = tuple(one for one in messages if not clients or one.client in clients)
    return _ended(own, copies, problems)


def _refuse_unknown(clients: tuple[str, ...], ledger: "Ledger", workspace: "Workspace") -> None:
    """Raise SettingsError for a client that no mail and no row of the register names."""
    if not clients:
        return
    from billing import register

    named = {one.client for one in ledger.messages() if one.client}
    if not named.issuperset(clients):
        named.update(one.client.client for one in register.read(workspace.register).contracts)
    for client in clients:
        if client not in named:
            raise SettingsError(
                "unknown_client", found=shown(client), expected=", ".join(sorted(named))
            )


def _would_send(copies: tuple["Copy", ...], workspace: "Workspace", *, to_me: str) -> int:
    """Which copies the caps let through, one a line, and how many they leave."""
    from billing.mail import Pace
    from billing.month.send import allowed, once

    wanted = once(copies) if to_me else copies
    now_sent = allowed(wanted, Pace(workspace.settings.mail, lambda: 0.0, lambda _: None))
    for copy in now_sent:
        to = to_me or copy.recipient
        put(f"{copy.message.number or copy.message.purpose}  {to}\n")
    tell("would.send", {"count": len(now_sent)})
    if left := len(wanted) - len(now_sent):
        tell("would.wait", {"count": left})
    return 0


def _ended(
    messages: tuple["Message", ...], copies: tuple["Copy", ...], problems: tuple["Problem", ...]
) -> int:
    """What this send came to, what is open of all that was asked for, and 5 where anything is."""
    from billing.month.mails import told

    open_ones = (*problems, *told(messages))
    tell_problems(open_ones)
    found = {
        (one.message_id, recipient): str(one.state_of(recipient))
        for one in messages
        for recipient in one.recipients
    }
    tried = [found.get((copy.message.message_id, copy.recipient)) for copy in copies]
    states = list(found.values())
    counts = {state: states.count(state) for state in _OPEN}
    tell("done.send", {"sent": tried.count("sent"), **counts})
    return 5 if open_ones else 0


def tell_problems(problems: tuple["Problem", ...]) -> None:
    """A line each on stderr, with what to do."""
    from billing.report.said import placed

    for problem in problems:
        with printing(sys.stderr):
            click.echo(harmless(placed(problem, guessed_language())), err=True)


def tell_waiting(workspace: "Workspace") -> int:
    """Where only `billing send` sends: how many copies wait for it, in a line; the number."""
    if workspace.settings.mail.send != "command":
        return 0
    with books(workspace) as ledger:
        messages = ledger.messages()
    states = (one.state_of(recipient) for one in messages for recipient in one.recipients)
    count = sum(state == "queued" for state in states)
    if count:
        tell("mails_wait", {"count": count, "billing": command(workspace.root)})
    return count


def tell_open(workspace: "Workspace", report: "RunReport") -> None:
    """Each mail of a run that is open: its number, its address, what was said, what to type."""
    from billing.month.mails import OPEN
    from billing.report.said import one_line, placed

    own = (*report.problems, *(one for client in report.clients for one in client.warnings))
    told = (one_line(placed(one, guessed_language())) for one in own if one.code in OPEN)
    lines = tuple(dict.fromkeys(told))
    if not lines:
        return
    tell("mails_open", {"count": len(lines)})
    for line in lines[:_SHOWN]:
        with printing(sys.stderr):
            click.echo(f"  {line}", err=True)
    if len(lines) > _SHOWN:
        values = {"count": len(lines) - _SHOWN, "billing": command(workspace.root)}
        tell("mails_open.more", values)
