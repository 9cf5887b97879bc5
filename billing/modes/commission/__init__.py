"""Base salary + commission on sales (or a price per unit, such as trial invitations).

1 seat at 1500, 2 %: sales 86 420.50, refunds 6 420.50: base 1500.00 and (86420.50 - 6420.50) x 2%
= 1600.00. Silent orders earn nothing and are never subtracted from attributed sales.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from billing import measure, money, working
from billing.balance import Carried
from billing.errors import Problem
from billing.invoice import Note, Priced, Rated
from billing.modes.commission import tables
from billing.modes.commission.terms import Terms
from billing.tiers import Tier, graduated, reached, size
from billing.usage import Kind, Span, Usage

__all__ = ["Terms", "rate"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Earned:
    """What a commission line is made of."""

    detail: str
    quantity: Decimal
    unit: str
    price: Decimal  # a share of sales, or an amount
    working: working.Working
    words: dict[str, str]


def rate(terms: Terms, span: Span, usage: Usage, carried: Carried) -> Rated:
    """The base of the span's seats; the commission of the sales of all rows that share them."""
    base = _base(terms, span)
    if not span.closing:
        return Rated(lines=base, carried=carried)
    earned = (
        _units(terms, span, usage, carried)
        if terms.on == "units"
        else _net(terms, span, usage, carried)
    )
    return Rated(
        lines=(*base, *earned.lines),
        carried=earned.carried,
        annex=earned.annex,
        notes=(*earned.notes, *_factor(terms)),
        problems=earned.problems,
    )


def _factor(terms: Terms) -> tuple[Note, ...]:
    """What the multiplier in a working is."""
    if terms.multiplier == 1:
        return ()
    return (Note(code="note.category_multiplier", words={"factor": money.text(terms.multiplier)}),)


def _times(terms: Terms, what: working.Working) -> working.Working:
    return what if terms.multiplier == 1 else what * working.number(terms.multiplier)


def _base(terms: Terms, span: Span) -> tuple[Priced, ...]:
    fee = _times(terms, working.number(terms.seats) * working.price(terms.base))
    if not span.share.whole:
        fee = fee * working.ratio(span.share.days, span.share.of)
    return (
        Priced(
            code="base_fee",
            quantity=Decimal(terms.seats),
            unit="seat",
            unit_price=terms.base * terms.multiplier,
            working=fee,
        ),
    )


def _units(terms: Terms, span: Span, usage: Usage, carried: Carried) -> Rated:
    found = measure.rows(usage, span, Kind.SALES, tuple(terms.unit_prices))
    if not found.usable:
        return Rated(carried=carried, problems=found.problems)
    lines = []
    for unit, price in terms.unit_prices.items():
        count = money.decimal(found.columns.total(unit))
        lines.append(
            Priced(
                code="unit_commission",
                detail=unit,
                quantity=count,
                unit="unit",
                unit_price=price * terms.multiplier,
                working=_times(terms, working.number(count) * working.price(price)),
                words={"unit": unit},
                sources=found.columns.sources(unit),
            )
        )
    units = {unit: measure.summed(unit) for unit in terms.unit_prices}
    return Rated(
        lines=tuple(lines),
        carried=carried,
        annex=tables.by_day(span, found, units, *units),
        problems=found.problems,
    )


def _net(terms: Terms, span: Span, usage: Usage, carried: Carried) -> Rated:
    found = measure.rows(usage, span, Kind.SALES, ("attributed_sales", "refunds"))
    if not found.usable:
        return Rated(carried=carried, problems=found.problems)
    sales, refunds = (
        money.decimal(found.columns.total(name)) for name in ("attributed_sales", "refunds")
    )
    net = working.price(sales) - working.price(refunds)
    if carried.net_sales < 0:
        net = net - working.price(-carried.net_sales)
    elif carried.net_sales > 0:  # a correction: less was to be made good than was thought
        net = net + working.price(carried.net_sales)
    left = money.decimal(net.value) if net.value < 0 and terms.negative == "carry_forward" else None
    problems = (*found.problems, *_outside(terms, net.value, span))
    lines = _earned(terms, net) if _usable(problems) else ()
    where = found.columns.sources("attributed_sales", "refunds")
    return Rated(
        lines=tuple(
            Priced(
                code="commission",
                detail=part.detail,
                quantity=part.quantity,
                unit=part.unit,
                unit_price=part.price,
                working=part.working,
                words=part.words,
                sources=where,
            )
            for part in lines
        ),
        carried=Carried(net_sales=left if left is not None else money.ZERO),
        annex=(
            tables.base(span, found, carried, sales, refunds, money.decimal(net.value)),
            *tables.tiers(terms, span, net.value),
            *tables.by_day(span, found, tables.day_figures(found)),
        ),
        notes=_notes(net.value, left),
        problems=problems,
    )


def _usable(problems: tuple[Problem, ...]) -> bool:
    return measure.Rowset(problems=problems).usable


def _outside(terms: Terms, net: Fraction, span: Span) -> tuple[Problem, ...]:
    if terms.tiers is None or reached(terms.tiers, net):
        return ()
    return (
        measure.blocked(
            "outside_tiers",
            span,
            found=money.text(net, 2),
            expected=str(terms.tiers),
            table=terms.tiers.name,
        ),
    )


def _earned(terms: Terms, net: working.Working) -> tuple[_Earned, ...]:
    """What each commission line is made of; none for a net of zero or below."""
    if net.value <= 0:
        return ()
    if terms.tiers is None:
        assert terms.rate is not None, "rate or tiers"
        return (_share(terms, "", net, terms.rate, {}),)
    if terms.method == "volume":
        found = reached(terms.tiers, net.value)
        assert found is not None, "checked before"
        return _in_tier(terms, *found, net)
    return tuple(
        line
        for part in graduated(terms.tiers, net.value) or ()
        for line in _in_tier(terms, part.index, part.tier, size(part, net, working.price))
    )


def _share(
    terms: Terms, detail: str, net: working.Working, rate: Decimal, words: dict[str, str]
) -> _Earned:
    return _Earned(
        detail=detail,
        quantity=money.decimal(net.value),
        unit="net_sales",
        price=rate * terms.multiplier,
        working=_times(terms, net * working.percent(rate)),
        words=words,
    )


def _in_tier(terms: Terms, index: int, tier: Tier, net: working.Working) -> tuple[_Earned, ...]:
    """The commission of a tier, and its flat fee where it has one."""
    assert terms.tiers is not None, "a tier of some table"
    detail, words = f"tier{index + 1}", measure.tier_words(terms.tiers, index, working.price)
    share = _share(terms, detail, net, tier.price, words)
    if not tier.flat_fee:
        return (share,)
    flat = _Earned(
        detail=f"{detail}-flat",
        quantity=Decimal(1),
        unit="flat_fee",
        price=tier.flat_fee,
        working=working.price(tier.flat_fee),
        words=words,
    )
    return (share, flat)


def _notes(net: Fraction, left: Decimal | None) -> tuple[Note, ...]:
    if net >= 0:
        return ()
    code = "note.net_carried" if left is not None else "note.net_forgotten"
    return (Note(code=code, words={"net": money.text(net, 2)}),)
