"""What the ledger knows, asked on a connection."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Row, Select, and_, func, select

from billing import opening, period
from billing.balance import Balances
from billing.errors import LedgerError
from billing.invoice import CreditNote, Invoice
from billing.ledger import snapshot
from billing.ledger.records import Closing, Decision
from billing.ledger.tables import balances, closings, decisions, invoices, runs
from billing.opening import Settled


def invoice(connection: Connection, number: str) -> Invoice:
    """The invoice of a number. Raises LedgerError where none has it."""
    query = select(invoices.c.snapshot).where(
        invoices.c.number == number, invoices.c.kind == "invoice"
    )
    text = connection.execute(query).scalar()
    if text is None:
        raise LedgerError("ledger_unknown_invoice", number=number)
    found = snapshot.invoice_of_text(text)
    assert found.number == number, number
    return found


def document(connection: Connection, number: str) -> Invoice | CreditNote:
    """The invoice or credit note of a number. Raises LedgerError where neither has it."""
    query = select(invoices.c.snapshot).where(
        invoices.c.number == number, invoices.c.kind == "credit_note"
    )
    text = connection.execute(query).scalar()
    return invoice(connection, number) if text is None else snapshot.credit_note_of_text(text)


def invoice_of(connection: Connection, client: str, month: str) -> Invoice | None:
    """The invoice of a client's month that no credit note has undone."""
    query = _standing().where(invoices.c.client == client, invoices.c.month == month)
    text = connection.execute(query.order_by(invoices.c.revision.desc()).limit(1)).scalar()
    return None if text is None else snapshot.invoice_of_text(text)


def credit_note_of(connection: Connection, number: str) -> CreditNote | None:
    """The credit note that undid an invoice, if one did."""
    own = invoices.alias("own")
    query = select(invoices.c.snapshot).join(own, _undoes(invoices, own))
    text = connection.execute(query.where(own.c.number == number)).scalar()
    return None if text is None else snapshot.credit_note_of_text(text)


def credited_of(connection: Connection, client: str, month: str) -> CreditNote | None:
    """The last credit note of a client's month, where no invoice stands."""
    if invoice_of(connection, client, month):
        return None
    query = select(invoices.c.snapshot).where(
        invoices.c.client == client, invoices.c.month == month, invoices.c.kind == "credit_note"
    )
    text = connection.execute(query.order_by(invoices.c.seq.desc()).limit(1)).scalar()
    return None if text is None else snapshot.credit_note_of_text(text)


def invoices_of(connection: Connection, month: str) -> tuple[Invoice, ...]:
    """All invoices of a month, credited ones too, in the order they were issued."""
    query = select(invoices.c.snapshot).where(
        invoices.c.month == month, invoices.c.kind == "invoice"
    )
    texts = connection.execute(query.order_by(invoices.c.seq)).scalars()
    return tuple(snapshot.invoice_of_text(text) for text in texts)


def credit_notes_of(connection: Connection, month: str) -> tuple[CreditNote, ...]:
    """All credit notes for invoices of a month, in the order they were issued."""
    query = select(invoices.c.snapshot).where(
        invoices.c.month == month, invoices.c.kind == "credit_note"
    )
    texts = connection.execute(query.order_by(invoices.c.seq)).scalars()
    return tuple(snapshot.credit_note_of_text(text) for text in texts)


def documents_of(
    connection: Connection, month: str, known: Mapping[str, Invoice | CreditNote]
) -> tuple[Invoice | CreditNote, ...]:
    """Whatever has a number from a month's first to its last: also papers of other months."""
    own = select(invoices.c.seq).where(invoices.c.month == month).subquery()
    ends = connection.execute(select(func.min(own.c.seq), func.max(own.c.seq))).one()
    query = select(invoices.c.number, invoices.c.kind).where(invoices.c.seq.between(*ends))
    return tuple(
        known.get(row.number)
        or (invoice if row.kind == "invoice" else document)(connection, row.number)
        for row in connection.execute(query.order_by(invoices.c.seq)).all()
    )


def issued_of(connection: Connection, month: str) -> tuple[tuple[str, str], ...]:
    """Number and client of each invoice of a month, credited ones too, in the order of issue."""
    query = select(invoices.c.number, invoices.c.client).where(
        invoices.c.month == month, invoices.c.kind == "invoice"
    )
    rows = connection.execute(query.order_by(invoices.c.seq))
    return tuple((row.number, row.client) for row in rows)


def months_begun(connection: Connection) -> frozenset[str]:
    """The months that a run has begun to bill."""
    return frozenset(connection.execute(select(runs.c.month).distinct()).scalars())


def newest_number(connection: Connection, series: str) -> tuple[str, date] | None:
    """The last number of a series and its issue date; None where none was given."""
    query = select(invoices.c.number, invoices.c.issue_date).where(invoices.c.series == series)
    row = connection.execute(query.order_by(invoices.c.n.desc()).limit(1)).one_or_none()
    return (row.number, date.fromisoformat(row.issue_date)) if row else None


