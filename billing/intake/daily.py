"""Receptions, sales, staffing, and orders as counts: a row of figures per store and day."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

import numpy as np

from billing.intake import figures
from billing.intake.blocks import Block
from billing.intake.cells import Clock, clock, shown, word
from billing.intake.coded import Coded, Codes, Mask, combined, constant
from billing.intake.faults import Fault
from billing.intake.figures import Figure, Reader
from billing.intake.header import Located
from billing.intake.headers import Headers
from billing.intake.keyed import Keyed, Keys
from billing.intake.known import Register
from billing.intake.records import Found
from billing.intake.rows import keyed
from billing.intake.scaled import Scaled
from billing.source import Cell, CellRange
from billing.usage import Kind

_DAY_MINUTES = 1440
_MIDNIGHT = "00:00:00"
_LABELS = frozenset({"agent", "service", "shift", "platform"})
_NIGHT = frozenset({"night", "晚班", "夜班", "凌晨", "夜间"})


class _Finished(NamedTuple):
    """What only tables of one kind have: staffing's shifts, the checks of sales."""

    figures: Mapping[str, Scaled]
    faults: list[Fault]
    part: Coded[str] | None = None
    day_kind: Coded[str] | None = None


def read(located: Located, known: Register, headers: Headers) -> Found:
    """The usage of a table whose rows hold figures."""
    rows = keyed(located, known, timed=located.kind is not Kind.STAFFING)
    inside = rows.inside
    reader = Reader(located, headers.sorts[located.kind])
    found = reader.read(rows.columns, inside.at)
    finished = _FINISH.get(located.kind, _plainly)(located, rows, _numbers(found))
    block = _block(located, inside, finished)
    faults = [*rows.faults, *reader.faults(inside, found), *finished.faults]
    if located.kind is not Kind.STAFFING:  # peaks do not add up
        faults += figures.total_faults(located, rows, reader)
    laid, notes = figures.aside(located, rows, reader)
    if located.kind is Kind.STAFFING and _one_each(located):
        place = CellRange(located.table.file, located.table.sheet)
        faults.append(Fault("one_seat_a_row", place, kind=located.kind))
    return Found(
        block=block,
        aside=tuple(laid),
        clients=inside.clients,
        rows=len(inside),
        faults=(*faults, *notes, *_night_twice(located, block)),
    )


def _numbers(found: Mapping[str, Figure]) -> Mapping[str, Scaled]:
    return {figure: own.numbers for figure, own in found.items()}


def _block(located: Located, rows: Keys, finished: _Finished) -> Block:
    """The rows under their keys. A named agent on duty is one seat on any platform."""
    staffing = located.kind is Kind.STAFFING
    named = rows.agent.flags(bool) & staffing
    hourly = not staffing and _hourly(rows)
    hour = rows.moment.mapped(lambda moment: (moment or _MIDNIGHT) if hourly else "")
    stamps = rows.moment.mapped(lambda moment: "" if staffing or moment == _MIDNIGHT else moment)
    nothing = constant("", len(rows))
    return Block(
        kind=located.kind,
        table=constant(located.table, len(rows)),
        rows=rows.numbers,
        place=rows.place,
        period=rows.period,
        service=rows.service,
        shift=rows.shift,
        agent=rows.agent,
        part=finished.part or nothing,
        platform=_where(rows.platform, ~named),
        hour=hour,
        day_kind=finished.day_kind or nothing,
        moment=stamps,
        labels=_labels(located, rows, named, hourly=hourly),
        figures=finished.figures,
    )


def _where(column: Coded[str], kept: Mask) -> Coded[str]:
    """A column with empty text in the rows that are not kept."""
    return Coded(np.where(kept, column.codes, len(column.values)), (*column.values, ""))


def _labels(located: Located, rows: Keys, named: Mask, *, hourly: bool) -> Coded[frozenset[str]]:
    """What each row tells besides store and day; a named agent's seat is on any platform."""
    told = _LABELS.intersection(located.table.columns) | ({"hour"} if hourly else set())
    seat = Coded(named.astype(np.int32), (False, True))
    return combined(rows.unlabelled, seat).mapped(
        lambda row: told - (row[0] - {"platform"} if row[1] else row[0])
    )


def _hourly(rows: Keys) -> bool:
    """Whether the times in a table's dates tell rows apart; where none does, they are stamps.

    A day beside one time of that day is one row in two forms, for a spreadsheet writes no midnight.

    Staffing never adds up by the hour: who is on duty at 9 and at 10 is one seat.
    """
    timed = rows.of(rows.moment.flags(bool))
    if not len(timed):
        return False
    key = combined(
        timed.place, timed.period, timed.service, timed.shift, timed.agent, timed.platform
    )
    return len(combined(key, timed.moment).values) > len(key.values)


def _plainly(_: Located, __: Keyed, found: Mapping[str, Scaled]) -> _Finished:
    return _Finished(found, [])


