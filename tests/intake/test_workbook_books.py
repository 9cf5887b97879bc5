"""Whole workbooks: what is hidden, merged, linked or out of order; sparse sheets."""

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from billing.intake.parse import parse
from billing.workbook import spreadsheet
from billing.workbook.grid import Note
from tests.intake.conftest import Inbox, said, told
from tests.intake.hostile.make import MAIN, OFFICE, ROWS, book, ods, packed, sheet

FILES = Path(__file__).parent / "files"
_LINK = (
    '<row r="1"><c r="A1"><f>[1]Sheet1!$B$2</f><v>5</v></c></row>'
    '<row r="2"><c r="A2"><f t="shared" ref="A2:A3" si="0">[1]S!A1</f><v>5</v></c></row>'
    '<row r="3"><c r="A3"><f t="shared" si="0"/><v>5</v></c><c r="B3"><f>Price*2</f><v>6</v></c>'
    '<c r="C3"><f>Table1[2026]</f><v>7</v></c></row>'
)
_PLAIN = partial(book, sheet())
_NOTHING = partial(ods, "")
_NAMES = "<definedNames><definedName name='Price'>[2]Prices!$A$1</definedName></definedNames>"


def _notes(content: bytes, name: str = "a.xlsx") -> tuple[Note, ...]:
    return parse(content, name).notes


@pytest.mark.parametrize(
    "name, made, expected",
    [
        ("a.xlsx", _PLAIN, ()),
        (
            "a.xlsm",
            lambda: book(sheet(), parts={"xl/vbaProject.bin": b"x"}),
            (Note(code="file_macros"),),
        ),
        (
            "a.ods",
            lambda: ods("", parts={"Basic/Standard/Module1.xml": "<x/>"}),
            (Note(code="file_macros"),),
        ),
        (
            "a.xlsx",
            lambda: book(sheet(_LINK), properties=_NAMES),
            (Note(code="formula_linked", found="十月!A1:A3, 十月!B3"),),
        ),
        (
            "a.ods",
            lambda: ods(
                "<table:table-row><table:table-cell table:formula=\"of:=['file:///x.ods'#A.A1]\""
                ' office:value-type="float" office:value="5"/></table:table-row>'
            ),
            (Note(code="formula_linked", found="十月!A1"),),
        ),
        (
            "a.xlsx",
            lambda: book(
                sheet(
                    '<row r="2"><c r="A2"><v>2</v></c></row>'
                    '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>3</v></c></row>'
                )
            ),
            (Note(code="cells_unordered", found="十月"),),
        ),
        ("a.xls", _PLAIN, (Note(code="file_other_form", found=".xlsx"),)),
        ("a.csv", _PLAIN, (Note(code="file_other_form", found=".xlsx"),)),
        ("a.xlsx", _NOTHING, (Note(code="file_other_form", found=".ods"),)),
        (
            "a.xlsx",
            (FILES / "libreoffice.xls").read_bytes,
            (Note(code="file_other_form", found=".xls"),),
        ),
        ("a.csv", lambda: b"sep=;\na;b\n1;2\n", (Note(code="csv_form", found="utf-8 ;"),)),
        (
            "a.csv",
            "a,b\n1,2\n\ufeffa,b\n3,4\n".encode,
            (Note(code="csv_form", found="utf-8 , + BOM"),),
        ),
    ],
)
def test_what_is_said_of_a_file(
    name: str, made: Callable[[], bytes], expected: tuple[Note, ...]
) -> None:
    """Macros, links, an order that no program writes, another form than the name says."""
    assert _notes(made(), name) == expected


def test_a_linked_value_is_billed_and_warned_of(inbox: Inbox) -> None:
    """It may be out of date; the warning names its cells."""
    rows = ROWS.replace("<v>5</v>", "<f>[1]S!A1</f><v>5</v>")
    inbox.file("海滨.xlsx").write_bytes(book(sheet(rows)))
    found = inbox.read()
    assert told(found.usage["C001"])[0][3] == {"receptions": "5"}
    assert said(found.problems) == [("formula_linked", "海滨.xlsx", ())]
    assert [problem.found for problem in found.problems] == ["十月!C2"]


