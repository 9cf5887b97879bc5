"""Late refunds: orders of an earlier month, credited at the price at which they were billed.

The price is the invoice's own, whatever the contract says today: 12 orders of September billed at
2.00 give back -12 x 2.00 = -24.00 in the month of the refund. Where the invoice billed at several
prices, the event names the one; nothing is guessed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from billing import money, working
from billing.contract import Charge, Contract, Mode
from billing.errors import Problem, Severity
from billing.invoice import Line, Note, Priced
from billing.modes import orders
from billing.period import Period
from billing.rate.items import Item
from billing.usage import Event, Happening, Usage

CODE = "late_refund_credit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Billed:
    """The invoice in which the orders of late refunds were billed, as far as it matters here."""

    number: str = ""  # empty: of a month before the ledger began
    month: str
    lines: tuple[Line, ...] = ()  # of orders, in the order of print
    returned: Mapping[str, Decimal] = field(default_factory=dict)  # charge/detail -> orders
    price_basis: str = ""
    tax_rate: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Claim:
    """An event, the charge it is of, and the price at which its orders were billed."""

    event: Event
    billed: Billed
    charge: Charge
    price: Decimal

    @property
    def detail(self) -> str:
        """Tells claims on other invoices or other prices apart."""
        return detail(self.billed, self.price)


def detail(billed: Billed, price: Decimal) -> str:
    """What a line of a late refund is known by: the invoice (or month) and the price."""
    return f"{billed.number or billed.month}@{money.text(price, 2)}"


def late_refunds(
    contract: Contract, whole: Period, usage: Usage, billed: Mapping[str, Billed]
) -> tuple[list[Item], tuple[Note, ...], tuple[Problem, ...]]:
    """A line for each invoice, charge and price; notes on what the contract ignores; faults.

    `billed` holds the invoice of each event, by the reference that the event names.
    """
    happened = usage.happened(Happening.LATE_REFUND)
    if not happened:
        return [], (), ()
    claims: list[_Claim] = []
    problems: list[Problem] = []
    ignored: list[Event] = []
    for event in happened:
        if not event.reference:
            continue  # blocked where it was read: it lacks what it needs
        charge = _charge(contract, event, billed.get(event.reference))
        if charge is not None and _ignores(charge):
            ignored.append(event)
            continue
        found = _claim(contract, event, charge, billed.get(event.reference))
        if isinstance(found, Problem):
            problems.append(found)
        else:
            claims.append(found)
    groups = _grouped(claims)
    problems += [fault for group in groups for fault in _too_many(group)]
    items = [_item(contract, whole, group) for group in groups]
    return items, (*_reasons(groups), *_notes(ignored)), tuple(problems)


def _charge(contract: Contract, event: Event, billed: Billed | None) -> Charge | None:
    """The charge that is named; else the only one (of the store) that billed orders then."""
    found = [
        charge
        for charge in contract.charges
        if charge.mode is Mode.ORDERS
        and (not event.charge or charge.code == event.charge)
        and (not event.store or not charge.store or charge.store == event.store)
    ]
    then = {line.charge for line in billed.lines} if billed else set()
    billing = [charge for charge in found if charge.code in then]
    only = billing or found
    return only[0] if len(only) == 1 else None


def _ignores(charge: Charge) -> bool:
    """By the terms in force last."""
    terms = charge.rows[-1].terms
    assert isinstance(terms, orders.Terms), "an Orders charge"
    return terms.late_refunds == "ignore"


def _claim(
    contract: Contract, event: Event, charge: Charge | None, billed: Billed | None
) -> _Claim | Problem:
    if charge is None:
        return _fault("late_refund_no_charge", event, event.charge, _codes(contract))
    if billed is None:
        return _fault("late_refund_not_billed", event, event.reference, "2026-09")
    if not billed.number:
        if event.price is None:
            return _fault("late_refund_no_price", event, billed.month)
        return _Claim(event=event, billed=billed, charge=charge, price=event.price)
    basis = (contract.client.price_basis, contract.client.tax_rate)
    if (billed.price_basis, billed.tax_rate) != basis:
        then = f"{billed.price_basis} {billed.tax_rate}"
        return _fault("late_refund_basis", event, f"{basis[0]} {basis[1]}", then)
    return _priced(event, charge, billed)


def _priced(event: Event, charge: Charge, billed: Billed) -> _Claim | Problem:
    """At the one price of the invoice, or the one of several that the event names."""
    lines = [line for line in billed.lines if line.charge == charge.code]
    if any(line.unit == "block" for line in lines):
        return _fault("late_refund_blocks", event, billed.number)
    prices = {line.unit_price: None for line in lines if line.unit == "order"}
    fitting = [price for price in prices if event.price in (None, price)]
    if len(fitting) != 1:
        told = ", ".join(money.text(price, 2) for price in prices) or "-"
        found = "-" if event.price is None else money.text(event.price, 2)
        return _fault("late_refund_price", event, found, told, number=billed.number)
    return _Claim(event=event, billed=billed, charge=charge, price=fitting[0])


def _grouped(claims: Iterable[_Claim]) -> list[list[_Claim]]:
    groups: dict[tuple[str, str], list[_Claim]] = {}
    for claim in claims:
        groups.setdefault((claim.charge.code, claim.detail), []).append(claim)
    return list(groups.values())


def _orders(group: Sequence[_Claim]) -> Decimal:
    return sum((claim.event.quantity or Decimal(0) for claim in group), Decimal(0))


def _too_many(group: Sequence[_Claim]) -> list[Problem]:
    """More orders than were billed at this price, with those credited before."""
    one = group[0]
    if not one.billed.number:
        return []
    billed = sum(
        line.quantity
        for line in one.billed.lines
        if (line.charge, line.unit, line.unit_price) == (one.charge.code, "order", one.price)
    )
    before = one.billed.returned.get(f"{one.charge.code}/{one.detail}", Decimal(0))
    if before + _orders(group) <= billed:
        return []
    found = money.text(before + _orders(group))
    number = one.billed.number
    last = group[-1].event
    return [_fault("late_refund_exceeds", last, found, money.text(billed), number=number)]


def _item(contract: Contract, whole: Period, group: Sequence[_Claim]) -> Item:
    one, count = group[0], _orders(group)
    worked = working.number(-count) * working.price(one.price)
    line = Priced(
        code=CODE,
        detail=one.detail,
        quantity=-count,
        unit="order",
        unit_price=one.price,
        working=worked,
        words={"billed": one.billed.number or one.billed.month},
        sources=tuple(claim.event.source for claim in group),
    )
    return Item(
        charge=one.charge.code,
        store=one.charge.store,
        service=one.charge.service,
        period=contract.days(whole),
        priced=line,
        amount=money.rounded(worked.value),
    )


def _reasons(groups: Iterable[Sequence[_Claim]]) -> tuple[Note, ...]:
    """Why orders were refunded late, where the events say it."""
    return tuple(
        Note(
            code="note.late_refunds",
            words={
                "count": money.text(_orders([claim])),
                "billed": claim.billed.number or claim.billed.month,
                "reason": claim.event.reason,
            },
        )
        for group in groups
        for claim in group
        if claim.event.reason
    )


def _notes(ignored: Sequence[Event]) -> tuple[Note, ...]:
    """Late refunds that the contract does not credit are shown, with their number."""
    if not ignored:
        return ()
    count = sum((event.quantity or Decimal(0) for event in ignored), Decimal(0))
    return (Note(code="note.late_refunds_ignored", words={"count": money.text(count)}),)


def _codes(contract: Contract) -> str:
    codes = [charge.code for charge in contract.charges if charge.mode is Mode.ORDERS]
    return ", ".join(codes) or "-"


def _fault(code: str, event: Event, found: str, expected: str = "", *, number: str = "") -> Problem:
    return Problem(
        code=code,
        severity=Severity.BLOCKED,
        source=event.source,
        found=found or "-",
        expected=expected,
        values={"number": number} if number else {},
    )
