"""A marked workbook is the file itself: what is not marked is as it was, cell by cell."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.dom import minidom

import openpyxl
import pytest

from billing.catalogue import say
from billing.returned import marked, ours
from billing.returned.copies import Withheld
from billing.returned.scanning import Disordered
from billing.returned.styles import AMBER, RED
from billing.source import File
from billing.workbook.claim import split
from billing.workbook.grid import Book
from tests.returned.books import SHA, office, parts, plain, rewritten, rich, task

MAKERS = {"xlsxwriter": rich, "openpyxl": plain}
MARKED = {"C6": RED, "C8": RED, "A3": AMBER, "A4": AMBER, "C25": RED, "C26": RED}
SAID = {
    "C6": "【billing】“abc”不是数字。\n请更正 <&>。\n\n也请核对。",
    "C8": "【billing】接待人数 为空；空不是 0。\n请填 0。",
    "A3": "【billing】日期形如 01/02。",
    "A4": "【billing】日期形如 01/02。",
    "C25": "【billing】=1+1",
    "C26": "【billing】=1+1",
}


def _loaded(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def _look(cell: Any) -> tuple[object, ...]:
    """All of a cell's format but its fill."""
    parts_ = (cell.number_format, cell.font, cell.border, cell.alignment, cell.protection)
    return tuple(repr(part) for part in parts_)


def _cells(page: Any) -> Iterator[Any]:
    for row in page.iter_rows(1, 30, 1, 8):
        yield from row


@pytest.fixture(params=MAKERS)
def source(request: pytest.FixtureRequest) -> bytes:
    """A workbook of each maker's."""
    return MAKERS[request.param]()


def test_marked_cells_are_red_and_keep_their_formats_and_all_others_stay(source: bytes) -> None:
    """Every cell of every sheet: value, format, fill and comment."""
    before, after = _loaded(source), _loaded(marked(source, task()))
    assert after.sheetnames == ["需更正", *before.sheetnames]
    assert after.active.title == "需更正"
    for page in before.worksheets:
        for old in _cells(page):
            new, here = after[page.title][old.coordinate], page.title == "接待"
            gone = here and old.column in (4, 5) and 2 <= old.row <= 20
            assert new.value == (None if gone else old.value)
            assert _look(new) == _look(old)
            colour = MARKED.get(old.coordinate) if here else None
            assert new.fill.fgColor.rgb == (colour or old.fill.fgColor.rgb)
            notes = [old.comment.text] if old.comment and not gone else []
            notes += [SAID[old.coordinate]] if colour else []
            assert (new.comment.text if new.comment else "") == "\n\n".join(notes)


def test_all_other_parts_are_the_same_bytes() -> None:
    """Charts, pictures and themes are not looked at; a sheet only around what is marked."""
    source = rich()
    before, after = parts(source), parts(marked(source, task(emptied={}, headers=())))
    changed = {name for name, held in before.items() if after[name] != held}
    assert changed == {
        "[Content_Types].xml", "_rels/.rels", "xl/_rels/workbook.xml.rels", "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml", "xl/styles.xml", "xl/workbook.xml",
        "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml",
    }  # fmt: skip
    assert set(after) - set(before) == {"docProps/custom.xml", "xl/worksheets/sheet3.xml"}
    bare = re.compile(rb' s="\d+"| spans="[^"]*"')
    assert bare.sub(b"", before["xl/worksheets/sheet1.xml"]) == re.sub(
        rb'<c r="C8"/>|<row r="2[56]"><c r="C2[56]"/></row>',
        b"",
        bare.sub(b"", after["xl/worksheets/sheet1.xml"]),
    )
    assert re.findall(rb'<row r="(?:7|8)"[^>]*>', after["xl/worksheets/sheet1.xml"]) == [
        b'<row r="7" spans="1:6">',
        b'<row r="8">',
    ]
    selected = b' tabSelected="1"'
    assert after["xl/worksheets/sheet2.xml"] == before["xl/worksheets/sheet2.xml"].replace(
        selected, b""
    )
    for name, held in after.items():
        if name.endswith((".xml", ".rels", ".vml")):
            minidom.parseString(held)


def test_names_of_sheets_move_with_them() -> None:
    """The print area and the filter belong to the sheets that they belonged to."""
    after = _loaded(marked(rich(), task()))
    assert after["Oth'er & x"].print_area == "'Oth''er & x'!$A$1:$E$10"
    assert after["接待"].auto_filter.ref == "A1:E20"
    names = parts(marked(rich(), task()))["xl/workbook.xml"].decode()
    assert re.findall(r'name="_xlnm\._?(\w+)"[^>]*? localSheetId="(\d)"', names) == [
        ("FilterDatabase", "1"),
        ("Print_Area", "2"),
    ]


