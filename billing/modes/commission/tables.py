"""The tables of a commission: its base, its tiers, and the sales by day."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from billing import measure, money, working
from billing.balance import Carried
from billing.invoice import Annex, Note
from billing.modes.commission.terms import Terms
from billing.tiers import graduated, place
from billing.usage import Span


def base(
    span: Span,
    found: measure.Rowset,
    carried: Carried,
    sales: Decimal,
    refunds: Decimal,
    net: Decimal,
) -> Annex:
    """Sales less refunds and what was carried; silent sales where a file has them."""
    silent = _tell_silent(found)
    shown = money.decimal(found.columns.stated("silent_sales").total) if silent else ""
    return Annex(
        code="commission",
        charge=span.charge,
        columns=("sales", "refunds", "net_sales_carried", "net_sales", "silent_sales"),
        rows=((sales, refunds, carried.net_sales, net, shown),),
        headers=found.columns.headers(("attributed_sales", "refunds")),
        notes=(Note(code="note.silent_sales"),) if silent else (),
    )


def tiers(terms: Terms, span: Span, net: Fraction) -> tuple[Annex, ...]:
    """The tiers of the charge, those marked that bill."""
    if terms.tiers is None:
        return ()
    own: tuple[int, ...] = ()
    if net > 0 and terms.method == "volume":
        own = place(terms.tiers, net)
    elif net > 0:
        own = tuple(part.index for part in graduated(terms.tiers, net) or ())
    table = measure.tier_table(
        terms.tiers, span, "net_sales", own, working.price, gives="commission_rate"
    )
    return (table,)


def day_figures(found: measure.Rowset) -> dict[str, measure.Figure]:
    """Sales less refunds, and silent sales where a file has them; each day for itself."""
    figures: dict[str, measure.Figure] = {
        "sales": measure.summed("attributed_sales"),
        "refunds": measure.summed("refunds"),
        "net": lambda columns: columns.less("attributed_sales", ("refunds",)),
    }
    if _tell_silent(found):
        figures["silent_sales"] = measure.stated("silent_sales")
    return figures


def by_day(
    span: Span, found: measure.Rowset, figures: Mapping[str, measure.Figure], *read: str
) -> tuple[Annex, ...]:
    """The table by store and day; `read` are figures whose headers no other table names."""
    shown = found.columns.headers(read)
    return measure.days("sales_by_day", span, found.columns, figures, shown)


def _tell_silent(found: measure.Rowset) -> bool:
    return any("silent_sales" in row.figures for row in found.rows)
