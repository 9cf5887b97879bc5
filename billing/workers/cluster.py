"""A Dask cluster: `distributed` brings shards to its workers and repeats those of a lost one.

Workers are started by others (`dask worker ... --nthreads 1`), so each is asked what it is before
it is given anything: the same programs, the same Python, the same templates as here, or else the
bytes of a page would depend on who made it.

A worker that hangs is lost too, but Dask takes five minutes to say so, and none of its calls has a
limit: whoever does not answer here is not waited for.
"""

import time
from collections.abc import Iterator, Mapping
from concurrent.futures import CancelledError, Executor, Future, wait
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import Any

from billing.errors import BillingError, SettingsError
from billing.workers import scheduler
from billing.workers.bounded import apart, within
from billing.workers.feeding import unlike
from billing.workers.shard import Landed, Shard, Sign, tried, work
from billing.workers.silence import Silence

_AHEAD = 2  # shards a thread, so that the next is there before it is asked for
_ANSWER = 10.0  # seconds in which a scheduler answers; it does nothing else
_SIGN = 60.0  # ... and a worker, which makes a page first, beside many others perhaps
_LOSE = 10.0  # ... and a nanny, whose worker is to be ended
_COUNT = 20.0  # seconds after which workers are counted again


class Cluster:
    """The workers of a scheduler, as a `Pool`."""

    def __init__(self, address: str) -> None:
        """Connect. Raises SettingsError where the extra or the scheduler is missing."""
        self._address = address
        self._client = scheduler.connected(address)
        self._executor: Executor = self._client.get_executor(pure=False)
        self._silence: Silence[str] = Silence()
        self._counted = 0.0
        self.room = 1

    def agreed(self, sign: Sign) -> Mapping[str, str]:
        """What this process is, where every worker of now is so too. Raises SettingsError."""
        expected = dict(sign())
        workers = self._workers()
        if not workers:
            raise SettingsError("workers_none", found=self._address)
        for where, one in sorted(self._asked(sign, workers).items()):
            if isinstance(one, OSError):  # of the way to it
                raise SettingsError("workers_silent", where=where)
            if not isinstance(one, Mapping) or dict(one) != expected:
                raise unlike(one if isinstance(one, Mapping) else {}, expected, where)
        return expected

    def _asked(self, sign: Sign, workers: Mapping[str, Any]) -> Mapping[str, Any]:
        """What each worker says it is, or why it does not. One that left meanwhile is left out."""
        ask = partial(self._client.run, tried, sign, on_error="return")
        answers = {where: apart(partial(ask, workers=[where])) for where in workers}
        wait(answers.values(), timeout=_SIGN)
        there = self._workers()
        said: dict[str, Any] = {}
        for where in there.keys() & answers.keys():
            try:
                said |= answers[where].result(timeout=0)
            except Exception as error:  # noqa: BLE001 - TimeoutError, or of the library
                said[where] = error
        return said

    def send(self, shard: Shard) -> "Future[Landed]":
        """Have a shard worked on. Raises BillingError where the scheduler is gone."""
        if self._client.status != "running":
            raise self._gone()
        if time.monotonic() - self._counted > _COUNT:
            self._workers()
        with self._heard():
            return self._executor.submit(work_there, shard)

    def died(self, error: BaseException) -> bool:
        """Whether it is the death of a worker. Raises BillingError where the cluster is gone."""
        if isinstance(error, CancelledError) or self._client.status != "running":
            raise self._gone() from error
        return _killed(error)

    def look(self) -> None:
        """Give up who hangs. Raise BillingError where neither scheduler nor worker is left."""
        if self._client.status != "running":
            raise self._gone()
        workers = self._workers()
        if not workers:
            raise self._gone()
        if hung := self._silence.look({where: one["last_seen"] for where, one in workers.items()}):
            self._lose(hung)

    def _lose(self, hung: list[str]) -> None:
        """Have the scheduler count workers as lost, and their nannies replace them."""
        lose = partial(self._client.scheduler.restart_workers, workers=hung, timeout=_LOSE)
        call = partial(self._client.sync, lose, wait_for_workers=False, on_error="return")
        with self._heard():
            within(2 * _LOSE, partial(call, stimulus_id="billing-lost"))

    def shutdown(self) -> None:
        """Take back what was not begun, and leave the cluster to others."""
        scheduler.let_go(self._client, self._executor)

    def _workers(self) -> Mapping[str, Any]:
        """All workers by address, as the scheduler knows them; and room for each."""
        with self._heard():
            found = within(_ANSWER, lambda: self._client.sync(self._client.scheduler.identity))
        workers: Mapping[str, Any] = found["workers"]
        self._counted = time.monotonic()
        self.room = max(1, _AHEAD * sum(one["nthreads"] for one in workers.values()))
        return workers

    def _gone(self) -> BillingError:
        return BillingError("workers_gone", found=self._address)

    @contextmanager
    def _heard(self) -> Iterator[None]:
        """A scheduler that does not answer is gone."""
        try:
            yield
        except (OSError, TimeoutError) as error:
            raise self._gone() from error


def work_there(shard: Shard) -> Landed:
    """In the worker: `work`; one that is unlike says its address."""
    landed = work(shard)
    if landed.unlike is None:
        return landed
    from distributed import get_worker  # noqa: PLC0415 - there, it is

    return replace(landed, where=get_worker().address)


def _killed(error: BaseException) -> bool:
    """Whether Dask gave up a shard, for workers that died of it."""
    from distributed import KilledWorker  # noqa: PLC0415 - of an extra, and heavy

    return isinstance(error, KilledWorker)
