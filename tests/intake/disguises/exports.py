"""Exports as tools and people write them: agents, orders, rosters, shifts, events, sources."""

from datetime import date, datetime, time
from typing import Any

from tests.intake.disguises.workbooks import FIRST, SECOND, STORE, Case, Sheet, day, one

_AGENTS = "per-agent exports"
_ORDERS = "order lists"
_SHIFTS = "shifts that cross midnight"
_ROSTER = "a roster of agents by days"
_SOURCES = "headers of one source"
_EVENTS = "events"

_HEAD = ("订单编号", "子订单编号", "付款时间", "店铺名称", "订单状态", "退款状态",
         "买家实付金额", "退款金额")  # fmt: skip


def _agents() -> tuple[Case, ...]:
    header = ("客服昵称", "人工接待人数", "首次响应(秒)", "客户满意率")
    rows = (["小示", "1,020", 12, "98.5%"], ["小例", 480, 15, "-"])
    return (
        Case(
            found=_AGENTS,
            name="a month by agent, with a summary and an average",
            files=one(
                ["客服绩效"], ["统计时间", "2026-10-01 至 2026-10-31"], ["店铺", STORE], [], [],
                header, *rows, ["汇总", "1,500", 13, "98%"], ["均值", 750, 13, "98%"],
                name="海滨官旗_客服绩效_20261001-20261031",
            ),
            figures=("S1 2026-10-01..2026-10-31 receptions=1500",),
            codes=("client_from_name", "number_as_text B7", "period_from_name", "rows_above_header",
                   "total_left_out A9:A10"),
        ),
        Case(
            found=_AGENTS,
            name="an agent whose figure is not final",
            files=one(
                header, rows[0], ["小例", "延迟统计", 15, "-"],
                name="海滨官旗_客服绩效_20261001-20261031",
            ),
            figures=("S1 2026-10-01..2026-10-31 receptions=?",),
            codes=("!not_final B3", "client_from_name", "number_as_text B2",
                   "period_from_name"),
        ),
        Case(
            found=_AGENTS,
            name="a file an agent and week, of one month",
            files={
                f"海滨官旗/{agent}_{days}": (Sheet(rows=(["客服", "接待人数"], [agent, n])),)
                for agent, days, n in (
                    ("小示", "20261001-20261015", 10), ("小示", "20261016-20261031", 20),
                    ("小例", "20261001-20261015", 5),
                )
            },
            figures=("S1 2026-10-01..2026-10-15 receptions=15",
                     "S1 2026-10-16..2026-10-31 receptions=20"),
            codes=("client_from_name",) * 3 + ("period_from_name",) * 3,
        ),
    )  # fmt: skip


def _orders() -> tuple[Case, ...]:
    def line(number: Any, part: Any, when: Any, status: str, after: str, *paid: Any) -> list[Any]:
        return [number, part, when, "山丘数码店", status, after, *paid]

    nine = datetime(2026, 10, 1, 9)  # noqa: DTZ001 - a cell has no zone
    return (
        Case(
            found=_ORDERS,
            name="main orders and their parts, refunded and closed",
            files=one(
                _HEAD,
                line("100001", "1", nine, "交易成功", "无退款申请", 50, 0),
                line("100001", "2", nine, "交易关闭", "退款成功", 30, 30),
                line("100002", "1", nine, "交易关闭", "退款成功", 20, 20),
                line("100003", "1", nine, "交易成功", "退款成功", 20, "20.00"),
                line("100004", "1", nine, "卖家已发货，等待买家确认", "退款成功", 20, 5),
                line("100005", "1", None, "等待买家付款", "", 20, 0),
                line("100006", "1", None, "交易关闭", "", 20, 0),
            ),
            figures=(day(1, "cancelled=1 orders=4 refunded=1", "S3"),),
            codes=("orders_unpaid E7:E8",),
        ),
        Case(
            found=_ORDERS,
            name="a status that is not on the list",
            files=one(_HEAD, line("1", "1", nine, "交易存疑", "", 5, 0)),
            codes=("!status_unknown E2",),
        ),
        Case(
            found=_ORDERS,
            name="refunded, and how much is not told",
            files=one(_HEAD[:6], line("1", "1", nine, "交易成功", "退款成功")),
            figures=(day(1, "cancelled=0 orders=1 refunded=0", "S3"),),
            codes=("!refund_unclear F2",),
        ),
        Case(
            found=_ORDERS,
            name="two exports of one order with other contents",
            files={
                "a": (Sheet(rows=(_HEAD, line("1", "1", nine, "交易成功", "", 5, 0))),),
                "b": (Sheet(rows=(_HEAD, line("1", "1", nine, "交易关闭", "", 5, 0))),),
            },
            figures=(day(1, "cancelled=0 orders=1 refunded=0", "S3"),),
            codes=("!orders_clash A2",),
        ),
        Case(
            found=_ORDERS,
            name="an order paid a second before midnight",
            files=one(
                _HEAD,
                line("1", "1", "2026-10-25 23:59:59", "交易成功", "", 5, 0),
                line("2", "1", "2026-10-26 00:00:00", "交易成功", "", 5, 0),
            ),
            figures=(day(25, "cancelled=0 orders=1 refunded=0", "S3"),),
            codes=("rows_outside_month A3",),
        ),
        Case(
            found=_ORDERS,
            name="counts of orders by day",
            files=one(
                ["日期", "店铺", "付款订单数", "关闭订单数", "全额退款订单数"],
                [FIRST, "山丘数码店", "1,200", 30, "-"],
            ),
            figures=(day(1, "cancelled=30 orders=1200 refunded=?", "S3"),),
            codes=("blank_cell E2", "number_as_text C2"),
        ),
    )


