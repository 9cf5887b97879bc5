"""One figure of the month against another: refunds of sales, orders of receptions."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from billing import money
from billing.errors import Problem
from billing.review.finding import held, shown, spanning, times
from billing.review.kept import Measured
from billing.review.subject import Subject
from billing.usage import Kind, UsageRow, sources


def refunds_high(subject: Subject) -> Iterator[Problem]:
    """Refunds above a share of the sales, store by store; refunds without any sales too."""
    limit = subject.limits.refunds
    for where, rows in _by_store(subject, Kind.SALES).items():
        sales, refunds = _sum(rows, "attributed_sales"), _sum(rows, "refunds")
        if limit is not False and refunds > sales * limit:
            yield held(
                "refunds_high",
                source=spanning(sources(rows, "refunds")),
                found=money.text(refunds, 2),
                expected=money.text(sales, 2),
                where=where,
                share=f"{round(100 * refunds / sales)}%" if sales else "-",
                limit=f"{round(100 * limit)}%",
            )


def orders_above(subject: Subject) -> Iterator[Problem]:
    """More orders than receptions, store by store, unless it was so in a recent month too."""
    limit = subject.limits.orders
    if not limit or any(_more_orders(past.measured, limit) for past in subject.past):
        return
    talked = _by_store(subject, Kind.RECEPTIONS)
    for where, rows in _by_store(subject, Kind.ORDERS).items():
        figure = _counted(rows)
        orders, receptions = _sum(rows, figure), _sum(talked.get(where, ()), "receptions")
        if receptions and orders > receptions * limit and orders >= subject.limits.least_count:
            yield held(
                "orders_above_receptions",
                source=spanning(sources(rows, figure)),
                found=money.text(orders),
                expected=money.text(receptions),
                where=where,
                ratio=times(Fraction(orders) / Fraction(receptions)),
                limit=shown(Fraction(limit)),
            )


def _counted(rows: Sequence[UsageRow]) -> str:
    """Orders that an agent is named for, where the file tells them: the others need no talk."""
    named = all("orders_with_agent" in row.figures for row in rows)
    return "orders_with_agent" if named else "orders"


def _more_orders(then: Measured, limit: Decimal) -> bool:
    """Whether a month had more orders than receptions, both of the whole client."""
    totals: dict[str, dict[str, Decimal]] = {"orders": {}, "receptions": {}}
    for track, series in then.items():
        if track.figure in totals:
            of = totals[track.figure]
            of[track.store] = max(of.get(track.store, Decimal(0)), series.total)
    orders, receptions = (sum(of.values(), Decimal(0)) for of in totals.values())
    return bool(receptions) and orders > receptions * limit


def _by_store(subject: Subject, kind: Kind) -> dict[str, list[UsageRow]]:
    """The rows of the days billed, by store; of the client where a file names none."""
    found: dict[str, list[UsageRow]] = defaultdict(list)
    only = [store.store for store in subject.contract.stores]
    client = only[0] if len(only) == 1 else subject.contract.client.client
    for row in subject.usage.rows:
        if row.kind is kind and row.period.common(subject.draft.period).days > 0:
            found[row.store or client].append(row)
    return found


def _sum(rows: Iterable[UsageRow], figure: str) -> Decimal:
    return sum((row.figures.get(figure, Decimal(0)) for row in rows), Decimal(0))
