"""What credit notes and late months mean for a client's month."""

from collections.abc import Iterator
from decimal import Decimal

from billing import money
from billing.balance import Balances
from billing.errors import Problem, Severity
from billing.invoice import CreditNote, DraftInvoice, Note
from billing.ledger import Closing, Readable
from billing.opening import Difference


def undone(note: CreditNote) -> Problem:
    """Why a month has no invoice: its credit note, and what was written on it."""
    return Problem(
        code="invoice_credited",
        severity=Severity.WARNED,
        found=note.reason,
        values={"number": note.corrects, "credit_note": note.number, "by": note.by},
    )


def since_closing(drafted: DraftInvoice | None, ledger: Readable) -> tuple[Problem, ...]:
    """Whether a month that was closed as nothing due would be billed today, or hand on others."""
    if drafted is None:
        return ()
    client, month = drafted.client.code, drafted.month
    moved = drafted.balances_after != ledger.handed_on(client, month)
    if drafted.totals.subtotal == 0 and (not moved or ledger.differences_before(client, month)):
        return ()
    found = str(drafted.totals.gross)
    return (Problem(code="closed_differs", severity=Severity.WARNED, found=found),)


def told_by_hand(closing: Closing) -> tuple[Problem, ...]:
    """Who closed a month, and why: a person's word stands. Empty where a run closed it."""
    if not closing.by:
        return ()
    found, values = closing.reason, {"by": closing.by}
    return (Problem(code="closed_by_hand", severity=Severity.WARNED, found=found, values=values),)


def entered(ledger: Readable, client: str, month: str) -> tuple[Note, ...]:
    """The corrections of earlier months with which this one opens, for its paper (rule G15)."""
    return tuple(note for one in ledger.differences_before(client, month) for note in _changes(one))


def _changes(one: Difference) -> Iterator[Note]:
    """A note for each balance that the correction changed, with its sign."""
    for code, charge, change in _sums(one.old, one.new):
        if change:
            signed = f"{'+' if change > 0 else ''}{money.text(change)}"
            yield Note(
                code=code,
                words={
                    "month": one.month,
                    "number": one.number or "-",
                    "charge": charge,
                    "change": signed,
                },
            )


def _sums(old: Balances, new: Balances) -> Iterator[tuple[str, str, Decimal]]:
    """The note of each balance, the charge that carries it, and by how much it changed."""
    yield "note.credit_corrected", "", new.credit - old.credit
    yield "note.prepayment_corrected", "", new.prepayment - old.prepayment
    for charge in dict.fromkeys((*old.charges, *new.charges)):
        sales = new.of(charge).net_sales - old.of(charge).net_sales
        yield "note.net_sales_corrected", charge, sales
        yield "note.quota_corrected", charge, _units(new, charge) - _units(old, charge)


def _units(balances: Balances, charge: str) -> Decimal:
    return sum((left.units for left in balances.of(charge).quota), Decimal(0))
