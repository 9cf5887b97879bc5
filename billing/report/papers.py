"""What a numbered paper is to the others of its month, and why it is there."""

from dataclasses import dataclass
from typing import Literal

from billing.invoice import CreditNote, Invoice


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """Its kind; the number it corrects, why, and who said so: empty for a first invoice."""

    kind: Literal["invoice", "revision", "credit_note"]
    corrects: str = ""
    reason: str = ""
    by: str = ""


def correction(paper: Invoice | CreditNote) -> Correction:
    """What a paper corrects. A revision of a month that was closed replaces no number."""
    if isinstance(paper, CreditNote):
        return Correction(
            kind="credit_note", corrects=paper.corrects, reason=paper.reason, by=paper.by
        )
    if (old := paper.draft.replaces) is not None:
        return Correction(kind="revision", corrects=old.number, reason=old.reason, by=old.by)
    return Correction(kind="invoice")
