"""The formats: workbooks that LibreOffice wrote, text in many encodings, merges, 1904, ghosts."""

import io
import shutil
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.styles import PatternFill
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from billing.errors import Severity
from billing.workbook import spreadsheet
from billing.workbook.grid import NO_VALUE, Broken
from tests.intake.conftest import Inbox, blocked, said, told

FILES = Path(__file__).parent / "files"
STORE = "海滨官旗"
FIRST, SECOND = date(2026, 10, 1), date(2026, 10, 2)
HEADER = ("日期", "店铺", "接待人数")


@pytest.mark.parametrize("suffix", ["xlsx", "ods", "xls"])
def test_a_workbook_reads_alike_in_every_format(inbox: Inbox, suffix: str) -> None:
    """Errors, computed formulas, merges, hidden rows and times, as LibreOffice wrote them."""
    shutil.copy(FILES / f"libreoffice.{suffix}", inbox.path)
    found = inbox.read()
    file = f"libreoffice.{suffix}"
    days = (
        {"receptions": "10", "night": "1"},
        {"receptions": "blank", "night": "2"},
        {"receptions": "30", "night": "3"},
        {"receptions": "40", "night": "blank"},
        {"receptions": "50", "night": "blank"},
    )
    rows = told(found.usage["C001"])
    assert [row for row in rows if row[0] == "receptions"] == [
        ("receptions", "S1", f"2026-10-0{day}", figures) for day, figures in enumerate(days, 1)
    ]
    assert [row[1:] for row in rows if row[0] == "staffing"] == [
        ("S1", "2026-10-01", {"start": "1080", "end": "1560", "seats": "4"})
    ]
    assert said(found.problems) == [
        ("blank_cell", f"{file}!十月接待!D7", ("C001",)),
        ("error_cell", f"{file}!十月接待!C4", ("C001",)),
        ("error_cell", f"{file}!十月接待!D6", ("C001",)),
        ("hidden_cells", f"{file}!十月接待", ()),
    ]
    assert blocked(found) == [("error_cell", f"{file}!十月接待!C4", ("C001",))]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_text_in_every_encoding(inbox: Inbox, encoding: str, separator: str) -> None:
    """Encodings and separators are found out; an unusual one is noted."""
    rows = [HEADER, ("2026-10-01", STORE, '"1,200"'), ("2026-10-02", STORE, "30")]
    inbox.text("r.csv", "\r\n".join(separator.join(row) for row in rows), encoding)
    found = inbox.read()
    assert [figures for *_, figures in told(found.usage["C001"])] == [
        {"receptions": "1200"},
        {"receptions": "30"},
    ]
    usual = encoding in ("utf-8", "utf-8-sig") and separator == ","
    assert said(found.problems) == []
    assert said(found.problems, Severity.MENDED) == ([] if usual else [("csv_form", "r.csv", ())])


@pytest.mark.parametrize("field", ["\x07", "x" * 40_000], ids=["a control character", "too long"])
def test_text_that_no_spreadsheet_holds_does_no_harm(inbox: Inbox, field: str) -> None:
    """In a column that is not read it says nothing; in one that is, it is named."""
    rows = (*(f"{header}," for header in HEADER), "备注\n2026-10-01,海滨官旗,5,", field)
    inbox.text("r.csv", "".join(rows))
    found = inbox.read()
    assert told(found.usage["C001"])[0][3] == {"receptions": "5"}
    inbox.text("r.csv", "".join(rows).replace("海滨官旗", field))
    shown = {problem.found for problem in inbox.read().problems if problem.code != "extra_columns"}
    assert all(one.isprintable() and len(one) < 100 for one in shown)
    assert blocked(inbox.read())


def test_text_cut_inside_a_quote_is_damaged(inbox: Inbox) -> None:
    """A download that broke off must not bill the half of it that came."""
    inbox.text("r.csv", '日期,店铺,接待人数\n2026-10-01,海滨官旗,10\n2026-10-02,"海滨官')
    assert blocked(inbox.read()) == [("file_damaged", "r.csv", ())]


def test_text_named_as_a_workbook_is_read(inbox: Inbox) -> None:
    """Some shops export separated text and call it .xls."""
    inbox.text("r.xls", "日期\t店铺\t接待人数\n2026-10-01\t海滨官旗\t10\n", "gb18030")
    found = inbox.read()
    assert told(found.usage["C001"])[0][3] == {"receptions": "10"}
    assert "file_misnamed" in {code for code, *_ in said(found.problems, Severity.MENDED)}


