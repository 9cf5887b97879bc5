"""The sentences of an e-mail: subject, greeting, what is sent, what to know, whom to ask."""

import unicodedata
from dataclasses import replace
from typing import assert_never

from billing import catalogue
from billing.catalogue import Language
from billing.invoice import CreditNote, DraftInvoice, Invoice
from billing.party import Party
from billing.render import figures
from billing.render.letter_page import Kind, Words
from billing.render.letter_words import Tongue, one_line
from billing.settings import PaperSettings

Document = Invoice | CreditNote | DraftInvoice


def draft_of(document: Document) -> DraftInvoice:
    """The draft inside a numbered document, or the draft itself."""
    return document if isinstance(document, DraftInvoice) else document.draft


def kind(document: Document) -> Kind:
    """Which of the three it is."""
    match document:
        case DraftInvoice():
            return "draft"
        case Invoice():
            return "invoice"
        case CreditNote():
            return "credit_note"
        case _:
            assert_never(document)


def number(document: Document) -> str:
    """The number; empty for a draft."""
    return "" if isinstance(document, DraftInvoice) else document.number


def to_pay(document: Document) -> bool:
    """Whether the client is asked to pay."""
    return not isinstance(document, CreditNote) and draft_of(document).totals.amount_due > 0


def subject(document: Document, paper: PaperSettings, tongue: Tongue) -> str:
    """Title, number, month and client: what a mailbox is searched by. Never the amount.

    A name cannot hold what a header would read as an encoded word, line ends within.
    """
    draft = draft_of(document)
    revised = isinstance(document, Invoice) and document.revision > 1
    values = {
        **_named(document, paper, tongue),
        "title": " / ".join(dict.fromkeys(_titles(document, paper, tongue))),
        "client": one_line(draft.client.name),
    }
    code = f"letter.subject_{'revised' if revised else kind(document)}"
    return tongue.say(code, values)[0].replace("=?", "= ?")


def _named(document: Document, paper: PaperSettings, tongue: Tongue) -> dict[str, object]:
    """The blanks of subject and opening: which paper, of which month, and what it corrects."""
    year, month = map(int, draft_of(document).month.split("-"))
    credit = document if isinstance(document, CreditNote) else None
    return {
        "title": tuple(_within(title) for title in _titles(document, paper, tongue)),
        "number": number(document),
        "month": tongue.month(year, month),
        "revision": document.revision if isinstance(document, Invoice) else "",
        "corrects": credit.corrects if credit else "",
        "date": tongue.day(credit.corrects_date) if credit else "",
    }


def _titles(document: Document, paper: PaperSettings, tongue: Tongue) -> Words:
    """The paper's title in each language."""
    if isinstance(document, CreditNote):
        titles = {"zh": paper.credit_title_zh, "en": paper.credit_title_en}
    else:
        titles = {"zh": paper.title_zh, "en": paper.title_en}
    return tuple(one_line(titles[language]) for language in tongue.spoken)


def _within(title: str) -> str:
    """A title inside a sentence: `Statement of fees` is `statement of fees`, `SOA` stays."""
    return title[:1].lower() + title[1:] if title[1:2].islower() else title


def greeting(draft: DraftInvoice, tongue: Tongue) -> Words:
    """By the contact's name; by the company's where there is none."""
    contact = one_line(draft.client.contact)
    if contact:
        return tongue.say("letter.greeting_contact", {"name": contact})
    return tongue.say("letter.greeting_company", {"name": one_line(draft.client.name)})


def opening(document: Document, paper: PaperSettings, tongue: Tongue) -> Words:
    """Which paper this is, of which month."""
    return tongue.say(f"letter.opening_{kind(document)}", _named(document, paper, tongue))


def remarks(document: Document, tongue: Tongue) -> list[Words]:
    """What a reader must know before he pays."""
    if isinstance(document, CreditNote):
        return _credit_remarks(document, tongue)
    found = []
    if isinstance(document, Invoice) and document.revision > 1:
        found.append(_replaces(document, tongue))
    if not to_pay(document):
        found.append(tongue.say("letter.nothing_due"))
    return found


def _credit_remarks(note: CreditNote, tongue: Tongue) -> list[Words]:
    found = [tongue.say("letter.credited", {"corrects": note.corrects})]
    if note.draft.balances_before != note.draft.balances_after:
        found.append(tongue.say("letter.balances_back"))
    return found


def _replaces(invoice: Invoice, tongue: Tongue) -> Words:
    old, draft = invoice.draft.replaces, invoice.draft
    if old is None:  # kept before drafts told what they replace
        return tongue.say("letter.revised", {"revision": invoice.revision})
    values = {
        "revision": invoice.revision,
        "number": old.number,
        "credit_note": old.credit_note,
        "old": figures.with_sign(old.totals.amount_due, draft.currency),
        "new": figures.with_sign(draft.totals.amount_due, draft.currency),
    }
    return tongue.say("letter.replaces", values)


def ask(provider: Party, tongue: Tongue) -> Words:
    """Whom to ask, by name, phone and address, as far as the provider has told them."""
    if not (provider.contact or provider.phone or provider.email):
        return tongue.say("letter.ask_back")
    first, *others = tongue.spoken
    second = replace(provider, contact=_contact_other(provider))
    who = (_who(provider, first), *(_who(second, language) for language in others))
    return tongue.say("letter.ask", {"who": who})


def _contact_other(provider: Party) -> str:
    """The contact in the other language; else the same one, where both can read it."""
    return provider.contact_other or (provider.contact if _is_latin(provider.contact) else "")


def _is_latin(name: str) -> bool:
    """Whether the English half of a letter can name it; else it says `us`, beside the Chinese."""
    return not any("CJK" in unicodedata.name(letter, "") for letter in name)


def _who(provider: Party, language: Language) -> str:
    """`结算组，电话 021-5555 0100，邮箱 billing@provider.example`."""

    def filled(code: str, **values: str) -> str:
        return catalogue.say(code, language, values) if all(values.values()) else ""

    parts = (
        provider.contact or filled("letter.us"),
        filled("letter.by_phone", phone=provider.phone),
        filled("letter.by_email", email=provider.email),
    )
    return filled("letter.comma").join(part for part in parts if part)
