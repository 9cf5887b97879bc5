"""One state of the ledger, for the many questions that planning a month asks of each client.

Most answers are "nothing": most clients were never held, closed or credited. So it is found once
for all clients which of them have rows at all, and only those are looked up; and what was answered
for a client is kept until the next client is asked for.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Engine, Table, select, true

from billing import opening
from billing.balance import Balances
from billing.invoice import CreditNote, Invoice
from billing.ledger import dialect, reading
from billing.ledger.asking import Readable
from billing.ledger.records import Closing, Decision
from billing.ledger.tables import balances, closings, decisions, invoices
from billing.opening import Difference, Settled

T = TypeVar("T")


class Still(Readable):
    """A ledger as it was when it was first asked, whatever is written meanwhile."""

    def __init__(self, engine: Engine, connection: Connection) -> None:
        """`connection` is in a transaction that sees one state."""
        super().__init__(engine)
        self._connection = connection
        self._clients: dict[Hashable, frozenset[str]] = {}
        self._client = ""  # whose answers are kept
        self._kept: dict[Hashable, Any] = {}

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with dialect.translated():
            yield self._connection

    def invoice_of(self, client: str, month: str) -> Invoice | None:
        """As `Readable.invoice_of`."""
        if client not in self._having(invoices, month):
            return None
        return self._once(super().invoice_of, client, month)

    def credited_of(self, client: str, month: str) -> CreditNote | None:
        """As `Readable.credited_of`."""
        if client not in self._having(invoices, month):
            return None
        return self._once(super().credited_of, client, month)

    def history(self, client: str, before: str, count: int | None = 3) -> tuple[Invoice, ...]:
        """As `Readable.history`."""
        if client not in self._having_before(invoices, before):
            return ()
        return self._once(super().history, client, before, count)

    def balances_before(self, client: str, month: str) -> Balances:
        """As `Readable.balances_before`."""
        return opening.balances(self._settled(client), month)

    def handed_on(self, client: str, month: str) -> Balances:
        """As `Readable.handed_on`."""
        if client not in self._having(balances, month):
            return Balances()
        return self._once(super().handed_on, client, month)

    def differences_before(self, client: str, month: str) -> tuple[Difference, ...]:
        """As `Readable.differences_before`."""
        return opening.differences(self._settled(client), month)

    def settled_months(self, client: str) -> tuple[str, ...]:
        """As `Readable.settled_months`."""
        return tuple(sorted({one.month for one in self._settled(client)}))

    def unsettled_months(self, client: str, first_month: str, month: str) -> tuple[str, ...]:
        """As `Readable.unsettled_months`."""
        return reading.unsettled(self.settled_months(client), first_month, month)

    def closing_of(self, client: str, month: str) -> Closing | None:
        """As `Readable.closing_of`."""
        if client not in self._having(closings, month):
            return None
        return self._once(super().closing_of, client, month)

    def decisions(self, client: str, month: str) -> tuple[Decision, ...]:
        """As `Readable.decisions`."""
        if client not in self._having(decisions, month):
            return ()
        return self._once(super().decisions, client, month)

    def _settled(self, client: str) -> tuple[Settled, ...]:
        """All that a client's months handed on, in the order in which it was written."""
        if client not in self._having_any(balances):
            return ()
        return self._once(self._read_settled, client)

    def _read_settled(self, client: str) -> tuple[Settled, ...]:
        with self._reading() as connection:
            return reading.settled(connection, client)

    def _having(self, table: Table, month: str) -> frozenset[str]:
        """The clients that a table has rows of in a month."""
        return self._found((table.name, "in", month), table, table.c.month == month)

    def _having_before(self, table: Table, month: str) -> frozenset[str]:
        return self._found((table.name, "before", month), table, table.c.month < month)

    def _having_any(self, table: Table) -> frozenset[str]:
        return self._found((table.name,), table, true())

    def _found(self, key: Hashable, table: Table, own: ColumnElement[bool]) -> frozenset[str]:
        """The clients of these rows, looked up the first time."""
        if key not in self._clients:
            query = select(table.c.client).where(own).distinct()
            with self._reading() as connection:
                self._clients[key] = frozenset(connection.execute(query).scalars())
        return self._clients[key]

    def _once(self, ask: Callable[..., T], client: str, *of: Hashable) -> T:
        """The answer, kept as long as the same client is asked for."""
        if client != self._client:
            self._client = client
            self._kept.clear()
        key = (ask, *of)
        if key not in self._kept:
            self._kept[key] = ask(client, *of)
        answer: T = self._kept[key]
        return answer
