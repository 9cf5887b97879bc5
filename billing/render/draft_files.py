"""A draft as it would be sent: its page, its workbook, its e-mail, under names without a number."""

from collections.abc import Callable

from billing.invoice import DraftInvoice
from billing.render import Stationery, detail, preview
from billing.render.letter import letter

Files = tuple[tuple[str, bytes], ...]  # names, and contents


def page(draft: DraftInvoice, look: Stationery) -> Files:
    """The watermarked PDF. Raises RenderError."""
    return ((f"{draft.client.code}.pdf", preview(draft, look)),)


def workbook(draft: DraftInvoice, look: Stationery) -> Files:
    """The detail workbook, where the invoice will have one."""
    if not detail.is_wanted(draft, look.paper.detail):
        return ()
    return ((detail.file_name(draft), detail.detail_workbook(draft, look)),)


def mail(draft: DraftInvoice, look: Stationery) -> Files:
    """The e-mail as the client would get it: text, its subject first, and HTML.

    Raises RenderError.
    """
    client = draft.client.code
    wanted = detail.is_wanted(draft, look.paper.detail)
    names = (f"{client}.pdf", *((detail.file_name(draft),) if wanted else ()))
    words = letter(draft, look, attachments=names)
    text = f"{words.subject}\n\n{words.plain}"
    return ((f"{client}_mail.txt", text.encode()), (f"{client}_mail.html", words.html.encode()))


ALL: tuple[Callable[[DraftInvoice, Stationery], Files], ...] = (page, workbook, mail)
