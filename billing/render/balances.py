"""What the client carried into the month and carries on."""

from decimal import Decimal

from billing.balance import Balances
from billing.invoice import DraftInvoice
from billing.money import ZERO
from billing.render import figures
from billing.render.labels import Labels
from billing.render.page import BalanceRow

_UNITS = ("quota",)  # counted, not in money

_Key = tuple[str, str]  # what is carried, and by which charge; the client's own have none


def balances(draft: DraftInvoice, labels: Labels) -> tuple[BalanceRow, ...]:
    """Credit and prepayment, then quota and net sales of each charge; none that stay at zero."""
    before, after = _carried(draft.balances_before), _carried(draft.balances_after)
    return tuple(
        _row(key, (before.get(key, ZERO), after.get(key, ZERO)), draft, labels)
        for key in dict.fromkeys([*before, *after])
    )


def _carried(balances: Balances) -> dict[_Key, Decimal]:
    """Everything that is not zero."""
    own = {("credit", ""): balances.credit, ("prepayment", ""): balances.prepayment}
    quota = {
        ("quota", charge): sum((left.units for left in carried.quota), Decimal(0))
        for charge, carried in balances.charges.items()
    }
    sales = {
        ("net_sales", charge): carried.net_sales for charge, carried in balances.charges.items()
    }
    return {key: value for key, value in {**own, **quota, **sales}.items() if value}


def _row(
    key: _Key, values: tuple[Decimal, Decimal], draft: DraftInvoice, labels: Labels
) -> BalanceRow:
    name, charge = key
    before, after = values
    return BalanceRow(
        label=labels.say(f"balance.{name}"),
        way=draft.charge_labels.get(charge, charge),
        before=_shown(name, before, draft),
        change=_shown(name, after - before, draft),
        after=_shown(name, after, draft),
    )


def _shown(name: str, value: Decimal, draft: DraftInvoice) -> str:
    return figures.plain(value) if name in _UNITS else figures.amount(value, draft.currency)
