"""Which charges bill which usage: what two would bill, and what none does."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, combinations

from billing.contract import Charge, Contract, Terms
from billing.errors import Problem, Severity
from billing.modes import commission, daily, fixed, monthly, orders, project, receptions
from billing.period import Period
from billing.usage import Kind, Usage, UsageRow


def needed(terms: Terms) -> tuple[Kind, ...]:
    """The kinds of usage that terms are billed from."""
    match terms:
        case fixed.Terms():
            return (Kind.RECEPTIONS,) if terms.tiers else ()
        case commission.Terms():
            return (Kind.SALES,)
        case monthly.Terms(metric="receptions") | receptions.Terms():
            return (Kind.RECEPTIONS,)
        case monthly.Terms(metric="orders") | orders.Terms():
            return (Kind.ORDERS,)
        case daily.Terms():
            return (Kind.STAFFING,)
        case monthly.Terms() | project.Terms():
            return ()


def covering_faults(
    contract: Contract, charges: Sequence[Charge], billed: Period, usage: Usage
) -> tuple[Problem, ...]:
    """Usage of two charges that mean to part it; receptions included twice; usage of no charge."""
    return (
        *_of_both(contract, charges, billed, usage),
        *_included_twice(contract, charges, billed),
        *_of_none(contract, charges, billed, usage),
    )


def _stores(contract: Contract, charge: Charge) -> tuple[str, ...]:
    return (charge.store,) if charge.store else tuple(store.store for store in contract.stores)


def _taken(
    contract: Contract, charge: Charge, billed: Period, usage: Usage
) -> Iterator[tuple[UsageRow, ...]]:
    """The rows that a charge is billed from, by its own rows and their kinds."""
    for row in charge.rows:
        if row.period.meets(billed):
            days = row.period.common(billed)
            for kind in needed(row.terms):
                yield usage.select(
                    kind, days, _stores(contract, charge), charge.service, charge.shift
                )


def _of_both(
    contract: Contract, charges: Sequence[Charge], billed: Period, usage: Usage
) -> Iterator[Problem]:
    """Two charges of one mode part a store's work by service or shift, and a row tells neither."""
    if not any(charge.service or charge.shift for charge in charges):
        return
    counting = [
        replace(charge, rows=rows)
        for charge in charges
        if (rows := tuple(row for row in charge.rows if not _of_whole_store(row.terms)))
    ]
    for one, other in combinations(counting, 2):
        parted = _parted(one.service, other.service) or _parted(one.shift, other.shift)
        if not parted or _figures(one) != _figures(other):
            continue
        mine = {id(row) for rows in _taken(contract, one, billed, usage) for row in rows}
        theirs = chain.from_iterable(_taken(contract, other, billed, usage))
        both = [row for row in theirs if id(row) in mine]
        if both:
            yield Problem(
                code="service_not_told",
                severity=Severity.BLOCKED,
                source=other.rows[0].source,
                found=", ".join(sorted({row.store or contract.client.client for row in both})),
                values={"charge": one.code, "other": other.code},
            )


def _of_whole_store(terms: Terms) -> bool:
    """A band is picked by all the store's receptions, whatever service the charge is of."""
    return isinstance(terms, fixed.Terms) or (
        isinstance(terms, receptions.Terms) and terms.method == "band"
    )


def _figures(charge: Charge) -> tuple[str, str]:
    """What a charge counts: its mode, and of commissions sales or units."""
    terms = charge.rows[-1].terms
    return charge.mode.value, terms.on if isinstance(terms, commission.Terms) else ""


def _parted(one: str, other: str) -> bool:
    return bool(one and other and one != other)


def _included_twice(
    contract: Contract, charges: Sequence[Charge], billed: Period
) -> Iterator[Problem]:
    """Two charges that both deduct what the seats of one store include."""
    including = [charge for charge in charges if _includes(charge, billed)]
    for one, other in combinations(including, 2):
        common = set(_stores(contract, one)) & set(_stores(contract, other))
        if common:
            yield Problem(
                code="included_twice",
                severity=Severity.WARNED,
                source=other.rows[0].source,
                values={
                    "charge": one.code,
                    "other": other.code,
                    "store": ", ".join(sorted(common)),
                },
            )


def _includes(charge: Charge, billed: Period) -> bool:
    return any(
        isinstance(row.terms, receptions.Terms) and bool(row.terms.included_per_seat_per_day)
        for row in charge.rows
        if row.period.meets(billed)
    )


def _of_none(
    contract: Contract, charges: Sequence[Charge], billed: Period, usage: Usage
) -> Iterator[Problem]:
    """Rows of a kind that the client is billed for, of a store or days that no charge covers."""
    if not usage.rows:
        return
    kinds = {kind for charge in charges for row in charge.rows for kind in needed(row.terms)}
    found = [rows for charge in charges for rows in _taken(contract, charge, billed, usage)]
    if any(len(rows) == len(usage.rows) for rows in found):  # one charge takes them all
        return
    taken = set(map(id, chain.from_iterable(found)))
    left: dict[tuple[Kind, str], list[UsageRow]] = defaultdict(list)
    for row in [row for row in usage.rows if id(row) not in taken]:
        if row.kind in kinds and row.period.meets(billed):
            left[row.kind, row.store].append(row)
    for (kind, store), rows in left.items():
        days = {day for row in rows for day in row.period.common(billed)}
        first, last = rows[0].period.start, rows[-1].period.last
        yield Problem(
            code="usage_not_billed",
            severity=Severity.WARNED,
            found=f"{first}..{last}",
            values={
                "store": store or contract.client.client,
                "kind": kind.value,
                "count": str(len(days)),
            },
        )
