"""By reception: a price for every effective reception.

4200 receptions at 1.50 to 1000, 1.20 to 3000, 0.90 above: graduated 1500.00 + 2400.00 + 1080.00 =
4980.00; volume 4200 x 0.90 = 3780.00. 1110 of which 210 by night, 1.20, night x 1.3: 900 x 1.20 +
210 x 1.20 x 1.3.
"""

from decimal import Decimal
from fractions import Fraction

from billing import measure, money, working
from billing.balance import Carried
from billing.errors import Problem
from billing.invoice import Annex, Note, Priced, Rated
from billing.modes.receptions.terms import Terms
from billing.money import Exact
from billing.tiers import Tier, Tiers, graduated, place, reached, size
from billing.usage import Span, Usage

__all__ = ["Terms", "rate"]


def rate(terms: Terms, span: Span, usage: Usage, carried: Carried) -> Rated:
    """The fee of the span's effective receptions."""
    if not span.closing:
        return Rated(carried=carried)
    found = measure.effective(
        usage,
        span,
        terms.exclude,
        whole_store=terms.method == "band",
        night=terms.splits_night,
    )
    if not found.usable:
        return Rated(carried=carried, problems=found.problems)
    lines, problems, notes = _lines(terms, span, found)
    return Rated(
        lines=lines,
        carried=carried,
        annex=(
            _counted(terms, span, found, notes),
            *_tiers(terms, span, found),
            *measure.reception_days(span, found, night=terms.splits_night),
        ),
        problems=(*found.problems, *problems),
    )


def _counted(terms: Terms, span: Span, found: measure.Effective, notes: tuple[Note, ...]) -> Annex:
    told = (*notes, *_factor(terms))
    return measure.reception_table(span, found, night=terms.splits_night, notes=told)


def _tiers(terms: Terms, span: Span, found: measure.Effective) -> tuple[Annex, ...]:
    """The tiers of the charge, those marked that bill."""
    if terms.tiers is None:
        return ()
    counted = _in_scope(terms, found)
    if terms.method == "graduated":
        entered = tuple(part.index for part in graduated(terms.tiers, counted) or ())
        return (measure.tier_table(terms.tiers, span, "effective", entered),)
    if terms.method == "volume":
        return (measure.tier_table(terms.tiers, span, "effective", place(terms.tiers, counted)),)
    own = place(terms.tiers, Fraction(counted, span.measured.days))
    return (measure.tier_table(terms.tiers, span, "average", own, gives="month_fee"),)


def _factor(terms: Terms) -> tuple[Note, ...]:
    """What the night multiplier in a working is."""
    if terms.night_multiplier == 1:
        return ()
    factor = money.text(terms.night_multiplier)
    return (Note(code="note.night_multiplier", words={"factor": factor}),)


Lines = tuple[tuple[Priced, ...], tuple[Problem, ...], tuple[Note, ...]]


def _lines(terms: Terms, span: Span, found: measure.Effective) -> Lines:
    if terms.method == "band":
        return _band(terms, span, found)
    if terms.tiers is None:
        return _flat(terms, span, found), (), _included(terms, span)
    quantity = _in_scope(terms, found)
    if terms.method == "volume":
        return _volume(terms, span, found, quantity)
    return _graduated(terms, span, found, quantity)


def _in_scope(terms: Terms, found: measure.Effective) -> Exact:
    if terms.scope == "night":
        return found.night
    return found.value - found.night if terms.scope == "day" else found.value


def _line(
    terms: Terms,
    counted: working.Working,
    price: Decimal,
    found: measure.Effective,
    *,
    detail: str = "",
    code: str = "reception_fee",
    multiplier: Decimal = Decimal(1),
    words: dict[str, str] | None = None,
) -> Priced:
    """Receptions (or started blocks of them) at a price, with a multiplier where there is one."""
    blocks = counted if terms.per == 1 else working.up(counted / working.number(terms.per))
    worked = blocks * working.price(price)
    return Priced(
        code=code,
        detail=detail,
        quantity=money.decimal(blocks.value),
        unit="reception" if terms.per == 1 else "block",
        unit_price=price * multiplier,
        working=worked if multiplier == 1 else worked * working.number(multiplier),
        words={"per": str(terms.per), **(words or {})},
        sources=found.sources,
    )


