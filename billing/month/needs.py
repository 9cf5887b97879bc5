"""What usage a client's charges need in a month, and how far it is there."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from billing.contract import Charge, Contract, Terms
from billing.modes import daily
from billing.period import Period
from billing.rate.covering import needed
from billing.report.readiness import Need
from billing.usage import Kind, Usage, UsageRow, single

_SPARSE = 3  # days without an order at the end of a list before it is asked whether it is final


class _Wanted(NamedTuple):
    """What one charge needs of one store."""

    kind: Kind
    store: str
    service: str
    shift: str


def needs(contract: Contract, usage: Usage, whole: Period, until: date) -> tuple[Need, ...]:
    """The needs of all charges, in their order; days from `until` on are not asked for yet."""
    billed = whole.common(contract.period)
    wanted: dict[_Wanted, set[date]] = defaultdict(set)
    for charge in contract.charges:
        for row in charge.rows:
            days = row.period.common(billed)
            for kind in needed(row.terms) if days.days > 0 else ():
                for one in _of_stores(contract, charge, kind):
                    wanted[one].update(
                        day for day in days if day < until and _billed(row.terms, day)
                    )
    return tuple(_need(one, sorted(days), usage, billed) for one, days in wanted.items())


def _billed(terms: Terms, day: date) -> bool:
    """Whether a day is billed: by the day only those that the calendar or the default names."""
    if not isinstance(terms, daily.Terms) or terms.default_kind:
        return True
    return terms.calendar is not None and bool(terms.calendar.kinds(day))


def _of_stores(contract: Contract, charge: Charge, kind: Kind) -> Iterator[_Wanted]:
    stores = (charge.store,) if charge.store else tuple(one.store for one in contract.stores)
    for store in stores or ("",):
        yield _Wanted(kind, store, charge.service, charge.shift)


def _need(one: _Wanted, days: Sequence[date], usage: Usage, billed: Period) -> Need:
    stores = (one.store,) if one.store else ()
    rows = usage.select(one.kind, billed, stores, one.service, one.shift)
    daily = not (one.kind is Kind.ORDERS and all(row.period.days == 1 for row in rows))
    there = {day for row in rows for day in row.period}
    got = [day for day in days if day in there]
    last = max(there & set(days), default=None)
    lost = [day for day in days if day not in there]
    before = [day for day in lost if last and day < last]
    after = _after([day for day in lost if last and day > last], daily=daily)
    return Need(
        **one._asdict(),
        days=len(days),
        got=len(got),
        daily=daily,
        missing=stretches(before) if daily and last else stretches(lost) if not got else (),
        after=after,
        files=_files(rows),
    )


def _after(days: Sequence[date], *, daily: bool) -> Period | None:
    """The days that an export made before the month's end does not hold."""
    if not days or (not daily and len(days) < _SPARSE):
        return None
    return Period(days[0], single(days[-1]).end)


def _files(rows: Iterable[UsageRow]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.table.file for row in rows for part in row.at))


def stretches(days: Iterable[date]) -> tuple[Period, ...]:
    """Days as the fewest periods that hold exactly these; they come in order."""
    found: list[Period] = []
    for day in days:
        if found and found[-1].end == day:
            found[-1] = Period(found[-1].start, single(day).end)
        else:
            found.append(single(day))
    return tuple(found)
