"""Files that are not what they seem: damaged, disguised, of other programs, too large."""

import io
import re
import zipfile
from pathlib import Path

import openpyxl
import xlwt

from tests.intake.disguises.workbooks import Case, day

_BROKEN = "encrypted, corrupt, cut short, 0 bytes, HTML called .xls, `~$` lock files"
_TEXTS = "csv in GBK, GB18030, UTF-8 with BOM, UTF-16; `;` or tab"
_GHOST = "a million-row ghost range"
_EPOCH = "1904 books"

_LINES = "日期,店铺,接待人数\n2026-10-01,海滨官旗,10\n"
_READ = (day(1, "receptions=10"),)


def _content(day: int = 0) -> bytes:
    """A sound workbook, its day as text or as a serial number."""
    book = openpyxl.Workbook()
    for line in _LINES.splitlines():
        *texts, last = line.split(",")
        book.worksheets[0].append([*texts, int(last) if last.isdigit() else last])
    if day:
        book.worksheets[0]["A2"] = day
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _xml(name: str, old: str, new: str, day: int = 0) -> bytes:
    """A sound workbook with one part's XML changed."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_content(day))) as sound, zipfile.ZipFile(held, "w") as made:
        for part in sound.namelist():
            text = sound.read(part)
            if part == name:
                text, changed = re.subn(old.encode(), new.encode(), text)
                assert changed == 1, name
            made.writestr(part, text)
    return held.getvalue()


def _file(name: str, content: bytes) -> "Writes":
    return Writes(name, content)


class Writes:
    """Writes one file into the inbox."""

    def __init__(self, name: str, content: bytes) -> None:
        """The file's name and bytes."""
        self._name, self._content = name, content

    def __call__(self, inbox: Path) -> None:
        """Write it."""
        path = inbox / self._name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self._content)


def _refused(name: str, code: str, file: str, content: bytes) -> Case:
    return Case(found=_BROKEN, name=name, by_hand=_file(file, content), codes=(f"!{code}",))


def _text(name: str, encoding: str, separator: str = ",", *codes: str) -> Case:
    content = _LINES.replace(",", separator).encode(encoding)
    return Case(
        found=_TEXTS, name=name, by_hand=_file("a.csv", content), figures=_READ, codes=codes
    )


def _old(encoding: str) -> bytes:
    book = xlwt.Workbook(encoding=encoding)
    sheet = book.add_sheet("Sheet")
    for number, line in enumerate(_LINES.splitlines()):
        for column, cell in enumerate(line.split(",")):
            sheet.write(number, column, int(cell) if cell.isdigit() else cell)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


_ENCRYPTED = (
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600
)
_HTML = "<html><table><tr><td>日期</td></tr></table></html>".encode()
_LAST = '<row r="1048576"><c r="A1048576" s="0"/></row>'
_SHEET = "xl/worksheets/sheet1.xml"

BROKEN = (
    _refused("an empty file", "file_empty", "a.xlsx", b""),
    _refused("a workbook cut short", "file_damaged", "a.xlsx", _content()[:2000]),
    _refused("a file behind a password", "file_encrypted", "a.xlsx", _ENCRYPTED),
    _refused("a web page called .xls", "file_html", "a.xls", _HTML),
    _refused("noise called .xlsx", "file_damaged", "a.xlsx", bytes(range(256)) * 8),
    _refused("a binary workbook", "file_xlsb", "a.xlsb", b"PK\x03\x04"),
    _refused("an old workbook cut short", "file_damaged", "a.xls", _old("utf-8")[:1500]),
    Case(
        found=_BROKEN,
        name="a lock file beside a workbook",
        by_hand=_file("~$a.xlsx", b"\x05user"),
    ),
    Case(
        found=_BROKEN,
        name="a workbook called .xls that is a new one",
        by_hand=_file("a.xls", _content()),
        figures=_READ,
        codes=("file_other_form",),
    ),
    Case(
        found=_BROKEN,
        name="text called .xls",
        by_hand=_file("a.xls", _LINES.replace(",", "\t").encode("gb18030")),
        figures=_READ,
        codes=("csv_form", "file_misnamed"),
    ),
    Case(
        found=_BROKEN,
        name="an old workbook that another program wrote",
        by_hand=_file("a.xls", _old("utf-8")),
        figures=_READ,
    ),
    Case(
        found=_BROKEN,
        name="a picture",
        by_hand=_file("a.png", b"\x89PNG"),
        codes=("file_not_read",),
    ),
    _text("UTF-8", "utf-8"),
    _text("UTF-8 with a mark", "utf-8-sig"),
    _text("GBK", "gbk", ",", "csv_form"),
    _text("GB18030 with tabs", "gb18030", "\t", "csv_form"),
    _text("UTF-16 with semicolons", "utf-16", ";", "csv_form"),
    _text("UTF-16 without a mark", "utf-16-le", "\t", "csv_form"),
    Case(
        found=_TEXTS,
        name="a thousands comma without quotes",
        by_hand=_file("a.csv", _LINES.replace("10\n", "1,200\n").encode()),
        codes=("!row_too_long D2",),
    ),
    Case(
        found=_TEXTS,
        name="sep= on the first line",
        by_hand=_file("a.csv", ("sep=;\n" + _LINES.replace(",", ";")).encode("utf-8-sig")),
        figures=_READ,
        codes=("csv_form",),
    ),
    Case(
        found=_TEXTS,
        name="a quote that is never closed",
        by_hand=_file("a.csv", _LINES.replace("10\n", '"10\n').encode()),
        codes=("!file_damaged",),
    ),
    Case(
        found=_GHOST,
        name="a sheet that claims a million rows",
        by_hand=_file(
            "a.xlsx", _xml(_SHEET, '<dimension ref="A1:C2"', '<dimension ref="A1:XFD1048576"')
        ),
        figures=_READ,
    ),
    Case(
        found=_GHOST,
        name="a last row a million rows below",
        by_hand=_file(
            "a.xlsx",
            _xml(_SHEET, "</sheetData>", f"{_LAST}</sheetData>"),
        ),
        figures=_READ,
    ),
    Case(
        found=_EPOCH,
        name="a book that counts its days from 1904",
        by_hand=_file(
            "a.xlsx",
            _xml("xl/workbook.xml", r"<workbookPr\s*/>", '<workbookPr date1904="1"/>', day=44834),
        ),
        figures=_READ,
    ),
)  # fmt: skip
