"""Staffing: who is on duty, at a day's peak or in shifts with their times."""

from collections.abc import Mapping

import numpy as np

from billing.intake.cells import Clock, clock, word
from billing.intake.coded import Coded, Codes, combined
from billing.intake.faults import Fault
from billing.intake.finished import Finished, fault, in_order
from billing.intake.header import Located
from billing.intake.keyed import Keyed
from billing.intake.scaled import Scaled

_DAY_MINUTES = 1440


def staffing(located: Located, rows: Keyed, found: Mapping[str, Scaled]) -> Finished:
    """A peak, or a shift's start and end in minutes and its seats; an agent's own row is one."""
    columns = located.table.columns
    kinds = columns.get("day_kind")
    day_kind = rows.columns.plain(kinds).of(rows.inside.at).mapped(word) if kinds else None
    if not {"start", "end"} <= columns.keys():
        return Finished(found, [], day_kind=day_kind)
    start, end = (_clocks(rows, columns[figure]) for figure in ("start", "end"))
    start = start.mapped(_begun)
    ends = combined(start, end).mapped(_ends)
    every, told = np.ones(len(ends), np.bool_), ends.flags(bool)
    seats = {"seats": Scaled(told.astype(np.int64), 0, told, told)} if one_each(located) else {}
    shifts = {
        "start": Scaled(_minutes(ends, 0), 0, told, every),
        "end": Scaled(_minutes(ends, 1), 0, told, every),
    }
    part = ends.mapped(lambda of: f"{of[0]}-{of[1]}" if of else "")
    faults = _shift_faults(located, rows, start, end, ends)
    return Finished({**found, **shifts, **seats}, faults, part, day_kind)


def _ends(clocks: tuple[Clock, Clock]) -> tuple[int, ...]:
    """Start and end in minutes; none where one of them is not told.

    An end without a date of its own that is not after the start is the next day's.
    """
    (start, _, _), (end, _, dated) = clocks
    if start is None or end is None:
        return ()
    return (start, end if end > start or dated else end + _DAY_MINUTES)


def _minutes(ends: Coded[tuple[int, ...]], which: int) -> Codes:
    minutes = [of[which] if of else 0 for of in ends.values]
    return np.array(minutes, np.int64)[ends.codes]


def _shift_faults(
    located: Located,
    rows: Keyed,
    start: Coded[Clock],
    end: Coded[Clock],
    ends: Coded[tuple[int, ...]],
) -> list[Fault]:
    faults = [
        (row, fault(located, rows, row, figure, clocks[row].code or "blank_cell"))
        for figure, clocks in (("start", start), ("end", end))
        for row in np.flatnonzero(clocks.flags(lambda of: of.minutes is None)).tolist()
    ]
    faults += [
        (row, fault(located, rows, row, "end", "end_before_start"))
        for row in np.flatnonzero(ends.flags(lambda of: bool(of) and of[1] <= of[0])).tolist()
    ]
    return in_order(faults)


def _clocks(rows: Keyed, column: int) -> Coded[Clock]:
    cells = rows.columns.plain(column).of(rows.inside.at)
    return combined(cells, rows.inside.period).mapped(lambda of: clock(of[0], of[1].start))


def _begun(start: Clock) -> Clock:
    """A start on the row's day or after it; one of an earlier day contradicts the row's."""
    before = start.minutes is not None and start.minutes < 0
    return Clock(None, "not_a_time") if before else start


def one_each(located: Located) -> bool:
    """Whether each row is one agent's shift, so that it is one seat."""
    columns = located.table.columns.keys()
    return columns >= {"start", "end", "agent"} and "seats" not in columns
