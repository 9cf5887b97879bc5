"""What a contract may state, mode commission."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import model_validator

from billing.column import Amount, Column, Count, Rate, Row, fault, one_of
from billing.tiers import Tiers

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
