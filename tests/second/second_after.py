"""After the fees: service levels, fines, late refunds, adjustments, and the balances' events."""

import re
from collections.abc import Iterator
from fractions import Fraction

from tests.second.second_contract import Case, Charge, contract_days, month_shifted
from tests.second.second_nouns import (
    ONE,
    ZERO,
    BlockedError,
    Carry,
    Line,
    Place,
    Row,
    cents,
    needed,
    number,
    points,
    rate,
    text,
    word,
)
from tests.second.second_usage import by_date, charge_events, events, quantity_or_one


def everywhere(case: Case) -> Place:
    """The place of what belongs to the client: the days of the month that its contract has."""
    return Place("", "", *contract_days(case))


def raised(case: Case, charges: list[Charge], carry: Carry) -> None:
    """Add the events that raise a balance, before anything is billed from it."""
    # choice: what a month's events raise is there for the month itself.
    for name in ("credit", "opening credit"):
        carry.credit += sum((needed(row, "amount") for row in events(case, name)), ZERO)
    for name in ("prepayment", "opening prepayment"):
        carry.prepayment += sum((needed(row, "amount") for row in events(case, name)), ZERO)
    quotas = charge_events(case, "opening quota", lambda one: one.has("Monthly"), charges)
    for code, rows in quotas.items():
        # choice: an opening quota arose in the month before.
        arose = month_shifted(case.month, -1)
        found = sum((needed(row, "quantity") for row in rows), ZERO)
        carry.of(code).quota = tuple(sorted([*carry.of(code).quota, (arose, found)]))
    nets = charge_events(case, "opening net sales", lambda one: one.has("Commission"), charges)
    for code, rows in nets.items():
        found = sum((needed(row, "amount") for row in rows), ZERO)
        # choice: opening net sales are written with their sign, and are never above zero.
        if found > 0:
            raise BlockedError("opening net sales above zero")
        carry.of(code).net_sales += found


def service_levels(case: Case, fee: Fraction) -> Iterator[Line]:
    """Points missed x the rate, at most the row's cap, on the fee before any deduction."""
    for row in case.rows("Service levels"):
        each = rate(row, "per point rate")
        # choice: a target without a rate per point deducts nothing, and needs no measured level.
        if each is None:
            continue
        missed = missed_points(case, row)
        cap = rate(row, "cap rate", share=True)
        # choice: every row's cap is its own.
        part = each * missed if cap is None else min(each * missed, cap)
        if part < each * missed:
            # A capped sum is one sum: points x price would no longer be the amount.
            amount = fee * part
            yield from everywhere(case).stated("sla_deduction", -ONE, cents(amount), -amount)
        else:
            yield from everywhere(case).stated("sla_deduction", -missed, fee * each, -fee * part)


def missed_points(case: Case, row: Row) -> Fraction:
    """By how many points the measured level missed the target."""
    measure, target = text(row, "measure"), points(row, "target")
    levels = {
        points(one, "quantity")
        for one in events(case, "measured level")
        if text(one, "item") == measure
    }
    level = levels.pop() if len(levels) == 1 else None
    if target is None or level is None:
        raise BlockedError(f"{measure}: the target or one measured level is missing")
    lower = word(row, "direction", "higher") == "lower"
    return max(level - target if lower else target - level, ZERO)


def fines(case: Case) -> Iterator[Line]:
    """A line per fined measure: cases x the fine."""
    fined = [row for row in case.rows("Service levels") if number(row, "per case") is not None]
    cases: dict[str, Fraction] = {}
    for row in events(case, "quality case"):
        fitting = [
            text(one, "measure") for one in fined if text(row, "item") in (text(one, "measure"), "")
        ]
        # choice: a case for which the contract names no one fine blocks.
        if len(fitting) != 1:
            raise BlockedError(f"quality case {text(row, 'item')!r}: which fine?")
        cases[fitting[0]] = cases.get(fitting[0], ZERO) + quantity_or_one(row)
    for row in fined:
        count = cases.get(text(row, "measure"), ZERO)
        yield from everywhere(case).line("quality_fine", -count, needed(row, "per case"))


def late_refunds(case: Case, charges: list[Charge], carry: Carry) -> Iterator[Line]:
    """Orders refunded after they were billed, at the price billed."""
    found = charge_events(case, "late refund", lambda one: one.has("Orders"), charges)
    for charge in charges:
        for row in found.get(charge.code, []):
            terms = charge.last_terms("Orders", case.last)
            treatment = word(terms, "late refunds")
            if treatment == "credit":
                yield from late_refund(case, charge, row, carry)
            elif treatment != "ignore":
                raise BlockedError("late refunds: credit or ignore?")


def late_refund(case: Case, charge: Charge, row: Row, carry: Carry) -> Iterator[Line]:
    """The credit of one event; it comes off what the month referred to billed."""
    # choice: the month billed stands in reference, item or reason, or is that of `from`.
    cells = " ".join(text(row, name) for name in ("reference", "item", "reason", "from"))
    stated = re.search(r"\d{4}-\d{2}(?!\d)", cells)
    key = (charge.code, stated.group() if stated else "")
    billed = carry.billed_orders.get(key, ())
    prices = {price for _, price in billed}
    if len(prices) != 1 or number(row, "price") not in (None, *prices):
        raise BlockedError(f"late refund of {key}: at which price?")
    price, quantity = prices.pop(), needed(row, "quantity")
    left = sum((one for one, _ in billed), ZERO) - quantity
    if left < 0:
        raise BlockedError(f"late refund of {key}: more than billed")
    carry.billed_orders[key] = ((left, price),)
    place = Place(charge.code, charge.store, *contract_days(case))
    yield from place.line("late_refund_credit", -quantity, price)


def adjustments(case: Case) -> Iterator[Line]:
    """A line per adjustment, by date (G8)."""
    for row in by_date(case, events(case, "adjustment")):
        if not all(text(row, name) for name in ("amount", "reason", "by", "reference")):
            raise BlockedError("an adjustment needs amount, reason, by and reference")
        place = Place(text(row, "charge"), text(row, "store"), *contract_days(case))
        yield from place.line("adjustment", ONE, needed(row, "amount"))
