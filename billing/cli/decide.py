"""approve and hold: a person decides on a draft, by name and with a reason."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from billing.cli.months import MONTH
from billing.cli.opening import billing_month, holding, now, opened
from billing.cli.speech import progress, tell
from billing.errors import SettingsError
from billing.outcome import Outcome

if TYPE_CHECKING:
    from billing.ledger import Ledger
    from billing.month import Workspace
    from billing.month.client import Planned
    from billing.month.reading import Read


def _stated(context: click.Context, option: click.Parameter, text: str) -> str:
    """A name or reason that says something, on one line, for it is printed."""
    words = " ".join(text.split())
    if words and words.isprintable():
        return words
    opened(context.find_root().obj)  # from here on in the workspace's language
    code = "reason_unprintable" if words else "reason_needed"
    raise SettingsError(code, option=f"--{option.name}")


BY = click.option("--by", required=True, callback=_stated, help="Who decides.")
WHY = click.option("--why", required=True, callback=_stated, help="Why; kept in the ledger.")


@click.command()
@click.argument("client")
@MONTH
@BY
@WHY
@click.pass_obj
def approve(folder: Path, client: str, named: str | None, by: str, why: str) -> None:
    """Approve a client's draft as it is now; the next run issues it.

    The approval is for these figures: should any of them change, it lapses.
    """
    from billing.ledger import draft_hash

    workspace = opened(folder)
    month = billing_month(workspace, named, over=False)
    with holding(workspace) as ledger:
        _, found = planned(workspace, ledger, month, client)
        if found.draft is None or found.settled or found.outcome is Outcome.BLOCKED:
            raise SettingsError(
                "nothing_to_decide", client=client, month=month, outcome=found.outcome.value
            )
        ledger.approve(
            client=client,
            month=month,
            draft_hash=draft_hash(found.draft),
            by=by,
            why=why,
            at=now(workspace),
        )
    values = {"client": client, "month": month, "gross": found.draft.totals.gross}
    tell("done.approved", values)


@click.command()
@click.argument("client")
@MONTH
@BY
@WHY
@click.pass_obj
def hold(folder: Path, client: str, named: str | None, by: str, why: str) -> None:
    """Hold a client's month, whatever its figures, until someone approves it."""
    workspace = opened(folder)
    month = billing_month(workspace, named, over=False)
    with holding(workspace) as ledger:
        _, found = planned(workspace, ledger, month, client)
        if found.settled:
            raise SettingsError(
                "nothing_to_decide", client=client, month=month, outcome=found.outcome.value
            )
        ledger.hold(client=client, month=month, by=by, why=why, at=now(workspace))
    tell("done.held", {"client": client, "month": month})


def planned(
    workspace: "Workspace", ledger: "Ledger", month: str, client: str
) -> tuple["Read", "Planned"]:
    """What was read, and a client's month as it would be billed.

    Raises SettingsError for an unknown client.
    """
    from billing.month import known, plan

    with progress() as tick:
        found, clients = plan(workspace, ledger, month, tick)
    known((client,), clients)
    return found, next(one for one in clients if one.contract.client.client == client)
