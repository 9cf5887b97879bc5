"""A contract and a month's usage to rounded items, each adjustment at its written place.

Rounding happens once per item (rule G1). Minimum and cap are taken over the fees; what is deducted
for work not done comes after them, then service levels and fines, then adjustments, then credit
(rule G5).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import assert_never

from billing import money, working
from billing.balance import Balances, Carried
from billing.contract import Charge, Contract, Terms
from billing.errors import Problem, Severity
from billing.invoice import Annex, Note, Priced, Rated
from billing.modes import commission, daily, fixed, monthly, orders, project, receptions
from billing.period import Period, month
from billing.rate.carrying import after, credit_basis, opened, with_credit
from billing.rate.faults import faults
from billing.rate.items import DEDUCTIONS, MEASURED, Item, fee, item, priced
from billing.rate.late import Billed, late_refunds
from billing.rate.levels import service_levels
from billing.rate.limits import Limited, limits, with_client_limits
from billing.rate.spans import spans
from billing.usage import Event, Happening, Span, Usage

__all__ = ["Billed", "Item", "RatedMonth", "rate"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RatedMonth:
    """All items of a client's month in the order of print, and what is carried on."""

    name: str  # 2026-10
    period: Period  # the billing month, whole
    billed: Period  # the part of it that belongs to the contract
    items: tuple[Item, ...] = ()
    brought: Balances = Balances()  # as the month before handed it on
    before: Balances = Balances()  # with the openings, credits and prepayments of this month
    after: Balances = Balances()
    credit_applied: Decimal = money.ZERO
    annex: tuple[Annex, ...] = ()
    notes: tuple[Note, ...] = ()
    problems: tuple[Problem, ...] = ()
    active: tuple[Charge, ...] = ()  # charges with a day in this month

    @property
    def blocked(self) -> bool:
        """Whether the month cannot be billed."""
        return any(problem.severity is Severity.BLOCKED for problem in self.problems)


def rate(
    contract: Contract,
    name: str,
    usage: Usage,
    before: Balances,
    billed_before: Mapping[str, Billed] | None = None,
) -> RatedMonth:
    """Every charge, then minimum and cap, deductions, service levels, adjustments, credit.

    `billed_before` holds the invoices that late refunds refer to, by the reference they name.
    """
    whole = month(name, contract.client.cycle_day)
    billed = whole.common(contract.period)
    start = opened(before, usage, name)
    charges = _in_order(contract, billed)
    rated = [_charge(contract, charge, name, billed, usage, start) for charge in charges]
    fees = [one_item for one in rated for one_item in one.items]
    if charges:
        fees = with_client_limits(contract, whole, fees)
    levels = service_levels(contract.levels, fee(fees), usage)
    late, late_notes, late_faults = late_refunds(contract, whole, usage, billed_before or {})
    items, credit, applied = with_credit(
        contract, whole, _ordered(contract, whole, (fees, late), levels, usage), start.credit
    )
    carried = {charge.code: one.carried for charge, one in zip(charges, rated, strict=True)}
    return RatedMonth(
        name=name,
        period=whole,
        billed=contract.days(whole),
        items=tuple(items),
        brought=before,
        before=start,
        after=after(contract, start, carried, credit),
        credit_applied=applied,
        annex=tuple(annex for one in rated for annex in one.annex),
        notes=(
            *(note for one in rated for note in one.notes),
            *levels.notes,
            *late_notes,
        ),
        problems=(
            *(problem for one in rated for problem in one.problems),
            *levels.problems,
            *late_faults,
            *credit_basis(contract, start),
            *faults(contract, charges, billed, usage),
        ),
        active=tuple(charges),
    )


