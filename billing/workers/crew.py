"""Who works: chosen once, started when there is enough to do."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import chain, islice
from typing import Any

from billing.workers.feeding import Feed, Pool
from billing.workers.local import Local
from billing.workers.place import Place
from billing.workers.shard import Job, Shard, Sign, tried

FEW = 8  # jobs that this process has done before another could begin
ENDLESS = 600.0  # seconds at one job, after which it is taken for endless; a long annex takes 20


class Crew:
    """Does jobs. Without `start` it is this process."""

    def __init__(self, start: Callable[[], Pool] | None = None) -> None:
        """`start` brings workers to life, at the first `each` that is worth it."""
        self._start = start
        self._pool: Pool | None = None

    def each(
        self, jobs: Iterable[Job], *, of: int = 0, sign: Sign | None = None
    ) -> Iterator[tuple[int, Any]]:
        """Key and result, or Fault, of every job, in the order in which they end.

        Few jobs are done in this process. Jobs of a crew of others are drawn as room is made;
        `of` is how many will come, as far as it is known. Where `of` is many and `sign` is given,
        workers on other machines are compared with this one before the first job is drawn.

        Raises SettingsError for workers that differ, BillingError where there is nobody left.
        """
        drawn = iter(jobs)
        first = (
            () if self._start and of >= FEW else tuple(islice(drawn, FEW if self._start else None))
        )
        if self._start is None or (of < FEW and len(first) < FEW):
            yield from ((job.key, tried(job.call)) for job in first)
            return
        pool = self._pool = self._pool or self._start()
        expected = pool.agreed(sign) if sign else {}
        asked = sign if expected else None
        like = Shard(jobs=(), expected=expected, sign=asked, seconds=ENDLESS)
        yield from Feed(chain(first, drawn), pool, of, like).results()

    def close(self) -> None:
        """Let the workers go."""
        if self._pool is not None:
            self._pool.shutdown()
            self._pool = None


HERE = Crew()


@contextmanager
def opened(place: Place) -> Iterator[Crew]:
    """The crew of a place, while the block runs; whatever ends it, no worker is left.

    Raises SettingsError where the cluster cannot be reached.
    """
    crew = Crew(_start(place))
    try:
        yield crew
    finally:
        crew.close()


def _start(place: Place) -> Callable[[], Pool] | None:
    if place.cluster:
        from billing.workers.cluster import Cluster  # noqa: PLC0415 - of an extra, and heavy

        cluster = Cluster(place.cluster)
        return lambda: cluster
    apart = place.processes > 1 and sys.executable  # a program of one file has none to start
    return partial(Local, place.processes) if apart else None
