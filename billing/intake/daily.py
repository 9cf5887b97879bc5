"""Receptions, sales, staffing, and orders as counts: a row of figures per store and day."""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from billing.intake import figures
from billing.intake.cells import Clock, clock, shown, word
from billing.intake.faults import Fault
from billing.intake.figures import Figures, Reader
from billing.intake.header import Located
from billing.intake.headers import Headers
from billing.intake.known import Register
from billing.intake.records import Found, Record
from billing.intake.rows import Row, keyed
from billing.source import Cell, CellRange
from billing.usage import Kind

_DAY_MINUTES = 1440
_MIDNIGHT = "00:00:00"
_NONE: frozenset[str] = frozenset()
_NIGHT = frozenset({"night", "晚班", "夜班", "凌晨", "夜间"})


def read(located: Located, known: Register, headers: Headers) -> Found:
    """The records of a table whose rows hold figures."""
    rows = keyed(located, known)
    reader = Reader(located, headers.sorts[located.kind])
    values = {row.number: reader.read(row) for row in rows.inside}
    others = {row.number: reader.read(row, report=False) for row in rows.outside}
    finish = _FINISH.get(located.kind, _plainly)
    records, faults = [], [*rows.faults, *reader.faults]
    hourly = located.kind is not Kind.STAFFING and _hourly(rows.inside)
    for row in rows.inside:
        record, wrong = finish(located, row, values[row.number])
        records.append(record._replace(within=_within(located.kind, row, hourly=hourly)))
        faults += wrong
    every = {number: found.values for number, found in (values | others).items()}
    if located.kind is not Kind.STAFFING:  # peaks do not add up
        faults += figures.total_faults(located, rows, reader, every)
    laid, notes = figures.aside(located, rows, reader)
    if located.kind is Kind.STAFFING and _one_each(located):
        place = CellRange(located.table.file, located.table.sheet)
        faults.append(Fault("one_seat_a_row", place, kind=located.kind))
    return Found(
        records=tuple(records),
        aside=tuple(laid),
        clients=frozenset(row.place.client for row in rows.inside),
        rows=len(rows.inside),
        faults=(*faults, *notes, *_night_twice(located, records)),
    )


def _hourly(rows: Iterable[Row]) -> bool:
    """Whether the times in a table's dates tell rows apart; where none does, they are stamps.

    A day beside one time of that day is one row in two forms, for a spreadsheet writes no midnight.

    Staffing never adds up by the hour: who is on duty at 9 and at 10 is one seat.
    """
    moments: dict[Row, str] = {}
    return any(
        moments.setdefault(row._replace(number=0, moment="", unlabelled=_NONE), row.moment)
        != row.moment
        for row in rows
        if row.moment
    )


def _within(kind: Kind, row: Row, *, hourly: bool) -> tuple[str, str]:
    """The platform and hour of a row. A named agent on duty is one seat on any platform."""
    one = kind is Kind.STAFFING and row.agent
    return ("" if one else row.platform, (row.moment or _MIDNIGHT) if hourly else "")


def _plainly(located: Located, row: Row, found: Figures) -> tuple[Record, list[Fault]]:
    return _record(located, row, found), []


def _record(
    located: Located, row: Row, found: Figures, part: str = "", day_kind: str = ""
) -> Record:
    return Record(
        kind=located.kind,
        place=row.place,
        period=row.period,
        service=row.service,
        shift=row.shift,
        agent=row.agent,
        part=part,
        within=("", ""),
        figures=found.values,
        blank=found.blank,
        table=located.table,
        row=row.number,
        day_kind=day_kind,
        moment="" if row.moment == _MIDNIGHT or located.kind is Kind.STAFFING else row.moment,
        unlabelled=row.unlabelled,
    )


def _sales(located: Located, row: Row, found: Figures) -> tuple[Record, list[Fault]]:
    """Net sales must be sales less refunds, and a manual adjustment must be zero."""
    values = found.values
    faults = []
    if {"attributed_sales", "refunds", "net_sales"} <= values.keys():
        net = values["attributed_sales"] - values["refunds"]
        if net != values["net_sales"]:
            faults.append(_fault(located, row, "net_sales", "net_sales_differ", f"{net:f}"))
    if values.get("manual_adjustment"):
        faults.append(_fault(located, row, "manual_adjustment", "manual_adjustment", "0"))
    return _record(located, row, found), faults


def _staffing(located: Located, row: Row, found: Figures) -> tuple[Record, list[Fault]]:
    """A peak, or a shift's start and end in minutes and its seats; an agent's own row is one."""
    columns = located.table.columns
    day_kind = word(located.grid.value(row.number, columns.get("day_kind", 0) or 10**6))
    if not {"start", "end"} <= columns.keys():
        return _record(located, row, found, day_kind=day_kind), []
    values, blank = dict(found.values), set(found.blank)
    start, end = (_clock(located, row, figure) for figure in ("start", "end"))
    faults = [
        _fault(located, row, figure, read.code)
        for figure, read in (("start", start), ("end", end))
        if read.code
    ]
    if start.minutes is None or end.minutes is None:
        blank |= {"start", "end"}
        return _record(located, row, Figures(values, frozenset(blank)), day_kind=day_kind), faults
    values["start"], values["end"] = Decimal(start.minutes), Decimal(_after(start.minutes, end))
    if values["end"] <= values["start"]:
        faults.append(_fault(located, row, "end", "end_before_start"))
    if _one_each(located):
        values["seats"] = Decimal(1)
    part = f"{values['start']}-{values['end']}"
    return _record(located, row, Figures(values, frozenset(blank)), part, day_kind), faults


def _one_each(located: Located) -> bool:
    """Whether each row is one agent's shift, so that it is one seat."""
    columns = located.table.columns.keys()
    return columns >= {"start", "end", "agent"} and "seats" not in columns


def _clock(located: Located, row: Row, figure: str) -> Clock:
    cell = located.grid.value(row.number, located.table.columns[figure])
    return clock(cell, row.period.start)


def _after(start: int, end: Clock) -> int:
    """The end in minutes: without a date of its own, one not after the start is the next day's."""
    assert end.minutes is not None, "asked only where there is an end"
    return end.minutes if end.minutes > start or end.dated else end.minutes + _DAY_MINUTES


def _fault(located: Located, row: Row, figure: str, code: str, expected: str = "") -> Fault:
    table = located.table
    column = table.columns[figure]
    found = shown(located.grid.value(row.number, column))
    place = Cell(table.file, table.sheet, column, row.number)
    return Fault(code, place, found, expected, (row.place.client,), located.kind)


def _night_twice(located: Located, records: Iterable[Record]) -> Iterator[Fault]:
    """Night told both by a column and by shifts: the same receptions may stand in both."""
    if located.kind is not Kind.RECEPTIONS or "night" not in located.table.columns:
        return
    for record in records:
        if record.shift.casefold() in _NIGHT and record.figures.get("night"):
            yield Fault(
                "night_twice", record.cell("night"), record.shift, "",
                (record.place.client,), record.kind,
            )  # fmt: skip


_FINISH: dict[Kind, Callable[[Located, Row, Figures], tuple[Record, list[Fault]]]] = {
    Kind.SALES: _sales,
    Kind.STAFFING: _staffing,
}
