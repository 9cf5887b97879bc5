"""What came of one client in one run."""

from dataclasses import dataclass
from enum import StrEnum

from billing.errors import Problem
from billing.invoice import DraftInvoice, Invoice


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
