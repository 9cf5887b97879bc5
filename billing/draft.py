"""Rated items to a draft: worded lines, tax, totals, and last month beside them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from billing import money, words
from billing.catalogue import Language, say
from billing.charting import charts
from billing.contract import Client, Contract
from billing.invoice import (
    DraftInvoice,
    Invoice,
    InvoiceLanguage,
    Line,
    PriceBasis,
    Totals,
    then,
)
from billing.party import Bank, Party
from billing.rate import Item, RatedMonth
from billing.settings import ProviderSettings
from billing.source import File
from billing.usage import Usage


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What a draft needs beside the figures."""

    provider: ProviderSettings
    last_month: Invoice | None  # the client's uncredited invoice of the month before
    files: Mapping[str, File]  # by name
    register_hash: str
    usage_hash: str
    amount_words_en: str = words.SAID


def draft(contract: Contract, rated: RatedMonth, usage: Usage, frame: Frame) -> DraftInvoice:
    """All that is printed. Nothing is computed again after this."""
    client = contract.client
    labels = charge_labels(rated, client.language)
    charged = [(charge.store, row.terms) for charge in rated.active for row in charge.rows]
    lines = _told_apart(_line(item, client.language) for item in rated.items)
    summed = totals(lines, client.tax_rate, client.price_basis, rated)
    return DraftInvoice(
        client=_client(client),
        provider=_provider(frame.provider, client.language),
        month=rated.name,
        period=rated.billed,
        language=client.language,
        currency=client.currency,
        price_basis=client.price_basis,
        contract_number=client.contract_number,
        payment_days=client.payment_days,
        mail_to=client.email_to,
        mail_cc=client.email_cc,
        store_names={store.store: store.store for store in contract.stores},
        charge_labels=labels,
        lines=lines,
        totals=summed,
        amount_words=words.in_words(
            summed.amount_due, client.currency, client.language, frame.amount_words_en
        ),
        amount_words_en=frame.amount_words_en,
        annex=rated.annex,
        notes=rated.notes,
        charts=charts(usage, rated.billed, charged),
        last_month=then(frame.last_month.draft.lines) if frame.last_month else (),
        brought_forward=rated.brought,
        balances_before=rated.before,
        balances_after=replace(
            rated.after, prepayment=rated.after.prepayment - summed.prepaid_applied
        ),
        sources=_files(usage, frame.files),
        register_hash=frame.register_hash,
        usage_hash=frame.usage_hash,
    )


def totals(
    lines: Iterable[Line], tax_rate: Decimal, basis: PriceBasis, rated: RatedMonth
) -> Totals:
    """One tax rate on the total (rule G10); then the prepayment against the amount due."""
    subtotal = sum((line.amount for line in lines), money.ZERO)
    if basis == "inclusive":
        gross = subtotal
        net = money.rounded(money.quotient(gross, 1 + tax_rate))
    else:
        net = subtotal
        gross = net + money.rounded(net * tax_rate)
    prepaid = min(rated.after.prepayment, gross)
    return Totals(
        subtotal=subtotal,
        tax_rate=tax_rate,
        net=net,
        tax=gross - net,
        gross=gross,
        credit_applied=rated.credit_applied,
        prepaid_applied=prepaid,
        amount_due=gross - prepaid,
    )


def languages(language: InvoiceLanguage) -> tuple[Language, ...]:
    """The languages of a paper, in the order of print."""
    match language:
        case "zh":
            return ("zh",)
        case "en":
            return ("en",)
        case "zh-en":
            return ("zh", "en")


def worded(code: str, language: InvoiceLanguage, values: Mapping[str, str] | None = None) -> str:
    """A sentence of the catalogue in the language of the paper; both, where it has two."""
    return " / ".join(dict.fromkeys(say(code, one, values) for one in languages(language)))


def charge_labels(rated: RatedMonth, language: InvoiceLanguage) -> dict[str, str]:
    """The label of each charge as the contract names it, or its way of charging."""
    return {
        charge.code: charge.rows[-1].label or worded(f"kind.{charge.mode.value}", language)
        for charge in rated.active
    }


