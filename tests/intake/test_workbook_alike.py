"""Columns whose cells differ by the row are read at once, as the careful reader reads each."""

from datetime import datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from billing.workbook import alike
from billing.workbook.cell import Tables
from billing.workbook.formats import Shown
from billing.workbook.grid import Value
from tests.intake.hostile.make import sheet
from tests.intake.test_workbook_plain import quick, slow

_TABLES = Tables(strings=("海滨", "山丘"), styles=(Shown.NUMBER, Shown.MOMENT, Shown.PERCENT))
_TEXT = ' t="inlineStr"><is><t>{}</t></is></c>'
_NUMBER = "><v>{}</v></c>"
_MOMENT = ' s="1"><v>{}</v></c>'
_SHARED = ' t="s"><v>{}</v></c>'
_ENDS = st.sampled_from(
    (
        *("", "", "", "", "", ".5", ".25", "e2", "E400", "-", "_0", "0" * 40, ".2.3", " ", "海"),
        *("\u200b", "&amp;", "_x000D_", "\n", "\r", "]]>", "&#10;"),
        *("<!-- 1 -->", "<?x 1?>", "<![CDATA[1]]>", "</t><t>1"),
    )
)
_FORMS = st.sampled_from(
    (
        *(_TEXT, _NUMBER, _SHARED, *(f' s="{n}"{_NUMBER}' for n in range(6)), f' s="1"{_TEXT}'),
        '><f t="shared" si="0"/><v>{}</v></c>',
        '><f t="shared" ref="B1" si="0">[1]S!A1</f><v>{}</v></c>',
    )
)


@st.composite
def columns(draw: st.DrawFn) -> str:
    """A sheet of three columns, of one form each, with a header, and cells of another form."""
    forms = [draw(_FORMS) for _ in range(3)]
    rows = []
    for number in range(1, draw(st.integers(2, 14))):
        held = ""
        for letter, form in zip("ABC", forms, strict=True):
            other = number == 1 or draw(st.integers(0, 30)) == 0
            own = draw(_FORMS) if other else form
            held += f'<c r="{letter}{number}"' + own.format(f"{number * 7}{draw(_ENDS)}")
        rows.append(f'<row r="{number}">{held}</row>')
    return sheet("".join(rows))


@settings(max_examples=400, deadline=None)
@given(columns())
def test_columns_at_once_are_what_the_careful_reader_gives(xml: str) -> None:
    """Whatever the quick reader takes is what the careful one gives."""
    found = quick(xml.encode())
    assert found is None or found == slow(xml.encode())


@pytest.mark.parametrize(
    "form, parts, expected",
    [
        (_NUMBER, ("12", "0.5", "-3.25"), [12.0, 0.5, -3.25]),
        (_TEXT, ("A1", " 海 ", ""), ["A1", " 海 ", ""]),
        (_SHARED, ("1", "0"), ["山丘", "海滨"]),
        (_MOMENT, ("46296.5", "46297"), [datetime(2026, 10, 1, 12), datetime(2026, 10, 2)]),  # noqa: DTZ001
        (_MOMENT, ("0.5", "46297"), [time(12), datetime(2026, 10, 2)]),  # noqa: DTZ001
        (_NUMBER, ("12", "1e3"), None),
        (_NUMBER, ("12", "1_0"), None),
        (_NUMBER, ("12", ""), None),
        (_NUMBER, ("12", "1" * 400), None),
        (' s="2"' + _NUMBER, ("0.5", "0.25"), None),
        (_TEXT, ("a", "b&amp;c"), None),
        (_TEXT, ("a", "_x0041_"), None),
        (_TEXT, ("a", "b\nc"), None),
        (_TEXT, ("a", "b<!-- c -->"), None),
        (_TEXT, ("a", "b" * 40_000), None),
        (_SHARED, ("0", "2"), None),
        (_SHARED, ("0", "-1"), None),
        (_NUMBER, ("12", '3</v></c> s="1"><v>4'), None),
    ],
)
def test_what_is_read_at_once(form: str, parts: list[str], expected: list[Value] | None) -> None:
    """The plain forms; any cell that needs a closer look leaves its column to be read by cells."""
    column = [form.format(part).encode() for part in parts]
    assert alike.read(_TABLES, column) == expected


def test_cells_that_are_not_alike_are_left() -> None:
    """Another style, or another type, in one of the rows."""
    for other in (_MOMENT, _TEXT, _SHARED, "/>"):
        column = [_NUMBER.format(1), other.format(2), _NUMBER.format(3)]
        assert alike.read(_TABLES, [*map(str.encode, column)]) is None
        assert alike.read(_TABLES, [*map(str.encode, [column[0], column[1]])]) is None
    assert alike.read(_TABLES, []) is None
