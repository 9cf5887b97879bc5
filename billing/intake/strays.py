"""A few rows of another year among those of the month, on days that it lacks: a slip of the pen."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

import numpy as np

from billing.intake.coded import combined
from billing.intake.faults import Fault
from billing.intake.header import Located
from billing.intake.keyed import Keyed
from billing.intake.known import Register
from billing.intake.names import Place
from billing.period import Period
from billing.source import Cell

_MOST = 3  # rows of one store and year: more are a year of their own
_FEWEST = 3  # rows of the month beside them


def faults(located: Located, rows: Keyed, known: Register) -> Iterator[Fault]:
    """Each such row; with the year of its month it would fill a missing day."""
    if not len(rows.outside) or len(rows.inside) < _FEWEST:
        return
    inside = set(combined(rows.inside.place, rows.inside.period).values)
    outside = combined(rows.outside.place, rows.outside.period)
    counts = np.bincount(outside.codes, minlength=len(outside.values)).tolist()
    years: Counter[tuple[Place, int]] = Counter()
    for (place, period), count in zip(outside.values, counts, strict=True):
        years[place, period.start.year] += count
    for code, (place, period) in enumerate(outside.values):
        meant = _meant(period, known.periods[place.client])
        if not counts[code] or years[place, period.start.year] > _MOST or meant is None:
            continue
        if (place, meant) not in inside:
            row = int(np.flatnonzero(outside.codes == code)[0])
            yield _fault(located, rows.outside.number(row), place, period, meant)


def _meant(period: Period, of: Period) -> Period | None:
    """The same day in the year of the month, where that is another year, and lies in the month."""
    for year in {of.start.year, of.last.year} - {period.start.year}:
        if period.days == 1 and (period.start.month, period.start.day) != (2, 29):
            day = period.start.replace(year=year)
            if day in of:
                return Period(day, date.fromordinal(day.toordinal() + 1))
    return None


def _fault(located: Located, number: int, place: Place, found: Period, meant: Period) -> Fault:
    table = located.table
    column = table.columns.get("date") or table.columns.get("month") or 1
    cell = Cell(table.file, table.sheet, column, number)
    told = (str(found), str(meant), (place.client,), located.kind)
    return Fault("day_of_other_year", cell, *told)
