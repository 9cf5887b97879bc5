"""An invoice as text and back; what an approval is for; what counts as a changed input."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing.balance import Balances
from billing.invoice import Annex, DraftInvoice, Invoice, Note
from billing.ledger.snapshot import (
    balances_of_text,
    balances_text,
    draft_hash,
    invoice_of_text,
    invoice_text,
    same_input,
)
from billing.source import CellRange, File

Change = Callable[[DraftInvoice], DraftInvoice]


def _issued(draft: DraftInvoice) -> Invoice:
    return Invoice(
        number="INV-2026-000001",
        revision=2,
        issue_date=date(2026, 11, 1),
        due_date=date(2026, 12, 1),
        draft=draft,
    )


def test_every_field_comes_back(full_draft: DraftInvoice) -> None:
    """Equal as nouns, and equal in print: `repr` shows places, types and the order of mappings."""
    invoice = _issued(full_draft)
    read = invoice_of_text(invoice_text(invoice))
    assert read == invoice
    assert repr(read) == repr(invoice)
    assert invoice_text(read) == invoice_text(invoice)


def test_a_draft_that_was_kept_before_is_read(full_draft: DraftInvoice) -> None:
    """Without what later versions tell apart: it stays empty, and the invoice as it was."""
    text = invoice_text(_issued(full_draft))
    content = json.loads(text)
    del content["draft"]["brought_forward"]
    provider = content["draft"]["provider"]
    for party, names in (
        (provider, ("address_other", "contact_other")),
        (provider["bank"], ("name_other", "account_name_other")),
    ):
        for name in names:
            del party[name]
    expected = _issued(replace(full_draft, brought_forward=None))
    assert invoice_of_text(json.dumps(content)) == expected


_decimals = st.decimals(allow_nan=False, allow_infinity=False, places=None)
_cells = st.one_of(st.text(), st.integers(), _decimals, st.dates())


@given(rows=st.lists(st.tuples(_cells, _cells)), totals=st.tuples(_cells, _cells))
def test_cells_of_the_annex_keep_their_types(
    full_draft: DraftInvoice,
    rows: list[tuple[str | int | Decimal | date, ...]],
    totals: tuple[str | int | Decimal | date, ...],
) -> None:
    """A text that looks like a number stays a text, and a decimal keeps its places."""
    table = Annex(code="daily", columns=("a", "b"), rows=tuple(rows), totals=totals)
    invoice = _issued(replace(full_draft, annex=(table,)))
    assert repr(invoice_of_text(invoice_text(invoice))) == repr(invoice)


@given(credit=_decimals, rate=st.none() | _decimals)
def test_balances_come_back(
    full_draft: DraftInvoice, credit: Decimal, rate: Decimal | None
) -> None:
    """With every place, and nothing where there was nothing."""
    balances = replace(full_draft.balances_after, credit=credit, tax_rate=rate)
    assert repr(balances_of_text(balances_text(balances))) == repr(balances)
    assert balances_of_text(balances_text(Balances())) == Balances()


def test_lines_that_do_not_sum_are_neither_written_nor_read(full_draft: DraftInvoice) -> None:
    """A text changed by hand does not pass for an invoice."""
    text = invoice_text(_issued(full_draft))
    with pytest.raises(AssertionError):
        invoice_of_text(text.replace('"amount":"996.60"', '"amount":"996.61"'))
    with pytest.raises(AssertionError):
        invoice_text(_issued(replace(full_draft, lines=full_draft.lines[:1])))


def _line(**changes: Any) -> Change:
    def change(draft: DraftInvoice) -> DraftInvoice:
        return replace(draft, lines=(replace(draft.lines[0], **changes), *draft.lines[1:]))

    return change


def _draft(**changes: Any) -> Change:
    return lambda draft: replace(draft, **changes)


def _provider(draft: DraftInvoice) -> DraftInvoice:
    return replace(draft, provider=replace(draft.provider, phone="021-0000"))


def _client(draft: DraftInvoice) -> DraftInvoice:
    return replace(draft, client=replace(draft.client, address="某路 1 号"))


def _cell(draft: DraftInvoice) -> DraftInvoice:
    rows = ((*draft.annex[0].rows[0][:3], Decimal("1.30")), *draft.annex[0].rows[1:])
    return replace(draft, annex=(replace(draft.annex[0], rows=rows),))


def _due(draft: DraftInvoice) -> DraftInvoice:
    return replace(draft, totals=replace(draft.totals, amount_due=Decimal("1000.01")))


_CHANGES: list[tuple[str, Change, bool, bool]] = [
    # what changes, the same bill (approval stands), the same input (not reported as differing)
    ("nothing", _draft(), True, True),
    ("file", _draft(sources=(File(name="x.xlsx", sha256="b" * 64),)), True, True),
    ("address of cells", _line(sources=(CellRange("x.xlsx", "Oct", "D6", "D36"),)), True, True),
    ("usage outside the bill", _draft(usage_hash="u2"), True, False),
    ("terms outside the bill", _draft(register_hash="r2"), True, False),
    ("quantity", _line(quantity=Decimal(831)), False, False),
    ("price", _line(unit_price=Decimal("1.21")), False, False),
    ("amount", _line(amount=Decimal("996.61")), False, False),
    ("a line less", lambda draft: replace(draft, lines=draft.lines[:1]), False, False),
    ("order of lines", lambda draft: replace(draft, lines=draft.lines[::-1]), False, False),
    ("wording", _line(description="Chats"), False, True),
    ("annex", _cell, False, True),
    ("total", _due, False, True),
    ("note", _draft(notes=(Note(code="x"),)), False, True),
    ("provider", _provider, False, True),
    ("client", _client, False, True),
    ("last month", _draft(last_month=()), False, True),
    ("balances after", _draft(balances_after=Balances()), False, True),
    ("balances before", _draft(balances_before=Balances(credit=Decimal(1))), False, True),
    (
        "balances before, and a line with them",
        lambda draft: _line(amount=Decimal(1))(
            replace(draft, balances_before=Balances(credit=Decimal(1)))
        ),
        False,
        True,
    ),
]


@pytest.mark.parametrize(
    "change, same_bill, same",
    [case[1:] for case in _CHANGES],
    ids=[case[0] for case in _CHANGES],
)
def test_what_a_change_means(
    full_draft: DraftInvoice, change: Change, same_bill: bool, same: bool
) -> None:
    """For an approval, and for an issued month."""
    changed = change(full_draft)
    assert (draft_hash(changed) == draft_hash(full_draft)) is same_bill
    assert same_input(full_draft, changed) is same


def test_the_hash_is_of_the_content(full_draft: DraftInvoice) -> None:
    """Not of the order in which stores happen to stand, and the same after a journey as text."""
    turned = replace(full_draft, store_names={"S1": "甲店", "S2": "乙店"})
    read = invoice_of_text(invoice_text(_issued(full_draft))).draft
    assert draft_hash(turned) == draft_hash(full_draft) == draft_hash(read)
