"""The detail workbook: what stands in it, that text stays text, its sums, and its bytes."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.utils import range_boundaries

from billing.invoice import Annex, DraftInvoice, Invoice, InvoiceLanguage, Note
from billing.render import Stationery
from billing.render.annexes import LONGEST
from billing.render.detail import detail_workbook, file_name, is_wanted
from billing.settings import PaperSettings
from tests.render.conftest import draft, everything, invoice, line

_FIRST = date(2026, 10, 1)


def by_day(rows: int, stores: int = 1) -> Annex:
    """A table of receptions by store and day, its totals those of its columns."""
    cells = tuple(
        (f"S{place % stores + 1}", _FIRST + timedelta(days=place // stores), 100 + place, -place)
        for place in range(rows)
    )
    return Annex(
        code="receptions_by_day",
        charge="M1",
        columns=("store", "date", "receptions", "robot"),
        rows=cells,
        totals=("total", "", sum(row[2] for row in cells), sum(row[3] for row in cells)),
        headers=("接待总量",),
        notes=(Note(code="label.not_fapiao"),),
    )


def full(language: InvoiceLanguage = "zh") -> Invoice:
    """All parts of a statement, its own tables and one by day."""
    whole = everything(language)
    return invoice(replace(whole, annex=(*whole.annex, by_day(4, 2))))


def _book(of: Invoice, *, values: bool) -> Workbook:
    return load_workbook(BytesIO(detail_workbook(of)), data_only=values)


def _told(of: Invoice) -> str:
    """Every cell that holds something, row by row; a formula with the value beside it."""
    formulas, values = _book(of, values=False), _book(of, values=True)
    return "\n".join(
        f"{sheet.title}\n"
        + "".join(
            "    " + " | ".join(_cells(row, values[sheet.title])) + "\n"
            for row in sheet.iter_rows()
            if any(cell.value is not None for cell in row)
        )
        for sheet in formulas.worksheets
    )


def _cells(row: Any, values: Any) -> Iterator[str]:
    for cell in row:
        if cell.data_type == "f":
            yield f"{cell.value} -> {values[cell.coordinate].value}"
        elif isinstance(cell.value, datetime):
            yield f"{cell.value:%Y-%m-%d}"
        elif cell.value is None:
            yield ""
        else:
            yield f"{cell.value} [{cell.number_format}]" if cell.data_type == "n" else cell.value


@pytest.mark.parametrize("language, name", [("zh", "zh"), ("en", "english"), ("zh-en", "both")])
def test_the_workbook_is_the_golden_one(
    language: InvoiceLanguage, name: str, request: pytest.FixtureRequest
) -> None:
    """Lines, workings, tables, totals as formulas with their values, in the client's language."""
    found = _told(full(language))
    golden = Path(__file__).parent / f"detail_{name}.golden.txt"
    if request.config.getoption("--golden", default=False):
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")


EVIL = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(1)",
    '=HYPERLINK("x")',
    "\t=1",
    "'=1",
    "=1\x07\x00\ud800",
    "& <b>",
)


def _evil(text: str) -> Invoice:
    """An invoice in which everything that a client can write is `text`."""
    bill = everything()
    table = replace(by_day(3, 3), columns=("store", "kind", text, "robot"), headers=(text,))
    rows = tuple((row[0], text, *row[2:]) for row in table.rows)
    return invoice(
        replace(
            bill,
            client=replace(bill.client, name=text),
            provider=replace(bill.provider, name=text),
            contract_number=text,
            store_names={"S1": text, "S2": text, "S3": text},
            charge_labels={"M1": text, "K1": text},
            lines=tuple(replace(one, description=text, working=text) for one in bill.lines),
            annex=(replace(table, rows=rows),),
        )
    )


def _parts(content: bytes, pattern: str) -> list[str]:
    with ZipFile(BytesIO(content)) as book:
        names = [name for name in book.namelist() if re.fullmatch(pattern, name)]
        return [book.read(name).decode() for name in names]


