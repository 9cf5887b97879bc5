"""What came of one client in one run."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from billing.errors import Problem
from billing.invoice import CreditNote, DraftInvoice, Invoice
from billing.period import Period
from billing.source import File


class Outcome(StrEnum):
    """Every active client of the register gets exactly one."""

    ISSUED = "issued"
    UNCHANGED = "unchanged"  # issued by an earlier run, from the same input
    DIFFERS = "differs"  # issued by an earlier run, and its input changed since
    CREDITED = "credited"
    HELD = "held"  # waits for an approval by name
    BLOCKED = "blocked"  # something is missing or unreadable
    NOTHING_DUE = "nothing_due"
    FAILED = "failed"  # the program could not; see the log


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientOutcome:
    """What came of a client, why, and its invoice or draft as far as it is known."""

    client: str
    name: str
    outcome: Outcome
    reasons: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    draft: DraftInvoice | None = None
    invoice: Invoice | None = None
    pdf: str = ""  # path below the workspace
    pdf_sha256: str = ""
    mail: str = "none"
    fresh: bool = False  # this run issued, closed or rendered it


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceNote:
    """A sheet that was read for a run, and what was said of it."""

    file: File
    kind: str  # receptions, orders, sales, staffing, events
    sheet: str
    rows: int
    notes: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RunReport:
    """What came of a whole run: every active client once, in the register's order."""

    month: str  # 2026-10
    period: Period  # the calendar month
    run_id: str
    started_at: datetime
    finished_at: datetime
    version: str
    clients: tuple[ClientOutcome, ...]
    sources: tuple[SourceNote, ...] = ()
    problems: tuple[Problem, ...] = ()  # of no single client
    set_aside: tuple[str, ...] = ()  # files that hold nothing of this month
    returned: Mapping[str, str] = field(default_factory=dict)  # file -> its marked workbook
    documents: tuple[Invoice | CreditNote, ...] = ()  # from the month's first number to its last

    def count(self, outcome: Outcome) -> int:
        """How many clients have an outcome."""
        return sum(1 for client in self.clients if client.outcome is outcome)

    @property
    def changed(self) -> bool:
        """Whether anything was issued or closed, so that the books are not as before."""
        return any(client.fresh for client in self.clients)
