"""Vacancies that cannot be deducted as entered: of days not billed, or of one seat twice."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

from billing.contract import Charge, Mode
from billing.errors import Problem, Severity
from billing.modes import fixed
from billing.period import Period
from billing.usage import Event, Happening, Usage


def vacancy_faults(charges: Sequence[Charge], billed: Period, usage: Usage) -> tuple[Problem, ...]:
    """Every vacancy of these charges that would be deducted wrongly, or not at all."""
    return tuple(
        problem
        for charge in charges
        if charge.mode is Mode.FIXED
        for problem in _of(charge, billed, usage.happened(Happening.VACANCY, charge.code))
    )


def _of(charge: Charge, billed: Period, events: Sequence[Event]) -> list[Problem]:
    rows = [days for row in charge.rows if (days := row.period.common(billed)).days > 0]
    found = [
        _fault("vacancy_outside", charge, event, "; ".join(str(days) for days in rows))
        for event in events
        if not all(any(day in days for days in rows) for day in _days(event).common(billed))
    ]
    for one, other in combinations(events, 2):
        if one.item != other.item:
            continue
        again = one.item or any(_reaches_in(event, billed) for event in (one, other))
        if again and _days(one).common(_days(other)).days > 0:
            found.append(_fault("vacancy_twice", charge, other, str(one.source)))
        elif _grace(charge) and (_both_last(one, other, billed) or _more_go_on(one, other)):
            found.append(_fault("vacancy_unnamed", charge, other, str(one.source)))
    return found


def _days(event: Event) -> Period:
    return event.span or event.period


def _both_last(one: Event, other: Event, billed: Period) -> bool:
    """Whether both seats are empty at the month's end."""
    return all(billed.last in _days(event) for event in (one, other))


def _more_go_on(one: Event, other: Event) -> bool:
    """Whether more seats are empty from the day on which the other row ends."""
    first, then = sorted((one, other), key=lambda event: _days(event).start)
    return _days(first).end == _days(then).start and _seats(then) > _seats(first)


def _seats(event: Event) -> Decimal:
    return Decimal(1) if event.quantity is None else event.quantity


def _reaches_in(event: Event, billed: Period) -> bool:
    """Whether it began before the month: then another may be the same seat, entered again."""
    return _days(event).start < billed.start


def _grace(charge: Charge) -> bool:
    """Whether the next month must know since when each seat is empty."""
    terms = charge.rows[-1].terms
    return isinstance(terms, fixed.Terms) and bool(terms.grace_days)


def _fault(code: str, charge: Charge, event: Event, expected: str) -> Problem:
    return Problem(
        code=code,
        severity=Severity.BLOCKED,
        source=event.source,
        found=str(_days(event)),
        expected=expected,
        values={"charge": charge.code},
    )