@pytest.mark.parametrize("text", [*EVIL, "x" * 40000])
def test_text_stays_text(text: str) -> None:
    """The only formulas are our sums, in the sheets' own XML, whatever a client is called."""
    sheets = _parts(detail_workbook(_evil(text)), r"xl/worksheets/sheet\d+\.xml")
    assert len(sheets) == 2
    formulas = re.findall(r"<f[ >].*?</f>", "".join(sheets))
    assert len(formulas) == 3 + 2
    assert all(re.fullmatch(r"<f>SUM\([A-Z]+\d+(:[A-Z]+\d+)?\)</f>", one) for one in formulas)
    kinds = set(re.findall(r'<c [^>]*?t="(\w+)"', "".join(sheets)))
    assert kinds == {"s"}  # shared text; every other cell is a number


def test_text_stays_text_when_it_is_edited() -> None:
    """Cells whose text looks like a formula are marked, so that Enter in them makes none."""
    book = _book(_evil("=1+1"), values=False)
    found = [
        cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row
        if cell.value == "=1+1"
    ]  # fmt: skip
    assert len(found) > 20
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in found)


def test_client_text_is_as_it_was_written() -> None:
    """Not escaped, not trimmed, not taken for a word of ours."""
    odd = "  A&B <b>\u3000total  "
    bill = replace(everything(), store_names={"S1": odd}, annex=(by_day(2),))
    sheet = _book(invoice(bill), values=True).worksheets[1]
    assert [row[0].value for row in sheet.iter_rows(min_row=5, max_row=6)] == [odd, odd]


def _sums(of: Invoice) -> Iterator[tuple[Decimal, Decimal]]:
    """Of every formula: what its cells add up to, and the value that stands beside it."""
    formulas, values = _book(of, values=False), _book(of, values=True)
    for sheet in formulas.worksheets:
        page = values[sheet.title]
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
            left, top, right, bottom = range_boundaries(str(cell.value)[5:-1])
            cells = [
                page.cell(row, column).value
                for row in range(int(top or 0), int(bottom or 0) + 1)
                for column in range(int(left or 0), int(right or 0) + 1)
            ]
            yield (
                sum((Decimal(str(one)) for one in cells if one is not None), Decimal(0)),
                Decimal(str(page[cell.coordinate].value)),
            )


def _at(of: Invoice, label: str) -> Decimal:
    """The amount beside a label of the first sheet, under the head of that name."""
    page = _book(of, values=True).worksheets[0]
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    column = next(row.index("Amount") for row in rows if "Amount" in row)
    return next(Decimal(str(row[column])) for row in rows if row[0] == label)


AMOUNTS = st.decimals(-(10**7), 10**7, places=2)


@given(
    amounts=st.lists(AMOUNTS, min_size=1, max_size=6),
    cells=st.lists(AMOUNTS, max_size=5),
    basis=st.sampled_from(("exclusive", "inclusive")),
    prepaid=st.decimals(0, 10**6, places=2),
)
def test_the_formulas_add_up(
    amounts: list[Decimal], cells: list[Decimal], basis: str, prepaid: Decimal
) -> None:
    """Each to the value beside it, and the lines to the printed subtotal."""
    lines = [
        line(f"F{place}/seat_fee/", "Seats", f"1 seat {amount} {amount}")
        for place, amount in enumerate(amounts)
    ]
    table = Annex(
        code="sales_by_day",
        columns=("date", "sales"),
        rows=tuple((_FIRST, cell) for cell in cells),
        totals=("total", sum(cells, Decimal(0))),
    )
    bill = replace(draft(*lines, language="en", basis=basis, prepaid=prepaid), annex=(table,))
    issued = invoice(bill)
    found = list(_sums(issued))
    assert len(found) == 3 + bool(cells)
    assert all(added == beside for added, beside in found)
    assert _at(issued, "Sum of the lines") == bill.totals.subtotal
    assert _at(issued, "Total including tax") == bill.totals.gross
    assert _at(issued, "Amount due") == bill.totals.amount_due


