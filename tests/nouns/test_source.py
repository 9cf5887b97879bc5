"""Cells and the fewest ranges that hold them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing.source import Cell, CellRange, address, at, column_letters, ranges, unbroken


@pytest.mark.parametrize(
    "column, letters",
    [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA"), (702, "ZZ"), (703, "AAA")],
)
def test_column_letters(column: int, letters: str) -> None:
    """As a spreadsheet shows them."""
    assert (column_letters(column), address(column, 5)) == (letters, f"{letters}5")


@pytest.mark.parametrize(
    "place, expected",
    [
        (CellRange("a.xlsx", "Oct", "D5", "D35"), "a.xlsx!Oct!D5:D35"),
        (CellRange("a.xlsx", "Oct", "D5", "D5"), "a.xlsx!Oct!D5"),
        (CellRange("a.xlsx", "Oct"), "a.xlsx!Oct"),
        (CellRange("a.csv", "", "A1", "A1"), "a.csv!A1"),
        (at(Cell("a.csv", "", 4, 5)), "a.csv!D5"),
    ],
)
def test_range_as_text(place: CellRange, expected: str) -> None:
    """The form of messages and run.json, without empty parts."""
    assert str(place) == expected


@pytest.mark.parametrize(
    "cells, expected",
    [
        ([], []),
        ([(4, 5)], ["D5"]),
        ([(4, 6), (4, 5), (4, 5)], ["D5:D6"]),
        ([(4, 5), (4, 7)], ["D5", "D7"]),
        ([(4, 5), (5, 5)], ["D5", "E5"]),
        ([(4, 5), (4, 6), (5, 7), (5, 8)], ["D5:D6", "E7:E8"]),
    ],
)
def test_ranges(cells: list[tuple[int, int]], expected: list[str]) -> None:
    """The fewest column-wise ranges, each cell once."""
    found = ranges(Cell("a.xlsx", "Oct", column, row) for column, row in cells)
    assert [str(one).rpartition("!")[2] for one in found] == expected


@given(st.sets(st.tuples(st.sampled_from("ab"), st.integers(1, 4), st.integers(1, 30))))
def test_ranges_hold_exactly_these_cells(cells: set[tuple[str, int, int]]) -> None:
    """None is lost, none is added, and no two ranges adjoin."""
    found = ranges(Cell(file, "S", column, row) for file, column, row in cells)
    held = [
        (one.file, ord(one.first[0]) - 64, row)
        for one in found
        for row in range(int(one.first[1:]), int(one.last[1:]) + 1)
    ]
    assert (set(held), len(held)) == (cells, len(cells))
    starts = {(one.file, one.first) for one in found}
    ends = {(one.file, f"{one.last[0]}{int(one.last[1:]) + 1}") for one in found}
    assert not starts & ends


@given(st.lists(st.tuples(st.integers(1, 30), st.integers(0, 5))))
def test_unbroken_stretches(found: list[tuple[int, int]]) -> None:
    """However they meet and overlap: the same numbers, each once, with a gap between any two."""
    stretches = [(first, first + more) for first, more in found]
    joined = unbroken(stretches)
    held = [number for first, last in joined for number in range(first, last + 1)]
    assert held == sorted({n for first, last in stretches for n in range(first, last + 1)})
    assert all(one[1] + 1 < other[0] for one, other in pairwise(joined))
