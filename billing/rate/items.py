"""Rounded items: what a line will be, before it is worded."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from billing import money
from billing.contract import Charge, Contract
from billing.invoice import Priced
from billing.period import Period

# Not part of what a minimum or cap is measured on: they come after both, in this order (rule G5).
DEDUCTIONS = ("vacancy", "undelivered", "shortfall_credit", "late_deduction")
# Priced once for the usage of all rows that share it: rows that differ in seats alone. Fixed has
# no such line, and other modes have no seats.
MEASURED = ("commission", "unit_commission")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A priced item of a charge (or of the client as a whole), with its rounded amount."""

    charge: str = ""
    store: str = ""
    service: str = ""
    period: Period
    priced: Priced
    amount: Decimal


def priced(charge: Charge, period: Period, line: Priced) -> Item:
    """An item of a charge, rounded once (rule G1)."""
    return Item(
        charge=charge.code,
        store=charge.store,
        service=charge.service,
        period=period,
        priced=line,
        amount=money.rounded(line.working.value),
    )


def item(contract: Contract, whole: Period, line: Priced) -> Item:
    """An item of the client as a whole."""
    return Item(period=contract.days(whole), priced=line, amount=money.rounded(line.working.value))


def fee(items: Iterable[Item]) -> Decimal:
    """The service fee after minimum and cap and before any deduction."""
    return sum((item.amount for item in items if item.priced.code not in DEDUCTIONS), money.ZERO)
