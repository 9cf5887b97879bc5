"""What a document is, in a few lines: its number, whose it is, what it corrects or replaces."""

from collections.abc import Iterator

from billing.catalogue import Language
from billing.invoice import CreditNote, Invoice
from billing.report import said


def heading(document: Invoice | CreditNote, language: Language) -> str:
    """Number and client of an invoice or credit note, and the invoice that it is about."""
    return "\n".join(_sentences(document, language))


def _sentences(document: Invoice | CreditNote, language: Language) -> Iterator[str]:
    draft = document.draft
    yield said.word(_code(document), language, number=document.number, revision=document.revision)
    yield said.word(
        "explain.client",
        language,
        code=draft.client.code,
        name=said.one_line(draft.client.name),
        month=draft.month,
    )
    if isinstance(document, CreditNote):
        yield _corrected(document, language)
    elif old := draft.replaces:
        yield said.word(
            "explain.replaces", language, number=old.number, credit_note=old.credit_note
        )


def _code(document: Invoice | CreditNote) -> str:
    if isinstance(document, CreditNote):
        return "explain.credit_note"
    return "explain.revision" if document.revision > 1 else "explain.invoice"


def _corrected(note: CreditNote, language: Language) -> str:
    return said.word(
        "explain.corrects",
        language,
        number=note.corrects,
        date=note.corrects_date,
        reason=said.one_line(note.reason),
        by=said.one_line(note.by),
    )
