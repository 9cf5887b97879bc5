"""What a client hands on from a month, added to the ledger."""

from sqlalchemy import Connection

from billing.balance import Balances
from billing.ledger import snapshot
from billing.ledger.chain import append
from billing.ledger.tables import balances


def carry(
    connection: Connection, client: str, month: str, number: str | None, handed_on: Balances
) -> None:
    """A row of balances: of an invoice or credit note, or of a closing, which has no number."""
    content = snapshot.balances_text(handed_on)
    row = {"client": client, "month": month, "number": number, "content": content}
    append(connection, balances, [row])
