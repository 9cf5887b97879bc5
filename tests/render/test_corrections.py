"""Credit notes and second revisions: what they say first, line by line, and their sums."""

import io
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing.correction import replaced, turned_round
from billing.invoice import CreditNote, Invoice, InvoiceLanguage, Line
from billing.ledger.snapshot import (
    credit_note_of_text,
    credit_note_text,
    draft_hash,
    invoice_of_text,
    invoice_text,
)
from billing.render import missing_glyphs, press, preview, render, template, wording
from billing.render.labels import Labels
from billing.render.page import Compared, Page
from billing.render.stationery import PLAIN, Stationery
from billing.settings import PaperSettings
from tests.render.conftest import draft, everything, invoice, line
from tests.render.corrected import credit_note, documents, revised

DOCUMENTS = documents()
GOLDEN = ("credit", "credit_both", "credit_english", "revision_english")


def _page(document: Invoice | CreditNote) -> Page:
    return wording.page(document, PaperSettings())


def _texts(content: bytes) -> list[str]:
    """The text of each page, without line ends."""
    pages = pypdfium2.PdfDocument(content)
    texts = [pages[place].get_textpage().get_text_bounded() for place in range(len(pages))]
    return [" ".join(text.split()) for text in texts]


@pytest.mark.parametrize("name", GOLDEN)
def test_the_html_is_the_golden_one(name: str, request: pytest.FixtureRequest) -> None:
    """The filled template as a whole; `--golden` writes it anew."""
    document = DOCUMENTS[name]
    environment = press.press(PLAIN).environment
    labels = Labels(document.draft.language)
    html = template.html(environment, _page(document), labels, PLAIN)
    golden = Path(__file__).with_name(f"{name}.golden.html")
    if request.config.getoption("--golden", default=False):
        golden.write_text(html, encoding="utf-8")
    assert html == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "name, said",
    [
        (
            "credit",
            [
                "红字结算单 INV-2026-000131 2026-10",
                "冲销金额 ¥21,743.16 人民币贰万壹仟柒佰肆拾叁元壹角陆分 预付款退回 ¥2,000.00",
                "预付款退回 ¥2,000.00 本单无需付款",
                "冲销的结算单 INV-2026-000123 原单日期 2026-11-01",
                "冲销原因 十月接待量少导入一天（10-31）",
                "经办人 样例 财务",
                "开具日期 2026-11-05",
                "−1 × ((5830 − 5000) × 1.20) = −996.00",
                "−1 × (−1 × 2700.00 × 3/31) = 261.29",
            ],
        ),
        (
            "credit_both",
            [
                "红字结算单 Credit note",
                "冲销金额 Amount credited",
                "SAY RMB TWENTY-ONE THOUSAND SEVEN HUNDRED FORTY-THREE AND FEN SIXTEEN ONLY",
                "冲销的结算单 Invoice corrected INV-2026-000123",
            ],
        ),
        (
            "credit_english",
            [
                "Credit note INV-2026-000131 2026-10",
                "Amount credited ¥6,996.00",
                "SAY RMB SIX THOUSAND NINE HUNDRED NINETY-SIX ONLY Nothing is to be paid",
                "Reason The receptions of one day, 10-31, were missing from the file",
                "By Finance, Zoë",
                "Change in amount due −6,996.00",
            ],
        ),
        (
            "revision",
            [
                "替代 INV-2026-000123（2026-11-01 开具），已由红字结算单 INV-2026-000131 冲销",
                "差额 应付金额由 ¥21,743.16 改为 ¥22,253.33（+510.17）",
                "版次 2",
                "付款附言 INV-2026-000132",
            ],
        ),
        (
            "revision_english",
            [
                "Replaces INV-2026-000123 of 2026-11-01, reversed by credit note INV-2026-000131",
                "Difference Amount due ¥7,236.00, was ¥6,996.00 (+240.00)",
            ],
        ),
    ],
)
def test_the_first_page(name: str, said: list[str]) -> None:
    """Which invoice, why, by whom, how much: before any line."""
    first = _texts(render(DOCUMENTS[name]))[0]
    for text in said:
        assert text in first, text


