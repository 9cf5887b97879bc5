"""Receptions, sales, staffing, and orders as counts: a row of figures per store and day."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping

import numpy as np

from billing.intake import figures, strays
from billing.intake.blocks import Block
from billing.intake.coded import Coded, Mask, combined, constant, placed
from billing.intake.faults import Fault
from billing.intake.figures import Figure, Reader
from billing.intake.finished import Finished, fault, in_order
from billing.intake.header import Located
from billing.intake.headers import Headers
from billing.intake.keyed import Keyed, Keys
from billing.intake.known import Register
from billing.intake.records import Found
from billing.intake.rows import keyed
from billing.intake.scaled import Scaled
from billing.intake.shifts import one_each, staffing
from billing.source import Cell, CellRange
from billing.usage import Kind

_MIDNIGHT = "00:00:00"
_LABELS = frozenset({"agent", "service", "shift", "platform"})
_NIGHT = frozenset({"night", "晚班", "夜班", "凌晨", "夜间"})


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
    if located.kind is Kind.STAFFING and one_each(located):
        place = CellRange(located.table.file, located.table.sheet)
        faults.append(Fault("one_seat_a_row", place, kind=located.kind))
    return Found(
        block=block,
        aside=tuple(laid),
        clients=inside.clients,
        rows=len(inside),
        faults=(
            *faults,
            *notes,
            *_night_twice(located, block),
            *strays.faults(located, rows, known),
        ),
    )


def _numbers(found: Mapping[str, Figure]) -> Mapping[str, Scaled]:
    return {figure: own.numbers for figure, own in found.items()}


def _block(located: Located, rows: Keys, finished: Finished) -> Block:
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
    return placed(np.where(kept, column.codes, len(column.values)), (*column.values, ""))


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
    One day of two times among days of one stamp is no table of hours: these two are in doubt.

    Staffing never adds up by the hour: who is on duty at 9 and at 10 is one seat.
    """
    timed = rows.of(rows.moment.flags(bool))
    if not len(timed):
        return False
    key = combined(
        timed.place, timed.period, timed.service, timed.shift, timed.agent, timed.platform
    )
    times: dict[int, set[str]] = defaultdict(set)
    for code, moment in zip(key.codes.tolist(), timed.moment, strict=True):
        times[code].add(moment)
    several = sum(len(own) > 1 for own in times.values())
    return several > 0 and not _stamped(times.values(), several)


def _stamped(times: Collection[set[str]], several: int) -> bool:
    """Whether most days bear one stamp, the same, so that the few with two times are in doubt."""
    single = [own for own in times if len(own) == 1]
    return len(single) > max(several, 1) and len(set[str]().union(*single)) == 1


def _receptions(located: Located, rows: Keyed, found: Mapping[str, Scaled]) -> Finished:
    """Effective receptions are a part of all: never more than these."""
    if not {"receptions", "effective"} <= found.keys():
        return Finished(found, [])
    whole, part = found["receptions"], found["effective"]
    places = max(whole.places, part.places)
    above = (part.at(places) > whole.at(places)).astype(np.bool_) & whole.told & part.told
    faults = [
        fault(located, rows, row, "effective", "effective_above", f"{whole.value(row):f}")
        for row in np.flatnonzero(above).tolist()
    ]
    return Finished(found, faults)


def _plainly(_: Located, __: Keyed, found: Mapping[str, Scaled]) -> Finished:
    return Finished(found, [])


def _sales(located: Located, rows: Keyed, found: Mapping[str, Scaled]) -> Finished:
    """Net sales must be sales less refunds, and a manual adjustment must be zero."""
    faults: list[tuple[int, Fault]] = []
    if {"attributed_sales", "refunds", "net_sales"} <= found.keys():
        sales, refunds, net = (found[f] for f in ("attributed_sales", "refunds", "net_sales"))
        for row in np.flatnonzero(_differing(sales, refunds, net)).tolist():
            expected = f"{sales.value(row) - refunds.value(row):f}"
            told = fault(located, rows, row, "net_sales", "net_sales_differ", expected)
            faults.append((row, told))
    if "manual_adjustment" in found:
        for row in np.flatnonzero(found["manual_adjustment"].units != 0).tolist():
            told = fault(located, rows, row, "manual_adjustment", "manual_adjustment", "0")
            faults.append((row, told))
    return Finished(found, in_order(faults))


def _differing(sales: Scaled, refunds: Scaled, net: Scaled) -> Mask:
    """The rows where all three are told, and do not agree."""
    places = max(sales.places, refunds.places, net.places)
    differ: Mask = (sales.at(places) - refunds.at(places) != net.at(places)).astype(np.bool_)
    return differ & sales.told & refunds.told & net.told


def _night_twice(located: Located, block: Block) -> Iterator[Fault]:
    """Night told both by a column and by shifts: the same receptions may stand in both."""
    if located.kind is not Kind.RECEPTIONS or "night" not in block.figures:
        return
    both = block.shift.flags(lambda shift: shift.casefold() in _NIGHT)
    both &= block.figures["night"].units != 0
    table = located.table
    for row in np.flatnonzero(both).tolist():
        cell = Cell(table.file, table.sheet, table.columns["night"], int(block.rows[row]))
        clients = (block.place[row].client,)
        yield Fault("night_twice", cell, block.shift[row], "", clients, located.kind)


_FINISH: dict[Kind, Callable[[Located, Keyed, Mapping[str, Scaled]], Finished]] = {
    Kind.RECEPTIONS: _receptions,
    Kind.SALES: _sales,
    Kind.STAFFING: staffing,
}
