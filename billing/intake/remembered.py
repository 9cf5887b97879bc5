"""What files gave, remembered while an inbox is watched: one that changed is read, no other.

Kept as bytes, so that whatever is done with the one reading's answer, the next has its own.
"""

import hashlib
import pickle
from collections.abc import Iterator
from contextlib import contextmanager

from billing.intake.book import BookRead
from billing.source import File

_READINGS = 4  # with other registers, headers or months; the month before is read as well


class Readings:
    """What files gave, by what they were read with; a file that is gone is forgotten."""

    def __init__(self) -> None:
        """Nothing yet."""
        self._former: dict[str, dict[File, bytes]] = {}
        self._latest: dict[str, dict[File, bytes]] = {}

    def begin(self, what: object) -> str:
        """A new reading; the key of `what` all its files are read with."""
        key = hashlib.sha256(pickle.dumps(what, pickle.HIGHEST_PROTOCOL)).hexdigest()
        self._former[key] = self._latest.pop(key, {})
        self._latest[key] = {}
        while len(self._latest) > _READINGS:
            oldest = next(iter(self._latest))
            del self._latest[oldest], self._former[oldest]
        return key

    def known(self, key: str, file: File) -> BookRead | None:
        """What a file gave in the reading before, or None; its name and content tell it."""
        packed = self._former.get(key, {}).get(file) or self._latest.get(key, {}).get(file)
        if packed is None:
            return None
        if key in self._latest:
            self._latest[key][file] = packed
        found: BookRead = pickle.loads(packed)  # noqa: S301 - packed here
        return found

    def keep(self, key: str, file: File, read: BookRead) -> None:
        """Remember what a file gave."""
        if key in self._latest:
            self._latest[key][file] = pickle.dumps(read, pickle.HIGHEST_PROTOCOL)


_held: list[Readings] = []  # none or one


@contextmanager
def remembering() -> Iterator[None]:
    """Until the end of it files that did not change are not read again."""
    _held.append(Readings())
    try:
        yield
    finally:
        _held.pop()


def readings() -> Readings | None:
    """What is remembered; None where nothing is to be."""
    return _held[-1] if _held else None
