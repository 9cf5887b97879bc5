"""Workbooks by hand: what no library would write, and what libraries would never admit."""

import io
import warnings
import zipfile
from collections.abc import Mapping, Sequence

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
HEAD = f'<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="{MAIN}">'
ROWS = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>日期</t></is></c>'
    '<c r="B1" t="inlineStr"><is><t>店铺</t></is></c>'
    '<c r="C1" t="inlineStr"><is><t>接待人数</t></is></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>2026-10-01</t></is></c>'
    '<c r="B2" t="inlineStr"><is><t>海滨官旗</t></is></c><c r="C2"><v>5</v></c></row>'
)
# Formats by their place: 0 General, 1 a date, 2 %, 3 hours beyond 24, 4 built-in 31, 5 h:mm,
# 6 the year and month alone, 7 a text in quotes with a d, 8 a date and time, 9 built-in 57.
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="5">'
    '<numFmt numFmtId="170" formatCode="yyyy-mm-dd"/>'
    '<numFmt numFmtId="171" formatCode="[h]:mm:ss"/>'
    '<numFmt numFmtId="172" formatCode="[$-804]yyyy&quot;年&quot;m&quot;月&quot;;@"/>'
    '<numFmt numFmtId="173" formatCode="0&quot; day&quot;\\s"/>'
    '<numFmt numFmtId="174" formatCode="[$-F400]yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts>'
    '<cellXfs count="10"><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="9"/>'
    '<xf numFmtId="171"/><xf numFmtId="31"/><xf numFmtId="20"/><xf numFmtId="172"/>'
    '<xf numFmtId="173"/><xf numFmtId="174"/><xf numFmtId="57"/></cellXfs></styleSheet>'
)


def sheet(rows: str = ROWS, *, before: str = "", after: str = "", head: str = HEAD) -> str:
    """The XML of a worksheet."""
    return f"{head}{before}<sheetData>{rows}</sheetData>{after}</worksheet>"


def book(
    *sheets: str | bytes,
    names: Sequence[str] = ("十月", "十一月", "十二月"),
    properties: str = "",
    parts: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """A workbook of these worksheets; `parts` are added, or take the place of others."""
    count = range(1, len(sheets) + 1)
    listed = "".join(f'<sheet name="{names[n - 1]}" sheetId="{n}" r:id="rId{n}"/>' for n in count)
    targets = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in count
    )
    held: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{properties}'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{targets}'
        f'<Relationship Id="rIdS" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": STYLES,
        **{f"xl/worksheets/sheet{n}.xml": sheets[n - 1] for n in count},
        **(parts or {}),
    }
    return packed([*held.items()])


def packed(parts: Sequence[tuple[str, str | bytes]], *, flag: int = 0) -> bytes:
    """A zip of parts, which may share a name; `flag` is set in the directory's entries."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of two parts of one name
        for name, content in parts:
            archive.writestr(name, content)
    entries = bytearray(made.getvalue())
    at = entries.find(b"PK\x01\x02")
    while flag and at >= 0:
        entries[at + 8] |= flag
        at = entries.find(b"PK\x01\x02", at + 4)
    return bytes(entries)


def cell(xml: str) -> bytes:
    """A workbook of one row that holds this cell, at A1."""
    return book(sheet(f'<row r="1">{xml}</row>'))


def ods(table: str, *, body: str = "spreadsheet", parts: Mapping[str, str] | None = None) -> bytes:
    """An OpenDocument of one table, whose rows are given."""
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for short, name in (
            ("office", "office"),
            ("table", "table"),
            ("text", "text"),
            ("style", "style"),
            ("draw", "drawing"),
        )
    )
    xml = (
        f'<office:document-content {spaces} xmlns:calcext="urn:org:documentfoundation:names:'
        f'experimental:calc:xmlns:calcext:1.0"><office:body><office:{body}>'
        f'<table:table table:name="十月">{table}</table:table>'
        f"</office:{body}></office:body></office:document-content>"
    )
    return packed([("content.xml", xml), *(parts or {}).items()])
