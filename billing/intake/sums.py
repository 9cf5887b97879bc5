"""Rows of all tables to usage rows: the agents of a store's day summed, orders counted."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

import numpy as np
import pandas as pd

from billing.intake import totals
from billing.intake.coded import by_first, distinct
from billing.intake.levels import Group, doubtful
from billing.intake.names import Place
from billing.intake.runs import runs
from billing.intake.stack import Stack, numbered_by
from billing.intake.totals import Exact, Told
from billing.period import Period
from billing.source import Cell
from billing.usage import Kind, Rows, UsageRow

_KEY = ["place", "period", "service", "shift", "kind", "apart"]  # what makes a usage row
_SHIFT = re.compile(r"(-?\d+)-(-?\d+)")  # start and end in minutes


class _Source(NamedTuple):
    """What tells one usage row at one level of detail."""

    key: int  # of one usage row
    place: Place
    period: Period
    service: str
    shift: str
    kind: Kind
    apart: str
    labels: frozenset[str]
    day_kind: str
    told: Told
    runs: tuple[Rows, ...]


def summed(
    stack: Stack, needs: Mapping[str, frozenset[Kind]], exact: Exact
) -> tuple[dict[str, list[UsageRow]], list[Group]]:
    """The usage rows of each client, and the groups whose levels of detail must be compared.

    A figure told at two levels blocks the clients that need its kind; for others it stays blank.
    `exact` makes the numbers.
    """
    usage: dict[str, list[UsageRow]] = defaultdict(list)
    stack = _by_source(stack)
    starts = np.flatnonzero(np.diff(stack.rows["source"], prepend=-1))
    found = totals.summed(stack, starts, exact)
    heads = stack.rows.iloc[starts]
    sources = list(_sources(stack.rows, heads, found.told))
    for _, group in groupby(sources, key=lambda source: source.key):
        own = tuple(group)
        needed = own[0].kind in needs[own[0].place.client]
        usage[own[0].place.client].append(_row(own, needed=needed))
    doubt = doubtful(heads, found.held.values())
    return usage, [_group(sources[source]) for source in doubt]


def _by_source(stack: Stack) -> Stack:
    """The rows in order of their sources, in a column with their numbers, and their keys.

    A source is what tells one usage row at one level of detail; those of one key as they come.
    """
    key, _ = distinct(*numbered_by(stack.rows, _KEY))
    stack = Stack(stack.rows.assign(key=key), stack.figures)
    source, _ = by_first(*numbered_by(stack.rows, ["key", "labels"]))
    order = np.lexsort((source, key))
    rows, figures = stack.of(order)
    numbers = np.cumsum(np.diff(source[order], prepend=-1) != 0) - 1
    return Stack(rows.assign(source=numbers), figures)


def _sources(rows: pd.DataFrame, heads: pd.DataFrame, told: Sequence[Told]) -> Iterator[_Source]:
    columns = (heads[name].tolist() for name in ("key", *_KEY, "labels"))
    return map(_Source, *columns, _day_kinds(rows), told, runs(rows))


def _day_kinds(rows: pd.DataFrame) -> list[str]:
    """The first kind of day that a row of each source names."""
    named = rows[rows["day_kind"] != ""].drop_duplicates("source")
    texts = dict(zip(named["source"], named["day_kind"], strict=True))
    return [texts.get(source, "") for source in range(rows["source"].iloc[-1] + 1)]


def _row(sources: Sequence[_Source], *, needed: bool) -> UsageRow:
    first = sources[0]
    figures, blank = first.told if len(sources) == 1 else _merged(sources, needed=needed)
    if "start" in figures:
        start, end = _shift(first.apart)
        figures |= {"start": start, "end": end}
    return UsageRow(
        kind=first.kind,
        store=first.place.store,
        service=first.service,
        shift=first.shift,
        period=first.period,
        figures=figures,
        blank=blank,
        day_kind=next((source.day_kind for source in sources if source.day_kind), ""),
        at=first.runs if len(sources) == 1 else tuple(run for one in sources for run in one.runs),
    )


def _merged(
    sources: Sequence[_Source], *, needed: bool
) -> tuple[dict[str, Decimal], frozenset[str]]:
    """What sources of one key tell together."""
    figures: dict[str, Decimal] = {}
    blank: frozenset[str] = frozenset()
    for source in sources:
        own, lacking = source.told
        twice = frozenset(own.keys() & figures.keys())  # a problem says so, and blocks if needed
        blank |= lacking if needed else lacking | twice
        figures = own | figures
    return {name: value for name, value in figures.items() if name not in blank}, blank


@lru_cache(maxsize=4096)
def _shift(part: str) -> tuple[Decimal, Decimal]:
    found = _SHIFT.fullmatch(part)
    assert found, "only shifts have a start"
    return Decimal(found[1]), Decimal(found[2])


def _group(source: _Source) -> Group:
    first = source.runs[0]
    held = source.told.figures.keys() | source.told.blank
    column = first.table.columns.get(min(held, default=""), 1)
    return Group(
        source.place.client,
        source.kind,
        source.place.store,
        tuple(source.period),
        frozenset(held),
        source.labels,
        source.period if source.period.days > 1 else None,
        Cell(first.table.file, first.table.sheet, column, first.first),
        source.runs,
    )
