"""Columns by their different values: each is read, looked up and compared once, not once a row."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from operator import is_
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.int64]
Small = NDArray[np.int32]
Mask = NDArray[np.bool_]
T = TypeVar("T", bound=Hashable)
U = TypeVar("U", bound=Hashable)

_NUMBERS = frozenset({bool, int, float})  # of which 1 == 1.0 == True
_MOST = 1 << 62  # codes stay below
_TABLE = 1 << 20  # a table of so many numbers is quicker than to sort


@dataclass(frozen=True, slots=True, eq=False)
class Coded(Generic[T]):
    """A column: for each row, which of the values, no two alike; some may be held by no row."""

    codes: Small
    values: tuple[T, ...]

    def __len__(self) -> int:
        """How many rows."""
        return len(self.codes)

    def __iter__(self) -> Iterator[T]:
        """The value of every row."""
        values = self.values
        return (values[code] for code in self.codes.tolist())

    def __getitem__(self, row: int) -> T:
        """The value of one row, from 0."""
        value: T = self.values[self.codes[row]]
        return value

    def of(self, rows: Codes | Mask) -> "Coded[T]":
        """The same column of some rows."""
        return Coded(self.codes[rows], self.values)

    def held(self) -> list[T]:
        """The values that some row holds."""
        used = np.zeros(len(self.values), np.bool_)
        used[self.codes] = True
        return [self.values[n] for n in np.flatnonzero(used)]

    def mapped(self, read: Callable[[T], U]) -> "Coded[U]":
        """What is read of each value; values that read alike become one."""
        found = [read(value) for value in self.values]
        if all(map(is_, found, self.values)):  # nothing to mend, as in most columns
            return Coded(self.codes, tuple(found))
        return placed(self.codes, found)

    def flags(self, test: Callable[[T], bool]) -> Mask:
        """For each row, whether its value passes a test."""
        passed = np.fromiter(map(test, self.values), np.bool_, len(self.values))
        return passed[self.codes] if passed.any() else np.zeros(len(self.codes), np.bool_)


def placed(codes: Small | Codes, found: Sequence[U]) -> Coded[U]:
    """A column of codes into a list of values that may repeat."""
    own = _numbered(found)
    if len(own.values) == len(found):
        return Coded(codes.astype(np.int32, copy=False), own.values)
    return Coded(own.codes[codes], own.values)


def coded(values: Sequence[T]) -> Coded[T]:
    """A column of cells. Numbers that are equal and not of one type stay apart: 1, 1.0, True."""
    if len(_NUMBERS.intersection(map(type, values))) < 2:
        return _numbered(values)
    typed = _numbered([(value.__class__, value) for value in values])
    return Coded(typed.codes, tuple(value for _, value in typed.values))


def _numbered(values: Sequence[T]) -> Coded[T]:
    places: defaultdict[T, int] = defaultdict(count().__next__)  # each new one gets the next number
    codes = np.fromiter(map(places.__getitem__, values), np.int32, len(values))
    return Coded(codes, tuple(places))


def constant(value: T, rows: int) -> Coded[T]:
    """A column that holds one value throughout."""
    return Coded(np.zeros(rows, np.int32), (value,))


def numbered(*parts: tuple[NDArray[Any], int]) -> tuple[Codes, int]:
    """One number for each combination of codes, given with how many there are of each.

    The order of numbers is that of the codes, the first part first.
    """
    codes, size = np.zeros(len(parts[0][0]), np.int64), 1
    for own, many in parts:
        if many > 1 and size * many >= _MOST:
            codes, first = distinct(codes, size)
            size = len(first)
        codes, size = (codes * many + own, size * many) if many > 1 else (codes, size)
    return codes, size


def combined(*columns: Coded[Any]) -> Coded[tuple[Any, ...]]:
    """Columns side by side: their values are the combinations that occur."""
    own, first = distinct(*numbered(*((column.codes, len(column.values)) for column in columns)))
    rows = zip(*(column.of(first) for column in columns), strict=True)
    return Coded(own.astype(np.int32), tuple(rows))


def by_first(codes: Codes, size: int) -> tuple[Codes, Codes]:
    """As `distinct`, with the numbers in order of their first rows."""
    own, first = distinct(codes, size)
    order = np.argsort(first)
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    return place[own], first[order]


def distinct(codes: Codes, size: int) -> tuple[Codes, Codes]:
    """The numbers of `codes`, all below `size`, without gaps; and the first row of each.

    Their order stays as it is.
    """
    if size > max(_TABLE, 4 * len(codes)):
        _, first, own = np.unique(codes, return_index=True, return_inverse=True)
        return own, first
    first = np.full(size, -1, np.int64)
    first[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)
    held = np.flatnonzero(first >= 0)
    place = np.zeros(size, np.int64)
    place[held] = np.arange(len(held))
    return place[codes], first[held]
