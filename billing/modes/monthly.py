"""Monthly: a fee for an agreed amount of work.

6000 for 5000 receptions, 1.20 beyond: 5830 used gives 6000.00 and (5830 - 5000) x 1.20 = 996.00;
with a tolerance of 5 % above which alone is charged, (5830 - 5250) x 1.20 = 696.00.
"""

from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Literal, Self

from pydantic import model_validator

from billing import measure, money, working
from billing.balance import Carried, QuotaLeft
from billing.column import Amount, Column, Count, Portion, Rate, Row, Words, fault, one_of
from billing.errors import Problem
from billing.invoice import Annex, Note, Priced, Rated
from billing.period import months_between
from billing.source import CellRange
from billing.usage import Span, Usage

METRICS = {
    "receptions": "接待量",
    "orders": "订单量",
    "seats_per_day": "每日坐席",
    "hours": "服务小时",
}
TOLERANCES = {"above_tolerance": "仅计超出部分", "from_quota": "超出后从定额起计"}
UNUSED = {"lost": "作废", "carry_over": "结转", "credit": "返还"}
UNDELIVERED = {"none": "不扣减", "pro_rata": "按比例扣减"}

Metric = Annotated[Literal["receptions", "orders", "seats_per_day", "hours"], one_of(METRICS)]
ToleranceMode = Annotated[Literal["above_tolerance", "from_quota"], one_of(TOLERANCES)]
Unused = Annotated[Literal["lost", "carry_over", "credit"], one_of(UNUSED)]
Undelivered = Annotated[Literal["none", "pro_rata"], one_of(UNDELIVERED)]


class Terms(Row):
    """A fee, the quota it includes, and what happens above and below."""

    fee: Annotated[
        Amount,
        Column(
            zh="月费", en="fee", help_zh="每月固定费用。", help_en="Fee of a month.", example="6000"
        ),
    ]
    metric: Annotated[
        Metric | None,
        Column(
            zh="计量指标",
            en="metric",
            help_zh="定额按什么计量；留空则只有月费。",
            help_en="What the quota counts; blank: the fee alone.",
            example="receptions",
            choices=METRICS,
        ),
    ] = None
    included: Annotated[
        Amount | None,
        Column(
            zh="包含量",
            en="included",
            help_zh="月费所含数量。",
            help_en="Units that the fee includes.",
            example="5000",
        ),
    ] = None
    exclude: Annotated[
        Words,
        Column(
            zh="剔除类别",
            en="exclude",
            help_zh="不计入有效接待的类别，用分号分隔。",
            help_en="Classes left out of effective receptions, separated by ;",
        ),
    ] = ()
    overage_price: Annotated[
        Amount | None,
        Column(
            zh="超量单价",
            en="overage price",
            help_zh="超出包含量后每单位（或每块）的价格。",
            help_en="Price of a unit (or of a block of `per` units) above the quota.",
            example="1.20",
        ),
    ] = None
    per: Annotated[
        Count,
        Column(
            zh="计价块",
            en="per",
            help_zh="每多少单位计一次价，不足一块按一块；默认 1。",
            help_en="Units in a block; a started block counts whole. 1 if blank.",
            example="1",
        ),
    ] = 1
    tolerance: Annotated[
        Portion,
        Column(
            zh="容差",
            en="tolerance",
            help_zh="超出包含量多少以内不计费，如 5%。",
            help_en="How far above the quota is free, such as 5%.",
        ),
    ] = Decimal(0)
    tolerance_mode: Annotated[
        ToleranceMode | None,
        Column(
            zh="容差方式",
            en="tolerance mode",
            help_zh="超过容差后：仅计容差以上部分，或从包含量起全部计。",
            help_en="Past the tolerance: charge only what is beyond it, or all above the quota.",
            choices=TOLERANCES,
        ),
    ] = None
    unused: Annotated[
        Unused,
        Column(
            zh="未用处理",
            en="unused",
            help_zh="未用完的数量：作废、结转或返还。",
            help_en="Quota not used: lost, carried over, or credited.",
            example="lost",
            choices=UNUSED,
        ),
    ] = "lost"
    carry_months: Annotated[
        Count,
        Column(
            zh="结转月数",
            en="carry months",
            help_zh="结转量可用的月数。",
            help_en="For how many months unused quota may still be used.",
        ),
    ] = 0
    credit_price: Annotated[
        Amount | None,
        Column(
            zh="返还单价",
            en="credit price",
            help_zh="每单位未用量返还的金额。",
            help_en="Credit for a unit that was not used.",
        ),
    ] = None
    credit_tolerance: Annotated[
        Portion,
        Column(
            zh="返还容差",
            en="credit tolerance",
            help_zh="低于包含量多少以内不返还，如 10%。",
            help_en="How far below the quota gives no credit, such as 10%.",
        ),
    ] = Decimal(0)
    credit_cap: Annotated[
        Rate | None,
        Column(
            zh="返还上限",
            en="credit cap",
            help_zh="返还最多占月费的比例，如 20%。",
            help_en="The credit is at most this share of the fee, such as 20%.",
        ),
    ] = None
    undelivered: Annotated[
        Undelivered,
        Column(
            zh="未交付处理",
            en="undelivered",
            help_zh="我方少交付时：不扣减，或按比例扣减（需“交付小时”事项）。",
            help_en="Work we did not deliver: no deduction, or pro rata (needs an event).",
            example="none",
            choices=UNDELIVERED,
        ),
    ] = "none"

    @property
    def metric_unit(self) -> str:
        """The unit that the quota counts."""
        return {"receptions": "reception", "orders": "order", "hours": "hour"}.get(
            self.metric or "", "seat"
        )

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if (self.metric is None) != (self.included is None):
            raise fault("both_or_neither", columns="metric,included")
        if self.tolerance and self.tolerance_mode is None:
            raise fault("needs", columns="tolerance_mode", because="tolerance")
        if self.unused == "carry_over" and not self.carry_months:
            raise fault("needs", columns="carry_months", because="unused")
        if self.unused == "credit" and self.credit_price is None:
            raise fault("needs", columns="credit_price", because="unused")
        if self.undelivered == "pro_rata" and self.metric != "hours":
            raise fault("undelivered_hours", columns="undelivered,metric")
        if self.metric == "seats_per_day" and self.overage_price is not None:
            raise fault("seats_no_overage", columns="overage_price")
        if self.per < 1:
            raise fault("not_a_count", columns="per", expected="1 or more")
        return self