def test_a_total_that_is_no_sum_is_no_formula() -> None:
    """An average under a column, and a column in which there are words."""
    table = Annex(
        code="odd",
        columns=("date", "average", "count"),
        rows=((_FIRST, 2, 1), (_FIRST, 4, "–")),
        totals=("total", 3, 1),
    )
    page = _book(invoice(replace(everything(), annex=(table,))), values=False).worksheets[1]
    last = list(page.iter_rows())[-1]
    assert [cell.value for cell in last] == ["合计", 3, 1]


def test_columns_that_are_empty_in_every_row_are_left_out() -> None:
    """Of lines without a store or working, and of a table; a zero and a total keep theirs."""
    table = Annex(
        code="odd",
        columns=("date", "reason", "count", "days"),
        rows=((_FIRST, "", 0, ""), (_FIRST, "", 0, "")),
        totals=("total", "", 0, 7),
    )
    bill = replace(
        draft(line("F1/seat_fee/", "Seats", "1 seat 5 5"), language="en"), annex=(table,)
    )
    first, second = _book(invoice(bill), values=False).worksheets
    heads = [[cell.value for cell in row] for row in (*first.iter_rows(), *second.iter_rows())]
    assert ["Item", "Charge", "From", "To", "Quantity", "Unit", "Unit price", "Amount"] in [
        row[:8] for row in heads
    ]
    assert ["Date", "Count", "Days"] in heads


def test_every_sheet_is_ready_for_print() -> None:
    """A4 across, one page wide, heads frozen and on every page, in few rows."""
    for sheet in _book(full(), values=False).worksheets:
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        top = int(str(sheet.freeze_panes)[1:]) - 1
        assert sheet.print_title_rows == f"${top}:${top}"
        assert top <= 9
        assert all(11 <= width.width <= 37 for width in sheet.column_dimensions.values())


def test_the_same_bytes_whatever_the_machine() -> None:
    """Another process, time zone, language and hash seed; and no clock in it."""
    code = (
        "import sys; from tests.render.test_detail import full, detail_workbook;"
        "sys.stdout.buffer.write(detail_workbook(full()))"
    )
    root = Path(__file__).parents[2]
    for zone, tongue, seed in (("Asia/Tokyo", "zh_CN.UTF-8", "1"), ("UTC", "C", "2")):
        where = {**os.environ, "TZ": zone, "LC_ALL": tongue, "PYTHONHASHSEED": seed}
        made = subprocess.run(
            [sys.executable, "-c", code], cwd=root, env=where, capture_output=True, check=True
        )
        assert made.stdout == detail_workbook(full())
    (core,) = _parts(detail_workbook(full()), r"docProps/core\.xml")
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+", core)) == {"2026-11-01T00:00:00"}


def test_its_name_and_its_look() -> None:
    """Named as the PDF is; title and colour are the paper's."""
    paper = PaperSettings(title_zh="服务费账单", colour="#aa3300")
    content = detail_workbook(full(), Stationery(paper=paper))
    assert file_name(full()) == "INV-2026-000123_C001_detail.xlsx"
    assert load_workbook(BytesIO(content)).worksheets[0]["A1"].value == "服务费账单 · 明细"
    assert "AA3300" in _parts(content, r"xl/styles\.xml")[0].upper()


@pytest.mark.parametrize(
    "rows, wanted", [(LONGEST, (False, True, False)), (LONGEST + 1, (True, True, False))]
)
def test_when_it_is_written(rows: int, wanted: tuple[bool, ...]) -> None:
    """For more rows than are printed; always; never."""
    bill: DraftInvoice = replace(everything(), annex=(by_day(rows),))
    assert LONGEST == 200
    assert tuple(is_wanted(bill, kept) for kept in ("long", "always", "never")) == wanted
