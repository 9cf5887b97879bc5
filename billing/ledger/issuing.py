"""What takes a number: invoices, credit notes and revisions, on a connection that writes."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import Connection, insert, select, update

from billing import money
from billing.correction import replaced, turned_round
from billing.errors import LedgerError
from billing.invoice import CreditNote, DraftInvoice, Invoice, Line
from billing.ledger import outbox, reading, snapshot
from billing.ledger.carrying import carried
from billing.ledger.chain import Row, append_all
from billing.ledger.records import AlreadyIssuedError
from billing.ledger.tables import balances, invoices, lines, messages, numbers
from billing.message import Outgoing
from billing.settings import NumberingSettings


def issue(
    connection: Connection,
    draft: DraftInvoice,
    *,
    numbering: NumberingSettings,
    issue_date: date,
    run_id: str,
    revision: int,
    mails: Iterable[Outgoing] = (),
) -> Invoice:
    """Give the draft its number and write it with its lines and balances. See `Ledger.issue`."""
    _refuse_second(connection, draft, revision)
    n, number = _numbered(connection, numbering, issue_date)
    invoice = Invoice(
        number=number,
        revision=revision,
        issue_date=issue_date,
        due_date=issue_date + timedelta(days=draft.payment_days),
        draft=draft,
    )
    row = {
        **_row(invoice, numbering.series, n, run_id),
        "kind": "invoice",
        "corrects": None,
        "due_date": invoice.due_date.isoformat(),
        "snapshot": snapshot.invoice_text(invoice),
    }
    _write(connection, invoice, row, mails)
    return invoice


def credit(
    connection: Connection,
    number: str,
    draft: DraftInvoice,
    *,
    numbering: NumberingSettings,
    issue_date: date,
    run_id: str,
    reason: str,
    by: str,
    mails: Iterable[Outgoing] = (),
) -> CreditNote:
    """Undo an invoice by a credit note of its own number. See `Ledger.credit`."""
    corrected = reading.invoice(connection, number)
    _refuse_credited(connection, number)
    _assert_undoes(corrected.draft, draft)
    n, given = _numbered(connection, numbering, issue_date)
    note = CreditNote(
        number=given,
        corrects=number,
        corrects_date=corrected.issue_date,
        revision=corrected.revision,
        issue_date=issue_date,
        reason=reason,
        by=by,
        draft=draft,
    )
    row = {
        **_row(note, numbering.series, n, run_id),
        "kind": "credit_note",
        "corrects": number,
        "due_date": issue_date.isoformat(),
        "snapshot": snapshot.credit_note_text(note),
    }
    _write(connection, note, row, mails)
    return note


def reissue(
    connection: Connection,
    number: str,
    draft: DraftInvoice,
    *,
    numbering: NumberingSettings,
    issue_date: date,
    run_id: str,
    reason: str,
    by: str,
    mails: Iterable[Outgoing] = (),
) -> tuple[CreditNote, Invoice]:
    """Undo an invoice and issue what stands in for it. See `Ledger.reissue`."""
    old = reading.invoice(connection, number)
    note = credit(
        connection,
        number,
        turned_round(old.draft),
        numbering=numbering,
        issue_date=issue_date,
        run_id=run_id,
        reason=reason,
        by=by,
        mails=[mail for mail in mails if mail.purpose == "credit_note"],
    )
    new = issue(
        connection,
        replace(draft, replaces=replaced(old, note)),
        numbering=numbering,
        issue_date=issue_date,
        run_id=run_id,
        revision=old.revision + 1,
        mails=[mail for mail in mails if mail.purpose != "credit_note"],
    )
    return note, new


def _refuse_second(connection: Connection, draft: DraftInvoice, revision: int) -> None:
    """One uncredited invoice a client and month, and each revision once."""
    client, month = draft.client.code, draft.month
    given = select(invoices.c.number).where(
        invoices.c.client == client,
        invoices.c.month == month,
        invoices.c.kind == "invoice",
        invoices.c.revision >= revision,
    )
    number = connection.execute(given.limit(1)).scalar()
    if not number and revision == 1:
        return  # the usual case: the month has no invoice at all
    standing = reading.invoice_of(connection, client, month)
    number = standing.number if standing else number
    if number:
        raise AlreadyIssuedError("ledger_already_issued", client=client, month=month, number=number)


def _refuse_credited(connection: Connection, number: str) -> None:
    if undone := reading.credit_note_of(connection, number):
        raise LedgerError("ledger_already_credited", number=number, found=undone.number)


def _assert_undoes(issued: DraftInvoice, draft: DraftInvoice) -> None:
    """A credit note takes back its invoice to the cent; only a programmer breaks it."""
    assert (issued.client, issued.month) == (draft.client, draft.month), draft.client.code
    assert issued.totals.gross + draft.totals.gross == 0, draft.client.code
    pairs = zip(issued.lines, draft.lines, strict=True)
    assert all(ours.amount + theirs.amount == 0 for ours, theirs in pairs), draft.client.code
    assert draft.balances_after == issued.balances_before, draft.client.code


def _numbered(
    connection: Connection, numbering: NumberingSettings, issue_date: date
) -> tuple[int, str]:
    """The next number of the series, and how it is printed."""
    _refuse_earlier_date(connection, numbering.series, issue_date)
    n = _next(connection, numbering)
    number = numbering.format.format(series=numbering.series, year=issue_date.year, n=n)
    _refuse_given(connection, number, numbering.series)
    return n, number


def _refuse_given(connection: Connection, number: str, series: str) -> None:
    """Another series may have printed it: where the format does not tell them apart."""
    same = select(invoices.c.series).where(invoices.c.number == number)
    if (other := connection.execute(same).scalar()) is not None:
        raise LedgerError("ledger_number_given", number=number, found=other, expected=series)


def _refuse_earlier_date(connection: Connection, series: str, issue_date: date) -> None:
    last = select(invoices.c.issue_date, invoices.c.number).where(invoices.c.series == series)
    row = connection.execute(last.order_by(invoices.c.n.desc()).limit(1)).one_or_none()
    if row and issue_date.isoformat() < row.issue_date:
        raise LedgerError(
            "ledger_date_order", found=issue_date, number=row.number, expected=row.issue_date
        )


def _next(connection: Connection, numbering: NumberingSettings) -> int:
    """The counter, one higher; a new series begins at the settings' start."""
    step = update(numbers).where(numbers.c.series == numbering.series).values(n=numbers.c.n + 1)
    n = connection.execute(step.returning(numbers.c.n)).scalar()
    if n is not None:
        return int(n)
    first = {"series": numbering.series, "start": numbering.start, "n": numbering.start}
    connection.execute(insert(numbers), first)
    return numbering.start


