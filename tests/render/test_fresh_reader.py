"""A fresh reader works out every amount of every sample invoice from the paper alone."""

import shutil
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

import billing.month
from billing.assets import folder
from billing.invoice import CreditNote, Invoice
from billing.ledger import open_ledger
from billing.month import Workspace, bill
from billing.render import render
from billing.settings import Settings
from tests.render.conftest import everything, invoice
from tests.render.corrected import credit_note, documents
from tests.render.fresh_reader import faults, read
from tests.render.school import rounded, value

_AT = datetime(2026, 11, 2, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> tuple[Invoice, ...]:
    """The invoices of both sample months."""
    root = tmp_path_factory.mktemp("reader") / "workspace"
    shutil.copytree(folder("sample_inputs"), root, ignore=shutil.ignore_patterns("*.py"))
    written = (root / "billing.toml").read_text(encoding="utf-8")
    settings = Settings.model_validate(tomllib.loads(written))
    workspace = Workspace(root=root, settings=settings)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(billing.month, "printed", lambda outcomes, *_, **__: tuple(outcomes))
        with open_ledger(workspace.ledger, settings.numbering) as ledger:
            found: list[Invoice] = []
            for month in ("2026-09", "2026-10"):
                bill(
                    workspace,
                    ledger,
                    month,
                    today=date(2026, 11, 2),
                    now=lambda: _AT,
                    tick=lambda *_: None,
                )
                found += ledger.invoices(month)
    return tuple(found)


@pytest.mark.slow
def test_every_sample_invoice_comes_out(samples: tuple[Invoice, ...]) -> None:
    """Workings, amounts, subtotals, tax, total and amount due, of all modes and languages."""
    assert len(samples) == 41
    found = {one.number: faults(read(render(one))) for one in samples}
    assert {number: wrong for number, wrong in found.items() if wrong} == {}


def test_tiers_are_read(samples: tuple[Invoice, ...]) -> None:
    """Every line of a tier says its bounds, and the reader takes them up."""
    for one in samples:
        lines = [
            line for line in one.draft.lines if "/tier" in line.key and "-flat/" not in line.key
        ]
        if lines:
            assert len(read(render(one)).tiers) >= len(lines), one.number


def test_a_wrong_tier_is_found(samples: tuple[Invoice, ...]) -> None:
    """Bounds that the quantity is not within."""
    for one in samples:
        found = [line for line in one.draft.lines if "–" in line.description]
        if found and "/tier" in found[0].key:
            start, _, end = found[0].description.partition("–")
            wrong = replace(found[0], description=f"{start}–0.001{end.lstrip('0123456789.')}")
            lines = tuple(wrong if line == found[0] else line for line in one.draft.lines)
            assert faults(read(render(replace(one, draft=replace(one.draft, lines=lines)))))
            return
    raise AssertionError("no line of a tier")


@pytest.mark.slow
def test_every_credit_note_comes_out(samples: tuple[Invoice, ...]) -> None:
    """Each line of a credit note has its own working, with the other sign."""
    for one in samples[-8:]:
        paper = read(render(credit_note(one)))
        assert faults(paper) == [], one.number
        assert sum(paper.amounts) == -one.draft.totals.subtotal


def test_all_is_read(samples: tuple[Invoice, ...]) -> None:
    """Nothing is passed over: as many lines, the same sums, and stores, as the draft has."""
    for one in samples[::4]:
        paper, draft = read(render(one)), one.draft
        assert paper.amounts == [line.amount for line in draft.lines]
        assert paper.figure == paper.totals["due"] == draft.totals.amount_due
        assert paper.tax_rate == Fraction(draft.totals.tax_rate)


def test_stores_prepayments_and_credit_notes() -> None:
    """The papers built by hand, in both languages: subtotals by store, prepayment, corrections."""
    whole = read(render(invoice(everything("zh-en"))))
    assert [end for end, _ in whole.subtotals] == [2, 5, 7, 8]
    assert whole.totals["prepaid"] == Decimal("-2000.00")
    assert faults(whole) == []
    papers: Mapping[str, Invoice | CreditNote] = documents()
    found = {name: faults(read(render(document))) for name, document in papers.items()}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_a_wrong_cent_is_found() -> None:
    """In a working, in a line's amount, in the tax, or in the sum."""
    right = invoice(everything())
    first, *others = right.draft.lines
    totals = right.draft.totals
    cent = Decimal("0.01")
    wrong = {
        "working": replace(
            right.draft, lines=(replace(first, working="5999.99 = 6000.00"), *others)
        ),
        "amount": replace(right.draft, lines=(replace(first, amount=first.amount + cent), *others)),
        "tax": replace(right.draft, totals=replace(totals, tax=totals.tax + cent)),
        "due": replace(right.draft, totals=replace(totals, amount_due=totals.amount_due + cent)),
    }
    for name, draft in wrong.items():
        assert faults(read(render(replace(right, draft=draft)))), name


@pytest.mark.parametrize(
    "working, result",
    [
        ("(5830 − 5000) × 1.20", "996.00"),
        ("−1 × 2600.00 × 3/31", "-251.61"),
        ("ceil(830 / 100) × 12.00", "108.00"),
        ("−1 × (100.00 − (−8000.00 − 5))", "-8105.00"),
        ("0.005", "0.01"),
        ("−1 × 1 / 200", "-0.01"),
    ],
)
def test_the_reader_can_count(working: str, result: str) -> None:
    """Brackets, percent, started units, halves away from zero."""
    assert rounded(value(working)) == Decimal(result)


@pytest.mark.parametrize("working", ["", "1 +", "(1", "1 2", "5 x 3", "1)"])
def test_what_is_no_working_is_refused(working: str) -> None:
    """Nothing is guessed."""
    with pytest.raises((ValueError, ZeroDivisionError)):
        value(working)
