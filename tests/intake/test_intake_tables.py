"""Whole tables: the five kinds, and what a good reader does with their disguises."""

from collections.abc import Sequence
from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest

from billing.errors import Severity
from billing.period import Period
from billing.source import CellRange
from billing.usage import Happening, Kind, single, sources
from tests.intake.conftest import Inbox, blocked, said, shown, told

STORE = "海滨【官方】旗舰店"
FIRST, SECOND = date(2026, 10, 1), date(2026, 10, 2)


@pytest.mark.parametrize(
    "header",
    [
        ("日期", "店铺", "接待人数", "夜间接待"),
        ("date", "store", "receptions", "night"),
        ("统计日期", "店铺名称", " 人工接待量 （人）", "晚班接待"),
        ("Date *", "SHOP", "Contacts", "night receptions"),
    ],
)
def test_receptions_by_headers_of_both_languages(inbox: Inbox, header: Sequence[str]) -> None:
    """Headers tell the kind and the figures, whatever their width, case, spaces and brackets."""
    inbox.xlsx("a.xlsx", header, [FIRST, STORE, 120, 20], [SECOND, "海滨官旗", 80, 0])
    found = inbox.read()
    assert told(found.usage["C001"]) == [
        ("receptions", "S1", "2026-10-01", {"night": "20", "receptions": "120"}),
        ("receptions", "S1", "2026-10-02", {"night": "0", "receptions": "80"}),
    ]
    assert said(found.problems) == []


def test_agents_are_summed_and_every_cell_is_a_source(inbox: Inbox) -> None:
    """A day's agents become one row; its ranges are the fewest that hold their cells."""
    header = ["日期", "店铺", "客服", "接待人数"]
    rows = [[FIRST, STORE, "a", 10], [FIRST, STORE, "b", 20], [SECOND, STORE, "a", 5]]
    inbox.xlsx("x/r.xlsx", header, *rows, [FIRST, STORE, "c", 1])
    (first, second) = inbox.read().usage["C001"].rows
    assert (shown(first), shown(second)) == ({"receptions": "31"}, {"receptions": "5"})
    assert sources([first], "receptions") == (
        CellRange("x/r.xlsx", "Sheet", "D2", "D3"),
        CellRange("x/r.xlsx", "Sheet", "D5", "D5"),
    )


def test_one_blank_agent_leaves_the_day_without_a_figure(inbox: Inbox) -> None:
    """Blank is not zero: the sum of the others is not the day's figure."""
    header = ["日期", "店铺", "客服", "接待人数"]
    inbox.xlsx("r.xlsx", header, [FIRST, STORE, "a", 10], [FIRST, STORE, "b", None])
    found = inbox.read()
    assert told(found.usage["C001"])[0][3] == {"receptions": "blank"}
    assert said(found.problems) == [("blank_cell", "r.xlsx!Sheet!D3", ("C001",))]


def test_sales_by_month_with_a_unit_and_a_class(inbox: Inbox) -> None:
    """A month in the date cell is a period total; the register's units and classes are columns."""
    inbox.xlsx(
        "s.xlsx",
        销售=[
            ["月份", "客户", "店铺", "客服销售额", "退款金额", "办卡数"],
            ["2026年10月", "海滨", STORE, "86,420.50", "-", 7],
        ],
        接待=[["日期", "店铺", "接待人数", "广告访客"], [FIRST, STORE, 9, 2]],
    )
    found = inbox.read()
    assert told(found.usage["C001"]) == [
        ("receptions", "S1", "2026-10-01", {"receptions": "9", "广告访客": "2"}),
        (
            "sales",
            "S1",
            "2026-10-01..2026-10-31",
            {"attributed_sales": "86420.5", "refunds": "0", "办卡数": "7"},
        ),
    ]
    assert said(found.problems) == []


