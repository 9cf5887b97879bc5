"""Which of a month's held clients one approval covers: small drafts that only look odd."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from billing import money
from billing.column import plain
from billing.contract import Client
from billing.errors import Problem, SettingsError
from billing.invoice import DraftInvoice
from billing.month.client import Planned
from billing.outcome import Outcome
from billing.review import BY_AMOUNT

CURRENCY: str = Client.model_fields["currency"].default  # what amounts without a currency are in


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A held client that is not covered: the code of why, or the reason that needs a look."""

    client: str
    draft: DraftInvoice
    code: str
    reason: Problem | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """The held clients of a month, in the register's order: those covered, and the others."""

    drafts: tuple[DraftInvoice, ...]
    left: tuple[Left, ...]


def limit(text: str) -> Decimal:
    """An amount as it was typed, above 0. Raises SettingsError for anything else."""
    try:
        value = money.parsed(plain(text))
    except ValueError:
        raise SettingsError("not_a_limit", found=text, currency=CURRENCY) from None
    if value <= 0 or value != money.rounded(value, CURRENCY):
        raise SettingsError("not_a_limit", found=text, currency=CURRENCY)
    return value


def covered(planned: Iterable[Planned], below: Decimal) -> Covered:
    """Those held for no more than an approval by rule or odd figures, and below an amount.

    The amount is what is due, and the bill before credit and prepayment: a large bill that was paid
    ahead is not a small one. Not covered either: another currency, and whatever else holds.
    """
    held = [
        (one, one.draft)
        for one in planned
        if one.outcome is Outcome.HELD and not one.settled and one.draft
    ]
    sorted_out = [(draft, _left(one, draft, below)) for one, draft in held]
    return Covered(
        drafts=tuple(draft for draft, left in sorted_out if left is None),
        left=tuple(left for _, left in sorted_out if left is not None),
    )


def amount(draft: DraftInvoice) -> Decimal:
    """What a limit is compared with: the larger of what is due and the bill itself."""
    return max(draft.totals.amount_due, draft.totals.gross, key=abs)


def _left(one: Planned, draft: DraftInvoice, below: Decimal) -> Left | None:
    client = one.contract.client.client
    more = next((reason for reason in one.reasons if reason.code not in BY_AMOUNT), None)
    if more is not None:
        return Left(client=client, draft=draft, code="left.reason", reason=more)
    if draft.currency != CURRENCY:
        return Left(client=client, draft=draft, code="left.currency")
    if abs(amount(draft)) >= below:
        return Left(client=client, draft=draft, code="left.amount")
    return None
