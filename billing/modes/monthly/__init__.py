"""Monthly: a fee for an agreed amount of work.

6000 for 5000 receptions, 1.20 beyond: 5830 used gives 6000.00 and (5830 - 5000) x 1.20 = 996.00;
with a tolerance of 5 % above which alone is charged, (5830 - 5250) x 1.20 = 696.00.
"""

from decimal import Decimal
from fractions import Fraction

from billing import measure, money, working
from billing.balance import Carried, QuotaLeft
from billing.errors import Problem
from billing.invoice import Annex, Priced, Rated
from billing.modes.monthly import included, notes
from billing.modes.monthly.carried import from_earlier, less_taken_back
from billing.modes.monthly.terms import Terms
from billing.money import Exact
from billing.period import Share
from billing.source import CellRange
from billing.usage import Span, Usage

__all__ = ["Terms", "rate"]


def rate(terms: Terms, span: Span, usage: Usage, carried: Carried) -> Rated:
    """The fee of the span, its overage or credit, and the deduction for undelivered work."""
    line = Priced(
        code="package_fee",
        quantity=Decimal(1),
        unit="month",
        unit_price=terms.fee,
        working=_fee(terms, span.share),
    )
    if not span.closing or terms.metric is None or terms.metric == "seats_per_day":
        return Rated(lines=(line,), carried=carried)
    used, where, days, problems = _used(terms, span, usage)
    if not measure.Rowset(problems=problems).usable:
        return Rated(carried=carried, problems=problems)
    beyond = _against_quota(terms, span, used, where, carried)
    return Rated(
        lines=(line, *beyond.lines, *_undelivered(terms, span, used, where)),
        carried=beyond.carried,
        annex=(*beyond.annex, *days),
        notes=beyond.notes,
        problems=(*problems, *beyond.problems),
    )


def _fee(terms: Terms, share: Share) -> working.Working:
    """The fee of a part of the month."""
    fee = working.price(terms.fee)
    return fee if share.whole else fee * working.ratio(share.days, share.of)


Used = tuple[Exact, tuple[CellRange, ...], tuple[Annex, ...], tuple[Problem, ...]]


def _used(terms: Terms, span: Span, usage: Usage) -> Used:
    """Units used, where they were read, by day, and what blocks."""
    if terms.metric == "receptions":
        found = measure.effective(usage, span, terms.exclude)
        days = measure.reception_days(span, found, headers=found.headers)
        return found.value, found.sources, days, found.problems
    if terms.metric == "orders":
        taken = measure.net_orders(usage, span, "all")
        days = measure.order_days(span, taken, taken.headers)
        return taken.billable, taken.sources, days, taken.problems
    hours = measure.delivered(usage, span)
    return hours.value, hours.sources, measure.hour_days(span, hours), hours.problems


def _against_quota(
    terms: Terms,
    span: Span,
    used: Exact,
    where: tuple[CellRange, ...],
    carried: Carried,
) -> Rated:
    quota, owed = less_taken_back(included.of_span(terms, span), carried)
    # Quota carried from earlier months is used after this month's and before overage.
    usable, kept, lost = from_earlier(terms, carried, used - quota.value, span)
    limit = quota + working.number(usable) if usable else quota
    left = max(Fraction(0), quota.value - used)
    lines = (
        *_overage(terms, limit, used, where),
        *_shortfall(terms, span, quota, used, where),
    )
    unused = (
        (QuotaLeft(month=span.month_name, units=money.decimal(left)),)
        if terms.unused == "carry_over" and left
        else ()
    )
    return Rated(
        lines=lines,
        carried=Carried(quota=(*owed, *kept, *unused), lost=(*carried.lost, *lost)),
        annex=(_annex(span, used, quota.value, usable, left if unused else Fraction(0)),),
        notes=(*notes.of_quota(terms, quota, limit, used, usable), *notes.of_caps(lines)),
        problems=_unpriced(terms, limit, used, span),
    )


def _overage(
    terms: Terms, limit: working.Working, used: Exact, where: tuple[CellRange, ...]
) -> tuple[Priced, ...]:
    free = included.free_up_to(terms, limit)
    if terms.overage_price is None or used <= free.value:
        return ()
    bound = free if terms.tolerance_mode == "above_tolerance" else limit
    beyond = working.number(used) - working.number(bound.value)
    counted = beyond if terms.per == 1 else working.up(beyond / working.number(terms.per))
    return (
        Priced(
            code="overage",
            quantity=money.decimal(counted.value),
            unit=terms.metric_unit if terms.per == 1 else "block",
            unit_price=terms.overage_price,
            working=counted * working.price(terms.overage_price),
            words={"per": str(terms.per)},
            sources=where,
        ),
    )


def _unpriced(terms: Terms, limit: working.Working, used: Exact, span: Span) -> tuple[Problem, ...]:
    """More than included, and no price for it: never free, never guessed."""
    if terms.overage_price is not None or used <= included.free_up_to(terms, limit).value:
        return ()
    return (
        measure.blocked(
            "no_overage_price", span, found=money.text(used), expected=money.text(limit.value)
        ),
    )


def _shortfall(
    terms: Terms,
    span: Span,
    quota: working.Working,
    used: Exact,
    where: tuple[CellRange, ...],
) -> tuple[Priced, ...]:
    if terms.unused != "credit":
        return ()
    assert terms.credit_price is not None, "credit has its price"
    floor = included.credited_below(terms, quota)
    if used >= floor.value:
        return ()
    units = working.number(floor.value) - working.number(used)
    whole = units * working.price(terms.credit_price)
    fee = _fee(terms, span.measured_share)
    cap = terms.credit_cap
    if cap is not None and whole.value > fee.value * Fraction(cap):
        return (_capped_credit(-fee * working.percent(cap), cap, whole, where),)
    return (
        Priced(
            code="shortfall_credit",
            quantity=-money.decimal(units.value),
            unit=terms.metric_unit,
            unit_price=terms.credit_price,
            working=-whole,
            sources=where,
        ),
    )


def _capped_credit(
    worked: working.Working, cap: Decimal, whole: working.Working, where: tuple[CellRange, ...]
) -> Priced:
    """What a cap cut short is one sum: units x price are no longer the amount."""
    return Priced(
        code="shortfall_credit",
        quantity=Decimal(-1),
        unit="sum",
        unit_price=money.rounded(-worked.value),
        working=worked,
        words={"cap": money.text(cap * 100) + "%", "whole": whole.printed},
        sources=where,
    )


def _undelivered(
    terms: Terms, span: Span, given: Exact, where: tuple[CellRange, ...]
) -> tuple[Priced, ...]:
    """The part of the fee whose hours were not delivered."""
    quota = included.of_span(terms, span)
    if terms.undelivered == "none" or given >= quota.value:
        return ()
    short = quota - working.number(given)
    fee = _fee(terms, span.measured_share)
    worked = working.number(-1) * fee * short / quota
    return (
        Priced(
            code="undelivered",
            # One sum: the price of an hour need not be finite, and quantity x price is the amount.
            quantity=Decimal(-1),
            unit="sum",
            unit_price=money.rounded(-worked.value),
            working=worked,
            sources=where,
        ),
    )


def _annex(span: Span, used: Exact, quota: Fraction, taken: Decimal, left: Fraction) -> Annex:
    return Annex(
        code="monthly",
        charge=span.charge,
        columns=("used", "included", "carried_in", "carried_on"),
        rows=((money.decimal(used), money.decimal(quota), taken, money.decimal(left)),),
    )