def _line(item: Item, language: InvoiceLanguage) -> Line:
    priced = item.priced
    shown = money.text(item.amount, money.places("CNY"))
    return Line(
        key=f"{item.charge or '-'}/{priced.code}/{priced.detail or '-'}/{item.period.start}",
        code=priced.code,
        charge=item.charge,
        store=item.store,
        service=item.service,
        description=_description(item, language),
        period=item.period,
        quantity=priced.quantity,
        unit=priced.unit,
        unit_price=priced.unit_price,
        amount=item.amount,
        working=f"{priced.working.text} = {shown}",
        sources=priced.sources,
    )


def _told_apart(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Each line with a key of its own: of two adjustments of one reference, the second is `#2`."""
    seen: dict[str, int] = {}
    found = []
    for line in lines:
        seen[line.key] = seen.get(line.key, 0) + 1
        if (count := seen[line.key]) > 1:
            start, _, day = line.key.rpartition("/")
            line = replace(line, key=f"{start}#{count}/{day}")  # noqa: PLW2901
        found.append(line)
    return tuple(found)


def _description(item: Item, language: InvoiceLanguage) -> str:
    """The line's name, and what tells it from its like."""
    details = (worded(code, language, item.priced.words).strip() for code in _details(item))
    return " · ".join([worded(f"line.{item.priced.code}", language), *details])


def _details(item: Item) -> list[str]:
    """The codes of the details that a line's words fill."""
    given, detail = item.priced.words, item.priced.detail
    found = [
        code
        for code, needed in (
            ("detail.level", ("measure", "target")),
            ("detail.vacant", ("from", "to")),
            ("detail.reason", ("reason", "reference")),
            ("detail.milestone", ("milestone",)),
            ("detail.billed", ("billed",)),
            ("detail.tier", ("tier",)),
            ("detail.minimum", ("minimum_fee",)),
            ("detail.cap", ("cap_fee",)),
            ("detail.kind", ("kind",)),
            ("detail.unit", ("unit",)),
        )
        if all(name in given for name in needed)
    ]
    if not found and "measure" in given:
        found.append("detail.measure")
    if not found and "project" in given:
        found.append("detail.project")
    if detail in ("day", "night"):
        found.append(f"detail.{detail}")
    if detail.endswith("-flat"):
        found.append("detail.flat")
    if item.priced.unit == "block":
        found.append("detail.block")
    return found


def _client(client: Client) -> Party:
    return Party(
        code=client.client,
        name=client.name,
        tax_id=client.tax_id,
        address=client.address,
        phone=client.phone,
        contact=client.contact,
        email="; ".join(client.email_to),
        bank=Bank(name=client.bank, account=client.account),
    )


def _provider(provider: ProviderSettings, language: InvoiceLanguage) -> Party:
    """The provider in the language of the paper; in the other one too where it has both."""
    name, name_other = _said(provider.name, provider.name_en, language)
    address, address_other = _said(provider.address, provider.address_en, language)
    contact, contact_other = _said(provider.contact, provider.contact_en, language)
    bank = provider.bank
    bank_name, bank_other = _said(bank.name, bank.name_en, language)
    payee, payee_other = _said(bank.account_name, bank.account_name_en, language)
    return Party(
        name=name,
        name_other=name_other,
        tax_id=provider.tax_id,
        address=address,
        address_other=address_other,
        phone=provider.phone,
        contact=contact,
        contact_other=contact_other,
        email=provider.email,
        bank=Bank(
            name=bank_name,
            name_other=bank_other,
            account_name=payee,
            account_name_other=payee_other,
            account=bank.account,
            swift=bank.swift,
        ),
    )


def _said(chinese: str, english: str, language: InvoiceLanguage) -> tuple[str, str]:
    """What a paper says, and what it says beside it; Chinese where there is no English."""
    if language == "en":
        return english or chinese, ""
    return chinese, english if language == "zh-en" and english != chinese else ""


def _files(usage: Usage, files: Mapping[str, File]) -> tuple[File, ...]:
    """The files that the client's month was read from; also those that decided no line."""
    return tuple(files[name] for name in sorted(usage.files) if name in files)
