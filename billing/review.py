"""What makes a draft wait for a person: contracts that say so, and figures that look wrong.

Each check is a function in the list; each gives the reasons to hold, or none.
"""

from collections.abc import Sequence
from decimal import Decimal

from billing import money
from billing.contract import Contract
from billing.errors import Problem, Severity
from billing.invoice import DraftInvoice, Invoice
from billing.settings import ApprovalSettings, ThresholdSettings
from billing.usage import Kind, Usage

# Units whose quantities are compared with the client's own recent months.
_COMPARED = ("reception", "order", "net_sales")


def reasons_to_hold(
    contract: Contract,
    draft: DraftInvoice,
    usage: Usage,
    history: Sequence[Invoice],
    thresholds: ThresholdSettings,
    approval: ApprovalSettings,
) -> tuple[Problem, ...]:
    """Every reason why a person should look at the draft before it is issued."""
    return (
        *_manual(contract),
        *_by_rule(draft, history, approval),
        *_zero(draft),
        *_unlike(draft, history, thresholds.change),
        *_refunds(usage, thresholds.refunds),
    )


def _held(code: str, found: str = "", expected: str = "", **values: str) -> Problem:
    return Problem(
        code=code, severity=Severity.WARNED, found=found, expected=expected, values=values
    )


def _manual(contract: Contract) -> tuple[Problem, ...]:
    """The contract asks for an approval each month."""
    return (_held("approval_manual"),) if contract.client.approval == "manual" else ()


def _by_rule(
    draft: DraftInvoice, history: Sequence[Invoice], approval: ApprovalSettings
) -> tuple[Problem, ...]:
    """The settings ask for an approval: of every draft, of a client's first, of a high amount."""
    gross, above = draft.totals.gross, approval.above
    rules = (
        (approval.all, _held("approval_all")),
        (approval.first and not history, _held("approval_first")),
        (
            above is not None and abs(gross) > above,
            _held("approval_above", found=str(gross), expected=str(above)),
        ),
    )
    return tuple(problem for asked, problem in rules if asked)


def _zero(draft: DraftInvoice) -> tuple[Problem, ...]:
    """A draft over 0.00 closes as nothing due only when a person agrees (rule G11)."""
    return (_held("draft_is_zero"),) if draft.totals.subtotal == 0 else ()


def _unlike(draft: DraftInvoice, history: Sequence[Invoice], change: float) -> tuple[Problem, ...]:
    """A quantity far above or below the client's own recent months."""
    limit = Decimal(str(change))
    found = []
    for unit in _COMPARED:
        now = _quantity(draft, unit)
        then = [amount for one in history if (amount := _quantity(one.draft, unit))]
        if not now or not then:
            continue
        usual = sum(then, Decimal(0)) / len(then)
        if now > usual * limit or now * limit < usual:
            found.append(
                _held(
                    "unlike_recent_months",
                    found=money.text(now),
                    expected=f"{usual:.0f}",
                    unit=unit,
                )
            )
    return tuple(found)


def _quantity(draft: DraftInvoice, unit: str) -> Decimal:
    """What was done, by its lines; what is given back says nothing of this month's work."""
    done = (line.quantity for line in draft.lines if line.unit == unit and line.quantity > 0)
    return sum(done, Decimal(0))


def _refunds(usage: Usage, limit: float) -> tuple[Problem, ...]:
    """Refunds above a share of the sales."""
    rows = [row for row in usage.rows if row.kind is Kind.SALES]
    sales, refunds = (
        sum((row.figures.get(name, Decimal(0)) for row in rows), Decimal(0))
        for name in ("attributed_sales", "refunds")
    )
    if not sales or refunds <= sales * Decimal(str(limit)):
        return ()
    return (_held("refunds_high", found=money.text(refunds, 2), expected=money.text(sales, 2)),)
