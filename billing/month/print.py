"""Step 7, render: the PDF of every invoice of the month that has none yet, from the ledger."""

import hashlib
import logging
from dataclasses import replace
from pathlib import Path

from billing.errors import BillingError, Problem, Severity
from billing.invoice import Invoice
from billing.ledger import Ledger, Rendering
from billing.month.issue import failed
from billing.month.workspace import Workspace
from billing.outcome import ClientOutcome
from billing.render import render, renderer
from billing.report.files import write

_log = logging.getLogger(__name__)


def printed(
    outcome: ClientOutcome, ledger: Ledger, workspace: Workspace, month: str
) -> ClientOutcome:
    """The outcome with its PDF. A page that fails leaves the invoice issued, for a later run."""
    if outcome.invoice is None:
        return outcome
    path = workspace.outbox(month) / file_name(outcome.invoice)
    try:
        return _with_pdf(outcome, outcome.invoice, ledger, workspace, path)
    except BillingError as error:
        return failed(outcome, error.code, error.values)
    except Exception as error:  # noqa: BLE001 - one client's page must not stop the others
        _log.exception("invoice %s could not be printed", outcome.invoice.number)
        return failed(outcome, "client_failed", {"reason": type(error).__name__})


def file_name(invoice: Invoice) -> str:
    """`INV-2026-000123_C001.pdf`."""
    return f"{invoice.number}_{invoice.draft.client.code}.pdf"


def _with_pdf(
    outcome: ClientOutcome, invoice: Invoice, ledger: Ledger, workspace: Workspace, path: Path
) -> ClientOutcome:
    name = (
        path.relative_to(workspace.root).as_posix()
        if path.is_relative_to(workspace.root)
        else str(path)
    )
    known = ledger.rendering_of(invoice.number)
    if known is not None and path.exists() and _sha256(path.read_bytes()) == known.sha256:
        return replace(outcome, pdf=name, pdf_sha256=known.sha256)
    content = render(invoice, workspace.stationery)
    digest = _sha256(content)
    write(path, content)
    if known is None:
        ledger.record_rendering(
            Rendering(number=invoice.number, file=name, sha256=digest, renderer=renderer())
        )
    return replace(
        outcome,
        pdf=name,
        pdf_sha256=digest,
        fresh=True,
        warnings=(*outcome.warnings, *_other_bytes(known, digest, name)),
    )


def _other_bytes(known: Rendering | None, digest: str, name: str) -> tuple[Problem, ...]:
    """A PDF made anew after its file was lost or changed, and not the same as it was."""
    if known is None or known.sha256 == digest:
        return ()
    return (
        Problem(code="pdf_made_anew", severity=Severity.WARNED, found=name, expected=known.sha256),
    )


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
