"""The e-mail that brings a paper: whole texts, and figures that are the paper's."""

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing.invoice import DraftInvoice, Invoice, InvoiceLanguage, PriceBasis, Then
from billing.party import Bank
from billing.period import Period
from billing.render import wording
from billing.render.letter import letter
from billing.render.letter_page import Sum
from billing.render.letter_wording import letter_page
from billing.settings import PaperSettings
from tests.render.conftest import OCTOBER, draft, everything, invoice, line
from tests.render.corrected import credit_note
from tests.render.letters import documents, files

_PAPER = PaperSettings()


def _golden(name: str, text: str, request: pytest.FixtureRequest) -> str:
    golden = Path(__file__).with_name(name)
    if request.config.getoption("--golden", default=False):
        golden.write_text(text, encoding="utf-8")
    return golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", list(documents()))
def test_the_letter_is_the_golden_one(name: str, request: pytest.FixtureRequest) -> None:
    """Subject and plain text as a whole; `--golden` writes them anew."""
    document = documents()[name]
    said = letter(document, attachments=files(document))
    text = f"{said.subject}\n\n{said.plain}"
    assert text == _golden(f"letter_{name}.golden.txt", text, request)


@pytest.mark.parametrize("name", ["invoice", "revision_both", "credit_english"])
def test_the_html_letter_is_the_golden_one(name: str, request: pytest.FixtureRequest) -> None:
    """The filled HTML as a whole."""
    document = documents()[name]
    html = letter(document, attachments=files(document)).html
    assert html == _golden(f"letter_{name}.golden.html", html, request)


@pytest.mark.parametrize("name", list(documents()))
def test_figures_are_the_papers(name: str) -> None:
    """Amount, due date, account and reference read as on the paper, in both forms."""
    document = documents()[name]
    page = wording.page(document, _PAPER)
    said = letter(document, attachments=files(document))
    mail = letter_page(document, _PAPER)
    assert mail.due.value == (page.credit.amount if page.credit else page.amount_due)
    assert {fact.value for fact in mail.pay} in (set(), {str(fact.value) for fact in page.payment})
    for text in (said.plain, said.html):
        assert mail.due.value in text
        assert all(fact.value in text for fact in (*mail.facts, *mail.pay))
        assert all(one.amount in text for one in (*mail.sums, mail.total, *mail.changes))


@st.composite
def _drafts(draw: st.DrawFn) -> DraftInvoice:
    amounts = draw(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=9))
    lines = tuple(
        line(f"F1/seat_fee/{place}", f"费用 {place}", f"1 seat 1 {Decimal(cents) / 100:.2f}")
        for place, cents in enumerate(amounts)
    )
    basis = draw(st.sampled_from(["inclusive", "exclusive"]))
    language = draw(st.sampled_from(["zh", "en", "zh-en"]))
    prepaid = Decimal(draw(st.integers(-(10**6), 10**6))) / 100
    rate = draw(st.sampled_from(["0", "0.06"]))
    return draft(*lines, language=language, basis=basis, rate=rate, prepaid=prepaid)  # type: ignore[arg-type]


def _value(amount: str) -> Decimal:
    return Decimal(re.sub("[¥,]", "", amount).replace("−", "-"))


@given(_drafts())
def test_the_rows_sum_to_the_amount(of: DraftInvoice) -> None:
    """Named lines, the others, tax and prepayment; of the credit note the same turned round."""
    issued = letter_page(invoice(of), _PAPER)
    credited = letter_page(credit_note(invoice(of)), _PAPER)
    for page, sign in ((issued, 1), (credited, -1)):
        total = sum((_value(one.amount) for one in page.sums), Decimal(0))
        assert total == _value(page.total.amount) == sign * of.totals.amount_due
        assert _value(page.due.value) == of.totals.amount_due
        assert len(page.sums) <= 6


@given(_drafts())
def test_an_account_is_named_where_something_is_to_be_paid(of: DraftInvoice) -> None:
    """No due date and no account on a credit note, nor where nothing is due."""
    asked = of.totals.amount_due > 0
    page = letter_page(invoice(of), _PAPER)
    assert bool(page.pay) == bool(page.facts) == asked
    note = letter_page(credit_note(invoice(of)), _PAPER)
    assert (note.pay, note.pay_missing) == ((), ())


