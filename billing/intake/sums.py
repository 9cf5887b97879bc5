"""Rows of all tables to usage rows: the agents of a store's day summed, orders counted."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

import numpy as np

from billing.intake import totals
from billing.intake.blocks import Block
from billing.intake.coded import Codes
from billing.intake.levels import Group, doubtful
from billing.intake.names import Place
from billing.intake.runs import runs
from billing.intake.stack import Stack, stacked
from billing.intake.totals import Told
from billing.period import Period
from billing.source import Cell
from billing.usage import Kind, Rows, UsageRow

_SHIFT = re.compile(r"(-?\d+)-(-?\d+)")  # start and end in minutes


class _Source(NamedTuple):
    """What tells one usage row at one level of detail."""

    key: int  # of one usage row
    place: Place
    period: Period
    service: str
    shift: str
    kind: Kind
    part: str
    labels: frozenset[str]
    day_kind: str
    told: Told
    at: tuple[Rows, ...]


def summed(
    blocks: Sequence[Block], order: Codes, needs: Mapping[str, frozenset[Kind]]
) -> tuple[dict[str, list[UsageRow]], list[Group]]:
    """The usage rows of each client, and the groups whose levels of detail must be compared.

    A figure told at two levels blocks the clients that need its kind; for others it stays blank.
    """
    rows: dict[str, list[UsageRow]] = defaultdict(list)
    if not blocks:
        return rows, []
    stack = stacked(blocks, order)
    found = totals.summed(blocks, order, stack)
    sources = list(_sources(stack, totals.told(found, stack.sources)))
    for _, group in groupby(sources, key=lambda source: source.key):
        own = tuple(group)
        needed = own[0].kind in needs[own[0].place.client]
        rows[own[0].place.client].append(_row(own, needed=needed))
    doubt = doubtful(stack, [one.held for one in found])
    return rows, [_group(sources[source]) for source in doubt]


def _sources(stack: Stack, told: Iterable[Told]) -> Iterator[_Source]:
    keys = (stack.place, stack.period, stack.service, stack.shift, stack.kind, stack.part)
    columns = (column.of(stack.heads) for column in (*keys, stack.labels))
    return map(_Source, stack.keys.tolist(), *columns, _day_kinds(stack), told, runs(stack))


def _day_kinds(stack: Stack) -> list[str]:
    """The first kind of day that a row of each source names."""
    found = [""] * stack.sources
    named = np.flatnonzero(stack.day_kind.flags(bool))
    source, first = np.unique(stack.source[named], return_index=True)
    texts = stack.day_kind.of(named[first])
    for n, text in zip(source.tolist(), texts, strict=True):
        found[n] = text
    return found


def _row(sources: Sequence[_Source], *, needed: bool) -> UsageRow:
    first = sources[0]
    figures, blank = first.told if len(sources) == 1 else _merged(sources, needed=needed)
    if "start" in figures:
        start, end = _shift(first.part)
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
        at=first.at if len(sources) == 1 else tuple(run for one in sources for run in one.at),
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
    first = source.at[0]
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
        source.at,
    )