def test_the_first_sheet_lists_the_problems_with_links() -> None:
    """Whole: what it says, and where it leads."""
    page = _loaded(marked(rich(), task())).worksheets[0]
    rows = [tuple(row) for row in page.iter_rows(values_only=True)]
    assert [row[0] for row in rows[:5]] == [
        "需要更正的内容",
        "文件：海滨/接待.xlsx",
        say("returned.how", "zh"),
        say("returned.drop", "zh"),
        "为保护买家信息，以下各列已清空，计费不需要它们：买家昵称, 手机",
    ]
    assert rows[5][1::2][:2] == ("代替原文件（请勿改动）", f"billing-mends:{SHA}")
    assert rows[8:] == [
        ("1", "须更正", "接待", "C6", "“abc”不是数字。", "请更正 <&>。", "C001 示例",
         "billing-cell:00ff"),
        ("2", "须更正", "接待", "C8", "接待人数 为空；空不是 0。", "请填 0。", "C001 示例",
         "billing-cell:00ff"),
        ("3", "请核对", "接待", "A3:A4", "日期形如 01/02。", None, "C001 示例", None),
        ("4", "须更正", "接待", "C25:C26", "=1+1", None, "C001 示例", "billing-cell:00ff"),
        ("5", "请核对", "接待", "C6", "也请核对。", None, "C001 示例", None),
        ("6", "请核对", "Oth'er & x", "整张工作表", "工作表没有可识别的表头。", None, "C001 示例",
         None),
    ]  # fmt: skip
    assert all(cell.data_type != "f" for row in page.iter_rows() for cell in row)
    links = {cell.coordinate: cell.hyperlink.location for row in page for cell in row
             if cell.hyperlink}  # fmt: skip
    assert links == {
        "D9": "'接待'!C6",
        "D10": "'接待'!C8",
        "D11": "'接待'!A3",
        "D12": "'接待'!C25",
        "D13": "'接待'!C6",
        "D14": "'Oth''er & x'!A1",
    }


def test_nothing_about_buyers_is_left_in_any_part(source: bytes) -> None:
    """Names, numbers and addresses: in cells, shared strings, filters, charts and links."""
    held = b"".join(parts(marked(source, task())).values())
    left = [
        n for n in range(1, 20) for text in (f"买家{n}<", f'"买家{n}"') if text.encode() in held
    ]
    assert left == []
    assert b"138000000" not in held
    assert b"buyer3" not in held
    assert "买家昵称".encode() in held


def test_a_string_that_another_cell_has_stays() -> None:
    """A buyer called as the store: the store's cells keep their words."""
    book = _loaded(plain())
    book["接待"]["D4"] = "海滨官旗"
    stream = io.BytesIO()
    book.save(stream)
    page = _loaded(marked(stream.getvalue(), task()))["接待"]
    assert (page["B4"].value, page["D4"].value) == ("海滨官旗", None)


def test_the_same_bytes_again_and_sealed_until_somebody_saves(source: bytes) -> None:
    """The same task gives the same bytes; any other program's bytes are no longer ours."""
    content = marked(source, task())
    assert content == marked(source, task())
    assert ours(content)
    stream = io.BytesIO()
    _loaded(content).save(stream)
    assert not ours(stream.getvalue())
    assert not ours(source)
    assert not ours(b"PK\3\4 nothing")


PIVOT = (
    '<pivotCacheDefinition><sharedItems minValue="13800000001" maxValue="13800000019">'
    '<s v="买家3"/><s v="海滨官旗"/><s u="1" v="买家&#52;"/><n v="13800000002"/><n v="7"/>'
    '<x v="10"/></sharedItems></pivotCacheDefinition>'
)


def test_pivot_tables_forget_buyers_and_keep_all_else() -> None:
    """Their caches copy the cells; what cannot be looked into is not given back at all."""
    name = "xl/pivotCache/pivotCacheDefinition1.xml"
    stream = io.BytesIO(rich())
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(name, PIVOT)
    assert parts(marked(stream.getvalue(), task()))[name].decode() == (
        '<pivotCacheDefinition><sharedItems minValue="0" maxValue="0">'
        '<s v=""/><s v="海滨官旗"/><s u="1" v=""/><n v="0"/><n v="7"/>'
        '<x v="10"/></sharedItems></pivotCacheDefinition>'
    )
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/model/item.data", b"?")
    assert marked(stream.getvalue(), task(emptied={}, headers=()))
    with pytest.raises(Withheld):
        marked(stream.getvalue(), task())


