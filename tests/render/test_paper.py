"""The printed statement: its bytes, its words, its structure, its pages."""

import io
import logging
import os
import pickle
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from billing.errors import RenderError
from billing.invoice import Invoice
from billing.render import Stationery, missing_glyphs, preview, render

_ELSEWHERE = {
    "TZ": "America/New_York",
    "LANG": "de_DE.UTF-8",
    "LC_ALL": "C",
    "PYTHONHASHSEED": "4711",
    "SOURCE_DATE_EPOCH": "86400",
    "FONTCONFIG_FILE": "/nowhere/fonts.conf",
}
_CHILD = """
import pickle, sys
from billing.render import render
sys.stdout.buffer.write(render(pickle.load(sys.stdin.buffer)))
"""


def _pages(content: bytes) -> list[str]:
    """The text of each page, without line ends."""
    pages = pypdfium2.PdfDocument(content)
    texts = [pages[place].get_textpage().get_text_bounded() for place in range(len(pages))]
    return [" ".join(text.split()) for text in texts]


def _text(content: bytes) -> str:
    return " ".join(_pages(content))


def test_the_same_bytes_in_another_process_and_country(papers: Mapping[str, Invoice]) -> None:
    """Neither time zone nor locale, hash seed nor clock leaves a trace."""
    invoice = papers["bilingual"]
    child = subprocess.run(
        [sys.executable, "-c", _CHILD],
        input=pickle.dumps(invoice),
        capture_output=True,
        check=True,
        env={**os.environ, **_ELSEWHERE},
        cwd=Path(__file__).parents[2],
    )
    assert child.stderr == b""
    assert render(invoice) == child.stdout


def test_the_same_bytes_whatever_was_printed_before(papers: Mapping[str, Invoice]) -> None:
    """A page does not depend on the pages that its process made before it."""
    first = {name: render(papers[name]) for name in ("english", "everything")}
    again = {name: render(papers[name]) for name in ("everything", "english")}
    assert first == again