def test_merged_headers_and_keys(inbox: Inbox) -> None:
    """Under a group header the leaf decides; dates and stores fill down, figures never do."""
    path = inbox.xlsx(
        "m.xlsx",
        ["日期", "店铺", "接待量", None],
        [None, None, "接待人数", "夜间接待"],
        [FIRST, STORE, 10, 1],
        [SECOND, None, 20, 2],
        [None, "海滨户外店", 5, None],
    )
    book = openpyxl.load_workbook(path)
    for merge in ("A1:A2", "B1:B2", "C1:D1", "B3:B4", "A4:A5", "D4:D5"):
        book["Sheet"].merge_cells(merge)
    book.save(path)
    found = inbox.read()
    assert told(found.usage["C001"]) == [
        ("receptions", "S1", "2026-10-01", {"receptions": "10", "night": "1"}),
        ("receptions", "S1", "2026-10-02", {"receptions": "20", "night": "2"}),
        ("receptions", "S2", "2026-10-02", {"receptions": "5", "night": "blank"}),
    ]
    assert said(found.problems) == [("blank_cell", "m.xlsx!Sheet!D5", ("C001",))]
    assert said(found.problems, Severity.MENDED) == [
        ("merge_filled", "m.xlsx!Sheet", ()),
        ("rows_above_header", "m.xlsx!Sheet", ()),
    ]


def test_blank_keys_that_are_not_merged_stay_blank(inbox: Inbox) -> None:
    """An empty cell below a date is no date."""
    inbox.xlsx("m.xlsx", HEADER, [FIRST, STORE, 10], [None, STORE, 20])
    assert blocked(inbox.read()) == [("date_blank", "m.xlsx!Sheet!A3", ("C001",))]


def test_books_of_1904_and_serial_dates(inbox: Inbox) -> None:
    """A date cell of a 1904 book, and a bare serial number in it, are the same day."""
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    sheet = book.worksheets[0]
    for row in (HEADER, (FIRST, STORE, 1), (44835, STORE, 2)):
        sheet.append(row)
    book.save(inbox.file("mac.xlsx"))
    assert [days for _, _, days, _ in told(inbox.read().usage["C001"])] == [
        "2026-10-01",
        "2026-10-02",
    ]


def test_errors_of_an_ods_in_any_language() -> None:
    """LibreOffice marks an error as such; its text may be in the language of its user."""
    xml = (
        '<o:document-content xmlns:table="t" xmlns:o="o" xmlns:calcext="urn:calcext"'
        ' xmlns:text="text:1.0"><o:body><o:spreadsheet>'
        '<table:table table:name="A"><table:table-row table:number-rows-repeated="3"/>'
        '<table:table-row><table:table-cell table:number-columns-repeated="2"/>'
        '<table:table-cell table:formula="of:=A1" calcext:value-type="error">'
        "<text:p>错误:502</text:p></table:table-cell>"
        '<table:table-cell table:formula="of:=A1"/></table:table-row></table:table>'
        "</o:spreadsheet></o:body></o:document-content>"
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("content.xml", xml)
    (grid,) = spreadsheet.read(packed.getvalue()).grids
    assert [*grid.rows] == [(), (), (), ["", "", Broken("错误:502"), Broken(NO_VALUE)]]


def test_a_ghost_range_costs_nothing(inbox: Inbox) -> None:
    """A format on the last row of a sheet is no data."""
    path = inbox.xlsx("g.xlsx", HEADER, [FIRST, STORE, 1])
    book = openpyxl.load_workbook(path)
    book["Sheet"].cell(1048576, 200).fill = PatternFill("solid", "FF0000")
    book.save(path)
    assert len(inbox.read().usage["C001"].rows) == 1


def test_formulas_with_their_values_are_figures(inbox: Inbox) -> None:
    """What another writer saved with its result is read; text results too."""
    path = inbox.file("f.xlsx")
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("十月")
        sheet.write_row(0, 0, HEADER)
        sheet.write_string(1, 0, "2026-10-01")
        sheet.write_formula(1, 1, '="海滨"&"官旗"', value=STORE)
        sheet.write_formula(1, 2, "=40+2", value=42)
        sheet.write_row(2, 0, ["2026-10-02", STORE])
        sheet.write_formula(2, 2, "=1/0", value="#DIV/0!")
    found = inbox.read()
    assert [figures for *_, figures in told(found.usage["C001"])] == [
        {"receptions": "42"},
        {"receptions": "blank"},
    ]
    assert blocked(found) == [("error_cell", "f.xlsx!十月!C3", ("C001",))]
