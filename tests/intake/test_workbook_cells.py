"""Cells to values: by both readers, from XML as programs write it and as none does."""

from datetime import date, datetime, time, timedelta

import pytest

from billing.workbook import spreadsheet
from billing.workbook.formats import BUILT_IN, Shown, shown
from billing.workbook.grid import EPOCH_1904, NO_VALUE, Broken, Value
from billing.workbook.limits import LIMITS
from billing.workbook.moments import iso, length, moment
from tests.intake.hostile.make import MAIN, book, sheet

_LONG = "x" * (LIMITS.text + 1)


CELLS: tuple[tuple[str, Value], ...] = (
    # Numbers: exact to the 15 digits that a spreadsheet shows
    ('<c r="A1"><v>5</v></c>', 5.0),
    ('<c r="A1" t="n"><v>-0.30000000000000004</v></c>', -0.30000000000000004),
    ('<c r="A1"><v> 7 </v></c>', 7.0),
    ('<c r="A1"><v>1.5E+3</v></c>', 1500.0),
    ('<c r="A1"><v>1234567890123456789</v></c>', 1.2345678901234568e18),
    ('<c r="A1"><v>1E+400</v></c>', Broken("1E+400")),
    ('<c r="A1"><v>-1E+400</v></c>', Broken("-1E+400")),
    ('<c r="A1"><v>INF</v></c>', Broken("INF")),
    ('<c r="A1"><v>NaN</v></c>', Broken("NaN")),
    ('<c r="A1"><v>1_000</v></c>', Broken("1_000")),
    ('<c r="A1"><v>１２</v></c>', Broken("１２")),
    ('<c r="A1"><v>0x10</v></c>', Broken("0x10")),
    ('<c r="A1"><v>1,5</v></c>', Broken("1,5")),
    ('<c r="A1"/>', ""),
    ('<c r="A1" s="1"></c>', ""),
    ('<c r="A1"><v/></c>', ""),
    ('<c r="A1" t="s"/>', ""),
    # Texts stay texts, whatever they look like
    *(
        (f'<c r="A1" t="inlineStr"><is><t>{text}</t></is></c>', text)
        for text in (
            "NA",
            "null",
            "nan",
            "INF",
            "1E+400",
            "0012",
            "１２３",
            "٣",
            "TRUE",
            "#N/A",
            " x ",
        )
    ),
    ('<c r="A1" t="s"><v>0</v></c>', "海滨"),
    ('<c r="A1" t="s"><v>1</v></c>', "a b"),
    ('<c r="A1" t="s"><v>2</v></c>', "\n_x0007_"),
    ('<c r="A1" t="s"><v>3</v></c>', "漢"),
    ('<c r="A1" t="str"><f>A2</f><v>山丘</v></c>', "山丘"),
    ('<c r="A1" t="str"><f>A2</f><v></v></c>', ""),
    ('<c r="A1" t="inlineStr"><is><t>a&amp;b&lt;&#x4E2D;</t></is></c>', "a&b<中"),
    ('<c r="A1" t="inlineStr"><is><t>a_x000D_b_x005F_x0041_</t></is></c>', "a\rb_x0041_"),
    ('<c r="A1" t="inlineStr"><is><t>\u202e5\u200b</t></is></c>', "\u202e5\u200b"),
    (f'<c r="A1" t="inlineStr"><is><t>{_LONG}</t></is></c>', Broken("x" * 20 + "... (32768)")),
    # Formulas with and without a value
    ('<c r="A1"><f>1+1</f><v>2</v></c>', 2.0),
    ('<c r="A1"><f>1+1</f></c>', Broken(NO_VALUE)),
    ('<c r="A1"><f>1+1</f><v></v></c>', Broken(NO_VALUE)),
    ('<c r="A1" t="str"><f>A2</f></c>', Broken(NO_VALUE)),
    ('<c r="A1" t="d"><f>A2</f></c>', Broken(NO_VALUE)),
    # Errors and truth
    ('<c r="A1" t="e"><v>#DIV/0!</v></c>', Broken("#DIV/0!")),
    ('<c r="A1" t="e"></c>', Broken("#?")),
    ('<c r="A1" t="b"><v>1</v></c>', Broken("TRUE")),
    ('<c r="A1" t="b"><v>0</v></c>', Broken("FALSE")),
    ('<c r="A1" t="b"><v>maybe</v></c>', Broken("maybe")),
    # Dates by their format, and as ISO 8601
    ('<c r="A1" s="1"><v>46296</v></c>', date(2026, 10, 1)),
    ('<c r="A1" s="4"><v>46296</v></c>', date(2026, 10, 1)),
    ('<c r="A1" s="9"><v>46296</v></c>', date(2026, 10, 1)),
    ('<c r="A1" s="6"><v>46296</v></c>', date(2026, 10, 1)),
    ('<c r="A1" s="8"><v>46296.375</v></c>', datetime.fromisoformat("2026-10-01T09:00")),
    ('<c r="A1" s="8"><v>46297</v></c>', datetime.fromisoformat("2026-10-02T00:00")),
    ('<c r="A1" s="1"><v>46296.3749999999</v></c>', datetime.fromisoformat("2026-10-01T09:00")),
    ('<c r="A1" s="1"><v>59</v></c>', date(1900, 2, 28)),
    ('<c r="A1" s="1"><v>60</v></c>', Broken("##### (60)")),
    ('<c r="A1" s="1"><v>61</v></c>', date(1900, 3, 1)),
    ('<c r="A1" s="1"><v>-3</v></c>', Broken("##### (-3)")),
    ('<c r="A1" s="1"><v>2958465</v></c>', date(9999, 12, 31)),
    ('<c r="A1" s="1"><v>2958466</v></c>', Broken("##### (2958466)")),
    ('<c r="A1" s="1"><v>1E+300</v></c>', Broken("##### (1e+300)")),
    ('<c r="A1" s="5"><v>0.375</v></c>', time(9)),
    ('<c r="A1" s="5"><v>1.25</v></c>', timedelta(hours=30)),
    ('<c r="A1" s="3"><v>1.25</v></c>', timedelta(hours=30)),
    ('<c r="A1" s="3"><v>-1</v></c>', Broken("##### (-1)")),
    ('<c r="A1" s="7"><v>46296</v></c>', 46296.0),
    ('<c r="A1" s="2"><v>0.93</v></c>', 0.93),
    ('<c r="A1" s="99"><v>46296</v></c>', 46296.0),
    ('<c r="A1" t="d"><v>2026-10-01</v></c>', date(2026, 10, 1)),
    ('<c r="A1" t="d"><v>2026-10-01T09:30:00Z</v></c>', datetime.fromisoformat("2026-10-01T09:30")),
    ('<c r="A1" t="d"><v>2026-10-01T00:00</v></c>', datetime.fromisoformat("2026-10-01T00:00")),
    ('<c r="A1" t="d"><v>T09:30:00</v></c>', time(9, 30)),
    ('<c r="A1" t="d"><v>1.10.2026</v></c>', Broken("1.10.2026")),
)
_STRINGS = (
    f'<sst xmlns="{MAIN}"><si><t>海滨</t></si>'
    '<si><r><rPr><b/></rPr><t xml:space="preserve">a </t></r><r><t>b</t></r></si>'
    "<si><t>_x000A__x0007_</t></si>"
    '<si><t>漢</t><rPh sb="0" eb="1"><t>カン</t></rPh><phoneticPr fontId="1"/></si></sst>'
)


