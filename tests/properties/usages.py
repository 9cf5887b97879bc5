"""A month of usage of every kind, store by store and day by day, from a few small figures."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from billing.period import Period
from billing.usage import Kind, UsageRow
from tests.modes.conftest import row

CLASSES = ("robot", "spam")
UNIT = "办卡数"


def _swing(day: date, step: int) -> int:
    """Days that differ, and always in the same way."""
    return (day.toordinal() * 37 * step) % 11


def day_figures(kind: Kind, day: date, level: int, step: int) -> dict[str, Decimal]:
    """The figures of one store and day; parts of a whole are never more than it."""
    much = level + _swing(day, step)
    match kind:
        case Kind.RECEPTIONS:
            robot, spam = much // 5, much // 7
            effective = much - robot - spam
            found = {
                "receptions": much,
                "robot": robot,
                "spam": spam,
                "effective": effective,
                "night": effective // 3,
            }
        case Kind.ORDERS:
            cancelled, refunded = much // 9, much // 8
            found = {
                "orders": much,
                "cancelled": cancelled,
                "refunded": refunded,
                "orders_with_agent": much // 2,
                "cancelled_with_agent": cancelled // 2,
                "refunded_with_agent": refunded // 2,
                "paying_buyers": much,
                "inquiry_buyers": 3 * much + 1,
            }
        case Kind.SALES:
            sales = Decimal(much) * Decimal("31.07")
            refunds = Decimal(_swing(day, step + 1)) * Decimal("40.11")
            return {"attributed_sales": sales, "refunds": refunds, UNIT: Decimal(much // 4)}
        case _:
            found = {"peak": much % 13}
    return {name: Decimal(figure) for name, figure in found.items()}


def rows_of(period: Period, stores: Sequence[str], level: int, step: int) -> Iterator[UsageRow]:
    """A row of each kind for each store and day."""
    for place, store in enumerate(stores):
        for day in period:
            for kind in (Kind.RECEPTIONS, Kind.ORDERS, Kind.SALES, Kind.STAFFING):
                figures = day_figures(kind, day, level * (place + 1), step)
                shift = "早班" if kind is Kind.STAFFING else ""
                given: dict[str, Any] = dict(figures)
                yield row(kind, str(day), store, shift=shift, **given)


LEVELS = st.sampled_from((0, 1, 3, 10, 33, 100, 150, 999, 5000))
STEPS = st.integers(0, 9)
