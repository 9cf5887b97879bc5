"""The words that stand on paper, read back, are the figure that stands beside them."""

import json
import shutil
import tomllib
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from re import DOTALL, findall, sub

import pypdfium2
import pytest

import billing.month
from billing.assets import folder
from billing.balance import Balances
from billing.invoice import CreditNote, DraftInvoice, Invoice
from billing.ledger import open_ledger
from billing.modes import fixed
from billing.month import Workspace, bill
from billing.outcome import ClientOutcome, RunReport
from billing.render import preview, render
from billing.report.machine import run_json
from billing.settings import Settings
from billing.words import BETWEEN
from tests.modes.conftest import used
from tests.properties.contracts import billed, charge_of, contract_of
from tests.render.conftest import drafts
from tests.render.corrected import documents
from tests.render.read_words import read_chinese, read_english

_HERE = Path(__file__).parent
_CHINESE = r"人民币\s?[负零壹贰叁肆伍陆柒捌玖拾佰仟万亿元角分整\s]+[整分]"
_ENGLISH = r"SAY RMB .*? ONLY"
_FIGURE = r"([-−]?)¥([\d,]+\.\d\d)"


def _read(words: str) -> Decimal:
    """Either wording."""
    return read_english(words) if words.startswith("SAY") else read_chinese(words)


def _figure(sign: str, digits: str) -> Decimal:
    """`−` and `1,409.50`."""
    return Decimal(("-" if sign else "") + digits.replace(",", ""))


def _first_page(pdf: bytes) -> str:
    """Its text; a line that was broken on paper is one line again."""
    with (
        closing(pypdfium2.PdfDocument(pdf)) as document,
        closing(document[0]) as page,
        closing(page.get_textpage()) as text,
    ):
        return " ".join(str(text.get_text_range()).split())


def _amounts(pdf: bytes) -> list[tuple[Decimal, ...]]:
    """Each figure of the first page that has words right behind it, and what these say."""
    one = rf"{_CHINESE}|{_ENGLISH}"
    found = findall(rf"{_FIGURE} ((?:(?:{one}) ?)+)", _first_page(pdf), DOTALL)
    return [
        (
            _figure(sign, digits),
            *(read_chinese(text.replace(" ", "")) for text in findall(_CHINESE, words)),
            *(read_english(text) for text in findall(_ENGLISH, words)),
        )
        for sign, digits, words in found
    ]


def _letters() -> set[str]:
    """Golden e-mails: these give the figure without words."""
    return {path.name for path in _HERE.glob("letter_*.golden.html")}


def _said(amount: Decimal, draft: DraftInvoice) -> list[tuple[Decimal, ...]]:
    """What `_amounts` finds: the figure, and the words once in each language."""
    return [(amount,) * (1 + len(draft.language.split("-")))]


@pytest.fixture(scope="module")
def sample_run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[RunReport]]:
    """Both months of the sample workspace, billed and not yet printed."""
    root = tmp_path_factory.mktemp("words") / "workspace"
    shutil.copytree(folder("sample_inputs"), root, ignore=shutil.ignore_patterns("*.py"))
    written = (root / "billing.toml").read_text(encoding="utf-8")
    settings = Settings.model_validate(tomllib.loads(written))
    workspace = Workspace(root=root, settings=settings)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(billing.month, "printed", lambda outcomes, *_, **__: tuple(outcomes))
        with open_ledger(workspace.ledger, settings.numbering) as ledger:
            yield [
                bill(
                    workspace,
                    ledger,
                    month,
                    today=date(2026, 11, 2),
                    now=lambda: datetime(2026, 11, 2, 1, tzinfo=UTC),
                    tick=lambda *_: None,
                )
                for month in ("2026-09", "2026-10")
            ]


def _clients(run: list[RunReport]) -> list[ClientOutcome]:
    return [client for report in run for client in report.clients]


@pytest.mark.slow
def test_the_papers_of_the_samples(sample_run: list[RunReport]) -> None:
    """Of every invoice of the sample months: the printed words are the amount due."""
    invoices = [client.invoice for client in _clients(sample_run) if client.invoice]
    assert len(invoices) == 41
    assert {one.draft.language for one in invoices} == {"zh", "en", "zh-en"}
    for one in invoices:
        due = one.draft.totals.amount_due
        assert _amounts(render(one)) == _said(due, one.draft), one.number


def test_the_previews_of_the_samples(sample_run: list[RunReport]) -> None:
    """Of the draft that waits for an approval."""
    waiting = [client for client in _clients(sample_run) if not client.invoice]
    held = [client.draft for client in waiting if client.draft]
    assert [draft.client.code for draft in held] == ["C023"]
    for draft in held:
        assert _amounts(preview(draft)) == _said(draft.totals.amount_due, draft)


@pytest.mark.parametrize("prepaid, due", [("0", "1060"), ("0.99", "1059.01"), ("5000", "0")])
def test_the_words_are_what_is_left_to_pay(prepaid: str, due: str) -> None:
    """Not the gross amount: a prepayment is taken off first."""
    seat = fixed.Terms.model_validate({"seats": "1", "price": "1000"})
    before = Balances(prepayment=Decimal(prepaid))
    draft = billed(contract_of(charge_of(seat)), used(), before=before)
    assert draft.totals.gross == 1060
    assert _amounts(preview(draft)) == _said(Decimal(due), draft)


@pytest.mark.parametrize("name", sorted(documents()))
def test_the_papers_of_corrections(name: str) -> None:
    """A credit note says what is credited, a revision what is due."""
    document: Invoice | CreditNote = documents()[name]
    draft, due = document.draft, document.draft.totals.amount_due
    amount = -due if isinstance(document, CreditNote) else due
    assert _amounts(render(document)) == _said(amount, draft)


@pytest.mark.parametrize("name", sorted(drafts()))
def test_the_papers_built_by_hand(name: str) -> None:
    """One fen, twelve million, names of 80 characters, nothing due."""
    draft = drafts()[name]
    assert _amounts(preview(draft)) == _said(draft.totals.amount_due, draft)


@pytest.mark.parametrize(
    "name",
    sorted({path.name for path in _HERE.glob("*.golden.html")} - _letters()),
)
def test_the_golden_pages(name: str) -> None:
    """Figure and words as the golden files have them."""
    page = (_HERE / name).read_text(encoding="utf-8")
    figures = findall(rf'<p class="figure">{_FIGURE}</p>', page)
    found = findall('<p class="words">(.*?)</p>', page)
    words = [sub("</?span>", "", text) for text in found]  # round what is not to be broken
    assert words
    assert {_figure(*one) for one in figures} == {_read(text) for text in words}


def test_the_run_json_of_the_samples(sample_run: list[RunReport]) -> None:
    """`amount_words` of every client are its `amount_due`."""
    runs = [json.loads(run_json(report, "zh")) for report in sample_run]
    invoices = [one["invoice"] for run in runs for one in run["clients"] if one["invoice"]]
    assert len(invoices) == 42
    for one in invoices:
        said = {_read(words) for words in one["amount_words"].split(BETWEEN)}
        assert said == {Decimal(one["amount_due"])}, one["number"]
