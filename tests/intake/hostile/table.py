"""Files that are no workbooks, or none that can be read, and what is said of each."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import NamedTuple

from tests.intake.hostile.make import ROWS, book, packed, sheet

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'


class Case(NamedTuple):
    """One file: what it is, its name, its bytes, and the refusal (its code, and what it names)."""

    what: str
    name: str
    made: Callable[[], bytes]
    code: str
    found: str = ""


def _bomb() -> bytes:
    """64 MB of blanks: a thousandth of it packed."""
    return book(sheet(after=" " * (64 << 20)))


def _many() -> bytes:
    """A workbook of more parts than any has."""
    made = BytesIO(book(sheet()))
    with zipfile.ZipFile(made, "a") as archive:
        for number in range(20_001):
            archive.writestr(f"x/{number}", b"")
    return made.getvalue()


def _stated_twice() -> bytes:
    content = book(sheet())
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    second = sheet(_CELL.replace("<v>1</v>", "<v>2</v>"))
    return packed([*parts, ("xl/worksheets/sheet1.xml", second.encode())])


def _flagged() -> bytes:
    """Every part is said to need a password."""
    return packed([("xl/workbook.xml", "<workbook/>")], flag=1)


def _damaged(at: int) -> bytes:
    content = bytearray(book(sheet(ROWS * 1)))
    content[at] ^= 0xFF
    return bytes(content)


def part(name: str, content: str | bytes) -> Callable[[], bytes]:
    """A sound workbook with one part added or replaced."""
    return lambda: book(sheet(), parts={name: content})


def _text(text: str | bytes) -> Callable[[], bytes]:
    return lambda: text.encode() if isinstance(text, str) else text


FILES: tuple[Case, ...] = (
    # Whole files
    Case("0 bytes", "a.xlsx", _text(b""), "file_empty"),
    Case("cut short", "a.xlsx", lambda: book(sheet())[:-40], "file_damaged"),
    Case("a byte of a part changed", "a.xlsx", lambda: _damaged(60), "file_damaged"),
    Case("PK, and no archive", "a.xlsx", _text(b"PK\x03\x04" + b"x" * 90), "file_damaged"),
    Case(
        "an archive of workbooks",
        "a.xlsx",
        lambda: packed([("十月.xlsx", b"x")]),
        "file_archive",
        "十月.xlsx",
    ),
    Case(
        "an archive of nothing known", "a.xlsx", lambda: packed([("a.txt", b"x")]), "file_unknown"
    ),
    Case(
        "Word",
        "a.xlsx",
        lambda: packed([("word/document.xml", "<w/>")]),
        "file_other",
        "Word (.docx)",
    ),
    Case(
        "old Word",
        "a.xls",
        lambda: _OLE + "WordDocument".encode("utf-16-le") + b"\0" * 600,
        "file_other",
        "Word (.doc)",
    ),
    Case("PDF", "a.xlsx", _text(b"%PDF-1.7 ..."), "file_other", "PDF"),
    Case("a photograph", "a.csv", _text(b"\xff\xd8\xff\xe0"), "file_other", "JPEG"),
    Case("RAR", "a.xls", _text(b"Rar!\x1a\x07"), "file_other", "RAR"),
    Case("gzip", "a.csv", _text(b"\x1f\x8b\x08"), "file_other", "gzip"),
    Case(
        ".xlsb by its content", "a.xlsx", lambda: packed([("xl/workbook.bin", b"x")]), "file_xlsb"
    ),
    Case(".xlsb by its name", "a.xlsb", lambda: book(sheet()), "file_xlsb"),
    Case(
        "HTML called .xls", "a.xls", _text("<html><table><tr><td>1</td></tr></table>"), "file_html"
    ),
    Case("HTML in UTF-16", "a.xls", _text("<HTML><table>".encode("utf-16")), "file_html"),
    Case(
        "a web archive called .xls", "a.xls", _text("MIME-Version: 1.0\nX: multipart"), "file_html"
    ),
    Case(
        "XML 2003 called .xls",
        "a.xls",
        _text('<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>'),
        "file_xml2003",
    ),
    Case(
        "other XML called .csv",
        "a.csv",
        _text('<?xml version="1.0"?><orders/>'),
        "file_other",
        "XML",
    ),
    # Passwords
    Case(
        "encrypted by Excel",
        "a.xlsx",
        lambda: _OLE + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600,
        "file_encrypted",
    ),
    Case("a zip with a password", "a.xlsx", _flagged, "file_encrypted"),
    Case(
        "encrypted .ods",
        "a.ods",
        lambda: packed(
            [("content.xml", b"x"), ("META-INF/manifest.xml", "<m><encryption-data/></m>")]
        ),
        "file_encrypted",
    ),
    # Archives
    Case(
        "two parts of one name",
        "a.xlsx",
        _stated_twice,
        "file_part_twice",
        "xl/worksheets/sheet1.xml",
    ),
    Case(
        "two parts but for their case",
        "a.xlsx",
        part("XL/Workbook.xml", "<x/>"),
        "file_part_twice",
        "XL/Workbook.xml",
    ),
    Case("a bomb", "a.xlsx", _bomb, "file_bomb", "xl/worksheets/sheet1.xml"),
    Case("20 000 parts", "a.xlsx", _many, "file_too_large"),
    Case(
        "a sheet that is not there",
        "a.xlsx",
        part("xl/_rels/workbook.xml.rels", "<Relationships/>"),
        "file_damaged",
    ),
    # Text
    Case(
        "zero bytes in a text",
        "a.csv",
        _text("日期,店铺,接待人数\n2026-10-01,海滨官旗,5\n\0\0\0\n"),
        "file_nul",
        "3",
    ),
    Case(
        "a broken letter in UTF-8",
        "a.csv",
        _text(("日期,店铺,接待人数\n" * 9).encode() + b"\xe6\x97"),
        "file_damaged",
    ),
    Case(
        "a quote that never ends",
        "a.csv",
        _text('日期,店铺,接待人数\n2026-10-01,"海滨'),
        "file_damaged",
    ),
    Case(
        "a quote that ends elsewhere",
        "a.csv",
        _text('日期,店铺,数\n1,"海滨,5\n2,滨"海,6\n'),
        "file_damaged",
    ),
    Case("no encoding at all", "a.csv", _text(b"\xff\xff\xff\x80"), "file_unknown"),
)