def _shifts() -> tuple[Case, ...]:
    header = ("日期", "店铺", "上班时间", "下班时间", "人数")

    def shift(name: str, start: Any, end: Any, figures: str, *codes: str) -> Case:
        return Case(
            found=_SHIFTS,
            name=name,
            files=one(header, [FIRST, STORE, start, end, 4]),
            figures=(day(1, figures),),
            codes=codes,
        )

    late = "end=1560 seats=4 start=1080"
    return (
        shift("18:00 to 02:00 as text", "18:00", "02:00", late),
        shift("18:00 to 02:00 as times", time(18), time(2), late),
        shift("18：00 to 2：00 in full width", "18：00", "2：00", late),
        shift("the end with its date", "2026-10-01 18:00", "2026-10-02 02:00", late),
        shift("18:00 to 26:00", "18:00", "26:00", late),
        shift("09:00 to 24:00", "09:00", "24:00", "end=1440 seats=4 start=540"),
        shift("a whole day, 00:00 to 00:00", "00:00", "00:00", "end=1440 seats=4 start=0"),
        shift("an end before its start on a day of its own", "09:00", "2026-10-01 08:00",
              "end=480 seats=4 start=540", "!end_before_start D2"),
        shift("25 o'clock, an hour that is none", "18:60", "02:00", "seats=4 end=? start=?",
              "!not_a_time C2"),
        shift("no end", "18:00", None, "seats=4 end=? start=?", "blank_cell D2"),
        Case(
            found=_SHIFTS,
            name="one agent a row, without a column of seats",
            files=one(
                ["日期", "店铺", "姓名", "上班时间", "下班时间"],
                [FIRST, STORE, "小示", "18:00", "02:00"], [FIRST, STORE, "小例", "18:00", "02:00"],
            ),
            figures=(day(1, "end=1560 seats=2 start=1080"),),
            codes=("one_seat_a_row",),
        ),
        Case(
            found=_SHIFTS,
            name="the last night of a month",
            files=one(header, [date(2026, 10, 31), STORE, "22:00", "06:00", 2]),
            figures=(day(31, "end=1800 seats=2 start=1320"),),
        ),
    )  # fmt: skip


