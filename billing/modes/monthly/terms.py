"""What a contract may state, mode monthly."""

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import model_validator

from billing.column import Amount, Column, Count, Rate, Row, Words, fault, one_of

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
        Rate,
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
        Rate,
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
        if self.metric == "seats_per_day" and self.overage_price is not None:
            raise fault("seats_no_overage", columns="overage_price")
        if self.per < 1:
            raise fault("not_a_count", columns="per", expected="1 or more")
        return self

    @model_validator(mode="after")
    def _deducted_once(self) -> Self:
        """Hours not delivered are the units not used: deducted, or credited, or carried on."""
        if self.undelivered == "pro_rata" and self.metric != "hours":
            raise fault("undelivered_hours", columns="undelivered,metric")
        if self.undelivered == "pro_rata" and self.unused != "lost":
            raise fault("undelivered_unused", columns="undelivered,unused")
        return self
