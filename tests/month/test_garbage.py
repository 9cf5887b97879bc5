"""Garbage is looked for rarely while the month is billed, and as before after it."""

import gc
from collections.abc import Iterator

import pytest

from billing.render.quiet import seldom


@pytest.fixture(autouse=True)
def threshold() -> Iterator[None]:
    """A threshold that is told from others, and the process's own again."""
    before = gc.get_threshold()
    gc.set_threshold(701, 11, 12)
    yield
    gc.set_threshold(*before)


@seldom()
def _inside(fails: bool) -> tuple[int, int, int]:
    if fails:
        raise RuntimeError
    return gc.get_threshold()


def test_rarely_inside_and_as_before_after_it() -> None:
    """Each time anew, and where the block fails too."""
    assert [_inside(fails=False) for _ in range(2)] == [(100_000, 11, 12)] * 2
    with pytest.raises(RuntimeError):
        _inside(fails=True)
    assert gc.get_threshold() == (701, 11, 12)


def test_who_looks_less_often_still_does() -> None:
    """A threshold that is higher already stays."""
    gc.set_threshold(200_000, 11, 12)
    assert _inside(fails=False) == (200_000, 11, 12)
