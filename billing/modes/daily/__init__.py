"""By day: seats x the day's rate, for peaks, launches and trials.

8 seats on 10 November and 10 on the 11th at 400, 6 on the 12th at 220: 18 x 400.00 = 7200.00 and
6 x 220.00 = 1320.00. Shifts are [start, end) and belong to the day on which they start: 09-18 with
6 and 18-02 with 4 is a peak of 6, and 10 seat-shifts.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from billing import measure, money, working
from billing.balance import Carried
from billing.errors import Problem
from billing.invoice import Annex, Note, Priced, Rated
from billing.modes.daily.counting import counted
from billing.modes.daily.terms import Calendar, Rates, Terms
from billing.usage import Kind, Span, Usage, UsageRow, sources

__all__ = ["Calendar", "Rates", "Terms", "rate"]


class _Day(NamedTuple):
    day: date
    kind: str
    peak: Decimal
    billed: Decimal


def rate(terms: Terms, span: Span, usage: Usage, carried: Carried) -> Rated:
    """Seats of each billed day at the rate of its kind; one line per kind."""
    kinds, problems = _kinds(terms, span)
    taken = usage.select(Kind.STAFFING, span.period, span.stores, span.service, span.shift)
    seats, wrong = counted(terms, span, tuple(kinds), taken, usage)
    if problems or wrong:
        return Rated(carried=carried, problems=(*problems, *wrong))
    days = [
        _Day(day=day, kind=kind, peak=seats[day], billed=_billed(terms, seats[day]))
        for day, kind in kinds.items()
    ]
    billed = [day for day in days if day.billed]
    first = carried.first_kind or next((day.kind for day in billed), "")
    after = Carried(days=carried.days + len(billed), first_kind=first)
    return Rated(
        lines=(*_fees(terms, billed, taken), *_top_up(terms, span, after)),
        carried=after,
        annex=(_annex(terms, span, days, taken),) if days else (),
        problems=_no_first_day(terms, span, after),
    )


def _kinds(terms: Terms, span: Span) -> tuple[Mapping[date, str], tuple[Problem, ...]]:
    """The kind of each day of the engagement, and the dates whose kind is not decided."""
    kinds: dict[date, str] = {}
    problems = []
    for day in span.period:
        named = terms.calendar.kinds(day) if terms.calendar else ()
        if len(named) > 1:
            ranked = [kind for kind in terms.precedence if kind in named]
            if ranked:
                kinds[day] = ranked[0]
            else:
                problems.append(
                    measure.blocked("two_day_kinds", span, found=", ".join(named), day=str(day))
                )
        elif named or terms.default_kind:
            kinds[day] = named[0] if named else terms.default_kind
    return kinds, tuple(problems)


def _billed(terms: Terms, peak: Decimal) -> Decimal:
    """Between minimum and maximum; then only what is above the seats paid otherwise."""
    seats = max(peak, Decimal(terms.minimum_seats))
    if terms.maximum_seats is not None:
        seats = min(seats, Decimal(terms.maximum_seats))
    return max(seats - terms.only_above, Decimal(0))


def _fees(terms: Terms, days: Sequence[_Day], taken: Sequence[UsageRow]) -> tuple[Priced, ...]:
    """One line per day kind, by its first billed day."""
    lines = []
    for kind in dict.fromkeys(day.kind for day in days):
        dates = {day.day for day in days if day.kind == kind}
        seats = sum((day.billed for day in days if day.kind == kind), Decimal(0))
        price = terms.rates.prices[kind]
        lines.append(
            Priced(
                code="day_fee",
                detail=kind,
                quantity=seats,
                unit="seat_day",
                unit_price=price,
                working=working.number(seats) * working.price(price),
                words={"kind": kind, "days": str(len(dates))},
                sources=sources(
                    [row for row in taken if row.period.start in dates], "peak", "seats"
                ),
            )
        )
    return tuple(lines)


def _ends(terms: Terms, span: Span, after: Carried) -> bool:
    """Whether the engagement ends in these days: then its minimum is made up.

    Without a default kind it is made of the calendar's dates alone, and ends with the last of
    them, even if the charge goes on.
    """
    if terms.default_kind or terms.calendar is None or terms.calendar.last >= span.period.end:
        return span.final
    if terms.calendar.last in span.period:
        return True
    return span.final and not after.days  # none of its dates were in the charge at all


def _top_up_kind(terms: Terms, after: Carried) -> str:
    """The kind of the first billed day; without one, the only kind that has a price."""
    only = next(iter(terms.rates.prices)) if len(terms.rates.prices) == 1 else ""
    return after.first_kind or only


def _no_first_day(terms: Terms, span: Span, after: Carried) -> tuple[Problem, ...]:
    """Days to make up, and no billed day whose kind would price them."""
    if not _ends(terms, span, after) or after.days >= terms.minimum_days:
        return ()
    if _top_up_kind(terms, after):
        return ()
    kinds = ", ".join(terms.rates.prices)
    return (measure.blocked("no_billed_day", span, found=str(after.days), expected=kinds),)


def _top_up(terms: Terms, span: Span, after: Carried) -> tuple[Priced, ...]:
    """Days short of the engagement's minimum, on the invoice of its last month."""
    if not _ends(terms, span, after) or after.days >= terms.minimum_days:
        return ()
    short = working.number(terms.minimum_days) - working.number(after.days)
    kind = _top_up_kind(terms, after)
    if not kind:
        return ()
    price = terms.rates.prices[kind]
    return (
        Priced(
            code="min_days_topup",
            detail=kind,
            quantity=money.decimal(short.value * terms.minimum_seats),
            unit="seat_day",
            unit_price=price,
            working=short * working.number(terms.minimum_seats) * working.price(price),
            words={"kind": kind, "days": money.text(short.value)},
        ),
    )


def _annex(terms: Terms, span: Span, days: Sequence[_Day], taken: Sequence[UsageRow]) -> Annex:
    return Annex(
        code="daily",
        charge=span.charge,
        columns=("date", "kind", "peak", "billed_seats", "price"),
        rows=tuple(
            (day.day, day.kind, day.peak, day.billed, terms.rates.prices[day.kind]) for day in days
        ),
        totals=("total", "", "", sum((day.billed for day in days), Decimal(0)), ""),
        headers=measure.headers(taken, ("peak", "seats")),
        notes=_bounds(terms, days),
    )


def _bounds(terms: Terms, days: Sequence[_Day]) -> tuple[Note, ...]:
    """Minimum, maximum and threshold, those of them that changed the seats of some day."""
    lowest, most, above = terms.minimum_seats, terms.maximum_seats, terms.only_above
    decided = (
        ("note.seats_at_least", lowest, any(day.peak < lowest for day in days)),
        ("note.seats_at_most", most, any(most is not None and day.peak > most for day in days)),
        ("note.seats_only_above", above, bool(above)),
    )
    return tuple(
        Note(code=code, words={"seats": str(seats)}) for code, seats, told in decided if told
    )
