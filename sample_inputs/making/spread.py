"""A month's total spread over its days: uneven as real days are, and exact."""  # noqa: INP001

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from sample_inputs.making.book import Cell


def days(month: str, first: int = 1) -> tuple[date, ...]:
    """The days of a month such as 2026-10, from its day `first` on."""
    year, number = map(int, month.split("-"))
    return tuple(date(year, number, day) for day in range(first, monthrange(year, number)[1] + 1))


def count(total: int, parts: int, seed: int) -> list[int]:
    """Whole numbers that sum to `total`, none far from its share; `seed` tells columns apart."""
    weights = [80 + (seed * 31 + part * 53 + part * part * 7) % 45 for part in range(parts)]
    whole = sum(weights)
    found = [total * weight // whole for weight in weights]
    for part in range(total - sum(found)):
        found[part * 7 % parts if parts % 7 else part % parts] += 1
    return found


def money(total: str, parts: int, seed: int) -> list[Decimal]:
    """Amounts to the cent that sum to `total`."""
    cents = int(Decimal(total) * 100)
    return [Decimal(part) / 100 for part in count(cents, parts, seed)]


def with_totals(rows: Sequence[Sequence[Cell]], *, mean: bool = False) -> Iterator[list[Cell]]:
    """Rows, then 合计 of their number columns (and 均值, rounded, where an export has it)."""
    yield from map(list, rows)
    sums = [_sum([row[column] for row in rows]) for column in range(len(rows[0]))]
    yield ["合计", *sums[1:]]
    if mean:
        yield ["均值", *(None if s is None else round(s / len(rows), 1) for s in sums[1:])]


def _sum(cells: Sequence[Cell]) -> Decimal | None:
    numbers = [Decimal(cell) for cell in cells if isinstance(cell, int | Decimal)]
    return sum(numbers, Decimal(0)) if len(numbers) == len(cells) else None