@pytest.mark.parametrize("spoil", ["", "<!-- -->"], ids=["quickly", "carefully"])
@pytest.mark.parametrize("xml, expected", CELLS)
def test_a_cell(xml: str, expected: Value, spoil: str) -> None:
    """Its value and its type, by the quick reader and by the careful one."""
    content = book(
        sheet(f'<row r="1">{spoil}{xml}</row>'), parts={"xl/sharedStrings.xml": _STRINGS}
    )
    (grid,) = spreadsheet.read(content).grids
    found = grid.value(1, 1)
    assert (type(found), found) == (type(expected), expected)
    is_percent = 's="2"' in xml
    assert grid.percent == ({(1, 1)} if is_percent else frozenset())


@pytest.mark.parametrize(
    "code, expected",
    [
        ("General", Shown.NUMBER),
        ("G/通用格式", Shown.NUMBER),
        ("0.00E+00", Shown.NUMBER),
        ('#,##0.00"元"', Shown.NUMBER),
        ('"day" 0', Shown.NUMBER),
        ("[$¥-804]#,##0.00;[Red]-[$¥-804]#,##0.00", Shown.NUMBER),
        ("0_d", Shown.NUMBER),
        ("@", Shown.NUMBER),
        ("0.0%;[Red]-0.0%", Shown.PERCENT),
        ('0"%"', Shown.NUMBER),
        ("yyyy/m/d", Shown.DATE),
        ('[$-804]yyyy"年"m"月"d"日";@', Shown.DATE),
        ("[DBNum1][$-804]m月d日", Shown.DATE),
        ("YYYY\\-MM\\-DD\\ HH:MM", Shown.MOMENT),
        ("aaaa", Shown.DATE),
        ("mmm", Shown.DATE),
        ("d", Shown.DATE),
        ("h:mm AM/PM", Shown.TIME),
        ('上午/下午h"时"mm"分"', Shown.TIME),
        ("mm:ss.0", Shown.TIME),
        ("[h]:mm:ss", Shown.LENGTH),
        ("[mm]:ss", Shown.LENGTH),
        ("[hh]", Shown.LENGTH),
        ("", Shown.NUMBER),
    ],
)
def test_number_formats(code: str, expected: Shown) -> None:
    """A letter in quotes, escaped, or in a name is no part of a date."""
    assert shown(code) is expected


