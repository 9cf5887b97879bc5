"""Why a month's charges and events cannot be rated, before any amount is told of them.

Each check is a function of a list and gives the faults that it found, all at once.
"""

from collections.abc import Sequence

from billing.contract import Charge, ChargeRow, Contract, Mode, Terms
from billing.errors import Problem, Severity
from billing.modes import commission, fixed, monthly, project, receptions
from billing.period import Period, Proration
from billing.rate.covering import covering_faults
from billing.rate.spans import billed_rows
from billing.rate.vacancies import vacancy_faults
from billing.usage import Event, Happening, Usage


def faults(
    contract: Contract, charges: Sequence[Charge], billed: Period, usage: Usage
) -> tuple[Problem, ...]:
    """Everything that keeps these charges or events of the billed days from being rated."""
    return (
        *_shared_whole(charges, billed),
        *_seats_of_no_store(contract, charges, billed),
        *_of_no_charge(usage, charges),
        *_without_effect(charges, usage),
        *vacancy_faults(charges, billed, usage),
        *covering_faults(contract, charges, billed, usage),
    )


def _shared_whole(charges: Sequence[Charge], billed: Period) -> tuple[Problem, ...]:
    """Proration none bills the whole amount for any day: two rows would bill the month twice."""
    return tuple(
        Problem(
            code="none_needs_one_row",
            severity=Severity.BLOCKED,
            source=rows[1].source,
            found=", ".join(str(row.period.common(billed)) for row in rows),
            values={"charge": charge.code},
        )
        for charge in charges
        if len(rows := billed_rows(charge, billed)) > 1
        if any(row.proration is Proration.NONE and _by_the_month(row) for row in rows)
    )


def _by_the_month(row: ChargeRow) -> bool:
    """Whether a row states an amount for the month, which proration shares out."""
    if row.minimum is not None or row.cap is not None:
        return True
    match row.terms:
        case fixed.Terms() | monthly.Terms():
            return True
        case commission.Terms(base=base):
            return bool(base)
        case project.Terms(contract_sum=contract_sum):
            return contract_sum is None
        case receptions.Terms(method=method):
            return method == "band"
        case _:
            return False


def _seats_of_no_store(
    contract: Contract, charges: Sequence[Charge], billed: Period
) -> tuple[Problem, ...]:
    """Pooled seats include receptions of which store? The contract does not say: never guess."""
    pooled = [one.code for one in charges if one.mode is Mode.FIXED and not one.store]
    if len(contract.stores) < 2 or not pooled:
        return ()
    return tuple(
        Problem(
            code="included_seats_pooled",
            severity=Severity.BLOCKED,
            source=charge.rows[0].source,
            found=", ".join(pooled),
            values={"charge": charge.code, "store": charge.store},
        )
        for charge in charges
        if charge.store and any(_includes(row) for row in billed_rows(charge, billed))
    )


def _includes(row: ChargeRow) -> bool:
    return isinstance(row.terms, receptions.Terms) and bool(row.terms.included_per_seat_per_day)


# Events that are of one charge, and the mode that it must have.
_OF_A_CHARGE = {
    Happening.VACANCY: Mode.FIXED,
    Happening.DELIVERED_HOURS: Mode.MONTHLY,
    Happening.OPENING_QUOTA: Mode.MONTHLY,
    Happening.OPENING_NET_SALES: Mode.COMMISSION,
    Happening.MILESTONE_ACCEPTED: Mode.PROJECT,
    Happening.DAYS_LATE: Mode.PROJECT,
}


def _of_no_charge(usage: Usage, charges: Sequence[Charge]) -> tuple[Problem, ...]:
    """An event for a charge that these days do not bill would be lost in silence."""
    return tuple(
        Problem(
            code="event_of_no_charge",
            severity=Severity.BLOCKED,
            source=event.source,
            found=event.charge or "-",
            expected=", ".join(sorted(fitting)) or "-",
        )
        for event in usage.events
        if event.happening
        is not Happening.LATE_REFUND  # of a month that is over, maybe a charge too
        if event.charge or event.happening in _OF_A_CHARGE
        if event.charge not in (fitting := _fitting(event, charges))
    )


def _fitting(event: Event, charges: Sequence[Charge]) -> frozenset[str]:
    """The charges that an event may be of: of its mode, and with a day in common."""
    mode = _OF_A_CHARGE.get(event.happening)
    return frozenset(
        charge.code
        for charge in charges
        if mode in (None, charge.mode)
        and any(row.period.common(event.period).days > 0 for row in charge.rows)
    )


def _without_effect(charges: Sequence[Charge], usage: Usage) -> tuple[Problem, ...]:
    """An event that no row of its charge makes use of: what finance meant by it would be lost.

    Hours may be noted for their own sake; balances and milestones mean money.
    """
    return tuple(
        Problem(
            code="event_without_effect",
            severity=_severity(event.happening),
            source=event.source,
            found=event.charge,
            values={"charge": event.charge, "happening": event.happening.value},
        )
        for event in usage.events
        for charge in charges
        if charge.code == event.charge
        and event.happening in _OF_A_CHARGE
        and charge.mode is _OF_A_CHARGE[event.happening]
        and not any(_uses(row.terms, event.happening) for row in charge.rows)
    )


def _severity(happening: Happening) -> Severity:
    return Severity.WARNED if happening is Happening.DELIVERED_HOURS else Severity.BLOCKED


def _uses(terms: Terms, happening: Happening) -> bool:
    match terms, happening:
        case monthly.Terms(unused=unused), Happening.OPENING_QUOTA:
            return unused == "carry_over"
        case monthly.Terms(metric=metric), Happening.DELIVERED_HOURS:
            return metric == "hours"
        case commission.Terms(on=on, negative=negative), Happening.OPENING_NET_SALES:
            return on == "net_sales" and negative == "carry_forward"
        case project.Terms(milestones=milestones), Happening.MILESTONE_ACCEPTED:
            return bool(milestones)
        case _:
            return True
