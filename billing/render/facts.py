"""Labels with their values, and which of them a paper has."""

from billing.invoice import DraftInvoice
from billing.render.labels import Labels
from billing.render.page import Fact


def told(labels: Labels, *pairs: tuple[str, str]) -> tuple[Fact, ...]:
    """A fact of each pair of label and value; empty values are not printed."""
    return tuple(Fact(label=labels[label], value=value) for label, value in pairs if value)


def to_pay(draft: DraftInvoice) -> bool:
    """Whether the client is asked to pay; not where prepayment or credit cover the month."""
    return draft.totals.amount_due > 0
