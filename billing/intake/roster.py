"""A roster as a matrix: a row an agent, a column a day, and in each cell whether it is on duty.

Every day becomes a table of staffing of its own. An agent on duty is one seat: at the times that
the cell tells; on a shift without times, a seat of that shift; else on duty all day. Off is no
seat. A day that is blank throughout is not planned yet; a blank beside others stays unknown.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from billing.intake import daily, stated
from billing.intake.aliases import HINTS
from billing.intake.captions import caption
from billing.intake.cells import shown
from billing.intake.dates import Calendar, Day
from billing.intake.duty import blank, duty, weekdays
from billing.intake.faults import Fault
from billing.intake.header import TOP, Located
from billing.intake.headers import Headers
from billing.intake.known import Register
from billing.intake.records import Found
from billing.intake.seats import Line, is_agent, lines, owned, sums, twice
from billing.period import Period
from billing.source import Cell, CellRange, address, ranges
from billing.usage import Kind, Table, single
from billing.workbook import words
from billing.workbook.grid import Broken, Grid, Value

_KEYS = ("client", "store", "platform", "service", "agent")
_HINTS = (*HINTS[Kind.STAFFING], "班表", "考勤", "出勤", "roster", "schedule")


class _Head(NamedTuple):
    """The header of a roster: the columns of its keys, and the day of each other column."""

    row: int
    keys: Mapping[str, int]
    days: Mapping[int, Period]
    codes: frozenset[str]  # what was mended in its days


def locate(grid: Grid, file: str, headers: Headers, calendar: Calendar) -> tuple[Located, ...]:
    """The days of a sheet that is a roster; none where it is another table."""
    for row in range(1, min(TOP, len(grid.rows)) + 1):
        head = _head(grid, file, row, headers, calendar)
        if head and _is_roster(grid, file, head, headers):
            return tuple(_days(grid, file, head, headers.roster))
    return ()


def _head(grid: Grid, file: str, row: int, headers: Headers, calendar: Calendar) -> _Head | None:
    cells = [grid.filled(row, column) for column in range(1, len(grid.rows[row - 1]) + 1)]
    keys: dict[str, int] = {}
    twice = False
    for column, cell in enumerate(cells, 1):
        if isinstance(cell, str):
            for figure in headers.known.get(words.header(cell), {}).get(Kind.STAFFING, ()):
                twice |= figure in keys and figure in _KEYS
                keys.setdefault(figure, column)
    if "agent" not in keys or twice:
        return None
    title = caption(grid, row, 0)
    whole = stated.nearest(grid.sheet, title, file, calendar, days=True)
    calendar = stated.based(grid.sheet, title, file, calendar)
    read = {column: _day(cell, whole, calendar) for column, cell in enumerate(cells, 1)}
    days = {column: day.period for column, day in read.items() if day.period}
    codes = frozenset(day.code for day in read.values() if day.period and day.code)
    own = {figure: column for figure, column in keys.items() if figure in _KEYS}
    rising = [*days.values()] == sorted(set(days.values()))
    return _Head(row, own, days, codes) if len(days) >= 3 and rising else None


def _day(cell: Value, whole: Period | None, calendar: Calendar) -> Day:
    """The day of a header: a date, or its number in the month that a title or a name states."""
    text = shown(cell).removesuffix("日").removesuffix("号").removesuffix(".0")
    if text.isdecimal() and len(text) <= 2:
        found = [day for day in whole or () if day.day == int(text)]
        return Day(single(found[0]), "period_from_name") if len(found) == 1 else Day(None)
    told = calendar.read(cell)
    return told if told.period and told.period.days == 1 else Day(None)


def _is_roster(grid: Grid, file: str, head: _Head, headers: Headers) -> bool:
    """Whether names tell so, or words of duty in the cells: figures alone may be receptions."""
    named = f"{file} {grid.sheet} {caption(grid, head.row, 0)}".casefold()
    return any(hint in named for hint in _HINTS) or any(
        isinstance(cell, str) and not cell.strip().isdecimal() and duty(cell, headers.roster)
        for row in grid.rows[head.row :]
        for column, cell in enumerate(row, 1)
        if column in head.days
    )


def _days(grid: Grid, file: str, head: _Head, signs: Mapping[str, str]) -> Iterator[Located]:
    """A table for each day and for each set of columns that its cells fill."""
    title = caption(grid, head.row, 0)
    place = Cell(file, grid.sheet, min(head.days), head.row)
    spoken = f"{min(head.days.values()).start}..{max(head.days.values()).last}"
    mended = [Fault(code, place, spoken, kind=Kind.STAFFING) for code in sorted(head.codes)]
    for row in range(head.row + 1, len(grid.rows) + 1):
        if any(shown(cell) for cell in grid.rows[row - 1]) and _unplanned(grid, head, row):
            note = Cell(file, grid.sheet, head.keys["agent"], row)
            mended.append(Fault("footnote_ignored", note, kind=Kind.STAFFING))
    mended += _doubts(grid, file, head, signs)
    for column, period in head.days.items():
        for figures, own in _styled(grid, head, column, signs).items():
            table, made = _table(grid, file, head, (column, period.start), figures, own)
            yield Located(
                kind=Kind.STAFFING,
                grid=made,
                table=table,
                first=head.row + 1,
                last=len(grid.rows),
                title=title,
                origin=grid,
                mended=tuple(mended),
            )


def _styled(
    grid: Grid, head: _Head, column: int, signs: Mapping[str, str]
) -> Mapping[tuple[str, ...], list[Line]]:
    """The lines of a day by the columns that they fill, store by store."""
    stores: dict[tuple[str, ...], dict[int, Value]] = defaultdict(dict)
    for own, row in _agents(grid, head):
        stores[own][row] = grid.filled(row, column)
    if all(blank(cell) for cells in stores.values() for cell in cells.values()):
        return {}
    found: dict[tuple[str, ...], list[Line]] = defaultdict(list)
    for cells in stores.values():
        for line in lines(cells, signs):
            figures = ("peak",) if line.shift and not line.start else ("start", "end", "seats")
            found[(*(("shift",) if line.shift else ()), *figures)].append(line)
    return found


def _agents(grid: Grid, head: _Head) -> Iterator[tuple[tuple[str, ...], int]]:
    """The rows of agents, each with the names of its client and store as they are written."""
    keys = [head.keys[key] for key in ("client", "store") if key in head.keys]
    for row in range(head.row + 1, len(grid.rows) + 1):
        agent = shown(grid.filled(row, head.keys["agent"]))
        named = agent and not weekdays(grid.value(row, column) for column in head.days)
        if named and not _unplanned(grid, head, row):
            yield tuple(shown(grid.filled(row, key)) for key in keys), row


def _doubts(grid: Grid, file: str, head: _Head, signs: Mapping[str, str]) -> Iterator[Fault]:
    """Rows that are the sum of the others; for whom is told when they are read."""
    stores: dict[tuple[str, ...], dict[int, list[Value]]] = defaultdict(dict)
    column = head.keys["agent"]
    for own, row in _agents(grid, head):
        if is_agent(shown(grid.filled(row, column))):
            stores[own][row] = [grid.filled(row, day) for day in head.days]
    for row, others in sums(stores, signs).items():
        listed = ranges(Cell(file, grid.sheet, column, other) for other in others)
        values = (("figure", "seats"), ("other", ", ".join(map(str, listed))))
        cell = Cell(file, grid.sheet, column, row)
        found = shown(grid.filled(row, column))
        yield Fault("label_is_sum", cell, found, kind=Kind.STAFFING, values=values)


def _unplanned(grid: Grid, head: _Head, row: int) -> bool:
    """Whether a row is blank on all its days: a legend, a signature, nobody's duty."""
    return all(blank(grid.filled(row, column)) for column in head.days)


