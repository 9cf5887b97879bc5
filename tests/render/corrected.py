"""Credit notes and second revisions of the invented invoices."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from billing.correction import replaced, turned_round
from billing.invoice import CreditNote, DraftInvoice, Invoice, Line
from billing.money import ZERO, rounded
from billing.words import in_words
from tests.render.conftest import english, everything, invoice, line

REASON = "十月接待量少导入一天（10-31），按更正后的文件重开"
REASON_EN = "The receptions of one day, 10-31, were missing from the file"


def credit_note(of: Invoice, reason: str = REASON, by: str = "样例 财务") -> CreditNote:
    """The invoice undone, a few days later."""
    return CreditNote(
        number="INV-2026-000131",
        corrects=of.number,
        corrects_date=of.issue_date,
        revision=of.revision,
        issue_date=date(2026, 11, 5),
        reason=reason,
        by=by,
        draft=turned_round(of.draft),
    )


def relined(draft: DraftInvoice, *lines: Line) -> DraftInvoice:
    """The draft with other lines, its sums and words computed anew."""
    subtotal = sum((one.amount for one in lines), ZERO)
    rate, within = draft.totals.tax_rate, draft.price_basis == "inclusive"
    net = rounded(subtotal / (1 + rate)) if within else subtotal
    tax = subtotal - net if within else rounded(subtotal * rate)
    due = net + tax - draft.totals.prepaid_applied
    return replace(
        draft,
        lines=lines,
        totals=replace(
            draft.totals, subtotal=subtotal, net=net, tax=tax, gross=net + tax, amount_due=due
        ),
        amount_words=in_words(due, draft.currency, draft.language),
    )


def revised(old: Invoice, *lines: Line, number: str = "INV-2026-000132") -> Invoice:
    """The second revision of an invoice: these lines in place of its own."""
    draft = replace(relined(old.draft, *lines), replaces=replaced(old, credit_note(old)))
    return invoice(draft, number, revision=2)


def corrected_lines(draft: DraftInvoice) -> tuple[Line, ...]:
    """More receptions, no vacancy, and a credit that the first one had not."""
    overage = replace(
        draft.lines[1],
        quantity=Decimal(1030),
        amount=Decimal("1236.00"),
        working="(6030 - 5000) x 1.20 = 1236.00",
    )
    kept = [one for one in draft.lines[2:] if one.code != "vacancy"]
    added = line("/adjustment/A-8", "调整 更正优惠（工单 A-8）", "-1 sum 20 -20.00")
    return (draft.lines[0], overage, *kept, added)


def documents() -> dict[str, Invoice | CreditNote]:
    """Every correction by its name."""
    whole, both, latin = (invoice(of) for of in (everything(), everything("zh-en"), english()))
    return {
        "credit": credit_note(whole),
        "credit_both": credit_note(both),
        "credit_english": credit_note(latin, REASON_EN, "Finance, Zoë"),
        "revision": revised(whole, *corrected_lines(whole.draft)),
        "revision_both": revised(both, *corrected_lines(both.draft)),
        "revision_english": revised(latin, *corrected_lines(latin.draft)[:2]),
    }
