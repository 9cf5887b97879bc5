"""The bytes of one file to its grids: which reader takes it is told by the bytes, not the name."""

from dataclasses import replace

from billing.intake import legacy, plaintext
from billing.workbook import spreadsheet
from billing.workbook.grid import Book, Note, Unreadable

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods", ".csv")
_OWN = {"xlsx": (".xlsx", ".xlsm"), "ods": (".ods",), "xls": (".xls",)}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLDEST = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x10\x00")
_ZIP = b"PK"
_TEXT_SUFFIXES = (".csv",)
_TOP = 4096  # bytes that tell what a file is
_PAGES = ("<!doctype", "<html", "<head", "<meta", "<table", "<style", "<script", "mime-version:")
_SHEET_2003 = ("urn:schemas-microsoft-com:office:spreadsheet", 'progid="excel.sheet"')
_REFUSED = {"html": ("file_html",), "xml2003": ("file_xml2003",), "xml": ("file_other", "XML")}
_OTHERS = {  # what is dropped by mistake, under whatever name
    b"%PDF-": "PDF",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7z",
    b"\x1f\x8b": "gzip",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"{\\rtf": "RTF",
    b"SQLite format 3": "SQLite",
}


def parse(content: bytes, name: str) -> Book:
    """The grids of a file. Raises Unreadable with the reason why it has none."""
    lower = name.lower()
    if lower.endswith(".xlsb"):
        raise Unreadable("file_xlsb")
    if not content:
        raise Unreadable("file_empty")
    book = _read(content, lower)
    if lower.endswith(_OWN.get(book.form, lower)):
        return book
    return replace(book, notes=(*book.notes, Note(code="file_other_form", found=f".{book.form}")))


def _read(content: bytes, name: str) -> Book:
    for start, other in _OTHERS.items():
        if content.startswith(start):
            raise Unreadable("file_other", other)
    kind = form(content)
    if kind in _REFUSED:
        raise Unreadable(*_REFUSED[kind])
    match kind:
        case "zip":
            return spreadsheet.read(content)
        case "ole":
            return legacy.read(content)
        case _ if name.endswith(_TEXT_SUFFIXES):
            return plaintext.read(content)
        case _:
            return _misnamed(content)


def form(content: bytes) -> str:
    """`zip`, `ole` (old Excel, or an encrypted new one), `html`, `xml`, `xml2003` or `text`."""
    if content.startswith((_OLE, *_OLDEST)):
        return "ole"
    if content.startswith(_ZIP):
        return "zip"
    top = _top(content)
    if top.startswith("<") and any(sign in top for sign in _SHEET_2003) and "<html" not in top:
        return "xml2003"
    if top.startswith(_PAGES) or (top.startswith("<?xml") and "<html" in top):
        return "html"
    return "xml" if top.startswith("<?xml") else "text"


def _top(content: bytes) -> str:
    """The beginning of a text, in small letters, in whichever encoding."""
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = content[:_TOP].decode("utf-16" if wide else "utf-8", "replace")
    return text.lstrip("\ufeff \t\r\n").lower()


def _misnamed(content: bytes) -> Book:
    """A workbook by its name that holds separated text, as some shops export it."""
    if b"\0" in content[:_TOP] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable("file_damaged")
    book = plaintext.read(content)
    if all(len(row) < 2 for row in book.grids[0].rows):
        raise Unreadable("file_damaged")
    return replace(book, notes=(*book.notes, Note(code="file_misnamed")))
