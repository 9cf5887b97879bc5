"""summary.xlsx: what stands in it, that text stays text, and its bytes."""

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from math import ceil
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from billing.outcome import RunReport
from billing.report import summary
from billing.report.sums import sums
from tests.report.conftest import draft, invoice


def _book(run: RunReport) -> Workbook:
    return load_workbook(BytesIO(summary(run, "en")))


def _rows(book: Workbook, sheet: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in book[sheet].iter_rows(values_only=True)]


def _columns(rows: Sequence[tuple[Any, ...]], *names: str) -> list[tuple[Any, ...]]:
    places = [rows[0].index(name) for name in names]
    return [tuple(row[place] for place in places) for row in rows[1:]]


def test_clients_and_totals(run: RunReport) -> None:
    """The first sheet: amounts that are in the totals, and those that are not, in their own."""
    rows = _rows(_book(run), "Clients")
    found = _columns(
        rows,
        "Client",
        "Outcome",
        "Number",
        "Net",
        "Gross",
        "Amount due",
        "Gross, not in the totals",
    )
    assert found == [
        ("C001", "issued", "INV-2026-000001", 8160.51, 8650.14, 7650.14, None),
        ("C002", "unchanged", "INV-2026-000002", 943.4, 1000, 1000, None),
        ("C003", "blocked", None, None, None, None, None),
        ("C004", "held", None, None, None, None, 8650.14),
        ("C005", "differs", "INV-2026-000003", 8160.51, 8650.14, 7650.14, None),
        ("C006", "credited", "INV-2026-000004", None, None, None, 8650.14),
        ("C007", "nothing due", None, None, None, None, None),
        ("C008", "failed", None, None, None, None, None),
        (None, None, None, 17264.42, 18300.28, 16300.28, None),
    ]


def test_totals_are_the_sums_of_their_columns(run: RunReport) -> None:
    """Plain numbers, so that every reader shows them; the same as in run.json."""
    rows = _rows(_book(run), "Clients")
    (total,) = sums(run)
    for name, expected in (
        ("Net", total.net),
        ("Tax", total.tax),
        ("Gross", total.gross),
        ("Amount due", total.amount_due),
    ):
        values = [Decimal(str(row[0])) for row in _columns(rows, name) if row[0] is not None]
        assert sum(values[:-1]) == values[-1] == expected


def test_why_says_where_what_and_what_to_do(run: RunReport) -> None:
    """All reasons of a client, one below the other."""
    why = [row[0] for row in _columns(_rows(_book(run), "Clients"), "Why, and what to do")]
    assert why[2] == (
        "2026-10/receptions.xlsx!Oct!D7: =n/a is no number. Correct it in the file and run again.\n"
        "broken.xlsx: The file is damaged, or cut short. "
        "Open it in Excel, check it, save it, and drop it again."
    )


def test_lines_carry_their_workings_and_cells(run: RunReport) -> None:
    """Every line of every bill, drafts too."""
    rows = _rows(_book(run), "Lines")
    assert len(rows) == 1 + 4 + 1 + 4 + 4 + 4
    assert rows[2] == (
        "C001",
        "INV-2026-000001",
        2,
        None,
        "M1",
        "包月 5000 次",
        "超额服务费",
        datetime(2026, 10, 1),  # noqa: DTZ001  # a sheet knows no time zones
        datetime(2026, 10, 31),  # noqa: DTZ001
        830,
        "reception",
        1.2,
        996,
        "(5830 - 5000) x 1.20 = 996.00",
        "2026-10/receptions.xlsx!Oct!D5:D35\n2026-10/receptions.xlsx!Night!E2",
    )


def test_problems_stand_once_with_all_their_clients(run: RunReport) -> None:
    """A fault that is told to a client and to the run is one row."""
    rows = _rows(_book(run), "Problems")
    assert _columns(rows, "Clients", "Effect", "File", "Sheet", "Cell", "Code") == [
        ("C001", "warning", "2026-10/receptions.xlsx", "Oct", "E5:E9", "blank_cell"),
        ("C003", "blocks", "2026-10/receptions.xlsx", "Oct", "D7", "not_a_number"),
        ("C003", "blocks", "broken.xlsx", None, None, "file_damaged"),
        (None, "mended", "2026-10/receptions.xlsx", "Oct", None, "extra_columns"),
    ]


