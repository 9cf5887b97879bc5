"""Step 7's notes: what was written into the outbox is told to the ledger many files at a time.

Each transaction waits for the disk. A file is always written first: one of which the ledger was
not told, because the run ended there, is made again by the next run, with the same bytes.
"""

import time
from collections.abc import Callable, Sequence
from functools import cache

from billing.errors import LockedError
from billing.ledger import Ledger, Rendering
from billing.month.print import versions
from billing.month.workspace import Workspace

MOST = 25  # documents that wait to be noted
_LONG = 5.0  # seconds that they may wait; the lease has to be renewed too


class Notes:
    """Files by the place of their document among the outcomes, until the ledger is told of them."""

    def __init__(self, ledger: Ledger, clock: Callable[[], float] = time.monotonic) -> None:
        """Nothing waits."""
        self._ledger = ledger
        self._clock = clock
        self._since = clock()
        self._waiting: dict[int, tuple[Rendering, ...]] = {}

    def add(self, index: int, made: Sequence[Rendering]) -> None:
        """Files that were written for a document."""
        if made:
            self._waiting[index] = tuple(made)

    @property
    def due(self) -> bool:
        """Whether as many wait, or as long, that they should be told."""
        return len(self._waiting) >= MOST or self._clock() - self._since > _LONG

    def told(self) -> dict[int, Callable[[], None]]:
        """All in one transaction. Where that fails: how to tell the ledger of each alone.

        Raises LockedError where another run took over.
        """
        waiting, self._waiting, self._since = self._waiting, {}, self._clock()
        if not waiting:
            return {}
        try:
            self._ledger.record_renderings([one for own in waiting.values() for one in own])
        except LockedError:
            raise
        except Exception:  # noqa: BLE001 - whatever it is, it is told of the one whose fault it is
            return {index: self._alone(own) for index, own in waiting.items()}
        return {}

    def _alone(self, own: tuple[Rendering, ...]) -> Callable[[], None]:
        return lambda: self._ledger.record_renderings(own)


def once(workspace: Workspace) -> Callable[[str], str]:
    """`versions` of a suffix as they were when a run first asked: no template is read a page."""
    return cache(lambda suffix: versions(suffix, workspace))
