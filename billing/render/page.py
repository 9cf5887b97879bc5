"""What the template prints: every figure already a text, every label already in its language.

Client text is `str` and is escaped by the template; words of the catalogue are `Markup`.
"""

from dataclasses import dataclass

from markupsafe import Markup

from billing.invoice import InvoiceLanguage
from billing.render.figures import BLANK, Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A label and its value."""

    label: Markup
    value: str | Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Provider or client. `name_other` is the name in the other language, or empty."""

    label: Markup
    name: str
    name_other: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line: its figures, and below them the service days and the working."""

    description: str
    way: str  # of charging; may be empty
    days: str
    quantity: Figure
    unit: Markup
    unit_price: Figure
    amount: str
    working: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The lines of a store. Title and subtotal are empty where there is one group only."""

    title: str | Markup
    rows: tuple[Row, ...]
    subtotal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """A row under the lines; `weight` is `plain`, `light`, `strong` or `due`."""

    label: Markup
    amount: str
    weight: str = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceRow:
    """What was carried into the month, what the month made of it, what is carried on.

    `entered` is what events of the month brought, a prepayment or an opening; it is empty in every
    row where there were none.
    """

    label: Markup
    way: str
    before: str
    entered: str = ""
    change: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A line then and now; empty figures where it is missing on one side.

    A figure of several spans is told one by one, `3 / 4`. A row of totals has amounts only.
    """

    description: str | Markup
    way: str = ""
    quantity_then: Figure = BLANK
    quantity_now: Figure = BLANK
    price_then: Figure = BLANK
    price_now: Figure = BLANK
    amount_then: str
    amount_now: str
    change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """What a credit note says in place of amount due, due date and account."""

    amount: str  # positive, where the invoice's amount due was
    words: tuple[str, ...]
    returned: str  # of the prepayment, beside the amount; may be empty
    corrects: str  # the invoice's number
    facts: tuple[Fact, ...]  # the day it was issued, why it is corrected, and by whom
    told: Markup  # where its lines come from
    reason: str = ""  # one that is too long to stand among the facts; below the box
    balances: Markup  # what the table of balances is of
    later: Markup  # where the difference goes


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """The invoice that this one replaces: told on the first page, compared line by line."""

    told: tuple[Fact, ...]
    rows: tuple[Compared, ...]
    totals: tuple[Compared, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A day's name under the chart, at `x`."""

    x: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A chart as one SVG path, in a view box of `width` by `height`; bars stand on `base`."""

    title: Markup
    facts: tuple[Fact, ...]
    width: int
    height: int
    base: int
    path: str
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A column of a table: its name, and the classes of its cells.

    `n` holds figures; `gap` begins the second half of a table whose rows stand two by two.
    """

    name: Markup
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """An annex table; `totals` is empty or as wide as `heads`."""

    title: Markup
    way: str  # of charging, and the store
    heads: tuple[Head, ...]
    rows: tuple[tuple[str | Markup, ...], ...]
    totals: tuple[str | Markup, ...]
    headers: str  # the files' own headers, or empty
    notes: tuple[Markup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A whole statement, worded.

    A credit note has `credit`, and neither due date nor account, notes, charts, tables or sources;
    its `amount_due` is below zero.
    """

    language: InvoiceLanguage
    tag: str  # zh-CN or en
    draft: bool
    title: Markup
    document_title: str
    number: str | Markup
    issued: str  # ISO date, empty for a draft
    month: str
    amount_due: str
    due_date: str | Markup  # empty where nothing is to be paid
    words: tuple[str, ...]
    payment: tuple[Fact, ...]  # empty as well where the account is not known
    facts: tuple[Fact, ...]
    provider: Side
    client: Side
    basis: Markup
    groups: tuple[Group, ...]
    totals: tuple[Total, ...]
    notes: tuple[Markup, ...]
    balances: tuple[BalanceRow, ...]
    comparison: tuple[Compared, ...]
    pictures: tuple[Picture, ...]
    tables: tuple[Table, ...]
    sources: tuple[str, ...]
    credit: Credit | None = None
    replaces: Replacement | None = None
