"""By order: a price for every billable order.

Billable = distinct paid main orders - closed or cancelled - fully refunded. Conversion = paying
buyers / inquiry buyers: 840/5000 with bands 10 %: 1.50, 20 %: 2.00, above: 2.50 and 900 paid, 20
cancelled, 30 refunded: (900 - 20 - 30) x 2.00 = 1700.00.
"""

from decimal import Decimal
from fractions import Fraction

from billing import measure, money, working
from billing.balance import Carried
from billing.errors import Problem
from billing.invoice import Annex, Note, Priced, Rated
from billing.modes.orders.terms import Terms
from billing.tiers import Tier, Tiers, graduated, place, reached, size
from billing.usage import Span, Usage

__all__ = ["Terms", "rate"]


def rate(terms: Terms, span: Span, usage: Usage, carried: Carried) -> Rated:
    """The fee of the span's billable orders."""
    if not span.closing:
        return Rated(carried=carried)
    found = measure.net_orders(usage, span, terms.count)
    if not found.usable:
        return Rated(carried=carried, problems=found.problems)
    lines, problems, notes = _lines(terms, span, usage, found)
    return Rated(
        lines=lines,
        carried=carried,
        annex=(
            *_annex(terms, span, usage, found),
            *measure.order_days(span, found),
        ),
        notes=(*notes, *_factor(terms)),
        problems=(*found.problems, *problems),
    )


def _factor(terms: Terms) -> tuple[Note, ...]:
    """What the multiplier in a working is."""
    if terms.multiplier == 1:
        return ()
    return (Note(code="note.trade_multiplier", words={"factor": money.text(terms.multiplier)}),)


Lines = tuple[tuple[Priced, ...], tuple[Problem, ...], tuple[Note, ...]]


def _lines(terms: Terms, span: Span, usage: Usage, found: measure.NetOrders) -> Lines:
    if terms.tiers is None:
        assert terms.price is not None, "flat has a price"
        return (_line(terms, _billable(found), terms.price, found),), (), ()
    if terms.method == "conversion":
        return _by_conversion(terms, terms.tiers, span, usage, found)
    if terms.method == "volume":
        return _volume(terms, terms.tiers, span, found)
    return _graduated(terms, terms.tiers, span, found)


def _billable(found: measure.NetOrders) -> working.Working:
    """`900 - 20 - 30`, or the plain count where nothing was taken off."""
    if not found.cancelled and not found.refunded:
        return working.number(found.paid)
    return (
        working.number(found.paid)
        - working.number(found.cancelled)
        - working.number(found.refunded)
    )


def _line(
    terms: Terms,
    counted: working.Working,
    price: Decimal,
    found: measure.NetOrders,
    detail: str = "",
    words: dict[str, str] | None = None,
) -> Priced:
    blocks = counted if terms.per == 1 else working.up(counted / working.number(terms.per))
    worked = blocks * working.price(price)
    return Priced(
        code="order_fee",
        detail=detail,
        quantity=money.decimal(blocks.value),
        unit="order" if terms.per == 1 else "block",
        unit_price=price * terms.multiplier,
        working=worked if terms.multiplier == 1 else worked * working.number(terms.multiplier),
        words={"per": str(terms.per), **(words or {})},
        sources=found.sources,
    )


def _flat_fee(row: Tier, detail: str, words: dict[str, str]) -> tuple[Priced, ...]:
    if not row.flat_fee:
        return ()
    return (
        Priced(
            code="order_fee",
            detail=f"{detail}-flat",
            quantity=Decimal(1),
            unit="flat_fee",
            unit_price=row.flat_fee,
            working=working.price(row.flat_fee),
            words=words,
        ),
    )


def _volume(terms: Terms, table: Tiers, span: Span, found: measure.NetOrders) -> Lines:
    tier = reached(table, found.billable)
    if tier is None:
        return (), (_outside(table, money.text(found.billable), span),), ()
    index, row = tier
    detail, words = f"tier{index + 1}", measure.tier_words(table, index)
    line = _line(terms, _billable(found), row.price, found, detail, words)
    # A tier is above its lower bound: no order at all enters none, and owes no flat fee.
    fees = _flat_fee(row, detail, words) if found.billable else ()
    return (line, *fees), (), ()


