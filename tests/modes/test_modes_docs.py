"""docs/modes.md and its pages say what the program does: their examples are billed and compared."""

import re
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

import billing.modes
from billing import money
from billing.catalogue import sentences
from billing.rate import late
from billing.register.sheets import CHARGES, Sheet
from tests.modes.examples_desk import billed, told
from tests.modes.examples_page import DOCS, PAGES, Example, examples, opened
from tests.modes.reading import read
from tests.month.desk import Said, call

__all__ = ["call"]

EXAMPLES = [example for page in PAGES for example in examples(page)]
TEXTS = {page.stem: page.read_text("utf-8") for page in PAGES}
WORKED = [
    (text, amount)
    for page in TEXTS.values()
    for text, amount in re.findall(r"[`|] *([^`|\n]+) = (-?\d+\.\d\d) *[`|]", page)
]
LINES = {code.removeprefix("line.") for code in sentences() if code.startswith("line.")}


def _mode(sheet: Sheet) -> str:
    assert sheet.mode is not None, "a sheet of charges"
    return sheet.mode.value


def _section(page: str, heading: str) -> str:
    """The text of a section, up to the next of its level."""
    found = re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", TEXTS[page], re.MULTILINE | re.DOTALL)
    assert found, f"{page} has no section {heading}"
    return found[1]


def _codes(mode: str) -> set[str]:
    """The codes of the lines that a mode's own files make."""
    files = (Path(billing.modes.__path__[0]) / mode).glob("*.py")
    source = "".join(file.read_text("utf-8") for file in files)
    return set(re.findall(r'code(?:: str)? ?= ?"(\w+)"', source)) & LINES


def test_each_mode_has_its_page() -> None:
    """And no other page stands beside them."""
    assert sorted(TEXTS) == sorted(["modes", *(_mode(sheet) for sheet in CHARGES)])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_example_is_read(page: Path) -> None:
    """An example that cannot be read, or a page without a bill, would be text that nobody ran."""
    found = examples(page)
    assert len(found) == opened(page)
    assert any(bill.lines for example in found for bill in example.bills)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: f"{one.page}-{one.name}")
def test_examples_say_what_they_come_to(example: Example) -> None:
    """Each month has lines and totals, or the reasons why it has none."""
    assert example.bills
    for bill in example.bills:
        assert bill.lines or bill.reasons
        assert not bill.lines or {"subtotal", "tax", "amount due"} <= bill.totals.keys()
        assert all(
            {"line", "quantity", "unit price", "amount", "working"} <= line.keys()
            for line in bill.lines
        )


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: f"{one.page}-{one.name}")
def test_examples_are_billed_as_printed(
    example: Example, tmp_path: Path, call: Callable[..., Said]
) -> None:
    """Whole lines, totals, balances, warnings; or why the client is blocked."""
    months = billed(example, tmp_path, call)
    assert tuple(told(*month) for month in zip(months, example.bills, strict=True)) == example.bills


@pytest.mark.parametrize("text, amount", WORKED)
def test_workings_are_right(text: str, amount: str) -> None:
    """Each printed working gives its amount."""
    assert str(money.rounded(Fraction(read(text)))) == amount


@pytest.mark.parametrize("sheet", CHARGES, ids=lambda sheet: sheet.en)
def test_pages_name_every_column(sheet: Sheet) -> None:
    """The mode's own columns in the order of the sheet, in both languages; the common ones too."""
    assert sheet.terms is not None, "a sheet of charges"
    text = _section(_mode(sheet), "Terms")
    table = re.findall(r"^\| `([^`]+)`(?: \\\*)? \| (\S+) \|", text, re.MULTILINE)
    own = [(c.en, c.zh) for name, c in sheet.columns.items() if name in sheet.terms.model_fields]
    assert table == own
    others = {c.en for c in sheet.columns.values()} - {en for en, _ in own}
    assert others <= set(re.findall(r"`([^`]+)`", text))


@pytest.mark.parametrize("sheet", CHARGES, ids=lambda sheet: sheet.en)
def test_pages_mark_what_every_row_fills(sheet: Sheet) -> None:
    """With a star, as the register's own reference does."""
    assert sheet.terms is not None, "a sheet of charges"
    starred = re.findall(r"^\| `([^`]+)` \\\* \|", _section(_mode(sheet), "Terms"), re.MULTILINE)
    assert starred == [
        column.en
        for name, column in sheet.columns.items()
        if name in sheet.terms.model_fields and sheet.needed(name)
    ]


@pytest.mark.parametrize("sheet", CHARGES, ids=lambda sheet: sheet.en)
def test_pages_name_every_line(sheet: Sheet) -> None:
    """The lines that the mode makes, each made by an example of the page, and no others."""
    page = _mode(sheet)
    listed = re.findall(r"^\| `(\w+)` \|", _section(page, "Lines"), re.MULTILINE)
    made = {
        line["line"]
        for example in EXAMPLES
        if example.page == page
        for bill in example.bills
        for line in bill.lines
    }
    later = {late.CODE} if page == "orders" else set()  # priced by the ledger, not by the mode
    assert set(listed) == _codes(page) | later
    assert set(listed) <= made


def test_all_lines_are_told() -> None:
    """Every line that an invoice can have stands on some page."""
    assert set(re.findall(r"`(\w+)`", "".join(TEXTS.values()))) >= LINES


@pytest.mark.parametrize("page", TEXTS)
def test_codes_of_messages_exist(page: str) -> None:
    """What the lists of faults name is what the program says."""
    codes = re.findall(r"\(`(\w+)`\)", TEXTS[page])
    assert codes
    assert [code for code in codes if code not in sentences()] == []


@pytest.mark.parametrize(
    "page",
    [DOCS.parent / "README.md", *sorted(DOCS.rglob("*.md"))],
    ids=lambda page: str(page.relative_to(DOCS.parent)),
)
def test_links_lead_somewhere(page: Path) -> None:
    """To a file that is there, and a heading that it has."""
    wrong = [
        link
        for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8"))
        if not link.startswith(("http:", "https:", "mailto:")) and not _leads(page, link)
    ]
    assert wrong == []


def _leads(page: Path, link: str) -> bool:
    path, _, anchor = link.partition("#")
    target = (page.parent / path).resolve() if path else page
    return target.exists() and (not anchor or anchor in _anchors(target))


def _anchors(page: Path) -> set[str]:
    """Headings as their links have them: lower case, words joined by `-`, without other signs."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
