"""What a contract may state, mode fixed."""

from typing import Annotated, Self

from pydantic import model_validator

from billing.column import Amount, Column, Count, Row, Words, fault
from billing.tiers import Tiers


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
