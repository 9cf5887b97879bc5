"""A row edited by hand is named."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

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
LINES = ("lines_no_update", "lines_no_delete", "links_no_update", "links_no_delete")
OTHERS = ("invoices_no_update", "balances_no_update", "numbers_by_one")


@pytest.fixture
def books(ledger: Ledger, path: Path, full_draft: DraftInvoice) -> Path:
    """Two invoices."""
    ledger.issue(full_draft, issue_date=date(2026, 11, 1), run_id="run-1")
    other = replace(full_draft, client=replace(full_draft.client, code="C002"))
    ledger.issue(other, issue_date=date(2026, 11, 1), run_id="run-1")
    return path


def test_books_as_they_were_written(books: Path, ledger: Ledger) -> None:
    """Nothing to name."""
    assert books.exists()
    assert ledger.verify() == ()


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
    books: Path, ledger: Ledger, statement: str, expected: list[str]
) -> None:
    """The first broken link first; `...` stands for `ledger_row_changed`."""
    with closing(sqlite3.connect(books)) as connection, connection:
        for trigger in (*LINES, *OTHERS):
            connection.execute(f"DROP TRIGGER {trigger}")
        connection.executescript(statement)
    found = [f"{problem.code} {' '.join(problem.values.values())}" for problem in ledger.verify()]
    codes = [text.replace("...", "ledger_row_changed") for text in expected]
    assert found == codes
