"""Client, contract and charge, as the register states them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256
from typing import Annotated, Literal

from pydantic import BeforeValidator
from stdnum.cn import uscc

from billing.column import (
    Amount,
    Column,
    Count,
    Day,
    Points,
    Rate,
    Row,
    Text,
    Words,
    fault,
    one_of,
)
from billing.errors import Problem
from billing.modes import commission, daily, fixed, monthly, orders, project, receptions
from billing.period import FOREVER, Period, Proration
from billing.source import CellRange

PRORATIONS = {"calendar": "按日历天数", "fixed_30": "按30天", "none": "不折算"}
LANGUAGES = {"zh": "中文", "en": "英文", "zh-en": "中英双语"}
BASES = {"inclusive": "含税", "exclusive": "不含税"}
APPROVALS = {"auto": "自动", "manual": "人工"}
DIRECTIONS = {"higher": "越高越好", "lower": "越低越好"}

Terms = (
    fixed.Terms
    | commission.Terms
    | monthly.Terms
    | daily.Terms
    | receptions.Terms
    | orders.Terms
    | project.Terms
)


class Mode(StrEnum):
    """The seven ways of pricing, each a sheet of the register."""

    FIXED = "fixed"
    COMMISSION = "commission"
    MONTHLY = "monthly"
    DAILY = "daily"
    RECEPTIONS = "receptions"
    ORDERS = "orders"
    PROJECT = "project"


def _tax_id(cell: object) -> object:
    """A unified social credit code with its check character, or nothing."""
    if not isinstance(cell, str) or not cell.strip():
        return cell
    code = cell.strip().upper()
    if not uscc.is_valid(code):
        raise fault("not_a_tax_id", expected="18 characters, the last of which checks the others")
    return code


def _cycle_day(cell: object) -> object:
    if isinstance(cell, str) and (not cell.strip().isdecimal() or not 1 <= int(cell) <= 28):
        raise fault("not_a_cycle_day", expected="1 to 28")
    return int(cell) if isinstance(cell, str) else cell


def _code(cell: object) -> object:
    """Codes become parts of file names, so they hold only letters, digits, . _ and -."""
    if not isinstance(cell, str):
        return cell
    code = cell.strip()
    if not code.isascii() or not code.replace("-", "").replace("_", "").replace(".", "").isalnum():
        raise fault("not_a_code", expected="letters, digits, . _ and - (such as C001)")
    return code


def _addresses(cell: object) -> object:
    """Mail addresses separated by `;`; each has one @ and nothing that could start a header."""
    if not isinstance(cell, str):
        return cell
    found = tuple(part.strip() for part in cell.replace("；", ";").split(";") if part.strip())
    for part in found:
        name, at, host = part.rpartition("@")
        if not (name and at and "." in host) or any(c.isspace() or c in "<>,\"'" for c in part):
            raise fault("not_an_address", expected="name@example.com; other@example.com")
    return found


Code = Annotated[str, BeforeValidator(_code)]
Addresses = Annotated[tuple[str, ...], BeforeValidator(_addresses)]
ProrationChoice = Annotated[Literal["calendar", "fixed_30", "none"], one_of(PRORATIONS)]


class Client(Row):
    """Who is billed, and the conditions that hold for all its charges."""

    client: Annotated[
        Code,
        Column(
            zh="客户编码",
            en="client",
            help_zh="唯一编码，字母数字，如 C001。",
            help_en="Unique code, such as C001.",
            example="C001",
        ),
    ]
    name: Annotated[
        Text,
        Column(
            zh="客户名称",
            en="name",
            help_zh="合同全称，印在结算单上。",
            help_en="Legal name, as printed on the invoice.",
            example="Example Trading Co., Ltd.",
            example_zh="示例商贸有限公司",
        ),
    ]
    short_name: Annotated[
        Text,
        Column(
            zh="简称",
            en="short name",
            help_zh="用量文件里也可用简称。",
            help_en="Usage files may use it too.",
            example="Example",
            example_zh="示例",
        ),
    ] = ""
    tax_id: Annotated[
        str,
        BeforeValidator(_tax_id),
        Column(
            zh="税号",
            en="tax id",
            help_zh="18 位统一社会信用代码，核对校验位。",
            help_en="Unified social credit code; its check character is verified.",
        ),
    ] = ""
    address: Annotated[
        Text, Column(zh="地址", en="address", help_zh="地址。", help_en="Address.")
    ] = ""
    phone: Annotated[Text, Column(zh="电话", en="phone", help_zh="电话。", help_en="Phone.")] = ""
    bank: Annotated[Text, Column(zh="开户行", en="bank", help_zh="开户银行。", help_en="Bank.")] = (
        ""
    )
    account: Annotated[
        Text,
        Column(
            zh="银行账号", en="account", help_zh="银行账号（文本）。", help_en="Account, as text."
        ),
    ] = ""
    contact: Annotated[
        Text, Column(zh="联系人", en="contact", help_zh="联系人。", help_en="Person to address.")
    ] = ""
    email_to: Annotated[
        Addresses,
        Column(
            zh="收件邮箱",
            en="email to",
            help_zh="收件邮箱，多个用分号分隔。",
            help_en="Addresses that receive the invoice, separated by ;",
            example="billing@client.example",
        ),
    ] = ()
    email_cc: Annotated[
        Addresses,
        Column(zh="抄送邮箱", en="email cc", help_zh="抄送邮箱。", help_en="Addresses in copy."),
    ] = ()
    language: Annotated[
        Literal["zh", "en", "zh-en"],
        one_of(LANGUAGES),
        Column(
            zh="语言",
            en="language",
            help_zh="结算单语言；默认中文。",
            help_en="Language of the invoice; zh if blank.",
            example="zh",
            choices=LANGUAGES,
        ),
    ] = "zh"
    currency: Annotated[
        Literal["CNY"],
        Column(zh="币种", en="currency", help_zh="CNY。", help_en="CNY.", example="CNY"),
    ] = "CNY"
    tax_rate: Annotated[
        Rate,
        Column(
            zh="税率",
            en="tax rate",
            help_zh="如 6%；可为 0。",
            help_en="Such as 6%; 0 is allowed.",
            example="6%",
        ),
    ]
    price_basis: Annotated[
        Literal["inclusive", "exclusive"],
        one_of(BASES),
        Column(
            zh="价格口径",
            en="price basis",
            help_zh="合同价格含税或不含税。",
            help_en="Whether the contract's prices include tax.",
            example="exclusive",
            choices=BASES,
        ),
    ]
    payment_days: Annotated[
        Count,
        Column(
            zh="付款天数",
            en="payment days",
            help_zh="出账后几天内付款；默认 30。",
            help_en="Days from issue to due date; 30 if blank.",
            example="30",
        ),
    ] = 30
    contract_number: Annotated[
        Text,
        Column(
            zh="合同编号",
            en="contract number",
            help_zh="合同编号。",
            help_en="Number of the contract.",
            example="HT-2026-001",
        ),
    ] = ""
    cycle_day: Annotated[
        int,
        BeforeValidator(_cycle_day),
        Column(
            zh="账期起始日",
            en="cycle day",
            help_zh="账期起始日 1–28；26 表示上月26日至本月25日。默认 1。",
            help_en="First day of the cycle, 1-28; 26: from the 26th to the 25th. 1 if blank.",
            example="1",
        ),
    ] = 1
    proration: Annotated[
        ProrationChoice,
        Column(
            zh="折算方式",
            en="proration",
            help_zh="不足月时固定费用如何折算；默认按日历天数。",
            help_en="How fixed amounts are shared out in a part month; calendar if blank.",
            example="calendar",
            choices=PRORATIONS,
        ),
    ] = "calendar"
    minimum_fee: Annotated[
        Amount | None,
        Column(
            zh="最低消费",
            en="minimum fee",
            help_zh="客户每月合计最低金额。",
            help_en="Least sum of the client's charges in a month.",
        ),
    ] = None
    cap_fee: Annotated[
        Amount | None,
        Column(
            zh="封顶金额",
            en="cap fee",
            help_zh="客户每月合计最高金额。",
            help_en="Largest sum of the client's charges in a month.",
        ),
    ] = None
    approval: Annotated[
        Literal["auto", "manual"],
        one_of(APPROVALS),
        Column(
            zh="审批",
            en="approval",
            help_zh="自动出账，或每月人工审批；默认自动。",
            help_en="Issue clean drafts, or hold each for approval; auto if blank.",
            example="auto",
            choices=APPROVALS,
        ),
    ] = "auto"
    start: Annotated[
        Day | None,
        Column(
            zh="起始日期",
            en="from",
            help_zh="合作首日；留空不限。",
            help_en="First day of the contract; blank: no limit.",
            example="2026-01-01",
        ),
    ] = None
    end: Annotated[
        Day | None,
        Column(
            zh="结束日期",
            en="to",
            help_zh="合作末日（含）；留空不限。",
            help_en="Last day, included; blank: no limit.",
        ),
    ] = None
    note: Annotated[
        Text, Column(zh="备注", en="note", help_zh="不印出。", help_en="Not printed.")
    ] = ""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeRow:
    """The terms of a charge over the days that they hold."""

    period: Period  # half-open; an end of FOREVER is open
    terms: Terms
    label: str = ""
    proration: Proration
    minimum: Decimal | None = None  # a project's floor
    cap: Decimal | None = None
    source: CellRange


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """One priced item of a contract; its rows adjoin or follow each other, by date."""

    code: str
    mode: Mode
    store: str = ""  # empty: all the client's stores, pooled
    service: str = ""
    shift: str = ""
    rows: tuple[ChargeRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """A client with its stores, charges and service levels, and the faults of its rows.

    A contract with a fault that blocks is kept, so that its client is accounted for.
    """

    client: Client
    stores: tuple[Store, ...] = ()
    charges: tuple[Charge, ...] = ()
    levels: tuple[ServiceLevel, ...] = ()
    source: CellRange
    problems: tuple[Problem, ...] = ()
    hash: str = ""  # of the texts of its rows, to see changes

    @property
    def period(self) -> Period:
        """The days of the contract, half-open."""
        return between(self.client.start, self.client.end)

    def active(self, month: Period) -> bool:
        """Whether any day of the month belongs to the contract."""
        return self.period.common(month).days > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """All contracts in the order of the sheet Clients, and what concerns no single one."""

    contracts: tuple[Contract, ...]
    problems: tuple[Problem, ...] = ()
    sha256: str = ""


def between(first: date | None, last: date | None) -> Period:
    """A half-open period from two dates that both count; None is without limit."""
    end = FOREVER if last is None else date.fromordinal(last.toordinal() + 1)
    return Period(first or date.min, end)


# What may change without changing any figure or the paper's meaning.
_NOT_BILLED = {"email_to", "email_cc", "contact", "note", "phone", "address", "approval", "end"}


def _terms_of_month(terms: Terms, billed: Period) -> Terms:
    """The terms without the calendar's dates of other months."""
    if not isinstance(terms, daily.Terms) or terms.calendar is None:
        return terms
    spans = tuple(span for span in terms.calendar.spans if span[0].common(billed).days > 0)
    calendar = daily.Calendar(name=terms.calendar.name, spans=spans)
    return terms.model_copy(update={"calendar": calendar})


def month_hash(contract: Contract, billed: Period) -> str:
    """A sha256 of the terms that hold on the billed days; rows of other months leave it as is."""
    rows = sorted(
        f"{charge.code}|{charge.mode}|{charge.store}|{charge.service}|{charge.shift}|"
        f"{row.period.common(billed).start}/{row.period.common(billed).end}|{row.label}|{row.proration}|{row.minimum}|{row.cap}|"
        f"{_terms_of_month(row.terms, billed).model_dump_json(exclude_defaults=True)}"
        for charge in contract.charges
        for row in charge.rows
        if row.period.common(billed).days > 0
    )
    client = contract.client.model_dump_json(exclude=_NOT_BILLED, exclude_defaults=True)
    stores = [store.store for store in contract.stores]
    levels = [level.model_dump_json(exclude_defaults=True) for level in contract.levels]
    return sha256("\n".join((client, *stores, *levels, *rows)).encode()).hexdigest()
