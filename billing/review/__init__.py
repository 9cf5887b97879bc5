"""What makes a draft wait for a person: contracts that say so, and figures that look wrong.

Each check is a function in the list; each gives the reasons to hold, or none. Earlier months are
told by the drafts that the ledger keeps: today's draft is compared with those, like with like.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from billing.contract import Contract
from billing.errors import Problem
from billing.invoice import DraftInvoice, Invoice
from billing.review.amounts import amounts_unlike
from billing.review.copied import figures_copied
from billing.review.days import days_far
from billing.review.finding import held
from billing.review.gone import usage_gone
from billing.review.runs import figures_constant, figures_rising
from billing.review.seats import seats_above, seats_idle
from billing.review.shares import orders_above, refunds_high
from billing.review.subject import Subject
from billing.review.unlike import unlike_recent_months
from billing.settings import Limits
from billing.usage import Usage

__all__ = ["reasons_to_hold"]


def reasons_to_hold(
    contract: Contract,
    draft: DraftInvoice,
    usage: Usage,
    history: Sequence[Invoice],
    limits: Limits,
) -> tuple[Problem, ...]:
    """Every reason why a person should look at the draft before it is issued.

    `history` holds the client's standing invoices before this month, oldest first.
    """
    subject = Subject.of(contract, draft, usage, history, limits)
    names = {"client": contract.client.client, "month": draft.month}  # for the remedy's command
    return tuple(
        replace(problem, values={**problem.values, **names})
        for check in _CHECKS
        for problem in check(subject)
    )


def _manual(subject: Subject) -> Iterable[Problem]:
    """The contract asks for an approval each month."""
    if subject.contract.client.approval == "manual":
        yield held("approval_manual")


def _zero(subject: Subject) -> Iterable[Problem]:
    """A draft over 0.00 closes as nothing due only when a person agrees (rule G11)."""
    if subject.draft.totals.subtotal == 0:
        yield held("draft_is_zero")


_CHECKS: tuple[Callable[[Subject], Iterable[Problem]], ...] = (
    _manual,
    _zero,
    unlike_recent_months,
    usage_gone,
    figures_copied,
    figures_constant,
    figures_rising,
    days_far,
    amounts_unlike,
    refunds_high,
    orders_above,
    seats_above,
    seats_idle,
)
