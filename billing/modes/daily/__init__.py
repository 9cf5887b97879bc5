"""By day: seats x the day's rate, for peaks, launches and trials.

8 seats on 10 November and 10 on the 11th at 400, 6 on the 12th at 220: 18 x 400.00 = 7200.00 and
6 x 220.00 = 1320.00. Shifts are [start, end) and belong to the day on which they start: 09-18 with
6 and 18-02 with 4 is a peak of 6, and 10 seat-shifts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from billing import measure, money, working
from billing.balance import Carried
from billing.errors import Problem
from billing.invoice import Annex, Priced, Rated
from billing.modes.daily.terms import Calendar, Rates, Terms
from billing.usage import Kind, Span, Usage, UsageRow, sources

__all__ = ["Calendar", "Rates", "Terms", "rate"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Day:
    day: date
    kind: str
    peak: Decimal
    billed: Decimal


def rate(terms: Terms, span: Span, usage: Usage, carried: Carried) -> Rated:
    """Seats of each billed day at the rate of its kind; one line per kind."""
    kinds, problems = _kinds(terms, span)
    taken = usage.select(Kind.STAFFING, span.period, span.stores, span.service, span.shift)
    counted, wrong = _counted(terms, span, tuple(kinds), taken, usage)
    if problems or wrong:
        return Rated(carried=carried, problems=(*problems, *wrong))
    days = [
        _Day(day=day, kind=kind, peak=counted[day], billed=_billed(terms, counted[day]))
        for day, kind in kinds.items()
    ]
    first = carried.first_kind or next((day.kind for day in days), "")
    after = Carried(days=carried.days + len(days), first_kind=first)
    return Rated(
        lines=(*_fees(terms, days, taken), *_top_up(terms, span, after)),
        carried=after,
        annex=(_annex(terms, span, days, taken),) if days else (),
    )


def _kinds(terms: Terms, span: Span) -> tuple[Mapping[date, str], tuple[Problem, ...]]:
    """The kind of each day of the engagement, and the dates whose kind is not decided."""
    kinds: dict[date, str] = {}
    problems = []
    for day in span.period:
        named = terms.calendar.kinds(day) if terms.calendar else ()
        ranked = [kind for kind in terms.precedence if kind in named]
        if len(named) > 1 and not ranked:
            problems.append(
                measure.blocked("two_day_kinds", span, found=", ".join(named), day=str(day))
            )
        elif named:
            kinds[day] = ranked[0] if len(named) > 1 else named[0]
        elif terms.default_kind:
            kinds[day] = terms.default_kind
    return kinds, tuple(problems)


def _counted(
    terms: Terms,
    span: Span,
    days: Sequence[date],
    taken: Sequence[UsageRow],
    usage: Usage,
) -> tuple[Mapping[date, Decimal], tuple[Problem, ...]]:
    """Seats per day, the stores' added up, and every day and store without a usable row."""
    counted: dict[date, Decimal] = {}
    problems: list[Problem] = []
    for day in days:
        rows = [row for row in taken if day in row.period]
        groups: dict[str, list[UsageRow]] = {store: [] for store in _stores(span, rows)}
        for row in rows:
            groups[row.store].append(row)
        found = [_of_store(terms, span, day, store, rows) for store, rows in groups.items()]
        problems += [part for part in found if isinstance(part, Problem)]
        counted[day] = sum((part for part in found if isinstance(part, Decimal)), Decimal(0))
    return counted, _aside(problems, span, usage)


def _aside(problems: list[Problem], span: Span, usage: Usage) -> tuple[Problem, ...]:
    """Missing days in one sentence, with the files that were set aside."""
    absent = [problem for problem in problems if problem.code == "missing_day"]
    others = tuple(problem for problem in problems if problem.code != "missing_day")
    if not absent:
        return others
    dates = ", ".join(dict.fromkeys(problem.values["day"] for problem in absent))
    stores = ", ".join(dict.fromkeys(problem.values["store"] for problem in absent))
    files = ", ".join(usage.set_aside)
    code = "missing_staffing_set_aside" if files else "missing_staffing"
    return (*others, measure.blocked(code, span, found=dates, store=stores, files=files))


