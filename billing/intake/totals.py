"""Figures summed by source: a sum is whole where every part of the source tells the figure."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cache
from itertools import repeat
from typing import Any, NamedTuple

import pandas as pd
from numpy.typing import NDArray

from billing.intake.scaled import Scaled, decimal, summable
from billing.intake.stack import Stack


class Told(NamedTuple):
    """What a source tells: sums, and the figures that not every part of it tells."""

    figures: dict[str, Decimal]
    blank: frozenset[str]


class Summed(NamedTuple):
    """One figure by source: which have a column for it, which tell all of it, and its sums."""

    figure: str
    held: list[bool]
    whole: list[bool]
    sums: list[Decimal]


def summed(stack: Stack) -> list[Summed]:
    """Every figure. A part is an agent's say, by platform and time, that tells its figures once.

    Rows that do not tell a figure have 0 units of it, which need no decimals.
    """
    source = stack.rows["source"]
    told = _columns(stack, lambda own: own.told)
    if not told.to_numpy().all():
        within = ["source", "agent", "platform", "hour"]
        parts = stack.rows.groupby(within, observed=True, sort=False).ngroup()
        told = told.groupby(parts).transform("any")
    whole = told.groupby(source).all()
    held = _columns(stack, lambda own: own.held).groupby(source).any()
    units = _columns(stack, lambda own: summable(own.units)).groupby(source).sum()
    needed = _columns(stack, Scaled.decimals).groupby(source).max()
    exact = cache(decimal)
    return [
        Summed(
            figure,
            held[figure].tolist(),
            whole[figure].tolist(),
            [*map(exact, units[figure].tolist(), repeat(own.places), needed[figure].tolist())],
        )
        for figure, own in stack.figures.items()
    ]


def _columns(stack: Stack, read: Callable[[Scaled], NDArray[Any]]) -> pd.DataFrame:
    columns = {figure: read(own) for figure, own in stack.figures.items()}
    return pd.DataFrame(columns, index=stack.rows.index)


def told(found: Sequence[Summed], source: int) -> Told:
    """The figures of one source."""
    figures = {own.figure: own.sums[source] for own in found if own.whole[source]}
    return Told(
        figures,
        frozenset(own.figure for own in found if own.held[source] and not own.whole[source]),
    )
