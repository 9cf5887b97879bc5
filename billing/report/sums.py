"""What the clients of a run come to: the one place that says which bills are in the totals."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from billing.invoice import DraftInvoice
from billing.money import ZERO
from billing.outcome import ClientOutcome, Outcome, RunReport

COUNTED = (Outcome.ISSUED, Outcome.UNCHANGED, Outcome.DIFFERS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """The totals of all counted bills of one currency."""

    currency: str
    net: Decimal = ZERO
    tax: Decimal = ZERO
    gross: Decimal = ZERO
    amount_due: Decimal = ZERO


def document(client: ClientOutcome) -> DraftInvoice | None:
    """The client's bill: what was issued, else what would be; None where it is not known."""
    return client.invoice.draft if client.invoice else client.draft


def counted(client: ClientOutcome) -> DraftInvoice | None:
    """The bill that enters the totals; None for every other outcome.

    Before the act, in `check` and `preview`, it is what would be issued, without a number. An
    invoice whose input changed since still stands, until it is credited; a month that was closed
    without one, and would be billed today, has none.
    """
    unbilled = client.outcome is Outcome.DIFFERS and client.invoice is None
    return document(client) if client.outcome in COUNTED and not unbilled else None


def sums(report: RunReport) -> tuple[Sum, ...]:
    """One sum a currency, in order of their codes; none where no bill is counted."""
    drafts = [bill for client in report.clients if (bill := counted(client))]
    return tuple(
        _sum(currency, (draft for draft in drafts if draft.currency == currency))
        for currency in sorted({draft.currency for draft in drafts})
    )


def _sum(currency: str, drafts: Iterable[DraftInvoice]) -> Sum:
    totals = [draft.totals for draft in drafts]
    return Sum(
        currency=currency,
        net=sum((one.net for one in totals), ZERO),
        tax=sum((one.tax for one in totals), ZERO),
        gross=sum((one.gross for one in totals), ZERO),
        amount_due=sum((one.amount_due for one in totals), ZERO),
    )
