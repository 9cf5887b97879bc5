"""Workbooks to be marked, by the programs that people use, and ways to look into them."""

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from billing.errors import Severity
from billing.returned import Block, Remark, Task
from billing.source import CellRange, File

SHA = "ab" * 32
BUYERS = {"接待": (Block(4, 2, 20), Block(5, 2, 20))}


def rich() -> bytes:
    """A sheet with all that a library which loads and saves might lose, and a second one."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    page, other = book.add_worksheet("接待"), book.add_worksheet("Oth'er & x")
    head = book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1})
    count = book.add_format({"num_format": "#,##0", "italic": True, "border": 1})
    for column, text in enumerate(("日期", "店铺", "接待人数", "买家昵称", "手机")):
        page.write(0, column, text, head)
    for row in range(1, 20):
        page.write_row(row, 0, (f"2026-10-{row:02}", "海滨官旗"))
        page.write_row(row, 3, (f"买家{row}", 13800000000 + row))
        if row not in (5, 7):
            page.write(row, 2, row * 10, count)
    page.write(5, 2, "abc", count)
    page.write_formula(12, 2, "=SUM(C2:C3)", count, 30)
    page.write_url(3, 3, "mailto:buyer3@mail.example", string="买家3")
    page.write_comment("C2", "old note")
    page.write_comment("C6", "old note 2")
    page.write_comment("D5", "asks for 买家4's parcel, tel 13800000004")
    page.write_formula(2, 5, "=D3", None, "买家2")
    page.set_column(0, 0, 18)
    page.set_row(9, 30)
    page.set_row(10, None, None, {"hidden": True})
    page.data_validation("B2:B30", {"validate": "list", "source": ["海滨官旗", "b"]})
    page.conditional_format("C2:C20", {"type": "3_color_scale"})
    chart = book.add_chart({"type": "line"})
    chart.add_series({"categories": "='接待'!$D$2:$D$20", "values": "='接待'!$C$2:$C$20"})
    page.insert_chart("G2", chart)
    page.autofilter(0, 0, 19, 4)
    page.filter_column("D", "x == 买家1")
    other.write_formula(0, 0, "='接待'!C2", None, 10)
    other.print_area(0, 0, 9, 4)
    other.insert_image("B2", "a.png", {"image_data": io.BytesIO(_picture())})
    other.activate()
    book.close()
    return stream.getvalue()


def plain() -> bytes:
    """The same by openpyxl, without the extras."""
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.title = "接待"
    for row in openpyxl.load_workbook(io.BytesIO(rich()))["接待"].iter_rows(values_only=True):
        page.append(list(row))
    book.create_sheet("Oth'er & x")["A1"] = "='接待'!C2"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def task(**more: Any) -> Task:
    """Six remarks: on cells that are there, on some that are not, and on a whole sheet."""
    remarks = (
        _remark(Severity.BLOCKED, "接待", "C6", "“abc”不是数字。", "请更正 <&>。"),
        _remark(Severity.BLOCKED, "接待", "C8", "接待人数 为空；空不是 0。", "请填 0。"),
        _remark(Severity.WARNED, "接待", "A3:A4", "日期形如 01/02。"),
        _remark(Severity.BLOCKED, "接待", "C25:C26", "=1+1"),
        _remark(Severity.WARNED, "接待", "C6", "也请核对。"),
        _remark(Severity.WARNED, "Oth'er & x", "", "工作表没有可识别的表头。"),
    )
    given: dict[str, Any] = {
        "file": File(name="海滨/接待.xlsx", sha256=SHA),
        "language": "zh",
        "remarks": remarks,
        "emptied": BUYERS,
        "headers": ("买家昵称", "手机"),
    }
    return Task(**{**given, **more})


def _remark(severity: Severity, sheet: str, cells: str, sentence: str, remedy: str = "") -> Remark:
    first, _, last = cells.partition(":")
    return Remark(
        severity=severity,
        sheet=sheet,
        cells=(CellRange("f", sheet, first, last or first),) if cells else (),
        sentence=sentence,
        remedy=remedy,
        clients=("C001 示例",),
        fingerprint="00ff" if severity is Severity.BLOCKED and cells else "",
    )


def parts(content: bytes) -> Mapping[str, bytes]:
    """The parts of an archive."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def rewritten(content: bytes, name: str, old: str, new: str) -> bytes:
    """The archive with a pattern in one of its parts replaced; it must be there."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, held in parts(content).items():
            if part == name:
                changed, count = re.subn(old.encode(), new.encode(), held, flags=re.DOTALL)
                assert count, (name, old)
                archive.writestr(part, changed)
            else:
                archive.writestr(part, held)
    return stream.getvalue()


def office(path: Path, form: str, folder: Path) -> Path:
    """The file saved by LibreOffice in another form, or in its own once more."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("soffice is not installed")
    target = folder / "saved"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    words = [program, profile, "--headless", "--convert-to", form, "--outdir", str(target)]
    subprocess.run([*words, str(path)], check=True, capture_output=True, timeout=120)
    return target / f"{path.stem}.{form.partition(':')[0]}"


def _picture() -> bytes:
    """One white pixel."""
    return bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
        "1f15c4890000000d49444154789c63f8ffff3f0005fe02fea72d9d5d"
        "0000000049454e44ae426082"
    )
