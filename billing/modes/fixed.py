"""Fixed: seats x monthly price.

2 seats at 2600 for 20 of October's 31 days: 2 x 2600.00 x 20/31 = 3354.84. With bands
100: 2000, 200: 2500, 300: 3000 and 4650 effective receptions in October the average is 150 a day,
so a seat costs 2500.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Self

from pydantic import model_validator

from billing import measure, money, working
from billing.balance import Carried
from billing.column import Amount, Column, Count, Row, Words, fault
from billing.errors import Problem
from billing.invoice import Annex, Note, Priced, Rated
from billing.period import Period
from billing.tiers import Tiers, reached
from billing.usage import Event, Happening, Span, Usage


class Terms(Row):
    """How many seats, at which price."""

    seats: Annotated[
        Count,
        Column(
            zh="坐席数",
            en="seats",
            help_zh="本期固定坐席数量。",
            help_en="How many seats the client pays for each month.",
            example="2",
        ),
    ]
    price: Annotated[
        Amount | None,
        Column(
            zh="单价",
            en="price",
            help_zh="每坐席每月价格；与“阶梯表”二选一。",
            help_en="Price of a seat for a month. Fill this or tiers, not both.",
            example="2600",
        ),
    ] = None
    tiers: Annotated[
        Tiers | None,
        Column(
            zh="阶梯表",
            en="tiers",
            help_zh="按店铺当月日均有效接待量取坐席单价的阶梯表名称。",
            help_en="Name of a table that picks the seat's price by average daily receptions.",
            refers="Tiers",
        ),
    ] = None
    exclude: Annotated[
        Words,
        Column(
            zh="剔除类别",
            en="exclude",
            help_zh="不计入有效接待的类别，用分号分隔；留空按总接待；file 用文件自带的有效列。",
            help_en="Classes left out of effective receptions, separated by ; (blank: none).",
        ),
    ] = ()
    grace_days: Annotated[
        Count,
        Column(
            zh="空缺宽限天数",
            en="grace days",
            help_zh="坐席空缺不扣款的天数，从空缺首日起算。",
            help_en="Days of an empty seat that are not deducted, from its first empty day.",
            example="2",
        ),
    ] = 0

    @model_validator(mode="after")
    def _one_price(self) -> Self:
        if (self.price is None) == (self.tiers is None):
            raise fault("exactly_one", columns="price,tiers")
        return self


def rate(terms: Terms, span: Span, usage: Usage, carried: Carried) -> Rated:
    """The fee of the span's seats, and the deduction for empty ones beyond the grace days."""
    if terms.price is not None:
        return _at(terms, terms.price, span, usage, carried, ())
    found = measure.effective(usage, span, terms.exclude, whole_store=True)
    if not found.usable:
        return Rated(carried=carried, problems=found.problems)
    assert terms.tiers is not None, "price or tiers"
    average = Fraction(found.value, span.measured.days)
    band = reached(terms.tiers, average)
    if band is None:
        return Rated(carried=carried, problems=(_outside(terms.tiers, average, span),))
    note = Note(
        code="note.average",
        words={
            "total": money.text(found.value),
            "days": str(span.measured.days),
            "average": str(money.rounded(average)),
        },
    )
    rated = _at(terms, band[1].price, span, usage, carried, (note,))
    lines = tuple(replace(line, sources=(*line.sources, *found.sources)) for line in rated.lines)
    return replace(rated, lines=lines, problems=found.problems)


def _at(
    terms: Terms,
    price: Decimal,
    span: Span,
    usage: Usage,
    carried: Carried,
    notes: tuple[Note, ...],
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
    )
    vacancies = usage.happened(Happening.VACANCY, span.charge)
    empty = [
        (event, days)
        for event in vacancies
        if (days := _beyond_grace(event, terms.grace_days, span, carried))
    ]
    return Rated(
        lines=(seats, *(_vacancy(event, days, price, span) for event, days in empty)),
        carried=_still_vacant(vacancies, span, carried),
        annex=(_annex(terms, span, empty),),
        notes=notes,
    )


def _empty_since(event: Event, span: Span, carried: Carried) -> Period:
    """The days of the vacancy; one that began in the month before is told by what was carried."""
    vacant = event.span or event.period
    if vacant.start != span.month.start:
        return vacant
    return Period(vacant.start - timedelta(days=carried.vacant.get(event.item, 0)), vacant.end)


def _beyond_grace(event: Event, grace: int, span: Span, carried: Carried) -> int:
    """Days of the vacancy inside the span, after its first `grace` days."""
    vacant = _empty_since(event, span, carried)
    late = Period(vacant.start + timedelta(days=grace), vacant.end)
    return max(0, late.common(span.period).days)


def _still_vacant(events: Sequence[Event], span: Span, carried: Carried) -> Carried:
    """Empty days of each seat that is empty at the month's end, for next month's grace."""
    if span.period.end < span.month.end:
        return carried
    spans = {event.item: _empty_since(event, span, carried) for event in events}
    return replace(
        carried,
        vacant={
            seat: (span.month.end - vacant.start).days
            for seat, vacant in spans.items()
            if span.month.last in vacant
        },
    )


def _vacancy(event: Event, days: int, price: Decimal, span: Span) -> Priced:
    seats = event.quantity if event.quantity is not None else Decimal(1)
    vacant = event.span or event.period
    return Priced(
        code="vacancy",
        detail=str(vacant.start),
        quantity=-seats,
        unit="seat",
        unit_price=price,
        working=working.number(-seats) * working.price(price) * working.ratio(days, span.day_base),
        words={"from": str(vacant.start), "to": str(vacant.last), "reason": event.reason},
        sources=(event.source,),
    )


def _annex(terms: Terms, span: Span, empty: list[tuple[Event, int]]) -> Annex:
    rows: list[tuple[str | int | Decimal | date, ...]] = [
        (span.period.start, span.period.last, terms.seats, "seats_occupied")
    ]
    rows += [
        (
            (event.span or event.period).start,
            (event.span or event.period).last,
            -(event.quantity or Decimal(1)),
            "seats_vacant",
        )
        for event, _ in empty
    ]
    return Annex(
        code="fixed", charge=span.charge, columns=("from", "to", "seats", "what"), rows=tuple(rows)
    )


def _outside(table: Tiers, average: Fraction, span: Span) -> Problem:
    return measure.blocked(
        "outside_tiers",
        span,
        found=str(money.rounded(average)),
        expected=str(table),
        table=table.name,
    )