def _rosters() -> tuple[Case, ...]:
    days = [FIRST, SECOND, date(2026, 10, 3), date(2026, 10, 4), date(2026, 10, 5)]
    head, name = ["姓名", *days], "海滨官旗_排班_2026-10"

    def roster(title: str, *rows: Any, figures: tuple[str, ...], codes: tuple[str, ...] = (),
               header: Any = head, file: str = name, only: tuple[str, ...] = (),
               **more: Any) -> Case:  # fmt: skip
        return Case(
            found=_ROSTER, name=title, files=one(header, *rows, name=file), figures=figures,
            codes=codes, only=only, **more,
        )  # fmt: skip

    def peaks(*numbers: Any) -> tuple[str, ...]:
        return tuple(day(n, all_day(seats)) for n, seats in enumerate(numbers, 1))

    def all_day(seats: Any) -> str:
        return "end=1440 start=0 seats=?" if seats == "?" else f"end=1440 seats={seats} start=0"

    note = ("client_from_name", "roster_read A1:F1")
    first, other = ["小示", "班", "班", "休", "班", "班"], ["小例", "班", "休", "休", "班", "班"]
    return (
        roster("班 and 休", first, other, figures=peaks(2, 1, 0, 2, 2), codes=note),
        roster(
            "1 and 0", ["小示", 1, 1, 0, 1, 1], ["小例", "1", 0, 0, 1, 1],
            figures=peaks(2, 1, 0, 2, 2), codes=note,
        ),
        roster(
            "√ and leave", ["小示", "√", "√", "年假", "上班", "√"],
            ["小例", "√", "调休", "休息", "√", "√"], figures=peaks(2, 1, 0, 2, 2), codes=note,
        ),
        roster(
            "days as 1 to 5, the month in the file's name", first, other,
            header=["姓名", 1, 2, 3, 4, 5], figures=peaks(2, 1, 0, 2, 2),
            codes=("client_from_name", "period_from_name B1", "roster_read A1:F1"),
        ),
        roster(
            "days as 10月1日, with weekdays below",
            ["星期", "四", "五", "六", "日", "一"], first, other, ["出勤人数", 2, 1, 0, 2, 2],
            header=["姓名", *(f"10月{n}日" for n in range(1, 6))],
            figures=peaks(2, 1, 0, 2, 2),
            codes=("client_from_name", "roster_read A1:F1", "total_left_out A5",
                   "year_inferred B1"),
        ),
        roster(
            "early and late shifts", ["小示", "早", "早", "休", "晚", "晚"],
            ["小例", "晚", "休", "休", "晚", "晚"],
            figures=(
                day(1, "早班 peak=1"), day(1, "晚班 peak=1"), day(2, "早班 peak=1"),
                day(3, all_day(0)), *(day(n, "晚班 peak=1") for n in (4, 4, 5, 5)),
            ),
            codes=note,
        ),
        roster(
            "times", ["小示", "09:00-18:00", "9:00~18:00", "休", "18:00-02:00", "22-6"],
            ["小例", "09:00-18:00", "休", "休", "18:00-02:00", "休"],
            figures=(
                day(1, "end=1080 seats=2 start=540"), day(2, "end=1080 seats=1 start=540"),
                day(3, all_day(0)), day(4, "end=1560 seats=2 start=1080"),
                day(5, "end=1800 seats=1 start=1320"),
            ),
            codes=note,
        ),
        roster(
            "letters that are not known", ["小示", "A", "班", "班", "班", "班"],
            ["小例", "班", "Z1", "休", "班", "班"], figures=peaks("?", "?", 1, 2, 2),
            codes=("!roster_unknown B2", "!roster_unknown C3", *note),
        ),
        roster(
            "letters that the settings explain", ["小示", "A", "A", "R", "A", "N"],
            ["小例", "A", "R", "R", "A", "N"],
            settings={"roster": {"A": "09:00-18:00", "N": "晚班", "R": "off"}},
            figures=(
                day(1, "end=1080 seats=2 start=540"), day(2, "end=1080 seats=1 start=540"),
                day(3, all_day(0)), day(4, "end=1080 seats=2 start=540"),
                *[day(5, "晚班 peak=1")] * 2,
            ),
            codes=note,
        ),
        roster(
            "an empty cell beside full ones", ["小示", "班", None, "休", "班", "班"], other,
            figures=peaks(2, "?", 0, 2, 2), codes=("blank_cell C2", *note),
        ),
        roster(
            "half a day", ["小示", 0.5, 1, 0, 1, 1], ["小例", 1, 1, 0, 1, 1],
            figures=peaks("?", 2, 0, 2, 2), codes=("!roster_unknown B2", *note),
        ),
        roster(
            "days to come, empty throughout", ["小示", "班", "班", None, None, None],
            ["小例", "班", "休", None, None, None], figures=peaks(2, 1), codes=note,
        ),
        roster(
            "a legend and a signature below", first, other, [], ["A：早班", "", "", "", ""],
            ["制表人：某"], figures=peaks(2, 1, 0, 2, 2),
            codes=("client_from_name", "footnote_ignored A5:A6", "roster_read A1:F1"),
        ),
        roster(
            "two columns of agents", ["小示", "班", "班", "小例", "班", "班"],
            header=["姓名", *days[:2], "姓名", *days[2:4]], figures=(),
            codes=("!file_without_table", "sheet_unknown"),
        ),
        roster(
            "a store in each row", ["小示", STORE, "班", "班", "休", "班", "班"],
            ["小例", "海滨户外店", "班", "休", "休", "班", "班"],
            header=["姓名", "店铺", *days], file="排班",
            figures=(
                *(day(n, all_day(p)) for n, p in enumerate((1, 1, 0, 1, 1), 1)),
                *(day(n, all_day(p), "S2") for n, p in enumerate((1, 0, 0, 1, 1), 1)),
            ),
            codes=("roster_read A1:G1",),
        ),
        roster(
            "an agent in two rows that differ", first, ["小示", "休", "班", "休", "班", "班"],
            figures=peaks(1, 1, 0, 1, 1),
            codes=("!roster_twice C3", "!roster_twice E3", "!roster_twice F3", "!rows_clash B3",
                   "client_from_name", "duplicate_rows A3", "roster_read A1:F1"),
        ),
        roster(
            "figures by agent and day that may be receptions", ["小示", 120, 80, 95, 101, 99],
            header=["客服", *days], file="海滨官旗_接待",
            figures=(), codes=("!file_without_table", "sheet_unknown"),
        ),
        roster(
            "days of another month", ["小示", "班", "班", "休", "班", "班"],
            header=["姓名", *(day_.replace(month=9) for day_ in days)],
            figures=(), codes=("client_from_name", "file_set_aside", "roster_read A1:F1",
                               "rows_outside_month A2"),
        ),
    )  # fmt: skip


