"""Invoice, credit note or draft -> the words of the e-mail that brings it, plain and HTML.

Nothing here sends. Worded by `letter_wording`, laid out by the templates `mail.txt` and
`mail.html`, of which a workspace may have its own.
"""

from collections.abc import Sequence
from functools import lru_cache

from jinja2 import TemplateError

from billing.errors import RenderError
from billing.message import Letter
from billing.render import colours, template
from billing.render.letter_page import LetterPage
from billing.render.letter_sentences import Document
from billing.render.letter_wording import letter_page
from billing.render.sandbox import Sandbox
from billing.render.stationery import PLAIN, Stationery


def letter(
    document: Document, stationery: Stationery = PLAIN, attachments: Sequence[str] = ()
) -> Letter:
    """The e-mail of a document, in its language; `attachments` are the names of the files with it.

    The same words for the same document, templates and names. Raises RenderError where a
    workspace's template is wrong.
    """
    page = letter_page(document, stationery.paper, attachments)
    try:
        plain = template.filled(_environment(stationery, markup=False), "mail.txt", mail=page)
        html = _html(page, stationery)
    except TemplateError as fault:
        name = page.number or f"{page.client} {page.month}"
        raise RenderError("letter_failed", name=name, reason=fault) from fault
    return Letter(subject=page.subject, plain=f"{plain.strip()}\n", html=html)


def _html(page: LetterPage, stationery: Stationery) -> str:
    """`accent` is the paper's colour, `bright` the tint of it that can be read on black."""
    colour = stationery.paper.colour
    return template.filled(
        _environment(stationery, markup=True),
        "mail.html",
        mail=page,
        accent=colour,
        bright=colours.tint(colour, 0.45),
    )


@lru_cache(maxsize=8)
def _environment(stationery: Stationery, *, markup: bool) -> Sandbox:
    """The paper's sandbox; plain text has no markup that would need escaping."""
    jinja = template.environment(stationery)
    jinja.autoescape = markup
    return jinja


def forget() -> None:
    """Read the templates again for the next letter."""
    _environment.cache_clear()
