"""What a credit note says first, and what a further revision says of the one it replaces."""

from collections.abc import Iterator
from decimal import Decimal

from billing.invoice import CreditNote, DraftInvoice, Replaced
from billing.render import comparison, figures
from billing.render.facts import told
from billing.render.labels import Labels
from billing.render.page import Compared, Credit, Fact, Replacement
from billing.words import BETWEEN, in_words

_SHORT = 120  # characters of a reason that stands in the box; a longer one would fill it


def credit(note: CreditNote, labels: Labels) -> Credit:
    """The amount that is credited, as a positive one, and of which invoice, why and by whom."""
    draft = note.draft
    amount, prepaid = -draft.totals.amount_due, draft.totals.prepaid_applied
    long = len(note.reason) > _SHORT
    return Credit(
        amount=figures.with_sign(amount, draft.currency),
        words=tuple(
            in_words(amount, draft.currency, draft.language, draft.amount_words_en).split(BETWEEN)
        ),
        returned=figures.with_sign(-prepaid, draft.currency) if prepaid else "",
        corrects=note.corrects,
        facts=told(
            labels,
            ("corrects_date", note.corrects_date.isoformat()),
            ("revision", str(note.revision) if note.revision > 1 else ""),
            ("reason", "" if long else note.reason),
            ("credited_by", note.by),
        ),
        told=labels.say("label.credit_lines", {"number": note.corrects}),
        balances=labels.say("label.balances_corrected", {"month": draft.month}),
        later=labels.say("label.balances_later", {"month": draft.month}),
        reason=note.reason if long else "",
    )


def replacement(draft: DraftInvoice, labels: Labels) -> Replacement | None:
    """What the paper replaces: a sentence for the first page, and a table line by line."""
    old = draft.replaces
    if old is None:
        return None
    return Replacement(
        told=(
            _which(old, labels),
            _how_much(old, draft, labels),
            *told(labels, ("reason", old.reason), ("credited_by", old.by)),
        ),
        rows=comparison.compared(old.lines, draft, labels),
        totals=tuple(_totals(old, draft, labels)),
    )


def _which(old: Replaced, labels: Labels) -> Fact:
    values = {"number": old.number, "date": f"{old.issue_date}", "credit_note": old.credit_note}
    return Fact(label=labels["replaces"], value=labels.say("label.replaces_which", values))


def _how_much(old: Replaced, draft: DraftInvoice, labels: Labels) -> Fact:
    before, now = old.totals.amount_due, draft.totals.amount_due
    values = {
        "old": figures.with_sign(before, draft.currency),
        "new": figures.with_sign(now, draft.currency),
        "change": figures.change(now - before, draft.currency),
    }
    return Fact(label=labels["difference"], value=labels.say("label.replaces_amounts", values))


def _totals(old: Replaced, draft: DraftInvoice, labels: Labels) -> Iterator[Compared]:
    """The sums of both papers; a prepayment where one of them used it."""
    for label, name in (
        ("net", "net"),
        ("tax_sum", "tax"),
        ("gross", "gross"),
        ("prepaid_applied", "prepaid_applied"),
        ("amount_due", "amount_due"),
    ):
        sign = -1 if name == "prepaid_applied" else 1
        before, now = (sign * getattr(sums, name) for sums in (old.totals, draft.totals))
        if before or now or sign > 0:
            yield _total(label, (before, now), draft, labels)


def _total(
    label: str, values: tuple[Decimal, Decimal], draft: DraftInvoice, labels: Labels
) -> Compared:
    before, now = values
    return Compared(
        description=labels[label],
        amount_then=figures.amount(before, draft.currency),
        amount_now=figures.amount(now, draft.currency),
        change=figures.change(now - before, draft.currency),
    )
