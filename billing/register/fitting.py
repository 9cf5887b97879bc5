"""Whether a tier table fits the charge that names it: rates where rates belong (rule G17)."""

from collections.abc import Iterator

from billing import money
from billing.contract import Terms
from billing.modes import commission, orders, receptions
from billing.register.entries import Entry, Fault
from billing.register.named import Named
from billing.register.sheets import key


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
        if own.text("flat_fee") not in ("", "0") and not _takes_flat_fees(terms):
            fault = own.fault(
                "flat_fee_unused", "flat_fee", values={"charge": entry.text("charge")}
            )
            yield fault._replace(entries=(entry,))


def _rate(own: Entry, name: str, entry: Entry, *, wanted: bool) -> Iterator[Fault]:
    """A rate is written 2% or 0.02; a price and a count are not."""
    text = own.text(name).replace("％", "%").strip()
    if not text:
        return
    percent = text.endswith("%")
    number = money.parsed(text.removesuffix("%").replace(",", ""))
    code = ""
    if wanted and (number > 100 if percent else number >= 1):
        code = "not_a_rate"
    elif not wanted and percent:
        code = "rate_for_amount"
    if code:
        fault = own.fault(code, name, values={"charge": entry.text("charge")})
        yield fault._replace(entries=(entry,))


def _takes_flat_fees(terms: Terms) -> bool:
    if not isinstance(terms, commission.Terms | receptions.Terms | orders.Terms):
        return False
    return terms.method in ("graduated", "volume")