def _stores(span: Span, rows: Sequence[UsageRow]) -> tuple[str, ...]:
    """The stores that need a row: all the charge covers, or the client as a whole."""
    if any(not row.store for row in rows) and span.pooled:
        return tuple(dict.fromkeys(row.store for row in rows))
    return span.stores or ("",)


def _of_store(
    terms: Terms, span: Span, day: date, store: str, rows: Sequence[UsageRow]
) -> Decimal | Problem:
    where = next(iter(sources(rows, "peak", "seats")), None)
    if not rows:
        return measure.blocked("missing_day", span, day=str(day), store=store or "-")
    if any(row.period.days != 1 for row in rows):
        return measure.blocked("needs_days", span, source=where, kind="staffing", found=str(day))
    if any(row.blank & {"peak", "start", "end", "seats"} for row in rows):
        return measure.blocked("blank_seats", span, source=where, day=str(day), store=store or "-")
    timed = [row for row in rows if "start" in row.figures]
    if terms.headcount == "shifts":
        return sum(
            (row.figures.get("seats", row.figures.get("peak", Decimal(0))) for row in rows),
            Decimal(0),
        )
    if len(timed) == len(rows):
        return _most_at_once(timed)
    if len(rows) > 1 and len({row.service for row in rows}) < len(rows):
        return measure.blocked(
            "several_rows_a_day", span, source=where, day=str(day), store=store or "-"
        )
    return sum((row.figures["peak"] for row in rows), Decimal(0))


def _most_at_once(rows: Sequence[UsageRow]) -> Decimal:
    """Most seats on duty at one moment; a shift's end no longer counts."""
    return max(
        sum(
            (
                other.figures["seats"]
                for other in rows
                if other.figures["start"] <= row.figures["start"] < other.figures["end"]
            ),
            Decimal(0),
        )
        for row in rows
    )


def _billed(terms: Terms, peak: Decimal) -> Decimal:
    """Between minimum and maximum; then only what is above the seats paid otherwise."""
    seats = max(peak, Decimal(terms.minimum_seats))
    if terms.maximum_seats is not None:
        seats = min(seats, Decimal(terms.maximum_seats))
    return max(seats - terms.only_above, Decimal(0))


def _fees(terms: Terms, days: Sequence[_Day], taken: Sequence[UsageRow]) -> tuple[Priced, ...]:
    """One line per day kind, by its first billed day."""
    lines = []
    for kind in dict.fromkeys(day.kind for day in days if day.billed):
        dates = {day.day for day in days if day.kind == kind}
        seats = sum((day.billed for day in days if day.kind == kind), Decimal(0))
        price = terms.rates.prices[kind]
        lines.append(
            Priced(
                code="day_fee",
                detail=kind,
                quantity=seats,
                unit="seat_day",
                unit_price=price,
                working=working.number(seats) * working.price(price),
                words={"kind": kind, "days": str(len(dates))},
                sources=sources(
                    [row for row in taken if row.period.start in dates], "peak", "seats"
                ),
            )
        )
    return tuple(lines)


def _top_up(terms: Terms, span: Span, after: Carried) -> tuple[Priced, ...]:
    """Days short of the engagement's minimum, on the invoice of its last month."""
    if not span.final or after.days >= terms.minimum_days:
        return ()
    short = working.number(terms.minimum_days) - working.number(after.days)
    kind = after.first_kind or next(iter(terms.rates.prices))
    price = terms.rates.prices[kind]
    return (
        Priced(
            code="min_days_topup",
            detail=kind,
            quantity=money.decimal(short.value * terms.minimum_seats),
            unit="seat_day",
            unit_price=price,
            working=short * working.number(terms.minimum_seats) * working.price(price),
            words={"kind": kind, "days": money.text(short.value)},
        ),
    )


def _annex(terms: Terms, span: Span, days: Sequence[_Day], taken: Sequence[UsageRow]) -> Annex:
    return Annex(
        code="daily",
        charge=span.charge,
        columns=("date", "kind", "peak", "billed_seats", "price"),
        rows=tuple(
            (day.day, day.kind, day.peak, day.billed, terms.rates.prices[day.kind]) for day in days
        ),
        totals=("total", "", "", sum((day.billed for day in days), Decimal(0)), ""),
        headers=measure.headers(taken, ("peak", "seats")),
    )