def _compared(then: str, now: str, of: str = "F1/seat_fee/-") -> DraftInvoice:
    last = Then(
        key=of,
        quantity=Decimal(1),
        unit_price=Decimal(then),
        amount=Decimal(then),
        description="上月坐席",
    )
    return replace(
        draft(line("F1/seat_fee/-", "坐席服务费", f"1 seat {now} {now}")), last_month=(last,)
    )


@pytest.mark.parametrize(
    "then, now, told",
    [
        ("100.00", "100.00", ""),
        ("100.00", "119.99", ""),
        ("100.00", "80.01", ""),
        ("100.00", "120.00", "为 ¥120.00，比上月多 ¥20.00（上月 ¥100.00）"),
        ("100.00", "80.00", "为 ¥80.00，比上月少 ¥20.00（上月 ¥100.00）"),
        ("-100.00", "-110.00", ""),
        ("-100.00", "20.00", "为 ¥20.00，比上月多 ¥120.00（上月 −¥100.00）"),
        ("0.00", "0.01", "为 ¥0.01，比上月多 ¥0.01（上月 ¥0.00）"),
    ],
)
def test_a_change_is_told_from_a_fifth_on(then: str, now: str, told: str) -> None:
    """Less than a fifth of last month's sum, up or down, is not worth a line."""
    page = letter_page(invoice(_compared(then, now)), _PAPER)
    assert page.changed == ((f"各项不含税合计{told}。主要变化：",) if told else ())
    assert bool(page.changes) == bool(told)


def test_lines_that_came_and_went_are_named() -> None:
    """What last month had and this one has not is named as it was then; a name may be missing."""
    of = _compared("500.00", "80.00", of="M1/package_fee/-")
    unnamed = replace(of, last_month=(replace(of.last_month[0], description=""),))
    rows = (Sum(label=("上月坐席",), amount="−500.00"), Sum(label=("坐席服务费",), amount="+80.00"))
    assert letter_page(invoice(of), _PAPER).changes == rows
    assert letter_page(invoice(unnamed), _PAPER).changes[0].label == ("包月服务费",)


@pytest.mark.parametrize(
    "language, basis, told",
    [
        ("zh", "inclusive", "各项合计为 ¥120.00，比上月多"),
        ("en", "inclusive", "The lines come to ¥120.00, ¥20.00 more than last month (¥100.00)."),
        ("en", "exclusive", "Before tax the lines come to ¥120.00, ¥20.00 more than last month"),
    ],
)
def test_a_change_says_whether_it_has_tax(
    language: InvoiceLanguage, basis: PriceBasis, told: str
) -> None:
    """Last month's lines are compared, which hold the tax or do not."""
    of = replace(_compared("100.00", "120.00"), language=language, price_basis=basis)
    assert letter_page(invoice(of), _PAPER).changed[0].startswith(told)


def test_rows_that_read_alike_are_told_apart() -> None:
    """By store, by way of charging, by days; not by what the name says already."""
    half = Period(OCTOBER.start, OCTOBER.start.replace(day=16))
    rest = Period(half.end, OCTOBER.end)
    of = draft(
        line("F1/seat_fee/-", "坐席服务费", "3 seat 900 2700.00", store="S1", span=half),
        line("F1/seat_fee/-", "坐席服务费", "4 seat 600 2400.00", store="S1", span=rest),
        line("D1/day_fee/-", "大促按天 加席", "1 day 400 400.00", store="S2"),
        line("/adjustment/A", "调整", "1 sum 1 1.00"),
    )
    assert [(one.label, one.detail) for one in letter_page(invoice(of), _PAPER).sums] == [
        (("坐席服务费",), "喆家旗舰店 · 固定坐席 · 10-01 – 10-15"),
        (("坐席服务费",), "喆家旗舰店 · 固定坐席 · 10-16 – 10-31"),
        (("大促按天 加席",), "堃镕专营店 Outlet"),
        (("调整",), ""),
        (("税额 6%",), ""),
    ]


def test_a_first_month_compares_nothing() -> None:
    """No last month, no word of it."""
    of = replace(everything(), last_month=())
    assert letter_page(invoice(of), _PAPER).changed == ()


def _with(of: Invoice, **of_provider: str | Bank) -> Invoice:
    provider = replace(of.draft.provider, **of_provider)  # type: ignore[arg-type]
    return replace(of, draft=replace(of.draft, provider=provider))


