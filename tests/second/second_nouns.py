"""What the second calculator speaks of: lines, balances, results, and cells as fractions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal

Row = Mapping[str, str]  # header -> text of the cell; an absent header or "" is a blank cell
Table = Sequence[Row]
Book = Mapping[str, Table]  # sheet of the register, or kind of usage -> its rows

ZERO = Fraction(0)
ONE = Fraction(1)


class BlockedError(Exception):
    """The client cannot be billed; the text says why."""


@dataclass(frozen=True)
class Line:
    """One row of the paper; `end` is the last day, inclusive; `amount` is exact cents."""

    code: str
    charge: str  # "" for what belongs to the client
    store: str  # "" pooled, or of the client
    start: date
    end: date
    quantity: Fraction
    unit_price: Fraction
    amount: Fraction


@dataclass(frozen=True)
class Place:
    """Where a line belongs: charge, store and service span, both ends included."""

    charge: str
    store: str
    start: date
    end: date

    def line(
        self, code: str, quantity: Fraction, price: Fraction, ratio: Fraction = ONE
    ) -> Iterator[Line]:
        """The line quantity x price x ratio, rounded once; none where it comes to 0.00 (G13)."""
        yield from self.stated(code, quantity, price, quantity * price * ratio)

    def stated(
        self, code: str, quantity: Fraction, price: Fraction, amount: Fraction
    ) -> Iterator[Line]:
        """A line whose amount is given exactly, and rounded here; none where it is 0.00."""
        rounded = cents(amount)
        if rounded:
            ends = (self.start, self.end)
            yield Line(code, self.charge, self.store, *ends, quantity, price, rounded)


@dataclass
class ChargeCarry:
    """What one charge carries from month to month."""

    quota: tuple[tuple[str, Fraction], ...] = ()  # (month it arose in, units), oldest first
    net_sales: Fraction = ZERO  # never above zero
    days: int = 0  # of the engagement, billed so far
    first_kind: str = ""  # of the engagement's first billed day
    milestones: dict[str, Fraction] = field(default_factory=dict)  # name -> billed
    late: Fraction = ZERO  # deducted so far, positive
    # item of the event -> days in a row that a seat was empty when the month ended
    vacant: dict[str, int] = field(default_factory=dict)


@dataclass
class Carry:
    """What one client opens a month with."""

    charges: dict[str, ChargeCarry] = field(default_factory=dict)
    credit: Fraction = ZERO  # in the client's price basis
    prepayment: Fraction = ZERO
    # (charge, month) -> (orders billed and not yet given back, price) for each price they were
    # billed at; () where the tiers were graduated, so that no order has a price of its own
    billed_orders: dict[tuple[str, str], tuple[tuple[Fraction, Fraction], ...]] = field(
        default_factory=dict
    )

    def of(self, charge: str) -> ChargeCarry:
        """What the charge carries; a new one where it carries nothing yet."""
        return self.charges.setdefault(charge, ChargeCarry())


@dataclass
class Result:
    """What came of one client and month."""

    outcome: Literal["drafted", "blocked", "nothing_due"]
    why: str = ""
    lines: tuple[Line, ...] = ()
    subtotal: Fraction = ZERO
    net: Fraction = ZERO
    tax: Fraction = ZERO
    gross: Fraction = ZERO
    prepaid_applied: Fraction = ZERO
    amount_due: Fraction = ZERO
    carry: Carry = field(default_factory=Carry)


@dataclass
class Rated:
    """The lines of one charge: its fees, and what is deducted after every minimum and cap."""

    fees: list[Line] = field(default_factory=list)
    vacancy: list[Line] = field(default_factory=list)
    undelivered: list[Line] = field(default_factory=list)
    shortfall: list[Line] = field(default_factory=list)
    lateness: list[Line] = field(default_factory=list)


def cents(amount: Fraction) -> Fraction:
    """Rounded to whole cents, half away from zero (G1)."""
    whole = (abs(amount) * 100 + Fraction(1, 2)).__floor__()
    return Fraction(whole if amount >= 0 else -whole, 100)


def text(row: Row, *headers: str) -> str:
    """The first cell of these headers that is not blank, else ""."""
    return next((cell for header in headers if (cell := row.get(header, "").strip())), "")


def word(row: Row, header: str, blank: str = "") -> str:
    """A cell that is one of a few words, with `_` for spaces; `blank` where it is blank."""
    return text(row, header).lower().replace(" ", "_") or blank


def listed(row: Row, header: str) -> list[str]:
    """The parts of a cell that are separated by `;`."""
    return [part.strip() for part in text(row, header).split(";") if part.strip()]


def parsed(cell: str, header: str) -> Fraction:
    """The number that a cell shows."""
    try:
        return Fraction(cell.replace(",", ""))
    except (ValueError, ZeroDivisionError):
        raise BlockedError(f"{header}: {cell!r} is no number") from None


def number(row: Row, *headers: str) -> Fraction | None:
    """The number in a cell, None where it is blank."""
    cell = text(row, *headers)
    return parsed(cell, headers[0]) if cell else None


def needed(row: Row, *headers: str) -> Fraction:
    """The number in a cell that must not be blank: missing is never zero."""
    found = number(row, *headers)
    if found is None:
        raise BlockedError(f"{headers[0]} is missing")
    return found


def points(row: Row, header: str) -> Fraction | None:
    """A figure in points: `93%` is 93."""
    cell = text(row, header)
    return parsed(cell.removesuffix("%"), header) if cell else None


def rate(row: Row, header: str, *, share: bool = False) -> Fraction | None:
    """A rate: `2%` or `0.02`; a bare number above 1 is refused, and 1 but for shares (G17)."""
    cell = text(row, header)
    if not cell:
        return None
    if cell.endswith("%"):
        return parsed(cell[:-1].strip(), header) / 100
    bare = parsed(cell, header)
    if bare > 1 or (bare == 1 and not share):
        raise BlockedError(f"{header}: a bare {cell} is no rate")
    return bare


def day(cell: str) -> date:
    """A date written YYYY-MM-DD."""
    try:
        return date.fromisoformat(cell[:10])
    except ValueError:
        raise BlockedError(f"{cell!r} is no date") from None


def day_or(cell: str, blank: date) -> date:
    """A date, or `blank` where the cell is blank."""
    return day(cell) if cell else blank