def _sources() -> tuple[Case, ...]:
    mapped = {
        "sources": [
            {"match": "*京东*", "columns": {"receptions": {"receptions": ["咨询人数"]}}},
            {"match": "拼多多/*", "columns": {"receptions": {"receptions": ["接入量"]}}},
        ]
    }
    jd, pdd = ("日期", "店铺", "咨询人数"), ("日期", "店铺", "接入量")
    return (
        Case(
            found=_SOURCES,
            name="a header that one file's name makes known",
            files=one(jd, [FIRST, STORE, 10], name="京东_10月"),
            settings=mapped,
            figures=(day(1, "receptions=10"),),
        ),
        Case(
            found=_SOURCES,
            name="a header that a folder makes known",
            files=one(pdd, [FIRST, STORE, 10], name="拼多多/10月"),
            settings=mapped,
            figures=(day(1, "receptions=10"),),
        ),
        Case(
            found=_SOURCES,
            name="the header of another source",
            files=one(pdd, [FIRST, STORE, 10], name="接待_京东"),
            settings=mapped,
            codes=("!column_absent", "extra_columns"),
        ),
        Case(
            found=_SOURCES,
            name="a header of a source beside a known one",
            files=one([*jd, "接待人数"], [FIRST, STORE, 10, 99], name="京东"),
            settings=mapped,
            figures=(day(1, "receptions=10"),),
            codes=("extra_columns",),
        ),
    )


def _events() -> tuple[Case, ...]:
    head = ("日期", "客户", "计费项", "事项", "金额", "原因", "经办人", "凭证")
    row = [FIRST, "海滨", "A-1", "人工调整", "-20.50", "送错", "某", "M-1"]
    read = "C001 2026-10-01 adjustment amount=-20.5"
    note = "number_as_text E2"
    return (
        Case(
            found=_EVENTS,
            name="an adjustment",
            files=one(head, row),
            figures=(read,),
            codes=(note,),
        ),
        Case(
            found=_EVENTS,
            name="codes and names with spaces and tabs",
            files=one(head, [*row[:1], " 海滨\t", "A-1 ", " 人工调整", *row[4:]]),
            figures=(read,),
            codes=(note,),
        ),
        Case(
            found=_EVENTS,
            name="a charge in another case",
            files=one(head, [*row[:2], "a-1", *row[3:]]),
            figures=(read,),
            codes=("!charge_unknown C2", note),
        ),
        Case(
            found=_EVENTS,
            name="no reason, nobody, no reference",
            files=one(head, [*row[:5], "", "", ""]),
            figures=(read,),
            codes=("!event_lacks F2", "!event_lacks G2", "!event_lacks H2", note),
        ),
        Case(
            found=_EVENTS,
            name="one happening in two files, in two forms",
            files={
                "a": (Sheet(rows=(head, row)),),
                "b": (Sheet(rows=(head, ["2026-10", "C001", "", "adjustment", *row[4:]])),),
            },
            figures=(
                "C001 2026-10-01..2026-10-31 adjustment amount=-20.5",
                "C001 2026-10-01 adjustment amount=-20.5",
            ),
            codes=("!events_alike A2:H2", note, note),
        ),
        Case(
            found=_EVENTS,
            name="two prepayments of one amount that share no detail",
            files={
                "a": (Sheet(rows=(head, [FIRST, "海滨", "", "预付款", 500, "首付", "", ""])),),
                "b": (Sheet(rows=(head, ["2026-10", "海滨", "", "预付款", 500, "", "某", ""])),),
            },
            figures=(
                "C001 2026-10-01 prepayment amount=500",
                "C001 2026-10-01..2026-10-31 prepayment amount=500",
            ),
            codes=("events_perhaps_alike A2:H2",),
        ),
    )


EXPORTS = (*_agents(), *_orders(), *_shifts(), *_rosters(), *_sources(), *_events())
