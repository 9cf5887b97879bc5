"""approve and hold: a person decides on a draft, by name and with a reason."""

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import click

from billing import period
from billing.catalogue import say
from billing.cli.months import MONTH
from billing.cli.opening import billing_month, holding, now, opened, today
from billing.cli.speech import guessed_language, harmless, progress, tell
from billing.errors import SettingsError
from billing.outcome import Outcome

if TYPE_CHECKING:
    from billing.errors import Problem
    from billing.invoice import DraftInvoice
    from billing.ledger import Ledger
    from billing.month import Workspace
    from billing.month.approving import Covered
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
@click.argument("client", required=False)
@MONTH
@click.option(
    "--all-below", "below", metavar="AMOUNT", help="All held clients that owe less than this."
)
@BY
@WHY
@click.pass_obj
def approve(
    folder: Path, client: str | None, named: str | None, below: str | None, by: str, why: str
) -> int:
    """Approve a client's draft as it is now; the next run issues it.

    The approval is for these figures: should any of them change, it lapses. With --all-below every
    client whose draft is smaller, and is held for no more than an approval or odd figures.
    """
    workspace = opened(folder)
    if (client is None) == (below is None):
        raise SettingsError("approve_one_or_all")
    month = billing_month(workspace, named, over=False)
    _refuse_ahead(workspace, month)
    if client is not None:
        draft = _approve_one(workspace, month, client, by, why)
        tell("done.approved", {"client": client, "month": month, "gross": draft.totals.gross})
        return 0
    assert below is not None, "one of the two is given"
    return _approve_below(workspace, month, below, by, why)


def _refuse_ahead(workspace: "Workspace", month: str) -> None:
    """Raise SettingsError for a month that has not begun: there are no figures to approve."""
    day = today(workspace)
    if period.month(month).start > day:
        raise SettingsError("month_not_begun", month=month, today=day)


def _approve_one(
    workspace: "Workspace", month: str, client: str, by: str, why: str
) -> "DraftInvoice":
    with holding(workspace) as ledger:
        _, found = planned(workspace, ledger, month, client)
        if found.draft is None or found.settled or found.outcome is Outcome.BLOCKED:
            raise SettingsError(
                "nothing_to_decide", client=client, month=month, outcome=found.outcome.value
            )
        _approved(workspace, ledger, found.draft, by, why)
    return found.draft


def _approved(
    workspace: "Workspace", ledger: "Ledger", draft: "DraftInvoice", by: str, why: str
) -> None:
    from billing.ledger import draft_hash

    ledger.approve(
        client=draft.client.code,
        month=draft.month,
        draft_hash=draft_hash(draft),
        by=by,
        why=why,
        at=now(workspace),
    )


def _approve_below(workspace: "Workspace", month: str, below: str, by: str, why: str) -> int:
    """Everyone is looked at before the first is approved; exit code 3 where some still wait."""
    from billing.month import approving, plan

    limit = approving.limit(below)
    with holding(workspace) as ledger, progress() as tick:
        _, clients = plan(workspace, ledger, month, tick)
        found = approving.covered(clients, limit)
        for draft in found.drafts:
            _approved(workspace, ledger, draft, by, why)
    _tell_below(found, clients, limit, month)
    return 3 if found.left else 0


def _tell_below(
    found: "Covered", clients: tuple["Planned", ...], limit: Decimal, month: str
) -> None:
    """Each held client with its amount: approved and what was odd, or not approved and why."""
    from billing import money
    from billing.month.approving import CURRENCY

    language, below = guessed_language(), money.shown(limit)
    for draft in found.drafts:
        (reasons,) = (one.reasons for one in clients if one.draft is draft)
        why = ", ".join(dict.fromkeys(one.code for one in reasons))
        _row("approve.row", draft, why)
    for left in found.left:
        values = {"below": f"{below} {CURRENCY}", "currency": left.draft.currency}
        values |= {"default": CURRENCY, "why": _sentence(left.reason) if left.reason else ""}
        _row("left.row", left.draft, say(left.code, language, values))
    counts = {"count": len(found.drafts), "left": len(found.left)}
    code = "done.approved_all" if found.drafts else "done.approved_none"
    tell(code, {"month": month, "below": below, "currency": CURRENCY, **counts})


def _row(code: str, draft: "DraftInvoice", why: str) -> None:
    from billing import money
    from billing.month.approving import amount

    shown = money.shown(amount(draft), draft.currency)
    values = {"client": draft.client.code, "amount": shown, "currency": draft.currency, "why": why}
    click.echo(harmless(say(code, guessed_language(), values)))


def _sentence(reason: "Problem") -> str:
    from billing.report.said import sentence

    return sentence(reason, guessed_language())


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
