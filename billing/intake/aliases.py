"""The columns of the five kinds of tables: what each is called and how its cells are read."""

from dataclasses import dataclass
from enum import StrEnum

from billing.synonyms import CLASSES
from billing.usage import Kind


class Sort(StrEnum):
    """How the cells of a column are read."""

    DATE = "date"  # a day, a month, or a span of days
    NAME = "name"  # of a client or a store
    WORD = "word"  # text that is kept
    COUNT = "count"  # a whole number, 0 or more
    AMOUNT = "amount"  # 0 or more
    SIGNED = "signed"  # any number
    CLOCK = "clock"  # a time of day, or a day with its time
    UNREAD = "unread"  # known, and not needed: its cells are never looked at


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its figure. The first Chinese and English name are the template's headers."""

    figure: str
    sort: Sort
    zh: tuple[str, ...]
    en: tuple[str, ...] = ()

    @property
    def headers(self) -> tuple[str, ...]:
        """Every header it is known by."""
        return (*self.zh, *self.en, self.figure)


def _column(figure: str, sort: Sort, zh: str, en: str = "") -> Column:
    return Column(figure, sort, tuple(zh.split()), tuple(en.split("|")) if en else ())


_CLIENT = _column("client", Sort.NAME, "客户 客户名称 商家 甲方 客户简称", "client|customer")
_STORE = _column("store", Sort.NAME, "店铺 店铺名称 店铺名 网店", "store|shop")
_PLATFORM = _column("platform", Sort.WORD, "平台 渠道", "platform")
_SERVICE = _column("service", Sort.WORD, "服务类型 岗位", "service")
_AGENT = _column("agent", Sort.WORD, "客服 客服昵称 客服账号 旺旺 子账号 账号名称 姓名", "agent")
_SHIFT = _column("shift", Sort.WORD, "班次 早晚班 时段", "shift")
_MONTH = _column("month", Sort.DATE, "月份 账期 统计月份", "month")
_INQUIRY = _column(
    "inquiry_buyers", Sort.COUNT, "询单人数 当日询单人数", "inquiry buyers|inquiries"
)
_NOTE = _column("note", Sort.UNREAD, "备注 说明", "note")

BARE_SALES = "销售额"  # attributed only where an agent stands beside it, or where mapped

RECEPTIONS = (
    _column("date", Sort.DATE, "日期 统计日期 数据日期 时间 接待日期", "date|day"),
    _MONTH,
    _CLIENT,
    _STORE,
    _PLATFORM,
    _SERVICE,
    _AGENT,
    _SHIFT,
    _column(
        "receptions",
        Sort.COUNT,
        "接待人数 接待量 接待数 人工接待人数 人工接待量 咨询量",
        "receptions|contacts|chats",
    ),
    _column("effective", Sort.COUNT, "有效接待人数 有效接待 有效接待量", "effective receptions"),
    *(Column(figure, Sort.COUNT, zh, en) for figure, (zh, en) in CLASSES.items()),
    _column("night", Sort.COUNT, "夜间接待 晚班接待 凌晨接待", "night|night receptions"),
    _INQUIRY,
    _column("satisfaction", Sort.UNREAD, "满意度 客户满意率 好评率", "satisfaction"),
    _column("first_response", Sort.UNREAD, "首次响应(秒) 首响", "first response"),
    _NOTE,
)

ORDERS = (
    _column("order_id", Sort.WORD, "订单编号 订单号 主订单编号", "order id"),
    _column("sub_id", Sort.WORD, "子订单编号", "sub id"),
    _column(
        "date",
        Sort.DATE,
        "付款时间 订单付款时间 支付完成时间 订单成交时间 支付时间 日期",
        "paid at|date|day",
    ),
    _MONTH,
    _CLIENT,
    _STORE,
    _PLATFORM,
    _SERVICE,
    _AGENT,
    _column("status", Sort.WORD, "订单状态 交易状态", "status"),
    _column("after_sale", Sort.WORD, "售后状态 退款状态", "after-sale"),
    _column("paid", Sort.AMOUNT, "买家实际支付金额 买家实付金额 用户实付金额(元) 实付金额", "paid"),
    _column("refund", Sort.AMOUNT, "退款金额", "refund"),
    _column("orders", Sort.COUNT, "付款订单数 成交订单数 单量", "orders|orders paid"),
    _column("cancelled", Sort.COUNT, "取消订单数 关闭订单数", "cancelled"),
    _column("refunded", Sort.COUNT, "全额退款订单数", "full refunds"),
    _column("paying_buyers", Sort.COUNT, "付款人数 最终付款人数", "paying buyers"),
    _INQUIRY,
    _NOTE,
)

