"""Corrections: a credit note alone, or with the revision that stands in for its invoice."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import uuid4

from billing import __version__
from billing.correction import replaced, turned_round
from billing.errors import (
    BillingError,
    LedgerError,
    LockedError,
    Problem,
    RenderError,
    SettingsError,
)
from billing.invoice import CreditNote, DraftInvoice, Invoice
from billing.ledger import Ledger
from billing.month.address import outgoing
from billing.month.client import Planned
from billing.month.issue import archive, keep
from billing.month.mails import write_all
from billing.month.print import papers
from billing.month.workspace import Workspace
from billing.outcome import Outcome
from billing.render import missing_glyphs
from billing.report.outcomes import code
from billing.source import File

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """Who corrects, why, and when."""

    by: str
    why: str
    today: date
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """What a correction came to."""

    before: Invoice | None  # none: the month was closed without one, or credited before
    note: CreditNote | None
    invoice: Invoice | None
    files: tuple[str, ...] = ()


def credit(workspace: Workspace, ledger: Ledger, number: str, made: Correction) -> Corrected:
    """A credit note for an invoice, and its paper. Raises LedgerError where it cannot be."""
    document = ledger.document(number)
    if isinstance(document, CreditNote):
        raise LedgerError("ledger_is_credit_note", number=number, found=document.corrects)
    invoice = document
    if undone := ledger.credit_note_of(number):
        raise LedgerError("ledger_already_credited", number=number, found=undone.number)
    draft = turned_round(invoice.draft)
    _refuse_unprintable(_unnumbered(invoice, draft, made), workspace)
    note = ledger.credit(
        number,
        draft,
        issue_date=made.today,
        run_id=_run(ledger, invoice.draft.month, made, invoice.draft.sources),
        reason=made.why,
        by=made.by,
        mails=outgoing(draft, workspace, "credit_note", made.now),
    )
    return _printed(Corrected(before=invoice, note=note, invoice=None), workspace, ledger, made)


def may_reissue(
    planned: Planned, workspace: Workspace, told: Callable[[Problem], str], *, anyway: bool
) -> DraftInvoice:
    """The draft of the next revision. Raises SettingsError with what stands in its way.

    A month whose input is as it was is billed again only where that is asked for. `told` words
    the faults that keep the month from being billed.
    """
    client, draft = planned.contract.client.client, planned.draft
    if planned.outcome is Outcome.UNCHANGED and not anyway:
        raise _nothing_new(planned)
    if not planned.settled or planned.outcome is Outcome.FAILED:
        raise SettingsError("nothing_to_reissue", client=client, outcome=code(planned.as_outcome()))
    if planned.blocking:
        faults = "\n".join(told(problem) for problem in planned.blocking)
        raise SettingsError("reissue_blocked", client=client, faults=faults)
    if draft is None or draft.totals.subtotal == 0:
        raise SettingsError("reissue_zero", client=client)
    _refuse_unprintable(draft, workspace)
    return replace(draft, replaces=None)


def _nothing_new(planned: Planned) -> SettingsError:
    """Why the month would be billed as it was: nothing changed, or its files are not there."""
    client = planned.contract.client.client
    there = {file.name for file in planned.draft.sources} if planned.draft else set()
    billed = planned.invoice.draft.sources if planned.invoice else ()
    missing = ", ".join(file.name for file in billed if file.name not in there)
    if missing:
        return SettingsError("reissue_without_files", client=client, files=missing)
    return SettingsError("reissue_same", client=client)


def _refuse_unprintable(document: CreditNote | DraftInvoice, workspace: Workspace) -> None:
    """Characters that no font has are told before a number is given."""
    if missing := missing_glyphs(document, workspace.stationery):
        draft = document.draft if isinstance(document, CreditNote) else document
        raise SettingsError("reissue_glyphs", client=draft.client.code, found=" ".join(missing))


def _unnumbered(invoice: Invoice, draft: DraftInvoice, made: Correction) -> CreditNote:
    """The credit note as it will be printed, but for its number."""
    return CreditNote(
        number="-",
        corrects=invoice.number,
        corrects_date=invoice.issue_date,
        revision=invoice.revision,
        issue_date=made.today,
        reason=made.why,
        by=made.by,
        draft=draft,
    )


def reissue(
    workspace: Workspace, ledger: Ledger, draft: DraftInvoice, register: File, made: Correction
) -> Corrected:
    """The month billed again: a credit note where an invoice stands, and the next revision.

    The register and the files that it is billed from are in the archive before.
    """
    client, month = draft.client.code, draft.month
    keep(workspace, register, workspace.register)
    archive(draft, workspace)
    run_id = _run(ledger, month, made, (register, *draft.sources), register)
    standing = ledger.invoice_of(client, month)
    if standing is not None:
        note, invoice = ledger.reissue(
            standing.number,
            draft,
            issue_date=made.today,
            run_id=run_id,
            reason=made.why,
            by=made.by,
            mails=(
                *outgoing(standing.draft, workspace, "credit_note", made.now),
                *outgoing(draft, workspace, "invoice", made.now),
            ),
        )
        done = Corrected(before=standing, note=note, invoice=invoice)
    else:
        done = _after_credit(workspace, ledger, draft, made, run_id)
    return _printed(done, workspace, ledger, made)


def _after_credit(
    workspace: Workspace, ledger: Ledger, draft: DraftInvoice, made: Correction, run_id: str
) -> Corrected:
    """Of a month that was credited or closed before: only the new invoice."""
    undone = ledger.credited_of(draft.client.code, draft.month)
    old = ledger.invoice(undone.corrects) if undone else None
    if undone is not None and old is not None:
        draft = replace(draft, replaces=replaced(old, undone, made.why, made.by))
    invoice = ledger.issue(
        draft,
        issue_date=made.today,
        run_id=run_id,
        revision=undone.revision + 1 if undone else 1,
        mails=outgoing(draft, workspace, "invoice", made.now),
    )
    return Corrected(before=old, note=None, invoice=invoice)


def _run(
    ledger: Ledger,
    month: str,
    made: Correction,
    files: Iterable[File],
    register: File | None = None,
) -> str:
    run_id = uuid4().hex
    ledger.record_run(
        run_id=run_id,
        month=month,
        started_at=made.now,
        version=__version__,
        sources=files,
        register=register,
    )
    return run_id


def _printed(done: Corrected, workspace: Workspace, ledger: Ledger, made: Correction) -> Corrected:
    """With its papers and mails. What fails is made by the month's next run.

    Raises RenderError with the numbers that were given all the same, and LockedError.
    """
    try:
        return _with_files(done, workspace, ledger, made)
    except LockedError:
        raise  # another run took over: nothing more is written
    except Exception as error:
        _log.exception("a correction could not be printed")
        given = [one for one in (done.note, done.invoice) if one is not None]
        raise RenderError(
            "corrected_unprinted",
            numbers=", ".join(one.number for one in given),
            month=given[0].draft.month,
            reason=_reason(error),
        ) from error


def _reason(error: Exception) -> str:
    match error:
        case OSError():
            return f"{error.filename}: {error.strerror}"
        case BillingError():
            return error.values.get("reason", error.code)
        case _:
            return type(error).__name__


def _with_files(
    done: Corrected, workspace: Workspace, ledger: Ledger, made: Correction
) -> Corrected:
    files = [
        paper.file
        for document in (done.note, done.invoice)
        if document is not None
        for paper in papers(document, ledger, workspace, document.draft.month)
    ]
    for document in (done.note, done.invoice):
        if document is not None and workspace.settings.mail.wanted:
            write_all(ledger, workspace, document.draft.month, lambda: made.now)
    return replace(done, files=tuple(files))
