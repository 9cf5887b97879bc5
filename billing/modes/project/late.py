"""Lateness: days late x rate x the fee, capped over the whole project."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from billing import measure, money, working
from billing.balance import Carried
from billing.errors import Problem, Severity
from billing.invoice import Annex, AnnexCell, Note, Priced, Rated
from billing.modes.project.terms import Terms
from billing.usage import Event, Happening, Span, Usage


def monthly_fee(terms: Terms) -> working.Working:
    """The monthly fee as signed, or base and factors."""
    if terms.fee is not None:
        return working.price(terms.fee)
    fee = working.price(terms.base or Decimal(0))
    for factor in (terms.scale, terms.difficulty, terms.timeliness):
        fee = fee * working.number(factor or Decimal(0))
    return fee


def when(event: Event) -> AnnexCell:
    """The day of an event, or its days."""
    days = event.period
    return days.start if days.days == 1 else f"{days.start} – {days.last}"


def deducted(terms: Terms, span: Span, usage: Usage, rated: Rated) -> Rated:
    """Days late x rate x the fee before floor and cap; capped over the whole project."""
    events, wide = measure.events(usage, span, Happening.DAYS_LATE)
    if wide or not events or not span.closing:
        return Rated(carried=rated.carried, problems=wide)
    wrong = tuple(
        measure.blocked("event_without_quantity", span, source=event.source)
        for event in events
        if event.quantity is None
    )
    if wrong:
        return Rated(carried=rated.carried, problems=wrong)
    if not terms.late_rate:
        return Rated(carried=rated.carried, problems=_without_rate(span, events))
    late = _deduction(terms, events, rated.carried)
    return replace(late, annex=(_days_late(terms, span, events),)) if late.lines else late


def _days_late(terms: Terms, span: Span, events: Sequence[Event]) -> Annex:
    """When, how many days, and why."""
    return Annex(
        code="days_late",
        charge=span.charge,
        columns=("date", "days", "reason", "reference"),
        rows=tuple(
            (when(event), event.quantity or 0, event.reason, event.reference) for event in events
        ),
        notes=(Note(code="note.late_rate", words={"rate": working.percent(terms.late_rate).text}),),
    )


def _without_rate(span: Span, events: Sequence[Event]) -> tuple[Problem, ...]:
    """Lateness that the contract has no price for is billed in full, and said."""
    return tuple(
        replace(
            measure.blocked(
                "late_without_rate",
                span,
                source=event.source,
                found=money.text(event.quantity or Decimal(0)),
            ),
            severity=Severity.WARNED,
        )
        for event in events
        if event.quantity
    )


def _deduction(terms: Terms, events: Sequence[Event], carried: Carried) -> Rated:
    """One line; what a cap cut short is one sum, since days x price are no longer the amount."""
    fee = _late_base(terms)
    days = sum((event.quantity or Decimal(0) for event in events), Decimal(0))
    worked = fee * working.percent(terms.late_rate) * working.number(days)
    room = _room(terms, fee, carried)
    capped = room is not None and worked.value > room.value
    notes: tuple[Note, ...] = ()
    if room is not None and capped:
        notes = (_cut(terms, worked),)
        worked = room
    if worked.value <= 0:
        return Rated(carried=carried)
    amount = money.rounded(worked.value)
    line = Priced(
        code="late_deduction",
        quantity=Decimal(-1) if capped else -days,
        unit="sum" if capped else "day",
        unit_price=amount if capped else money.decimal(fee.value * Fraction(terms.late_rate)),
        working=working.number(-1) * worked,
        words={"days": money.text(days)},
        sources=tuple(event.source for event in events),
    )
    after = replace(carried, late=carried.late + amount)
    return Rated(lines=(line,), carried=after, notes=notes)


def _cut(terms: Terms, whole: working.Working) -> Note:
    """What the deduction would have been without its cap."""
    share = money.text((terms.late_cap or Decimal(0)) * 100) + "%"
    return Note(code="note.late_cap", words={"cap": share, "whole": whole.printed})


def _late_base(terms: Terms) -> working.Working:
    return monthly_fee(terms) if terms.contract_sum is None else working.price(terms.contract_sum)


def _room(terms: Terms, fee: working.Working, carried: Carried) -> working.Working | None:
    """What may still be deducted; None: no cap."""
    if terms.late_cap is None:
        return None
    room = fee * working.percent(terms.late_cap)
    return room - working.price(carried.late) if carried.late else room