@pytest.mark.parametrize("name", ["credit", "credit_both", "credit_english"])
def test_a_credit_note_asks_for_no_payment(name: str) -> None:
    """No due date, no account, no reference; and nothing that only the invoice's paper explains."""
    page = _page(DOCUMENTS[name])
    assert (page.due_date, page.payment, page.tables, page.sources) == ("", (), (), ())
    text = " ".join(_texts(render(DOCUMENTS[name])))
    for absent in (
        "6222 0000",
        "SAMPCNSHXXX",
        "付款",
        "Due date",
        "Pay to",
        "Account",
        "2026-12-01",
    ):
        assert absent not in text.replace("预付款", "").replace("无需付款", ""), absent
    assert "receptions.xlsx" not in text


def test_balances_are_given_back_on_paper() -> None:
    """What the invoice used comes back; the prepayment is told among the totals too."""
    last = _texts(render(DOCUMENTS["credit"]))[-1]
    for said in (
        "价税合计 −23,743.16 预付款退回 2,000.00 应付金额变动 −21,743.16",
        "2026-10 结转余额的更正 原单结转 更正 更正后 预付款 3,000.00 2,000.00 5,000.00",
        "未用额度 · 包月 5000 次 0 120 120",
        "差额计入下一个未结算月份的结算单；2026-10 如重新出账，则以新单的结转为准。",
    ):
        assert said in last, said


def test_the_title_of_a_credit_note_is_the_settings_own() -> None:
    """As the title of an invoice."""
    paper = PaperSettings(credit_title_zh="冲销通知单", credit_title_en="Reversal")
    texts = {
        name: _texts(render(DOCUMENTS[name], Stationery(paper=paper)))[0]
        for name in ("credit", "credit_both", "credit_english")
    }
    assert "冲销通知单 INV" in texts["credit"]
    assert "冲销通知单 Reversal" in texts["credit_both"]
    assert "Reversal INV" in texts["credit_english"]


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_structure(name: str) -> None:
    """Tagged, titled, in its language, dated by its issue, and an identity of its own."""
    document = DOCUMENTS[name]
    tag = "en" if document.draft.language == "en" else "zh-CN"
    with pikepdf.open(io.BytesIO(render(document))) as pdf:
        assert str(pdf.Root.Lang) == tag
        assert bool(pdf.Root.MarkInfo.Marked)
        title = _page(document).title.striptags()
        assert str(pdf.docinfo["/Title"]).startswith(f"{title} {document.number}")
        assert str(pdf.docinfo["/CreationDate"]).startswith(f"D:{document.issue_date:%Y%m%d}")
        own = bytes(pdf.trailer.ID[0])
    with pikepdf.open(io.BytesIO(render(invoice(document.draft)))) as pdf:
        assert bytes(pdf.trailer.ID[0]) != own


def test_the_same_bytes_twice() -> None:
    """A credit note and a revision are printed as an invoice is."""
    for name in ("credit", "revision_both"):
        assert render(DOCUMENTS[name]) == render(DOCUMENTS[name])


def test_a_revision_is_compared_line_by_line() -> None:
    """Old, new and difference of every kind of line, then the sums."""
    page = _page(DOCUMENTS["revision"])
    assert page.replaces is not None
    assert [_figures(row) for row in page.replaces.rows] == [
        "包月服务费 | 1 1 | 6000.00 6000.00 | 6,000.00 6,000.00 0.00",
        "超额服务费（超出 5000 次） | 830 1030 | 1.20 1.20 | 996.00 1,236.00 +240.00",
        "坐席服务费 售前 | 2 2 | 2700.00 2700.00 | 5,400.00 5,400.00 0.00",
        "按天服务费 大促 | 18 18 | 400.00 400.00 | 7,200.00 7,200.00 0.00",
        "底薪 | 1 1 | 1500.00 1500.00 | 1,500.00 1,500.00 0.00",
        "销售提成 | 80000.00 80000.00 | 2% 2% | 1,600.00 1,600.00 0.00",
        "调整 协议减免（工单 A-7） | −1 −1 | 35.50 35.50 | −35.50 −35.50 0.00",
        "调整 更正优惠（工单 A-8） |  −1 |  20.00 |  −20.00 −20.00",
        "空岗扣减 2026-10-10 至 2026-10-14 | −1  | 2700.00  | −261.29  +261.29",
    ]
    assert [_figures(row) for row in page.replaces.totals] == [
        "不含税金额 |   |   | 22,399.21 22,880.50 +481.29",
        "税额 |   |   | 1,343.95 1,372.83 +28.88",
        "价税合计 |   |   | 23,743.16 24,253.33 +510.17",
        "预付款抵扣 |   |   | −2,000.00 −2,000.00 0.00",
        "应付金额 |   |   | 21,743.16 22,253.33 +510.17",
    ]