SALES = (
    _column("date", Sort.DATE, "日期 统计日期 数据日期", "date|day"),
    _MONTH,
    _CLIENT,
    _STORE,
    _PLATFORM,
    _SERVICE,
    _AGENT,
    _column(
        "attributed_sales",
        Sort.AMOUNT,
        "客服销售额 客服落实销售额 询单销售额 团队销售额",
        "attributed sales",
    ),
    _column("refunds", Sort.AMOUNT, "退款金额 客服退款额 退款额", "refunds"),
    _column("net_sales", Sort.SIGNED, "净销售额 实际销售额", "net sales"),
    _column("silent_sales", Sort.AMOUNT, "静默销售额 静默下单金额", "silent sales"),
    _column("store_sales", Sort.AMOUNT, "店铺销售额 全店销售额 支付金额", "store sales"),
    _column("bare_sales", Sort.UNREAD, BARE_SALES),
    _column("manual_adjustment", Sort.SIGNED, "手工调整金额", "manual adjustment"),
    _NOTE,
)

STAFFING = (
    _column("date", Sort.DATE, "日期 统计日期 数据日期 排班日期", "date|day"),
    _MONTH,
    _CLIENT,
    _STORE,
    _PLATFORM,
    _SERVICE,
    _AGENT,
    _SHIFT,
    _column(
        "peak",
        Sort.COUNT,
        "峰值人数 当日峰值 最高在岗人数 峰值坐席 在岗人数 上线人数",
        "peak|peak headcount",
    ),
    _column("start", Sort.CLOCK, "上班时间 开始时间", "start"),
    _column("end", Sort.CLOCK, "下班时间 结束时间", "end"),
    _column("seats", Sort.COUNT, "人数", "seats"),
    _column("booked", Sort.COUNT, "排班人数 应到人数", "booked"),
    _column("approved", Sort.COUNT, "审批人数", "approved"),
    _column("day_kind", Sort.WORD, "日期类型", "day kind"),
    _column("chats_at_once", Sort.UNREAD, "最大同时聊天数", "chats at once"),
    _NOTE,
)

EVENTS = (
    _column("date", Sort.DATE, "日期 发生日期", "date|day"),
    _MONTH,
    _CLIENT,
    _STORE,
    _column("charge", Sort.WORD, "计费项", "charge"),
    _column("event", Sort.WORD, "事项", "event"),
    _column("item", Sort.WORD, "项目 里程碑 指标", "item"),
    _column("quantity", Sort.SIGNED, "数量", "quantity"),
    _column("price", Sort.AMOUNT, "单价", "price"),
    _column("amount", Sort.SIGNED, "金额", "amount"),
    _column("from", Sort.DATE, "起始日期 开始日期", "from"),
    _column("to", Sort.DATE, "结束日期 截止日期", "to"),
    _column("reason", Sort.WORD, "原因 事由", "reason"),
    _column("by", Sort.WORD, "经办人 确认人", "by"),
    _column("reference", Sort.WORD, "凭证 依据 关联单号", "reference"),
    _NOTE,
)

COLUMNS: dict[Kind, tuple[Column, ...]] = {
    Kind.RECEPTIONS: RECEPTIONS,
    Kind.ORDERS: ORDERS,
    Kind.SALES: SALES,
    Kind.STAFFING: STAFFING,
    Kind.EVENTS: EVENTS,
}

# A table of a kind has at least one of these sets of figures, complete.
NEEDED: dict[Kind, tuple[frozenset[str], ...]] = {
    Kind.RECEPTIONS: (frozenset({"receptions"}),),
    Kind.ORDERS: (
        frozenset({"order_id", "status"}),
        frozenset({"orders"}),
        frozenset({"paying_buyers"}),
    ),
    Kind.SALES: (
        frozenset({"attributed_sales"}),
        frozenset({"net_sales"}),
        frozenset({"unit"}),
        frozenset({"store_sales", "refunds"}),
    ),
    Kind.STAFFING: (
        frozenset({"peak"}),
        frozenset({"start", "end", "seats"}),
        frozenset({"start", "end", "agent"}),
    ),
    Kind.EVENTS: (frozenset({"event"}),),
}

# Words in the name of a file or sheet that tell its kind where the headers do not.
HINTS: dict[Kind, tuple[str, ...]] = {
    Kind.RECEPTIONS: ("receptions", "reception", "接待"),
    Kind.ORDERS: ("orders", "order", "订单"),
    Kind.SALES: ("sales", "销售"),
    Kind.STAFFING: ("staffing", "排班", "在岗", "坐席"),
    Kind.EVENTS: ("events", "event", "事项"),
}

KEYS = frozenset({"date", "month", "client", "store", "agent", "order_id", "event"})