def test_cells_out_of_order_stand_at_their_addresses() -> None:
    """Their order in the file is no reason to move or to lose them."""
    rows = '<row r="2"><c r="A2"><v>2</v></c></row><row r="1"><c r="B1"><v>1</v></c></row>'
    (grid,) = spreadsheet.read(book(sheet(rows))).grids
    assert [*grid.rows] == [["", 1.0], [2.0]]


def test_cells_without_addresses_follow_one_another() -> None:
    """The format lets a writer leave addresses out."""
    rows = "<row><c><v>1</v></c><c><v>2</v></c></row><row r='4'><c/><c><v>3</v></c></row>"
    (grid,) = spreadsheet.read(book(sheet(rows))).grids
    assert [*grid.rows] == [[1.0, 2.0], (), (), ["", 3.0]]


@pytest.mark.parametrize("spoil", ["", "<!-- -->"], ids=["quickly", "carefully"])
def test_what_is_hidden_and_merged(spoil: str) -> None:
    """Hidden rows, also empty ones; hidden columns; merges, no longer than the rows."""
    rows = (
        '<row r="1" hidden="1"><c r="A1"><v>1</v></c></row><row r="2" hidden="true"/>'
        '<row r="3" hidden="0"><c r="A3"><v>3</v></c></row>' + spoil
    )
    merges = (
        '<mergeCells count="2"><mergeCell ref="A1:C1048576"/><mergeCell ref="B2:D2"/></mergeCells>'
    )
    columns = '<cols><col min="2" max="4" hidden="1"/><col min="5" max="5"/></cols>'
    (grid,) = spreadsheet.read(book(sheet(rows, before=columns, after=merges))).grids
    assert (grid.hidden_rows, grid.hidden_columns) == (2, 3)
    assert dict(grid.merged) == {(2, 1): 1, (3, 1): 1}


def test_hidden_sheets_and_sheets_that_are_none() -> None:
    """A chart or a sheet of old macros has no cells; a hidden sheet has."""
    content = book(
        sheet(),
        parts={
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
            '<sheet name="图" sheetId="2" r:id="rId2"/>'
            '<sheet name="十月" sheetId="1" state="veryHidden" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="rId1" '
            f'Type="{OFFICE}/worksheet" Target="/xl/worksheets/sheet1.xml"/><Relationship Id="rId2"'
            f' Type="{OFFICE}/chartsheet" Target="chartsheets/sheet1.xml"/></Relationships>',
        },
    )
    assert [(grid.sheet, grid.hidden) for grid in spreadsheet.read(content).grids] == [
        ("十月", True)
    ]


def test_a_workbook_whose_parts_stand_elsewhere() -> None:
    """Relations lead to the parts, whatever their folders."""
    content = packed(
        [
            (
                "_rels/.rels",
                (
                    f'<Relationships><Relationship Id="a" Type="{OFFICE}/officeDocument" '
                    'Target="/book/workbook.xml"/></Relationships>'
                ),
            ),
            (
                "book/workbook.xml",
                (
                    f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
                    '<sheet name="A" sheetId="1" r:id="x"/></sheets></workbook>'
                ),
            ),
            (
                "book/_rels/workbook.xml.rels",
                (
                    f'<Relationships><Relationship Id="x" Type="{OFFICE}/worksheet" '
                    'Target="s\\one.xml"/></Relationships>'
                ),
            ),
            ("book/s/one.xml", sheet('<row r="1"><c r="A1"><v>1</v></c></row>')),
        ]
    )
    assert [[*grid.rows] for grid in spreadsheet.read(content).grids] == [[[1.0]]]


def test_sheets_in_utf_16() -> None:
    """The format allows it, though no program writes it."""
    text = sheet().replace('encoding="UTF-8"', 'encoding="UTF-16"')
    (grid,) = spreadsheet.read(book(text.encode("utf-16"))).grids
    assert grid.value(2, 3) == 5.0


@pytest.mark.parametrize(
    "rows, size",
    [
        ('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', 1048576),
        ('<row r="1"><c r="A1"><v>1</v></c></row><row r="9"><c r="XFD9" s="1"/></row>', 1),
    ],
)
def test_a_lone_cell_at_the_end_of_the_sheet_costs_nothing(rows: str, size: int) -> None:
    """Rows without cells share one, and rows of formats alone are none."""
    start = time.process_time()
    (grid,) = spreadsheet.read(book(sheet(rows))).grids
    assert len(grid.rows) == size
    assert time.process_time() - start < 0.5
