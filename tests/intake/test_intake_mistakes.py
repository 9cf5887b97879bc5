"""Mistakes in files: each is named by file, sheet and cell, and blocks whom it concerns."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlwt

from billing.catalogue.reading import SENTENCES
from billing.intake.faults import MENDED, WARNED
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
        (True, "error_cell"),
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


def _encrypted(content: bytes) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + content


def _bomb(_: bytes) -> bytes:
    """A workbook whose XML declares entities."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("xl/workbook.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    return packed.getvalue()


@pytest.mark.parametrize(
    "name, code, change",
    [
        ("海滨.xlsx", "file_damaged", lambda content: content[:-200]),
        ("海滨.xlsx", "file_damaged", lambda _: b"PK\x03\x04 not a zip"),
        ("海滨.xlsx", "file_damaged", _bomb),
        ("海滨.xlsx", "file_empty", lambda _: b""),
        ("海滨.xlsx", "file_encrypted", _encrypted),
        ("海滨.xls", "file_html", lambda _: b"\n<html><table><tr><td>1</table>"),
        ("海滨.xls", "file_damaged", lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600),
        ("海滨.xlsb", "file_xlsb", lambda content: content),
        ("海滨.xlsx", "file_damaged", lambda _: b"just words"),
        ("海滨.csv", "file_unknown", lambda _: b"\xff\xff\xff"),
    ],
)
def test_a_file_that_cannot_be_read_blocks_whom_its_name_tells(
    inbox: Inbox, name: str, code: str, change: Callable[[bytes], bytes]
) -> None:
    """Encrypted, cut, damaged, a web page: named, and the client its path names is blocked."""
    path = inbox.xlsx("海滨.xlsx", HEADER, [FIRST, STORE, 1])
    content = change(path.read_bytes())
    path.unlink()
    inbox.file(name).write_bytes(content)
    assert blocked(inbox.read()) == [(code, name, ("C001",))]


def test_lock_files_are_ignored_and_strangers_named(inbox: Inbox) -> None:
    """`~$` files are Excel's own; anything else that is not read is said."""
    inbox.text("~$a.xlsx", "x")
    inbox.text(".hidden/a.csv", "x")
    inbox.text("scan.pdf", "x")
    found = inbox.read()
    assert said(found.problems) == [("file_not_read", "scan.pdf", ())]


def test_an_archive_that_would_unpack_too_large_is_refused(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The size an archive states is looked at before anything is unpacked."""
    monkeypatch.setattr("billing.intake.spreadsheet.UNPACKED_LIMIT", 1000)
    inbox.xlsx("a.xlsx", HEADER, [FIRST, STORE, 1])
    assert blocked(inbox.read()) == [("file_too_large", "a.xlsx", ())]


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
    assert (absent.found, absent.expected) == ("日期, 店铺, 接待总人数", "receptions")
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


def test_a_file_without_any_known_table_may_hold_anybodys_figures(inbox: Inbox) -> None:
    """It is named, and its first row shown."""
    inbox.xlsx("a.xlsx", ["x", "y"], [1, 2])
    found = inbox.read()
    assert said(found.problems) == [
        ("file_without_table", "a.xlsx", ()),
        ("sheet_unknown", "a.xlsx!Sheet", ()),
    ]


def test_hidden_sheets_and_rows_are_read_and_warned(inbox: Inbox) -> None:
    """Hidden figures are figures."""
    path = inbox.xlsx("a.xlsx", HEADER, [FIRST, STORE, 1], [SECOND, STORE, 2])
    book = openpyxl.load_workbook(path)
    book["Sheet"].row_dimensions[3].hidden = True
    book["Sheet"].column_dimensions["C"].hidden = True
    book["Sheet"].sheet_state = "hidden"
    book.create_sheet("front")
    book.save(path)
    found = inbox.read()
    (hidden,) = (p for p in found.problems if p.code == "hidden_cells")
    assert {key: hidden.values[key] for key in ("sheets", "rows", "columns")} == {
        "sheets": "1",
        "rows": "1",
        "columns": "1",
    }
    assert len(found.usage["C001"].rows) == 2


def test_old_workbooks_show_their_errors(inbox: Inbox) -> None:
    """Error cells of an .xls are named by their address."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("十月")
    for row, cells in enumerate([HEADER, ("2026-10-01", STORE, 7)]):
        for column, cell in enumerate(cells):
            sheet.write(row, column, cell)
    sheet.write(2, 0, "2026-10-02")
    sheet.write(2, 1, STORE)
    sheet.row(2).set_cell_error(2, "#REF!")
    book.save(str(inbox.file("a.xls")))
    found = inbox.read()
    assert blocked(found) == [("error_cell", "a.xls!十月!C3", ("C001",))]
    assert told(found.usage["C001"])[0][3] == {"receptions": "7"}


def test_every_sentence_is_said_by_the_reader() -> None:
    """No sentence is left over, and the lists of mended and warned codes have theirs."""
    folder = Path(__file__).parents[2] / "billing" / "intake"
    source = "\n".join(
        path.read_text("utf-8") for path in sorted(folder.glob("*.py")) if path.stem != "faults"
    )
    said_plainly = [code for code in SENTENCES if not code.startswith("template.")]
    assert [code for code in said_plainly if f'"{code}"' not in source] == []
    assert set(SENTENCES) >= MENDED | WARNED
