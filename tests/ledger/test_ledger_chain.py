"""A row edited by hand is named."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from billing.invoice import DraftInvoice
from billing.ledger import Ledger

# The rows after `ledger` and two issues: 1 the run; 2 invoice, 3 and 4 lines, 5 balances; 6 to 9.
INSERT_LINE = (
    "INSERT INTO lines SELECT {seq}, number, 9, key, code, charge, store, description, quantity, "
    "unit, unit_price, amount, working FROM lines WHERE seq = 3"
)
SWAP = """
UPDATE lines SET seq = -3 WHERE seq = 3;
UPDATE lines SET seq = 3 WHERE seq = 4;
UPDATE lines SET seq = 4 WHERE seq = -3;
"""


@pytest.fixture
def books(ledger: Ledger, full_draft: DraftInvoice) -> Ledger:
    """Two invoices."""
    ledger.issue(full_draft, issue_date=date(2026, 11, 1), run_id="run-1")
    other = replace(full_draft, client=replace(full_draft.client, code="C002"))
    ledger.issue(other, issue_date=date(2026, 11, 1), run_id="run-1")
    return ledger


def test_books_as_they_were_written(books: Ledger) -> None:
    """Nothing to name."""
    assert books.verify() == ()


@pytest.mark.parametrize(
    "statement, expected",
    [
        ("UPDATE lines SET amount = '1.00' WHERE seq = 3", ["ledger_row_changed lines 3"]),
        ("UPDATE balances SET content = '{}'", ["ledger_row_changed balances 5", "... balances 9"]),
        (
            "UPDATE invoices SET snapshot = replace(snapshot, '996.60', '99.60') WHERE n = 2",
            ["ledger_row_changed invoices 6"],
        ),
        ("DELETE FROM lines WHERE seq = 4", ["ledger_row_missing lines 4"]),
        (
            "DELETE FROM lines WHERE seq = 4; DELETE FROM links WHERE seq = 4",
            ["ledger_row_changed balances 5"],
        ),
        ("DELETE FROM links WHERE seq = 4", ["ledger_row_foreign lines 4", "... balances 5"]),
        (INSERT_LINE.format(seq=99), ["ledger_row_foreign lines 99"]),
        (INSERT_LINE.format(seq=2), ["ledger_row_foreign lines 2"]),
        (INSERT_LINE.format(seq=5), ["ledger_row_foreign lines 5"]),
        (
            "UPDATE links SET hash = 'x' WHERE seq = 4",
            ["ledger_row_changed lines 4", "ledger_row_changed balances 5"],
        ),
        (
            SWAP,
            ["ledger_row_changed lines 3", "... lines 4"],
        ),
        (
            "UPDATE links SET seq = 10 WHERE seq = 9; UPDATE balances SET seq = 10 WHERE seq = 9",
            ["... balances 10"],
        ),
        (
            "INSERT INTO balances SELECT 3, client, month, number, content FROM balances LIMIT 1",
            ["ledger_row_foreign balances 3"],
        ),
        ("UPDATE numbers SET n = 3", ["ledger_gap INV"]),
        ("UPDATE numbers SET start = 0", ["ledger_gap INV"]),
    ],
)
def test_what_was_done_by_hand_is_named(
    books: Ledger, by_hand: Callable[[str], None], statement: str, expected: list[str]
) -> None:
    """The first broken link first; `...` stands for `ledger_row_changed`."""
    by_hand(statement)
    found = [
        f"{problem.code} {' '.join(problem.values.values())}"
        for problem in books.verify()
        if problem.code.startswith(("ledger_row", "ledger_gap"))
    ]
    codes = [text.replace("...", "ledger_row_changed") for text in expected]
    assert found == codes
