"""Rows of the register's named tables: tiers, day rates, day kinds, milestones, unit prices."""

from decimal import Decimal
from itertools import pairwise
from typing import Annotated

from pydantic import BeforeValidator

from billing.column import PLACES, Amount, Column, Day, Portion, Row, Text, decimals, fault, plain
from billing.money import parsed


def typed(cell: str) -> tuple[Decimal, bool]:
    """The number of a price or rate as it stands, and whether a % follows it.

    Raises ValueError where it is no number.
    """
    text = plain(cell)
    return parsed(text.removesuffix("%")), text.endswith("%")


def _price(cell: object) -> object:
    """A price, or a rate such as 2%."""
    if not isinstance(cell, str):
        return cell
    try:
        number, percent = typed(cell)
    except ValueError:
        raise fault("not_an_amount", expected="a price, or a rate such as 2%") from None
    if number < 0:
        raise fault("not_an_amount", expected="0 or more")
    value = number / 100 if percent else number
    if decimals(value) > PLACES:
        raise fault("not_an_amount", expected="at most 6 decimals; 4 before a %")
    return value


PriceOrRate = Annotated[Decimal, BeforeValidator(_price)]


class TierRow(Row):
    """A row of a tier table; rows of one name, in rising order, make the table."""

    tiers: Annotated[
        Text,
        Column(
            zh="表名",
            en="tiers",
            help_zh="阶梯表名称，各计费表引用此名。",
            help_en="Name of the table; charges refer to it.",
            example="receptions-a",
        ),
    ]
    up_to: Annotated[
        PriceOrRate | None,
        Column(
            zh="上限",
            en="up to",
            help_zh="含该值；留空为无上限。转化率写 10%。",
            help_en="Upper bound, included; blank: no limit. A conversion rate is written 10%.",
            example="1000",
        ),
    ] = None
    price: Annotated[
        PriceOrRate,
        Column(
            zh="价格",
            en="price",
            help_zh="单价、提成比例（如 1.5%）或该档月费。",
            help_en="Price, rate such as 1.5%, or the monthly fee of a band.",
            example="1.50",
        ),
    ]
    flat_fee: Annotated[
        Amount,
        Column(
            zh="固定费",
            en="flat fee",
            help_zh="进入该档时加收的固定费，仅用于分段累进与整量。",
            help_en="Fee on entering the tier; only graduated and volume.",
        ),
    ] = Decimal(0)


class DayRateRow(Row):
    """What a seat costs on a day of one kind."""

    rates: Annotated[
        Text,
        Column(
            zh="表名",
            en="rates",
            help_zh="日单价表名称。",
            help_en="Name of the table.",
            example="peaks-a",
        ),
    ]
    kind: Annotated[
        Text,
        Column(
            zh="日期类型",
            en="kind",
            help_zh="如 S级大促、A级大促、平日。",
            help_en="Kind of day, such as peak or ordinary.",
            example="peak",
        ),
    ]
    price: Annotated[
        Amount,
        Column(
            zh="单价",
            en="price",
            help_zh="每人每天的价格。",
            help_en="Price of a seat for a day.",
            example="400",
        ),
    ]


class DayKindRow(Row):
    """Dates of one kind, both ends included."""

    calendar: Annotated[
        Text,
        Column(zh="日历", en="calendar", help_zh="日历名称。", help_en="Name.", example="2026"),
    ]
    start: Annotated[
        Day,
        Column(
            zh="起始日期",
            en="from",
            help_zh="首日。",
            help_en="First day.",
            example="2026-11-10",
        ),
    ]
    end: Annotated[
        Day | None,
        Column(
            zh="结束日期",
            en="to",
            help_zh="末日（含）；留空为仅首日一天。",
            help_en="Last day, included; blank: the first day alone.",
            example="2026-11-11",
        ),
    ] = None
    kind: Annotated[
        Text,
        Column(
            zh="日期类型",
            en="kind",
            help_zh="与日单价表的类型一致。",
            help_en="As in the sheet Day rates.",
            example="peak",
        ),
    ]


class MilestoneRow(Row):
    """A milestone of a project charge."""

    charge: Annotated[
        Text,
        Column(
            zh="计费项",
            en="charge",
            help_zh="项目计费项编码。",
            help_en="Code of a project charge.",
            example="P-EX",
            refers="Project",
        ),
    ]
    milestone: Annotated[
        Text,
        Column(zh="里程碑", en="milestone", help_zh="名称。", help_en="Name.", example="Go live"),
    ]
    share: Annotated[
        Portion,
        Column(
            zh="占比",
            en="share",
            help_zh="占合同总额的比例，合计 100%。",
            help_en="Share of the contract sum; all make 100%.",
            example="100%",
        ),
    ]


class UnitPriceRow(Row):
    """The price of a unit that a commission counts."""

    charge: Annotated[
        Text,
        Column(
            zh="计费项",
            en="charge",
            help_zh="提成计费项编码。",
            help_en="Code of a commission charge.",
            example="C-EX",
            refers="Commission",
        ),
    ]
    unit: Annotated[
        Text,
        Column(
            zh="件",
            en="unit",
            help_zh="如 试用邀约、办卡数；与销售文件的表头一致。",
            help_en="Such as trial invitations: the header of a column in the sales files.",
            example="办卡数",
        ),
    ]
    price: Annotated[
        Amount,
        Column(zh="单价", en="price", help_zh="每件价格。", help_en="Price of one.", example="5"),
    ]


def in_order(bounds: tuple[Decimal | None, ...]) -> bool:
    """Whether bounds rise strictly and only the last is open."""
    closed = [bound for bound in bounds if bound is not None]
    return None not in bounds[:-1] and all(lower < upper for lower, upper in pairwise(closed))
