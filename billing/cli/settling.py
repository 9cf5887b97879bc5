"""mail confirm|resend: what a person says of a mail, and what is done about it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from billing.cli.decide import BY, WHY
from billing.cli.opening import asked_month, holding, now, opened
from billing.cli.speech import guessed_language, tell
from billing.errors import SettingsError

if TYPE_CHECKING:
    from billing.ledger import Ledger
    from billing.message import Message
    from billing.month import Workspace
    from billing.month.resend import Said, Settled, Wish

_ONLY_TO = click.option(
    "--to", "recipients", multiple=True, metavar="ADDRESS", help="Only this copy; repeatable."
)


@click.command()
@click.argument("which")
@click.option("--was-delivered", is_flag=True, help="It arrived.")
@click.option("--was-not", is_flag=True, help="It did not; it may be sent again.")
@_ONLY_TO
@BY
@WHY
@click.pass_obj
def confirm(
    folder: Path,
    which: str,
    recipients: tuple[str, ...],
    by: str,
    why: str,
    *,
    was_delivered: bool,
    was_not: bool,
) -> None:
    """Say of copies in doubt whether they arrived. WHICH: the mail's id, or its paper's number.

    It also takes back a copy that was queued again. A refused copy has to be named with --to.
    """
    from billing.catalogue import say
    from billing.month import resend as mails

    if was_delivered == was_not:
        raise click.UsageError("--was-delivered / --was-not")
    workspace = opened(folder)
    with holding(workspace) as ledger:
        message = mails.found(ledger, which.strip())
        said = mails.Said(by=by, why=why, at=now(workspace))
        done = mails.confirm(ledger, message, said, delivered=was_delivered, to=recipients)
    state = say(f"mail.state.{'confirmed' if was_delivered else 'failed'}", guessed_language())
    _told(message, "confirmed", done, {"state": state})


def _told(
    message: "Message", done: str, settled: "Settled", values: dict[str, str] | None = None
) -> None:
    """What was done to which copies, and what stays as it is, with the way on."""
    from billing.month.mails import called, short_id

    names = {"number": called(message), "id": short_id(message), "month": message.month}
    every = {**names, **(values or {})}
    tell(f"done.{done}", {**every, "found": ", ".join(settled.copies)})
    for state, copies in (("in_doubt", settled.in_doubt), ("failed", settled.failed)):
        for recipient in copies:
            tell(f"mail.left.{state}", {**names, "found": recipient})


@click.command()
@click.argument("which", nargs=-1)
@click.option("--refused", is_flag=True, help="Every mail that has a refused copy.")
@click.option("--month", metavar="YYYY-MM", help="With --refused: only this month.")
@_ONLY_TO
@click.option("--also-in-doubt", is_flag=True, help="Also the copies in doubt: may arrive twice.")
@click.option("--anyway", is_flag=True, help="All copies, also those that were delivered.")
@click.option("--anew", is_flag=True, help="Write the mail anew, by the settings of now.")
@click.option("--readdress", is_flag=True, help="To the addresses that the register has now.")
@BY
@WHY
@click.pass_obj
def resend(
    folder: Path,
    which: tuple[str, ...],
    month: str | None,
    recipients: tuple[str, ...],
    by: str,
    why: str,
    *,
    refused: bool,
    also_in_doubt: bool,
    anyway: bool,
    anew: bool,
    readdress: bool,
) -> None:
    """Queue the refused copies of a mail again, the same bytes. WHICH: ids, or papers' numbers.

    What is in doubt stays, unless --to names it or --also-in-doubt is given. --readdress makes a
    new mail of a paper, to the register's addresses. A report's mail is written --anew by a run.
    """
    from billing.month import resend as mails

    if bool(which) == refused or (month and not refused):
        raise click.UsageError("WHICH... / --refused [--month YYYY-MM]")
    if readdress and (refused or recipients or also_in_doubt or anyway or anew):
        raise click.UsageError("--readdress WHICH...")
    workspace = opened(folder)
    if not workspace.settings.mail.wanted:
        raise SettingsError("mail_off")
    wish = mails.Wish(to=recipients, also_in_doubt=also_in_doubt, anyway=anyway, anew=anew)
    with holding(workspace) as ledger:
        said = mails.Said(by=by, why=why, at=now(workspace))
        names = which or _refused(ledger, month)
        for name in map(str.strip, names):
            if readdress:
                copies = ", ".join(mails.readdress(ledger, workspace, name, said))
                tell("done.requeued", {"number": name, "found": copies})
            else:
                _again(ledger, workspace, mails.found(ledger, name), said, wish)
        if not names:
            tell("done.none_refused")


def _refused(ledger: "Ledger", month: str | None) -> tuple[str, ...]:
    from billing.month.resend import refused

    return tuple(one.message_id for one in refused(ledger, asked_month(month)))


def _again(
    ledger: "Ledger", workspace: "Workspace", message: "Message", said: "Said", wish: "Wish"
) -> None:
    """One mail queued again; a report's that is to be written anew is left to the next run."""
    from billing.month.resend import give_up, resend

    if wish.anew and message.purpose == "report":
        settled, whole = give_up(ledger, message, said, wish)
        _told(message, "report_anew" if whole else "report_settled", settled)
    else:
        _told(message, "requeued", resend(ledger, workspace, message, said, wish))
