"""Invoice, credit note or draft -> Page: everything worded, nothing laid out."""

from dataclasses import replace

from markupsafe import Markup, escape

from billing.invoice import CreditNote, DraftInvoice, Invoice
from billing.party import Party
from billing.render import (
    annexes,
    balances,
    comparison,
    corrections,
    detail,
    figures,
    lines,
    pictures,
)
from billing.render.facts import beside, to_pay, told
from billing.render.labels import TAGS, Labels, both
from billing.render.page import Fact, Page, Side
from billing.settings import PaperSettings
from billing.words import BETWEEN

Document = Invoice | CreditNote | DraftInvoice


def page(document: Document, paper: PaperSettings) -> Page:
    """The statement of an invoice, of a credit note, or of a draft, which has no number."""
    match document:
        case DraftInvoice():
            return _statement(document, paper, detail.file_name(document))
        case Invoice():
            return _invoice(document, paper)
        case CreditNote():
            return _credit_note(document, paper)


def content(document: Document) -> DraftInvoice:
    """All of a document but its number and dates."""
    return document if isinstance(document, DraftInvoice) else document.draft


def _statement(draft: DraftInvoice, paper: PaperSettings, detail: str = "") -> Page:
    labels = Labels(draft.language)
    title = _title(paper.title_zh, paper.title_en, labels)
    number, days = labels["no_number"], {"days": str(draft.payment_days)}
    return Page(
        language=draft.language,
        tag=TAGS[draft.language],
        draft=True,
        title=title,
        document_title=_document_title(title, number, draft),
        number=number,
        issued="",
        month=draft.month,
        amount_due=figures.with_sign(draft.totals.amount_due, draft.currency),
        due_date=labels.say("label.due_days", days) if to_pay(draft) else "",
        words=tuple(draft.amount_words.split(BETWEEN)),
        payment=_payment(draft, "", labels),
        facts=_facts(draft, labels),
        provider=_side("provider", draft.provider, draft, labels),
        client=_side("client", draft.client, draft, labels),
        basis=labels[f"basis_{draft.price_basis}"],
        groups=lines.groups(draft, labels),
        totals=lines.totals(draft, labels),
        notes=tuple(dict.fromkeys(labels.note(note) for note in draft.notes)),
        balances=balances.balances(draft, labels),
        comparison=comparison.last_month(draft, labels),
        pictures=pictures.pictures(draft, labels),
        tables=annexes.tables(draft, labels, paper.detail, detail),
        sources=tuple(file.name for file in draft.sources),
        replaces=corrections.replacement(draft, labels),
    )


def _invoice(invoice: Invoice, paper: PaperSettings) -> Page:
    """A statement with its number, and the day by which to pay."""
    labels = Labels(invoice.draft.language)
    revision = str(invoice.revision) if invoice.revision > 1 else ""
    return replace(
        _numbered(_statement(invoice.draft, paper, detail.file_name(invoice)), invoice),
        due_date=escape(invoice.due_date.isoformat()) if to_pay(invoice.draft) else "",
        payment=_payment(invoice.draft, invoice.number, labels),
        facts=_facts(invoice.draft, labels, issued=f"{invoice.issue_date}", revision=revision),
    )


def _credit_note(note: CreditNote, paper: PaperSettings) -> Page:
    """A statement turned round. What its lines were computed from stands on the invoice's paper."""
    bare = replace(note.draft, annex=(), charts=(), notes=(), sources=(), last_month=())
    labels = Labels(bare.language)
    title = _title(paper.credit_title_zh, paper.credit_title_en, labels)
    return replace(
        _numbered(replace(_statement(bare, paper), title=title), note),
        due_date="",
        payment=(),
        facts=_facts(bare, labels, issued=f"{note.issue_date}"),
        totals=lines.totals(bare, labels, credit=True),
        credit=corrections.credit(note, labels),
    )


def _numbered(statement: Page, document: Invoice | CreditNote) -> Page:
    number = escape(document.number)
    return replace(
        statement,
        draft=False,
        number=number,
        document_title=_document_title(statement.title, number, document.draft),
        issued=document.issue_date.isoformat(),
    )


def _title(chinese: str, english: str, labels: Labels) -> Markup:
    match labels.language:
        case "zh":
            return escape(chinese)
        case "en":
            return escape(english)
        case "zh-en":
            return both(chinese, english)


def _document_title(title: Markup, number: Markup, draft: DraftInvoice) -> str:
    return f"{title.striptags()} {number.striptags()} {draft.client.name}"


def _payment(draft: DraftInvoice, number: str, labels: Labels) -> tuple[Fact, ...]:
    """The account to pay into and the reference to quote; nothing without account or amount."""
    bank = draft.provider.bank
    if not (bank.account and to_pay(draft)):
        return ()
    return told(
        labels,
        ("account_name", beside(bank.account_name, bank.account_name_other)),
        ("bank", beside(bank.name, bank.name_other)),
        ("account", bank.account),
        ("swift", bank.swift),
        ("reference", number),
    )


def _facts(
    draft: DraftInvoice, labels: Labels, *, issued: str = "", revision: str = ""
) -> tuple[Fact, ...]:
    return told(
        labels,
        ("service_period", f"{draft.period.start} – {draft.period.last}"),
        ("issue_date", issued),
        ("revision", revision),
        ("contract", draft.contract_number),
    )


def _side(label: str, party: Party, draft: DraftInvoice, labels: Labels) -> Side:
    return Side(
        label=labels[label],
        name=party.name,
        name_other=party.name_other if draft.language == "zh-en" else "",
        facts=told(
            labels,
            ("tax_id", party.tax_id),
            ("address", beside(party.address, party.address_other)),
            ("contact", beside(party.contact, party.contact_other)),
            ("phone", party.phone),
            ("email", party.email),
        ),
    )
