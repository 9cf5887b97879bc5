"""From an amount back to its working, terms, cells and files."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from billing.catalogue import LANGUAGES, Language, full
from billing.errors import BillingError
from billing.report import explain
from tests.report.conftest import draft, inclusive, invoice

INVOICE = invoice(draft("C001"), 1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_whole_invoice(language: Language, request: pytest.FixtureRequest) -> None:
    """Every line and every step, as a whole; `--golden` writes it anew."""
    text = explain(INVOICE, None, language) + "\n"
    golden = Path(__file__).with_name(f"explain_{language}.golden.txt")
    if request.config.getoption("--golden", default=False):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("line", [2, "2", "M1/overage//2026-10-01", "M1/over"])
def test_a_line_by_number_key_or_the_beginning_of_its_key(line: str | int) -> None:
    """One line, with its cells, the files' sha256 and the figures used; no other line."""
    text = explain(INVOICE, line, "en")
    assert "Line 2: 超额服务费" in text
    assert "(5830 - 5000) x 1.20 = 996.00" in text
    assert "2026-10/receptions.xlsx!Oct!D5:D35" in text
    assert f"2026-10/receptions.xlsx  {'a' * 64}" in text
    assert "M1 包月 5000 次 · Monthly" in text
    assert "Figures used: Use of the quota" in text
    assert "Line 1" not in text
    assert "销售" not in text


@pytest.mark.parametrize(
    "line, code",
    [
        (0, "explain_unknown_line"),
        (5, "explain_unknown_line"),
        ("", "explain_unknown_line"),
        ("-1", "explain_unknown_line"),
        ("²", "explain_unknown_line"),
        ("M9", "explain_unknown_line"),
        ("M1/", "explain_several_lines"),
    ],
)
def test_a_line_that_is_not_there(line: str | int, code: str) -> None:
    """Named by its code; the sentence has all its blanks."""
    with pytest.raises(BillingError) as raised:
        explain(INVOICE, line, "en")
    assert raised.value.code == code
    assert all(full(code, language, raised.value.values) for language in LANGUAGES)


def test_prices_with_tax_are_taken_apart() -> None:
    """Net is rounded once, tax is the rest; arithmetic that does not hold is not shown."""
    steps = explain(invoice(inclusive("C002"), 2), 1, "en").partition("amount due")[2]
    assert [" ".join(row.split()) for row in steps.splitlines() if row] == [
        "Sum of the lines CNY 1,000.00 = 1000.00",
        "Net CNY 943.40 = round(1000.00 / (1 + 6%))",
        "Tax CNY 56.60 = 1000.00 - 943.40",
        "Gross CNY 1,000.00 = 1000.00",
        "Amount due CNY 1,000.00 = 1000.00 - 0.00",
    ]
    wrong = inclusive("C002")
    wrong = replace(wrong, totals=replace(wrong.totals, net=Decimal("943.39")))
    assert "CNY 943.39\n" in explain(invoice(wrong, 2), 1, "en")
