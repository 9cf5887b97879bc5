"""Columns of exact numbers, as whole units of a power of ten: 12.5 and 3 are 125 and 30 tenths."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

from billing.intake.coded import Codes, Mask
from billing.workbook.grid import Value

Units = NDArray[Any]  # of int64, or of Python's own int where that could overflow

_SAFE = 1 << 62
_SHOWN = 10**15  # a float below is what a spreadsheet shows of it, 15 digits
_MOST_PLACES = 6


@dataclass(frozen=True, slots=True, eq=False)
class Scaled:
    """A column of numbers; rows that are not `told` hold 0 units.

    Of rows that are not `held` the table has no such figure at all.
    """

    units: Units
    places: int  # decimals of a unit
    told: Mask
    held: Mask

    def of(self, rows: Codes | Mask | slice) -> "Scaled":
        """The same column of some rows."""
        return Scaled(self.units[rows], self.places, self.told[rows], self.held[rows])

    def without(self, rows: Sequence[int]) -> "Scaled":
        """The same column, with nothing held in some rows."""
        kept = np.ones(len(self.units), np.bool_)
        kept[rows] = False
        return Scaled(
            np.where(kept, self.units, 0), self.places, self.told & kept, self.held & kept
        )

    def at(self, places: int) -> Units:
        """The units of a finer power of ten; Python ints where 64 bits do not hold them."""
        return times(self.units, 10 ** (places - self.places))

    def decimals(self) -> NDArray[np.int8]:
        """How many decimals each number needs."""
        found = np.full(len(self.units), self.places, np.int8)
        for drop in range(1, self.places + 1):
            found[(self.units % 10**drop == 0).astype(np.bool_)] = self.places - drop
        return found

    def total(self) -> Decimal:
        """The sum of what is told, with as many decimals as its numbers need."""
        units = sum(self.units.tolist())
        needed = self.decimals()[self.told]
        return decimal(units, self.places, int(needed.max()) if len(needed) else 0)

    def values(self) -> list[Decimal | None]:
        """Every number; None where there is none."""
        rows = zip(self.units.tolist(), self.decimals().tolist(), self.told.tolist(), strict=True)
        return [decimal(n, self.places, needed) if told else None for n, needed, told in rows]

    def value(self, row: int) -> Decimal:
        """The number of one row."""
        one = self.of(np.array([row]))
        return decimal(int(one.units[0]), one.places, int(one.decimals()[0]))


def times(units: Units, factor: int) -> Units:
    """The product, exactly."""
    if factor == 1:
        return units
    largest = max(abs(int(units.min())), int(units.max())) if len(units) else 0
    return units * factor if largest * factor < _SAFE else units.astype(object) * factor


def summable(units: Units) -> Units:
    """The same numbers, so that no sum of any of them overflows."""
    if units.dtype == object or not len(units):
        return units
    largest = max(abs(int(units.min())), int(units.max()))
    return units if largest * len(units) < _SAFE else units.astype(object)


def added(units: Units, codes: Codes, groups: int) -> Units:
    """The sum of the units of each group, exactly; `codes` tells of each number which it is of."""
    own = summable(units)
    found = np.zeros(groups, own.dtype)
    np.add.at(found, codes, own)
    return found


def decimal(units: int, places: int, needed: int) -> Decimal:
    """A number of units as a Decimal with the decimals that it needs."""
    return Decimal(f"{units // 10 ** (places - needed)}E-{needed}")  # exact, however long


def shown(cells: Sequence[Value]) -> tuple[Units, int, Mask]:
    """Units and their decimals of cells, and which of them hold a number that is told so.

    A spreadsheet shows 15 digits of a number: where n units have no more and n / 10**places is the
    number to its last bit, it shows just these.
    """
    if set(map(type, cells)) <= {float}:
        values, plain = np.array(cells, np.float64), np.ones(len(cells), np.bool_)
    else:
        plain = np.fromiter(map(_is_plain, cells), np.bool_, len(cells))
        numbers = (cell if own else 0 for cell, own in zip(cells, plain.tolist(), strict=True))
        values = np.fromiter(numbers, np.float64, len(cells))
    places = 0
    units, sure = _in_units(values, places)
    while places < _MOST_PLACES and not sure.all():
        places += 2
        units, sure = _in_units(values, places)
    return units, places, sure & plain


def _in_units(values: NDArray[np.float64], places: int) -> tuple[Units, Mask]:
    """Floats in units, and which of them are told exactly so."""
    with np.errstate(over="ignore", invalid="ignore"):
        units = np.rint(values * 10.0**places)
        sure = (np.abs(units) < _SHOWN) & (units / 10.0**places == values)
    return np.where(sure, units, 0).astype(np.int64), sure


def _is_plain(cell: Value) -> bool:
    """Whether a cell is a number that a float holds."""
    return cell.__class__ is float or (cell.__class__ is int and abs(cell) < _SHOWN)


def decimals(values: Sequence[Decimal | None]) -> tuple[Units, int]:
    """Units and their decimals of exact numbers; 0 units for none."""
    exponents = [int(value.as_tuple().exponent) for value in values if value is not None]
    places = max(0, -min(exponents, default=0))
    units = [int(value.scaleb(places)) if value is not None else 0 for value in values]
    large = any(abs(unit) >= _SAFE for unit in units)
    return np.array(units, dtype=object if large else np.int64), places
