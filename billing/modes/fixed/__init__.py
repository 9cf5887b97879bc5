"""Fixed: seats x monthly price.

2 seats at 2600 for 20 of October's 31 days: 2 x 2600.00 x 20/31 = 3354.84. With bands
100: 2000, 200: 2500, 300: 3000 and 4650 effective receptions in October the average is 150 a day,
so a seat costs 2500.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from billing import measure, money, working
from billing.balance import Carried
from billing.errors import Problem
from billing.invoice import Annex, Priced, Rated
from billing.modes.fixed.seats import Vacancy, empty_seats, seat_table, vacant_days
from billing.modes.fixed.terms import Terms
from billing.period import Period
from billing.tiers import Tiers, reached
from billing.usage import Event, Happening, Span, Usage

__all__ = ["Terms", "rate"]


def rate(terms: Terms, span: Span, usage: Usage, carried: Carried) -> Rated:
    """The fee of the span's seats, and the deduction for empty ones beyond the grace days."""
    if terms.price is not None:
        return _at(terms, terms.price, span, usage, carried, {})
    found = measure.effective(usage, span, terms.exclude, whole_store=True)
    if not found.usable:
        return Rated(carried=carried, problems=found.problems)
    assert terms.tiers is not None, "price or tiers"
    average = Fraction(found.value, span.measured.days)
    band = reached(terms.tiers, average)
    if band is None:
        return Rated(carried=carried, problems=(_outside(terms.tiers, average, span),))
    place, row = band
    rated = _at(terms, row.price, span, usage, carried, measure.tier_words(terms.tiers, place))
    lines = tuple(replace(line, sources=(*line.sources, *found.sources)) for line in rated.lines)
    # Rows that share their usage show it once.
    shown = (_chosen_by(found, span),) if span.closing else ()
    table = measure.tier_table(terms.tiers, span, "average", (place,))
    return replace(
        rated,
        lines=lines,
        annex=(*rated.annex, *shown, table),
        problems=(*found.problems, *rated.problems),
    )


def _chosen_by(found: measure.Effective, span: Span) -> Annex:
    """The receptions by whose average the price was picked."""
    return measure.reception_table(span, found, notes=(measure.average_note(found.value, span),))


def _at(
    terms: Terms,
    price: Decimal,
    span: Span,
    usage: Usage,
    carried: Carried,
    words: Mapping[str, str],
) -> Rated:
    fee = working.number(terms.seats) * working.price(price)
    if not span.share.whole:
        fee = fee * working.ratio(span.share.days, span.share.of)
    seats = Priced(
        code="seat_fee",
        quantity=Decimal(terms.seats),
        unit="seat",
        unit_price=price,
        working=fee,
        words=words,
    )
    vacancies = usage.happened(Happening.VACANCY, span.charge)
    empty = _deducted(terms, span, vacancies, carried)
    return Rated(
        lines=(seats, *(_vacancy(one, price, span) for one in empty if one.deducted)),
        carried=_still_vacant(vacancies, span, carried),
        annex=(seat_table(terms, span, empty),),
        problems=_beyond_seats(terms, span, vacancies),
    )


def _deducted(
    terms: Terms, span: Span, vacancies: Sequence[Event], carried: Carried
) -> list[Vacancy]:
    """The empty days that each vacancy deducts: together never more than the seats' own fee.

    Under fixed_30 a month bears 30 days, whatever it has: a seat that was empty on all billed days
    gives back its whole fee, in February as in March.
    """
    most = span.share.days if span.share.of == span.day_base else span.day_base
    room = terms.seats * Decimal(most)  # seat-days
    found = []
    for event in vacancies:
        seats = empty_seats(event)
        late = _beyond_grace(event, vacancies, terms.grace_days, span, carried)
        whole = late == span.period.days
        days = min(most if whole else late, most, int(room // seats) if seats else 0)
        room -= seats * days
        grace = vacant_days(event).common(span.period).days - late
        found.append(Vacancy(event=event, grace=grace, deducted=days))
    return found


def _beyond_seats(terms: Terms, span: Span, vacancies: Sequence[Event]) -> tuple[Problem, ...]:
    """Each vacancy with which, on some day, more seats are empty than the charge has."""
    empty: dict[date, Decimal] = {}
    found = []
    for event in vacancies:
        for day in vacant_days(event).common(span.period):
            empty[day] = empty.get(day, Decimal(0)) + empty_seats(event)
        over = [day for day in vacant_days(event).common(span.period) if empty[day] > terms.seats]
        if over:
            found.append(_too_many(terms, span, event, over[0], empty[over[0]]))
    return tuple(found)


def _too_many(terms: Terms, span: Span, event: Event, day: date, empty: Decimal) -> Problem:
    return measure.blocked(
        "vacancy_exceeds_seats",
        span,
        source=event.source,
        found=money.text(empty),
        expected=str(terms.seats),
        day=str(day),
    )


def _empty_since(event: Event, vacancies: Sequence[Event], span: Span, carried: Carried) -> Period:
    """The days of the vacancy, with those of the rows that it goes on from, and of months before.

    The same seat's next row goes on where the one before ends; what began in the month before is
    told by what was carried.
    """
    vacant = vacant_days(event)
    if vacant.start == span.month.start:
        days = carried.vacant.get(event.item, 0)
        return Period(vacant.start - timedelta(days=days), vacant.end)
    for other in vacancies:
        before = vacant_days(other)
        if other.item == event.item and before.end == vacant.start:
            start = _empty_since(other, vacancies, span, carried).start
            return Period(start, vacant.end)
    return vacant


def _beyond_grace(
    event: Event, vacancies: Sequence[Event], grace: int, span: Span, carried: Carried
) -> int:
    """Days of the event inside the span, after the first `grace` days of the vacancy."""
    since = _empty_since(event, vacancies, span, carried)
    own = vacant_days(event).start
    late = Period(max(own, since.start + timedelta(days=grace)), since.end)
    return max(0, late.common(span.period).days)


def _still_vacant(events: Sequence[Event], span: Span, carried: Carried) -> Carried:
    """Empty days of each seat that is empty at the month's end, for next month's grace."""
    if span.period.end < span.month.end:
        # A later row of the month still needs it; a charge that has ended has no empty seats.
        return replace(carried, vacant={}) if span.final else carried
    ending = [event for event in events if span.month.last in vacant_days(event)]
    since = {event.item: _empty_since(event, events, span, carried).start for event in ending}
    vacant = {seat: (span.month.end - start).days for seat, start in since.items()}
    return replace(carried, vacant=vacant)


def _vacancy(one: Vacancy, price: Decimal, span: Span) -> Priced:
    event, seats, vacant = one.event, empty_seats(one.event), vacant_days(one.event)
    days = working.ratio(one.deducted, span.day_base)
    return Priced(
        code="vacancy",
        detail=str(vacant.start),
        quantity=-seats,
        unit="seat",
        unit_price=price,
        working=working.number(-seats) * working.price(price) * days,
        words={"from": str(vacant.start), "to": str(vacant.last), "reason": event.reason},
        sources=(event.source,),
    )


def _outside(table: Tiers, average: Fraction, span: Span) -> Problem:
    return measure.blocked(
        "outside_tiers",
        span,
        found=str(money.rounded(average)),
        expected=str(table),
        table=table.name,
    )
