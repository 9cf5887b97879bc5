"""Cells' addresses and numbers: AB12 is row 12, column 28."""

from collections.abc import Iterable, Iterator


def column(letters: str) -> int:
    """The number of a column, from 1.

    >>> column("A"), column("XFD")
    (1, 16384)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def address(row: int, number: int) -> str:
    """A cell as spreadsheets name it.

    >>> address(12, 28)
    'AB12'
    """
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def runs(places: Iterable[tuple[int, int]]) -> Iterator[str]:
    """Cells as ranges down their columns.

    >>> [*runs([(2, 3), (3, 3), (5, 1)])]
    ['A5', 'C2:C3']
    """
    start = last = (0, 0)
    for place in [*sorted(places, key=lambda one: one[::-1]), (0, 0)]:
        if place != (last[0] + 1, last[1]):
            if start != (0, 0):
                yield address(*start) + (f":{address(*last)}" if last != start else "")
            start = place
        last = place
