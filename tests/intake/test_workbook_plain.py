"""The quick reader and the careful one: the same cells, or the quick one leaves the sheet alone."""

import io
from collections.abc import Sequence
from typing import Any
from xml.parsers.expat import ExpatError

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from billing.workbook import careful, plain, spreadsheet, texts
from billing.workbook.cell import Tables
from billing.workbook.formats import Shown
from billing.workbook.grid import Unreadable, Value
from billing.workbook.texts import NotPlain
from tests.intake.hostile.make import HEAD, MAIN, sheet

TABLES = Tables(
    strings=("海滨", "", "山丘 & 海", "x" * 40),
    styles=(Shown.NUMBER, Shown.DATE, Shown.PERCENT, Shown.TIME, Shown.MOMENT),
    linked=spreadsheet.linked_in([]),
)
Read = tuple[Any, ...] | None


def told(rows: Sequence[Sequence[Value]]) -> list[list[tuple[str, Value]]]:
    """Rows without blanks at their ends, and with the types of their values."""
    lines = [[(type(one).__name__, one) for one in row] for row in rows]
    for line in lines:
        while line and line[-1] == ("str", ""):
            line.pop()
    return lines


def quick(xml: bytes) -> Read:
    """What the quick reader gives; None where it takes nothing."""
    try:
        found = plain.read(io.BytesIO(xml), TABLES)
        around = careful.around(found)
    except (NotPlain, ExpatError, ValueError, Unreadable):
        return None
    marks = (found.percent, sorted(found.linked), found.hidden_rows, found.unordered, found.filled)
    return (told(found.rows), *marks, around)


def slow(xml: bytes) -> Read:
    """What the careful reader gives; None where it refuses."""
    reader = careful.Careful(TABLES)
    try:
        reader.read(io.BytesIO(xml))
    except (ExpatError, ValueError, IndexError, Unreadable):
        return None
    found = reader.contents()
    marks = (found.percent, sorted(found.linked), found.hidden_rows, found.unordered, found.filled)
    return (told(found.rows), *marks, reader.around)


TEXTS = st.sampled_from(
    ["", "海滨", "a &amp; b", " 12 ", "_x000D_", "&lt;c&gt;", "1&#10;2", "]]&gt;", "a\nb", "\u200b"]
)
NUMBERS = st.sampled_from(
    ["0", "5", "12.50", "1E+2", "1e400", "-3", "46296.375", "0.93", "NaN", "", " 7 ", "60", "1_0"]
)
FORMULAS = st.sampled_from(
    [
        "",
        "<f>A1+1</f>",
        "<f/>",
        "<f>[1]Sheet1!A1</f>",
        '<f t="shared" ref="A1:A9" si="0">[2]S!B2</f>',
        '<f ca="1">NOW()</f>',
        "<f>Table1[2026]</f>",
    ]
)
KINDS = (
    st.builds("{1}<v>{0}</v>".format, NUMBERS, FORMULAS).map(lambda held: ("", held)),
    st.builds("{1}<v>{0}</v>".format, NUMBERS, FORMULAS).map(lambda held: (' t="n"', held)),
    st.integers(0, 5).map(lambda n: (' t="s"', f"<v>{n}</v>")),
    st.builds("{1}<v>{0}</v>".format, TEXTS, FORMULAS).map(lambda held: (' t="str"', held)),
    TEXTS.map(lambda text: (' t="inlineStr"', f"<is><t>{text}</t></is>")),
    st.sampled_from(
        [
            (' t="b"', "<v>1</v>"),
            (' t="e"', "<f>1/0</f><v>#DIV/0!</v>"),
            (' t="d"', "<v>2026-10-01</v>"),
            ("", "<f>A1</f>"),
            ("", "<v/>"),
            ("", ""),
            (' t="s"', ""),
            (' t="inlineStr"', '<is><t xml:space="preserve"> x </t></is>'),
            (' t="inlineStr"', "<is><r><t>a</t></r><rPh><t>b</t></rPh></is>"),
        ]
    ),
)
STYLE = st.sampled_from(["", ' s="0"', ' s="1"', ' s="2"', ' s="3"', ' s="9"', ' s="1" cm="1"'])


@st.composite
def cells(draw: st.DrawFn, address: str) -> str:
    """One cell, in one of the ways in which programs write them."""
    kind, held = draw(st.one_of(*KINDS))
    open_ = f'<c r="{address}"{draw(STYLE)}{kind}'
    return f"{open_}>{held}</c>" if held else open_ + draw(st.sampled_from(["/>", " />", "></c>"]))


@st.composite
def sheets(draw: st.DrawFn) -> str:
    """A worksheet of some rows with gaps, hidden and empty rows, as several programs write it."""
    numbers = sorted(draw(st.sets(st.integers(1, 40), max_size=8)))
    space = draw(st.sampled_from(["", "\n"]))
    rows = []
    for number in numbers:
        given_ = draw(st.sampled_from(["", ' spans="1:4"', ' hidden="1" ht="12.5"', ' hidden="0"']))
        names = draw(st.sampled_from(["ABC", "ABC", "AC", "D", ""]))
        held = "".join(draw(cells(f"{name}{number}")) for name in names)
        end = f">{space}{held}</row>{space}" if held or draw(st.booleans()) else f"/>{space}"
        rows.append(f'<row r="{number}"{given_}{end}')
    before = draw(st.sampled_from(["", '<cols><col min="2" max="3" hidden="1"/></cols>']))
    after = draw(
        st.sampled_from(["", '<mergeCells count="1"><mergeCell ref="A1:A3"/></mergeCells>'])
    )
    return sheet("".join(rows), before=before, after=after)


