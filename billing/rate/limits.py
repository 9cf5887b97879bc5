"""Minimum and cap: lines that lift a fee, or bring it down (rule G7)."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from billing import money, working
from billing.contract import Contract
from billing.invoice import Priced
from billing.period import Period, Proration, Share, shared_out
from billing.rate.items import Item, fee, item


def limits(
    limits: Iterable[tuple[Decimal | None, Decimal | None, Share]], amount: Decimal
) -> tuple[Priced, ...]:
    """The line that lifts a fee to its minimum, or brings it down to its cap (rule G7)."""
    rows = tuple(limits)
    low = _limit([(minimum, share) for minimum, _, share in rows if minimum is not None])
    high = _limit([(cap, share) for _, cap, share in rows if cap is not None])
    if low is not None and amount < low.value:
        return (_topping("minimum_topup", low, amount),)
    if high is not None and amount > high.value:
        return (_topping("cap_adjust", high, amount),)
    return ()


def _limit(parts: Sequence[tuple[Decimal, Share]]) -> working.Working | None:
    """The sum over spans of amount x ratio, rounded once; None where no span states one."""
    total: working.Working | None = None
    for amount, share in parts:
        part = working.price(amount)
        if not share.whole:
            part = part * working.ratio(share.days, share.of)
        total = part if total is None else total + part
    return None if total is None else working.to_cents(total)


def _topping(code: str, limit: working.Working, amount: Decimal) -> Priced:
    worked = limit - working.price(amount)
    return Priced(
        code=code,
        quantity=Decimal(1),
        unit="sum",
        unit_price=money.rounded(worked.value),
        working=worked,
    )


def with_client_limits(contract: Contract, whole: Period, items: list[Item]) -> list[Item]:
    """The client's own minimum and cap, over all charges."""
    billed = whole.common(contract.period)
    client = contract.client
    share = shared_out([billed], whole, Proration(client.proration))[0]
    lines = limits([(client.minimum_fee, client.cap_fee, share)], fee(items))
    return [*items, *(item(contract, whole, line) for line in lines)]
