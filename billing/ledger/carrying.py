"""What a client hands on from a month, added to the ledger."""

from sqlalchemy import Connection

from billing.balance import Balances
from billing.ledger import snapshot
from billing.ledger.chain import Row, append
from billing.ledger.tables import balances


def carry(
    connection: Connection, client: str, month: str, number: str | None, handed_on: Balances
) -> None:
    """A row of balances: of an invoice or credit note, or of a closing, which has no number."""
    append(connection, balances, [carried(client, month, number, handed_on)])


def carried(client: str, month: str, number: str | None, handed_on: Balances) -> Row:
    """That row."""
    content = snapshot.balances_text(handed_on)
    return {"client": client, "month": month, "number": number, "content": content}
