"""The invoices that late refunds refer to, as the ledger has them."""

import re
from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal

from billing.errors import LedgerError
from billing.invoice import Invoice
from billing.ledger import Readable
from billing.rate import Billed
from billing.rate.late import CODE
from billing.usage import Happening, Usage

_MONTH = re.compile(r"(\d{4})\D?(\d{1,2})(?:\D{1,2}|-01)?")


def referred(
    client: str, name: str, usage: Usage, ledger: Readable, first_month: str
) -> Mapping[str, Billed]:
    """What the late refunds of the month `name` were billed in, by the reference they name.

    A reference is the number of an invoice of this client that stands, or a month, `2026-09`. A
    month before the ledger's first was billed elsewhere, and one closed at zero has no invoice:
    both have no price here. One that was not billed is absent.
    """
    references = {event.reference for event in usage.happened(Happening.LATE_REFUND)}
    found: dict[str, Billed] = {}
    for reference in sorted(references):
        month = _month(reference)
        elsewhere = month < first_month or ledger.closing_of(client, month) is not None
        if month and month < name and elsewhere:
            found[reference] = Billed(month=month)
        elif (invoice := _invoice(client, reference, month, ledger)) and invoice.draft.month < name:
            found[reference] = _billed(invoice, _returned(client, name, ledger))
    return found


def _month(reference: str) -> str:
    """`2026-09` of `2026-09`, `2026年9月`, `2026/9`; empty where it is no month."""
    found = _MONTH.fullmatch(reference.strip())
    return f"{found[1]}-{int(found[2]):02}" if found and 1 <= int(found[2]) <= 12 else ""


def _invoice(client: str, reference: str, month: str, ledger: Readable) -> Invoice | None:
    if month:
        return ledger.invoice_of(client, month)
    try:
        invoice = ledger.invoice(reference)
    except LedgerError:
        return None
    own = invoice.draft.client.code == client
    return invoice if own and ledger.credit_note_of(reference) is None else None


def _billed(invoice: Invoice, returned: Mapping[str, Decimal]) -> Billed:
    return Billed(
        number=invoice.number,
        month=invoice.draft.month,
        lines=tuple(line for line in invoice.draft.lines if line.code == "order_fee"),
        returned=returned,
        price_basis=invoice.draft.price_basis,
        tax_rate=invoice.draft.totals.tax_rate,
    )


def _returned(client: str, name: str, ledger: Readable) -> Mapping[str, Decimal]:
    """Orders that invoices of other months credited: charge/detail -> how many."""
    found: dict[str, Decimal] = defaultdict(Decimal)
    for invoice in ledger.history(client, "9999-12", None):
        for line in invoice.draft.lines if invoice.draft.month != name else ():
            if line.code == CODE:
                detail = line.key.removeprefix(f"{line.charge}/{CODE}/").rpartition("/")[0]
                found[f"{line.charge}/{detail}"] -= line.quantity
    return found
