"""The bytes of one file to its grids: which reader takes it is told by the bytes, not the name."""

from billing.intake import legacy, plaintext
from billing.workbook import spreadsheet
from billing.workbook.grid import Book, Note, Unreadable

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods", ".csv")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK"
_TEXT_SUFFIXES = (".csv",)


def parse(content: bytes, name: str) -> Book:
    """The grids of a file. Raises Unreadable with the reason why it has none."""
    lower = name.lower()
    if lower.endswith(".xlsb"):
        raise Unreadable("file_xlsb")
    if not content:
        raise Unreadable("file_empty")
    match form(content):
        case "zip":
            return spreadsheet.read(content)
        case "ole":
            return legacy.read(content)
        case "html":
            raise Unreadable("file_html")
        case _ if lower.endswith(_TEXT_SUFFIXES):
            return plaintext.read(content)
        case _:
            return _misnamed(content)


def form(content: bytes) -> str:
    """`zip`, `ole` (old Excel, or an encrypted new one), `html` or `text`, by the first bytes."""
    start = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if content.startswith(_OLE):
        return "ole"
    if content.startswith(_ZIP):
        return "zip"
    if start.startswith((b"<!doctype", b"<html", b"<head", b"<meta", b"<table", b"<?xml")):
        return "html"
    return "text"


def _misnamed(content: bytes) -> Book:
    """A workbook by its name that holds separated text, as some shops export it."""
    if b"\0" in content[:4096] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable("file_damaged")
    book = plaintext.read(content)
    if all(len(row) < 2 for row in book.grids[0].rows):
        raise Unreadable("file_damaged")
    return Book(grids=book.grids, notes=(*book.notes, Note(code="file_misnamed")))
