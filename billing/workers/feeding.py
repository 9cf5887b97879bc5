"""Jobs out to the workers and what they made back, so that no worker waits and little is held.

The driver's own work (drawing a job may issue an invoice, taking a result writes its file) is done
one at a time between two looks at the workers, and a shard is ready for the next who is free.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from dataclasses import replace
from itertools import islice
from typing import Any, Protocol

from billing.errors import SettingsError
from billing.workers.shard import Fault, Job, Landed, Shard, Sign

MOST = 25  # jobs of a shard: what it costs to send is lost in what they cost
_FIRST = 4  # jobs of the first shard; the next has as many more as were given by then
DEATHS = 3  # workers that a job may take with it, before it is said to be the reason
_LOOK = 20.0  # seconds without news, after which is asked whether anybody is still there


class Pool(Protocol):
    """Workers of one kind, over a `concurrent.futures.Executor`."""

    room: int  # shards that may be under way

    def send(self, shard: Shard) -> "Future[Landed]":
        """Have a shard worked on. Raises BillingError where there is nobody to do it."""

    def agreed(self, sign: Sign) -> Mapping[str, str]:
        """What all workers are, and every later one has to be. Raises SettingsError."""

    def died(self, error: BaseException) -> bool:
        """Whether an error of a shard is the death of its worker."""

    def look(self) -> None:
        """Give up who hangs. Raise BillingError where no news can be expected any more."""

    def shutdown(self) -> None:
        """Let the workers go, whatever they do."""


class Feed:
    """One stream of jobs through a pool. `of` is how many there may be; it only shapes shards."""

    def __init__(self, jobs: Iterator[Job], pool: Pool, of: int, like: Shard) -> None:
        self._jobs = jobs
        self._pool = pool
        self._left = of
        self._given = 0
        self._like = like  # what all shards have in common
        self._ended = False
        self._drawn: deque[Job] = deque()
        self._again: deque[Shard] = deque()
        self._sent: dict[Future[Landed], Shard] = {}
        self._landed: deque[tuple[int, Any]] = deque()

    def results(self) -> Iterator[tuple[int, Any]]:
        """Key and result of every job, in the order in which they end."""
        while True:
            self._gather(0)
            if self._send() or (len(self._landed) < MOST and self._draw()):
                continue
            if self._landed:
                yield self._landed.popleft()
            elif self._sent:
                self._gather(_LOOK)
            else:
                return

    @property
    def _size(self) -> int:
        """Few jobs at first, so that there is news soon; then many, and single ones at the end.

        So all workers end together.
        """
        return max(1, min(MOST, _FIRST + self._given, self._left // (4 * self._pool.room)))

    def _draw(self) -> bool:
        """Take one more job, where the next shard is not complete."""
        if self._ended or len(self._drawn) >= self._size:
            return False
        job = next(self._jobs, None)
        if job is None:
            self._ended = True
        else:
            self._drawn.append(job)
        return True

    def _send(self) -> bool:
        """Hand the next shard to who is free, if it is complete."""
        if len(self._sent) >= self._pool.room:
            return False
        if self._again:
            self._hand(self._again.popleft())
            return True
        if not self._drawn or (len(self._drawn) < self._size and not self._ended):
            return False
        jobs = tuple(islice(_popped(self._drawn), self._size))
        self._left -= len(jobs)
        self._given += len(jobs)
        self._hand(replace(self._like, jobs=jobs))
        return True

    def _hand(self, shard: Shard) -> None:
        self._sent[self._pool.send(shard)] = shard

    def _gather(self, seconds: float) -> None:
        """What has ended by now, or within some seconds."""
        done, _ = wait(self._sent, timeout=seconds, return_when=FIRST_COMPLETED)
        if seconds and not done:
            self._pool.look()
        for future in done:
            shard = self._sent.pop(future)
            try:
                landed = future.result()
            except (Exception, CancelledError) as error:  # noqa: BLE001 - whatever a worker died of
                self._failed(shard, error)
            else:
                self._took(shard, landed)

    def _took(self, shard: Shard, landed: Landed) -> None:
        if landed.unlike is not None:
            raise unlike(landed.unlike, shard.expected, landed.where)
        pairs = zip(shard.jobs, landed.made, strict=True)
        self._landed.extend((job.key, made) for job, made in pairs)

    def _failed(self, shard: Shard, error: BaseException) -> None:
        """Its jobs again, each alone, so that the one that kills is told from the others."""
        if not self._pool.died(error):
            fault = Fault(code="client_failed", values={"reason": type(error).__name__})
        elif shard.deaths + 1 < DEATHS:
            alone = (replace(shard, jobs=(job,), deaths=shard.deaths + 1) for job in shard.jobs)
            self._again.extend(alone)
            return
        else:
            fault = Fault(code="worker_died", values={"count": str(DEATHS)})
        self._landed.extend((job.key, fault) for job in shard.jobs)


def _popped(jobs: "deque[Job]") -> Iterator[Job]:
    while jobs:
        yield jobs.popleft()


def unlike(found: Mapping[str, str], expected: Mapping[str, str], where: str) -> SettingsError:
    """A worker that would make other bytes: what it has, and what this process has."""
    names = [name for name in expected if found.get(name) != expected[name]]
    return SettingsError(
        "workers_unlike",
        where=where,
        found=", ".join(f"{name} {found.get(name, '-')}" for name in names),
        expected=", ".join(f"{name} {expected[name]}" for name in names),
    )