def last_day(connection: Connection, until: date) -> date | None:
    """The newest day, `until` at most, of a number or of the beginning of a run."""
    begun, end = func.substr(runs.c.started_at, 1, 10), until.isoformat()
    given = select(func.max(invoices.c.issue_date)).where(invoices.c.issue_date <= end)
    started = select(func.max(begun)).where(begun <= end)
    days = (connection.execute(query).scalar() for query in (given, started))
    return max((date.fromisoformat(day) for day in days if day), default=None)


def history(
    connection: Connection, client: str, before: str, count: int | None
) -> tuple[Invoice, ...]:
    """The invoices of up to `count` months before a month (None: all), oldest first, standing."""
    query = _standing().where(invoices.c.client == client, invoices.c.month < before)
    newest = query.order_by(invoices.c.month.desc()).limit(count)
    texts = connection.execute(newest).scalars().all()
    return tuple(snapshot.invoice_of_text(text) for text in reversed(texts))


def settled(connection: Connection, client: str) -> tuple[Settled, ...]:
    """Every month of a client that was billed, closed or credited, in the order it happened."""
    query = select(balances).where(balances.c.client == client).order_by(balances.c.seq)
    return settled_of(connection, query)


def settled_of(connection: Connection, query: Select[tuple[object, ...]]) -> tuple[Settled, ...]:
    """The rows of balances that a query finds, as they were settled."""
    return tuple(
        Settled(
            month=row.month,
            number=row.number or "",
            balances=snapshot.balances_of_text(row.content),
        )
        for row in connection.execute(query)
    )


def handed_on(connection: Connection, client: str, month: str) -> Balances:
    """What a month hands on by its own last document; nothing where it is not settled."""
    query = select(balances.c.content).where(balances.c.client == client, balances.c.month == month)
    text = connection.execute(query.order_by(balances.c.seq.desc()).limit(1)).scalar()
    return Balances() if text is None else snapshot.balances_of_text(text)


def balances_before(connection: Connection, client: str, month: str) -> Balances:
    """What a month opens with; nothing where no month before it is settled.

    Where all months were settled once and in turn, the last one says it all.
    """
    query = select(balances.c.month).where(balances.c.client == client)
    names = connection.execute(query.order_by(balances.c.seq)).scalars().all()
    if list(names) != sorted(set(names)):
        return opening.balances(settled(connection, client), month)
    last = (
        select(balances.c.content)
        .where(balances.c.client == client, balances.c.month < month)
        .order_by(balances.c.month.desc())
    )
    text = connection.execute(last.limit(1)).scalar()
    return Balances() if text is None else snapshot.balances_of_text(text)


def settled_months(connection: Connection, client: str) -> tuple[str, ...]:
    """The months of a client that were billed, closed or credited, in their order."""
    query = select(balances.c.month).distinct().where(balances.c.client == client)
    return tuple(connection.execute(query.order_by(balances.c.month)).scalars())


def unsettled_months(
    connection: Connection, client: str, first_month: str, month: str
) -> tuple[str, ...]:
    """The months from `first_month` up to, not including, `month` that nobody billed or closed."""
    return unsettled(settled_months(connection, client), first_month, month)


def unsettled(settled: Collection[str], first_month: str, month: str) -> tuple[str, ...]:
    """The months from `first_month` up to, not including, `month` that are none of the settled."""
    return tuple(name for name in _months(first_month, month) if name not in settled)


def closing_of(connection: Connection, client: str, month: str) -> Closing | None:
    """How a client's month was closed without an invoice, if it was."""
    query = select(closings).where(closings.c.client == client, closings.c.month == month)
    row = connection.execute(query).one_or_none()
    return None if row is None else as_closing(row)


def as_closing(row: Row[Any]) -> Closing:
    """A row of closings."""
    by = row.closed_by or ""
    return Closing(client=row.client, month=row.month, reason=row.reason, by=by)


def decisions_on(connection: Connection, client: str, month: str) -> tuple[Decision, ...]:
    """Approvals and holds of a client's month, oldest first."""
    query = select(decisions).where(decisions.c.client == client, decisions.c.month == month)
    return tuple(map(as_decision, connection.execute(query.order_by(decisions.c.seq))))


def as_decision(row: Row[Any]) -> Decision:
    """A row of decisions."""
    return Decision(
        kind=row.kind,
        client=row.client,
        month=row.month,
        draft_hash=row.draft_hash,
        by=row.decided_by,
        why=row.why,
        at=datetime.fromisoformat(row.decided_at),
    )


def numbers(connection: Connection) -> frozenset[str]:
    """Every number that was given."""
    return frozenset(connection.execute(select(invoices.c.number)).scalars())


@cache  # asked for every client many times
def _standing() -> Select[str]:
    undone = invoices.alias("undone")
    credited = select(undone.c.seq).where(_undoes(undone, invoices))
    return select(invoices.c.snapshot).where(invoices.c.kind == "invoice", ~credited.exists())


def _undoes(note: FromClause, own: FromClause) -> ColumnElement[bool]:
    """A credit note is of its invoice's client and month: these have an index, `corrects` none."""
    return and_(
        note.c.corrects == own.c.number,
        note.c.client == own.c.client,
        note.c.month == own.c.month,
        note.c.kind == "credit_note",
    )


def _months(first: str, end: str) -> Iterator[str]:
    day = period.month(first).start
    while (name := f"{day:%Y-%m}") < end:
        yield name
        day = period.following(day)
