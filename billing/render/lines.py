"""Lines grouped by store, and the totals under them."""

from decimal import Decimal

from billing.invoice import DraftInvoice, Line
from billing.money import ZERO
from billing.period import Period
from billing.render import figures
from billing.render.descriptions import described
from billing.render.labels import Labels
from billing.render.page import Group, Row, Total

_RATES = ("net_sales",)  # units whose price is a share, printed as a percentage


def groups(draft: DraftInvoice, labels: Labels) -> tuple[Group, ...]:
    """A group for each store, the lines of one in their order.

    What is taken off or added after all fees stands in its store's group as well. Lines of no
    store are a group of all stores where they have a charge, else of the whole statement.
    """
    rows = dict(zip((line.key for line in draft.lines), _rows(draft, labels), strict=True))
    found = _gathered(draft.lines)
    return tuple(
        Group(
            title=_title(lines, draft, labels) if len(found) > 1 or lines[0].store else "",
            rows=tuple(rows[line.key] for line in lines),
            subtotal=_subtotal(lines, draft) if len(found) > 1 else "",
        )
        for lines in found
    )


def _gathered(lines: tuple[Line, ...]) -> list[list[Line]]:
    """By store, in the order of first appearance; one group where no line has a store."""
    apart = any(line.store for line in lines)
    found: dict[tuple[str, bool], list[Line]] = {}
    for line in lines:
        found.setdefault((line.store, apart and not line.store and bool(line.charge)), []).append(
            line
        )
    return list(found.values())


def _subtotal(lines: list[Line], draft: DraftInvoice) -> str:
    return figures.amount(sum((line.amount for line in lines), ZERO), draft.currency)


def _title(lines: list[Line], draft: DraftInvoice, labels: Labels) -> str:
    """The store's name; lines of no store are those of all stores, or of the whole statement."""
    if lines[0].store:
        return draft.store_names.get(lines[0].store, lines[0].store)
    return labels["all_stores" if lines[0].charge else "whole_statement"]


def _rows(draft: DraftInvoice, labels: Labels) -> list[Row]:
    quantities = figures.aligned([quantity(line.quantity, line.unit) for line in draft.lines])
    prices = figures.aligned([unit_price(line.unit_price, line.unit) for line in draft.lines])
    return [
        Row(
            description=described(line.description, draft.language),
            way=way(line.charge, line.description, draft),
            days=days(line.period),
            quantity=count,
            unit=labels.known("unit", line.unit),
            unit_price=price,
            amount=figures.amount(line.amount, draft.currency),
            working=figures.arithmetic(line.working),
        )
        for line, count, price in zip(draft.lines, quantities, prices, strict=True)
    ]


def way(charge: str, description: str, draft: DraftInvoice) -> str:
    """What the charge is called; nothing where the description says it already."""
    label = draft.charge_labels.get(charge, "")
    return "" if label in description else label


def quantity(value: Decimal, unit: str) -> str:
    """`5830`; sales are money, and show its minor unit: `277420.50`."""
    return figures.plain(value, 2 if unit in _RATES else 0)


def unit_price(price: Decimal, unit: str) -> str:
    """`1.20`; a rate on net sales as a percentage, `2%`."""
    return figures.percentage(price) if unit in _RATES else figures.plain(price, 2)


def days(period: Period) -> str:
    """`10-01 – 10-31`, both ends included; one day alone is `10-11`."""
    first, last = f"{period.start:%m-%d}", f"{period.last:%m-%d}"
    return first if first == last else f"{first} – {last}"


def totals(draft: DraftInvoice, labels: Labels, *, credit: bool = False) -> tuple[Total, ...]:
    """From the sum of the lines to the amount due, in the order in which it is computed.

    A credit note gives the prepayment back, and its sum is by how much less is due.
    """
    sums, rate = draft.totals, {"rate": figures.percentage(draft.totals.tax_rate)}

    def row(label: str, value: Decimal, weight: str = "plain") -> Total:
        text = figures.amount(value, draft.currency)
        return Total(label=labels.say(f"label.{label}", rate), amount=text, weight=weight)

    gross = row("gross", sums.gross, "strong")
    if draft.price_basis == "exclusive":
        rows = (row("subtotal", sums.subtotal), row("tax", sums.tax), gross)
    else:
        rows = (gross, row("net_within", sums.net, "light"), row("tax_within", sums.tax, "light"))
    used, due = ("prepaid_returned", "due_change") if credit else ("prepaid_applied", "amount_due")
    prepaid = (row(used, -sums.prepaid_applied),) if sums.prepaid_applied else ()
    return (*rows, *prepaid, row(due, sums.amount_due, "due"))
