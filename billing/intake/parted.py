"""The rows of all tables, some clients at a time: no sum is of two clients.

What sums take besides the rows themselves is then as much for a thousand clients as for all.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from billing.intake.coded import Codes
from billing.intake.stack import Stack, together

_ROWS = 1 << 16  # at a time: more, and the memory; fewer, and starting each sum would tell


def parted(stacks: Sequence[Stack]) -> Iterator[Stack]:
    """The rows of all stacks, together; each part has all rows of its clients, which rise."""
    part = _parts(stacks)
    if len(stacks) == 1 and not part[0].any():
        yield stacks[0]
        return
    orders = [np.argsort(own, kind="stable") for own in part]
    ends = [
        np.searchsorted(own[order], np.arange(max(map(_last, part)) + 2))
        for own, order in zip(part, orders, strict=True)
    ]
    for n in range(len(ends[0]) - 1):
        own = [order[end[n] : end[n + 1]] for order, end in zip(orders, ends, strict=True)]
        yield together([one.of(rows) for one, rows in zip(stacks, own, strict=True) if len(rows)])


def _parts(stacks: Sequence[Stack]) -> list[Codes]:
    """The number of each row's part, stack by stack."""
    clients = [[place.client for place in own.rows["place"].cat.categories] for own in stacks]
    places = {one: n for n, one in enumerate(sorted({one for own in clients for one in own}))}
    of = [
        np.array([places[one] for one in own])[stack.rows["place"].cat.codes]
        for own, stack in zip(clients, stacks, strict=True)
    ]
    counts = sum(np.bincount(own, minlength=len(places)) for own in of)
    part = (np.cumsum(counts) - counts) // _ROWS
    part = np.cumsum(np.diff(part, prepend=0) != 0)  # without gaps
    return [part[own] for own in of]


def _last(part: Codes) -> int:
    return int(part.max())