def _sales(located: Located, rows: Keyed, found: Mapping[str, Scaled]) -> _Finished:
    """Net sales must be sales less refunds, and a manual adjustment must be zero."""
    faults: list[tuple[int, Fault]] = []
    if {"attributed_sales", "refunds", "net_sales"} <= found.keys():
        sales, refunds, net = (found[f] for f in ("attributed_sales", "refunds", "net_sales"))
        for row in np.flatnonzero(_differing(sales, refunds, net)).tolist():
            expected = f"{sales.value(row) - refunds.value(row):f}"
            fault = _fault(located, rows, row, "net_sales", "net_sales_differ", expected)
            faults.append((row, fault))
    if "manual_adjustment" in found:
        for row in np.flatnonzero(found["manual_adjustment"].units != 0).tolist():
            fault = _fault(located, rows, row, "manual_adjustment", "manual_adjustment", "0")
            faults.append((row, fault))
    return _Finished(found, _in_order(faults))


def _differing(sales: Scaled, refunds: Scaled, net: Scaled) -> Mask:
    """The rows where all three are told, and do not agree."""
    places = max(sales.places, refunds.places, net.places)
    differ: Mask = (sales.at(places) - refunds.at(places) != net.at(places)).astype(np.bool_)
    return differ & sales.told & refunds.told & net.told


def _in_order(faults: list[tuple[int, Fault]]) -> list[Fault]:
    return [fault for _, fault in sorted(faults, key=lambda one: one[0])]


def _staffing(located: Located, rows: Keyed, found: Mapping[str, Scaled]) -> _Finished:
    """A peak, or a shift's start and end in minutes and its seats; an agent's own row is one."""
    columns = located.table.columns
    kinds = columns.get("day_kind")
    day_kind = rows.columns.plain(kinds).of(rows.inside.at).mapped(word) if kinds else None
    if not {"start", "end"} <= columns.keys():
        return _Finished(found, [], day_kind=day_kind)
    start, end = (_clocks(rows, columns[figure]) for figure in ("start", "end"))
    ends = combined(start, end).mapped(_ends)
    every, told = np.ones(len(ends), np.bool_), ends.flags(bool)
    seats = {"seats": Scaled(told.astype(np.int64), 0, told, told)} if _one_each(located) else {}
    shifts = {
        "start": Scaled(_minutes(ends, 0), 0, told, every),
        "end": Scaled(_minutes(ends, 1), 0, told, every),
    }
    part = ends.mapped(lambda of: f"{of[0]}-{of[1]}" if of else "")
    faults = _shift_faults(located, rows, start, end, ends)
    return _Finished({**found, **shifts, **seats}, faults, part, day_kind)


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
        (row, _fault(located, rows, row, figure, clocks[row].code or "blank_cell"))
        for figure, clocks in (("start", start), ("end", end))
        for row in np.flatnonzero(clocks.flags(lambda of: of.minutes is None)).tolist()
    ]
    faults += [
        (row, _fault(located, rows, row, "end", "end_before_start"))
        for row in np.flatnonzero(ends.flags(lambda of: bool(of) and of[1] <= of[0])).tolist()
    ]
    return _in_order(faults)


def _clocks(rows: Keyed, column: int) -> Coded[Clock]:
    cells = rows.columns.plain(column).of(rows.inside.at)
    return combined(cells, rows.inside.period).mapped(lambda of: clock(of[0], of[1].start))


def _one_each(located: Located) -> bool:
    """Whether each row is one agent's shift, so that it is one seat."""
    columns = located.table.columns.keys()
    return columns >= {"start", "end", "agent"} and "seats" not in columns


def _fault(
    located: Located, rows: Keyed, row: int, figure: str, code: str, expected: str = ""
) -> Fault:
    table = located.table
    number, column = rows.inside.number(row), table.columns[figure]
    found = shown(located.grid.value(number, column))
    place = Cell(table.file, table.sheet, column, number)
    clients = (rows.inside.place[row].client,)
    values = (("figure", figure),)
    return Fault(code, place, found, expected, clients, located.kind, values)


def _night_twice(located: Located, block: Block) -> Iterator[Fault]:
    """Night told both by a column and by shifts: the same receptions may stand in both."""
    if located.kind is not Kind.RECEPTIONS or "night" not in block.figures:
        return
    both = block.shift.flags(lambda shift: shift.casefold() in _NIGHT)
    both &= block.figures["night"].units != 0
    for record in block.records(np.flatnonzero(both)):
        yield Fault(
            "night_twice", record.cell("night"), record.shift, "",
            (record.place.client,), record.kind,
        )  # fmt: skip


_FINISH: dict[Kind, Callable[[Located, Keyed, Mapping[str, Scaled]], _Finished]] = {
    Kind.SALES: _sales,
    Kind.STAFFING: _staffing,
}
