"""The cells of a sheet put into their rows, from lists of addresses and values."""

from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from billing.workbook.grid import Value
from billing.workbook.limits import COLUMNS, ROWS
from billing.workbook.places import column
from billing.workbook.texts import NotPlain

Rows = list[list[Value] | tuple[Value, ...]]


@dataclass(slots=True)
class Contents:
    """The cells of a sheet, and the XML around them."""

    rows: Rows = field(default_factory=list)
    percent: set[tuple[int, int]] = field(default_factory=set)
    units: dict[tuple[int, int], str] = field(default_factory=dict)
    linked: list[tuple[int, int]] = field(default_factory=list)  # formulas of other workbooks
    struck: set[tuple[int, int]] = field(default_factory=set)
    hidden_rows: int = 0
    filled: int = 0
    unordered: bool = False
    frame: bytes = b""
    begun: int = 0  # where in the frame the rows stood
    attributes: set[bytes] = field(default_factory=set)  # of the rows, each different one once
    last: int = 0  # the last row of a block that holds rows without cells

    def place(
        self,
        numbers: list[bytes | None],
        letters: list[bytes],
        digits: list[bytes],
        values: list[Value],
        width: int,
    ) -> None:
        """Add cells: `numbers` are those of the rows, at the first cell of each, else None.

        `width` is how many cells the first row has. Raises NotPlain where addresses do not rise,
        or contradict their row.
        """
        self.filled += len(values) - values.count("")
        if _rectangular(numbers, letters, digits, width):
            _add_rectangle(self.rows, digits[::width], values, width)
        else:
            _add_rows(self.rows, numbers, letters, digits, values)

    def end(self) -> None:
        """Leave out the last rows that hold formats alone: they are no data."""
        last = len(self.rows)
        while last and self.rows[last - 1].count("") == len(self.rows[last - 1]):
            last -= 1
        del self.rows[last:]


def _rectangular(
    numbers: list[bytes | None], letters: list[bytes], digits: list[bytes], width: int
) -> bool:
    """Whether every row holds cells A, B, C ... to one column."""
    rows, rest = divmod(len(letters), width)
    firsts = numbers[::width]
    return (
        not rest
        and numbers.count(None) == len(numbers) - rows
        and None not in firsts
        and letters == letters[:width] * rows
        and _layout(tuple(letters[:width])) is None
        and all(digits[n::width] == firsts for n in range(width))
    )


def _add_rectangle(
    rows: Rows,
    numbers: list[bytes],
    values: list[Value],
    width: int,
) -> None:
    places = [*map(int, numbers)]
    apart = any(a >= b for a, b in pairwise(places))
    if places[0] <= len(rows) or places[-1] > ROWS or apart:
        raise NotPlain
    lines = [values[n : n + width] for n in range(0, len(values), width)]
    if places[-1] - len(rows) == len(places):
        rows += lines
        return
    for place, line in zip(places, lines, strict=True):
        rows += ((),) * (place - 1 - len(rows))
        rows.append(line)


def _add_rows(
    rows: Rows,
    numbers: list[bytes | None],
    letters: list[bytes],
    digits: list[bytes],
    values: list[Value],
) -> None:
    starts = [n for n, number in enumerate(numbers) if number is not None]
    if starts[:1] != [0]:
        raise NotPlain
    for start, end in zip(starts, [*starts[1:], len(numbers)], strict=True):
        place, own = int(digits[start]), numbers[start : start + 1]
        if not len(rows) < place <= ROWS or digits[start:end] != own * (end - start):
            raise NotPlain
        rows += ((),) * (place - 1 - len(rows))
        rows.append(_line(tuple(letters[start:end]), values[start:end]))


def _line(letters: tuple[bytes, ...], values: list[Value]) -> list[Value]:
    places = _layout(letters)
    if places is None:
        return values
    line: list[Value] = [""] * (places[-1] + 1)
    for place, one in zip(places, values, strict=True):
        line[place] = one
    return line


@lru_cache(maxsize=4096)
def _layout(letters: tuple[bytes, ...]) -> list[int] | None:
    """The places of a row's cells, from 0; None where they are A, B, C ... without a gap."""
    places = [column(name.decode()) - 1 for name in letters]
    if places[-1] >= COLUMNS or any(a >= b for a, b in pairwise(places)):
        raise NotPlain
    return None if places[-1] == len(places) - 1 else places
