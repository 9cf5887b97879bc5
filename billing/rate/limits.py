"""Minimum and cap: lines that lift a fee, or bring it down (rule G7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from billing import money, working
from billing.contract import Contract
from billing.invoice import Priced
from billing.period import Period, Proration, Share, shared_out
from billing.rate.items import Item, fee, item


@dataclass(frozen=True, slots=True, kw_only=True)
class Limited:
    """What the terms of a span limit, its share of a monthly amount, and its own fee."""

    minimum: Decimal | None
    cap: Decimal | None
    share: Share
    amount: Decimal  # the rounded fee of the span


def limits(spans: Sequence[Limited]) -> tuple[Priced, ...]:
    """The line that lifts a fee to its minimum, or brings it down to its cap (rule G7).

    Each is measured on the fee of those spans alone whose terms state one.
    """
    low = _limit([(one.minimum, one) for one in spans if one.minimum is not None])
    high = _limit([(one.cap, one) for one in spans if one.cap is not None])
    lines = []
    if low is not None and low.amount < low.limit.value:
        lines.append(_topping("minimum_topup", "minimum_fee", low))
    if high is not None and high.amount > high.limit.value:
        lines.append(_topping("cap_adjust", "cap_fee", high))
    return tuple(lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Limit:
    limit: working.Working
    amount: Decimal  # the fee that it limits


def _limit(parts: Sequence[tuple[Decimal, Limited]]) -> _Limit | None:
    """The sum over spans of amount x ratio, rounded once; None where no span states one."""
    total: working.Working | None = None
    for amount, span in parts:
        part = working.price(amount)
        if not span.share.whole:
            part = part * working.ratio(span.share.days, span.share.of)
        total = part if total is None else total + part
    if total is None:
        return None
    fees = sum((span.amount for _, span in parts), money.ZERO)
    return _Limit(limit=working.to_cents(total), amount=fees)


def _topping(code: str, name: str, one: _Limit) -> Priced:
    """The line of a limit, which it names in its words: a minimum fee or a cap fee."""
    worked = one.limit - working.price(one.amount)
    return Priced(
        code=code,
        quantity=Decimal(1),
        unit="sum",
        unit_price=money.rounded(worked.value),
        working=worked,
        words={name: money.text(one.limit.value, 2)},
    )


def with_client_limits(contract: Contract, whole: Period, items: list[Item]) -> list[Item]:
    """The client's own minimum and cap, over all charges."""
    client = contract.client
    if client.minimum_fee is None and client.cap_fee is None:
        return items
    billed = whole.common(contract.period)
    share = shared_out([billed], whole, Proration(client.proration))[0]
    whole_fee = Limited(
        minimum=client.minimum_fee, cap=client.cap_fee, share=share, amount=fee(items)
    )
    lines = limits([whole_fee])
    return [*items, *(item(contract, whole, line) for line in lines)]
