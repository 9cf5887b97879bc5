"""A ledger that may be written to: every write is one transaction, and looks at the lease."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine

from billing.errors import BillingError, LedgerError
from billing.ledger import dialect, guards, lease
from billing.ledger.asking import Readable
from billing.ledger.lease import Holder
from billing.ledger.still import Still
from billing.settings import NumberingSettings


class Leased(Readable):
    """The transactions of a ledger, and the lease on it."""

    def __init__(self, engine: Engine, numbering: NumberingSettings) -> None:
        super().__init__(engine)
        self._numbering = numbering
        self._token = ""  # of the lease, while it is held

    @contextmanager
    def leased(self, place: Path, *, at: datetime) -> Iterator[Holder | None]:
        """Be the only one that writes while the block runs; the caller holds the lock on `place`.

        Yields the holder that left the lease behind, if one did. Raises LockedError where another
        run holds it; and every write does, where another run took it over since. Raises LedgerError
        where a table is gone.
        """
        mine = lease.mine(place, at)
        with dialect.writing(self._engine) as connection:
            if gone := guards.missing(connection):
                raise LedgerError(gone[0].code, found=gone[0].found)
            before = lease.take(connection, mine)
        self._token = mine.token
        try:
            yield before
        finally:
            self._token = ""
            with suppress(BillingError), dialect.writing(self._engine) as connection:
                lease.give_back(connection, mine.token)

    @contextmanager
    def still(self) -> Iterator[Still]:
        """One state of the books, for many questions while the block runs."""
        with dialect.reading(self._engine) as connection:
            yield Still(self._engine, connection)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with dialect.writing(self._engine) as connection:
            if self._token:
                lease.renew(connection, self._token)
            yield connection
