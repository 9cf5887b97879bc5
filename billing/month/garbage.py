"""Garbage is looked for rarely while a month is billed.

Contracts, usage and drafts hold no cycles and live to the end of the run; looking through them all,
again and again, finds nothing.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = 100_000  # objects made since the last look


@contextmanager
def seldom() -> Iterator[None]:
    """While the block runs, or the function that it decorates; as before after it."""
    before = gc.get_threshold()
    gc.set_threshold(max(before[0], _SELDOM), *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
