"""What a month opens with, and what it hands on: quota, net sales, credit, prepayment."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from billing import money, working
from billing.balance import NOTHING, Balances, Carried, QuotaLeft
from billing.contract import Contract, Terms
from billing.errors import Problem, Severity
from billing.invoice import Priced
from billing.modes import commission, daily, fixed, monthly, project
from billing.period import Period, previous_month
from billing.rate.items import Item, item
from billing.usage import Happening, Usage


def opened(before: Balances, usage: Usage, name: str) -> Balances:
    """What was carried in, with the openings, credits and prepayments of this month's events."""

    def raised(*happenings: Happening) -> Decimal:
        return sum(
            (event.amount or money.ZERO for h in happenings for event in usage.happened(h)),
            money.ZERO,
        )

    return replace(
        before,
        charges=_opened_charges(before, usage, name),
        credit=before.credit + raised(Happening.CREDIT, Happening.OPENING_CREDIT),
        prepayment=before.prepayment + raised(Happening.PREPAYMENT, Happening.OPENING_PREPAYMENT),
    )


def _opened_charges(before: Balances, usage: Usage, name: str) -> dict[str, Carried]:
    charges = {code: replace(held, lost=()) for code, held in before.charges.items()}
    for event in usage.happened(Happening.OPENING_QUOTA):
        held = charges.get(event.charge, Carried())
        left = QuotaLeft(month=previous_month(name), units=event.quantity or Decimal(0))
        charges[event.charge] = replace(held, quota=(*held.quota, left))
    for event in usage.happened(Happening.OPENING_NET_SALES):
        held = charges.get(event.charge, Carried())
        charges[event.charge] = replace(
            held, net_sales=held.net_sales + (event.amount or money.ZERO)
        )
    return charges


def with_credit(
    contract: Contract, whole: Period, items: list[Item], credit: Decimal
) -> tuple[list[Item], Decimal, Decimal]:
    """Items, the credit left, and the credit used. An invoice never goes below zero (rule G6)."""
    subtotal = sum((item.amount for item in items), money.ZERO)
    if subtotal < 0:
        line = _balancing("carried_forward", working.price(-subtotal))
        return [*items, item(contract, whole, line)], credit - subtotal, money.ZERO
    used = min(credit, subtotal)
    if not used:
        return items, credit, money.ZERO
    # Credit below zero was taken back by a correction after it was used: it is due now.
    worked = -working.price(used) if used > 0 else working.price(-used)
    line = _balancing("credit_applied", worked)
    return [*items, item(contract, whole, line)], credit - used, used


def _balancing(code: str, worked: working.Working) -> Priced:
    return Priced(
        code=code,
        quantity=Decimal(1),
        unit="sum",
        unit_price=money.rounded(worked.value),
        working=worked,
    )


def after(
    contract: Contract,
    opened: Balances,
    carried: Mapping[str, Carried],
    credit: Decimal,
) -> Balances:
    """Balances handed on, but for the prepayment that the totals use."""
    handed = {
        code: one for code, one in carried.items() if one != NOTHING or code in opened.charges
    }
    return Balances(
        charges={**opened.charges, **handed},
        credit=credit,
        prepayment=opened.prepayment,
        price_basis=contract.client.price_basis if credit else "",
        tax_rate=contract.client.tax_rate if credit else None,
    )


def credit_basis(contract: Contract, opened: Balances) -> tuple[Problem, ...]:
    """Credit is kept in one price basis and tax rate; a change while it is open blocks."""
    client = contract.client
    then = (opened.price_basis, opened.tax_rate)
    if not opened.credit or not opened.price_basis or then == (client.price_basis, client.tax_rate):
        return ()
    return (
        Problem(
            code="credit_basis_changed",
            severity=Severity.BLOCKED,
            source=contract.source,
            found=working.percent(client.tax_rate).text,
            expected="-" if opened.tax_rate is None else working.percent(opened.tax_rate).text,
            values={
                "credit": str(opened.credit),
                "basis": client.price_basis,
                "basis_before": opened.price_basis,
            },
        ),
    )


def carries(contract: Contract, before: Balances) -> bool:
    """Whether a month hands anything to the next, so that months must be billed in turn."""
    return bool(before.credit or before.prepayment) or any(
        _hands_on(row.terms) for charge in contract.charges for row in charge.rows
    )


def _hands_on(terms: Terms) -> bool:
    match terms:
        case fixed.Terms():
            return bool(terms.grace_days)  # since when a seat is empty
        case commission.Terms():
            return terms.on == "net_sales" and terms.negative == "carry_forward"
        case monthly.Terms():
            return terms.unused == "carry_over"
        case daily.Terms():
            return bool(terms.minimum_days)
        case project.Terms():
            return bool(terms.milestones) or terms.late_cap is not None
        case _:
            return False
