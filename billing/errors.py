"""Faults of data, which are values, and faults of the program's surroundings, which are raised."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from billing.source import CellRange


class Severity(StrEnum):
    """What a fault of data means for the clients it concerns."""

    MENDED = "mended"  # repaired, and noted
    WARNED = "warned"  # billed all the same, and listed
    BLOCKED = "blocked"  # not billed; the others are


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A data fault: which one, where, what was found and what was expected.

    `code` names a sentence and a remedy in the catalogue; `values` fill its blanks, beside
    `found` and `expected`. `clients` are the codes it concerns; empty where the row, file or
    sheet could not be tied to a client. `cells` are all it speaks of, where `source` is only the
    first of them; they tell no two problems apart.
    """

    code: str
    severity: Severity
    source: CellRange | None = None
    found: str = ""
    expected: str = ""
    clients: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    cells: tuple[CellRange, ...] = field(default=(), compare=False, repr=False)


class BillingError(Exception):
    """A fault that stops the command. `code` names its sentence in the catalogue."""

    def __init__(self, code: str, **values: object) -> None:
        """`values` fill the blanks of the sentence."""
        super().__init__(code, values)
        self.code = code
        self.values = {name: str(value) for name, value in values.items()}


class SettingsError(BillingError):
    """billing.toml, the workspace, or the way the command was called is wrong (exit code 2)."""


class RegisterError(BillingError):
    """contracts.xlsx as a whole cannot be read (exit code 2)."""


class LedgerError(BillingError):
    """The ledger refuses, or is not what it should be."""


class LockedError(BillingError):
    """Another run holds the workspace (exit code 4)."""


class RenderError(BillingError):
    """A page could not be made; the invoice stays as it is and is rendered by a later run."""


class MailError(BillingError):
    """Mail cannot be sent now, or this one must not be; it stays where it is in the ledger."""
