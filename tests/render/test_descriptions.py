"""What lines are called on paper of two languages."""

import io

import openpyxl
import pytest

from billing.invoice import DraftInvoice, InvoiceLanguage
from billing.render import wording
from billing.render.descriptions import described
from billing.render.detail import detail_workbook
from billing.render.letter_wording import letter_page
from billing.settings import PaperSettings
from tests.render.conftest import draft, invoice, line

_PAPER = PaperSettings()
_TWICE = "调整 / Adjustment · 加班（二店） · 夜 / 早（A-7） / 加班(二店) · 夜 / 早 (A-7)"
_ONCE = "调整 / Adjustment · 加班（二店） · 夜 / 早（A-7）"


@pytest.mark.parametrize(
    "text, printed",
    [
        (_TWICE, _ONCE),
        ("调整 / Adjustment · 补贴（A-7） / 补贴 (A-7)", "调整 / Adjustment · 补贴（A-7）"),
        ("补贴：甲 / 补贴: 甲 · 每 5 / per 5", "补贴：甲 · 每 5 / per 5"),
        ("调整 / Adjustment · 补贴（A-7） / refund (A-7)", None),
        ("调整 / Adjustment · A / B", None),
        ("坐席服务费", None),
        (" / ", None),
    ],
)
def test_halves_that_say_the_same_are_printed_once(text: str, printed: str | None) -> None:
    """Also where a reason holds a dot or a slash itself; other halves stay."""
    assert described(text, "zh-en") == (printed or text)


def _paper(language: InvoiceLanguage) -> DraftInvoice:
    return draft(line("-/adjustment/A-7", _TWICE, "1 sum 5 5.00"), language=language)


@pytest.mark.parametrize("language, printed", [("zh-en", _ONCE), ("zh", _TWICE), ("en", _TWICE)])
def test_paper_workbook_and_letter_say_it_alike(language: InvoiceLanguage, printed: str) -> None:
    """A paper of one language prints what the draft says."""
    of = invoice(_paper(language))
    (group,) = wording.page(of, _PAPER).groups
    assert group.rows[0].description == printed
    assert letter_page(of, _PAPER).sums[0].label == (printed,)
    sheets = openpyxl.load_workbook(io.BytesIO(detail_workbook(of)))
    cells = [cell for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row]
    assert printed in cells
