"""Base salary + commission on sales (or a price per unit, such as trial invitations).

1 seat at 1500, 2 %: sales 86 420.50, refunds 6 420.50: base 1500.00 and (86420.50 - 6420.50) x 2%
= 1600.00. Silent orders earn nothing and are never subtracted from attributed sales.
"""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Literal, Self

from pydantic import model_validator

from billing import measure, money, working
from billing.balance import Carried
from billing.column import Amount, Column, Count, Rate, Row, fault, one_of
from billing.errors import Problem
from billing.invoice import Annex, Note, Priced, Rated
from billing.tiers import Tiers, graduated, reached, size
from billing.usage import Kind, Span, Usage, sources, total

On = Annotated[Literal["net_sales", "units"], one_of({"net_sales": "净销售额", "units": "件数"})]
Method = Annotated[
    Literal["flat", "graduated", "volume"],
    one_of({"flat": "统一", "graduated": "分段累进", "volume": "整量"}),
]
Negative = Annotated[
    Literal["carry_forward", "zero"], one_of({"carry_forward": "结转下月", "zero": "归零"})
]


class Terms(Row):
    """Seats with a base salary, and what is earned on top."""

    seats: Annotated[
        Count,
        Column(
            zh="坐席数", en="seats", help_zh="坐席数量。", help_en="How many seats.", example="1"
        ),
    ]
    base: Annotated[
        Amount,
        Column(
            zh="底薪",
            en="base",
            help_zh="每坐席每月底薪。",
            help_en="Base salary of a seat for a month.",
            example="1500",
        ),
    ]
    multiplier: Annotated[
        Amount,
        Column(
            zh="类目系数",
            en="multiplier",
            help_zh="类目系数，乘在底薪与提成上；默认 1。",
            help_en="Category multiplier on base and commission; 1 if blank.",
            example="1",
        ),
    ] = Decimal(1)
    on: Annotated[
        On,
        Column(
            zh="计提对象",
            en="on",
            help_zh="按净销售额，或按件数（单价见“件数单价”表）。",
            help_en="On net sales, or on units priced in the sheet Unit prices.",
            example="net_sales",
            choices={"net_sales": "净销售额", "units": "件数"},
        ),
    ] = "net_sales"
    method: Annotated[
        Method | None,
        Column(
            zh="计提方式",
            en="method",
            help_zh="统一比例、分段累进、或整量取档。",
            help_en="One rate, each slice at its own, or all at the tier reached.",
            example="flat",
            choices={"flat": "统一", "graduated": "分段累进", "volume": "整量"},
        ),
    ] = None
    rate: Annotated[
        Rate | None,
        Column(
            zh="提成比例",
            en="rate",
            help_zh="如 2% 或 0.02；与“阶梯表”二选一。",
            help_en="Such as 2% or 0.02. Fill this or tiers, not both.",
            example="2%",
        ),
    ] = None
    tiers: Annotated[
        Tiers | None,
        Column(
            zh="阶梯表",
            en="tiers",
            help_zh="提成比例阶梯表名称（按净销售额）。",
            help_en="Name of a table of rates by net sales.",
            refers="Tiers",
        ),
    ] = None
    negative: Annotated[
        Negative,
        Column(
            zh="净额为负",
            en="negative",
            help_zh="净销售额为负时：结转下月抵减，或归零。",
            help_en="A negative net: carried into the next month, or forgotten.",
            example="carry_forward",
            choices={"carry_forward": "结转下月", "zero": "归零"},
        ),
    ] = "carry_forward"
    unit_prices: Mapping[str, Decimal] = {}  # from the sheet Unit prices

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if self.on == "units":
            if not self.unit_prices:
                raise fault("no_unit_prices", columns="on")
            return self
        if (self.rate is None) == (self.tiers is None):
            raise fault("exactly_one", columns="rate,tiers")
        if self.method is None or (self.method == "flat") != (self.tiers is None):
            raise fault("method_needs", columns="method,rate,tiers")
        return self


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
