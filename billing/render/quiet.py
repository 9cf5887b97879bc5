"""Garbage collection held off while a page is made: its thousands of boxes all live to the end."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

_OFTEN = 100_000  # objects made since the last collection; a page of two sheets makes fewer


@contextmanager
def collection() -> Iterator[None]:
    """Collect rarely while the block runs, and as before after it."""
    before = gc.get_threshold()
    gc.set_threshold(max(before[0], _OFTEN), *before[1:])
    try:
        yield
        _settle()
    finally:
        gc.set_threshold(*before)


@cache
def _settle() -> None:
    """Once, after the first page: what is there now stays, and is not looked through any more."""
    gc.collect()
    gc.freeze()
