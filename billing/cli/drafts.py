"""What preview writes: watermarked PDFs, the e-mail of each, and a book of all drafts."""

from pathlib import Path
from typing import TYPE_CHECKING

from billing.cli.speech import progress, tell
from billing.errors import RenderError

if TYPE_CHECKING:
    from billing.invoice import DraftInvoice
    from billing.month import Workspace
    from billing.outcome import RunReport


def folder_of(workspace: "Workspace", month: str) -> Path:
    """Where the drafts of a month are put."""
    return workspace.outbox(month) / "preview"


def write_drafts(workspace: "Workspace", report: "RunReport") -> tuple[int, int]:
    """Every draft that has no number yet, and a book of all; how many were drawn, and not drawn."""
    from billing import report as reports
    from billing.report.files import write

    folder = folder_of(workspace, report.month)
    drafts = [one.draft for one in report.clients if one.draft and not one.invoice]
    faults = 0
    with progress() as tick:
        for index, draft in enumerate(drafts):
            tick("render", index, len(drafts))
            faults += not _drawn(workspace, draft, folder)
    write(folder / "drafts.xlsx", reports.drafts_book(report, workspace.settings.language))
    return len(drafts) - faults, faults


def _drawn(workspace: "Workspace", draft: "DraftInvoice", folder: Path) -> bool:
    """A page that cannot be made is told, and stops no other."""
    try:
        write_pdf(workspace, draft, folder)
        write_detail(workspace, draft, folder)
        write_letter(workspace, draft, folder)
    except RenderError as fault:
        tell("draft_not_drawn" if fault.code == "render_failed" else fault.code, fault.values)
        return False
    return True


def write_pdf(workspace: "Workspace", draft: "DraftInvoice", folder: Path) -> Path:
    """The watermarked PDF, and its path. Raises RenderError."""
    from billing.render import preview
    from billing.report.files import write

    path = folder / f"{draft.client.code}.pdf"
    write(path, preview(draft, workspace.stationery))
    return path


def write_detail(workspace: "Workspace", draft: "DraftInvoice", folder: Path) -> None:
    """The detail workbook, where the invoice will have one."""
    from billing.render import detail
    from billing.report.files import write

    if detail.is_wanted(draft, workspace.settings.paper.detail):
        content = detail.detail_workbook(draft, workspace.stationery)
        write(folder / detail.file_name(draft), content)


def write_letter(workspace: "Workspace", draft: "DraftInvoice", folder: Path) -> None:
    """The e-mail as the client would get it: text, its subject first, and HTML.

    Raises RenderError.
    """
    from billing.render import detail
    from billing.render.letter import letter
    from billing.report.files import write

    client = draft.client.code
    wanted = detail.is_wanted(draft, workspace.settings.paper.detail)
    files = (f"{client}.pdf", *((detail.file_name(draft),) if wanted else ()))
    words = letter(draft, workspace.stationery, attachments=files)
    write(folder / f"{client}_mail.txt", f"{words.subject}\n\n{words.plain}".encode())
    write(folder / f"{client}_mail.html", words.html.encode())
