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
from billing.settings import ApprovalSettings, Limits
from billing.usage import Usage

__all__ = ["BY_AMOUNT", "reasons_to_hold"]

# Reasons that a person may let go of for many small drafts at once. Not a draft over 0.00: what is
# missing must not become nothing due in passing.
BY_AMOUNT = frozenset(
    {
        "amount_unlike",
        "approval_above",
        "approval_all",
        "approval_first",
        "approval_manual",
        "day_far_from_median",
        "figures_constant",
        "figures_copied",
        "figures_rising",
        "orders_above_receptions",
        "peak_above_approval",
        "peak_above_booked",
        "refunds_high",
        "seats_idle",
        "unit_slip",
        "unlike_recent_months",
        "usage_gone",
    }
)
NONE = ApprovalSettings()  # no approval by rule


def reasons_to_hold(
    contract: Contract,
    draft: DraftInvoice,
    usage: Usage,
    history: Sequence[Invoice],
    limits: Limits,
    approval: ApprovalSettings = NONE,
    *,
    newcomer: bool = False,
) -> tuple[Problem, ...]:
    """Every reason why a person should look at the draft before it is issued.

    `history` holds the client's standing invoices before this month, oldest first, as many as are
    compared with; a newcomer has none at all.
    """
    subject = Subject.of(contract, draft, usage, history, limits)
    names = {"client": contract.client.client, "month": draft.month}  # for the remedy's command
    return tuple(
        replace(problem, values={**problem.values, **names})
        for problem in (
            *_manual(contract),
            *_by_rule(draft, approval, newcomer=newcomer),
            *(one for check in _CHECKS for one in check(subject)),
        )
    )


def _by_rule(
    draft: DraftInvoice, approval: ApprovalSettings, *, newcomer: bool
) -> Iterable[Problem]:
    """The settings ask for an approval: of every draft, of a client's first, of a high amount."""
    if approval.all:
        yield held("approval_all")
    if approval.first and newcomer:
        yield held("approval_first")
    gross = draft.totals.gross
    if approval.above is not None and abs(gross) > approval.above:
        yield held("approval_above", found=str(gross), expected=str(approval.above))


def _manual(contract: Contract) -> Iterable[Problem]:
    """The contract asks for an approval each month."""
    if contract.client.approval == "manual":
        yield held("approval_manual")


def _zero(subject: Subject) -> Iterable[Problem]:
    """A draft over 0.00 closes as nothing due only when a person agrees (rule G11)."""
    if subject.draft.totals.subtotal == 0:
        yield held("draft_is_zero")


_CHECKS: tuple[Callable[[Subject], Iterable[Problem]], ...] = (
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
