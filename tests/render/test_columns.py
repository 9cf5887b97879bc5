"""Columns of tables: heads above their figures, none that is empty, and halves that look alike."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pypdfium2
import pytest

from billing.invoice import Annex, AnnexCell, InvoiceLanguage
from billing.render import render, wording
from billing.settings import PaperSettings
from tests.render.conftest import draft, everything, invoice, line
from tests.render.corrected import documents

_Word = tuple[str, float]


def _rows(content: bytes) -> Iterator[list[_Word]]:
    """The rows of text of all pages: each text and its right edge, in points."""
    document = pypdfium2.PdfDocument(content)
    for place in range(len(document)):
        page = document[place].get_textpage()
        boxes = [page.get_rect(number) for number in range(page.count_rects())]
        for height in sorted({round(box[1]) for box in boxes}, reverse=True):
            row = sorted(box for box in boxes if round(box[1]) == height)
            yield [(page.get_text_bounded(*box).strip(), box[2]) for box in row]


@pytest.mark.parametrize("name, heads", [("everything", "上月 本月"), ("revision", "原单 本单")])
def test_the_heads_of_a_comparison_stand_above_their_figures(name: str, heads: str) -> None:
    """`Now` under the amounts ends where the amounts end."""
    document = {**documents(), "everything": invoice(everything())}[name]
    rows = list(_rows(render(document)))
    start = next(
        place
        for place, row in enumerate(rows)
        if " ".join(text for text, _ in row).split() == (heads.split() * 3)
    )
    edges = next(
        [edge for text, edge in row if text == "6,000.00"]
        for row in rows[start:]
        if [text for text, _ in row].count("6,000.00") == 2
    )
    assert rows[start][-1][1] == pytest.approx(edges[-1], abs=1.2)


def _annex(*rows: tuple[AnnexCell, ...], totals: tuple[AnnexCell, ...] = ()) -> Annex:
    columns = ("date", "sales", "refunds", "net_sales", "silent_sales")
    return Annex(code="commission", columns=columns, rows=rows, totals=totals)


@pytest.mark.parametrize(
    "rows, totals, heads",
    [
        ((("a", 1, "", 0, ""), ("b", "", "", 3, "")), (), "日期 归属销售额 净销售额"),
        ((("a", 1, "", 0, ""),), ("合计", "", 2, "", ""), "日期 归属销售额 完成退款 净销售额"),
        ((("", "", "", "", ""),), (), "日期 归属销售额 完成退款 净销售额 静默销售额"),
        ((), (), "日期 归属销售额 完成退款 净销售额 静默销售额"),
    ],
)
def test_a_column_without_a_cell_is_left_out(
    rows: tuple[tuple[AnnexCell, ...], ...], totals: tuple[AnnexCell, ...], heads: str
) -> None:
    """A zero is no empty cell, nor is a total; a table of nothing keeps its heads."""
    of = draft(line("F1/seat_fee/", "坐席", "1 seat 1 1.00"))
    of = replace(of, annex=(_annex(*rows, totals=totals),))
    (table,) = wording.page(of, PaperSettings()).tables
    assert [head.name for head in table.heads] == heads.split()
    assert {len(row) for row in (*table.rows, *([table.totals] if totals else []))} <= {
        len(table.heads)
    }


@pytest.mark.parametrize("language", ["zh", "zh-en"])
def test_the_heads_of_both_halves_break_alike(language: InvoiceLanguage) -> None:
    """The margin of the last column takes no room from its head."""
    days = (date(2026, 10, day) for day in range(1, 31))
    rows = tuple((day, Decimal("86420.5"), Decimal(6420), 80000, 1) for day in days)
    of = draft(line("K1/commission/", "提成", "1 seat 1 1.00"), language=language)
    of = replace(of, annex=(_annex(*rows),))
    texts = [text for row in _rows(render(invoice(of))) for text, _ in row]
    assert sum(text.count("静默销售额") for text in texts) == 2
