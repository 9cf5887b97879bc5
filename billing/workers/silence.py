"""Who gives no sign of life: a process that is stopped or stuck, which no operating system tells.

Nothing is measured by the clock. A driver that was itself stopped (Ctrl-Z, a machine that slept)
would find all its workers silent for as long; it counts its own looks instead.
"""

from collections.abc import Hashable, Mapping
from typing import Generic, TypeVar

LOOKS = 3  # looks in a row, each after 20 s without news, with no sign of life in between

Who = TypeVar("Who", bound=Hashable)


class Silence(Generic[Who]):
    """Counts, from look to look, since when each has given no sign of life."""

    def __init__(self) -> None:
        self._seen: dict[Who, tuple[object, int]] = {}

    def look(self, signs: Mapping[Who, object]) -> list[Who]:
        """Those who are given up, by the last sign of each; a sign that differs is a new one.

        >>> silence = Silence()
        >>> [silence.look({"a": beat, "b": 7}) for beat in range(4)]
        [[], [], [], ['b']]
        """
        self._seen = {who: (sign, self._looks(who, sign)) for who, sign in signs.items()}
        return [who for who, (_, looks) in self._seen.items() if looks >= LOOKS]

    def _looks(self, who: Who, sign: object) -> int:
        before, looks = self._seen.get(who, (None, 0))
        return looks + 1 if before == sign else 0
