"""Hours that were delivered."""

from dataclasses import dataclass
from decimal import Decimal

from billing import money
from billing.errors import Problem
from billing.measure.rowset import blocked, events
from billing.money import Exact
from billing.source import CellRange
from billing.usage import Event, Happening, Span, Usage


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """Hours that were delivered, as events say."""

    value: Exact = 0
    events: tuple[Event, ...] = ()
    sources: tuple[CellRange, ...] = ()
    problems: tuple[Problem, ...] = ()


def delivered(usage: Usage, span: Span) -> Delivered:
    """The sum of the span's delivered hours. No event, or one without a quantity, blocks."""
    found, wide = events(usage, span, Happening.DELIVERED_HOURS)
    if wide:
        return Delivered(problems=wide)
    if not found:
        return Delivered(problems=(blocked("missing_event", span, event="delivered hours"),))
    if any(event.quantity is None for event in found):
        lacking = next(event for event in found if event.quantity is None)
        return Delivered(problems=(blocked("event_without_quantity", span, source=lacking.source),))
    return Delivered(
        value=sum(money.exact(event.quantity or Decimal(0)) for event in found),
        events=found,
        sources=tuple(event.source for event in found),
    )