def _flat(terms: Terms, span: Span, found: measure.Effective) -> tuple[Priced, ...]:
    assert terms.price is not None, "flat has a price"
    if terms.included_per_seat_per_day:
        return _beyond_included(terms, span, found)
    if terms.night_multiplier == 1:
        return (_line(terms, working.number(_in_scope(terms, found)), terms.price, found),)
    by_day = working.number(found.value) - working.number(found.night)
    night = working.number(found.night)
    return (
        _line(terms, working.number(by_day.value), terms.price, found, detail="day"),
        _line(terms, night, terms.price, found, detail="night", multiplier=terms.night_multiplier),
    )


def _beyond_included(terms: Terms, span: Span, found: measure.Effective) -> tuple[Priced, ...]:
    """Seats x included x days are free; the rest is overage, pooled over the days."""
    assert terms.price is not None, "flat has a price"
    free = _free(terms, span)
    if found.value <= free.value:
        return ()
    beyond = working.number(found.value) - free
    return (_line(terms, beyond, terms.price, found, code="overage"),)


def _free(terms: Terms, span: Span) -> working.Working:
    seat_days = sum(seats for day, seats in span.seats.items() if day in span.measured)
    return working.number(seat_days) * working.number(terms.included_per_seat_per_day)


def _included(terms: Terms, span: Span) -> tuple[Note, ...]:
    """How many receptions the seats pay for already."""
    if not terms.included_per_seat_per_day:
        return ()
    free = _free(terms, span)
    words = {"working": free.printed, "free": money.text(free.value)}
    return (Note(code="note.included_by_seats", words=words),)


def _volume(terms: Terms, span: Span, found: measure.Effective, quantity: Exact) -> Lines:
    assert terms.tiers is not None, "volume has tiers"
    tier = reached(terms.tiers, quantity)
    if tier is None:
        return (), (_outside(terms.tiers, money.text(quantity), span),), ()
    index, row = tier
    detail = f"tier{index + 1}"
    words = measure.tier_words(terms.tiers, index)
    line = _line(terms, working.number(quantity), row.price, found, detail=detail, words=words)
    # A tier is above its lower bound: nothing at all enters none, and owes no flat fee.
    fees = _flat_fee(row, detail, words) if quantity else ()
    return (line, *fees), (), ()


def _graduated(terms: Terms, span: Span, found: measure.Effective, quantity: Exact) -> Lines:
    assert terms.tiers is not None, "graduated has tiers"
    slices = graduated(terms.tiers, quantity)
    if slices is None:
        return (), (_outside(terms.tiers, money.text(quantity), span),), ()
    whole = working.number(quantity)
    lines: list[Priced] = []
    for part in slices:
        detail = f"tier{part.index + 1}"
        words = measure.tier_words(terms.tiers, part.index)
        counted = size(part, whole, working.number)
        lines.append(_line(terms, counted, part.tier.price, found, detail=detail, words=words))
        lines += _flat_fee(part.tier, detail, words)
    return tuple(lines), (), ()


def _flat_fee(row: Tier, detail: str, words: dict[str, str]) -> tuple[Priced, ...]:
    if not row.flat_fee:
        return ()
    return (
        Priced(
            code="reception_fee",
            detail=f"{detail}-flat",
            quantity=Decimal(1),
            unit="flat_fee",
            unit_price=row.flat_fee,
            working=working.price(row.flat_fee),
            words=words,
        ),
    )


def _band(terms: Terms, span: Span, found: measure.Effective) -> Lines:
    """A monthly fee by average daily receptions, compared exactly; the fee prorates."""
    assert terms.tiers is not None, "band has tiers"
    counted = _in_scope(terms, found)
    average = Fraction(counted, span.measured.days)
    shown = str(money.rounded(average))
    tier = reached(terms.tiers, average)
    if tier is None:
        return (), (_outside(terms.tiers, shown, span),), ()
    index, row = tier
    fee = working.price(row.price)
    share = span.measured_share  # rows that share their usage bill it once, for all their days
    if not share.whole:
        fee = fee * working.ratio(share.days, share.of)
    line = Priced(
        code="band_fee",
        detail=f"tier{index + 1}",
        quantity=Decimal(1),
        unit="month",
        unit_price=row.price,
        working=fee,
        words=measure.tier_words(terms.tiers, index),
        sources=found.sources,
    )
    return (line,), (), (measure.average_note(counted, span),)


def _outside(table: Tiers, found: str, span: Span) -> Problem:
    return measure.blocked(
        "outside_tiers", span, found=found, expected=str(table), table=table.name
    )
