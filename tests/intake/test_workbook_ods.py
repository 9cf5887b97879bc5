"""Cells of an OpenDocument sheet to values."""

from datetime import datetime, timedelta

import pytest

from billing.workbook import spreadsheet
from billing.workbook.grid import NO_VALUE, Broken, Value
from tests.intake.hostile.make import ods

_FLOAT = '<table:table-cell office:value-type="float" office:value="{}"/>'


@pytest.mark.parametrize(
    "xml, expected",
    [
        (_FLOAT.format("5"), 5.0),
        (_FLOAT.format("1E+400"), Broken("1E+400")),
        (_FLOAT.format("nan"), Broken("nan")),
        (_FLOAT.format(""), Broken("#?")),
        (
            '<table:table-cell office:value-type="date" office:date-value="2026-10-01T09:00:00"/>',
            datetime.fromisoformat("2026-10-01T09:00"),
        ),
        (
            '<table:table-cell office:value-type="time" office:time-value="PT26H00M00S"/>',
            timedelta(hours=26),
        ),
        (
            '<table:table-cell office:value-type="boolean" office:boolean-value="true"/>',
            Broken("TRUE"),
        ),
        (
            (
                '<table:table-cell office:value-type="string"><text:p>a<text:s text:c="2"/>'
                "<text:span>b</text:span>\n  c</text:p><text:p>d</text:p></table:table-cell>"
            ),
            "a  b c\nd",
        ),
        (
            (
                '<table:table-cell office:value-type="string"><office:annotation><text:p>n</text:p>'
                "</office:annotation><text:p>海滨</text:p></table:table-cell>"
            ),
            "海滨",
        ),
        (
            (
                '<table:table-cell table:formula="of:=NA()" office:value-type="string">'
                "<text:p>#N/A</text:p></table:table-cell>"
            ),
            Broken("#N/A"),
        ),
        ('<table:table-cell table:formula="of:=A2"/>', Broken(NO_VALUE)),
        ('<table:table-cell table:formula="of:=A2"><text:p/></table:table-cell>', ""),
        ("<table:table-cell/>", ""),
    ],
)
def test_cells_of_an_ods(xml: str, expected: Value) -> None:
    """Values come from their attributes, texts without notes and pictures."""
    (grid,) = spreadsheet.read(ods(f"<table:table-row>{xml}</table:table-row>")).grids
    found = grid.value(1, 1)
    assert (type(found), found) == (type(expected), expected)
