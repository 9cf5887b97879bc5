"""Whether the books agree with themselves: snapshots, lines, sums, dates, balances, mails.

The chain tells that a row is as it was written; this tells that what was written is right.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from sqlalchemy import Connection, Row, select

from billing import opening
from billing.errors import Problem, Severity
from billing.invoice import CreditNote, Invoice
from billing.ledger import chain, guards, issuing, outbox, reading, snapshot
from billing.ledger.tables import balances, invoices, lines
from billing.opening import Settled

Issued = Row[tuple[object, ...]]  # of invoices
_NOT_WRITTEN_SO = (ValueError, TypeError, KeyError)  # of text that is none of the program's


def problems(connection: Connection) -> tuple[Problem, ...]:
    """All that is wrong: first what guards the books, which tells of a table that is gone.

    Then the chain's first broken link, and what the rows say against one another.
    """
    if missing := guards.missing(connection):
        return missing
    first = (*chain.broken(connection), *chain.gaps(connection), *guards.problems(connection))
    return (*first, *_order(connection), *_documents(connection), *_mails(connection))


def _order(connection: Connection) -> Iterator[Problem]:
    """Dates follow numbers, and both the order of writing."""
    query = select(invoices).order_by(invoices.c.series, invoices.c.n)
    last: Issued | None = None
    for row in connection.execute(query):
        if last is not None and last.series == row.series:
            if row.issue_date < last.issue_date:
                expected = last.issue_date
                yield _wrong("audit_date", row.number, found=row.issue_date, expected=expected)
            if row.seq < last.seq:
                yield _wrong("audit_order", row.number, found=last.number)
        last = row


def _documents(connection: Connection) -> Iterator[Problem]:
    for row in connection.execute(select(invoices).order_by(invoices.c.seq)).all():
        document = _read(row)
        if document is None:
            yield _wrong("audit_snapshot", row.number)
            continue
        for check in _CHECKS:
            try:
                yield from check(connection, row, document)
            except _NOT_WRITTEN_SO:
                yield _wrong("audit_handed_on", row.number)


def readable(connection: Connection) -> tuple[Invoice | CreditNote, ...]:
    """Every document that can still be read, in the order of issue."""
    rows = connection.execute(select(invoices).order_by(invoices.c.seq)).all()
    return tuple(document for row in rows if (document := _read(row)))


def _read(row: Issued) -> Invoice | CreditNote | None:
    """The document of a row, whose lines sum to its totals; nothing where it is damaged."""
    kind = snapshot.invoice_of_text if row.kind == "invoice" else snapshot.credit_note_of_text
    try:
        return kind(row.snapshot)
    except (*_NOT_WRITTEN_SO, ArithmeticError, AssertionError):
        return None


def _columns(_: Connection, row: Issued, document: Invoice | CreditNote) -> Iterator[Problem]:
    """What the table says of a document, it says itself."""
    corrects = document.corrects if isinstance(document, CreditNote) else None
    told = {
        "number": document.number,
        "client": document.draft.client.code,
        "month": document.draft.month,
        "revision": document.revision,
        "issue_date": document.issue_date.isoformat(),
        "due_date": _due(document).isoformat(),
        "corrects": corrects,
    }
    for name, expected in told.items():
        if (found := getattr(row, name)) != expected:
            yield _wrong("audit_column", row.number, name, found=found, expected=expected)


def _due(document: Invoice | CreditNote) -> date:
    """A credit note has no day of payment of its own."""
    return document.due_date if isinstance(document, Invoice) else document.issue_date


def _lines(
    connection: Connection, row: Issued, document: Invoice | CreditNote
) -> Iterator[Problem]:
    """The lines in their table are those of the snapshot."""
    query = select(lines).where(lines.c.number == row.number).order_by(lines.c.position)
    found = [dict(one) for one in connection.execute(query).mappings()]
    for one in found:
        del one["seq"]
    if found != issuing.line_rows(document):
        yield _wrong("audit_lines", row.number)


def _handed_on(
    connection: Connection, row: Issued, document: Invoice | CreditNote
) -> Iterator[Problem]:
    """The balances in their table are those of the snapshot."""
    query = select(balances.c.content).where(balances.c.number == row.number)
    found = connection.execute(query).scalars().all()
    if [snapshot.balances_of_text(text) for text in found] != [document.draft.balances_after]:
        yield _wrong("audit_handed_on", row.number)


def _opened(
    connection: Connection, row: Issued, document: Invoice | CreditNote
) -> Iterator[Problem]:
    """An invoice opens with what the months before it handed on when it was written."""
    draft = document.draft
    if isinstance(document, CreditNote) or draft.brought_forward is None:
        return
    before = _settled_before(connection, draft.client.code, row.seq)
    if opening.balances(before, draft.month) != draft.brought_forward:
        yield _wrong("audit_opened", row.number)


def _settled_before(connection: Connection, client: str, seq: int) -> Iterable[Settled]:
    query = select(balances).where(balances.c.client == client, balances.c.seq < seq)
    return reading.settled_of(connection, query.order_by(balances.c.seq))


_Check = Callable[[Connection, Issued, Invoice | CreditNote], Iterator[Problem]]
_CHECKS: tuple[_Check, ...] = (_columns, _lines, _handed_on, _opened)


def _mails(connection: Connection) -> Iterator[Problem]:
    """A mail goes to the client of its paper, and what happened to it names its recipients."""
    query = select(invoices.c.number, invoices.c.client)
    clients = {row.number: row.client for row in connection.execute(query)}
    legible, illegible = outbox.legible(connection)
    yield from (_wrong("audit_mail", message_id) for message_id in illegible)
    for message in legible:
        if message.number and clients.get(message.number) != message.client:
            yield _wrong("audit_mail_client", message.number, found=message.client)
        for made in message.deliveries:
            if made.recipient not in ("", *message.recipients):
                yield _wrong("audit_mail_recipient", message.message_id, found=made.recipient)


def _wrong(
    code: str, number: str, name: str = "", *, found: object = "", expected: object = ""
) -> Problem:
    return Problem(
        code=code,
        severity=Severity.BLOCKED,
        found=str(found),
        expected=str(expected),
        values={"number": number, "name": name},
    )
