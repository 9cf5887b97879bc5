"""Seats that are billed by the day: above what was approved or planned, or with nobody to serve."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from billing.contract import Charge, Mode
from billing.errors import Problem
from billing.invoice import DraftInvoice
from billing.period import Period
from billing.review.finding import held, listed, shown, spanning
from billing.review.subject import Subject
from billing.usage import Kind, UsageRow, sources

_Days = Mapping[date, list[UsageRow]]


def seats_above(subject: Subject) -> Iterator[Problem]:
    """Days with more seats than were approved, or than agents were booked, store by store."""
    if not subject.limits.peak:
        return
    for where, days in _staffed(subject).items():
        for figure, code in (
            ("approved", "peak_above_approval"),
            ("booked", "peak_above_booked"),
        ):
            above = {day: over for day, rows in days.items() if (over := _above(rows, figure))}
            if above:
                first = [row for row in days[min(above)] if figure in row.figures]
                yield held(
                    code,
                    source=spanning(sources(first, "peak", "seats")),
                    found=listed([f"{day} {above[day]}" for day in sorted(above)]),
                    where=where,
                )


def seats_idle(subject: Subject) -> Iterator[Problem]:
    """Days with seats and no receptions, where the client has receptions by day at all."""
    served, kept = _served(subject), _kept_days(subject)
    if not subject.limits.idle or not served:
        return
    whole = subject.contract.client.client
    for where, days in _staffed(subject).items():
        if where not in served and whole not in served:
            continue  # this store's receptions are kept by nobody
        busy = served.get(where, frozenset()) | served.get(whole, frozenset())
        idle = [day for day in sorted(days) if day in kept - busy and _seats(days[day]) > 0]
        if idle:
            yield held(
                "seats_idle",
                source=spanning(sources(days[idle[0]], "peak", "seats")),
                found=listed([f"{day} ({shown(Fraction(_seats(days[day])))})" for day in idle]),
                where=where,
            )


def _staffed(subject: Subject) -> Mapping[str, _Days]:
    """The staffing rows of days on which a charge bills seats, by store."""
    found: dict[str, dict[date, list[UsageRow]]] = defaultdict(lambda: defaultdict(list))
    seen = set()
    stores = [store.store for store in subject.contract.stores]
    for code, billed in _billed(subject.draft).items():
        charge = subject.charges[code]
        own = (charge.store,) if charge.store else stores
        for row in subject.usage.select(
            Kind.STAFFING, subject.draft.period, own, charge.service, charge.shift
        ):
            if row.period.days == 1 and row.period.start in billed and id(row) not in seen:
                seen.add(id(row))
                found[_name(subject, row.store)][row.period.start].append(row)
    return found


def _billed(draft: DraftInvoice) -> Mapping[str, frozenset[date]]:
    """The days with seats on the bill, by charge: those of its calendar, above its own seats."""
    found: dict[str, frozenset[date]] = defaultdict(frozenset)
    for table in draft.annex:
        if table.code == "daily":
            seats = table.columns.index("billed_seats")
            days = (row[0] for row in table.rows if row[seats])
            found[table.charge] |= {day for day in days if isinstance(day, date)}
    return found


def _spans(subject: Subject, charge: Charge) -> list[Period]:
    return [
        span for row in charge.rows if (span := row.period.common(subject.draft.period)).days > 0
    ]


def _name(subject: Subject, store: str) -> str:
    """The store; the client's only one, or the client, where a file names none."""
    only = [one.store for one in subject.contract.stores]
    return store or (only[0] if len(only) == 1 else subject.contract.client.client)


def _above(rows: Sequence[UsageRow], figure: str) -> str:
    """`6 > 5` where the seats of a day are more; empty where they are not, or it is not told."""
    told = [row for row in rows if figure in row.figures]
    seats, most = _seats(told), sum((row.figures[figure] for row in told), Decimal(0))
    return f"{shown(Fraction(seats))} > {shown(Fraction(most))}" if seats > most else ""


def _seats(rows: Sequence[UsageRow]) -> Decimal:
    figures = (row.figures.get("seats", row.figures.get("peak", Decimal(0))) for row in rows)
    return sum(figures, Decimal(0))


def _served(subject: Subject) -> Mapping[str, frozenset[date]]:
    """The days with receptions of each store that tells them by day."""
    found: dict[str, set[date]] = defaultdict(set)
    for row in subject.usage.rows:
        figures = (row.figures.get(name, Decimal(0)) for name in ("receptions", "effective"))
        if row.kind is Kind.RECEPTIONS and max(figures) > 0:
            found[_name(subject, row.store)] |= set(row.period.common(subject.draft.period))
    return {name: frozenset(days) for name, days in found.items()}


def _kept_days(subject: Subject) -> frozenset[date]:
    """The days on which receptions are kept: those of charges by receptions, else all.

    Before such a charge begins there may be seats that learn, and nobody to serve.
    """
    days = {
        day
        for charge in subject.contract.charges
        if charge.mode is Mode.RECEPTIONS
        for span in _spans(subject, charge)
        for day in span
    }
    return frozenset(days or subject.draft.period)
