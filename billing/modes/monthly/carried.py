"""Quota of earlier months: what this one may use, what it hands on, what ran out, what is owed."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from billing import money, working
from billing.balance import Carried, QuotaLeft
from billing.modes.monthly.terms import Terms
from billing.period import months_between
from billing.usage import Span

Left = tuple[QuotaLeft, ...]


def less_taken_back(quota: working.Working, carried: Carried) -> tuple[working.Working, Left]:
    """Units that a correction took back come off this month's; what is more, off the next's."""
    back = -sum((left.units for left in carried.quota if left.units < 0), Decimal(0))
    if not back:
        return quota, ()
    taken = min(back, money.decimal(quota.value))
    rest = back - taken
    last = max(left.month for left in carried.quota if left.units < 0)
    owed = (QuotaLeft(month=last, units=-rest),) if rest else ()
    return quota - working.number(taken), owed


def from_earlier(
    terms: Terms, carried: Carried, wanted: Fraction, span: Span
) -> tuple[Decimal, Left, Left]:
    """Units taken from carried quota, oldest first; what is left for later months; what ran out.

    The last month of a quota is a whole one: rows that follow inside it may still use it.
    """
    ends = span.final or span.period.end == span.month.end
    taken = Decimal(0)
    kept: list[QuotaLeft] = []
    lost: list[QuotaLeft] = []
    for left in carried.quota:
        age = months_between(left.month, span.month_name)
        usable = left.units if age <= _valid(terms) else Decimal(0)
        use = max(Decimal(0), min(usable, money.decimal(wanted) - taken))
        taken += use
        if left.units > use:
            rest = replace(left, units=left.units - use)
            (kept if age + ends <= _valid(terms) else lost).append(rest)
    return taken, tuple(kept), tuple(lost)


def _valid(terms: Terms) -> int:
    """For how many months carried quota may be used; terms that carry none let it run out."""
    return terms.carry_months if terms.unused == "carry_over" else 0
