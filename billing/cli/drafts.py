"""What preview writes: watermarked PDFs, the e-mail of each, and a book of all drafts."""

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from billing.cli.speech import progress, tell

if TYPE_CHECKING:
    from billing.invoice import DraftInvoice
    from billing.month import Workspace
    from billing.outcome import RunReport
    from billing.workers import Crew, Fault

_log = logging.getLogger(__name__)

# What is said of an invoice, and of a draft, which has no number to keep.
_DRAFTS_OWN = {
    "render_failed": "draft_not_drawn",
    "client_failed": "draft_not_drawn",
    "worker_died": "draft_died",
}


def folder_of(workspace: "Workspace", month: str) -> Path:
    """Where the drafts of a month are put."""
    return workspace.outbox(month) / "preview"


def write_drafts(workspace: "Workspace", report: "RunReport", crew: "Crew") -> tuple[int, int]:
    """Every draft that has no number yet, and a book of all; how many were drawn, and not drawn.

    A page that cannot be made is told, and stops no other.
    """
    from billing import report as reports
    from billing.month.drawing import drawn
    from billing.report.files import write

    folder = folder_of(workspace, report.month)
    drafts = [one.draft for one in report.clients if one.draft and not one.invoice]
    faults = 0
    with progress() as tick:
        for count, one in enumerate(drawn(drafts, workspace.stationery, crew)):
            for name, content in one.files:
                write(folder / name, content)
            if one.fault:
                faults += 1
                _tell(one.draft, one.fault)
            tick("render", count, len(drafts))
    write(folder / "drafts.xlsx", reports.drafts_book(report, workspace.settings.language))
    return len(drafts) - faults, faults


def _tell(draft: "DraftInvoice", fault: "Fault") -> None:
    """Why a draft could not be drawn, on the terminal; a fault of the program in the log too."""
    name = f"{draft.client.code} {draft.month}"
    if fault.trace:
        _log.error("the draft of %s could not be drawn\n%s", name, fault.trace)
    code = _DRAFTS_OWN.get(fault.code, fault.code)
    tell(code, {"name": name, **fault.values})
