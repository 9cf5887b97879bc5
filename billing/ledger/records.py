"""What the ledger remembers beside invoices, and the two refusals that a caller may expect."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from billing.errors import LedgerError

InvoiceKind = Literal["invoice", "credit_note"]


class AlreadyIssuedError(LedgerError):
    """The client's month has an invoice already; nothing was changed."""


class AlreadyClosedError(LedgerError):
    """The client's month was closed as nothing due before; nothing was changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A person's approval or hold of a client's month. `at` knows its time zone."""

    kind: Literal["approval", "hold"]
    client: str
    month: str  # 2026-10
    draft_hash: str  # of the draft the person saw; a hold may come before there is one
    by: str
    why: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """A client's month that needs no invoice, and why."""

    client: str
    month: str
    reason: str
    by: str = ""  # empty: a run found nothing due


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """A PDF or workbook that was made of an invoice; `renderer`: the versions that made it."""

    number: str
    file: str  # path below the workspace, with `/` between the parts
    sha256: str
    renderer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Restoration:
    """A backup that was put in the ledger's place. `at` knows its time zone."""

    at: datetime
    backup: str  # the file's name
    sha256: str
    entries: int  # of the backup
    compared: int | None  # entries of the ledger that was there; None: gone, or not readable
    papers: int  # in the outbox, whose numbers were compared
    in_doubt: int  # mails that waited in the backup, and may have been sent since
