"""Mistakes that clerks make, put into a plausible month."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import accumulate

from billing.usage import Kind, Usage, UsageRow

BILLED = {
    "receptions": Kind.RECEPTIONS,
    "monthly": Kind.RECEPTIONS,
    "orders": Kind.ORDERS,
    "commission": Kind.SALES,
}
"""What each way of charging is billed by, of those that count what was done."""

Spoil = Callable[[Usage, Usage, Kind], Usage]  # this month's, last month's, the kind billed


def _times(row: UsageRow, factor: Decimal) -> UsageRow:
    figures = {name: (value * factor).quantize(Decimal(1)) for name, value in row.figures.items()}
    return replace(row, figures=figures)


def _largest(usage: Usage, kind: Kind) -> str:
    """The store with most of it."""
    sums: dict[str, Decimal] = {}
    for row in usage.rows:
        if row.kind is kind:
            sums[row.store] = sums.get(row.store, Decimal(0)) + max(row.figures.values())
    return max(sums, key=lambda store: sums[store])


def _scaled(factor: str) -> Spoil:
    """A store's whole file in another unit."""

    def spoil(usage: Usage, _: Usage, kind: Kind) -> Usage:
        store = _largest(usage, kind)
        rows = (
            _times(row, Decimal(factor)) if row.kind is kind and row.store == store else row
            for row in usage.rows
        )
        return replace(usage, rows=tuple(rows))

    return spoil


def _one_day(usage: Usage, _: Usage, kind: Kind) -> Usage:
    """The 20th of a store with two zeros more."""
    store = _largest(usage, kind)
    rows = (
        _times(row, Decimal(100))
        if (row.kind, row.store, row.period.start.day) == (kind, store, 20)
        else row
        for row in usage.rows
    )
    return replace(usage, rows=tuple(rows))


def _copied(usage: Usage, last: Usage, kind: Kind) -> Usage:
    """Last month's figures under this month's dates."""
    then = {
        (row.kind, row.store, row.period.start.day): row for row in last.rows if row.kind is kind
    }
    rows = (
        replace(row, figures=old.figures)
        if (old := then.get((row.kind, row.store, row.period.start.day)))
        else row
        for row in usage.rows
    )
    return replace(usage, rows=tuple(rows))


def _cut_short(usage: Usage, _: Usage, kind: Kind) -> Usage:
    """An export of the first week only."""
    rows = (row for row in usage.rows if row.kind is not kind or row.period.start.day <= 7)
    return replace(usage, rows=tuple(rows))


def _each(change: Callable[[list[UsageRow]], Iterable[UsageRow]]) -> Spoil:
    """The rows of the largest store changed, in the order of the days."""

    def spoil(usage: Usage, _: Usage, kind: Kind) -> Usage:
        store = _largest(usage, kind)
        own = [row for row in usage.rows if (row.kind, row.store) == (kind, store)]
        rest = [row for row in usage.rows if (row.kind, row.store) != (kind, store)]
        return replace(usage, rows=(*rest, *change(sorted(own, key=lambda one: one.period.start))))

    return spoil


def _added(one: UsageRow, other: UsageRow) -> UsageRow:
    figures = {name: one.figures[name] + value for name, value in other.figures.items()}
    return replace(other, figures=figures)


def _added_up(rows: list[UsageRow]) -> Iterable[UsageRow]:
    """Each day holds the days before it too."""
    return accumulate(rows, _added)


def _total_each_day(rows: list[UsageRow]) -> Iterable[UsageRow]:
    """The month's total in every day."""
    whole = list(accumulate(rows, _added))[-1]
    return (replace(row, figures=whole.figures) for row in rows)


MISTAKES: Mapping[str, Spoil] = {
    "a store ten times as much": _scaled("10"),
    "a store a tenth": _scaled("0.1"),
    "a store a hundred times": _scaled("100"),
    "a store's figures all zero": _scaled("0"),
    "one day a hundred times": _one_day,
    "last month's file again": _copied,
    "only the first week": _cut_short,
    "added up from day to day": _each(_added_up),
    "the month's total in every day": _each(_total_each_day),
}