def _figures(row: Compared) -> str:
    pairs = (
        (row.quantity_then.text, row.quantity_now.text),
        (row.price_then.text, row.price_now.text),
        (row.amount_then, row.amount_now, row.change),
    )
    return " | ".join([str(row.description), *(" ".join(pair) for pair in pairs)])


def test_a_preview_of_a_revision_tells_what_it_would_replace() -> None:
    """Before it has a number, so that whoever approves it sees the difference."""
    revision = DOCUMENTS["revision"]
    first = _texts(preview(revision.draft))[0]
    assert "替代 INV-2026-000123" in first
    assert "版次" not in first


def test_an_invoice_that_replaces_nothing_says_nothing_of_it() -> None:
    """Neither a first invoice, nor a revision kept before it told."""
    page = _page(invoice(everything(), revision=2))
    assert (page.replaces, page.credit) == (None, None)
    assert "替代" not in " ".join(_texts(render(invoice(everything(), revision=2))))


def test_what_a_revision_replaces_is_that_which_was_credited() -> None:
    """A credit note of another invoice is a fault of the program."""
    whole = invoice(everything())
    note = credit_note(whole)
    found = replaced(whole, note)
    assert (found.number, found.credit_note) == (whole.number, note.number)
    assert (found.issue_date, found.totals) == (date(2026, 11, 1), whole.draft.totals)
    assert [one.amount for one in found.lines] == [one.amount for one in whole.draft.lines]
    with pytest.raises(AssertionError):
        replaced(replace(whole, number="INV-2026-000009"), note)


def test_the_credit_note_of_a_revision_replaces_nothing() -> None:
    """What it undoes had replaced an invoice; it does not."""
    revision = DOCUMENTS["revision"]
    assert isinstance(revision, Invoice)
    assert turned_round(revision.draft).replaces is None
    page = _page(credit_note(revision))
    assert page.replaces is None
    assert page.credit is not None
    told = [fact.value for fact in page.credit.facts]
    assert (page.credit.corrects, told[:2]) == ("INV-2026-000132", ["2026-11-01", "2"])


def test_an_approval_covers_what_is_replaced() -> None:
    """The same lines in place of another invoice are another paper."""
    of = DOCUMENTS["revision"].draft
    assert draft_hash(of) != draft_hash(replace(of, replaces=None))


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_the_ledger_keeps_what_is_replaced(name: str) -> None:
    """The paper can be made again from the snapshot alone."""
    document = DOCUMENTS[name]
    if isinstance(document, Invoice):
        assert invoice_of_text(invoice_text(document)) == document
    else:
        assert credit_note_of_text(credit_note_text(document)) == document


def test_snapshots_of_before_are_read() -> None:
    """A draft without `replaces`, and compared lines without a unit."""
    whole = invoice(everything())
    text = invoice_text(whole)
    old = text.replace(',"replaces":null', "").replace(',"description":"","unit":""', "")
    assert len(old) < len(text) - 60
    assert invoice_of_text(old) == whole


@pytest.mark.parametrize(
    "hostile",
    ["<script>alert(1)</script>", "{{ 7*7 }}", '"><img src="file:///etc/passwd">', "</title>&amp;"],
)
def test_a_reason_is_text(hostile: str) -> None:
    """Whatever is written as reason or name is printed as it was written."""
    note = credit_note(
        invoice(draft(line("F1/seat_fee/", "坐席", "1 seat 1 1.00"))), hostile, hostile
    )
    text = " ".join(_texts(render(note))).replace(" ", "")
    assert text.count(hostile.replace(" ", "")) == 2


def test_glyphs_missing_from_a_reason_are_told() -> None:
    """Before the credit note has its number."""
    note = credit_note(invoice(everything()), reason="样例𠮷", by="🎉")
    assert missing_glyphs(note) == ("🎉", "𠮷")