def test_the_built_in_formats_of_east_asia() -> None:
    """27 to 36 and 50 to 58 are dates and times, though a file does not say so."""
    assert {
        n for n in range(1, 60) if BUILT_IN.get(n) in (Shown.DATE, Shown.TIME, Shown.MOMENT)
    } == {
        *range(14, 23),
        *range(27, 37),
        45,
        47,
        *range(50, 59),
    }


def test_books_that_count_from_1904() -> None:
    """Their day 0 is another, and there is no day that no calendar has."""
    assert moment(44834, Shown.DATE, EPOCH_1904) == date(2026, 10, 1)
    assert moment(60, Shown.DATE, EPOCH_1904) == date(1904, 3, 1)
    made = book(
        sheet('<row r="1"><c r="A1" s="1"><v>44834</v></c></row>'),
        properties='<workbookPr date1904="1"/>',
    )
    assert spreadsheet.read(made).grids[0].value(1, 1) == date(2026, 10, 1)


@pytest.mark.parametrize(
    "text, expected",
    [
        ("PT18H00M00S", time(18)),
        ("PT26H30M00S", timedelta(hours=26, minutes=30)),
        ("PT09H05M00.5S", time(9, 5, 0, 500_000)),
        ("P1DT2H", timedelta(hours=26)),
        ("-PT1H", Broken("-PT1H")),
        ("PT", Broken("PT")),
        ("", Broken("#?")),
    ],
)
def test_lengths_of_time(text: str, expected: Value) -> None:
    """As OpenDocument writes them."""
    assert length(text) == expected


def test_a_moment_of_another_zone_is_told() -> None:
    """Its day here is not the one that it names."""
    assert iso("2026-10-01T01:00:00+08:00") == Broken("2026-10-01T01:00:00+08:00")
