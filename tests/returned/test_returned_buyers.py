"""Which columns are about buyers: who they are, or how to reach them; and nothing else."""

import pytest

from billing.intake.buyers import columns, personal
from billing.intake.headers import Headers
from billing.usage import Vocabulary
from billing.workbook.grid import Book, Grid

PERSONAL = (
    "买家", "买家昵称", "买家会员名", "买家ID", "买家姓名", "买家手机", "买家支付宝账号",
    "买家留言", "收货人", "收货人姓名", "收货地址", "收货省份", "收件人", "收件人 电话（手机）",
    "联系手机", "联系电话", "联系人", "联系方式", "地址", "详细地址 ", "用户昵称", "用户名",
    "客户昵称", "客户电话", "顾客姓名", "会员名", "昵称", "微信号", "QQ号", "邮箱", "身份证号",
    "下单人", "付款人", "买家所在城市", "姓名", "旺旺", "buyer", "Buyer name", "buyer_nick",
    "Receiver", "receiver phone", "Recipient", "Consignee", "phone", "Phone number", "mobile",
    "Tel", "Address", "shipping address", "nickname", "e-mail", "email", "Buyer's message",
    "customer name",
)  # fmt: skip
OTHERS = (
    "", "日期", "店铺", "店铺名称", "卖家昵称", "商家地址", "店铺地址", "客服昵称", "客服账号",
    "接待人数", "买家实际支付金额", "买家应付货款", "买家应付邮费", "买家支付积分", "买家数",
    "付款人数", "询单人数", "最终付款人数", "买家服务费", "订单编号", "订单状态", "退款金额",
    "备注", "客户", "客户名称", "平台", "seller address", "shop phone", "agent", "agent nick",
    "store", "customer", "status", "orders", "paying buyers", "hotel", "buyer count",
    "amount paid by buyer: amount",
)  # fmt: skip


@pytest.mark.parametrize("header", PERSONAL)
def test_headers_of_buyers(header: str) -> None:
    """Each is emptied."""
    assert personal(header)


@pytest.mark.parametrize("header", [one for one in OTHERS if one != "customer"])
def test_other_headers(header: str) -> None:
    """Each is kept."""
    assert not personal(header)


def _columns(*rows: tuple[str | float, ...]) -> list[tuple[str, int, int]]:
    vocabulary = Vocabulary(month="2026-10", clients=())
    grid = Grid(sheet="S", rows=[list(row) for row in rows])
    found = columns(Book(grids=(grid,)), "a.xlsx", Headers(vocabulary, {}))
    assert {one.sheet for one in found} <= {"S"}
    return [(one.header, one.first, one.last) for one in found]


def test_agents_and_clients_of_a_table_stay_under_whatever_header() -> None:
    """A header that billing knows for this kind of table is its own; stacked tables each tell."""
    head = ("日期", "店铺", "接待人数", "姓名", "旺旺", "客户", "手机")
    other = ("日期", "店铺", "接待人数", "姓名", "旺旺", "客户", "地址")
    row = ("2026-10-01", "s", "1", "张三", "z3", "c", "139")
    assert _columns(("导出",), head, row, row, other, row) == [("手机", 3, 4), ("地址", 6, 6)]


ORDERS = ("订单编号", "付款时间", "店铺", "订单状态", "实付金额", "退款金额", "备注", "物流单号")


@pytest.mark.parametrize(
    "note, wanted",
    [
        ("请打 13812345678", ["备注"]),
        ("电话138 1234 5678，谢谢", ["备注"]),
        ("+86 138-1234-5678", ["备注"]),
        (13812345678, ["备注"]),
        (13812345678.0, ["备注"]),
        ("单号 1381234567890", []),
        ("2026-10-01 已发货", []),
        ("", []),
    ],
)
def test_a_remark_with_a_telephone_number_is_about_a_buyer(
    note: str | float, wanted: list[str]
) -> None:
    """In a list of orders; what is read, and longer numbers, stay."""
    row = ("13800000000", "2026-10-01", "s", "交易成功", "1", "0", note, "7712345678901")
    other = ("13800000001", "2026-10-02", "s", "交易成功", "1", "0", "", "7712345678902")
    found = _columns(ORDERS, row, other)
    assert [header for header, *_ in found] == wanted
    assert all((first, last) == (2, 3) for _, first, last in found)


def test_other_tables_keep_their_remarks() -> None:
    """A shop's own number is nobody's secret."""
    row = ("2026-10-01", "s", "1", "客服热线 13812345678")
    assert _columns(("日期", "店铺", "接待人数", "备注"), row) == []


def test_a_sheet_without_tables_is_looked_at_as_well() -> None:
    """A list of buyers beside the usage; a list of staff stays."""
    assert _columns(("名单",), ("姓名", "手机"), ("张三", "139")) == [
        ("姓名", 3, 3),
        ("手机", 3, 3),
    ]
    assert _columns(("姓名", "部门"), ("张三", "一组")) == []
    assert _columns(("订单", "买家已付款,等待卖家发货"), ("1", "2")) == []
