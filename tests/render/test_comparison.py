"""Lines of two papers side by side: spans of one kind, and where the table breaks."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pypdfium2
import pytest

from billing.invoice import DraftInvoice, Invoice, Line, Note, Then, then
from billing.period import Period, month
from billing.render import preview, wording
from billing.render.page import Compared
from billing.settings import PaperSettings
from tests.render.conftest import draft, line

OCTOBER = month("2026-10")
FIRST = Period(OCTOBER.start, OCTOBER.start.replace(day=16))
SECOND = Period(FIRST.end, OCTOBER.end)
THIRD = Period(OCTOBER.start.replace(day=20), OCTOBER.end)


def _spans(*figures: str, kind: str = "F1/seat_fee/") -> tuple[Line, ...]:
    """A line for each `quantity unit price amount`, span after span."""
    return tuple(
        line(kind, "样例", text, span=span)
        for text, span in zip(figures, (FIRST, SECOND, THIRD), strict=False)
    )


def _compared(old: tuple[Then, ...], new: tuple[Line, ...]) -> list[str]:
    page = wording.page(replace(draft(*new), last_month=old), PaperSettings())
    return [_text(row) for row in page.comparison]


def _text(row: Compared) -> str:
    figures = (row.quantity_then, row.quantity_now, row.price_then, row.price_now)
    amounts = (row.amount_then, row.amount_now, row.change)
    return " | ".join([*(figure.text for figure in figures), *amounts])


_SPANS = [
    # what, the spans of then, the spans of now, as printed
    (
        "seats that changed are told one by one",
        ("3 seat 2700 8100.00",),
        ("3 seat 2700 3919.35", "4 seat 2700 5574.19"),
        "3 | 3 / 4 | 2700.00 | 2700.00 | 8,100.00 | 9,493.54 | +1,393.54",
    ),
    (
        "so are last month's",
        ("3 seat 2700 3919.35", "4 seat 2700 5574.19"),
        ("4 seat 2700 10800.00",),
        "3 / 4 | 4 | 2700.00 | 2700.00 | 9,493.54 | 10,800.00 | +1,306.46",
    ),
    (
        "the same seats at another price",
        ("3 seat 2700 8100.00",),
        ("3 seat 2700 3919.35", "3 seat 2800 4335.48"),
        "3 | 3 | 2700.00 | 2700.00 / 2800.00 | 8,100.00 | 8,254.83 | +154.83",
    ),
    (
        "seats and price, and back again",
        ("3 seat 2700 8100.00",),
        ("3 seat 2700 100.00", "4 seat 2800 100.00", "3 seat 2700 100.00"),
        "3 | 3 / 4 / 3 | 2700.00 | 2700.00 / 2800.00 / 2700.00 | 8,100.00 | 300.00 | −7,800.00",
    ),
    (
        "spans that say the same",
        ("3 seat 2700 8100.00",),
        ("3 seat 2700 3919.35", "3 seat 2700 4180.65"),
        "3 | 3 | 2700.00 | 2700.00 | 8,100.00 | 8,100.00 | 0.00",
    ),
    (
        "a month in two spans is one month",
        ("1 month 6000 6000.00",),
        ("1 month 6000 2903.23", "1 month 6000 3096.77"),
        "1 | 1 | 6000.00 | 6000.00 | 6,000.00 | 6,000.00 | 0.00",
    ),
    (
        "what is counted adds up at one price",
        ("500 reception 1.2 600.00",),
        ("300 reception 1.2 360.00", "200 reception 1.2 240.00"),
        "500 | 500 | 1.20 | 1.20 | 600.00 | 600.00 | 0.00",
    ),
    (
        "twice the same count is not one",
        ("600 reception 1.2 720.00",),
        ("300 reception 1.2 360.00", "300 reception 1.2 360.00"),
        "600 | 600 | 1.20 | 1.20 | 720.00 | 720.00 | 0.00",
    ),
    (
        "what is counted does not add up at two prices",
        ("500 reception 1.2 600.00",),
        ("300 reception 1.2 360.00", "300 reception 1.1 330.00"),
        "500 | 300 / 300 | 1.20 | 1.20 / 1.10 | 600.00 | 690.00 | +90.00",
    ),
    (
        "a rate stays a percentage",
        ("80000 net_sales 0.02 1600.00",),
        ("30000 net_sales 0.02 600.00", "20000 net_sales 0.015 300.00"),
        "80000.00 | 30000.00 / 20000.00 | 2% | 2% / 1.5% | 1,600.00 | 900.00 | −700.00",
    ),
]


@pytest.mark.parametrize(
    "old, new, printed", [case[1:] for case in _SPANS], ids=[case[0] for case in _SPANS]
)
def test_spans_of_one_kind(old: tuple[str, ...], new: tuple[str, ...], printed: str) -> None:
    """Three seats, then four, are not seven."""
    assert _compared(then(_spans(*old)), _spans(*new)) == [printed]


def test_lines_kept_before_they_had_a_unit() -> None:
    """Then a rate is known by this month's line, or by its code."""
    old = (
        Then(
            key="K1/commission/",
            quantity=Decimal(10),
            unit_price=Decimal("0.02"),
            amount=Decimal(1),
        ),
        Then(key="F1/seat_fee/", quantity=Decimal(2), unit_price=Decimal(9), amount=Decimal(18)),
    )
    assert _compared(old, _spans("3 seat 9 27.00")) == [
        "2 | 3 | 9.00 | 9.00 | 18.00 | 27.00 | +9.00",
        "10.00 |  | 2% |  | 1.00 |  | −1.00",
    ]


def test_several_figures_may_take_two_rows() -> None:
    """A cell of several prices is broken between them, and is not clipped."""
    lines = _spans("3 seat 12700.55 100.00", "4 seat 12800.55 100.00")
    document = pypdfium2.PdfDocument(preview(replace(draft(*lines), last_month=then(lines))))
    text = document[len(document) - 1].get_textpage().get_text_bounded().replace("\r\n", " ")
    assert "3 / 4 3 / 4 12700.55 / 12800.55 12700.55 / 12800.55 200.00 200.00 0.00" in text


def _filled(papers: Mapping[str, Invoice], rows: int, notes: int) -> DraftInvoice:
    """So many lines and notes that the comparison begins and ends anywhere on a page."""
    long = papers["sixty"].draft
    kept = long.lines[:rows]
    said = (Note(code="label.not_fapiao"),) * notes
    return replace(long, lines=kept, last_month=then(kept), notes=said)


@pytest.mark.parametrize(
    "rows, notes", [(rows, notes) for rows in (19, 27, 35) for notes in range(4)]
)
def test_a_table_that_breaks_leaves_no_row_alone(
    papers: Mapping[str, Invoice], rows: int, notes: int
) -> None:
    """On every page of it stand its head and at least two rows; its title stands with them."""
    document = pypdfium2.PdfDocument(preview(_filled(papers, rows, notes)))
    counted: list[int] = []
    for place in range(len(document)):
        text = document[place].get_textpage().get_text_bounded().replace("\r\n", " ")
        found = text.count("2 2 2700.00 2700.00 5,400.00 5,400.00 0.00")
        assert text.count("上月 本月 上月 本月 上月 本月") == (1 if found else 0)
        assert ("与上月对比" in text) is (found > 0 and not counted)
        counted += [found] if found else []
    assert sum(counted) == rows
    assert min(counted) >= 2
