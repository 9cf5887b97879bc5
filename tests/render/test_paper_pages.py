"""Where things stand on the pages: breaks, heads, margins, decimal points."""

import re
from collections.abc import Mapping
from dataclasses import replace

import pypdfium2
import pytest

from billing.invoice import Invoice
from billing.render import preview, render
from tests.render.conftest import draft, invoice, line


def _pages(content: bytes) -> list[str]:
    """The text of each page, without line ends."""
    pages = pypdfium2.PdfDocument(content)
    texts = [pages[place].get_textpage().get_text_bounded() for place in range(len(pages))]
    return [" ".join(text.split()) for text in texts]


def test_page_counts(papers: Mapping[str, Invoice]) -> None:
    """No paper is longer than it need be."""
    counts = {name: len(_pages(render(invoice))) for name, invoice in papers.items()}
    assert counts == {
        "everything": 3,
        "bilingual": 3,
        "english": 1,
        "one_line": 1,
        "big": 1,
        "sixty": 4,
        "long": 2,
        "carried": 1,
        "eight_stores": 2,
    }


def test_heads_repeat_and_pages_are_numbered(papers: Mapping[str, Invoice]) -> None:
    """Each page of lines has the table's head; each page its place and the number."""
    pages = _pages(render(papers["sixty"]))
    assert all("项目 数量 单位 单价 金额" in page for page in pages[:3])
    for place, page in enumerate(pages, start=1):
        assert f"{place} / {len(pages)}" in page
        assert "INV-2026-000123" in page


@pytest.mark.parametrize("rows", range(9, 16))
def test_totals_are_never_alone(papers: Mapping[str, Invoice], rows: int) -> None:
    """Wherever the page ends, the last line is on the totals' page, with its working."""
    long = papers["sixty"].draft
    short = replace(long, lines=long.lines[:rows])
    (page,) = [text for text in _pages(preview(short)) if "不含税合计" in text]
    assert f"坐席服务费 {rows - 1} 2 坐席 2700.00 5,400.00 10-01 – 10-31 2 × 2700" in page


@pytest.mark.parametrize("name", ["long", "big", "bilingual", "eight_stores"])
def test_nothing_is_clipped(papers: Mapping[str, Invoice], name: str) -> None:
    """Every character lies inside the margins, long names and large amounts as well."""
    document = pypdfium2.PdfDocument(render(papers[name]))
    for place in range(len(document)):
        text = document[place].get_textpage()
        boxes = [text.get_charbox(letter) for letter in range(text.count_chars())]
        assert min(box[0] for box in boxes if box[2] > box[0]) > 44
        assert max(box[2] for box in boxes if box[2] > box[0]) < 595 - 44


def test_decimal_points_stand_in_line(papers: Mapping[str, Invoice]) -> None:
    """Prices of two and of six decimals share the place of their point."""
    document = pypdfium2.PdfDocument(render(papers["long"]))
    places = []
    for place in range(len(document)):
        text = document[place].get_textpage()
        for price in ("12345678.90", "0.012345"):
            found = text.search(price).get_next()
            if found:
                places.append(text.get_charbox(found[0] + price.index("."))[0])
    assert len(places) == 2
    assert places[0] == pytest.approx(places[1], abs=0.1)


_FOOT = 17 / 25.4 * 72  # points below the lines of a page


@pytest.mark.parametrize("first", range(1, 7))
def test_a_store_may_break_between_its_lines(first: int) -> None:
    """Page one is full but for a title and a line; a title stands with a line, a sum with one."""
    rows = [(0, row) for row in range(first)]
    rows += [(store, row) for store in range(1, 7) for row in range(3)]
    of = draft(
        *(
            line(f"F{store}/seat_fee/{row}", f"样例 {row}", "1 seat 5 5.00", store=f"S{store}")
            for store, row in rows
        )
    )
    document = pypdfium2.PdfDocument(render(invoice(of)))
    page = document[0].get_textpage()
    boxes = [page.get_rect(place) for place in range(page.count_rects())]
    assert min(box[1] for box in boxes if box[1] > _FOOT) < _FOOT + 28 / 25.4 * 72
    for text in _pages(render(invoice(of))):
        body = text.partition("单价 金额 ")[2]
        assert not body.startswith("小计")
        assert not re.search(r" S\d INV-2026| S\d 样例客服外包有限公司 ·", text)