def rate(terms: Terms, span: Span, usage: Usage, carried: Carried) -> Rated:
    """The fee of the span, its overage or credit, and the deduction for undelivered work."""
    fee = working.price(terms.fee)
    if not span.share.whole:
        fee = fee * working.ratio(span.share.days, span.share.of)
    line = Priced(
        code="package_fee",
        quantity=Decimal(1),
        unit="month",
        unit_price=terms.fee,
        working=fee,
    )
    missing = _undelivered(terms, span, usage, fee)
    if terms.metric is None or terms.metric == "seats_per_day":
        return Rated(lines=(line, *missing.lines), carried=carried, problems=missing.problems)
    used = _used(terms, span, usage)
    if not measure.Rowset(problems=used[2]).usable:
        return Rated(carried=carried, problems=(*used[2], *missing.problems))
    beyond = _against_quota(terms, span, used[0], used[1], carried, fee)
    return Rated(
        lines=(line, *beyond.lines, *missing.lines),
        carried=beyond.carried,
        annex=beyond.annex,
        notes=beyond.notes,
        problems=(*used[2], *beyond.problems, *missing.problems),
    )


Used = tuple[Fraction, tuple[CellRange, ...], tuple[Problem, ...]]


def _used(terms: Terms, span: Span, usage: Usage) -> Used:
    """Units used, where they were read, and what blocks."""
    if terms.metric == "receptions":
        found = measure.effective(usage, span, terms.exclude)
        return found.value, found.sources, found.problems
    if terms.metric == "orders":
        taken = measure.net_orders(usage, span, "all")
        return taken.billable, taken.sources, taken.problems
    hours = measure.delivered(usage, span)
    return hours.value, hours.sources, hours.problems


def _quota(terms: Terms, span: Span) -> working.Working:
    """Included units of the span; a fractional quota rounds down to whole units."""
    assert terms.included is not None, "a metric has its included units"
    quota = working.number(terms.included)
    if span.share.whole:
        return quota
    return working.down(quota * working.ratio(span.share.days, span.share.of))