def test_parts_named_in_another_case_are_found() -> None:
    """Some programs write `sharedstrings.xml` and refer to `sharedStrings.xml`."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, held in parts(rich()).items():
            archive.writestr(name.replace("sharedStrings", "sharedstrings"), held)
    held = b"".join(parts(marked(stream.getvalue(), task())).values())
    assert "买家3<".encode() not in held
    assert "海滨官旗".encode() in held


def _prefixed(source: bytes) -> bytes:
    """The sheet and the workbook with a prefix before every name, as some programs write."""
    for name in ("xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"):
        source = rewritten(source, name, r"<(/?)(\w+)(?=[ >/])", r"<\1x:\2")
        source = rewritten(source, name, r'xmlns="', 'xmlns:x="')
    return source


def _mute(source: bytes) -> bytes:
    """Cells and rows without their addresses."""
    return rewritten(source, "xl/worksheets/sheet1.xml", r'(<(?:c|row)) r="\w+"', r"\1")


def _wide(source: bytes) -> bytes:
    """A part in UTF-16."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, held in parts(source).items():
            wide = part == "xl/worksheets/sheet1.xml"
            text = re.sub(r"^<\?xml[^>]*>", "", held.decode()) if wide else ""
            archive.writestr(
                part, f'<?xml version="1.0" encoding="UTF-16"?>{text}'.encode("utf-16") if wide
                else held
            )  # fmt: skip
    return stream.getvalue()


@pytest.mark.parametrize("form", [_prefixed, _wide, _mute])
def test_other_ways_to_write_the_same_workbook(form: Callable[[bytes], bytes]) -> None:
    """Prefixes, an encoding, absent addresses: the same cells are marked."""
    source = plain()
    if form is _mute:  # only a row without gaps can do without addresses
        source = rewritten(source, "xl/worksheets/sheet1.xml", "zzz|$", "")
    page = _loaded(marked(form(source), task()))["接待"]
    found = {cell.coordinate: cell.fill.fgColor.rgb for row in page.iter_rows() for cell in row
             if cell.fill.fgColor.rgb in (RED, AMBER)}  # fmt: skip
    assert found == MARKED


def _strict(source: bytes) -> bytes:
    """The namespaces and types of the standard's strict form."""
    stream = io.BytesIO()
    old, new = "http://schemas.openxmlformats.org", "http://purl.oclc.org/ooxml"
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, held in parts(source).items():
            text = held.decode().replace(f"{old}/officeDocument/2006/", f"{new}/officeDocument/")
            text = text.replace(f"{old}/spreadsheetml/2006/main", f"{new}/spreadsheetml/main")
            archive.writestr(name, text)
    return stream.getvalue()


def test_the_strict_form_stays_strict() -> None:
    """What is added has its namespaces; the claim is found there as well."""
    after = parts(marked(_strict(plain()), task()))
    added = ("xl/comments1.xml", "xl/worksheets/sheet3.xml", "docProps/custom.xml")
    for name in (*added, "_rels/.rels", "xl/workbook.xml", "xl/worksheets/_rels/sheet1.xml.rels"):
        assert b"purl.oclc.org" in after[name]
        assert b"openxmlformats.org/spreadsheetml" not in after[name]
        assert b"openxmlformats.org/officeDocument" not in after[name]
    book, found = split(marked(_strict(plain()), task()), Book(grids=()))
    assert (book.grids, found.mends) == ((), (SHA,))


def _moved(source: bytes) -> bytes:
    """The fourth row behind the fifth."""
    name = "xl/worksheets/sheet1.xml"
    return rewritten(source, name, r'(<row r="4".*?</row>)(<row r="5".*?</row>)', r"\2\1")


def _swapped(source: bytes) -> bytes:
    """The first cell of the fourth row behind its second."""
    name = "xl/worksheets/sheet1.xml"
    return rewritten(source, name, r'(<c r="A4".*?</c>)(<c r="B4".*?</c>)', r"\2\1")


@pytest.mark.parametrize("form", [_moved, _swapped])
def test_rows_out_of_order_are_refused(form: Callable[[bytes], bytes]) -> None:
    """A cell put in at the wrong place would stand in the sheet twice."""
    with pytest.raises(Disordered):
        marked(form(rich()), task())


