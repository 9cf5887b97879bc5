"""Where to pay: only what is due, only to an account that is known."""

import io
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pypdfium2
import pytest

from billing.invoice import DraftInvoice, InvoiceLanguage
from billing.party import Bank
from billing.render import preview, render
from billing.render.detail import detail_workbook
from billing.render.stationery import PLAIN
from billing.render.wording import page
from tests.render.conftest import draft, everything, invoice, line

_NOTHING = {
    "zh": "本次无需付款",
    "en": "Nothing to pay",
    "zh-en": "本次无需付款 Nothing to pay",
}
_ON_REQUEST = {
    "zh": "收款账户 收款账户另行通知",
    "en": "Pay to Account on request",
    "zh-en": "收款账户 Pay to 收款账户另行通知 Account on request",
}


def _text(content: bytes) -> str:
    pages = pypdfium2.PdfDocument(content)
    texts = (pages[place].get_textpage().get_text_bounded() for place in range(len(pages)))
    return " ".join(" ".join(texts).split())


def _covered(language: InvoiceLanguage, prepaid: str = "106.00") -> DraftInvoice:
    """A month of 106 yuan, paid before."""
    one = line("F1/seat_fee/", "坐席服务费", "1 seat 100 100.00")
    return draft(one, language=language, prepaid=Decimal(prepaid))


@pytest.mark.parametrize("language", ["zh", "en", "zh-en"])
@pytest.mark.parametrize("issued", [True, False])
def test_nothing_is_asked_where_nothing_is_due(language: InvoiceLanguage, issued: bool) -> None:
    """No due date, no account, no reference; it is said instead."""
    of = _covered(language)
    text = _text(render(invoice(of)) if issued else preview(of))
    assert _NOTHING[language] in text
    for absent in (
        "付款期限",
        "Due date",
        "2026-12-01",
        "收款账户",
        "6222",
        "付款附言",
        "after issue",
    ):
        assert absent not in text, absent


def test_a_cent_is_asked_for() -> None:
    """With all that it takes to pay it."""
    text = _text(render(invoice(_covered("zh", "105.99"))))
    assert "付款期限 2026-12-01" in text
    assert "付款附言 INV-2026-000123" in text
    assert "无需付款" not in text


@pytest.mark.parametrize("language", ["zh", "en", "zh-en"])
@pytest.mark.parametrize("bank", [Bank(), Bank(name="样例银行", account_name="样例户名")])
def test_an_account_that_is_not_known_is_on_request(language: InvoiceLanguage, bank: Bank) -> None:
    """As the e-mail says it: a bank or a reference alone is no place to pay to."""
    of = _covered(language, "0")
    of = replace(of, provider=replace(of.provider, bank=bank))
    text = _text(render(invoice(of)))
    assert _ON_REQUEST[language] in text
    for absent in ("付款附言", "Reference", "样例银行", "样例户名"):
        assert absent not in text, absent


@pytest.mark.parametrize("prepaid, told", [("106.00", False), ("105.99", True)])
def test_the_workbook_asks_for_no_more_than_the_paper(prepaid: str, told: bool) -> None:
    """Its due date stands where something is due."""
    workbook = detail_workbook(invoice(_covered("zh", prepaid)))
    sheet = openpyxl.load_workbook(io.BytesIO(workbook)).worksheets[0]
    cells = " ".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)
    assert ("付款期限" in cells) is told
    assert ("2026-12-01" in cells) is told


def test_account_and_provider_in_both_languages() -> None:
    """On paper of two languages each fact stands once, with the other language beside it."""
    bank = Bank(
        name="样例银行",
        name_other="Sample <Bank>",
        account_name="样例公司",
        account_name_other="Sample Co.",
        account="1",
    )
    of = everything("zh-en")
    party = replace(of.provider, address_other="1 Sample Road", contact_other="Accounts", bank=bank)
    made = page(replace(of, provider=party), PLAIN.paper)
    assert [str(fact.value) for fact in made.payment] == [
        '样例公司 <i lang="en">Sample Co.</i>',
        '样例银行 <i lang="en">Sample &lt;Bank&gt;</i>',
        "1",
    ]
    told = [str(fact.value) for fact in made.provider.facts]
    assert '上海市浦东新区样例路 100 号 8 楼 <i lang="en">1 Sample Road</i>' in told
    assert '结算组 <i lang="en">Accounts</i>' in told
