"""The books: tables, migrations, numbers, the chain. Importing it imports SQLAlchemy."""

from billing.ledger.asking import Readable
from billing.ledger.book import Ledger
from billing.ledger.entry import ledger_as_it_is, ledger_to_read, open_ledger
from billing.ledger.lock import held, holder
from billing.ledger.records import (
    AlreadyClosedError,
    AlreadyIssuedError,
    Closing,
    Decision,
    Rendering,
    Restoration,
)
from billing.ledger.snapshot import draft_hash, same_input

__all__ = [
    "AlreadyClosedError",
    "AlreadyIssuedError",
    "Closing",
    "Decision",
    "Ledger",
    "Readable",
    "Rendering",
    "Restoration",
    "draft_hash",
    "held",
    "holder",
    "ledger_as_it_is",
    "ledger_to_read",
    "open_ledger",
    "same_input",
]
