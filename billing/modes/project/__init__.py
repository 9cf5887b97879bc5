"""By project: 5000-20 000 yuan a month, by scale, difficulty and timeliness.

8000 x 1.2 x 1.25 x 1.1 = 13200.00: factors are multiplied and rounded once. 18 000, 3 days late at
0.5 %: -1 x 18000.00 x 0.5% x 3 = -270.00.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from billing import measure, money, working
from billing.balance import Carried
from billing.errors import Problem, Severity
from billing.invoice import Annex, AnnexCell, Note, Priced, Rated
from billing.modes.project.terms import Milestone, Terms
from billing.usage import Event, Happening, Span, Usage

__all__ = ["Milestone", "Terms", "rate"]


def rate(terms: Terms, span: Span, usage: Usage, carried: Carried) -> Rated:
    """The fee of the span, or the milestones accepted in it, and the deduction for lateness."""
    rated = (
        _by_milestone(terms, span, usage, carried)
        if terms.milestones
        else _monthly(terms, span, carried)
    )
    late = _late(terms, span, usage, rated)
    return Rated(
        lines=(*rated.lines, *late.lines),
        carried=late.carried,
        annex=(*rated.annex,),
        notes=rated.notes,
        problems=(*rated.problems, *late.problems),
    )


def _fee(terms: Terms) -> working.Working:
    """The monthly fee as signed, or base and factors."""
    if terms.fee is not None:
        return working.price(terms.fee)
    fee = working.price(terms.base or Decimal(0))
    for factor in (terms.scale, terms.difficulty, terms.timeliness):
        fee = fee * working.number(factor or Decimal(0))
    return fee


def _monthly(terms: Terms, span: Span, carried: Carried) -> Rated:
    fee = _fee(terms)
    line = Priced(
        code="project_fee",
        quantity=Decimal(1),
        unit="month",
        unit_price=money.decimal(fee.value),
        working=fee if span.share.whole else fee * working.ratio(span.share.days, span.share.of),
        words={"project": terms.project},
    )
    return Rated(lines=(line,), carried=carried, annex=_factors(terms, span))


def _factors(terms: Terms, span: Span) -> tuple[Annex, ...]:
    if terms.base is None:
        return ()
    rows: list[tuple[AnnexCell, ...]] = [
        (name, value)
        for name, value in (
            ("base", terms.base),
            ("scale", terms.scale),
            ("difficulty", terms.difficulty),
            ("timeliness", terms.timeliness),
        )
        if value is not None
    ]
    return (
        Annex(code="project", charge=span.charge, columns=("factor", "value"), rows=tuple(rows)),
    )


def _by_milestone(terms: Terms, span: Span, usage: Usage, carried: Carried) -> Rated:
    """A line per milestone accepted in the span; the last is the sum less those billed before."""
    assert terms.contract_sum is not None, "milestones share a contract sum"
    names = {part.name for part in terms.milestones}
    accepted, wide = measure.events(usage, span, Happening.MILESTONE_ACCEPTED)
    if wide or not span.closing:
        return Rated(carried=carried, problems=wide)
    billed = dict(carried.milestones)
    lines: list[Priced] = []
    problems: list[Problem] = []
    for event in accepted:
        if event.item not in names or event.item in billed:
            code = _why_not(event, carried, billed)
            problems.append(
                measure.blocked(
                    code,
                    span,
                    source=event.source,
                    found=event.item,
                    expected=", ".join(sorted(names - billed.keys())),
                )
            )
            continue
        line = _milestone(terms, event, billed)
        billed[event.item] = money.rounded(line.working.value)
        lines.append(line)
    return Rated(
        lines=tuple(lines),
        carried=replace(carried, milestones=billed),
        notes=_still_open(terms, billed),
        problems=tuple(problems),
    )


def _why_not(event: Event, carried: Carried, billed: Mapping[str, Decimal]) -> str:
    """Why an accepted milestone cannot be billed."""
    if event.item in carried.milestones:
        return "milestone_billed"
    return "milestone_twice" if event.item in billed else "unknown_milestone"


def _milestone(terms: Terms, event: Event, billed: Mapping[str, Decimal]) -> Priced:
    assert terms.contract_sum is not None, "milestones share a contract sum"
    part = next(part for part in terms.milestones if part.name == event.item)
    last = len(billed) == len(terms.milestones) - 1
    worked = working.price(terms.contract_sum)
    if last:
        for amount in billed.values():
            worked = worked - working.price(amount)
    else:
        worked = worked * working.percent(part.share)
    return Priced(
        code="milestone_fee",
        detail=part.name,
        quantity=Decimal(1),
        unit="milestone",
        unit_price=money.rounded(worked.value),
        working=worked,
        words={"project": terms.project, "milestone": part.name},
        sources=(event.source,),
    )


def _still_open(terms: Terms, billed: Mapping[str, Decimal]) -> tuple[Note, ...]:
    left = [part.name for part in terms.milestones if part.name not in billed]
    return (Note(code="note.milestones_open", words={"names": ", ".join(left)}),) if left else ()


def _late(terms: Terms, span: Span, usage: Usage, rated: Rated) -> Rated:
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
    return _deduction(terms, events, rated.carried)


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
    if room is not None and capped:
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
    return Rated(lines=(line,), carried=after)


def _late_base(terms: Terms) -> working.Working:
    return _fee(terms) if terms.contract_sum is None else working.price(terms.contract_sum)


def _room(terms: Terms, fee: working.Working, carried: Carried) -> working.Working | None:
    """What may still be deducted; None: no cap."""
    if terms.late_cap is None:
        return None
    room = fee * working.percent(terms.late_cap)
    return room - working.price(carried.late) if carried.late else room
