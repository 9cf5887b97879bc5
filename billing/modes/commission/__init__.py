"""Base salary + commission on sales (or a price per unit, such as trial invitations).

1 seat at 1500, 2 %: sales 86 420.50, refunds 6 420.50: base 1500.00 and (86420.50 - 6420.50) x 2%
= 1600.00. Silent orders earn nothing and are never subtracted from attributed sales.
"""

from decimal import Decimal
from fractions import Fraction

from billing import measure, money, working
from billing.balance import Carried
from billing.errors import Problem
from billing.invoice import Annex, Note, Priced, Rated
from billing.modes.commission.terms import Terms
from billing.tiers import graduated, reached, size
from billing.usage import Kind, Span, Usage, sources, total

__all__ = ["Terms", "rate"]


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
        notes=earned.notes,
        problems=earned.problems,
    )


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
            unit_price=terms.base,
            working=fee,
        ),
    )


def _units(terms: Terms, span: Span, usage: Usage, carried: Carried) -> Rated:
    found = measure.rows(usage, span, Kind.SALES, tuple(terms.unit_prices))
    if not found.usable:
        return Rated(carried=carried, problems=found.problems)
    lines = []
    for unit, price in terms.unit_prices.items():
        count = money.decimal(total(found.rows, unit))
        lines.append(
            Priced(
                code="unit_commission",
                detail=unit,
                quantity=count,
                unit="unit",
                unit_price=price,
                working=_times(terms, working.number(count) * working.price(price)),
                words={"unit": unit},
                sources=sources(found.rows, unit),
            )
        )
    return Rated(lines=tuple(lines), carried=carried, problems=found.problems)


def _net(terms: Terms, span: Span, usage: Usage, carried: Carried) -> Rated:
    found = measure.rows(usage, span, Kind.SALES, ("attributed_sales", "refunds"))
    if not found.usable:
        return Rated(carried=carried, problems=found.problems)
    sales, refunds = (
        money.decimal(total(found.rows, name)) for name in ("attributed_sales", "refunds")
    )
    net = working.price(sales) - working.price(refunds)
    if carried.net_sales:
        net = net - working.price(-carried.net_sales)
    left = money.decimal(net.value) if net.value < 0 and terms.negative == "carry_forward" else None
    problems = (*found.problems, *_outside(terms, net.value, span))
    lines = () if problems and not _usable(problems) else _earned(terms, net)
    where = sources(found.rows, "attributed_sales", "refunds")
    return Rated(
        lines=tuple(
            Priced(
                code="commission",
                detail=detail,
                quantity=quantity,
                unit="net_sales",
                unit_price=percent,
                working=_times(terms, worked),
                words=words,
                sources=where,
            )
            for detail, quantity, percent, worked, words in lines
        ),
        carried=Carried(net_sales=left if left is not None else money.ZERO),
        annex=(_annex(span, found, carried, sales, refunds, money.decimal(net.value)),),
        notes=_notes(net.value, left),
        problems=problems,
    )


def _usable(problems: tuple[Problem, ...]) -> bool:
    return measure.Rowset(problems=problems).usable


def _outside(terms: Terms, net: Fraction, span: Span) -> tuple[Problem, ...]:
    if terms.tiers is None or net <= 0 or reached(terms.tiers, net):
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


Earned = tuple[str, Decimal, Decimal, working.Working, dict[str, str]]


def _earned(terms: Terms, net: working.Working) -> list[Earned]:
    """Detail, quantity, rate, working and words of each commission line; none for a net <= 0."""
    if net.value <= 0:
        return []
    amount = money.decimal(net.value)
    if terms.tiers is None:
        assert terms.rate is not None, "rate or tiers"
        return [("", amount, terms.rate, net * working.percent(terms.rate), {})]
    if terms.method == "volume":
        found = reached(terms.tiers, net.value)
        assert found is not None, "checked before"
        return [
            (
                f"tier{found[0] + 1}",
                amount,
                found[1].price,
                net * working.percent(found[1].price),
                {"tier": str(found[0] + 1)},
            )
        ]
    return [
        (
            f"tier{part.index + 1}",
            money.decimal(part.quantity),
            part.tier.price,
            size(part, net, working.price) * working.percent(part.tier.price),
            {"tier": str(part.index + 1)},
        )
        for part in graduated(terms.tiers, net.value) or ()
    ]


def _notes(net: Fraction, left: Decimal | None) -> tuple[Note, ...]:
    if net >= 0:
        return ()
    code = "note.net_carried" if left is not None else "note.net_forgotten"
    return (Note(code=code, words={"net": money.text(net, 2)}),)


def _annex(
    span: Span,
    found: measure.Rowset,
    carried: Carried,
    sales: Decimal,
    refunds: Decimal,
    net: Decimal,
) -> Annex:
    silent = [row for row in found.rows if "silent_sales" in row.figures]
    shown = money.decimal(total(silent, "silent_sales")) if silent else ""
    return Annex(
        code="commission",
        charge=span.charge,
        columns=("sales", "refunds", "net_sales_carried", "net_sales", "silent_sales"),
        rows=((sales, refunds, carried.net_sales, net, shown),),
        headers=measure.headers(found.rows, ("attributed_sales", "refunds")),
    )
