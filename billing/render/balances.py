"""What the client carried into the month, what came in, what was used, and what is carried on."""

from decimal import Decimal

from billing.balance import Balances
from billing.invoice import DraftInvoice
from billing.money import ZERO
from billing.render import figures
from billing.render.labels import Labels
from billing.render.page import BalanceRow

_UNITS = ("quota",)  # counted, not in money

_Key = tuple[str, str]  # what is carried, and by which charge; the client's own have none
_Steps = tuple[Decimal, Decimal, Decimal]  # brought forward, with the month's events, handed on


def balances(draft: DraftInvoice, labels: Labels) -> tuple[BalanceRow, ...]:
    """Credit and prepayment, then quota and net sales of each charge; none that stay at zero."""
    brought = draft.balances_before if draft.brought_forward is None else draft.brought_forward
    found = [_carried(one) for one in (brought, draft.balances_before, draft.balances_after)]
    steps: dict[_Key, _Steps] = {
        key: (found[0].get(key, ZERO), found[1].get(key, ZERO), found[2].get(key, ZERO))
        for key in dict.fromkeys([*found[1], *found[0], *found[2]])
    }
    entered = any(opened != before for before, opened, _ in steps.values())
    return tuple(_row(key, one, draft, labels, entered=entered) for key, one in steps.items())


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
    key: _Key, steps: _Steps, draft: DraftInvoice, labels: Labels, *, entered: bool
) -> BalanceRow:
    name, charge = key
    before, opened, after = steps
    return BalanceRow(
        label=labels.say(f"balance.{name}"),
        way=draft.charge_labels.get(charge, charge),
        before=_shown(name, before, draft),
        entered=_shown(name, opened - before, draft) if entered else "",
        change=_shown(name, after - opened, draft),
        after=_shown(name, after, draft),
    )


def _shown(name: str, value: Decimal, draft: DraftInvoice) -> str:
    return figures.plain(value) if name in _UNITS else figures.amount(value, draft.currency)