@pytest.mark.parametrize("length, below", [(120, False), (121, True), (1000, True)])
def test_a_long_reason_stands_below_the_box(length: int, below: bool) -> None:
    """Across the page, so that the box keeps its size; once, and as a whole."""
    why = ("样例原因很长，" * 143)[:length]
    page = _page(credit_note(invoice(everything()), reason=why))
    assert page.credit is not None
    assert page.credit.reason == (why if below else "")
    assert [fact.value for fact in page.credit.facts].count(why) == (not below)
    first = _texts(render(credit_note(invoice(everything()), reason=why)))[0].replace(" ", "")
    assert first.count(why) == 1
    assert (first.index(why) > first.index("经办人")) == below


def test_long_reasons_are_not_clipped() -> None:
    """A sentence of 200 characters stays inside the margins."""
    note = credit_note(invoice(everything("zh-en")), reason="样例原因很长，" * 30, by="W" * 60)
    document = pypdfium2.PdfDocument(render(note))
    text = document[0].get_textpage()
    boxes = [text.get_charbox(letter) for letter in range(text.count_chars())]
    assert max(box[2] for box in boxes if box[2] > box[0]) < 595 - 44
    assert "样例原因很长，" * 3 in text.get_text_bounded().replace("\r\n", "").replace(" ", "")


# --- The two papers sum to zero ------------------------------------------------------------------

_cents = st.integers(-10_000_000, 10_000_000).map(lambda cents: Decimal(cents) / 100)
_lines = st.lists(st.tuples(st.integers(-999, 999), _cents), min_size=1, max_size=8)


@given(
    figures=_lines,
    language=st.sampled_from(("zh", "en", "zh-en")),
    basis=st.sampled_from(("inclusive", "exclusive")),
    rate=st.sampled_from(("0", "0.06", "0.13")),
    prepaid=_cents.map(abs),
)
def test_credit_note_and_invoice_sum_to_zero(
    figures: list[tuple[int, Decimal]],
    language: InvoiceLanguage,
    basis: str,
    rate: str,
    prepaid: Decimal,
) -> None:
    """As printed: every quantity, amount, subtotal and total; prices are the same."""
    lines = (
        line(f"F{place}/seat_fee/", "坐席", f"{count} seat 1.5 {amount:f}", store=f"S{place // 2}")
        for place, (count, amount) in enumerate(figures)
    )
    issued = invoice(draft(*lines, language=language, rate=rate, basis=basis, prepaid=prepaid))
    ours, theirs = _page(issued), _page(credit_note(issued))
    assert len(ours.groups) == len(theirs.groups)
    for group, undone in zip(ours.groups, theirs.groups, strict=True):
        assert _read(group.subtotal) + _read(undone.subtotal) == 0
        for row, back in zip(group.rows, undone.rows, strict=True):
            assert _read(row.quantity.text) + _read(back.quantity.text) == 0
            assert _read(row.amount) + _read(back.amount) == 0
            assert row.unit_price == back.unit_price
            assert _read(back.working.rpartition(" = ")[2]) == _read(back.amount)
    for total, undone_total in zip(ours.totals, theirs.totals, strict=True):
        assert _read(total.amount) + _read(undone_total.amount) == 0
    assert theirs.credit is not None
    assert theirs.credit.amount == ours.amount_due
    assert theirs.credit.words == ours.words


def _read(text: str) -> Decimal:
    """A printed figure, or zero for none."""
    return Decimal(re.sub(r"[,¥]", "", text.replace("−", "-")) or 0)


@given(old=_lines, new=_lines)
def test_differences_of_a_revision_add_up(
    old: list[tuple[int, Decimal]], new: list[tuple[int, Decimal]]
) -> None:
    """The differences of the lines sum to that of the subtotal, new less old in every row."""
    first = invoice(draft(*_seats(old)))
    page = _page(revised(first, *_seats(new)))
    assert page.replaces is not None
    rows, (net, *_, due) = page.replaces.rows, page.replaces.totals
    for row in (*rows, *page.replaces.totals):
        assert _read(row.amount_now) - _read(row.amount_then) == _read(row.change)
    assert sum((_read(row.change) for row in rows), Decimal(0)) == _read(net.change)
    assert (_read(due.amount_then), _read(due.amount_now)) == (
        first.draft.totals.amount_due,
        _read(page.amount_due),
    )


def _seats(figures: list[tuple[int, Decimal]]) -> list[Line]:
    return [
        line(f"F{place}/seat_fee/", "坐席", f"{count} seat 1.5 {amount:f}")
        for place, (count, amount) in enumerate(figures)
    ]
