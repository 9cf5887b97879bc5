"""The ledger as the rest of the program sees it: every method is one transaction."""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Engine

from billing import opening
from billing.balance import Balances
from billing.errors import Problem
from billing.invoice import CreditNote, DraftInvoice, Invoice
from billing.ledger import chain, dialect, issuing, migrate, reading, writing
from billing.ledger.records import Closing, Decision, Rendering
from billing.opening import Difference
from billing.settings import NumberingSettings
from billing.source import File


class Ledger:
    """The books of one workspace. Made by `open_ledger`; closes itself as a context manager."""

    def __init__(self, engine: Engine, numbering: NumberingSettings) -> None:
        self._engine = engine
        self._numbering = numbering

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

    # --- Adding -------------------------------------------------------------------------------

    def record_run(
        self,
        *,
        run_id: str,
        month: str,
        started_at: datetime,
        version: str,
        sources: Iterable[File] = (),
    ) -> None:
        """Note a run, before it issues anything. A run that finds nothing new adds this one row.

        Each file is noted with the first run that read it. `started_at` knows its time zone.
        """
        with dialect.writing(self._engine) as connection:
            writing.run(
                connection,
                run_id=run_id,
                month=month,
                started_at=started_at,
                version=version,
                files=sources,
            )

    def issue(
        self, draft: DraftInvoice, *, issue_date: date, run_id: str, revision: int = 1
    ) -> Invoice:
        """Give a draft its number: counter, invoice, lines and balances in one transaction.

        Raises AlreadyIssuedError where the client's month has an uncredited invoice or this
        revision of one; LedgerError where the date lies before that of the last number. Then no
        number is used. Where a later month is settled, its balances stay as printed, and what
        this draft changes enters the next open month.
        """
        with dialect.writing(self._engine) as connection:
            return issuing.issue(
                connection,
                draft,
                numbering=self._numbering,
                issue_date=issue_date,
                run_id=run_id,
                revision=revision,
            )

    def credit(
        self,
        number: str,
        draft: DraftInvoice,
        *,
        issue_date: date,
        run_id: str,
        reason: str,
        by: str,
    ) -> CreditNote:
        """Undo an invoice: a number of its own, lines turned round, balances given back.

        `draft` is the invoice's, turned round. Raises LedgerError where the invoice is unknown or
        credited already, or the date lies before that of the last number.
        """
        with dialect.writing(self._engine) as connection:
            return issuing.credit(
                connection,
                number,
                draft,
                numbering=self._numbering,
                issue_date=issue_date,
                run_id=run_id,
                reason=reason,
                by=by,
            )

    def reissue(
        self,
        number: str,
        draft: DraftInvoice,
        *,
        issue_date: date,
        run_id: str,
        reason: str,
        by: str,
    ) -> tuple[CreditNote, Invoice]:
        """A credit note and the next revision, both or neither: two numbers, one transaction.

        Raises what `credit` and `issue` raise; then no number is used.
        """
        with dialect.writing(self._engine) as connection:
            return issuing.reissue(
                connection,
                number,
                draft,
                numbering=self._numbering,
                issue_date=issue_date,
                run_id=run_id,
                reason=reason,
                by=by,
            )

    def close_nothing_due(
        self,
        *,
        client: str,
        month: str,
        reason: str,
        balances: Balances,
        run_id: str | None = None,
    ) -> None:
        """Settle a client's month without an invoice; `balances` is what it hands on.

        Raises AlreadyIssuedError or AlreadyClosedError where it is settled.
        """
        with dialect.writing(self._engine) as connection:
            writing.close(
                connection,
                client=client,
                month=month,
                reason=reason,
                handed_on=balances,
                run_id=run_id,
            )

    def approve(
        self, *, client: str, month: str, draft_hash: str, by: str, why: str, at: datetime
    ) -> None:
        """A person lets the draft of this hash be issued; another draft it does not cover."""
        self._decide(
            Decision(
                kind="approval",
                client=client,
                month=month,
                draft_hash=draft_hash,
                by=by,
                why=why,
                at=at,
            )
        )

    def hold(
        self, *, client: str, month: str, by: str, why: str, at: datetime, draft_hash: str = ""
    ) -> None:
        """A person keeps the client's month from being issued, whatever its draft, until approved.

        `draft_hash` only records what the person saw.
        """
        self._decide(
            Decision(
                kind="hold",
                client=client,
                month=month,
                draft_hash=draft_hash,
                by=by,
                why=why,
                at=at,
            )
        )

    def record_rendering(self, made: Rendering) -> None:
        """Note a PDF or detail workbook that was made of an issued invoice."""
        with dialect.writing(self._engine) as connection:
            writing.rendering(connection, made)

    def _decide(self, made: Decision) -> None:
        with dialect.writing(self._engine) as connection:
            writing.decision(connection, made)

    # --- Asking -------------------------------------------------------------------------------

    def invoice(self, number: str) -> Invoice:
        """The invoice of a number. Raises LedgerError where none has it."""
        with dialect.reading(self._engine) as connection:
            return reading.invoice(connection, number)

    def document(self, number: str) -> Invoice | CreditNote:
        """The invoice or credit note of a number. Raises LedgerError where neither has it."""
        with dialect.reading(self._engine) as connection:
            return reading.document(connection, number)

    def invoice_of(self, client: str, month: str) -> Invoice | None:
        """The invoice of a client's month that no credit note has undone."""
        with dialect.reading(self._engine) as connection:
            return reading.invoice_of(connection, client, month)

    def credit_note_of(self, number: str) -> CreditNote | None:
        """The credit note that undid an invoice, if one did."""
        with dialect.reading(self._engine) as connection:
            return reading.credit_note_of(connection, number)

    def credited_of(self, client: str, month: str) -> CreditNote | None:
        """The last credit note of a client's month, where no invoice stands."""
        with dialect.reading(self._engine) as connection:
            return reading.credited_of(connection, client, month)

    def credit_notes(self, month: str) -> tuple[CreditNote, ...]:
        """All credit notes for invoices of a month, in the order they were issued."""
        with dialect.reading(self._engine) as connection:
            return reading.credit_notes_of(connection, month)

    def invoices(self, month: str) -> tuple[Invoice, ...]:
        """All invoices of a month, credited ones too, in the order they were issued."""
        with dialect.reading(self._engine) as connection:
            return reading.invoices_of(connection, month)

    def history(self, client: str, before: str, count: int | None = 3) -> tuple[Invoice, ...]:
        """The invoices of up to `count` months before (None: all), oldest first, none credited."""
        with dialect.reading(self._engine) as connection:
            return reading.history(connection, client, before, count)

    def balances_before(self, client: str, month: str) -> Balances:
        """What a month opens with: handed on by the last settled month before it, and corrected."""
        with dialect.reading(self._engine) as connection:
            return reading.balances_before(connection, client, month)

    def handed_on(self, client: str, month: str) -> Balances:
        """What a month hands on by its own last document; nothing where it is not settled."""
        with dialect.reading(self._engine) as connection:
            return reading.handed_on(connection, client, month)

    def differences_before(self, client: str, month: str) -> tuple[Difference, ...]:
        """What corrections and late months changed in the balances that a month opens with."""
        with dialect.reading(self._engine) as connection:
            return opening.differences(reading.settled(connection, client), month)

    def settled_months(self, client: str) -> tuple[str, ...]:
        """The months of a client that were billed, closed or credited, in their order."""
        with dialect.reading(self._engine) as connection:
            return reading.settled_months(connection, client)

    def unsettled_months(self, client: str, first_month: str, month: str) -> tuple[str, ...]:
        """The months from `first_month` up to, not including, `month` neither billed nor closed."""
        with dialect.reading(self._engine) as connection:
            return reading.unsettled_months(connection, client, first_month, month)

    def closing_of(self, client: str, month: str) -> Closing | None:
        """How a client's month was closed without an invoice, if it was."""
        with dialect.reading(self._engine) as connection:
            return reading.closing_of(connection, client, month)

    def decisions(self, client: str, month: str) -> tuple[Decision, ...]:
        """Approvals and holds of a client's month, oldest first."""
        with dialect.reading(self._engine) as connection:
            return reading.decisions_on(connection, client, month)

    def decision(self, client: str, month: str, draft_hash: str) -> Decision | None:
        """The last word on a draft: the newest hold, or the newest approval of this hash."""
        for made in reversed(self.decisions(client, month)):
            if made.kind == "hold" or made.draft_hash == draft_hash:
                return made
        return None

    def rendering_of(self, number: str, suffix: str = ".pdf") -> Rendering | None:
        """The last PDF that was made of an invoice, or file of another suffix."""
        with dialect.reading(self._engine) as connection:
            return reading.rendering_of(connection, number, suffix)

    def verify(self) -> tuple[Problem, ...]:
        """Every broken link of the chain, the first one first, and every gap in the numbers."""
        with dialect.reading(self._engine) as connection:
            return (*chain.broken(connection), *chain.gaps(connection))


def open_ledger(where: str | Path, numbering: NumberingSettings) -> Ledger:
    """The ledger at a path (SQLite) or URL, its tables made or migrated.

    Raises LedgerError where it cannot be opened or a newer program wrote it.
    """
    engine = dialect.engine(where)
    migrate.to_head(engine)
    return Ledger(engine, numbering)