def _ordered(
    contract: Contract,
    whole: Period,
    charged: tuple[Sequence[Item], Sequence[Item]],
    levels: Rated,
    usage: Usage,
) -> list[Item]:
    """Fees and limits; deductions; levels and fines; late refunds; adjustments (rule G5)."""
    fees, late = charged
    deducted = [one for one in fees if one.priced.code in DEDUCTIONS]
    adjusted = [_adjusted(contract, whole, one) for one in usage.happened(Happening.ADJUSTMENT)]
    return [
        *(one for one in fees if one.priced.code not in DEDUCTIONS),
        *sorted(deducted, key=lambda one: DEDUCTIONS.index(one.priced.code)),
        *(item(contract, whole, line) for line in levels.lines if _bills(line)),
        *(one for one in late if _bills(one.priced)),
        *(one for one in adjusted if _bills(one.priced)),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class _RatedCharge:
    items: tuple[Item, ...]
    carried: Carried
    annex: tuple[Annex, ...]
    notes: tuple[Note, ...]
    problems: tuple[Problem, ...]


def _in_order(contract: Contract, billed: Period) -> list[Charge]:
    """Charges of the month: pooled first, then stores in the register's order, then by code."""
    found = [
        charge
        for charge in contract.charges
        if any(row.period.meets(billed) for row in charge.rows)
    ]
    if len(found) < 2:
        return found
    place = {store.store: index for index, store in enumerate(contract.stores)}
    return sorted(found, key=lambda charge: (place.get(charge.store, -1), _counted(charge.code)))


def _counted(code: str) -> list[tuple[int, str]]:
    """A code in the order of people: C-2 before C-10."""
    parts = re.findall(r"\d+|\D+", code)
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]


def _rated(  # noqa: PLR0911 - one return per mode
    terms: Terms, span: Span, usage: Usage, carried: Carried
) -> Rated:
    """The mode of the terms."""
    match terms:
        case fixed.Terms():
            return fixed.rate(terms, span, usage, carried)
        case commission.Terms():
            return commission.rate(terms, span, usage, carried)
        case monthly.Terms():
            return monthly.rate(terms, span, usage, carried)
        case daily.Terms():
            return daily.rate(terms, span, usage, carried)
        case receptions.Terms():
            return receptions.rate(terms, span, usage, carried)
        case orders.Terms():
            return orders.rate(terms, span, usage, carried)
        case project.Terms():
            return project.rate(terms, span, usage, carried)
        case _:
            assert_never(terms)


def _charge(
    contract: Contract,
    charge: Charge,
    name: str,
    billed: Period,
    usage: Usage,
    before: Balances,
) -> _RatedCharge:
    """Every span of a charge in turn, each handing on to the next; then its minimum and cap."""
    parts = spans(contract, charge, name, billed)
    carried = before.of(charge.code)
    items: list[Item] = []
    limited: list[Limited] = []
    annex: list[Annex] = []
    notes: list[Note] = []
    problems: list[Problem] = []
    for row, span in parts:
        rated = _rated(row.terms, span, usage, carried)
        carried = rated.carried
        lines = [priced(charge, _days(span, line), line) for line in rated.lines]
        own = [one for one in lines if one.amount]  # no zero lines (rule G13)
        items += own
        limited.append(Limited(minimum=row.minimum, cap=row.cap, share=span.share, amount=fee(own)))
        annex += [_in_store(table, charge.store) for table in rated.annex]
        notes += rated.notes
        problems += rated.problems
    days = Period(parts[0][1].period.start, parts[-1][1].period.end)
    return _RatedCharge(
        items=(*items, *(priced(charge, days, line) for line in limits(limited))),
        carried=carried,
        annex=tuple(annex),
        notes=tuple(notes),
        problems=tuple(problems),
    )


def _in_store(table: Annex, store: str) -> Annex:
    return table if table.store == store else replace(table, store=store)


def _days(span: Span, line: Priced) -> Period:
    """A row's own days; of what is measured, those of all rows that share their usage."""
    return span.measured if line.code in MEASURED else span.period


def _bills(line: Priced) -> bool:
    """No zero lines (rule G13): a free tier or no units give none, and stand in the annex."""
    return money.rounded(line.working.value) != 0


def _adjusted(contract: Contract, whole: Period, event: Event) -> Item:
    """With the charge that it names, and in that one's store; else in the store it names."""
    one = item(contract, whole, _adjustment(event))
    for charge in contract.charges:
        if charge.code == event.charge:
            return replace(one, charge=charge.code, store=charge.store or event.store)
    return replace(one, store=event.store)


def _adjustment(event: Event) -> Priced:
    """An amount entered by hand, with its reason (rule G8)."""
    amount = event.amount or money.ZERO
    return Priced(
        code="adjustment",
        detail=event.reference,
        quantity=Decimal(1),
        unit="sum",
        unit_price=amount,
        working=working.price(amount),
        words={"reason": event.reason, "reference": event.reference},
        sources=(event.source,),
    )