def test_macros_stay() -> None:
    """An .xlsm keeps its type and its macros, byte for byte."""
    source = rewritten(plain(), "[Content_Types].xml", r"spreadsheetml\.sheet\.main", MACROS)
    source = rewritten(source, "[Content_Types].xml", "</Types>", VBA_TYPE)
    source = rewritten(source, "xl/_rels/workbook.xml.rels", "</Relationships>", VBA)
    stream = io.BytesIO(source)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macros \0\1")
    after = parts(marked(stream.getvalue(), task()))
    assert after["xl/vbaProject.bin"] == b"macros \0\1"
    assert MACROS.encode() in after["[Content_Types].xml"]
    assert b"vbaProject.bin" in after["xl/_rels/workbook.xml.rels"]


MACROS = "ms-excel.sheet.macroEnabled.main"
VBA_TYPE = '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
VBA = (
    '<Relationship Id="rIdVba" Target="vbaProject.bin" '
    'Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject"/></Relationships>'
)


@pytest.mark.slow
def test_a_workbook_of_libreoffice_is_marked_as_well(tmp_path: Path) -> None:
    """One that LibreOffice wrote: charts and comments stay, the cells are red."""
    path = tmp_path / "rich.xlsx"
    path.write_bytes(rich())
    source = office(path, "xlsx:Calc MS Excel 2007 XML", tmp_path).read_bytes()
    page = _loaded(marked(source, task()))["接待"]
    assert {name: page[name].fill.fgColor.rgb for name in MARKED} == MARKED
    assert page["C2"].comment.text == "old note"
    assert page["C6"].comment.text == f"old note 2\n\n{SAID['C6']}"
    assert len(page._charts) == 1
    assert page.data_validations.dataValidation


def test_a_second_marking_takes_the_place_of_the_first() -> None:
    """Its sheet, colours and comments go; those of others stay; both hashes are carried."""
    first = marked(rich(), task())
    left = task().remarks[1:2]
    again = task(remarks=left, file=File(name="b.xlsx", sha256="cd" * 32), mends=(SHA,))
    book = _loaded(marked(first, again, former=("需更正",)))
    assert book.sheetnames == ["需更正", "接待", "Oth'er & x"]
    page = book["接待"]
    colours = {cell.coordinate: cell.fill.fgColor.rgb for row in page.iter_rows() for cell in row
               if cell.fill.fill_type}  # fmt: skip
    assert colours == {f"{letter}1": "FFDDEBF7" for letter in "ABCDE"} | {"C8": RED}
    notes = {cell.coordinate: cell.comment.text for row in page.iter_rows() for cell in row
             if cell.comment}  # fmt: skip
    assert notes == {"C2": "old note", "C6": "old note 2", "C8": SAID["C8"]}
    claims = [row[3] for row in book.worksheets[0].iter_rows(values_only=True)
              if str(row[3]).startswith("billing-mends")]  # fmt: skip
    assert claims == [f"billing-mends:{'cd' * 32}", f"billing-mends:{SHA}"]
    assert len(re.findall(rb"ObjectType=\"Note\"", parts(
        marked(first, again, former=("需更正",)))["xl/drawings/vmlDrawing1.vml"])) == 3  # fmt: skip


@pytest.mark.slow
def test_libreoffice_reads_and_saves_it(source: bytes, tmp_path: Path) -> None:
    """Saved again by LibreOffice: the same values, colours, comments and claims."""
    path = tmp_path / "marked.xlsx"
    path.write_bytes(marked(source, task()))
    saved = office(path, "xlsx:Calc MS Excel 2007 XML", tmp_path)
    before, after = _loaded(path.read_bytes()), _loaded(saved.read_bytes())
    assert after.sheetnames == before.sheetnames
    for page in before.worksheets:
        for old in _cells(page):
            new = after[page.title][old.coordinate]
            assert str(new.value).replace("=接待!", "='接待'!") == str(old.value)
            assert (new.comment.text if new.comment else "") == (
                old.comment.text if old.comment else ""
            )
    page = after["接待"]
    assert {name: page[name].fill.fgColor.rgb for name in MARKED} == MARKED
    assert after["接待"]._charts or source != rich()
    assert SHA.encode() in parts(saved.read_bytes())["docProps/custom.xml"]


def test_what_is_for_the_reader_alone_is_hidden(source: bytes) -> None:
    """The marks of what red cells held: read again all the same."""
    content = marked(source, task())
    page = _loaded(content)["需更正"]
    dimensions = page.column_dimensions
    assert [letter for letter in "ABCDEFGH" if dimensions[letter].hidden] == ["H"]
    assert "billing-cell:00ff" in {cell.value for cell in page["H"]}
