"""What a contract may state, mode receptions."""

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import model_validator

from billing.column import Amount, Column, Count, Row, Words, fault, one_of
from billing.tiers import Tiers

METHODS = {"flat": "统一单价", "graduated": "分段累进", "volume": "整量", "band": "按档月费"}
SCOPES = {"all": "全部", "day": "仅白班", "night": "仅夜班"}

Method = Annotated[Literal["flat", "graduated", "volume", "band"], one_of(METHODS)]
Scope = Annotated[Literal["all", "day", "night"], one_of(SCOPES)]


class Terms(Row):
    """What counts as a reception, and what it costs."""

    method: Annotated[
        Method,
        Column(
            zh="计价方式",
            en="method",
            help_zh="统一单价；分段累进（各段各价）；整量（全部按到达档）；按档月费（按日均取月费）。",
            help_en="One price; each slice at its own; all at the tier reached; a monthly fee "
            "picked by average daily receptions.",
            example="graduated",
            choices=METHODS,
        ),
    ]
    price: Annotated[
        Amount | None,
        Column(
            zh="单价",
            en="price",
            help_zh="每次有效接待的价格；与“阶梯表”二选一。",
            help_en="Price of an effective reception. Fill this or tiers, not both.",
        ),
    ] = None
    tiers: Annotated[
        Tiers | None,
        Column(
            zh="阶梯表",
            en="tiers",
            help_zh="“阶梯”工作表中的表名。",
            help_en="Name of a table in the sheet Tiers.",
            example="receptions-a",
            refers="Tiers",
        ),
    ] = None
    per: Annotated[
        Count,
        Column(
            zh="计价块",
            en="per",
            help_zh="每多少次计一次价，不足一块按一块；默认 1。",
            help_en="Receptions in a block; a started block counts whole. 1 if blank.",
            example="1",
        ),
    ] = 1
    exclude: Annotated[
        Words,
        Column(
            zh="剔除类别",
            en="exclude",
            help_zh="不计费的类别，用分号分隔：robot;spam;transferred in，或文件的表头；"
            "file 用文件自带的有效接待列；留空按总接待计费。",
            help_en="Classes not billed, separated by ; : robot;spam;transferred in, or headers of "
            "the file. `file`: the file's own effective column. Blank: the total is billed.",
            example="robot;spam",
        ),
    ] = ()
    scope: Annotated[
        Scope,
        Column(
            zh="时段范围",
            en="scope",
            help_zh="全部、仅白班或仅夜班接待；默认全部。",
            help_en="All receptions, only those by day, or only those by night; all if blank.",
            example="all",
            choices=SCOPES,
        ),
    ] = "all"
    night_multiplier: Annotated[
        Amount,
        Column(
            zh="夜间系数",
            en="night multiplier",
            help_zh="夜间接待的单价系数，仅用于统一单价；默认 1。",
            help_en="Multiplier on the price by night, with method flat only. 1 if blank.",
        ),
    ] = Decimal(1)
    included_per_seat_per_day: Annotated[
        Amount,
        Column(
            zh="每坐席每日包含",
            en="included per seat per day",
            help_zh="该店固定坐席每席每日已含的接待量；超出部分按本价计费。",
            help_en="Receptions that each Fixed seat of the store includes a day; only what is "
            "beyond is billed here.",
        ),
    ] = Decimal(0)

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if (self.price is None) == (self.tiers is None):
            raise fault("exactly_one", columns="price,tiers")
        if (self.method == "flat") != (self.tiers is None):
            raise fault("method_needs", columns="method,price,tiers")
        if self.night_multiplier != 1 and (self.method != "flat" or self.scope != "all"):
            raise fault("night_needs_flat", columns="night_multiplier,method,scope")
        if self.included_per_seat_per_day and (self.method != "flat" or self.scope != "all"):
            raise fault("included_needs_flat", columns="included_per_seat_per_day,method,scope")
        if self.per < 1:
            raise fault("not_a_count", columns="per", expected="1 or more")
        return self

    @property
    def splits_night(self) -> bool:
        """Whether night receptions must be told apart."""
        return self.scope != "all" or self.night_multiplier != 1
