"""Labels with their values, and which of them a paper has."""

from markupsafe import Markup

from billing.invoice import DraftInvoice
from billing.render.labels import Labels, both
from billing.render.page import Fact


def told(labels: Labels, *pairs: tuple[str, str | Markup]) -> tuple[Fact, ...]:
    """A fact of each pair of label and value; empty values are not printed."""
    return tuple(Fact(label=labels[label], value=value) for label, value in pairs if value)


def beside(text: str, other: str) -> str | Markup:
    """A text, and the same in the other language where there is one: `户名 Payee`."""
    return both(text, other) if text and other else text or other


def to_pay(draft: DraftInvoice) -> bool:
    """Whether the client is asked to pay; not where prepayment or credit cover the month."""
    return draft.totals.amount_due > 0
