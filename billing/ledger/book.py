"""The ledger as the rest of the program sees it: every method is one transaction."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from billing.balance import Balances
from billing.invoice import CreditNote, DraftInvoice, Invoice
from billing.ledger import issuing, outbox, reading, writing
from billing.ledger.leased import Leased
from billing.ledger.records import Decision, Rendering, Restoration
from billing.message import Delivery, Outgoing
from billing.source import File


class Ledger(Leased):
    """The books of one workspace. Made by `open_ledger`; closes itself as a context manager."""

    def record_run(
        self,
        *,
        run_id: str,
        month: str,
        started_at: datetime,
        version: str,
        sources: Iterable[File] = (),
        register: File | None = None,
    ) -> None:
        """Note a run, before it issues anything. A run that finds nothing new adds this one row.

        Each file is noted with the first run that read it. `register` is one of them: where the
        run issues, it is in the archive. `started_at` knows its time zone.
        """
        with self._writing() as connection:
            writing.run(
                connection,
                run_id=run_id,
                month=month,
                started_at=started_at,
                version=version,
                files=sources,
                register=register,
            )

    def issue(
        self,
        draft: DraftInvoice,
        *,
        issue_date: date,
        run_id: str,
        revision: int = 1,
        mails: Iterable[Outgoing] = (),
    ) -> Invoice:
        """Give a draft its number: counter, invoice, lines, balances, mails in one transaction.

        Raises AlreadyIssuedError where the client's month has an uncredited invoice or this
        revision of one; LedgerError where the date lies before that of the last number. Then no
        number is used. Where a later month is settled, its balances stay as printed, and what
        this draft changes enters the next open month.
        """
        with self._writing() as connection:
            return issuing.issue(
                connection,
                draft,
                numbering=self._numbering,
                issue_date=issue_date,
                run_id=run_id,
                revision=revision,
                mails=mails,
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
        mails: Iterable[Outgoing] = (),
    ) -> CreditNote:
        """Undo an invoice: a number of its own, lines turned round, balances given back.

        `draft` is the invoice's, turned round. Raises LedgerError where the invoice is unknown or
        credited already, or the date lies before that of the last number.
        """
        with self._writing() as connection:
            return issuing.credit(
                connection,
                number,
                draft,
                numbering=self._numbering,
                issue_date=issue_date,
                run_id=run_id,
                reason=reason,
                by=by,
                mails=mails,
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
        mails: Iterable[Outgoing] = (),
    ) -> tuple[CreditNote, Invoice]:
        """A credit note and the next revision, both or neither: two numbers, one transaction.

        Mails of purpose `credit_note` go with the credit note, the others with the revision.
        Raises what `credit` and `issue` raise; then no number is used.
        """
        with self._writing() as connection:
            return issuing.reissue(
                connection,
                number,
                draft,
                numbering=self._numbering,
                issue_date=issue_date,
                run_id=run_id,
                reason=reason,
                by=by,
                mails=mails,
            )

    def close_nothing_due(
        self,
        *,
        client: str,
        month: str,
        reason: str,
        balances: Balances,
        run_id: str | None = None,
        by: str = "",
    ) -> None:
        """Settle a client's month without an invoice; `balances` is what it hands on.

        `by` is the person who closed it; empty where a run found nothing due.

        Raises AlreadyIssuedError or AlreadyClosedError where it is settled.
        """
        with self._writing() as connection:
            writing.close(
                connection,
                client=client,
                month=month,
                reason=reason,
                handed_on=balances,
                run_id=run_id,
                by=by,
            )

    def approve(
        self, *, client: str, month: str, draft_hash: str, by: str, why: str, at: datetime
    ) -> None:
        """A person lets the draft of this hash be issued; another draft it does not cover."""
        made = Decision(
            kind="approval",
            client=client,
            month=month,
            draft_hash=draft_hash,
            by=by,
            why=why,
            at=at,
        )
        self._decide(made)

    def hold(
        self, *, client: str, month: str, by: str, why: str, at: datetime, draft_hash: str = ""
    ) -> None:
        """A person keeps the client's month from being issued, whatever its draft, until approved.

        `draft_hash` only records what the person saw.
        """
        made = Decision(
            kind="hold",
            client=client,
            month=month,
            draft_hash=draft_hash,
            by=by,
            why=why,
            at=at,
        )
        self._decide(made)

    def record_renderings(self, made: Sequence[Rendering]) -> None:
        """Note PDFs and detail workbooks that were made of issued invoices: all, or none."""
        with self._writing() as connection:
            writing.renderings_made(connection, made)

    def record_restoration(self, made: Restoration) -> None:
        """Note in a backup that it takes the ledger's place."""
        with self._writing() as connection:
            writing.restoration(connection, made)

    def record_report(self, mail: Outgoing, *, month: str) -> None:
        """Put a report's mail into the outbox; it belongs to no paper."""
        with self._writing() as connection:
            outbox.write(connection, [mail], number=None, client="", month=month)

    def record_message(self, number: str, mail: Outgoing) -> None:
        """Put one more mail of an issued paper into the outbox, such as one to another address."""
        with self._writing() as connection:
            draft = reading.document(connection, number).draft
            outbox.write(
                connection, [mail], number=number, client=draft.client.code, month=draft.month
            )

    def record_delivery(self, made: Delivery) -> None:
        """Note what happened to a mail. It is on the disk when this returns."""
        with self._writing() as connection:
            outbox.happened(connection, made)

    def _decide(self, made: Decision) -> None:
        with self._writing() as connection:
            writing.decision(connection, made)
