"""What a ledger can be asked. Every answer is of one state of it, and changes nothing."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Self

from sqlalchemy import Connection, Engine

from billing import opening
from billing.balance import Balances
from billing.errors import Problem
from billing.invoice import CreditNote, Invoice
from billing.ledger import audit, chain, copies, dialect, keeping, outbox, reading, rendered
from billing.ledger.records import Closing, Decision, Rendering, Restoration
from billing.message import Message, State
from billing.opening import Difference
from billing.source import File

NONE_KNOWN: Mapping[str, Invoice | CreditNote] = MappingProxyType({})


class Readable:
    """A ledger as those see it who only read. Closes itself as a context manager."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __enter__(self) -> Self:
        """The ledger itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Give the connections back."""
        self.close()

    def close(self) -> None:
        """Give the connections back. Every method has committed what it did."""
        self._engine.dispose()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with dialect.reading(self._engine) as connection:
            yield connection

    def invoice(self, number: str) -> Invoice:
        """The invoice of a number. Raises LedgerError where none has it."""
        with self._reading() as connection:
            return reading.invoice(connection, number)

    def document(self, number: str) -> Invoice | CreditNote:
        """The invoice or credit note of a number. Raises LedgerError where neither has it."""
        with self._reading() as connection:
            return reading.document(connection, number)

    def invoice_of(self, client: str, month: str) -> Invoice | None:
        """The invoice of a client's month that no credit note has undone."""
        with self._reading() as connection:
            return reading.invoice_of(connection, client, month)

    def credit_note_of(self, number: str) -> CreditNote | None:
        """The credit note that undid an invoice, if one did."""
        with self._reading() as connection:
            return reading.credit_note_of(connection, number)

    def credited_of(self, client: str, month: str) -> CreditNote | None:
        """The last credit note of a client's month, where no invoice stands."""
        with self._reading() as connection:
            return reading.credited_of(connection, client, month)

    def credit_notes(self, month: str) -> tuple[CreditNote, ...]:
        """All credit notes for invoices of a month, in the order they were issued."""
        with self._reading() as connection:
            return reading.credit_notes_of(connection, month)

    def invoices(self, month: str) -> tuple[Invoice, ...]:
        """All invoices of a month, credited ones too, in the order they were issued."""
        with self._reading() as connection:
            return reading.invoices_of(connection, month)

    def history(self, client: str, before: str, count: int | None = 3) -> tuple[Invoice, ...]:
        """The invoices of up to `count` months before (None: all), oldest first, none credited."""
        with self._reading() as connection:
            return reading.history(connection, client, before, count)

    def balances_before(self, client: str, month: str) -> Balances:
        """What a month opens with: handed on by the last settled month before it, and corrected."""
        with self._reading() as connection:
            return reading.balances_before(connection, client, month)

    def handed_on(self, client: str, month: str) -> Balances:
        """What a month hands on by its own last document; nothing where it is not settled."""
        with self._reading() as connection:
            return reading.handed_on(connection, client, month)

    def differences_before(self, client: str, month: str) -> tuple[Difference, ...]:
        """What corrections and late months changed in the balances that a month opens with."""
        with self._reading() as connection:
            return opening.differences(reading.settled(connection, client), month)

    def settled_months(self, client: str) -> tuple[str, ...]:
        """The months of a client that were billed, closed or credited, in their order."""
        with self._reading() as connection:
            return reading.settled_months(connection, client)

    def unsettled_months(self, client: str, first_month: str, month: str) -> tuple[str, ...]:
        """The months from `first_month` up to, not including, `month` neither billed nor closed."""
        with self._reading() as connection:
            return reading.unsettled_months(connection, client, first_month, month)

    def closing_of(self, client: str, month: str) -> Closing | None:
        """How a client's month was closed without an invoice, if it was."""
        with self._reading() as connection:
            return reading.closing_of(connection, client, month)

    def decisions(self, client: str, month: str) -> tuple[Decision, ...]:
        """Approvals and holds of a client's month, oldest first."""
        with self._reading() as connection:
            return reading.decisions_on(connection, client, month)

    def decision(self, client: str, month: str, draft_hash: str) -> Decision | None:
        """The last word on a draft: the newest hold, or the newest approval of this hash."""
        for made in reversed(self.decisions(client, month)):
            if made.kind == "hold" or made.draft_hash == draft_hash:
                return made
        return None

    def rendering_of(self, number: str, suffix: str = ".pdf") -> Rendering | None:
        """The last PDF that was made of an invoice, or file of another suffix."""
        with self._reading() as connection:
            return rendered.rendering_of(connection, number, suffix)

    def verify(self) -> tuple[Problem, ...]:
        """All that is wrong with the books: the first broken link, gaps, sums, balances."""
        with self._reading() as connection:
            return audit.problems(connection)

    def documents(self) -> tuple[Invoice | CreditNote, ...]:
        """Every invoice and credit note, in the order of issue; not one that cannot be read."""
        with self._reading() as connection:
            return audit.readable(connection)

    def issued(self, month: str) -> tuple[tuple[str, str], ...]:
        """Number and client of all invoices of a month, credited ones too, in their order."""
        with self._reading() as connection:
            return reading.issued_of(connection, month)

    def documents_of(
        self, month: str, known: Mapping[str, Invoice | CreditNote] = NONE_KNOWN
    ) -> tuple[Invoice | CreditNote, ...]:
        """Every paper from a month's first number to its last, in their order.

        Where papers of other months were issued in between, they are among them. Those known, by
        number, are at hand and not read again.
        """
        with self._reading() as connection:
            return reading.documents_of(connection, month, known)

    def months_begun(self) -> frozenset[str]:
        """The months that a run has begun to bill, whatever came of it."""
        with self._reading() as connection:
            return reading.months_begun(connection)

    def newest_number(self, series: str) -> tuple[str, date] | None:
        """The last number of a series and its issue date; None where none was given."""
        with self._reading() as connection:
            return reading.newest_number(connection, series)

    def last_day(self, until: date) -> date | None:
        """The newest day, `until` at most, of a number or of the beginning of a run."""
        with self._reading() as connection:
            return reading.last_day(connection, until)

    def renderings(self) -> tuple[Rendering, ...]:
        """Every file that was made of a document, in the order of making."""
        with self._reading() as connection:
            return rendered.renderings_of(connection)

    def numbers(self) -> frozenset[str]:
        """Every number that was given."""
        with self._reading() as connection:
            return reading.numbers(connection)

    def is_new(self) -> bool:
        """Whether nothing was ever written to it."""
        with self._reading() as connection:
            return chain.head(connection)[0] == 0

    def backup(self, path: Path) -> None:
        """Copy all of it into a file of SQLite's. Raises LedgerError, OSError; then no file."""
        copies.copy(self._engine, path)

    def links(self) -> int:
        """The place of the last link: how many entries there are."""
        with self._reading() as connection:
            return chain.head(connection)[0]

    def entries(self) -> tuple[tuple[str, str], ...]:
        """Every link in its order: the table of its row, and its hash."""
        with self._reading() as connection:
            return chain.entries(connection)

    def registers(self) -> dict[File, str]:
        """Every register that an invoice was billed from, with the first such number."""
        with self._reading() as connection:
            return keeping.registers(connection)

    def decided(self) -> tuple[Decision | Closing, ...]:
        """Every approval and hold, then every closing, in the order of writing."""
        with self._reading() as connection:
            return keeping.decided(connection)

    def restorations(self) -> tuple[Restoration, ...]:
        """Every backup that was put in the ledger's place, oldest first."""
        with self._reading() as connection:
            return keeping.restorations_of(connection)

    def messages(self, month: str | None = None, state: State | None = None) -> tuple[Message, ...]:
        """The mails of a month (None: all) in a state (None: any), in the order of writing."""
        with self._reading() as connection:
            return outbox.found(connection, month, state)

    def legible_messages(self) -> tuple[Message, ...]:
        """The mails of all months, in the order of writing; not one that cannot be read."""
        with self._reading() as connection:
            return outbox.legible(connection)[0]

    def messages_of(self, number: str) -> tuple[Message, ...]:
        """The mails of an invoice or credit note, in the order of writing."""
        with self._reading() as connection:
            return outbox.of_paper(connection, number)

    def message(self, message_id: str) -> Message:
        """The mail of an id. Raises LedgerError where there is none."""
        with self._reading() as connection:
            return outbox.one(connection, message_id)