@settings(max_examples=300, deadline=None)
@given(sheets())
def test_both_readers_give_the_same(xml: str) -> None:
    """Whatever the quick reader takes is what the careful one gives."""
    found = quick(xml.encode())
    assert found is None or found == slow(xml.encode())


PIECES = (
    '<row r="3">',
    "</row>",
    '<c r="A1"><v>9</v></c>',
    "<!-- ",
    " -->",
    "<![CDATA[",
    "]]>",
    "</sheetData>",
    "<sheetData>",
    "&",
    '"',
    "\x07",
    "<",
    "/",
    ' s="1"',
    ' hidden="1"',
    "1",
    "<c>",
    "</c>",
    "<x/>",
    " ",
    "A",
)


@settings(max_examples=600, deadline=None)
@given(sheets(), st.data())
def test_spoiled_sheets_are_never_taken_quickly_for_others(xml: str, draw: st.DataObject) -> None:
    """Pieces cut out and put in anywhere: the quick reader takes it as the careful one, or not."""
    spoiled = xml
    for _ in range(draw.draw(st.integers(1, 3))):
        at = draw.draw(st.integers(0, len(spoiled)))
        cut = draw.draw(st.integers(0, 6))
        spoiled = spoiled[:at] + draw.draw(st.sampled_from(["", *PIECES])) + spoiled[at + cut :]
    found = quick(spoiled.encode())
    assert found is None or found == slow(spoiled.encode())


@pytest.mark.parametrize(
    "row",
    [
        '<row r="1"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1"><v>5</v></c></row>',  # Excel, WPS
        (  # LibreOffice
            '<row r="1" customFormat="false" ht="12.8" hidden="false"><c r="A1" s="0" t="s">'
            '<v>0</v></c><c r="B1" s="0" t="n"><f aca="false">2+3</f><v>5</v></c></row>'
        ),
        (  # streaming writers of Java
            '<row r="1">\n<c r="A1" t="inlineStr"><is><t>海滨</t></is></c>'
            '<c r="B1" t="n"><v>5</v></c></row>\n'
        ),
        (  # openpyxl
            '<row r="1"><c r="A1" t="inlineStr"><is><t>海滨</t></is></c>'
            '<c r="B1" t="n"><v>5</v></c><c r="C1" s="1" /></row>'
        ),
    ],
)
def test_the_quick_reader_takes_what_programs_write(row: str) -> None:
    """It must not leave the usual sheets to the careful reader, which takes ten times as long."""
    found = quick(sheet(row).encode())
    assert found is not None
    assert found == slow(sheet(row).encode())
    assert [value for _, value in found[0][0]] == ["海滨", 5.0]


@pytest.mark.parametrize(
    "xml",
    [
        sheet(before="<!-- <sheetData> -->"),
        sheet('<row r="1"><!-- x --><c r="A1"><v>1</v></c></row>'),
        sheet('<row r="2"><c r="A1"><v>1</v></c></row>'),
        sheet('<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>'),
        sheet('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>1</v></c></row>'),
        sheet("<row><c><v>1</v></c></row>"),
        sheet('<row r="1"><c r="A1"><v>1</v></c>'),
        sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>&x;</t></is></c></row>'),
        sheet(head=HEAD.replace("UTF-8", "ISO-8859-1")),
        sheet(head=HEAD.replace("<worksheet", "<!DOCTYPE a><worksheet")),
        sheet(
            before='<a><![CDATA[<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>]]>'
            "</a>"
        ).replace(f"</a><sheetData>{sheet()[len(HEAD) + 11 : -24]}", "</a><sheetData>"),
    ],
)
def test_the_quick_reader_leaves_all_else(xml: str) -> None:
    """Comments, other orders, absent addresses, unsound XML, other encodings."""
    assert quick(xml.encode()) is None


ITEMS = st.sampled_from(
    [
        "<t>海滨</t>",
        '<t xml:space="preserve"> a </t>',
        "<t/>",
        "",
        "<t>a &amp; b&#10;</t>",
        "<t>_x000D__x0041_</t>",
        "<r><rPr><b/></rPr><t>a</t></r><r><t xml:space='preserve'> b</t></r>",
        "<t>漢</t><rPh sb='0' eb='1'><t>x</t></rPh>",
        "<t><![CDATA[a<b]]></t>",
        "<t><![CDATA[</si><si>]]></t>",
        "<!-- <si><t>no</t></si> --><t>c</t>",
        "<t>]]&gt;</t>",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(ITEMS, max_size=6), st.sampled_from(["", "\n", "<!-- -->", "<extLst/>"]))
def test_shared_texts_are_the_same_by_both_readers(items: list[str], between: str) -> None:
    """The quick reader of shared texts takes what the careful one gives, or passes it on."""
    held = between.join(f"<si>{item}</si>" for item in items)
    content = f'<sst xmlns="{MAIN}" count="{len(items)}">{held}</sst>'.encode()
    found = texts.shared(content)
    assert found == texts.carefully(content)
    assert len(found) == len(items)