def _graduated(terms: Terms, table: Tiers, span: Span, found: measure.NetOrders) -> Lines:
    slices = graduated(table, found.billable)
    if slices is None:
        return (), (_outside(table, money.text(found.billable), span),), ()
    whole = working.number(found.billable)
    lines: list[Priced] = []
    for part in slices:
        detail = f"tier{part.index + 1}"
        words = measure.tier_words(table, part.index)
        counted = size(part, whole, working.number)
        lines.append(_line(terms, counted, part.tier.price, found, detail, words))
        lines += _flat_fee(part.tier, detail, words)
    return tuple(lines), (), ()


def _by_conversion(
    terms: Terms,
    table: Tiers,
    span: Span,
    usage: Usage,
    found: measure.NetOrders,
) -> Lines:
    """The price by paying buyers / inquiry buyers, the exact fraction of the month's totals."""
    asked = measure.conversion(usage, span)
    if not asked.usable:
        return (), asked.problems, ()
    if not asked.inquiries:
        if terms.no_inquiries == "block":
            return (), (measure.blocked("conversion_undefined", span),), ()
        assert terms.price is not None, "a price for months without inquiries"
        note = Note(code="note.no_inquiries")
        return (_line(terms, _billable(found), terms.price, found),), asked.problems, (note,)
    share = Fraction(asked.buyers, asked.inquiries)
    shown = f"{asked.buyers}/{asked.inquiries} = {money.rounded(share * 100)}%"
    tier = reached(table, share)
    if tier is None:
        return (), (_outside(table, shown, span),), ()
    index, row = tier
    words = measure.tier_words(table, index, working.percent)
    line = _line(terms, _billable(found), row.price, found, f"tier{index + 1}", words)
    return (
        (line,),
        asked.problems,
        (Note(code="note.conversion", words={**words, "conversion": shown}),),
    )


def _outside(table: Tiers, found: str, span: Span) -> Problem:
    return measure.blocked(
        "outside_tiers", span, found=found, expected=str(table), table=table.name
    )


def _annex(terms: Terms, span: Span, usage: Usage, found: measure.NetOrders) -> tuple[Annex, ...]:
    """The orders; then what a price was picked by, and the tiers."""
    if terms.tiers is None:
        return (_counted(span, found),)
    if terms.method == "conversion":
        return _picked_by_conversion(terms.tiers, span, usage, found)
    if terms.method == "volume":
        own = place(terms.tiers, found.billable)
    else:
        own = tuple(part.index for part in graduated(terms.tiers, found.billable) or ())
    return (_counted(span, found), measure.tier_table(terms.tiers, span, "billable", own))


def _picked_by_conversion(
    table: Tiers, span: Span, usage: Usage, found: measure.NetOrders
) -> tuple[Annex, ...]:
    """Both numbers of the conversion rate beside the orders, and the tiers of the rate."""
    asked = measure.conversion(usage, span)
    if not asked.usable or not asked.inquiries:
        return (_counted(span, found),)
    share = Fraction(asked.buyers, asked.inquiries)
    own = place(table, share)
    return (
        _counted(span, found, asked),
        measure.tier_table(table, span, "conversion", own, working.percent),
    )


def _counted(span: Span, found: measure.NetOrders, asked: measure.Buyers | None = None) -> Annex:
    figures = (found.paid, found.cancelled, found.refunded, found.billable)
    counted = tuple(money.decimal(figure) for figure in figures)
    buyers = () if asked is None else (asked.buyers, asked.inquiries)
    return Annex(
        code="orders",
        charge=span.charge,
        columns=(
            *("paid", "cancelled", "refunded", "billable"),
            *(("paying_buyers", "inquiry_buyers") if buyers else ()),
        ),
        rows=((*counted, *buyers),),
        headers=(*found.headers, *(() if asked is None else asked.headers)),
    )
