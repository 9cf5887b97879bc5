"""Invoice or draft -> Page: everything worded, nothing laid out."""

from markupsafe import Markup, escape

from billing.invoice import DraftInvoice, Invoice
from billing.party import Bank, Party
from billing.render import annexes, balances, comparison, figures, lines, pictures
from billing.render.labels import TAGS, Labels, both
from billing.render.page import Fact, Page, Side
from billing.settings import PaperSettings
from billing.words import BETWEEN


def page(document: Invoice | DraftInvoice, paper: PaperSettings) -> Page:
    """The statement of an invoice, or of a draft, which has no number and no dates."""
    draft = document.draft if isinstance(document, Invoice) else document
    invoice = document if isinstance(document, Invoice) else None
    labels = Labels(draft.language)
    number = escape(invoice.number) if invoice else labels["no_number"]
    title = _title(paper, labels)
    return Page(
        language=draft.language,
        tag=TAGS[draft.language],
        draft=invoice is None,
        title=title,
        document_title=f"{title.striptags()} {number.striptags()} {draft.client.name}",
        number=number,
        issued=invoice.issue_date.isoformat() if invoice else "",
        month=draft.month,
        amount_due=figures.with_sign(draft.totals.amount_due, draft.currency),
        due_date=_due(invoice, draft, labels),
        words=tuple(draft.amount_words.split(BETWEEN)),
        payment=_payment(draft.provider.bank, invoice, labels),
        facts=_facts(invoice, draft, labels),
        provider=_side("provider", draft.provider, draft, labels),
        client=_side("client", draft.client, draft, labels),
        basis=labels[f"basis_{draft.price_basis}"],
        groups=lines.groups(draft, labels),
        totals=lines.totals(draft, labels),
        notes=tuple(labels.note(note) for note in draft.notes),
        balances=balances.balances(draft, labels),
        comparison=comparison.compared(draft, labels),
        pictures=pictures.pictures(draft, labels),
        tables=annexes.tables(draft, labels),
        sources=tuple(file.name for file in draft.sources),
    )


def _title(paper: PaperSettings, labels: Labels) -> Markup:
    match labels.language:
        case "zh":
            return escape(paper.title_zh)
        case "en":
            return escape(paper.title_en)
        case "zh-en":
            return both(paper.title_zh, paper.title_en)


def _due(invoice: Invoice | None, draft: DraftInvoice, labels: Labels) -> Markup:
    """The day by which to pay; a draft only knows how long after the issue."""
    if invoice:
        return escape(invoice.due_date.isoformat())
    return labels.say("label.due_days", {"days": str(draft.payment_days)})


def _payment(bank: Bank, invoice: Invoice | None, labels: Labels) -> tuple[Fact, ...]:
    """The account to pay into and the reference to quote."""
    return _told(
        labels,
        ("account_name", bank.account_name),
        ("bank", bank.name),
        ("account", bank.account),
        ("swift", bank.swift),
        ("reference", invoice.number if invoice else ""),
    )


def _facts(invoice: Invoice | None, draft: DraftInvoice, labels: Labels) -> tuple[Fact, ...]:
    revised = invoice is not None and invoice.revision > 1
    return _told(
        labels,
        ("service_period", f"{draft.period.start} – {draft.period.last}"),
        ("issue_date", invoice.issue_date.isoformat() if invoice else ""),
        ("revision", str(invoice.revision) if invoice and revised else ""),
        ("contract", draft.contract_number),
    )


def _side(label: str, party: Party, draft: DraftInvoice, labels: Labels) -> Side:
    return Side(
        label=labels[label],
        name=party.name,
        name_other=party.name_other if draft.language == "zh-en" else "",
        facts=_told(
            labels,
            ("tax_id", party.tax_id),
            ("address", party.address),
            ("contact", party.contact),
            ("phone", party.phone),
            ("email", party.email),
        ),
    )


def _told(labels: Labels, *pairs: tuple[str, str]) -> tuple[Fact, ...]:
    """A fact of each pair of label and value; empty values are not printed."""
    return tuple(Fact(label=labels[label], value=value) for label, value in pairs if value)
