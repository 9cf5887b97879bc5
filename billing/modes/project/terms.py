"""What a contract may state, mode project."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Self

from pydantic import model_validator

from billing.column import Amount, Column, Rate, Row, Text, fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A part of a contract sum, billed in the month of its signed acceptance."""

    name: str
    share: Decimal  # of the contract sum; all shares make 1


class Terms(Row):
    """The signed monthly fee, or its factors, or a contract sum by milestones."""

    project: Annotated[
        Text,
        Column(
            zh="项目",
            en="project",
            help_zh="项目名称，印在结算单上。",
            help_en="Name of the project, printed on the invoice.",
            example="Launch",
        ),
    ]
    fee: Annotated[
        Amount | None,
        Column(
            zh="月费",
            en="fee",
            help_zh="约定月费；或填基数与系数；或填合同总额。三选一。",
            help_en="Signed monthly fee. Fill this, or base and factors, or a contract sum.",
            example="8000",
        ),
    ] = None
    base: Annotated[
        Amount | None,
        Column(zh="基数", en="base", help_zh="月费基数。", help_en="Monthly base of the factors."),
    ] = None
    scale: Annotated[
        Amount | None,
        Column(zh="规模系数", en="scale", help_zh="规模系数。", help_en="Factor for scale."),
    ] = None
    difficulty: Annotated[
        Amount | None,
        Column(
            zh="难度系数", en="difficulty", help_zh="难度系数。", help_en="Factor for difficulty."
        ),
    ] = None
    timeliness: Annotated[
        Amount | None,
        Column(zh="时效系数", en="timeliness", help_zh="时效系数。", help_en="Factor for urgency."),
    ] = None
    contract_sum: Annotated[
        Amount | None,
        Column(
            zh="合同总额",
            en="contract sum",
            help_zh="按里程碑结算的合同总额；里程碑见“里程碑”表。",
            help_en="Sum billed by milestones, which stand in the sheet Milestones.",
        ),
    ] = None
    floor: Annotated[
        Amount | None,
        Column(zh="保底", en="floor", help_zh="每月最低金额。", help_en="Least amount of a month."),
    ] = None
    cap: Annotated[
        Amount | None,
        Column(zh="封顶", en="cap", help_zh="每月最高金额。", help_en="Largest amount of a month."),
    ] = None
    late_rate: Annotated[
        Rate,
        Column(
            zh="逾期日扣率",
            en="late rate",
            help_zh="每逾期一天扣费用的比例，如 0.5%。",
            help_en="Share of the fee deducted for each day late, such as 0.5%.",
        ),
    ] = Decimal(0)
    late_cap: Annotated[
        Rate | None,
        Column(
            zh="逾期上限",
            en="late cap",
            help_zh="整个项目逾期扣款最多占费用的比例，如 10%。",
            help_en="Deductions over the whole project are at most this share of the fee.",
        ),
    ] = None
    milestones: tuple[Milestone, ...] = ()  # from the sheet Milestones

    @model_validator(mode="after")
    def _one_fee(self) -> Self:
        factors = (self.scale, self.difficulty, self.timeliness)
        ways = [self.fee is not None, self.base is not None, self.contract_sum is not None]
        if ways.count(True) != 1:
            raise fault("exactly_one", columns="fee,base,contract_sum")
        if any((factor is None) != (self.base is None) for factor in factors):
            raise fault("all_factors", columns="base,scale,difficulty,timeliness")
        if (self.contract_sum is not None) != bool(self.milestones):
            raise fault("sum_needs_milestones", columns="contract_sum")
        if self.milestones and sum(part.share for part in self.milestones) != 1:
            raise fault("shares_not_whole", columns="contract_sum")
        if self.floor is not None and self.cap is not None and self.cap < self.floor:
            raise fault("cap_below_minimum", columns="floor,cap")
        return self
