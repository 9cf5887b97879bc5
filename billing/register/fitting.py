"""Whether a tier table fits the charge that names it: rates where rates belong (rule G17)."""

from collections.abc import Iterator

from billing.contract import Terms
from billing.modes import commission, orders, receptions
from billing.register.entries import Entry, Fault
from billing.register.named import Named
from billing.register.sheets import key
from billing.tables import typed


def fitting(entry: Entry, terms: Terms, named: Named) -> Iterator[Fault]:
    """Faults of a table's cells that are faults only for a charge of this mode."""
    table = named.tiers.get(key(entry.text("tiers")))
    if table is None:
        return
    rated = isinstance(terms, commission.Terms)
    bounded = isinstance(terms, orders.Terms) and terms.method == "conversion"
    for own in table.entries:
        yield from _rate(own, "price", entry, wanted=rated)
        yield from _rate(own, "up_to", entry, wanted=bounded)
        if _states_a_fee(own) and not _takes_flat_fees(terms):
            fault = own.fault(
                "flat_fee_unused", "flat_fee", values={"charge": entry.text("charge")}
            )
            yield fault._replace(entries=(entry,))


def _rate(own: Entry, name: str, entry: Entry, *, wanted: bool) -> Iterator[Fault]:
    """A rate is written 2% or 0.02; a price and a count are not."""
    if not own.text(name):
        return
    number, percent = typed(own.text(name))
    code = ""
    if wanted and (number > 100 if percent else number >= 1):
        code = "not_a_rate"
    elif not wanted and percent:
        code = "rate_for_amount"
    if code:
        fault = own.fault(code, name, values={"charge": entry.text("charge")})
        yield fault._replace(entries=(entry,))


def _states_a_fee(own: Entry) -> bool:
    return bool(own.text("flat_fee")) and typed(own.text("flat_fee"))[0] != 0


def _takes_flat_fees(terms: Terms) -> bool:
    if not isinstance(terms, commission.Terms | receptions.Terms | orders.Terms):
        return False
    return terms.method in ("graduated", "volume")