def test_shifts_in_minutes_of_their_day(inbox: Inbox) -> None:
    """An end not after its start is the next day's; times may be text, times, or with a date."""
    header = ["日期", "店铺", "上班时间", "下班时间", "人数", "日期类型"]
    inbox.xlsx(
        "t.xlsx",
        header,
        [FIRST, STORE, "09:00", "18:00", 6, "peak"],
        [FIRST, STORE, time(18), time(2), 4, "peak"],
        [SECOND, STORE, "2026-10-02 20:00", "2026/10/03 04:00", 3, ""],
    )
    found = inbox.read()
    assert [(shown(row), row.day_kind) for row in found.usage["C001"].rows] == [
        ({"seats": "4", "start": "1080", "end": "1560"}, "peak"),
        ({"seats": "6", "start": "540", "end": "1080"}, "peak"),
        ({"seats": "3", "start": "1200", "end": "1680"}, ""),
    ]
    assert said(found.problems) == []


ORDER_HEADER = "订单编号,子订单编号,付款时间,店铺,订单状态,售后状态,买家实付金额,退款金额,客服"
ORDER_ROWS = [
    "1001,1,2026-10-01 09:00:00,山丘数码店,交易成功,无售后,10,0,小甲",
    "1001,2,2026-10-01 09:00:00,山丘数码店,交易关闭,退款成功,10,10,小甲",
    "1002,1,2026-10-01 09:30:00,山丘数码店,交易关闭,无售后,10,0,",
    "1003,1,2026-10-01 10:00:00,山丘数码店,交易成功,退款成功,10,10.00,小乙",
    "1004,1,2026-10-01 10:00:00,山丘数码店,卖家已发货，等待买家确认,退款成功,10,3,",
    "1005,1,,山丘数码店,等待买家付款,,10,,",
]


def test_orders_are_counted_by_main_order(inbox: Inbox) -> None:
    """Closed only if all parts are; a part refund stays; what was never paid is no order."""
    quoted = [row.replace("，", ",") if "，" not in row else row for row in ORDER_ROWS]
    inbox.text("orders.csv", "\n".join([ORDER_HEADER, *quoted]), "gb18030")
    found = inbox.read()
    assert told(found.usage["C002"]) == [
        (
            "orders",
            "S3",
            "2026-10-01",
            {
                "orders": "4",
                "cancelled": "1",
                "refunded": "1",
                "orders_with_agent": "2",
                "cancelled_with_agent": "0",
                "refunded_with_agent": "1",
            },
        )
    ]
    assert said(found.problems) == []
    assert said(found.problems, Severity.MENDED) == [
        ("csv_form", "orders.csv", ()),
        ("orders_unpaid", "orders.csv!E7", ()),
    ]


def test_events_of_both_languages(inbox: Inbox) -> None:
    """A month of an event is the client's own month; from and to are both included."""
    inbox.xlsx(
        "e.xlsx",
        ["日期", "客户", "店铺", "计费项", "事项", "数量", "起始日期", "结束日期", "金额",
         "原因", "经办人", "凭证"],
        ["2026-10", "山丘", "", "B-1", "空缺", 1, "2026-10-10", "2026-10-14", None, "", "", ""],
        [SECOND, "C001", STORE, "", "adjustment", None, None, None, "-20.5", "送错", "王", "M1"],
    )  # fmt: skip
    found = inbox.read()
    (vacancy,) = found.usage["C002"].events
    (adjustment,) = found.usage["C001"].events
    assert vacancy.happening is Happening.VACANCY
    assert vacancy.period == Period(date(2026, 9, 26), date(2026, 10, 26))
    assert vacancy.span == Period(date(2026, 10, 10), date(2026, 10, 15))
    assert (vacancy.quantity, vacancy.charge, vacancy.store) == (Decimal(1), "B-1", "")
    assert adjustment.amount == Decimal("-20.5")
    assert (adjustment.period, adjustment.store) == (single(SECOND), "S1")
    assert str(adjustment.source) == "e.xlsx!Sheet!A3:L3"
    assert said(found.problems) == []