@pytest.mark.parametrize(
    "contact, phone, email, asked",
    [
        ("", "", "", "如有疑问，请直接回复本邮件。"),
        ("", "021", "", "如有疑问，请联系我们，电话 021。"),
        ("王", "", "a@b.example", "如有疑问，请联系王，邮箱 a@b.example。"),
    ],
)
def test_whom_to_ask(contact: str, phone: str, email: str, asked: str) -> None:
    """As far as the provider has told; else the mail is answered."""
    of = _with(invoice(everything()), contact=contact, phone=phone, email=email)
    assert letter_page(of, _PAPER).ask == (asked,)


@pytest.mark.parametrize(
    "language, contact, asked",
    [
        ("zh-en", "财务部", ("如有疑问，请联系财务部，电话 021。", "please ask us, phone 021.")),
        (
            "zh-en",
            "Zoë Li",
            ("如有疑问，请联系Zoë Li，电话 021。", "please ask Zoë Li, phone 021."),
        ),
        ("en", "财务部", ("please ask 财务部, phone 021.",)),
    ],
)
def test_the_english_half_names_nobody_in_chinese(
    language: InvoiceLanguage, contact: str, asked: tuple[str, ...]
) -> None:
    """The Chinese half beside it does; a letter in English alone has no other name."""
    of = _with(invoice(everything(language)), contact=contact, phone="021", email="")
    said = letter_page(of, _PAPER).ask
    assert tuple(text.removeprefix("If anything is unclear, ") for text in said) == asked


def test_a_provider_of_two_languages_is_told_in_both() -> None:
    """Payee and bank side by side; each half names the contact in its own language."""
    of = _with(
        invoice(everything("zh-en")),
        contact="财务部",
        contact_other="Accounts",
        phone="021",
        email="",
        bank=Bank(
            name="样例银行",
            name_other="Sample Bank",
            account_name="样例公司",
            account_name_other="Sample Co.",
            account="1",
        ),
    )
    page = letter_page(of, _PAPER)
    assert [said.value for said in page.pay] == [
        "样例公司 / Sample Co.",
        "样例银行 / Sample Bank",
        "1",
        "INV-2026-000123",
    ]
    assert page.ask == (
        "如有疑问，请联系财务部，电话 021。",
        "If anything is unclear, please ask Accounts, phone 021.",
    )


def test_without_contact_and_account() -> None:
    """The company is greeted; an account that is not known is on request."""
    of = _with(invoice(everything()), bank=Bank(name="样例银行"))
    nameless = replace(of, draft=replace(of.draft, client=replace(of.draft.client, contact=" ")))
    page = letter_page(nameless, _PAPER)
    assert page.greeting == ("样例喆堃镕家居（上海）有限公司的同事，您好：",)
    assert (page.pay, page.pay_missing) == ((), ("收款账户另行通知",))


def test_titles_are_the_papers_own() -> None:
    """The configured titles; inside a sentence they begin small unless they are capitals."""
    paper = PaperSettings(title_en="Invoice", credit_title_en="CREDIT")
    of = replace(everything(), language="en")
    note = credit_note(invoice(of))
    said = letter_page(invoice(of), paper)
    assert said.subject.startswith("Invoice INV-2026-000123, October 2026, ")
    assert said.paragraphs[0] == ("Here is our invoice for October 2026, number INV-2026-000123.",)
    assert (
        letter_page(note, paper).paragraphs[0][0].startswith("Here is our CREDIT INV-2026-000131")
    )


def test_a_revision_kept_before_it_told_what_it_replaces() -> None:
    """Old snapshots have no `replaces`; the revision is said all the same."""
    page = letter_page(invoice(everything("en"), revision=2), _PAPER)
    assert page.paragraphs[1][0].startswith("This is revision 2; it replaces what we sent you")
    assert (page.changed, page.changes) == ((), ())


def test_a_part_of_a_month_is_named_by_its_days() -> None:
    """A whole month by its name alone."""
    of = invoice(everything())
    part = replace(of.draft.period, start=of.draft.period.start.replace(day=16))
    page = letter_page(replace(of, draft=replace(of.draft, period=part)), _PAPER)
    assert page.facts[-1].value == "2026-10-16 – 2026-10-31"
    assert len(letter_page(of, _PAPER).facts) == 1