def _row(document: Invoice | CreditNote, series: str, n: int, run_id: str) -> Row:
    """The columns that an invoice and a credit note fill alike."""
    return {
        "run_id": run_id,
        "number": document.number,
        "series": series,
        "n": n,
        "client": document.draft.client.code,
        "month": document.draft.month,
        "revision": document.revision,
        "issue_date": document.issue_date.isoformat(),
        "draft_hash": snapshot.draft_hash(document.draft),
    }


def _write(
    connection: Connection, document: Invoice | CreditNote, row: Row, mails: Iterable[Outgoing]
) -> None:
    """The document, its lines, what the client hands on by it, and the mails that it sets off."""
    draft, number = document.draft, document.number
    client, month = draft.client.code, draft.month
    written = (
        (invoices, [row]),
        (lines, line_rows(document)),
        (balances, [carried(client, month, number, draft.balances_after)]),
        (messages, outbox.rows(mails, number=number, client=client, month=month)),
    )
    append_all(connection, written)


def line_rows(document: Invoice | CreditNote) -> list[Row]:
    """The lines of a document as they stand in their table."""
    return [_line_row(document, n) for n in range(len(document.draft.lines))]


def _line_row(document: Invoice | CreditNote, index: int) -> Row:
    line: Line = document.draft.lines[index]
    return {
        "number": document.number,
        "position": index + 1,
        "key": line.key,
        "code": line.code,
        "charge": line.charge,
        "store": line.store,
        "description": line.description,
        "quantity": money.text(line.quantity),
        "unit": line.unit,
        "unit_price": money.text(line.unit_price),
        "amount": str(line.amount),
        "working": line.working,
    }
