"""Lines, drafts and invoices. A draft has no number; an invoice has one and never changes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from billing.balance import Balances, Carried
from billing.errors import Problem
from billing.money import ZERO
from billing.party import Party
from billing.period import Period
from billing.source import CellRange, File
from billing.words import SAID
from billing.working import Working

InvoiceLanguage = Literal["zh", "en", "zh-en"]
PriceBasis = Literal["inclusive", "exclusive"]
AnnexCell = str | int | Decimal | date


@dataclass(frozen=True, slots=True, kw_only=True)
class Priced:
    """One item as a mode computed it: not yet rounded, and not yet tied to a charge."""

    code: str  # a code of the list in docs/modes.md, e.g. "seat_fee"
    detail: str = ""  # what tells it from its like: a tier's place, a day kind, "night"
    quantity: Decimal
    unit: str  # a code: seat, reception, order, seat_day, month, net_sales, ...
    unit_price: Decimal
    working: Working
    words: Mapping[str, str] = field(default_factory=dict)  # for the description's blanks
    sources: tuple[CellRange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A remark that is printed beside the lines: a code of the catalogue and its words."""

    code: str
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """A table that shows what lines were computed from. `columns` are codes of the catalogue."""

    code: str  # which table: "daily", "receptions", ...
    charge: str = ""
    store: str = ""
    columns: tuple[str, ...]
    rows: tuple[tuple[AnnexCell, ...], ...]
    totals: tuple[AnnexCell, ...] = ()  # empty, or as wide as `columns`
    headers: tuple[str, ...] = ()  # the file's own headers that were used
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rated:
    """What one mode made of one span: items, what is carried on, annex tables, notes, faults.

    With a problem of severity BLOCKED the client cannot be billed, whatever else stands here.
    """

    lines: tuple[Priced, ...] = ()
    carried: Carried = Carried()
    annex: tuple[Annex, ...] = ()
    notes: tuple[Note, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of an invoice. `working` reads `quantity x price ... = amount`."""

    key: str  # stable identity: charge/code/detail/first day of the span
    code: str
    charge: str = ""
    store: str = ""
    service: str = ""
    description: str  # in the invoice's language
    period: Period  # service days
    quantity: Decimal
    unit: str
    unit_price: Decimal
    amount: Decimal  # rounded, the currency's minor unit
    working: str
    sources: tuple[CellRange, ...] = ()

    @property
    def kind(self) -> str:
        """The key without the span's first day: by it lines of two papers are compared."""
        return self.key.rpartition("/")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The sums under the lines."""

    subtotal: Decimal  # the exact sum of the lines
    tax_rate: Decimal
    net: Decimal
    tax: Decimal
    gross: Decimal
    credit_applied: Decimal = ZERO  # its line is in the subtotal; below zero: credit due again
    prepaid_applied: Decimal = ZERO  # below zero: prepayment that is due again
    amount_due: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Then:
    """A line of another paper, for comparison; spans of one kind of line share their `key`."""

    key: str  # the line's kind
    quantity: Decimal
    unit_price: Decimal
    amount: Decimal
    description: str = ""
    unit: str = ""  # empty in drafts that were kept before it was


def then(lines: Iterable[Line]) -> tuple[Then, ...]:
    """Lines as a later paper sets its own beside them, one for one."""
    return tuple(
        Then(
            key=line.kind,
            quantity=line.quantity,
            unit_price=line.unit_price,
            amount=line.amount,
            description=line.description,
            unit=line.unit,
        )
        for line in lines
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Replaced:
    """The invoice that a further revision stands in for, and the credit note that undid it."""

    number: str
    issue_date: date
    credit_note: str  # its number
    lines: tuple[Then, ...]
    totals: Totals
    reason: str = ""  # why the month was billed again, and by whom
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayBar:
    """A day of the chart."""

    day: date
    figure: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """The days of the month: `code` names the figure (receptions, orders, seats, sales)."""

    code: str
    bars: tuple[DayBar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftInvoice:
    """A client's month, computed and worded, without a number.

    Everything that is printed stands in it, so that the paper can be made again from it alone.
    """

    client: Party
    provider: Party
    month: str
    period: Period
    language: InvoiceLanguage
    currency: str
    price_basis: PriceBasis
    contract_number: str = ""
    payment_days: int
    mail_to: tuple[str, ...] = ()  # where the client had its mail on that day
    mail_cc: tuple[str, ...] = ()
    store_names: Mapping[str, str] = field(default_factory=dict)  # code -> name
    charge_labels: Mapping[str, str] = field(default_factory=dict)  # code -> way of charging
    lines: tuple[Line, ...]
    totals: Totals
    amount_words: str
    amount_words_en: str = SAID  # the form of the English ones
    annex: tuple[Annex, ...] = ()
    notes: tuple[Note, ...] = ()
    charts: tuple[Chart, ...] = ()
    last_month: tuple[Then, ...] = ()
    brought_forward: Balances | None = None  # without this month's events; None: not told apart
    balances_before: Balances = Balances()  # what the month could use: with its events
    balances_after: Balances = Balances()
    sources: tuple[File, ...] = ()
    register_hash: str = ""  # of the client's rows of the register
    usage_hash: str = ""  # of the client's usage
    replaces: Replaced | None = None  # an invoice of the same month, credited; None: nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoice:
    """An issued draft: it has its number and its dates, and never changes."""

    number: str
    revision: int = 1
    issue_date: date
    due_date: date
    draft: DraftInvoice


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditNote:
    """Undoes an invoice, line by line: its draft is the invoice's with every amount turned round.

    What the invoice used of balances is given back, and what it made of them is taken back, so
    its `balances_after` are the invoice's `balances_before`.
    """

    number: str
    corrects: str  # the number of the invoice
    corrects_date: date  # its issue date
    revision: int = 1  # of the invoice it corrects
    issue_date: date
    reason: str
    by: str
    draft: DraftInvoice
