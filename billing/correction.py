"""What corrects an issued invoice: a credit note, and the revision that stands in for it.

A credit note is the invoice turned round, line by line, to the cent. Rounding is half away from
zero, so each line of the credit note is its invoice's line with the other sign, and invoice and
credit note sum to 0.00 in every figure. The revision carries the lines and totals of what it
replaces, so that its paper shows old, new and difference.
"""

from dataclasses import replace

from billing import money, words
from billing.invoice import CreditNote, DraftInvoice, Invoice, Line, Replaced, Totals, then


def turned_round(draft: DraftInvoice) -> DraftInvoice:
    """The draft of the credit note that undoes an issued draft, balances included."""
    totals = _totals(draft.totals)
    return replace(
        draft,
        lines=tuple(_line(line) for line in draft.lines),
        totals=totals,
        amount_words=words.in_words(
            totals.amount_due, draft.currency, draft.language, draft.amount_words_en
        ),
        last_month=(),
        charts=(),
        replaces=None,
        brought_forward=None,  # events of the month stay as they are: nothing is entered
        balances_before=draft.balances_after,
        balances_after=draft.balances_before,
    )


def replaced(invoice: Invoice, note: CreditNote, reason: str = "", by: str = "") -> Replaced:
    """What the next revision of a credited invoice carries, as its draft's `replaces`.

    Why and by whom are the credit note's, where the month is not billed again for another reason.
    """
    assert note.corrects == invoice.number, (note.corrects, invoice.number)
    return Replaced(
        number=invoice.number,
        issue_date=invoice.issue_date,
        credit_note=note.number,
        lines=then(invoice.draft.lines),
        totals=invoice.draft.totals,
        reason=reason or note.reason,
        by=by or note.by,
    )


def _line(line: Line) -> Line:
    """`(5830 - 5000) x 1.20 = 996.00` becomes `-1 x ((5830 - 5000) x 1.20) = -996.00`."""
    arithmetic = line.working.rpartition(" = ")[0]
    amount = -line.amount
    return replace(
        line,
        quantity=-line.quantity,
        amount=amount,
        working=f"-1 x ({arithmetic}) = {money.text(amount, money.places('CNY'))}",
    )


def _totals(totals: Totals) -> Totals:
    return Totals(
        subtotal=-totals.subtotal,
        tax_rate=totals.tax_rate,
        net=-totals.net,
        tax=-totals.tax,
        gross=-totals.gross,
        credit_applied=-totals.credit_applied,
        prepaid_applied=-totals.prepaid_applied,
        amount_due=-totals.amount_due,
    )
