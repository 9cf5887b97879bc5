"""Mistakes in files: each is named by file, sheet and cell, and blocks whom it concerns."""

from datetime import date

import pytest

from billing.errors import Severity
from tests.intake.conftest import Inbox, blocked, said, told

STORE = "海滨官旗"
FIRST, SECOND = date(2026, 10, 1), date(2026, 10, 2)
HEADER = ("日期", "店铺", "接待人数")


def test_six_mistakes_in_one_folder_are_all_named(inbox: Inbox) -> None:
    """Nothing stops at the first fault; the sound rows are read all the same."""
    rows = [
        [FIRST, STORE, "=1/0"],
        [SECOND, STORE, -3],
        ["十月三日", STORE, 5],
        [FIRST, "海滨官舰", 5],
        [date(2026, 10, 5), STORE, 12.5],
        [date(2026, 10, 6), STORE, 6],
    ]
    inbox.xlsx("a.xlsx", HEADER, *rows)
    inbox.text("locked.xlsx", "")
    found = inbox.read()
    assert blocked(found) == [
        ("count_not_whole", "a.xlsx!Sheet!C6", ("C001",)),
        ("file_empty", "locked.xlsx", ()),
        ("formula_without_value", "a.xlsx!Sheet!C2", ("C001",)),
        ("name_unknown", "a.xlsx!Sheet!B5", ()),
        ("not_a_date", "a.xlsx!Sheet!A4", ("C001",)),
        ("number_negative", "a.xlsx!Sheet!C3", ("C001",)),
    ]
    assert [figures for *_, figures in told(found.usage["C001"])] == [
        {"receptions": "blank"},
        {"receptions": "blank"},
        {"receptions": "blank"},
        {"receptions": "6"},
    ]
    (unknown,) = (p for p in found.problems if p.code == "name_unknown")
    assert (unknown.found, unknown.expected) == (
        "海滨官舰",
        "海滨官旗, 海滨【官方】旗舰店",
    )


def test_a_client_that_needs_no_such_kind_is_only_warned(inbox: Inbox) -> None:
    """山丘 is not billed by receptions: a fault in its row cannot stop its bill."""
    inbox.xlsx("a.xlsx", HEADER, [FIRST, "山丘数码店", "#REF!"])
    assert said(inbox.read().problems) == [("error_cell", "a.xlsx!Sheet!C2", ("C002",))]
    assert blocked(inbox.read()) == []


def test_a_fault_in_a_figure_that_few_bills_need_leaves_it_blank(inbox: Inbox) -> None:
    """Whoever bills by night blocks on the blank; the others are billed, and warned."""
    inbox.xlsx("a.xlsx", [*HEADER, "夜间接待"], [FIRST, STORE, 10, "abc"])
    found = inbox.read()
    assert said(found.problems) == [("not_a_number", "a.xlsx!Sheet!D2", ("C001",))]
    assert blocked(found) == []
    assert told(found.usage["C001"])[0][3] == {"receptions": "10", "night": "blank"}


@pytest.mark.parametrize(
    "written, code",
    [
        ("延迟统计", "not_final"),
        ("abc", "not_a_number"),
        ("#DIV/0!", "error_cell"),
        ("=A1+1", "formula_without_value"),
        ("1-2", "not_a_number"),
        ("1,23", "not_a_number"),
        ("62.5%", "not_a_number"),
        ("-5", "number_negative"),
        ("(5)", "number_negative"),
        (True, "truth_value"),
        (FIRST, "not_a_number"),
    ],
)
def test_what_is_no_count_blocks(inbox: Inbox, written: object, code: str) -> None:
    """A cell that cannot be understood is never zero, and never guessed."""
    inbox.xlsx("a.xlsx", HEADER, [FIRST, STORE, written])
    found = inbox.read()
    assert blocked(found) == [(code, "a.xlsx!Sheet!C2", ("C001",))]
    assert told(found.usage["C001"])[0][3] == {"receptions": "blank"}


def test_consecutive_faults_are_one_range(inbox: Inbox) -> None:
    """A column of errors reads as the range it is."""
    days = [date(2026, 10, n) for n in (1, 2, 3, 5)]
    faulty = [[day, STORE, "#REF!"] for day in days]
    inbox.xlsx("a.xlsx", HEADER, *faulty[:3], [date(2026, 10, 4), STORE, 1], faulty[3])
    assert blocked(inbox.read()) == [
        ("error_cell", "a.xlsx!Sheet!C2:C4", ("C001",)),
        ("error_cell", "a.xlsx!Sheet!C6", ("C001",)),
    ]


