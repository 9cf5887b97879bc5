"""Why a draft waits for a person, and what a person has said of it."""

from dataclasses import replace

from billing.balance import Carried
from billing.contract import Contract
from billing.errors import Problem, Severity
from billing.invoice import DraftInvoice
from billing.ledger import Readable, draft_hash
from billing.month.workspace import Workspace
from billing.period import Period, previous_month
from billing.rate import RatedMonth
from billing.render import missing_glyphs
from billing.usage import Usage

HELD = ("milestone_never_billed",)  # problems of an earlier month that hold this one


def decided(
    drafted: DraftInvoice, odd: tuple[Problem, ...], ledger: Readable
) -> tuple[Problem, ...]:
    """What is still odd: an approval counts for the very figures it was given for."""
    code, month = drafted.client.code, drafted.month
    made = ledger.decisions(code, month)
    last = ledger.decision(code, month, draft_hash(drafted)) if made else None
    if last is None:
        return odd
    if last.kind == "approval":
        return ()
    held = Problem(
        code="held_by_hand", severity=Severity.WARNED, found=last.why, values={"by": last.by}
    )
    return (*odd, held)


def unprintable(drafted: DraftInvoice, workspace: Workspace) -> tuple[Problem, ...]:
    """Characters that the fonts lack hold the draft, before it has a number."""
    missing = missing_glyphs(drafted, workspace.stationery)
    if not missing:
        return ()
    found = " ".join(missing)
    return (Problem(code="draft_missing_glyph", severity=Severity.WARNED, found=found),)


def milestones_missed(contract: Contract, rated: RatedMonth, usage: Usage) -> tuple[Problem, ...]:
    """Milestones accepted in a month that is over, and billed neither then nor now."""
    own = {charge.code for charge in contract.charges}
    return tuple(
        Problem(
            code="milestone_never_billed",
            severity=Severity.WARNED,
            source=event.source,
            found=event.item,
            values={"charge": event.charge, "day": str(event.period)},
        )
        for event in usage.accepted
        if event.charge in own and event.item not in rated.after.of(event.charge).milestones
        if event.item not in rated.before.of(event.charge).waived
    )


def let_go(rated: RatedMonth, missed: tuple[Problem, ...]) -> RatedMonth:
    """With the milestones that an approval of this month would let go for good."""
    charges = dict(rated.after.charges)
    for problem in missed:
        charge = problem.values["charge"]
        held = charges.get(charge, Carried())
        charges[charge] = replace(held, waived=(*held.waived, problem.found))
    return replace(rated, after=replace(rated.after, charges=charges))


def days_between(contract: Contract, rated: RatedMonth, ledger: Readable) -> tuple[Problem, ...]:
    """Days that no month bills, where the cycle changed: after last month's, before this one's."""
    before = ledger.invoice_of(contract.client.client, previous_month(rated.name))
    if before is None:
        return ()
    gap = Period(before.draft.period.end, rated.period.start)
    unbilled = [
        charge.code
        for charge in contract.charges
        if any(row.period.common(gap).days > 0 for row in charge.rows)
        and before.draft.period.end > charge.rows[0].period.start
    ]
    if gap.days <= 0 or not unbilled:
        return ()
    return (
        Problem(
            code="days_not_billed",
            severity=Severity.WARNED,
            source=contract.source,
            found=str(gap),
            values={"charges": ", ".join(unbilled), "number": before.number},
        ),
    )


def balance_left(
    contract: Contract, rated: RatedMonth, drafted: DraftInvoice
) -> tuple[Problem, ...]:
    """Credit or prepayment that is still open when the contract ends."""
    left = drafted.balances_after
    if not (left.credit or left.prepayment) or contract.period.end > rated.period.end:
        return ()
    values = {"credit": str(left.credit), "prepayment": str(left.prepayment)}
    return (Problem(code="balance_left", severity=Severity.WARNED, values=values),)
