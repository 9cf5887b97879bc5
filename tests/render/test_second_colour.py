"""A credit note is in another colour than an invoice, and the halves of a line in two tones."""

import io

import pypdfium2
import pytest
from markupsafe import Markup

from billing.invoice import CreditNote, Invoice
from billing.render import Stationery, colours, render
from billing.render.descriptions import toned
from billing.settings import PaperSettings
from tests.render.conftest import everything, invoice
from tests.render.corrected import credit_note


@pytest.mark.parametrize(
    "brand, credit",
    [
        ("#1f4e79", "#8a4b12"),
        ("#00b050", "#8a4b12"),
        ("#101010", "#8a4b12"),
        ("#a33b20", "#1d5c63"),
        ("#8a4b12", "#1d5c63"),
        ("#1d5c63", "#8a4b12"),
    ],
)
def test_the_other_colour_is_far_from_the_brand_and_can_be_read(brand: str, credit: str) -> None:
    """Warm beside a cool brand, cool beside a warm one; text has the contrast of 4.5."""
    assert colours.other(brand) == credit
    pale = colours.tint(credit, 0.07)
    assert colours.legible(credit, pale) == credit
    assert colours.contrast(credit, pale) >= colours.CONTRAST


def _inks(document: Invoice | CreditNote, colour: str) -> set[str]:
    """Every colour of the first page."""
    look = Stationery(paper=PaperSettings(colour=colour))
    page = pypdfium2.PdfDocument(io.BytesIO(render(document, look)))[0]
    found = page.render(scale=2).to_pil().convert("RGB").getcolors(1 << 24)
    assert found is not None
    return {"#{:02x}{:02x}{:02x}".format(*ink) for _, ink in found if isinstance(ink, tuple)}


@pytest.mark.parametrize("brand, credit", [("#1f4e79", "#8a4b12"), ("#a33b20", "#1d5c63")])
def test_a_credit_note_is_in_the_other_colour(brand: str, credit: str) -> None:
    """Nothing of it is in the invoice's, and the other way round."""
    paper = invoice(everything())
    grounds = {brand: colours.tint(brand, 0.07), credit: colours.tint(credit, 0.07)}
    own, turned = _inks(paper, brand), _inks(credit_note(paper), brand)
    assert {brand, grounds[brand]} <= own
    assert {credit, grounds[credit]} <= turned
    assert not {credit, grounds[credit]} & own
    assert not {brand, grounds[brand]} & turned


@pytest.mark.parametrize(
    "text, printed",
    [
        ("包月服务费 / Monthly fee", '包月服务费 <i lang="en">/ Monthly fee</i>'),
        (
            "调整 / Adjustment · 补贴 / refund (A-7)",
            '调整 <i lang="en">/ Adjustment</i> · 补贴 <i lang="en">/ refund (A-7)</i>',
        ),
        ("调整 / 补贴", "调整 / 补贴"),
        ("Chat / call", "Chat / call"),
        ("甲 / <b>", '甲 <i lang="en">/ &lt;b&gt;</i>'),
        ("", ""),
    ],
)
def test_an_english_half_is_lighter(text: str, printed: str) -> None:
    """Where it follows a Chinese one; what a client wrote is escaped."""
    assert toned(text) == Markup(printed)
    assert toned(text).striptags() == " ".join(text.split())