def _table(
    grid: Grid,
    file: str,
    head: _Head,
    day: tuple[int, date],
    figures: Sequence[str],
    own: Iterable[Line],
) -> tuple[Table, Grid]:
    """A day as a table: its seats stand in its own column, what has none beyond the last."""
    width = max(map(len, grid.rows))
    beyond = {"date": width + 1, "shift": width + 2, "start": width + 3, "end": width + 4}
    column, when = day
    columns = {**head.keys, "date": beyond["date"]}
    columns |= {figure: beyond.get(figure, column) for figure in figures}
    rows: list[list[Value]] = [[] for _ in grid.rows]
    for line in own:
        cells: list[Value] = [""] * (width + 4)
        for key in head.keys.values():
            cells[key - 1] = grid.filled(line.row, key)
        if not is_agent(shown(cells[head.keys["agent"] - 1])):
            cells[head.keys["agent"] - 1] = "合计"
        cells[column - 1], cells[width] = line.seats, when
        cells[width + 1 :] = [line.shift, line.start, line.end]
        rows[line.row - 1] = cells
    top = list(grid.rows[head.row - 1])
    rows[head.row - 1] = [*top, *[""] * (width - len(top)), *beyond]
    texts = {figure: shown(grid.filled(head.row, min(at, width))) for figure, at in columns.items()}
    table = Table(file, grid.sheet, columns, texts)
    return table, replace(grid, rows=rows, merged={})


def read(located: Located, known: Register, headers: Headers) -> Found:
    """The records of one day; what is wrong is told of the cells of the roster itself."""
    assert located.origin is not None, "a roster's day was taken from a sheet"
    found = daily.read(located, known, headers)
    table = located.table
    column = table.columns.get("seats") or table.columns["peak"]
    faults = (_in_place(fault, located.origin, column) for fault in found.faults)
    noted = filter(None, (owned(fault, found.block) for fault in located.mended))
    again = twice(located, found.block) if found.block else ()
    return replace(found, faults=(*faults, *noted, *again))


def _in_place(fault: Fault, origin: Grid, column: int) -> Fault:
    """A fault at its own cell; a sign that is not known is no error of a formula."""
    place = fault.source
    if not isinstance(place, Cell):
        return fault
    width = max(map(len, origin.rows))
    place = replace(place, column=column) if place.column > width else place
    if fault.code == "rows_outside_month":  # told alike of every day, so that it is told once
        return fault._replace(values=(("rows", str(len(origin.rows) - 1)), ("sums", "-")))
    unknown = fault.code in ("error_cell", "truth_value") and place.column == column
    if unknown and not isinstance(origin.filled(place.row, column), Broken):
        return fault._replace(code="roster_unknown", source=place)
    return fault._replace(source=place)


def note(located: Located) -> Fault:
    """That a sheet was read as a roster, at its header."""
    assert located.origin is not None, "a roster's day was taken from a sheet"
    row, width = located.first - 1, len(located.origin.rows[located.first - 2])
    table = located.table
    place = CellRange(table.file, table.sheet, address(1, row), address(width, row))
    return Fault("roster_read", place, kind=located.kind)
