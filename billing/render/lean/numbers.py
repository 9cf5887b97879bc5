"""Numbers on a page: as exact as they can be seen."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pydyf

_EXACTLY = pydyf._to_bytes  # noqa: SLF001  # pydyf offers no way to say how exact
_LARGE = 10  # lengths from here on; below stand shares, scales, turns and colours


@contextmanager
def rounded() -> Iterator[None]:
    """While the block runs, write lengths to the hundredth of a CSS pixel: 3 thousandths of a mm.

    Not to be entered by two threads at once.
    """
    pydyf._to_bytes = _to_bytes  # noqa: SLF001
    try:
        yield
    finally:
        pydyf._to_bytes = _EXACTLY  # noqa: SLF001


def _to_bytes(item: Any) -> bytes:
    """As pydyf's."""
    if type(item) is float and not -_LARGE < item < _LARGE:
        return (b"%.2f" % item).rstrip(b"0").rstrip(b".")
    written: bytes = _EXACTLY(item)
    return written