def test_missing_and_doubled_columns_name_what_is_needed(inbox: Inbox) -> None:
    """Needed, found and nearest are told; the clients are those of the table's rows."""
    inbox.xlsx("接待.xlsx", ["日期", "店铺", "接待总人数"], [FIRST, STORE, 1])
    inbox.xlsx("b.xlsx", [*HEADER, "咨询量"], [FIRST, STORE, 1, 2])
    found = inbox.read()
    assert blocked(found) == [
        ("column_absent", "接待.xlsx!Sheet", ("C001",)),
        ("column_twice", "b.xlsx!Sheet!D1", ("C001",)),
    ]
    (absent,) = (p for p in found.problems if p.code == "column_absent")
    assert (absent.found, absent.expected) == ("日期, 店铺, 接待总人数", "接待人数 (receptions)")
    assert absent.values["nearest"] == "接待总人数 ~ 接待人数"
    assert found.usage["C001"].rows == ()


def test_headers_of_the_settings_decide(inbox: Inbox) -> None:
    """A header named in the settings is known, and wins where two columns match."""
    inbox.xlsx("b.xlsx", ["日期", "店铺", "会话量", "咨询量"], [FIRST, STORE, 1, 2])
    found = inbox.read({"receptions": {"receptions": ["会话量"]}})
    assert blocked(found) == []
    assert told(found.usage["C001"])[0][3] == {"receptions": "1"}


def test_bare_sales_need_an_agent_beside_them(inbox: Inbox) -> None:
    """销售额 alone may be the whole store's."""
    inbox.xlsx("a.xlsx", ["日期", "店铺", "销售额", "退款金额"], [FIRST, STORE, 9, 1])
    assert [code for code, *_ in blocked(inbox.read())] == ["bare_sales"]
    inbox.xlsx("a.xlsx", ["日期", "店铺", "客服", "销售额", "退款金额"], [FIRST, STORE, "a", 9, 1])
    found = inbox.read()
    assert blocked(found) == []
    assert told(found.usage["C001"])[0][3] == {"attributed_sales": "9", "refunds": "1"}


def test_sales_that_do_not_agree_block(inbox: Inbox) -> None:
    """Net sales are sales less refunds; a manual adjustment is an event, not a column."""
    header = ["日期", "店铺", "客服销售额", "退款金额", "净销售额", "手工调整金额"]
    inbox.xlsx("a.xlsx", header, [FIRST, STORE, 100, 10, 90, 0], [SECOND, STORE, 100, 10, 95, 5])
    assert blocked(inbox.read()) == [
        ("manual_adjustment", "a.xlsx!Sheet!F3", ("C001",)),
        ("net_sales_differ", "a.xlsx!Sheet!E3", ("C001",)),
    ]


ORDERS = "订单编号,付款时间,店铺,订单状态,售后状态,买家实付金额,退款金额\n"


@pytest.mark.parametrize(
    "row, code, cell",
    [
        ("1,2026-10-01,山丘数码店,奇怪,无售后,10,0", "status_unknown", "D2"),
        ("1,2026-10-01,山丘数码店,交易成功,奇怪,10,0", "after_sale_unknown", "E2"),
        ("1,2026-10-01,山丘数码店,交易成功,退款成功,,10", "refund_unclear", "F2"),
        (",2026-10-01,山丘数码店,交易成功,无售后,10,0", "order_without_number", "A2"),
        ("1,,山丘数码店,交易成功,无售后,10,0", "date_blank", "B2"),
        ("1,2026-10-01,山丘店,交易成功,无售后,10,0", "name_unknown", "C2"),
    ],
)
def test_orders_that_cannot_be_told_block(inbox: Inbox, row: str, code: str, cell: str) -> None:
    """An unknown status, a refund of unknown size, an order without number, day or store."""
    inbox.text("o.csv", ORDERS + row)
    ((told_code, place, _),) = blocked(inbox.read())
    assert (told_code, place) == (code, f"o.csv!{cell}")


def test_an_order_with_two_contents_blocks_and_progress_does_not(inbox: Inbox) -> None:
    """Only what is billed is compared: shipped and done are the same order."""
    shop = "2026-10-01,山丘数码店"
    inbox.text("a.csv", f"{ORDERS}1,{shop},已发货,无售后,10,0\n2,{shop},交易成功,无售后,10,0")
    inbox.text("b.csv", f"{ORDERS}1,{shop},交易成功,无售后,10,0\n2,{shop},交易关闭,无售后,10,0")
    assert blocked(inbox.read()) == [("orders_clash", "b.csv!A3", ("C002",))]