def test_an_adjustment_names_the_cells_it_lacks(inbox: Inbox) -> None:
    """Amount, reason, who and reference: each missing one is named by its cell, and blocks."""
    header = ["日期", "客户", "事项", "金额", "原因", "经办人", "凭证"]
    inbox.xlsx("e.xlsx", header, [FIRST, "海滨", "人工调整", None, "", "王", ""])
    assert blocked(inbox.read()) == [
        ("event_lacks", "e.xlsx!Sheet!D2", ("C001",)),
        ("event_lacks", "e.xlsx!Sheet!E2", ("C001",)),
        ("event_lacks", "e.xlsx!Sheet!G2", ("C001",)),
    ]


def test_titles_totals_footnotes_and_repeated_headers(inbox: Inbox) -> None:
    """What stands around the figures is left out and noted; a wrong total warns."""
    inbox.xlsx(
        "r.xlsx",
        ["2026年10月接待统计表"],
        [],
        ["日期", "店铺", "接待人数"],
        [FIRST, STORE, 10],
        [SECOND, STORE, 20],
        ["合计", "", 31],
        [],
        ["日期", "店铺", "接待人数"],
        [date(2026, 10, 3), STORE, 5],
        ["小计：", None, 5],
        ["均值", None, 3],
        ["注：以上数据由系统导出"],
        ["制表人：某某", "", ""],
        ["#", "示例", 99],
    )
    found = inbox.read()
    assert [figures for *_, figures in told(found.usage["C001"])] == [
        {"receptions": n} for n in ("10", "20", "5")
    ]
    assert said(found.problems) == [("total_disagrees", "r.xlsx!Sheet!C6", ())]
    (wrong,) = (problem for problem in found.problems if problem.code == "total_disagrees")
    assert (wrong.found, wrong.expected) == ("31", "30")
    assert said(found.problems, Severity.MENDED) == [
        ("example_left_out", "r.xlsx!Sheet!A14", ()),
        ("footnote_ignored", "r.xlsx!Sheet!A12:A13", ()),
        ("header_repeated", "r.xlsx!Sheet", ()),
        ("rows_above_header", "r.xlsx!Sheet", ()),
        ("total_left_out", "r.xlsx!Sheet!A6", ()),
    ]


def test_rows_of_other_months_by_each_clients_own_cycle(inbox: Inbox) -> None:
    """26 September belongs to the October of one client, and to no month of the other."""
    day, later = date(2026, 9, 26), date(2026, 10, 26)
    header = ["日期", "店铺", "接待人数"]
    rows = [[when, store, 7] for when in (day, later) for store in (STORE, "山丘数码店")]
    inbox.xlsx("r.xlsx", header, *rows)
    inbox.xlsx("old.xlsx", header, [date(2026, 8, 1), STORE, 3])
    found = inbox.read()
    assert [row.period for row in found.usage["C001"].rows] == [single(later)]
    assert [row.period for row in found.usage["C002"].rows] == [single(day)]
    assert found.set_aside == ("old.xlsx",)
    assert found.usage["C001"].set_aside == {Kind.RECEPTIONS: ("old.xlsx",)}
    assert found.usage["C002"].set_aside == {}
    aside = [p for p in found.problems if p.code == "rows_outside_month"]
    assert [(p.source and p.source.file, p.clients, p.values["sums"]) for p in aside] == [
        ("old.xlsx", ("C001",), "receptions 3"),
        ("r.xlsx", ("C001",), "receptions 7"),
        ("r.xlsx", ("C002",), "receptions 7"),
    ]


def test_sheets_folders_and_names_tell_client_and_period(inbox: Inbox) -> None:
    """Without columns for them: the sheet's name, the file's, the folder's, if known exactly."""
    table: list[list[Any]] = [["日期", "接待人数"], [FIRST, 4]]
    inbox.xlsx("r.xlsx", 海滨户外店=table, S1=table)
    inbox.xlsx("山丘/销售_2026-10.xlsx", ["客服销售额", "退款金额"], [100, 1])
    found = inbox.read()
    assert [(row.store, shown(row)) for row in found.usage["C001"].rows] == [
        ("S1", {"receptions": "4"}),
        ("S2", {"receptions": "4"}),
    ]
    (row,) = found.usage["C002"].rows
    assert (row.store, str(row.period), row.kind) == ("S3", "2026-10-01..2026-10-31", Kind.SALES)
    assert said(found.problems) == []
