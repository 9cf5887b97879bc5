"""credit and reissue: an issued invoice stays as it is, and is corrected by new papers."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from billing.cli.decide import BY, WHY, planned
from billing.cli.months import MONTH
from billing.cli.opening import billing_month, holding, now, opened, today
from billing.cli.speech import guessed_language, harmless, tell

if TYPE_CHECKING:
    from billing.errors import Problem
    from billing.invoice import Invoice
    from billing.month import Workspace
    from billing.month.correct import Corrected, Correction

DRY = click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")


@click.command()
@click.argument("invoice")
@BY
@WHY
@DRY
@click.pass_obj
def credit(folder: Path, invoice: str, by: str, why: str, *, dry_run: bool) -> None:
    """Undo an invoice by a credit note with its own number; the month is not billed again."""
    from billing.month import correct

    workspace = opened(folder)
    invoice = invoice.strip()
    with holding(workspace) as ledger:
        if dry_run:
            _would("credit", ledger.invoice(invoice))
            return
        done = correct.credit(workspace, ledger, invoice, _correction(workspace, by, why))
    assert done.note is not None, "a credit note was made"
    assert done.before is not None, "of an invoice"
    draft = done.before.draft
    values = {"number": invoice, "note": done.note.number, "client": draft.client.code}
    tell("done.credited", {**values, "month": draft.month, "amount": draft.totals.gross})
    _files(done, workspace)


@click.command()
@click.argument("client")
@MONTH
@BY
@WHY
@DRY
@click.option("--anyway", is_flag=True, help="Also where register and usage are as they were.")
@click.pass_obj
def reissue(
    folder: Path,
    client: str,
    named: str | None,
    by: str,
    why: str,
    *,
    dry_run: bool,
    anyway: bool,
) -> None:
    """Bill an issued month again: a credit note, and an invoice of the next revision.

    The name and the reason are its approval.
    """
    from billing.month import correct
    from billing.report.said import placed

    workspace = opened(folder)
    month = billing_month(workspace, named, over=True)
    with holding(workspace) as ledger:
        read, found = planned(workspace, ledger, month, client)
        for problem in found.reasons:
            if problem not in found.blocking:
                click.echo(harmless(placed(problem, guessed_language(), whole=False)), err=True)
        draft = correct.may_reissue(found, workspace, _fault, anyway=anyway)
        if dry_run:
            what = "reissue" if found.invoice else "reissue_credited"
            _would(what, found.invoice, str(draft.totals.gross))
            return
        done = correct.reissue(
            workspace, ledger, draft, read.register, _correction(workspace, by, why)
        )
    assert done.invoice is not None, "a revision was issued"
    before = done.before.draft.totals.gross if done.before else 0
    values = {
        "client": client,
        "month": month,
        "number": done.invoice.number,
        "revision": done.invoice.revision,
        "before": before,
        "now": done.invoice.draft.totals.gross,
        "change": f"{done.invoice.draft.totals.gross - before:+}",
    }
    tell("done.reissued", values)
    _files(done, workspace)


def _correction(workspace: "Workspace", by: str, why: str) -> "Correction":
    from billing.month.correct import Correction

    return Correction(by=by, why=why, today=today(workspace), now=now(workspace))


def _fault(problem: "Problem") -> str:
    """Its place and sentence, and its code to look it up by."""
    from billing.report.said import placed

    return f"  {placed(problem, guessed_language(), whole=False)} [{problem.code}]"


def _would(what: str, invoice: "Invoice | None", amount: str = "") -> None:
    """What a correction would do, and to which invoice."""
    values = {
        "number": invoice.number if invoice else "-",
        "before": invoice.draft.totals.gross if invoice else 0,
        "now": amount,
    }
    tell(f"would.{what}", values)


def _files(done: "Corrected", workspace: "Workspace") -> None:
    for file in done.files:
        click.echo(file)
    if workspace.settings.mail.wanted:
        for document in (done.note, done.invoice):
            if document is not None and not document.draft.mail_to:
                client = document.draft.client.code
                tell("next.no_mail", {"number": document.number, "client": client})
        if any(one is not None and one.draft.mail_to for one in (done.note, done.invoice)):
            tell("next.send")
