"""What real programs write is read quickly, and alike."""

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from billing.intake.parse import parse
from billing.workbook import careful, spreadsheet
from billing.workbook.grid import Book, Broken

FILES = Path(__file__).parent / "files"


def _openpyxl(path: io.BytesIO) -> None:
    made = openpyxl.Workbook()
    page: Any = made.active
    page.append(["日期", "店铺", None, "接待人数"])
    page.append([date(2026, 10, 1), "海滨 & 官旗", None, 12.5])
    page.append([date(2026, 10, 2), "=1+1", True, "#N/A"])
    page.row_dimensions[3].hidden = True
    made.save(path)


def _xlsxwriter(path: io.BytesIO, **options: Any) -> None:
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd", **options}) as made:
        page = made.add_worksheet("十月")
        page.write_row(0, 0, ["日期", "店铺", None, "接待人数"])
        page.write_row(1, 0, [date(2026, 10, 1), "海滨 & 官旗", None, 12.5])
        page.write_datetime(2, 0, date(2026, 10, 2))
        page.write_formula(2, 1, "=1+1", value="")
        page.write_boolean(2, 2, True)
        page.write_formula(2, 3, "=NA()", value="#N/A")
        page.set_row(2, None, None, {"hidden": True})


@pytest.mark.parametrize(
    "write",
    [
        _openpyxl,
        _xlsxwriter,
        lambda path: _xlsxwriter(path, constant_memory=True, in_memory=False),
    ],
)
def test_what_libraries_write_is_read_quickly(
    write: Callable[[io.BytesIO], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their sheets never come to the careful reader; the same cells from each."""
    path = io.BytesIO()
    write(path)
    _without_care(monkeypatch)
    (grid,) = spreadsheet.read(path.getvalue()).grids
    assert [*map(list, grid.rows)][:2] == [
        ["日期", "店铺", "", "接待人数"],
        [date(2026, 10, 1), "海滨 & 官旗", "", 12.5],
    ]
    assert [*grid.rows[2]][2:] == [Broken("TRUE"), Broken("#N/A")]
    assert grid.hidden_rows == 1


def _without_care(monkeypatch: pytest.MonkeyPatch) -> None:
    """The careful reader may look around the rows, and must give no cells."""

    def contents(_: careful.Careful) -> None:
        raise AssertionError("not read quickly")

    monkeypatch.setattr(careful.Careful, "contents", contents)


def test_what_libreoffice_writes_is_read_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also its files never come to the careful reader."""
    _without_care(monkeypatch)
    found: Book = parse((FILES / "libreoffice.xlsx").read_bytes(), "a.xlsx")
    assert [grid.sheet for grid in found.grids] == ["十月接待", "排班"]
    assert found.grids[0].value(3, 1) == date(2026, 10, 1)
