"""The words and figures of a page, before they are laid out."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from billing import assets, catalogue
from billing.catalogue import LANGUAGES
from billing.invoice import Annex, Chart, DayBar, Invoice
from billing.render import colours, figures, fonts, press, template, wording
from billing.render.labels import Labels
from billing.render.stationery import PLAIN
from billing.settings import PaperSettings

_LINE_CODES = (
    "seat_fee carried_forward vacancy base_fee commission unit_commission package_fee overage"
    " shortfall_credit undelivered day_fee min_days_topup reception_fee band_fee order_fee"
    " late_refund_credit project_fee milestone_fee late_deduction minimum_topup cap_adjust"
    " sla_deduction quality_fine adjustment credit_applied"
)
_UNIT_CODES = (
    "seat month reception order seat_day net_sales unit hour project milestone day case point"
    " block flat_fee sum"
)
_MODES = "fixed commission monthly daily receptions orders project"


@pytest.mark.parametrize("name", ["everything", "english"])
def test_the_html_is_the_golden_one(
    papers: Mapping[str, Invoice], name: str, request: pytest.FixtureRequest
) -> None:
    """The filled template as a whole; `--golden` writes it anew."""
    invoice = papers[name]
    page = wording.page(invoice, PaperSettings())
    environment = press.press(PLAIN).environment
    html = template.html(environment, page, Labels(invoice.draft.language), PLAIN)
    golden = Path(__file__).with_name(f"{name}.golden.html")
    if request.config.getoption("--golden", default=False):
        golden.write_text(html, encoding="utf-8")
    assert html == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "working, printed",
    [
        ("(5830 - 5000) x 1.20 = 996.00", "(5830 − 5000) × 1.20 = 996.00"),
        ("-1 x 2700.00 x 3/30 = -270.00", "−1 × 2700.00 × 3/30 = −270.00"),
        ("100.00 - (-8000.00 - 5) = 8105.00", "100.00 − (−8000.00 − 5) = 8105.00"),
        ("ceil(830 / 100) x 12.00 = 108.00", "ceil(830 / 100) × 12.00 = 108.00"),
        ("-1 x (18000.00) = -18000.00", "−1 × 18000.00 = −18000.00"),
        ("-1 x (1 x 2700.00) = -2700.00", "−1 × (1 × 2700.00) = −2700.00"),
        ("round(33.335) x 2 = 66.68", "round(33.335) × 2 = 66.68"),
        ("max-price x 2", "max-price × 2"),
    ],
)
def test_workings_in_real_signs(working: str, printed: str) -> None:
    """Times and minus as signs; a hyphen inside a word stays one."""
    assert figures.arithmetic(working) == printed


def test_decimals_in_line() -> None:
    """What is missing on the right is told digit by digit, and the point where it is missing."""
    texts = ["5830", "1.20", "0.012345", "2%", "−35.5", ""]
    assert [figure.place for figure in figures.aligned(texts)] == ["w6", "d4", "", "", "d5", ""]
    assert [figure.place for figure in figures.aligned(["1", "−20"])] == ["", ""]


@pytest.mark.parametrize(
    "value, currency, printed",
    [
        ("1409.5", "CNY", "¥1,409.50"),
        ("-0.01", "CNY", "−¥0.01"),
        ("12345678.9", "HKD", "HKD 12,345,678.90"),
        ("1200", "JPY", "JPY 1,200"),
    ],
)
def test_amounts_with_their_currency(value: str, currency: str, printed: str) -> None:
    """The yuan by its sign, others by code, in their own minor unit."""
    assert figures.with_sign(Decimal(value), currency) == printed


def test_every_code_has_its_words() -> None:
    """Lines, units, ways of charging and their tables: all in both languages."""
    codes = [
        *(f"line.{code}" for code in _LINE_CODES.split()),
        *(f"unit.{code}" for code in _UNIT_CODES.split()),
        *(f"{part}.{mode}" for mode in _MODES.split() for part in ("kind", "annex")),
    ]
    for code in codes:
        for language in LANGUAGES:
            assert catalogue.say(code, language).strip(), code


def test_names_of_lines_have_no_blanks() -> None:
    """The draft appends what tells a line from its like; nothing is left to be filled."""
    for code, entry in catalogue.sentences().items():
        if code.startswith(("line.", "unit.", "kind.", "annex.", "column.")):
            assert "{" not in entry.zh + entry.en, code


def test_labels_are_used_and_known() -> None:
    """The template asks for labels of the catalogue, and the catalogue has none to spare."""
    folder = Path(wording.__file__).parent
    html = (assets.folder("templates") / "invoice.html").read_text(encoding="utf-8")
    asked = set(re.findall(r"labels\.(\w+)", html))
    code = " ".join(file.read_text(encoding="utf-8") for file in folder.glob("*.py"))
    known = {name[6:] for name in catalogue.sentences() if name.startswith("label.")}
    quoted = set(re.findall(r'"(?:label\.)?(\w+)"', code)) | {"basis_exclusive", "basis_inclusive"}
    assert asked <= known
    assert known <= asked | quoted


def test_the_fonts_show_the_catalogue() -> None:
    """No label of ours lacks a glyph."""
    words = tuple(text for entry in catalogue.sentences().values() for text in (entry.zh, entry.en))
    assert fonts.unshown(words) == ()


def test_an_unknown_unit_is_printed_as_it_is(papers: Mapping[str, Invoice]) -> None:
    """A unit that a contract names itself, and a column or chart that nobody translated."""
    draft = papers["one_line"].draft
    named = replace(
        draft,
        lines=(replace(draft.lines[0], unit="试用<b>装"),),
        annex=(Annex(code="odd", columns=("weird",), rows=((1,),)),),
        charts=(Chart(code="odd", bars=(DayBar(day=date(2026, 10, 1), figure=Decimal(0)),)),),
    )
    page = wording.page(named, PaperSettings())
    assert page.groups[0].rows[0].unit == "试用&lt;b&gt;装"
    assert (page.tables[0].title, page.tables[0].heads[0].name) == ("odd", "weird")
    assert (page.pictures[0].title, page.pictures[0].path) == ("odd · 全部店铺", "")


def test_days_stand_two_by_two(papers: Mapping[str, Invoice]) -> None:
    """31 rows become 16, the second half beside the first, the total under the second."""
    page = wording.page(papers["everything"], PaperSettings())
    daily = page.tables[1]
    assert [(row[0], row[5]) for row in daily.rows][:2] == [
        ("2026-10-01", "2026-10-17"),
        ("2026-10-02", "2026-10-18"),
    ]
    assert daily.rows[15][5:] == ("",) * 5
    assert daily.totals == ("", "", "", "", "", "合计", "", "", "186", "")


def test_bars_are_as_tall_as_their_figures(papers: Mapping[str, Invoice]) -> None:
    """The highest fills the chart, half of it is half as tall, zero is not drawn."""
    days = tuple(
        DayBar(day=date(2026, 10, day), figure=Decimal(figure))
        for day, figure in ((1, 50), (2, 100), (4, 0))
    )
    draft = replace(papers["one_line"].draft, charts=(Chart(code="orders", bars=days),))
    (picture,) = wording.page(draft, PaperSettings()).pictures
    assert picture.path == "M4.4 78v-37.0h14.2v37.0zM27.3 78v-74.0h14.2v74.0z"
    assert [fact.value for fact in picture.facts] == ["100 (10-02)", "50"]


@pytest.mark.parametrize(
    "code, stores, title, facts",
    [
        ("sales", {}, "每日归属销售额", ["20.50 (10-01)", "15.17"]),
        ("effective", {"S1": "东店"}, "每日有效接待量", ["20.5 (10-01)", "15.2"]),
        (
            "receptions",
            {"S1": "东店", "S2": "西店"},
            "每日接待总量 · 全部店铺",
            ["20.5 (10-01)", "15.2"],
        ),
    ],
)
def test_what_a_chart_says(
    papers: Mapping[str, Invoice], code: str, stores: dict[str, str], title: str, facts: list[str]
) -> None:
    """Sales as money, counts with a decimal at most; of all stores where there are several."""
    figures_told = (Decimal("20.50"), Decimal(15), Decimal(10))
    days = tuple(
        DayBar(day=date(2026, 10, day), figure=figure) for day, figure in enumerate(figures_told, 1)
    )
    chart = Chart(code=code, bars=days)
    draft = replace(papers["one_line"].draft, charts=(chart,), store_names=stores, language="zh")
    (picture,) = wording.page(draft, PaperSettings()).pictures
    assert picture.title == title
    assert [fact.value for fact in picture.facts] == facts


def test_tints() -> None:
    """A share of the colour, the rest white."""
    assert colours.tint("#000000", 0.5) == "#808080"
    assert colours.tint("#1f4e79", 1) == "#1f4e79"


@pytest.mark.parametrize(
    "colour, printed",
    [
        ("#1f4e79", "#1f4e79"),
        ("#ffcc00", "#8c7000"),
        ("#ffffff", "#737373"),
        ("#00b050", "#007b38"),
    ],
)
def test_a_colour_too_light_to_be_read_is_darkened(colour: str, printed: str) -> None:
    """The amount due keeps the contrast of 4.5 on its own pale ground, whatever the setting."""
    pale = colours.tint(colour, 0.07)
    assert colours.legible(colour, pale) == printed
    assert colours.contrast(printed, pale) >= colours.CONTRAST


def test_every_grey_of_the_page_can_be_read() -> None:
    """Colours of text in the style sheet, on white, on a stripe and on the amount's ground."""
    css = template.css(press.press(PLAIN).environment, PLAIN)
    inks = set(re.findall(r"(?<![-\w])color: (#[0-9a-f]{6})", css))
    grounds = {"#ffffff", *re.findall(r"background: (#[0-9a-f]{6})", css)}
    assert len(inks) > 3
    assert len(grounds) == 3
    least = min(colours.contrast(ink, ground) for ink in inks for ground in grounds)
    assert least >= colours.CONTRAST
