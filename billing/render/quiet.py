"""Garbage collection held off while much is made that lives to the end: pages, and a month."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

_OFTEN = 100_000  # objects made since the last collection; a page of two sheets makes fewer


@contextmanager
def seldom() -> Iterator[None]:
    """Collect rarely while the block runs, or the function that it decorates; then as before."""
    before = gc.get_threshold()
    gc.set_threshold(max(before[0], _OFTEN), *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def collection() -> Iterator[None]:
    """The same while a page is made; after the first one what is there now is settled."""
    with seldom():
        yield
        _settle()


@cache
def _settle() -> None:
    """Once, after the first page: what is there now stays, and is not looked through any more."""
    gc.collect()
    gc.freeze()
