"""Invoice, credit note or draft -> LetterPage: an e-mail, worded, nothing laid out."""

from collections.abc import Sequence
from pathlib import PurePath

from billing import catalogue
from billing.invoice import CreditNote, DraftInvoice, Invoice
from billing.period import month
from billing.render import figures
from billing.render import letter_sentences as sentences
from billing.render.labels import TAGS
from billing.render.letter_page import Enclosed, LetterPage, Said, Sum
from billing.render.letter_sentences import Document
from billing.render.letter_sums import Changed, changed, sums
from billing.render.letter_words import Tongue, one_line
from billing.settings import PaperSettings


def letter_page(
    document: Document, paper: PaperSettings, attachments: Sequence[str] = ()
) -> LetterPage:
    """The e-mail that brings a document; `attachments` are names of files."""
    draft = sentences.draft_of(document)
    tongue = Tongue(draft.language)
    pay = _pay(document, tongue)
    to_pay = sentences.to_pay(document)
    difference = _difference(document, tongue)
    return LetterPage(
        kind=sentences.kind(document),
        language=draft.language,
        tag=TAGS[draft.language],
        subject=sentences.subject(document, paper, tongue),
        number=sentences.number(document),
        month=draft.month,
        client=one_line(draft.client.name),
        colon=tongue.colon,
        brackets=tongue.brackets,
        warning=tongue.say("letter.draft") if isinstance(document, DraftInvoice) else (),
        greeting=sentences.greeting(draft, tongue),
        paragraphs=(
            sentences.opening(document, paper, tongue),
            *sentences.remarks(document, tongue),
        ),
        due=_due(document, tongue),
        facts=_facts(document, tongue),
        pay_title=tongue.say("label.pay_to"),
        pay=pay if to_pay else (),
        pay_missing=tongue.say("label.bank_missing") if to_pay and not pay else (),
        sums_title=tongue.say("letter.made_up"),
        sums=sums(draft, tongue, credit=isinstance(document, CreditNote)),
        total=_total(document, tongue),
        changed=difference.told,
        changes=difference.rows,
        files_title=tongue.say("letter.attached"),
        files=tuple(_enclosed(name, tongue) for name in attachments),
        ask=sentences.ask(draft.provider, tongue),
        regards=tongue.say("letter.regards"),
        signature=_signature(draft),
    )


def _due(document: Document, tongue: Tongue) -> Said:
    """The amount to pay; of a credit note the amount credited, a positive one."""
    draft = sentences.draft_of(document)
    credit = isinstance(document, CreditNote)
    amount = -draft.totals.amount_due if credit else draft.totals.amount_due
    label = "letter.amount_credited" if credit else "label.amount_due"
    return Said(label=tongue.say(label), value=figures.with_sign(amount, draft.currency))


def _facts(document: Document, tongue: Tongue) -> tuple[Said, ...]:
    draft = sentences.draft_of(document)
    whole = draft.period == month(draft.month)
    period = "" if whole else f"{draft.period.start} – {draft.period.last}"
    reason = document.reason if isinstance(document, CreditNote) else ""
    return _said(
        tongue,
        ("label.due_date", _by_when(document, tongue) if sentences.to_pay(document) else ""),
        ("label.service_period", period),
        ("letter.reason", reason),
    )


def _by_when(document: Document, tongue: Tongue) -> str:
    """The day by which to pay; a draft only knows how long after the issue."""
    if isinstance(document, Invoice):
        return tongue.written(document.due_date)
    days = str(sentences.draft_of(document).payment_days)
    return " / ".join(tongue.say("label.due_days", {"days": days}))


def _pay(document: Document, tongue: Tongue) -> tuple[Said, ...]:
    """The account to pay into and the reference to quote; nothing without an account."""
    bank = sentences.draft_of(document).provider.bank
    if not bank.account:
        return ()
    return _said(
        tongue,
        ("label.account_name", _both(bank.account_name, bank.account_name_other)),
        ("label.bank", _both(bank.name, bank.name_other)),
        ("label.account", bank.account),
        ("label.swift", bank.swift),
        ("label.reference", sentences.number(document)),
    )


def _both(text: str, other: str) -> str:
    """A text in both languages, where it is told in two."""
    return " / ".join(part for part in (text, other) if part)


def _said(tongue: Tongue, *pairs: tuple[str, str]) -> tuple[Said, ...]:
    """A label and its value, of each value that is not empty."""
    return tuple(
        Said(label=tongue.say(code), value=one_line(value)) for code, value in pairs if value
    )


def _total(document: Document, tongue: Tongue) -> Sum:
    draft = sentences.draft_of(document)
    label = "letter.sum" if isinstance(document, CreditNote) else "label.amount_due"
    amount = figures.with_sign(draft.totals.amount_due, draft.currency)
    return Sum(label=tongue.say(label), amount=amount)


def _difference(document: Document, tongue: Tongue) -> Changed:
    """Beside last month; a revision says what it replaces instead, a credit note nothing."""
    again = isinstance(document, Invoice) and document.revision > 1
    if again or isinstance(document, CreditNote):
        return Changed()
    return changed(sentences.draft_of(document), tongue)


def _enclosed(name: str, tongue: Tongue) -> Enclosed:
    code = f"letter.file_{PurePath(name).suffix.lower().lstrip('.')}"
    what = tongue.say(code) if code in catalogue.sentences() else ()
    return Enclosed(name=one_line(name), what=what)


def _signature(draft: DraftInvoice) -> tuple[str, ...]:
    """The provider's name; of a letter in two languages both."""
    other = draft.provider.name_other if draft.language == "zh-en" else ""
    names = (draft.provider.name, other)
    return tuple(one_line(name) for name in names if name)
