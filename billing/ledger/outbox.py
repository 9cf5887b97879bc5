"""The mails of the ledger: written with their paper, and what came of each since."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, Row, Select, select

from billing.errors import LedgerError
from billing.ledger import chain
from billing.ledger.chain import append
from billing.ledger.tables import deliveries, messages
from billing.message import Delivery, Message, Outgoing, State

_AT_ONCE = 500  # ids in one question


def write(
    connection: Connection,
    mails: Iterable[Outgoing],
    *,
    number: str | None,
    client: str,
    month: str,
) -> None:
    """A row for each mail that a paper sets off; without a number it is a report's."""
    append(connection, messages, rows(mails, number=number, client=client, month=month))


def rows(
    mails: Iterable[Outgoing], *, number: str | None, client: str, month: str
) -> list[chain.Row]:
    """Those rows."""
    given = tuple(mails)
    assert all(mail.to for mail in given), "a mail has a recipient"
    return [
        {
            "message_id": mail.message_id,
            "date": _moment(mail.date),
            "purpose": mail.purpose,
            "number": number,
            "client": client,
            "month": month,
            "to_addresses": json.dumps(mail.to, ensure_ascii=False),
            "cc_addresses": json.dumps(mail.cc, ensure_ascii=False),
        }
        for mail in given
    ]


def happened(connection: Connection, made: Delivery) -> None:
    """One thing more that happened to a message."""
    row = {
        "message_id": made.message_id,
        "recipient": made.recipient,
        "state": made.state,
        "happened_at": _moment(made.at),
        "reply": made.reply,
        "eml_sha256": made.eml_sha256,
        "decided_by": made.by,
        "why": made.why,
    }
    append(connection, deliveries, [row])


def found(
    connection: Connection, month: str | None = None, state: State | None = None
) -> tuple[Message, ...]:
    """The messages of a month (None: all) that are in a state (None: any), as they were written."""
    query = select(messages).order_by(messages.c.seq)
    if month is not None:
        query = query.where(messages.c.month == month)
    told = _read(connection, query)
    return tuple(message for message in told if state is None or message.state == state)


def legible(connection: Connection) -> tuple[tuple[Message, ...], tuple[str, ...]]:
    """All messages as they were written, and the ids of those that cannot be read any more."""
    ids = select(messages.c.message_id).order_by(messages.c.seq)
    told = {name: _legible(connection, name) for name in connection.execute(ids).scalars()}
    lost = tuple(name for name, message in told.items() if message is None)
    return tuple(message for message in told.values() if message), lost


def _legible(connection: Connection, message_id: str) -> Message | None:
    try:
        message = one(connection, message_id)
    except (ValueError, TypeError):
        return None
    return message if message.recipients else None


def one(connection: Connection, message_id: str) -> Message:
    """The message of an id. Raises LedgerError where there is none."""
    told = _read(connection, select(messages).where(messages.c.message_id == message_id))
    if not told:
        raise LedgerError("ledger_unknown_message", found=message_id)
    return told[0]


def of_paper(connection: Connection, number: str) -> tuple[Message, ...]:
    """The messages of an invoice or credit note, as they were written."""
    query = select(messages).where(messages.c.number == number).order_by(messages.c.seq)
    return _read(connection, query)


def _read(connection: Connection, query: Select[tuple[object, ...]]) -> tuple[Message, ...]:
    rows = connection.execute(query).all()
    events = _events(connection, [row.message_id for row in rows])
    return tuple(_message(row, events[row.message_id]) for row in rows)


def _events(connection: Connection, ids: Sequence[str]) -> dict[str, list[Delivery]]:
    """What happened to each message, oldest first."""
    told: dict[str, list[Delivery]] = defaultdict(list)
    for start in range(0, len(ids), _AT_ONCE):
        some = deliveries.c.message_id.in_(ids[start : start + _AT_ONCE])
        for row in connection.execute(select(deliveries).where(some).order_by(deliveries.c.seq)):
            told[row.message_id].append(_delivery(row))
    return told


def _delivery(row: Row[tuple[object, ...]]) -> Delivery:
    return Delivery(
        message_id=row.message_id,
        recipient=row.recipient,
        state=row.state,
        at=datetime.fromisoformat(row.happened_at),
        reply=row.reply,
        eml_sha256=row.eml_sha256,
        by=row.decided_by,
        why=row.why,
    )


def _message(row: Row[tuple[object, ...]], events: Iterable[Delivery]) -> Message:
    return Message(
        message_id=row.message_id,
        date=datetime.fromisoformat(row.date),
        purpose=row.purpose,
        number=row.number or "",
        client=row.client,
        month=row.month,
        to=tuple(json.loads(row.to_addresses)),
        cc=tuple(json.loads(row.cc_addresses)),
        deliveries=tuple(events),
    )


def _moment(at: datetime) -> str:
    assert at.tzinfo, at
    return at.isoformat()
