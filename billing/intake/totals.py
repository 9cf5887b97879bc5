"""Figures summed by source: a sum is whole where every part of the source tells the figure."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from billing.intake.blocks import Block, column
from billing.intake.coded import Codes, Mask, numbered
from billing.intake.scaled import Scaled, decimal, summable
from billing.intake.stack import Stack


class Told(NamedTuple):
    """What a source tells: sums, and the figures that not every part of it tells."""

    figures: dict[str, Decimal]
    blank: frozenset[str]


class Summed(NamedTuple):
    """One figure by source: which have a column for it, which tell all of it, and its sums."""

    figure: str
    held: Mask
    whole: Mask
    sums: NDArray[Any]  # of Decimal


def summed(blocks: Sequence[Block], order: Codes, stack: Stack) -> list[Summed]:
    """Every figure of any block, in order of their names."""
    figures = sorted({figure for block in blocks for figure in block.figures})
    many = np.bincount(stack.of_part, minlength=stack.sources)
    return [_summed(figure, column(figure, blocks).of(order), stack, many) for figure in figures]


def _summed(figure: str, own: Scaled, stack: Stack, many: Codes) -> Summed:
    told = np.flatnonzero(own.told)
    source = stack.source[told]
    held = np.zeros(stack.sources, np.bool_)
    held[stack.source[own.held]] = True
    parts = np.zeros(len(stack.of_part), np.bool_)
    parts[stack.parts[told]] = True
    whole = held & (np.bincount(stack.of_part[parts], minlength=stack.sources) == many)
    units = summable(own.units)[told]
    sums = np.zeros(stack.sources, units.dtype)
    np.add.at(sums, source, units)
    needed = np.zeros(stack.sources, np.int8)
    if own.places:
        np.maximum.at(needed, source, own.of(told).decimals())
    return Summed(figure, held, whole, _decimals(sums, own.places, needed))


def _decimals(sums: NDArray[Any], places: int, needed: NDArray[np.int8]) -> NDArray[Any]:
    """Each different sum as a Decimal, once."""
    different, own = np.unique(sums, return_inverse=True)
    pairs, own = np.unique(own * (places + 1) + needed, return_inverse=True)
    units = different[pairs // (places + 1)].tolist()
    found = np.empty(len(pairs), object)
    found[:] = [
        decimal(n, places, more)
        for n, more in zip(units, (pairs % (places + 1)).tolist(), strict=True)
    ]
    return found[own]


def told(found: Sequence[Summed], sources: int) -> list[Told]:
    """The figures of each source: those that hold and tell the same ones are done together."""
    states = [(own.held.astype(np.int64) + own.whole, 3) for own in found]
    codes, _ = numbered((np.zeros(sources, np.int64), 1), *states)
    result: list[Told] = [Told({}, frozenset())] * sources
    for rows in _alike(codes):
        first = rows[0]
        whole = [own for own in found if own.whole[first]]
        names = [own.figure for own in whole]
        blank = frozenset(own.figure for own in found if own.held[first] and not own.whole[first])
        values = zip(*(own.sums[rows].tolist() for own in whole), strict=True)
        for row, sums in zip(rows.tolist(), values if whole else [()] * len(rows), strict=True):
            result[row] = Told(dict(zip(names, sums, strict=True)), blank)
    return result


def _alike(codes: Codes) -> list[Codes]:
    """The places of equal codes, together."""
    order = np.argsort(codes, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(codes[order])) + 1) if len(codes) else []
