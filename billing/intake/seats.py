"""What the rows of a roster say of one store's day: its seats, and which rows are no agents."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from billing.intake.blocks import Block
from billing.intake.cells import shown
from billing.intake.coded import combined
from billing.intake.duty import Duty, blank, duty
from billing.intake.faults import Fault
from billing.intake.header import Located
from billing.source import Cell, at
from billing.workbook.grid import Broken, Value

ALL_DAY = ("00:00", "24:00")
# How names of rows end that count agents, and whole names of such rows and of remarks.
_COUNTS = ("人数", "合计", "总计", "小计", "汇总")
_NOBODY = frozenset(
    {
        "应到", "实到", "应出勤", "实出勤", "出勤", "缺勤", "峰值", "在岗", "当班", "上班", "在线",
        "休息", "请假", "坐席", "坐席数", "备注", "说明",
    }
)  # fmt: skip


class Line(NamedTuple):
    """One agent's day as a row of staffing; `seats` is a number, or the cell that tells none."""

    row: int
    seats: Value
    shift: str = ""
    start: str = ""
    end: str = ""


def is_agent(text: str) -> bool:
    """Whether a row's name is an agent's: none that counts agents, such as 应到 or 在岗人数."""
    return not text.endswith(_COUNTS) and text.strip(" :：") not in _NOBODY


def sums(
    stores: Mapping[tuple[str, ...], Mapping[int, Sequence[Value]]], signs: Mapping[str, str]
) -> Mapping[int, tuple[int, ...]]:
    """The rows of figures that are the seats of all other rows of their store, day for day.

    Beside one other row in figures it may be two people with the same days.
    """
    found: dict[int, tuple[int, ...]] = {}
    for rows in stores.values():
        seats = {row: [_seats(cell, signs) for cell in cells] for row, cells in rows.items()}
        for row, cells in rows.items():
            others = tuple(n for n in rows if n != row and any(seats[n]))
            plain = [n for n in others if _is_figures(rows[n])]
            if not _is_figures(cells) or not others or (len(others) == 1 and plain):
                continue
            whole = [sum(day) for day in zip(*(seats[n] for n in others), strict=True)]
            if any(whole) and whole == seats[row]:
                found[row] = others
    return found


def _seats(cell: Value, signs: Mapping[str, str]) -> int:
    one = duty(cell, signs)
    return one.seats if one else 0


def _is_figures(cells: Sequence[Value]) -> bool:
    """Whether a row holds 1, 0 and blanks alone."""
    return all(blank(cell) or shown(cell) in {"0", "1", "0.0", "1.0"} for cell in cells)


def lines(cells: Mapping[int, Value], signs: Mapping[str, str]) -> Iterator[Line]:
    """The lines of one store's day. Off is told where nobody is on a shift or has times."""
    duties = {row: duty(cell, signs) for row, cell in cells.items() if not blank(cell)}
    told = [one for one in duties.values() if one and one.seats]
    timed, named = any(one.start for one in told), any(one.shift for one in told)
    for row, cell in cells.items():
        one = duties.get(row)
        if blank(cell):
            yield Line(row, "", "", *ALL_DAY)
        elif one is None or (timed and one.seats and not one.start):
            yield Line(row, cell if isinstance(cell, Broken) else Broken(shown(cell)), "", *ALL_DAY)
        elif one.seats:
            yield Line(row, 1, one.shift, *_times(one))
        elif not timed and not named:
            yield Line(row, 0, "", *ALL_DAY)


def _times(one: Duty) -> tuple[str, str]:
    if one.start:
        return one.start, one.end
    return ("", "") if one.shift else ALL_DAY


def owned(fault: Fault, block: Block | None) -> Fault | None:
    """A note of the whole roster; one of a row's sum is told for the client whose row it is."""
    if fault.code != "label_is_sum":
        return fault
    assert isinstance(fault.source, Cell), "told of a row"
    if block is None:
        return None
    rows = np.flatnonzero(block.rows == fault.source.row)
    return fault._replace(clients=(block.place[int(rows[0])].client,)) if len(rows) else None


def twice(located: Located, block: Block) -> Iterator[Fault]:
    """Two rows of one name on duty alike on one day and platform: two people, or one."""
    table, origin = located.table, located.origin
    assert origin is not None, "a roster's day was taken from a sheet"
    column = table.columns.get("seats") or table.columns["peak"]
    figure = block.figures["seats" if "seats" in table.columns else "peak"]
    keys = combined(block.place, block.service, block.shift, block.agent, block.part)
    seen: dict[tuple[object, ...], Cell] = {}
    for n in np.flatnonzero(figure.units > 0).tolist():
        row = int(block.rows[n])
        where = table.columns.get("platform")
        platform = shown(origin.filled(row, where)) if where else ""
        cell = Cell(table.file, table.sheet, column, row)
        first = seen.setdefault((*keys[n], platform), cell)
        if first is not cell:
            name = shown(origin.filled(row, table.columns["agent"]))
            values = (("other", str(at(first))),)
            client = block.place[n].client
            yield Fault("roster_twice", cell, name, "", (client,), located.kind, values)
