"""What is sound and yet looks wrong: warnings, each a function in one list."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import combinations

from billing import money
from billing.contract import Client, Contract, Terms
from billing.errors import Severity
from billing.modes import commission, daily, fixed, monthly, orders, project, receptions
from billing.register.charges import Item
from billing.register.cliffs import cliffs, unentered
from billing.register.entries import Entry, Fault
from billing.tiers import Tiers

_PROJECT_FEES = (Decimal(5000), Decimal(20000))
_MOST_COMMISSION = Decimal("0.20")
_MOST_LATE = Decimal("0.05")

ItemCheck = Callable[[Item], Iterator[Fault]]


def of_item(item: Item) -> Iterator[Fault]:
    """Every warning of one row of a charge."""
    for check in _CHECKS:
        yield from check(item)


def mailable(entry: Entry, client: Client) -> Iterator[Fault]:
    """A client that cannot be mailed."""
    if not client.email_to:
        yield _warn(entry, "no_email", "email_to")


def charged(entry: Entry, contract: Contract) -> Iterator[Fault]:
    """A client that has nothing to bill while its contract lasts."""
    rows = [row for charge in contract.charges for row in charge.rows]
    if not any(contract.active(row.period) for row in rows):
        yield _warn(entry, "no_charge", "client")


def twice(items: list[Item]) -> Iterator[Fault]:
    """Pairs of charges of one client that bill the same thing on the same day."""
    for first, second in combinations(items, 2):
        if _same_thing(first, second) and first.row.period.common(second.row.period).days > 0:
            yield second.entry.fault(
                "billed_twice",
                "charge",
                expected=first.common.charge,
                severity=Severity.WARNED,
                others=(first.entry,),
                values={"columns": _whose(first, second)},
            )


def _whose(first: Item, second: Item) -> str:
    """Store, service and shift of both charges, where either names one; `*` is every one."""
    names = ("store", "service", "shift")
    words = [(name, getattr(first.common, name), getattr(second.common, name)) for name in names]
    told = [
        f"{second.entry.layout.header(name)}: {one or '*'} / {other or '*'}"
        for name, one, other in words
        if one or other
    ]
    return ", ".join(told) or "*"


def _warn(entry: Entry, code: str, *names: str, found: str | None = None, **values: str) -> Fault:
    return entry.fault(code, *names, found=found, severity=Severity.WARNED, values=values)


def _same_thing(first: Item, second: Item) -> bool:
    one, other = first.common, second.common
    stores = one.store == other.store or not (one.store and other.store)  # pooled covers all
    return (
        one.charge != other.charge
        and first.entry.sheet is second.entry.sheet
        and stores
        and _same_work(first, second)
        and _shared(first) & _shared(second) != frozenset()
    )


def _same_work(first: Item, second: Item) -> bool:
    """Whether two charges of one mode bill the same service and shift.

    Where usage is counted, no service means every service; orders and sales know no shifts.
    """
    one, other = first.common, second.common
    if not _counts_usage(first.terms):
        return (one.service, one.shift) == (other.service, other.shift)
    services = one.service == other.service or not (one.service and other.service)
    shifts = one.shift == other.shift or not (one.shift and other.shift)
    return services and (shifts or not _knows_shifts(first.terms))


def _counts_usage(terms: Terms) -> bool:
    match terms:
        case monthly.Terms(metric=metric):
            return metric in ("receptions", "orders")
        case fixed.Terms() | project.Terms():
            return False
        case _:
            return True


def _knows_shifts(terms: Terms) -> bool:
    match terms:
        case monthly.Terms(metric=metric):
            return metric == "receptions"
        case _:
            return isinstance(terms, receptions.Terms | daily.Terms)


def _shared(item: Item) -> frozenset[str]:
    """What of a mode a charge bills, where charges of one mode may bill different things."""
    match item.terms:
        case receptions.Terms(scope="all"):
            return frozenset({"day", "night"})
        case receptions.Terms(scope=scope):
            return frozenset({scope})
        case commission.Terms(on="units", unit_prices=prices):
            return frozenset(prices)
        case monthly.Terms(metric=metric):
            return frozenset({metric or ""})
        case project.Terms(project=name):
            return frozenset({name})
        case _:
            return frozenset({""})


def _cliffs(item: Item) -> Iterator[Fault]:
    """A volume table whose amount falls as usage rises past a bound."""
    for cliff in cliffs(item.terms):
        yield _warn(
            item.entry,
            "volume_cliff",
            "tiers",
            at=money.text(cliff.at),
            amount_at=money.shown(cliff.amount_at),
            beyond=money.text(cliff.beyond),
            amount_beyond=money.shown(cliff.amount_beyond),
        )


def _unentered(item: Item) -> Iterator[Fault]:
    """A tier that no usage can reach: more often a slip of its bound."""
    for tier in unentered(item.terms):
        limit = money.text(tier.up_to or Decimal(0))
        yield _warn(item.entry, "tier_unreachable", "tiers", limit=limit)


def _classes_twice(item: Item) -> Iterator[Fault]:
    """An excluded class named in two of its words: it is deducted once."""
    if item.doubled:
        yield _warn(item.entry, "class_twice", "exclude", found=", ".join(item.doubled))


def _never_ends(item: Item) -> Iterator[Fault]:
    """Minimum days are made up on the last invoice: an open charge with every day in it has none.

    Without a default kind the engagement is its calendar's dates, and ends with the last.
    """
    if (
        isinstance(item.terms, daily.Terms)
        and item.terms.minimum_days
        and item.terms.default_kind
        and item.common.end is None
        and item.client.end is None
    ):
        yield _warn(item.entry, "minimum_days_open", "minimum_days")


def _closed(item: Item) -> Iterator[Fault]:
    """A table that ends: usage beyond it would block the client (rule G12)."""
    tiers: Tiers | None = getattr(item.terms, "tiers", None)
    last = tiers.rows[-1].up_to if tiers else None
    conversion = isinstance(item.terms, orders.Terms) and item.terms.method == "conversion"
    if last is None or (conversion and last >= 1):
        return
    yield _warn(item.entry, "last_tier_closed", "tiers", limit=money.text(last))


def _project_fee(item: Item) -> Iterator[Fault]:
    """A monthly project fee outside what the trade asks."""
    if not isinstance(item.terms, project.Terms) or item.terms.contract_sum is not None:
        return
    fee = item.terms.fee
    if fee is None:
        factors = (item.terms.base, item.terms.scale, item.terms.difficulty, item.terms.timeliness)
        fee = Decimal(1)
        for factor in factors:
            assert factor is not None, "a project has a fee, its factors, or a sum"
            fee *= factor
    billed = money.rounded(fee)
    if not _PROJECT_FEES[0] <= billed <= _PROJECT_FEES[1]:
        name = "fee" if item.terms.fee is not None else "base"
        yield _warn(item.entry, "project_fee_unusual", name, found=money.shown(billed))


def _high_rates(item: Item) -> Iterator[Fault]:
    """Rates that are more often a slip than a price."""
    terms = item.terms
    if isinstance(terms, commission.Terms) and terms.on == "net_sales":
        tiers = terms.tiers.rows if terms.tiers else ()
        highest = max((*(tier.price for tier in tiers), terms.rate or Decimal(0)))
        highest *= terms.multiplier  # the share of sales that is paid
        if highest > _MOST_COMMISSION:
            name = "tiers" if terms.tiers else "rate"
            yield _warn(item.entry, "commission_high", name, found=_percent(highest))
    if isinstance(terms, project.Terms) and terms.late_rate > _MOST_LATE:
        yield _warn(item.entry, "late_rate_high", "late_rate", found=_percent(terms.late_rate))


def _percent(rate: Decimal) -> str:
    return money.text(rate * 100) + "%"


_CHECKS: tuple[ItemCheck, ...] = (
    _cliffs,
    _unentered,
    _closed,
    _classes_twice,
    _never_ends,
    _project_fee,
    _high_rates,
)
