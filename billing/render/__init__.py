"""Invoice or credit note -> PDF. The seventh of the month's eight steps.

A document is worded (`wording`), filled into the template (`template`) and printed (`press`);
WeasyPrint and Jinja are imported when the first page is printed.
"""

from hashlib import sha256

from billing.errors import RenderError
from billing.invoice import CreditNote, DraftInvoice, Invoice
from billing.render import fonts, quiet, wording
from billing.render.labels import Labels
from billing.render.stationery import PLAIN, Stationery
from billing.render.wording import Document

__all__ = ["Stationery", "identity", "missing_glyphs", "preview", "read_anew", "render", "renderer"]


def render(document: Invoice | CreditNote, stationery: Stationery = PLAIN) -> bytes:
    """The PDF of an issued invoice or credit note.

    The same bytes for the same document, templates and fonts. Raises RenderError for a wrong
    template, a file it may not use, or a missing glyph.
    """
    name = f"{document.number}/{document.revision}"
    return _pdf(document, stationery, name, identity(document.number, document.revision))


def identity(number: str, revision: int) -> bytes:
    """What the trailer of a numbered PDF bears, by which it is known without its name."""
    return sha256(f"{number}/{revision}".encode()).hexdigest()[:32].encode()


def preview(draft: DraftInvoice, stationery: Stationery = PLAIN) -> bytes:
    """The PDF of a draft: watermarked, and without a number. Raises as `render`."""
    return _pdf(draft, stationery, f"{draft.client.code} {draft.month}", None)


def missing_glyphs(document: Document, stationery: Stationery = PLAIN) -> tuple[str, ...]:
    """The characters that would be printed and that no shipped font has; asked before numbering."""
    own = (value for value in dict(stationery.paper).values() if isinstance(value, str))
    if fonts.all_shown(document, *own):  # what the page adds to them are words of the catalogue
        return ()
    return fonts.unshown(wording.page(document, stationery.paper))


@quiet.collection()
def _pdf(document: Document, stationery: Stationery, name: str, identifier: bytes | None) -> bytes:
    from jinja2 import TemplateError  # noqa: PLC0415  # heavy, and only needed to print

    from billing.render import press, template  # noqa: PLC0415

    page = wording.page(document, stationery.paper)
    language = wording.content(document).language
    look = template.credited(stationery) if isinstance(document, CreditNote) else stationery
    try:
        machine = press.press(look)
        html = template.html(machine.environment, page, Labels(language), look)
    except TemplateError as fault:
        raise RenderError("render_failed", name=name, reason=fault) from fault
    own = identifier or sha256(html.encode()).hexdigest()[:32].encode()
    return press.printed(machine, html, name, own)


def read_anew() -> None:
    """Forget the templates that were read, for whoever is changing them."""
    from billing.render import letter, press  # noqa: PLC0415  # heavy, and only needed to print

    press.press.cache_clear()
    letter.forget()


def renderer() -> str:
    """The versions that make the bytes of a PDF what they are."""
    from weasyprint import __version__ as weasyprint  # noqa: PLC0415

    from billing import __version__ as own  # noqa: PLC0415

    return f"billing {own}, weasyprint {weasyprint}"
