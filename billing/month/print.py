"""Step 7, render: the PDF of every invoice of the month that has none yet, from the ledger.

Where an annex is too long for paper, its detail workbook is written first: the page names it.
"""

import hashlib
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from billing.errors import BillingError, LockedError, Problem, Severity
from billing.invoice import CreditNote, Invoice
from billing.ledger import Ledger, Rendering
from billing.month.issue import failed
from billing.month.workspace import Workspace
from billing.outcome import ClientOutcome
from billing.render import Stationery, detail, render, renderer
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
    except LockedError:
        raise  # another run took over: nothing more is written
    except BillingError as error:
        return failed(outcome, error.code, error.values)
    except Exception as error:  # noqa: BLE001 - one client's page must not stop the others
        _log.exception("invoice %s could not be printed", outcome.invoice.number)
        return failed(outcome, "client_failed", {"reason": type(error).__name__})


def credited(ledger: Ledger, workspace: Workspace, month: str) -> tuple[str, ...]:
    """The PDFs of the month's credit notes, those that were missing made: their files."""
    return tuple(
        papers(note, ledger, workspace, month)[-1].file for note in ledger.credit_notes(month)
    )


def papers(
    document: Invoice | CreditNote, ledger: Ledger, workspace: Workspace, month: str
) -> list["Paper"]:
    """The files of a document, the PDF last; what the ledger knows and finds is left alone."""
    return [
        _kept(document.number, path, make, ledger, workspace)
        for path, make in pages(document, workspace, month)
    ]


def pages(
    document: Invoice | CreditNote, workspace: Workspace, month: str = ""
) -> Iterator[tuple[Path, Callable[[], bytes]]]:
    """The files that a document has, and how each is made; the PDF last."""
    look, outbox = workspace.stationery, workspace.outbox(month or document.draft.month)
    if isinstance(document, Invoice) and detail.is_wanted(document.draft, look.paper.detail):
        path = outbox / detail.file_name(document)
        yield path, partial(detail.detail_workbook, document, look)
    yield outbox / file_name(document), partial(render, document, look)


def versions(path: Path, workspace: Workspace) -> str:
    """What makes the bytes of a file what they are: programs, settings, and own templates."""
    programs = detail.writer() if path.suffix == ".xlsx" else renderer()
    return f"{programs}, look {_look(workspace.stationery)}"


def _look(stationery: Stationery) -> str:
    """The settings of the paper and the workspace's own templates and pictures, as a hash."""
    settings = (stationery.paper.model_dump_json(), stationery.logo, stationery.seal)
    hashed = hashlib.sha256(repr(settings).encode())
    folder = stationery.templates
    for path in sorted(folder.rglob("*")) if folder else ():
        if path.is_file():
            hashed.update(
                f"{path.relative_to(folder or path)} {_sha256(path.read_bytes())}".encode()
            )
    return hashed.hexdigest()[:16]


def file_name(document: Invoice | CreditNote) -> str:
    """`INV-2026-000123_C001.pdf`."""
    return f"{document.number}_{document.draft.client.code}.pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A file of an invoice in the outbox, and whether this run wrote it."""

    file: str
    sha256: str
    fresh: bool = False
    warnings: tuple[Problem, ...] = ()


def _with_papers(
    outcome: ClientOutcome, invoice: Invoice, ledger: Ledger, workspace: Workspace, month: str
) -> ClientOutcome:
    found = papers(invoice, ledger, workspace, month)
    pdf = found[-1]
    return replace(
        outcome,
        pdf=pdf.file,
        pdf_sha256=pdf.sha256,
        fresh=outcome.fresh or any(paper.fresh for paper in found),
        warnings=(*outcome.warnings, *(one for paper in found for one in paper.warnings)),
    )


def _kept(
    number: str,
    path: Path,
    make: Callable[[], bytes],
    ledger: Ledger,
    workspace: Workspace,
) -> Paper:
    """The file as the ledger knows it, left alone where it is there; made and noted otherwise."""
    name = _named(path, workspace)
    known = ledger.rendering_of(number, path.suffix)
    if known is not None and path.exists() and _sha256(path.read_bytes()) == known.sha256:
        return Paper(file=name, sha256=known.sha256)
    content = make()
    digest = _sha256(content)
    write(path, content)
    if known is None or known.sha256 != digest:
        made = Rendering(
            number=number, file=name, sha256=digest, renderer=versions(path, workspace)
        )
        ledger.record_rendering(made)
    return Paper(file=name, sha256=digest, fresh=True, warnings=_other_bytes(known, digest, name))


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