def test_the_same_bytes_without_the_quick_subsetter(
    papers: Mapping[str, Invoice], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where HarfBuzz cannot cut fonts, fontTools does, and must not stamp them with the time."""
    from weasyprint.pdf import fonts

    monkeypatch.setattr(fonts, "harfbuzz_subset", None)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    first = render(papers["one_line"])
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1500000000")
    assert render(papers["one_line"]) == first
    assert os.environ["SOURCE_DATE_EPOCH"] == "1500000000"


def test_the_first_page_says_what_to_pay(papers: Mapping[str, Invoice]) -> None:
    """How much, for what, by when, to which account, and that it is no tax invoice."""
    page = _pages(render(replace(papers["everything"], revision=2)))[0]
    for said in (
        "结算单",
        "INV-2026-000123",
        "¥21,743.16",
        "人民币贰万壹仟柒佰肆拾叁元壹角陆分",
        "付款期限 2026-12-01",
        "6222 0000 1111 2222 333",
        "样例银行上海浦东支行",
        "SAMPCNSHXXX",
        "版次 2",
        "2026-10-01 – 2026-10-31",
        "开具日期 2026-11-01",
        "HT-2026-018",
        "样例喆堃镕家居（上海）有限公司",
        "91310115MA1K00001Y",
        "样例客服外包有限公司",
        "非税务发票",
        "(5830 − 5000) × 1.20 = 996.00",
        "10-10 – 10-12",
        "小计 12,338.71",
    ):
        assert said in page, said


def test_every_part_is_printed(papers: Mapping[str, Invoice]) -> None:
    """Rates as percentages, totals, balances, the months side by side, tables, sources."""
    text = _text(render(papers["everything"]))
    for said in (
        "80000.00 元 2% 1,600.00",
        "不含税合计 22,399.21",
        "税额 6% 1,343.95",
        "价税合计 23,743.16",
        "预付款抵扣 −2,000.00",
        "应付金额 21,743.16",
        "预付款 5,000.00 −2,000.00 3,000.00",
        "未用额度 · 包月 5000 次 120 −120 0",
        "212 830 1.20 1.20 254.40 996.00 +741.60",
        "61250.50 80000.00 2% 2% 1,225.01 1,600.00 +374.99",
        "最低天数补足 大促按天 1 220.00 220.00 −220.00",
        "2026-10-12 大促 6 6 400.00",
        "2026-10-13 平日 7 6 400.00",
        "纯机器人 −120",
        "所用表头 接待总量",
        "每日接待量 最高 416 (10-08) 日均 260.8",
        "2026-10/样例 排班.xlsx",
    ):
        assert said in text, said


def test_prices_that_include_tax(papers: Mapping[str, Invoice]) -> None:
    """The total comes first, net and tax are told as parts of it."""
    text = _text(render(papers["english"]))
    assert (
        "Total including tax 6,996.00 of which net of tax 6,600.00 of which tax 6% 396.00" in text
    )
    assert "Prices include tax" in text


def test_two_languages_from_one_template(papers: Mapping[str, Invoice]) -> None:
    """Every label in both languages, the amount in both wordings."""
    text = _text(render(papers["bilingual"]))
    assert "应付金额 Amount due" in text
    assert "SAY RMB TWENTY-ONE THOUSAND SEVEN HUNDRED FORTY-THREE AND FEN SIXTEEN ONLY" in text
    assert "Sample Customer Service Outsourcing Ltd." in text


@pytest.mark.parametrize(
    "name, language", [("everything", "zh-CN"), ("english", "en"), ("bilingual", "zh-CN")]
)
def test_structure(papers: Mapping[str, Invoice], name: str, language: str) -> None:
    """Tagged, titled, in its language, dated by the invoice, A4, and in our fonts only."""
    with pikepdf.open(io.BytesIO(render(papers[name]))) as pdf:
        assert str(pdf.Root.Lang) == language
        assert bool(pdf.Root.MarkInfo.Marked)
        assert "/StructTreeRoot" in pdf.Root
        assert "INV-2026-000123" in str(pdf.docinfo["/Title"])
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20261101")
        assert "/ModDate" not in pdf.docinfo
        assert {tuple(round(float(side)) for side in page.mediabox) for page in pdf.pages} == {
            (0, 0, 595, 842)
        }
        fonts = {
            str(font.BaseFont).partition("+")[2]
            for page in pdf.pages
            for font in page.Resources.Font.values()
        }
    assert fonts
    assert all(font.startswith("Noto-Sans") for font in fonts), fonts


def test_a_preview_is_no_invoice(papers: Mapping[str, Invoice]) -> None:
    """Watermarked on every page, without number and dates, and the same on every run."""
    draft = papers["bilingual"].draft
    content = preview(draft)
    assert content == preview(draft)
    pages = _pages(content)
    assert all("DRAFT / 草稿" in page for page in pages)
    assert "未编号 no number" in pages[0]
    assert "30 days after issue" in pages[0]
    assert "INV-2026" not in " ".join(pages)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert "/CreationDate" not in pdf.docinfo


def test_nothing_is_missing_from_the_samples(papers: Mapping[str, Invoice]) -> None:
    """The characters of common names are there, Latin letters with marks too."""
    assert {missing_glyphs(invoice.draft) for invoice in papers.values()} == {()}


@pytest.mark.parametrize(
    "name, missing",
    [
        ("样例𠮷野家", ("𠮷",)),
        ("Example 🎉\x07", ("\x07", "🎉")),
        ("喆堃镕\u200b e\u0301", ()),  # a joiner is shown as nothing, a mark joins its letter
    ],
)
def test_missing_glyphs_are_told_before_the_number(
    papers: Mapping[str, Invoice], name: str, missing: tuple[str, ...]
) -> None:
    """Only characters that would be printed and have no glyph are told."""
    draft = papers["one_line"].draft
    named = replace(draft, client=replace(draft.client, name=name))
    assert missing_glyphs(named) == missing


def test_a_glyph_that_is_missing_after_all_stops_the_page(papers: Mapping[str, Invoice]) -> None:
    """WeasyPrint's own report of a box in place of a character is an error here."""
    invoice = papers["one_line"]
    named = replace(invoice.draft, store_names={}, contract_number="样例𠮷")
    with pytest.raises(RenderError) as caught:
        render(replace(invoice, draft=named))
    assert (caught.value.code, caught.value.values["found"]) == ("render_missing_glyph", "𠮷")


def test_bold_falls_back_to_regular(papers: Mapping[str, Invoice]) -> None:
    """A character that only the regular font has can stand in a bold place, such as the title."""
    rare = "镕喆堃翀堃丨龘"
    invoice = papers["one_line"]
    assert missing_glyphs(replace(invoice.draft, contract_number=rare)) == ()
    assert rare in _text(render(replace(invoice, number=rare)))


def test_weasyprint_is_not_heard(
    papers: Mapping[str, Invoice],
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    """What the library says goes to our log, below the level that a clerk sees."""
    (tmp_path / "invoice.html").write_text('<title>t</title><p style="frobnicate: 1">x')
    with caplog.at_level(logging.DEBUG):
        render(papers["english"], Stationery(templates=tmp_path))
    loud = [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert loud == []
    assert "frobnicate" in caplog.text
    assert capfd.readouterr() == ("", "")


def test_rendering_is_imported_when_needed() -> None:
    """The module itself pulls in neither WeasyPrint nor Jinja nor fontTools."""
    code = (
        "import sys, billing.render;"
        "print([name for name in ('weasyprint', 'jinja2', 'fontTools') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert done.stdout.strip() == "[]"
