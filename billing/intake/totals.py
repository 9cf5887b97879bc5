"""Figures summed by source: a sum is whole where every part of the source tells the figure."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from decimal import Decimal
from itertools import repeat
from typing import NamedTuple

import numpy as np

from billing.intake.coded import Codes, Mask, distinct
from billing.intake.scaled import Scaled, summable
from billing.intake.stack import Stack, numbered_by

Exact = Callable[[int, int, int], Decimal]  # of units, their decimals, and those needed

_NOTHING: frozenset[str] = frozenset()  # one for all rows: Python makes each anew, of 200 bytes


class Told(NamedTuple):
    """What a source tells: sums, and the figures that not every part of it tells."""

    figures: dict[str, Decimal]
    blank: frozenset[str]


class Summed(NamedTuple):
    """What each source tells, and for each figure which of the sources have a column for it."""

    told: list[Told]
    held: Mapping[str, Mask]


def summed(stack: Stack, starts: Codes, exact: Exact) -> Summed:
    """Every figure of the rows, which stand in order of their sources; each begins at a start.

    Rows that do not tell a figure have 0 units of it, which need no decimals.
    """
    parts = _parts(stack)
    figures: list[dict[str, Decimal]] = [{} for _ in starts]
    blank: dict[int, frozenset[str]] = defaultdict(frozenset)
    held: dict[str, Mask] = {}
    for figure, own in stack.figures.items():
        held[figure] = np.logical_or.reduceat(own.held, starts)
        whole = np.logical_and.reduceat(_told(own, parts), starts)
        for source, value in _sums(own, starts, np.flatnonzero(whole), exact):
            figures[source][figure] = value
        for source in np.flatnonzero(held[figure] & ~whole).tolist():
            blank[source] |= {figure}
    every = [Told(own, blank.get(n, _NOTHING)) for n, own in enumerate(figures)]
    return Summed(every, held)


def _parts(stack: Stack) -> Codes:
    """The number of each row's part: an agent's say, by platform and time, of one source."""
    return distinct(*numbered_by(stack.rows, ("source", "agent", "platform", "hour")))[0]


def _told(own: Scaled, parts: Codes) -> Mask:
    """Which rows tell the figure, or stand beside a row of the same part that does."""
    if own.told.all() or not own.told.any():
        return own.told
    found = np.zeros(parts.max() + 1, np.bool_)
    found[parts[own.told]] = True
    return found[parts]


def _sums(own: Scaled, starts: Codes, sources: Codes, exact: Exact) -> "zip[tuple[int, Decimal]]":
    """The sums of some sources, each with as many decimals as its numbers need."""
    units = np.add.reduceat(summable(own.units), starts)[sources].tolist()
    needed = np.maximum.reduceat(own.decimals(), starts)[sources].tolist()
    return zip(sources.tolist(), map(exact, units, repeat(own.places), needed), strict=True)
