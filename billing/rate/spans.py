"""The days that each row of a charge bills in a month, and whose usage."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from billing.contract import Charge, ChargeRow, Contract, Mode, Terms
from billing.modes import commission, fixed
from billing.period import Period, Proration, Share, month, shared_out
from billing.usage import Span


def spans(
    contract: Contract, charge: Charge, name: str, billed: Period
) -> list[tuple[ChargeRow, Span]]:
    """The rows of a charge that have days in the month, with the days they bill."""
    whole = month(name, contract.client.cycle_day)
    rows = billed_rows(charge, billed)
    periods = [row.period.common(billed) for row in rows]
    every = tuple(store.store for store in contract.stores)
    stores = (charge.store,) if charge.store else every
    groups = [_measured(rows, periods, index) for index in range(len(rows))]
    shares = [shared_out(periods, whole, row.proration)[index] for index, row in enumerate(rows)]
    parts, pooled = len(set(groups)), set(stores) == set(every)
    end, seats = _end(contract, charge), _seats(contract, stores, whole)
    found = []
    for index, (row, period) in enumerate(zip(rows, periods, strict=True)):
        measured = groups[index]
        found.append(
            (
                row,
                Span(
                    charge=charge.code,
                    period=period,
                    month=whole,
                    month_name=name,
                    share=shares[index],
                    day_base=30 if row.proration is Proration.FIXED_30 else whole.days,
                    measured=measured,
                    together=_together(
                        share for share, of in zip(shares, groups, strict=True) if of == measured
                    ),
                    parts=parts,
                    closing=measured.end == period.end,
                    final=period.end == end,
                    stores=stores,
                    pooled=pooled,
                    service=charge.service,
                    shift=charge.shift,
                    seats=seats,
                ),
            )
        )
    return found


def billed_rows(charge: Charge, billed: Period) -> list[ChargeRow]:
    """The rows with days in the month; adjoining ones that differ in their label alone are one.

    A line is split by a change of price, seats, minimum or cap (rule G9), not by a new label.
    """
    found: list[ChargeRow] = []
    for row in charge.rows:
        if not row.period.meets(billed):
            continue
        if found and found[-1].period.end == row.period.start and _alike(found[-1], row):
            joined = Period(found[-1].period.start, row.period.end)
            found[-1] = replace(row, period=joined)
        else:
            found.append(row)
    return found


def _alike(one: ChargeRow, other: ChargeRow) -> bool:
    return (one.terms, one.proration, one.minimum, one.cap) == (
        other.terms,
        other.proration,
        other.minimum,
        other.cap,
    )


def _end(contract: Contract, charge: Charge) -> date:
    """The day after the last that the charge will ever bill."""
    days = contract.period
    return max(row.period.common(days).end for row in charge.rows if row.period.meets(days))


def _together(shares: Iterable[Share]) -> Share:
    """The share of rows that measure their usage together; they prorate alike, or stand alone."""
    own = list(shares)
    if own[0].whole:
        return own[0]
    return Share(days=sum(share.days for share in own), of=own[0].of)


def _measured(rows: Sequence[ChargeRow], periods: Sequence[Period], index: int) -> Period:
    """The days of the rows around `index` that differ in seats and label only (rule G14)."""
    first = last = index
    while first > 0 and _joined(rows, periods, first - 1):
        first -= 1
    while last + 1 < len(rows) and _joined(rows, periods, last):
        last += 1
    return Period(periods[first].start, periods[last].end)


def _joined(rows: Sequence[ChargeRow], periods: Sequence[Period], index: int) -> bool:
    """Whether a row and the next adjoin, and differ in seats at most.

    Rows of other limits stand apart too: a limit meets the fee of its own days (rule G7).
    """
    one, other = (
        replace(row, terms=_without_seats(row.terms)) for row in (rows[index], rows[index + 1])
    )
    return periods[index].end == periods[index + 1].start and _alike(one, other)


def _without_seats(terms: Terms) -> Terms:
    if isinstance(terms, fixed.Terms | commission.Terms):
        return terms.model_copy(update={"seats": 0})
    return terms


def _seats(contract: Contract, stores: Sequence[str], whole: Period) -> dict[date, int]:
    """The Fixed seats of these stores on each day of the month; pooled seats are of them all."""
    seats: dict[date, int] = {}
    every = len(stores) == len(contract.stores)
    for charge in contract.charges:
        counts = charge.store in stores if charge.store else every
        if charge.mode is not Mode.FIXED or not counts:
            continue
        for row in charge.rows:
            assert isinstance(row.terms, fixed.Terms), "rows of a Fixed charge"
            own = dict.fromkeys(row.period.common(whole), row.terms.seats)
            seats = own if not seats else _added(seats, own)
    return seats


def _added(seats: Mapping[date, int], more: Mapping[date, int]) -> dict[date, int]:
    return {day: seats.get(day, 0) + more.get(day, 0) for day in {**seats, **more}}