def test_a_damaged_order_number_blocks(inbox: Inbox) -> None:
    """A spreadsheet keeps 15 digits of a number: two orders may have become one."""
    header = ["订单编号", "付款时间", "店铺", "订单状态", "售后状态"]
    inbox.xlsx("o.xlsx", header, [1234567890123456789, FIRST, "山丘数码店", "交易成功", "无售后"])
    assert blocked(inbox.read()) == [("number_damaged", "o.xlsx!Sheet!A2", ("C002",))]


def test_staffing_rows_alike_without_an_agent_block(inbox: Inbox) -> None:
    """One shift entered twice, or two shifts: it cannot be told."""
    header = ["日期", "店铺", "上班时间", "下班时间", "人数"]
    inbox.xlsx("t.xlsx", header, *[[FIRST, STORE, "09:00", "18:00", 2]] * 2)
    assert blocked(inbox.read()) == [("rows_identical", "t.xlsx!Sheet!A3", ("C001",))]


def test_an_end_with_its_day_is_not_moved(inbox: Inbox) -> None:
    """Only a bare time may be the next day's; a whole moment before the start is a mistake."""
    header = ["日期", "店铺", "上班时间", "下班时间", "人数"]
    inbox.xlsx("t.xlsx", header, [FIRST, STORE, "09:00", "2026-10-01 08:00", 2])
    assert blocked(inbox.read()) == [("end_before_start", "t.xlsx!Sheet!D2", ("C001",))]


def test_a_table_without_any_date_blocks_the_clients_of_its_rows(inbox: Inbox) -> None:
    """No column, no title, no name tells the period: it may be this month's."""
    inbox.xlsx("r.xlsx", ["店铺", "接待人数"], [STORE, 5], ["海滨户外店", 6])
    assert blocked(inbox.read()) == [("no_date", "r.xlsx!Sheet!A2:A3", ("C001",))]


def test_examples_are_left_out_and_errors_are_not(inbox: Inbox) -> None:
    """A row that begins with # is an example; one that begins with #REF! is a fault."""
    inbox.text("r.csv", f"日期,店铺,接待人数\n# 2026-10-01,{STORE},5\n#REF!,{STORE},6\n")
    found = inbox.read()
    assert blocked(found) == [("not_a_date", "r.csv!A3", ("C001",))]
    assert ("example_left_out", "r.csv!A2", ()) in said(found.problems, Severity.MENDED)


def test_events_alike_in_one_sheet_block(inbox: Inbox) -> None:
    """An adjustment entered twice would be paid twice; the reference tells two apart."""
    header = ["日期", "客户", "事项", "金额", "原因", "经办人", "凭证"]
    row = [FIRST, "海滨", "人工调整", -5, "送错", "王", "M1"]
    inbox.xlsx("e.xlsx", header, row, row, [*row[:-1], "M2"])
    found = inbox.read()
    assert blocked(found) == [("events_identical", "e.xlsx!Sheet!A3:G3", ("C001",))]
    assert len(found.usage["C001"].events) == 2


def test_events_block_whatever_a_contract_needs(inbox: Inbox) -> None:
    """An event of unknown name, date or charge may be money."""
    header = ["日期", "客户", "计费项", "事项"]
    inbox.xlsx(
        "e.xlsx",
        header,
        [FIRST, "海滨", "", "奇事"],
        ["那天", "海滨", "", "空缺"],
        [FIRST, "海滨", "B-1", "空缺"],
    )
    assert blocked(inbox.read()) == [
        ("charge_unknown", "e.xlsx!Sheet!C4", ("C001",)),
        ("event_unknown", "e.xlsx!Sheet!D2", ("C001",)),
        ("not_a_date", "e.xlsx!Sheet!A3", ("C001",)),
    ]


def test_unknown_rows_of_other_months_are_nobodys_worry(inbox: Inbox) -> None:
    """An unregistered store in an old file does not stop this month."""
    inbox.xlsx("a.xlsx", HEADER, [date(2026, 7, 1), "早年店", 1])
    assert blocked(inbox.read()) == []


def test_messages_show_numbers_as_people_type_them(inbox: Inbox) -> None:
    """A year in the column of dates is 2026, not 2026.0; what is needed is named by its header."""
    inbox.xlsx("a.xlsx", HEADER, [2026, STORE, 1])
    inbox.xlsx("b.xlsx", ["日期", "店铺", "数"], [FIRST, STORE, 1])
    found = {problem.code: problem for problem in inbox.read().problems}
    assert found["not_a_date"].found == "2026"
    assert found["column_absent"].expected == "接待人数 (receptions)"
