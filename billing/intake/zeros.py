"""Order numbers that lost their leading zeros: `0012` in one export is `12` in another.

A spreadsheet that opens an export as numbers takes the zeros off, and the same order would count
twice. Which rows are the damaged ones is not known to us: both ways of writing one number block.
"""

from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from billing.intake.faults import Fault
from billing.intake.listed import Listed
from billing.source import Cell, at
from billing.usage import Kind

_Number = tuple[str, str]  # a client, and a number without its leading zeros


def lost(lists: Iterable[Listed]) -> Iterator[Fault]:
    """A fault at each cell whose number another cell of the client has with more zeros."""
    every = tuple(lists)
    if not any(_padded(text) for listed in every for text in listed.order.values):
        return
    longest = _longest(every)
    numbers = {number for _, number in longest}
    for listed in every:
        short = listed.order.flags(lambda text: _digits(text) and text.lstrip("0") in numbers)
        for row in np.flatnonzero(short).tolist():
            text = listed.order[row]
            whole = longest.get((listed.client[row], text.lstrip("0")))
            if whole is not None and len(text) < len(whole[0]):
                yield _fault(listed, row, text, *whole)


def _longest(lists: Iterable[Listed]) -> Mapping[_Number, tuple[str, Cell]]:
    """Of each number with leading zeros the longest way in which it is written, and its cell."""
    found: dict[_Number, tuple[str, Cell]] = {}
    for listed in lists:
        clients = listed.client
        for row in np.flatnonzero(listed.order.flags(_padded)).tolist():
            text = listed.order[row]
            key = (clients[row], text.lstrip("0"))
            if key not in found or len(text) > len(found[key][0]):
                found[key] = (text, _cell(listed, row))
    return found


def _fault(listed: Listed, row: int, text: str, whole: str, other: Cell) -> Fault:
    return Fault(
        "order_zeros_lost",
        _cell(listed, row),
        text,
        whole,
        (listed.client[row],),
        Kind.ORDERS,
        (("other", str(at(other))),),
    )


def _cell(listed: Listed, row: int) -> Cell:
    table = listed.table[row]
    return Cell(table.file, table.sheet, table.columns["orders"], int(listed.rows[row]))


def _digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _padded(text: str) -> bool:
    return text[:1] == "0" and len(text) > 1 and _digits(text)
