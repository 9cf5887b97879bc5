"""Step 7, render: the PDF of every invoice of the month that has none yet, from the ledger.

Where an annex is too long for paper, its detail workbook is written first: the page names it.
"""

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from billing.errors import BillingError, Problem, Severity
from billing.invoice import Invoice
from billing.ledger import Ledger, Rendering
from billing.month.issue import failed
from billing.month.workspace import Workspace
from billing.outcome import ClientOutcome
from billing.render import detail, render, renderer
from billing.report.files import write

_log = logging.getLogger(__name__)


def printed(
    outcome: ClientOutcome, ledger: Ledger, workspace: Workspace, month: str
) -> ClientOutcome:
    """The outcome with its papers. A page that fails leaves the invoice issued, for a later run."""
    if outcome.invoice is None:
        return outcome
    try:
        return _with_papers(outcome, outcome.invoice, ledger, workspace, month)
    except BillingError as error:
        return failed(outcome, error.code, error.values)
    except Exception as error:  # noqa: BLE001 - one client's page must not stop the others
        _log.exception("invoice %s could not be printed", outcome.invoice.number)
        return failed(outcome, "client_failed", {"reason": type(error).__name__})


def file_name(invoice: Invoice) -> str:
    """`INV-2026-000123_C001.pdf`."""
    return f"{invoice.number}_{invoice.draft.client.code}.pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paper:
    """A file of an invoice in the outbox, and whether this run wrote it."""

    file: str
    sha256: str
    fresh: bool = False
    warnings: tuple[Problem, ...] = ()


def _with_papers(
    outcome: ClientOutcome, invoice: Invoice, ledger: Ledger, workspace: Workspace, month: str
) -> ClientOutcome:
    look, outbox = workspace.stationery, workspace.outbox(month)
    papers = []
    if detail.is_wanted(invoice.draft, look.paper.detail):
        path = outbox / detail.file_name(invoice)
        make = partial(detail.detail_workbook, invoice, look)
        papers.append(_kept(invoice.number, path, make, detail.writer, ledger, workspace))
    path = outbox / file_name(invoice)
    make = partial(render, invoice, look)
    papers.append(_kept(invoice.number, path, make, renderer, ledger, workspace))
    pdf = papers[-1]
    return replace(
        outcome,
        pdf=pdf.file,
        pdf_sha256=pdf.sha256,
        fresh=outcome.fresh or any(paper.fresh for paper in papers),
        warnings=(*outcome.warnings, *(one for paper in papers for one in paper.warnings)),
    )


def _kept(
    number: str,
    path: Path,
    make: Callable[[], bytes],
    versions: Callable[[], str],
    ledger: Ledger,
    workspace: Workspace,
) -> _Paper:
    """The file as the ledger knows it, left alone where it is there; made and noted otherwise."""
    name = _named(path, workspace)
    known = ledger.rendering_of(number, path.suffix)
    if known is not None and path.exists() and _sha256(path.read_bytes()) == known.sha256:
        return _Paper(file=name, sha256=known.sha256)
    content = make()
    digest = _sha256(content)
    write(path, content)
    if known is None:
        ledger.record_rendering(
            Rendering(number=number, file=name, sha256=digest, renderer=versions())
        )
    return _Paper(file=name, sha256=digest, fresh=True, warnings=_other_bytes(known, digest, name))


def _named(path: Path, workspace: Workspace) -> str:
    """Below the workspace with `/` between the parts, or whole where the outbox is elsewhere."""
    root = workspace.root
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def _other_bytes(known: Rendering | None, digest: str, name: str) -> tuple[Problem, ...]:
    """A file made anew after its file was lost or changed, and not the same as it was."""
    if known is None or known.sha256 == digest:
        return ()
    return (
        Problem(code="pdf_made_anew", severity=Severity.WARNED, found=name, expected=known.sha256),
    )


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
