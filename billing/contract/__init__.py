"""Client, contract and charge, as the register states them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256

from billing.contract.client import Client
from billing.contract.rows import Common, ServiceLevel, Store
from billing.errors import Problem
from billing.modes import commission, daily, fixed, monthly, orders, project, receptions
from billing.period import FOREVER, Period, Proration
from billing.source import CellRange

__all__ = [
    "Charge",
    "ChargeRow",
    "Client",
    "Common",
    "Contract",
    "Mode",
    "Register",
    "ServiceLevel",
    "Store",
    "Terms",
    "between",
    "month_hash",
]

Terms = (
    fixed.Terms
    | commission.Terms
    | monthly.Terms
    | daily.Terms
    | receptions.Terms
    | orders.Terms
    | project.Terms
)


class Mode(StrEnum):
    """The seven ways of pricing, each a sheet of the register."""

    FIXED = "fixed"
    COMMISSION = "commission"
    MONTHLY = "monthly"
    DAILY = "daily"
    RECEPTIONS = "receptions"
    ORDERS = "orders"
    PROJECT = "project"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeRow:
    """The terms of a charge over the days that they hold."""

    period: Period  # half-open; an end of FOREVER is open
    terms: Terms
    label: str = ""
    proration: Proration
    minimum: Decimal | None = None  # a project's floor
    cap: Decimal | None = None
    source: CellRange


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """One priced item of a contract; its rows adjoin or follow each other, by date."""

    code: str
    mode: Mode
    store: str = ""  # empty: all the client's stores, pooled
    service: str = ""
    shift: str = ""
    rows: tuple[ChargeRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """A client with its stores, charges and service levels, and the faults of its rows.

    A contract with a fault that blocks is kept, so that its client is accounted for.
    """

    client: Client
    stores: tuple[Store, ...] = ()
    charges: tuple[Charge, ...] = ()
    levels: tuple[ServiceLevel, ...] = ()
    source: CellRange
    problems: tuple[Problem, ...] = ()
    hash: str = ""  # of the texts of its rows, to see changes

    @property
    def period(self) -> Period:
        """The days of the contract, half-open."""
        return between(self.client.start, self.client.end)

    def days(self, month: Period) -> Period:
        """The days of a month that are billed; where none are, what comes late is of all of it."""
        common = self.period.common(month)
        return common if common.days > 0 else month

    def active(self, month: Period) -> bool:
        """Whether any day of the month belongs to the contract."""
        return self.period.common(month).days > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """All contracts in the order of the sheet Clients, and what concerns no single one."""

    contracts: tuple[Contract, ...]
    problems: tuple[Problem, ...] = ()
    sha256: str = ""


def between(first: date | None, last: date | None) -> Period:
    """A half-open period from two dates that both count; None is without limit."""
    end = FOREVER if last is None else date.fromordinal(last.toordinal() + 1)
    return Period(first or date.min, end)


# What may change without changing any figure or the paper's meaning.
_NOT_BILLED = {"email_to", "email_cc", "contact", "note", "phone", "address", "approval", "end"}


def _terms_of_month(terms: Terms, billed: Period) -> Terms:
    """The terms without the calendar's dates of other months."""
    if not isinstance(terms, daily.Terms) or terms.calendar is None:
        return terms
    spans = tuple(span for span in terms.calendar.spans if span[0].common(billed).days > 0)
    calendar = daily.Calendar(name=terms.calendar.name, spans=spans)
    return terms.model_copy(update={"calendar": calendar})


def month_hash(contract: Contract, billed: Period) -> str:
    """A sha256 of the terms that hold on the billed days; rows of other months leave it as is."""
    rows = sorted(
        f"{charge.code}|{charge.mode}|{charge.store}|{charge.service}|{charge.shift}|"
        f"{row.period.common(billed).start}/{row.period.common(billed).end}|{row.label}|{row.proration}|{row.minimum}|{row.cap}|"
        f"{_terms_of_month(row.terms, billed).model_dump_json(exclude_defaults=True)}"
        for charge in contract.charges
        for row in charge.rows
        if row.period.common(billed).days > 0
    )
    client = contract.client.model_dump_json(exclude=_NOT_BILLED, exclude_defaults=True)
    stores = [store.store for store in contract.stores]
    levels = [level.model_dump_json(exclude_defaults=True) for level in contract.levels]
    return sha256("\n".join((client, *stores, *levels, *rows)).encode()).hexdigest()
