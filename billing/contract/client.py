"""The sheet Clients: who is billed, and what holds for all of its charges."""

from typing import Annotated, Literal

from billing.column import Amount, Column, Count, Day, Rate, Row, Text, one_of
from billing.contract.cells import PRORATIONS, Addresses, Code, CycleDay, ProrationChoice, TaxId

LANGUAGES = {"zh": "中文", "en": "英文", "zh-en": "中英双语"}
BASES = {"inclusive": "含税", "exclusive": "不含税"}
APPROVALS = {"auto": "自动", "manual": "人工"}


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
        TaxId,
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
        CycleDay,
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
