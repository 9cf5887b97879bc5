"""Long annex tables on paper: what is printed of them, and the workbook that is named."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from billing.invoice import Annex, DraftInvoice, Invoice, InvoiceLanguage
from billing.render import wording
from billing.render.annexes import LONGEST
from billing.render.page import Table
from billing.settings import PaperSettings
from tests.render.conftest import everything, invoice
from tests.render.test_detail import by_day

FILE = "INV-2026-000123_C001_detail.xlsx"
SAID: Mapping[InvoiceLanguage, str] = {
    "zh": f"共 201 行，逐行明细见 {FILE}。",
    "en": f"All 201 rows are in {FILE}.",
    "zh-en": f'共 201 行，逐行明细见 {FILE}。 <i lang="en">All 201 rows are in {FILE}.</i>',
}


def _table(of: Invoice | DraftInvoice, **paper: str) -> Table:
    return wording.page(of, PaperSettings.model_validate(paper)).tables[0]


def _with(annex: Annex, language: InvoiceLanguage = "zh") -> DraftInvoice:
    return replace(everything(language), annex=(annex,))


@pytest.mark.parametrize("language", SAID)
def test_a_long_table_is_told_by_its_totals(language: InvoiceLanguage) -> None:
    """No row, the totals under their heads, and first of all notes where the rows are."""
    table = _table(invoice(_with(by_day(LONGEST + 1), language)))
    assert table.rows == ()
    assert table.totals[2:] == ("40200", "−20100")
    assert [head.place for head in table.heads] == ["", "", "n", "n"]
    assert table.notes[0] == SAID[language]
    assert len(table.notes) == 2


def test_a_table_of_the_longest_length_is_printed() -> None:
    """200 rows two by two, and no word of a workbook."""
    table = _table(invoice(_with(by_day(LONGEST))))
    assert len(table.rows) == LONGEST // 2
    assert len(table.notes) == 1


def test_without_workbooks_everything_is_printed() -> None:
    """`detail = "never"`: nothing is left out of the paper."""
    assert len(_table(invoice(_with(by_day(LONGEST + 1))), detail="never").rows) == 101


def test_with_a_workbook_always_the_paper_is_the_same() -> None:
    """A table that fits is printed, whether a workbook repeats it or not."""
    issued = invoice(_with(by_day(5)))
    assert _table(issued, detail="always") == _table(issued)


def test_a_draft_names_the_workbook_beside_its_preview() -> None:
    """It has no number yet, so its name says that it is a draft."""
    (where, _) = _table(_with(by_day(LONGEST + 1))).notes
    assert where == "共 201 行，逐行明细见 C001_DRAFT_detail.xlsx。"


def test_a_long_table_without_totals() -> None:
    """Heads and the sentence; nothing is made up."""
    table = _table(invoice(_with(replace(by_day(LONGEST + 1), totals=()))))
    assert (table.rows, table.totals) == ((), ())
    assert table.notes[0] == SAID["zh"]


def test_stores_by_their_names() -> None:
    """A store's cell is its name, also where its code is a word of the catalogue."""
    bill = replace(_with(by_day(1)), store_names={"S1": "date"})
    assert _table(bill).rows[0][:2] == ("date", "2026-10-01")
    other = replace(by_day(1), columns=("kind", "date", "receptions", "robot"))
    assert _table(replace(bill, annex=(other,))).rows[0][0] == "S1"  # a day kind of that name
    plain = _table(replace(bill, store_names={}))
    assert plain.rows[0][0] == "S1"
