"""The documents whose e-mails are kept as golden files."""

from collections.abc import Mapping
from dataclasses import replace

from billing.invoice import CreditNote, DraftInvoice, Invoice
from billing.party import Bank
from tests.render.conftest import PROVIDER, drafts, english, everything, invoice
from tests.render.corrected import documents as corrections

Numbered = Invoice | CreditNote

ENGLISH_PROVIDER = replace(
    PROVIDER,
    name="Sample Customer Service Outsourcing Ltd.",
    contact="Billing team",
    bank=Bank(
        name="Sample Bank, Shanghai Pudong branch",
        account_name="Sample Customer Service Outsourcing Ltd.",
        account="6222 0000 1111 2222 333",
        swift="SAMPCNSHXXX",
    ),
)


def documents() -> Mapping[str, Numbered | DraftInvoice]:
    """An invoice, a second revision and a credit note in each language; a draft; nothing to pay."""
    found: dict[str, Numbered | DraftInvoice] = {
        "invoice": invoice(everything()),
        "invoice_both": invoice(everything("zh-en")),
        "invoice_english": invoice(english()),
        **corrections(),
        "draft": everything(),
        "nothing_due": invoice(drafts()["carried"]),
    }
    return {name: _in_english(of) if "english" in name else of for name, of in found.items()}


def _in_english(document: Numbered | DraftInvoice) -> Numbered | DraftInvoice:
    if isinstance(document, DraftInvoice):
        return replace(document, provider=ENGLISH_PROVIDER)
    return replace(document, draft=replace(document.draft, provider=ENGLISH_PROVIDER))


def files(document: Numbered | DraftInvoice) -> tuple[str, ...]:
    """The names of what goes with it: an invoice has a detail workbook, a draft nothing yet."""
    if isinstance(document, DraftInvoice):
        return ()
    paper = f"{document.number}_C001.pdf"
    if isinstance(document, CreditNote):
        return (paper,)
    return paper, f"{document.number}_C001_detail.xlsx"