def _against_quota(
    terms: Terms,
    span: Span,
    used: Fraction,
    where: tuple[CellRange, ...],
    carried: Carried,
    fee: working.Working,
) -> Rated:
    quota = _quota(terms, span)
    # Quota carried from earlier months is used after this month's and before overage.
    usable, kept = _from_earlier(terms, carried, used - quota.value, span)
    limit = quota + working.number(usable) if usable else quota
    left = max(Fraction(0), quota.value - used)
    lines = (
        *_overage(terms, limit, used, where),
        *_shortfall(terms, quota, used, fee, where),
    )
    unused = (
        (QuotaLeft(month=span.month_name, units=money.decimal(left)),)
        if terms.unused == "carry_over" and left
        else ()
    )
    return Rated(
        lines=lines,
        carried=Carried(quota=(*kept, *unused)) if terms.unused == "carry_over" else carried,
        annex=(_annex(span, used, quota.value, usable, left if unused else Fraction(0)),),
        notes=(
            Note(
                code="note.quota",
                words={"used": money.text(used), "included": money.text(quota.value)},
            ),
        ),
        problems=_unpriced(terms, limit, used, span),
    )


def _from_earlier(
    terms: Terms, carried: Carried, wanted: Fraction, span: Span
) -> tuple[Decimal, tuple[QuotaLeft, ...]]:
    """Units taken from carried quota, oldest first, and what is left of it for later months."""
    taken = Decimal(0)
    kept = []
    for left in carried.quota:
        age = months_between(left.month, span.month_name)
        if age > terms.carry_months:
            continue
        use = min(left.units, max(Decimal(0), money.decimal(wanted) - taken))
        taken += use
        if left.units > use and age < terms.carry_months:
            kept.append(QuotaLeft(month=left.month, units=left.units - use))
    return taken, tuple(kept)


def _free_up_to(terms: Terms, limit: working.Working) -> working.Working:
    """The last unit that costs nothing: the limit with its tolerance, whole units only."""
    tolerant = limit * (working.number(1) + working.percent(terms.tolerance))
    return tolerant if tolerant.value.denominator == 1 else working.down(tolerant)


def _overage(
    terms: Terms, limit: working.Working, used: Fraction, where: tuple[CellRange, ...]
) -> tuple[Priced, ...]:
    free = _free_up_to(terms, limit) if terms.tolerance else limit
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


def _unpriced(
    terms: Terms, limit: working.Working, used: Fraction, span: Span
) -> tuple[Problem, ...]:
    """More than included, and no price for it: never free, never guessed."""
    free = _free_up_to(terms, limit) if terms.tolerance else limit
    if terms.overage_price is not None or used <= free.value:
        return ()
    return (
        measure.blocked(
            "no_overage_price", span, found=money.text(used), expected=money.text(limit.value)
        ),
    )


def _shortfall(
    terms: Terms,
    quota: working.Working,
    used: Fraction,
    fee: working.Working,
    where: tuple[CellRange, ...],
) -> tuple[Priced, ...]:
    if terms.unused != "credit":
        return ()
    assert terms.credit_price is not None, "credit has its price"
    floor = quota * (working.number(1) - working.percent(terms.credit_tolerance))
    if floor.value.denominator != 1:
        floor = working.down(floor)
    if used >= floor.value:
        return ()
    units = working.number(floor.value) - working.number(used)
    worked = working.number(-1) * units * working.price(terms.credit_price)
    words = {}
    if terms.credit_cap is not None and -worked.value > fee.value * Fraction(terms.credit_cap):
        worked = working.number(-1) * fee * working.percent(terms.credit_cap)
        words = {"cap": money.text(terms.credit_cap * 100) + "%"}
    return (
        Priced(
            code="shortfall_credit",
            quantity=-money.decimal(units.value),
            unit=terms.metric_unit,
            unit_price=terms.credit_price,
            working=worked,
            words=words,
            sources=where,
        ),
    )


def _undelivered(terms: Terms, span: Span, usage: Usage, fee: working.Working) -> Rated:
    if terms.undelivered == "none":
        return Rated()
    found = measure.delivered(usage, span)
    if not found.usable:
        return Rated(problems=found.problems)
    quota = _quota(terms, span)
    if found.value >= quota.value:
        return Rated()
    short = quota - working.number(found.value)
    line = Priced(
        code="undelivered",
        quantity=-money.decimal(short.value),
        unit="hour",
        unit_price=terms.fee,
        working=working.number(-1) * fee * short / quota,
        sources=found.sources,
    )
    return Rated(lines=(line,))


def _annex(span: Span, used: Fraction, quota: Fraction, taken: Decimal, left: Fraction) -> Annex:
    return Annex(
        code="monthly",
        charge=span.charge,
        columns=("used", "included", "carried_in", "carried_on"),
        rows=((money.decimal(used), money.decimal(quota), taken, money.decimal(left)),),
    )
