"""Books that were written wrong, or whose guards are gone, are named though the chain holds."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import select

from billing.balance import Balances
from billing.invoice import DraftInvoice
from billing.ledger import Ledger, chain, dialect, tables
from billing.message import Delivery, Outgoing

AT = datetime(2026, 11, 1, tzinfo=UTC)
DAY = date(2026, 11, 1)
Drafts = Callable[..., DraftInvoice]


@pytest.fixture
def books(ledger: Ledger, full_draft: DraftInvoice) -> Ledger:
    """An invoice with a mail, and a second one."""
    mail = Outgoing(message_id="1@x", date=AT, purpose="invoice", to=("a@x.cn",))
    ledger.issue(full_draft, issue_date=DAY, run_id="run-1", mails=[mail])
    other = replace(full_draft, client=replace(full_draft.client, code="C002"))
    ledger.issue(other, issue_date=DAY, run_id="run-1")
    return ledger


def linked_anew(where: str) -> None:
    """Write the whole chain again, as one who knows the program could."""
    over = dialect.engine(where)
    with dialect.reading(over) as connection:
        rows = {
            row["seq"]: (table.name, dict(row))
            for table in tables.CHAINED
            for row in connection.execute(select(table)).mappings()
        }
    over.dispose()
    previous, statements = chain.GENESIS, []
    for seq, (table, row) in sorted(rows.items()):
        previous = chain.linked(previous, table, seq, row)
        statements.append(f"UPDATE links SET hash = '{previous}' WHERE seq = {seq}")
    from tests.ledger.tampering import edited

    edited(where, ";\n".join(statements))


def codes(ledger: Ledger) -> list[str]:
    """The codes of all problems, each with what it is about."""
    return [f"{one.code} {one.values.get('number', one.found)}" for one in ledger.verify()]


FIRST = "INV-2026-000001"


@pytest.mark.parametrize(
    "statement, expected",
    [
        ("UPDATE lines SET amount = '1.00' WHERE position = 2 AND seq < 6", ["audit_lines"]),
        ("UPDATE balances SET content = '{}' WHERE seq = 5", ["audit_handed_on"]),
        ("UPDATE invoices SET client = 'C003' WHERE n = 1", ["audit_column", "audit_mail_client"]),
        ("UPDATE invoices SET month = '2026-09' WHERE n = 1", ["audit_column"]),
        ("UPDATE invoices SET issue_date = '2026-12-01' WHERE n = 1", ["audit_date", "column"]),
        (
            "UPDATE invoices SET snapshot = replace(snapshot, '996.60', '996.61') WHERE n = 1",
            ["audit_snapshot"],
        ),
        ("UPDATE invoices SET snapshot = '{}' WHERE n = 1", ["audit_snapshot"]),
        ("UPDATE invoices SET snapshot = 'not' WHERE n = 1", ["audit_snapshot"]),
        ("UPDATE messages SET client = 'C002'", ["audit_mail_client"]),
        ("UPDATE invoices SET due_date = '2026-11-01' WHERE n = 1", ["audit_column"]),
        (
            "UPDATE invoices SET kind = 'credit_note', corrects = 'INV-2026-000002' WHERE n = 1",
            ["audit_snapshot"],
        ),
        (
            (
                "UPDATE invoices SET n = 9 WHERE n = 1; UPDATE invoices SET n = 1 WHERE n = 2; "
                "UPDATE invoices SET n = 2 WHERE n = 9"
            ),
            ["audit_order"],
        ),
        ("UPDATE balances SET content = 'not' WHERE seq = 5", ["audit_handed_on"]),
        ("UPDATE messages SET to_addresses = 'not'", ["audit_mail 1@x"]),
        ("UPDATE messages SET to_addresses = '[]'", ["audit_mail 1@x"]),
        ("UPDATE messages SET date = 'not'", ["audit_mail 1@x"]),
    ],
)
def test_books_that_do_not_agree(
    books: Ledger, by_hand: Callable[[str], None], where: str, statement: str, expected: list[str]
) -> None:
    """Even where whoever edited a row linked the whole chain anew."""
    by_hand(statement)
    linked_anew(where)
    found = codes(books)
    assert len(found) == len(expected), found
    for problem, code in zip(found, expected, strict=True):
        assert code in problem
        assert FIRST in problem or "date" in code or "1@x" in code


def test_balances_that_nobody_handed_on(ledger: Ledger, draft_of: Drafts) -> None:
    """A month opens with what the one before it handed on when it was written; else it is named."""
    made = Balances(credit=Decimal("300.00"))
    ledger.issue(draft_of("C1", "2026-10", made), issue_date=DAY, run_id="run-1")
    right = replace(draft_of("C1", "2026-11"), brought_forward=made)
    ledger.issue(right, issue_date=DAY, run_id="run-1")
    assert codes(ledger) == []
    wrong = replace(draft_of("C1", "2026-12"), brought_forward=made)
    ledger.issue(wrong, issue_date=DAY, run_id="run-1")
    assert codes(ledger) == ["audit_opened INV-2026-000003"]


def test_a_delivery_to_a_stranger(books: Ledger) -> None:
    """An address that the mail does not have."""
    for recipient in ("a@x.cn", "b@x.cn"):
        books.record_delivery(
            Delivery(message_id="1@x", recipient=recipient, state="in_doubt", at=AT)
        )
    assert codes(books) == ["audit_mail_recipient 1@x"]


def test_guards_that_were_switched_off(books: Ledger, where: str) -> None:
    """A trigger that is gone is named, though no row was touched yet."""
    over = dialect.engine(where)
    postgresql = over.dialect.name == "postgresql"
    drop = (
        "ALTER TABLE lines DISABLE TRIGGER lines_append_only"
        if postgresql
        else "DROP TRIGGER lines_no_update"
    )
    with dialect.writing(over) as connection:
        connection.exec_driver_sql(drop)
    over.dispose()
    named = "trigger lines_append_only" if postgresql else "trigger lines_no_update"
    assert codes(books) == [f"ledger_guard_changed {named}"]


def test_messages_as_they_were_written(books: Ledger) -> None:
    """Read back whole, with their state: the worst of their recipients."""
    mail = Outgoing(
        message_id="2@x", date=AT, purpose="invoice", to=("a@x.cn", "乙@x.cn"), cc=("c@x.cn",)
    )
    books.record_message("INV-2026-000002", mail)
    books.record_report(replace(mail, message_id="3@x", purpose="report"), month="2026-10")
    found = books.message("2@x")
    assert (found.number, found.client, found.month) == ("INV-2026-000002", "C002", "2026-10")
    assert (found.to, found.cc, found.date) == (mail.to, mail.cc, AT)
    assert found.state == "queued"
    events = [("a@x.cn", "in_doubt"), ("a@x.cn", "sent"), ("乙@x.cn", "failed"), ("c@x.cn", "sent")]
    for recipient, state in events:
        books.record_delivery(
            Delivery(message_id="2@x", recipient=recipient, state=state, at=AT, reply="250 ok")  # type: ignore[arg-type]
        )
    found = books.message("2@x")
    assert [found.state_of(one) for one in found.recipients] == ["sent", "failed", "sent"]
    assert found.state == "failed"
    assert [one.message_id for one in books.messages("2026-10", "queued")] == ["1@x", "3@x"]
    assert books.messages_of("INV-2026-000002") == (found,)
    assert books.verify() == ()
