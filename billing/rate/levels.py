"""Service levels and fines: deductions on the fee after minimum and cap.

Target 93, measured 91, 2 % of the fee a point, at most 10 %: -1 x fee x 2% x (93 - 91).
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from billing import money, working
from billing.contract import ServiceLevel
from billing.errors import Problem, Severity
from billing.invoice import Note, Priced, Rated
from billing.usage import Event, Happening, Usage


def service_levels(levels: Sequence[ServiceLevel], fee: Decimal, usage: Usage) -> Rated:
    """A line for each target that was missed and each measure with cases."""
    if not levels and not usage.events:  # as in most months
        return Rated()
    missed = [_missed(level, fee, usage) for level in levels if level.target is not None]
    fines = [_fined(level, usage) for level in levels if level.per_case]
    return Rated(
        lines=tuple(line for one in (*missed, *fines) for line in one.lines),
        notes=tuple(note for one in (*missed, *fines) for note in one.notes),
        problems=(
            *(problem for one in missed for problem in one.problems),
            *_unknown(levels, usage),
        ),
    )


def _missed(level: ServiceLevel, fee: Decimal, usage: Usage) -> Rated:
    events = usage.happened(Happening.MEASURED_LEVEL, item=level.measure)
    if len(events) != 1 or events[0].quantity is None:
        return Rated(problems=(_unmeasured(level, events),))
    assert level.target is not None, "a level with a target"
    event, target = events[0], level.target
    measured = working.number(events[0].quantity)
    points = (
        working.number(target) - measured
        if level.direction == "higher"
        else measured - working.number(target)
    )
    if points.value <= 0 or not level.per_point_rate:
        return Rated()
    line = _deduction(level, fee, points, event)
    cut = _cut(level, fee, points) if line.unit == "sum" else ()
    return Rated(lines=(line,), notes=(_told(level, fee, event), *cut))


def _told(level: ServiceLevel, fee: Decimal, event: Event) -> Note:
    """Target and measured value, and what a point costs."""
    words = {
        "measure": level.measure,
        "target": money.text(level.target or 0),
        "measured": money.text(event.quantity or 0),
        "fee": working.price(fee).text,
        "rate": working.percent(level.per_point_rate).text,
    }
    return Note(code="note.level", words=words)


def _cut(level: ServiceLevel, fee: Decimal, points: working.Working) -> tuple[Note, ...]:
    """What the deduction would have been without its cap."""
    whole = working.price(fee) * working.percent(level.per_point_rate) * points
    cap = money.text((level.cap_rate or Decimal(0)) * 100) + "%"
    words = {"measure": level.measure, "whole": whole.printed, "cap": cap}
    return (Note(code="note.level_cap", words=words),)


def _deduction(level: ServiceLevel, fee: Decimal, points: working.Working, event: Event) -> Priced:
    share = working.percent(level.per_point_rate) * points
    a_point = Fraction(fee) * Fraction(level.per_point_rate)
    capped = level.cap_rate is not None and share.value > Fraction(level.cap_rate)
    if level.cap_rate is not None and capped:
        share = working.percent(level.cap_rate)
    worked = working.number(-1) * working.price(fee) * share
    return Priced(
        code="sla_deduction",
        detail=level.measure,
        # What a cap cut short is one sum: points x price are no longer the amount.
        quantity=Decimal(-1) if capped else -money.decimal(points.value),
        unit="sum" if capped else "point",
        unit_price=money.rounded(-worked.value) if capped else money.decimal(a_point),
        working=worked,
        words={
            "measure": level.measure,
            "target": money.text(level.target or 0),
            "measured": money.text(event.quantity or 0),
        },
        sources=(event.source,),
    )


def _unmeasured(level: ServiceLevel, events: Sequence[Event]) -> Problem:
    code = "level_twice" if len(events) > 1 else "level_not_measured"
    return Problem(
        code=code,
        severity=Severity.BLOCKED,
        source=events[-1].source if events else None,
        expected=level.measure,
        values={"measure": level.measure},
    )


def _fined(level: ServiceLevel, usage: Usage) -> Rated:
    events = usage.happened(Happening.QUALITY_CASE, item=level.measure)
    cases = sum((Decimal(1) if e.quantity is None else e.quantity for e in events), Decimal(0))
    if not cases:
        return Rated()
    line = Priced(
        code="quality_fine",
        detail=level.measure,
        quantity=-cases,
        unit="case",
        unit_price=level.per_case,
        working=working.number(-cases) * working.price(level.per_case),
        words={"measure": level.measure},
        sources=tuple(event.source for event in events),
    )
    return Rated(lines=(line,), notes=_reasons(level, events))


def _reasons(level: ServiceLevel, events: Sequence[Event]) -> tuple[Note, ...]:
    """What happened, where the events say it."""
    return tuple(
        Note(
            code="note.quality_case",
            words={
                "measure": level.measure,
                "days": str(event.period),
                "reason": " ".join(part for part in (event.reason, event.reference) if part),
            },
        )
        for event in events
        if event.reason
    )


def _unknown(levels: Sequence[ServiceLevel], usage: Usage) -> tuple[Problem, ...]:
    """A measured level without a target, or a case without a fine: the register has no price."""
    known = {
        Happening.MEASURED_LEVEL: {one.measure for one in levels if one.target is not None},
        Happening.QUALITY_CASE: {one.measure for one in levels if one.per_case},
    }
    return tuple(
        Problem(
            code="unknown_measure",
            severity=Severity.BLOCKED,
            source=event.source,
            found=event.item,
            expected=", ".join(sorted(known[event.happening])),
        )
        for event in usage.events
        if event.happening in known and event.item not in known[event.happening]
    )
