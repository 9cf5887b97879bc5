"""The sheet Stores, the columns that every charge has, and the sheet Service levels."""

from decimal import Decimal
from typing import Annotated, Literal

from billing.column import Amount, Column, Day, Points, Rate, Row, Text, Words, one_of
from billing.contract.cells import PRORATIONS, Code, ProrationChoice

DIRECTIONS = {"higher": "越高越好", "lower": "越低越好"}


class Store(Row):
    """A shop of a client, and the names that usage files give it."""

    client: Annotated[
        Code,
        Column(
            zh="客户编码",
            en="client",
            help_zh="客户编码。",
            help_en="Code of the client.",
            example="C001",
            refers="Clients",
        ),
    ]
    store: Annotated[
        Text,
        Column(
            zh="店铺",
            en="store",
            help_zh="店铺名称。",
            help_en="Name of the shop.",
            example="Example flagship store",
            example_zh="示例旗舰店",
        ),
    ]
    platform: Annotated[
        Text,
        Column(zh="平台", en="platform", help_zh="平台。", help_en="Platform.", example="Tmall"),
    ] = ""
    aliases: Annotated[
        Words,
        Column(
            zh="别名",
            en="aliases",
            help_zh="文件里的其他叫法，用分号分隔。",
            help_en="Other names in files, separated by ;",
        ),
    ] = ()
    category: Annotated[
        Text, Column(zh="类目", en="category", help_zh="类目。", help_en="Category.")
    ] = ""


class Common(Row):
    """The columns that every charge has."""

    charge: Annotated[
        Code,
        Column(
            zh="计费项",
            en="charge",
            help_zh="唯一编码；同一编码日期相接的两行是条款变更。",
            help_en="Unique code. Two rows of one code with adjoining dates: its terms change.",
            example="C001-1",
        ),
    ]
    client: Annotated[
        Code,
        Column(
            zh="客户编码",
            en="client",
            help_zh="客户编码。",
            help_en="Code of the client.",
            example="C001",
            refers="Clients",
        ),
    ]
    store: Annotated[
        Text,
        Column(
            zh="店铺",
            en="store",
            help_zh="留空为客户全部店铺合并计算。",
            help_en="Blank: all the client's stores, pooled.",
            example="Example flagship store",
            example_zh="示例旗舰店",
            refers="Stores",
        ),
    ] = ""
    service: Annotated[
        Text,
        Column(
            zh="服务类型",
            en="service",
            help_zh="如 售前、售后、常规、早班。",
            help_en="Such as pre-sales, after-sales, regular, early morning.",
        ),
    ] = ""
    shift: Annotated[Text, Column(zh="班次", en="shift", help_zh="班次。", help_en="Shift.")] = ""
    label: Annotated[
        Text,
        Column(
            zh="名称",
            en="label",
            help_zh="印在结算单上的名称。",
            help_en="Name printed on the invoice.",
        ),
    ] = ""
    start: Annotated[
        Day,
        Column(
            zh="起始日期",
            en="from",
            help_zh="首日。",
            help_en="First day.",
            example="2026-01-01",
        ),
    ]
    end: Annotated[
        Day | None,
        Column(
            zh="结束日期",
            en="to",
            help_zh="末日（含）；留空不限。",
            help_en="Last day, included; blank: no limit.",
        ),
    ] = None
    proration: Annotated[
        ProrationChoice | None,
        Column(
            zh="折算方式",
            en="proration",
            help_zh="留空用客户的。",
            help_en="Blank: the client's.",
            choices=PRORATIONS,
        ),
    ] = None
    minimum_fee: Annotated[
        Amount | None,
        Column(
            zh="最低消费",
            en="minimum fee",
            help_zh="该计费项每月最低金额（项目用“保底”）。",
            help_en="Least amount of the charge in a month (projects have a floor instead).",
        ),
    ] = None
    cap_fee: Annotated[
        Amount | None,
        Column(
            zh="封顶金额",
            en="cap fee",
            help_zh="该计费项每月最高金额（项目用“封顶”）。",
            help_en="Largest amount of the charge in a month (projects have a cap instead).",
        ),
    ] = None


class ServiceLevel(Row):
    """A target with its deduction, or a fine per case."""

    client: Annotated[
        Code,
        Column(
            zh="客户编码",
            en="client",
            help_zh="客户编码。",
            help_en="Code of the client.",
            example="C001",
            refers="Clients",
        ),
    ]
    measure: Annotated[
        Text,
        Column(
            zh="指标",
            en="measure",
            help_zh="与事项表“对象”一致，如 满意度。",
            help_en="As in the item of events, such as satisfaction.",
            example="satisfaction",
            example_zh="满意度",
        ),
    ]
    direction: Annotated[
        Literal["higher", "lower"],
        one_of(DIRECTIONS),
        Column(
            zh="方向",
            en="direction",
            help_zh="越高越好或越低越好；默认越高越好。",
            help_en="Whether higher or lower is better; higher if blank.",
            example="higher",
            choices=DIRECTIONS,
        ),
    ] = "higher"
    target: Annotated[
        Points | None,
        Column(
            zh="目标",
            en="target",
            help_zh="目标值（点数），93% 填 93。",
            help_en="Target in points; 93 for 93%.",
            example="93",
        ),
    ] = None
    per_point_rate: Annotated[
        Rate,
        Column(
            zh="每点扣率",
            en="per point rate",
            help_zh="每差一点扣服务费的比例，如 2%。",
            help_en="Share of the fee deducted for each point missed, such as 2%.",
            example="2%",
        ),
    ] = Decimal(0)
    per_case: Annotated[
        Amount,
        Column(
            zh="每起罚款",
            en="per case",
            help_zh="每起质量事故的罚款。",
            help_en="Fine for each case.",
        ),
    ] = Decimal(0)
    cap_rate: Annotated[
        Rate | None,
        Column(
            zh="扣款上限",
            en="cap rate",
            help_zh="扣款最多占服务费的比例，如 10%。",
            help_en="Deductions are at most this share of the fee, such as 10%.",
            example="10%",
        ),
    ] = None
