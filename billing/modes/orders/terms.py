"""What a contract may state, mode orders."""

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import model_validator

from billing.column import Amount, Column, Count, Row, fault, one_of
from billing.tiers import Tiers

METHODS = {
    "flat": "统一单价",
    "graduated": "分段累进",
    "volume": "整量",
    "conversion": "按转化率",
}
REFUNDS = {"credit": "返还", "ignore": "不处理"}
NO_INQUIRIES = {"block": "停止出账", "price": "按单价"}
COUNTS = {"all": "全部", "with_agent": "有客服"}

Method = Annotated[Literal["flat", "graduated", "volume", "conversion"], one_of(METHODS)]
LateRefunds = Annotated[Literal["credit", "ignore"], one_of(REFUNDS)]
NoInquiries = Annotated[Literal["block", "price"], one_of(NO_INQUIRIES)]
Counted = Annotated[Literal["all", "with_agent"], one_of(COUNTS)]


class Terms(Row):
    """Which orders count, and what one costs."""

    method: Annotated[
        Method,
        Column(
            zh="计价方式",
            en="method",
            help_zh="统一单价、分段累进、整量取档，或按当月转化率取价。",
            help_en="One price; each slice at its own; all at the tier reached; or a price picked "
            "by the month's conversion rate.",
            example="conversion",
            choices=METHODS,
        ),
    ]
    price: Annotated[
        Amount | None,
        Column(
            zh="单价",
            en="price",
            help_zh="每单价格；按转化率且“无询单”为按单价时也需填写。",
            help_en="Price of an order; also the price when nobody inquired, if `no inquiries` "
            "says so.",
        ),
    ] = None
    tiers: Annotated[
        Tiers | None,
        Column(
            zh="阶梯表",
            en="tiers",
            help_zh="按单量或转化率（上限填 10%）取价的表名。",
            help_en="Name of a table by orders, or by conversion rate (bounds such as 10%).",
            example="conversion-a",
            refers="Tiers",
        ),
    ] = None
    per: Annotated[
        Count,
        Column(
            zh="计价块",
            en="per",
            help_zh="每多少单计一次价，不足一块按一块；默认 1。",
            help_en="Orders in a block; a started block counts whole. 1 if blank.",
        ),
    ] = 1
    multiplier: Annotated[
        Amount,
        Column(
            zh="行业系数",
            en="multiplier",
            help_zh="行业系数，默认 1。",
            help_en="Industry multiplier on the price; 1 if blank.",
        ),
    ] = Decimal(1)
    late_refunds: Annotated[
        LateRefunds,
        Column(
            zh="后期退款",
            en="late refunds",
            help_zh="出账后退款的订单：按原价返还，或不处理。",
            help_en="Orders refunded after they were billed: credited at that price, or ignored.",
            example="ignore",
            choices=REFUNDS,
        ),
    ] = "ignore"
    no_inquiries: Annotated[
        NoInquiries,
        Column(
            zh="无询单",
            en="no inquiries",
            help_zh="当月无人询单时：停止出账，或按“单价”计。",
            help_en="When nobody inquired: block, or bill at `price`.",
            example="block",
            choices=NO_INQUIRIES,
        ),
    ] = "block"
    count: Annotated[
        Counted,
        Column(
            zh="计单范围",
            en="count",
            help_zh="店铺全部已付款订单，或仅有客服的订单。",
            help_en="All paid orders of the store, or those an agent is named for.",
            example="all",
            choices=COUNTS,
        ),
    ] = "all"

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if (self.method == "flat") != (self.tiers is None):
            raise fault("method_needs", columns="method,price,tiers")
        fallback = self.method == "conversion" and self.no_inquiries == "price"
        if (self.price is not None) != (self.method == "flat" or fallback):
            raise fault("exactly_one", columns="price,tiers")
        if self.per < 1:
            raise fault("not_a_count", columns="per", expected="1 or more")
        return self
