"""Billable orders, and the buyers that a conversion rate is made of."""

from dataclasses import dataclass, field

from billing.errors import Problem, Severity
from billing.measure.columns import Column, Columns
from billing.measure.rowset import Rowset, blocked, first_cells, rows
from billing.money import Exact
from billing.source import CellRange
from billing.usage import Kind, Span, Usage


@dataclass(frozen=True, slots=True, kw_only=True)
class NetOrders:
    """Orders of a span: distinct paid main orders, and those taken off."""

    paid: Exact = 0
    cancelled: Exact = 0
    refunded: Exact = 0
    columns: Columns = field(default_factory=Columns)
    figures: tuple[str, ...] = ("orders", "cancelled", "refunded")  # the columns counted
    sources: tuple[CellRange, ...] = ()
    headers: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def billable(self) -> Exact:
        """Paid less closed or cancelled less fully refunded; a part refund stays billable."""
        return self.paid - self.cancelled - self.refunded

    def billable_of(self, columns: Columns) -> Column:
        """The billable orders of each row."""
        paid, *taken_off = self.figures
        return columns.less(paid, taken_off)

    @property
    def usable(self) -> bool:
        """Whether nothing blocks."""
        return all(problem.severity is not Severity.BLOCKED for problem in self.problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class Buyers:
    """Paying and inquiring buyers of a span's totals."""

    buyers: int = 0
    inquiries: int = 0
    headers: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether nothing blocks."""
        return all(problem.severity is not Severity.BLOCKED for problem in self.problems)


def net_orders(usage: Usage, span: Span, count: str) -> NetOrders:
    """All paid orders (`count` = all), or those an agent is named for (with_agent)."""
    tail = "_with_agent" if count == "with_agent" else ""
    figures = tuple(f"{name}{tail}" for name in ("orders", "cancelled", "refunded"))
    taken = rows(usage, span, Kind.ORDERS, figures)
    if not taken.usable:
        return NetOrders(problems=taken.problems)
    paid, cancelled, refunded = map(taken.columns.total, figures)
    found = NetOrders(
        paid=paid,
        cancelled=cancelled,
        refunded=refunded,
        columns=taken.columns,
        figures=figures,
        sources=taken.columns.sources(*figures),
        headers=taken.columns.headers(figures),
        problems=taken.problems,
    )
    if found.billable >= 0:
        return found
    return NetOrders(
        problems=(
            blocked(
                "orders_below_zero", span, source=first_cells(taken.rows), found=str(found.billable)
            ),
        )
    )


def conversion(usage: Usage, span: Span) -> Buyers:
    """Paying and inquiry buyers; those of the orders file win, and must agree with receptions'."""
    taken = rows(usage, span, Kind.ORDERS, ("paying_buyers",))
    if not taken.usable:
        return Buyers(problems=taken.problems)
    asked = _inquiries(usage, span, taken)
    if not asked.usable:
        return Buyers(problems=asked.problems)
    return Buyers(
        buyers=int(taken.columns.total("paying_buyers")),
        inquiries=int(asked.columns.total("inquiry_buyers")),
        headers=(
            *taken.columns.headers(("paying_buyers",)),
            *asked.columns.headers(("inquiry_buyers",)),
        ),
        problems=taken.problems,
    )


def _inquiries(usage: Usage, span: Span, orders: Rowset) -> Rowset:
    """The rows that tell the inquiry buyers, or why they are not known."""
    own = rows(usage, span, Kind.ORDERS, ("inquiry_buyers",))
    # Of the service whose orders are counted; where those tell no service, of the whole store.
    whole = not any(row.service for row in orders.rows)
    other = rows(usage, span, Kind.RECEPTIONS, ("inquiry_buyers",), whole_store=whole)
    if not any("inquiry_buyers" in row.columns for row in own.rows) and other.usable:
        return other
    if not own.usable or not other.usable:
        return own
    asked, elsewhere = (int(one.columns.total("inquiry_buyers")) for one in (own, other))
    if elsewhere == asked:
        return own
    differs = blocked(
        "inquiries_differ",
        span,
        source=first_cells(orders.rows),
        found=str(elsewhere),
        expected=str(asked),
    )
    return Rowset(problems=(differs,))
