"""Seats of each day and store, from staffing rows."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache

from billing import measure
from billing.errors import Problem
from billing.modes.daily.terms import Terms
from billing.usage import Kind, Span, Usage, UsageRow, sources


def counted(
    terms: Terms,
    span: Span,
    days: Sequence[date],
    taken: Sequence[UsageRow],
    usage: Usage,
) -> tuple[Mapping[date, Decimal], tuple[Problem, ...]]:
    """Seats per day, the stores' added up, and every day and store without a usable row."""
    seats: dict[date, Decimal] = {}
    problems: list[Problem] = []
    by_day = _by_day(taken)
    # What no row of the month is wrong in, no day is.
    faults = [(code, found) for code, found in _faults(terms, span) if found(taken)]
    for day in days:
        own = by_day.get(day, {})
        found = [
            _of_store(terms, span, faults, day, store, own.get(store, ()))
            for store in _stores(span, own)
        ]
        problems += [part for part in found if isinstance(part, Problem)]
        seats[day] = sum((part for part in found if isinstance(part, Decimal)), Decimal(0))
    return seats, _aside(problems, span, usage)


def _by_day(taken: Sequence[UsageRow]) -> Mapping[date, Mapping[str, Sequence[UsageRow]]]:
    """The rows of each day, by store; a total of several days is of each of them."""
    found: dict[date, dict[str, list[UsageRow]]] = defaultdict(lambda: defaultdict(list))
    for row in taken:
        for day in (row.period.start,) if row.period.days == 1 else row.period:
            found[day][row.store].append(row)
    return found


def _aside(problems: list[Problem], span: Span, usage: Usage) -> tuple[Problem, ...]:
    """Missing days in one sentence a store, with the files that were set aside."""
    absent: dict[str, list[str]] = {}
    for problem in problems:
        if problem.code == "missing_day":
            absent.setdefault(problem.values["store"], []).append(problem.values["day"])
    files = ", ".join(usage.set_aside.get(Kind.STAFFING, ()))
    code = "missing_staffing_set_aside" if files else "missing_staffing"
    return (
        *(problem for problem in problems if problem.code != "missing_day"),
        *(
            measure.blocked(code, span, found=", ".join(days), store=store, files=files)
            for store, days in absent.items()
        ),
    )


def _stores(span: Span, told: Iterable[str]) -> Iterable[str]:
    """The stores that need a row: all the charge covers, or the client as a whole."""
    return told if "" in told else span.stores or ("",)


def _of_store(
    terms: Terms, span: Span, faults: "Faults", day: date, store: str, rows: Sequence[UsageRow]
) -> Decimal | Problem:
    """Seats of a store's day, or why they are not known."""
    if not rows:
        return measure.blocked("missing_day", span, day=str(day), store=store or "-")
    code = next((code for code, found in faults if found(rows)), "")
    if code:
        where = next(iter(sources(rows, "peak", "seats")), None)
        return measure.blocked(
            code, span, source=where, kind="staffing", found=str(day), store=store or "-"
        )
    if terms.headcount == "shifts":
        return sum((_seats(row) for row in rows), Decimal(0))
    # The peaks of other services add to those whose hours are known.
    peaks = [_seats(row) for row in rows if "start" not in row.figures]
    return sum(peaks, _most_at_once([row for row in rows if "start" in row.figures]))


Rows = Sequence[UsageRow]
Faults = Sequence[tuple[str, Callable[[Rows], bool]]]  # a code, and whether it is so


def _faults(terms: Terms, span: Span) -> Faults:
    """Why the rows of a day cannot be counted, by code; the first that holds is told.

    Each of them holds of more rows, if it holds of some of them.
    """
    clash = _no_moments if terms.headcount == "peak" else _no_shifts
    return (
        ("store_unknown", lambda rows: not span.pooled and not all(row.store for row in rows)),
        ("needs_days", lambda rows: any(row.period.days != 1 for row in rows)),
        ("blank_seats", lambda rows: any(map(_lacks_seats, rows))),
        ("several_rows_a_day" if terms.headcount == "peak" else "needs_shifts", clash),
    )


_NEEDED = frozenset({"peak", "start", "end", "seats"})


def _lacks_seats(row: UsageRow) -> bool:
    if not _NEEDED.isdisjoint(row.blank):
        return True
    return "peak" not in row.figures and "seats" not in row.figures


def _no_moments(rows: Rows) -> bool:
    """Several rows without start and end, that are not each of another service."""
    timed = [row for row in rows if "start" in row.figures]
    return len(timed) < len(rows) and len({row.service for row in rows}) < len(rows)


def _no_shifts(rows: Rows) -> bool:
    """A row of neither a shift nor start and end is a peak, which is no sum of seat-shifts."""
    return any("start" not in row.figures and not row.shift for row in rows)


def _seats(row: UsageRow) -> Decimal:
    """The seats of a row: of its shift, or its peak."""
    return row.figures["seats"] if "seats" in row.figures else row.figures["peak"]


def _most_at_once(rows: Sequence[UsageRow]) -> Decimal:
    """Most seats on duty at one moment."""
    if not rows:
        return Decimal(0)
    seats = list(map(_seats, rows))
    times = tuple([(row.figures["start"], row.figures["end"]) for row in rows])
    return max(
        sum([seats[place] for place in together], Decimal(0)) for together in _moments(times)
    )


@lru_cache  # days have the same shifts
def _moments(times: Sequence[tuple[Decimal, Decimal]]) -> Sequence[Sequence[int]]:
    """Which shifts are on duty as one of them starts; a shift's end no longer counts.

    Where more join those of another moment, the other has never the most: seats are not below 0.
    """
    found = [
        frozenset(place for place, (start, end) in enumerate(times) if start <= moment < end)
        for moment, _ in times
    ]
    return tuple(
        tuple(one) for one in dict.fromkeys(found) if not any(one < other for other in found)
    )
