"""Whole files that cannot be read, and what they may hold."""

import io
import os
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlwt

from billing.intake.parse import parse
from billing.workbook.grid import Unreadable
from billing.workbook.limits import LIMITS
from tests.intake.conftest import Inbox, blocked, said, told

STORE = "海滨官旗"
FIRST, SECOND = date(2026, 10, 1), date(2026, 10, 2)
HEADER = ("日期", "店铺", "接待人数")


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
        ("海滨.xlsx", "file_part_dtd", _bomb),
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
    monkeypatch.setattr("billing.workbook.package.LIMITS", replace(LIMITS, unpacked_bytes=1000))
    path = inbox.xlsx("a.xlsx", HEADER, [FIRST, STORE, 1])
    with pytest.raises(Unreadable, match="file_too_large"):
        parse(path.read_bytes(), "a.xlsx")


def test_a_file_that_is_still_written_is_refused(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that changes between two looks at it may be half of what it will be."""
    path = inbox.xlsx("a.xlsx", HEADER, [FIRST, STORE, 1])
    whole = Path.read_bytes

    def grow(self: Path) -> bytes:
        content = whole(self)
        os.utime(self, ns=(0, 0))
        return content

    monkeypatch.setattr(Path, "read_bytes", grow)
    assert blocked(inbox.read()) == [("file_growing", path.name, ())]


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