def test_sources_name_every_file(run: RunReport) -> None:
    """Those read, those that could not be, and those set aside."""
    rows = _rows(_book(run), "Sources")
    assert _columns(rows, "File", "Sheet", "Kind", "Rows", "Notes") == [
        ("2026-10/receptions.xlsx", "Oct", "receptions", 31, "Columns not used: 备注."),
        ("销售.xlsx", "Sheet1", "sales", 31, None),
        (
            "broken.xlsx",
            None,
            None,
            0,
            (
                "The file is damaged, or cut short. "
                "Open it in Excel, check it, save it, and drop it again."
            ),
        ),
        ("september.xlsx", None, None, 0, "Holds nothing of this month; left aside"),
    ]


EVIL = ("=1+1", "+1", "-1", "@SUM(1)", '=HYPERLINK("x")', "\t=1", "'=1", "=1\x07\x00\ud800")


@pytest.mark.parametrize("text", EVIL)
def test_text_stays_text(run: RunReport, text: str) -> None:
    """No cell of any sheet is a formula, whatever a client, store, line or file is called."""
    bill = draft("C1")
    line = replace(bill.lines[2], description=text, working=text)
    bill = replace(bill, lines=(line,), store_names={"S1": text}, charge_labels={"K1": text})
    first = replace(run.clients[0], name=text, client=text, invoice=invoice(bill, 1), pdf=text)
    book = _book(replace(run, clients=(first,), set_aside=(text.replace("\ud800", ""),)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    name = book["Clients"]["B2"]
    shown = text.replace("\x07", "\ufffd").replace("\x00", "\ufffd").replace("\ud800", "\ufffd")
    assert (name.value, name.data_type, name.quotePrefix) == (shown, "s", True)
    parts = ZipFile(BytesIO(summary(run, "en")))
    assert not any(b"<f>" in parts.read(name) for name in parts.namelist())


def test_the_same_run_gives_the_same_bytes(run: RunReport) -> None:
    """Also at another hour: nothing of the clock is in it."""
    later = replace(run, run_id="run-8", started_at=run.finished_at)
    assert summary(run, "zh") == summary(later, "zh")
    book = load_workbook(BytesIO(summary(run, "zh")))
    assert book.properties.created == book.properties.modified
    assert str(book.properties.modified) == "2026-11-01 00:00:00"
    assert {part.date_time for part in ZipFile(BytesIO(summary(run, "zh"))).infolist()} == {
        (1980, 1, 1, 0, 0, 0)
    }


_MADE_ELSEWHERE = """
import sys, hashlib
from tests.report.conftest import whole_run
from billing.report import summary
print(hashlib.sha256(summary(whole_run(), "zh")).hexdigest())
"""


def test_zone_and_hash_seed_make_no_difference() -> None:
    """The file is the same in another process, zone and order of hashes."""
    digests = {
        subprocess.run(
            [sys.executable, "-c", _MADE_ELSEWHERE],
            env={**os.environ, "OPENPYXL_LXML": "False", "TZ": zone, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for zone, seed in (("Asia/Shanghai", "1"), ("America/Lima", "2"))
    }
    assert len(digests) == 1


def test_how_it_looks(run: RunReport) -> None:
    """Heads stay in sight, columns can be filtered, the totals below stay out of the filter."""
    book = _book(run)
    assert book.sheetnames == ["Clients", "Lines", "Problems", "Documents", "Sources"]
    clients = book["Clients"]
    assert (clients.freeze_panes, clients.auto_filter.ref) == ("C2", "A1:N9")
    assert [clients.cell(2, place).number_format for place in (6, 10)] == ["#,##0.00", "yyyy-mm-dd"]
    fills = [clients.cell(row, 3).fill.fgColor.rgb for row in range(2, 10)]
    assert len(set(fills)) == 8
    assert clients["J2"].value == datetime.combine(date(2026, 12, 1), datetime.min.time())


def test_rows_are_tall_enough_for_their_text(run: RunReport) -> None:
    """Every row says how tall it is: not every program measures wrapped text by itself."""
    for language in ("zh", "en"):
        book = load_workbook(BytesIO(summary(run, language)))
        for sheet in book:
            widths = [sheet.column_dimensions[one.coordinate[:1]].width for one in sheet[1]]
            for number, row in enumerate(sheet.iter_rows(min_row=2, values_only=True), 2):
                least = max(map(_least_lines, row, widths))
                assert sheet.row_dimensions[number].height >= 15 * least
    clients = _book(run)["Clients"]
    assert [clients.row_dimensions[row].height for row in (2, 4, 10)] == [15, 60, 15]


def _least_lines(value: object, width: float) -> int:
    """Lines below which a text cannot stand: a Chinese character is as wide as 2.1 digits."""
    paragraphs = str(value).splitlines() if isinstance(value, str) else [""]
    digits = [sum(2.1 if ord(sign) > 0x2E80 else 1 for sign in one) for one in paragraphs]
    return sum(max(1, ceil(one / width)) for one in digits)
