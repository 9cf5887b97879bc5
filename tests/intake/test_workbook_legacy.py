"""The old .xls: the same promises, as far as its format has them."""

import io
from datetime import date, datetime, time, timedelta

import pytest
import xlwt

from billing.intake import legacy
from billing.workbook.grid import Broken, Grid, Note, Unreadable, Value


def _xls(cells: list[tuple[object, str]], *, modern: bool = False) -> bytes:
    """A workbook of one column: values, each with its number format."""
    book = xlwt.Workbook()
    book.dates_1904 = modern
    sheet = book.add_sheet("十月")
    for row, (one, form) in enumerate(cells):
        sheet.write(row, 0, one, xlwt.easyxf(num_format_str=form))
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _grid(content: bytes) -> Grid:
    return legacy.read(content).grids[0]


CELLS: tuple[tuple[object, str, Value], ...] = (
    (12.5, "General", 12.5),
    (46296, "yyyy-mm-dd", date(2026, 10, 1)),
    (46296, '[$-804]yyyy"年"m"月"d"日"', date(2026, 10, 1)),
    (46297, "yyyy-mm-dd hh:mm", datetime.fromisoformat("2026-10-02T00:00")),
    (0.375, "h:mm", time(9)),
    (1.25, "[h]:mm:ss", timedelta(hours=30)),
    (60, "yyyy-mm-dd", Broken("##### (60)")),
    (-3, "yyyy-mm-dd", Broken("##### (-3)")),
    (0.93, "0.00%", 0.93),
    (46296, '0"day"', 46296.0),
    ("0012", "General", "0012"),
    ("NA", "General", "NA"),
    ("a\x07b", "General", "a_x0007_b"),
    (True, "General", Broken("TRUE")),
)


@pytest.mark.parametrize("one, form, expected", CELLS)
def test_a_cell_of_an_xls(one: object, form: str, expected: Value) -> None:
    """Its value and its type, by its format."""
    grid = _grid(_xls([(one, form)]))
    assert (type(grid.value(1, 1)), grid.value(1, 1)) == (type(expected), expected)
    assert grid.percent == ({(1, 1)} if form == "0.00%" else frozenset())


def test_an_xls_that_counts_from_1904() -> None:
    """Its day 0 is another one."""
    grid = _grid(_xls([(44834, "yyyy-mm-dd")], modern=True))
    assert grid.value(1, 1) == date(2026, 10, 1)


def test_macros_of_an_xls_are_noted() -> None:
    """They are never run."""
    content = _xls([(1, "General")]) + "_VBA_PROJECT".encode("utf-16-le")
    assert legacy.read(content).notes == (Note(code="file_macros"),)


def test_an_xls_with_a_password_is_refused() -> None:
    """As xlrd tells it: by the record that a password leaves."""
    content = _xls([(1, "General")])
    begin = content.index(b"\x09\x08\x10\x00")  # the record that begins the workbook
    end = begin + 4 + 16
    locked = content[:end] + b"\x2f\x00\x04\x00\x00\x00\x12\x34" + content[end + 8 :]
    with pytest.raises(Unreadable, match="file_encrypted"):
        legacy.read(locked)
