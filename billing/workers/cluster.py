"""A Dask cluster: `distributed` brings shards to its workers and repeats those of a lost one.

Workers are started by others (`dask worker ... --nthreads 1`), so each is asked what it is before
it is given anything: the same programs, the same Python, the same templates as here, or else the
bytes of a page would depend on who made it.
"""

import logging
from collections.abc import Iterator, Mapping
from concurrent.futures import CancelledError, Executor, Future
from contextlib import contextmanager, suppress
from typing import Any

from billing.errors import BillingError, SettingsError
from billing.workers.feeding import unlike
from billing.workers.shard import Landed, Shard, Sign, tried, work

_CONNECT = "10s"
_AHEAD = 2  # shards a thread, so that the next is there before it is asked for
_TALKATIVE = ("distributed", "tornado.application")  # what they tell, our errors tell better


class Cluster:
    """The workers of a scheduler, as a `Pool`."""

    def __init__(self, address: str) -> None:
        """Connect. Raises SettingsError where the extra or the scheduler is missing."""
        distributed = _distributed()
        self._address = address
        try:
            self._client = distributed.Client(
                f"{_protocol()}://{address}", timeout=_CONNECT, set_as_default=False, name="billing"
            )
        except (OSError, ValueError) as error:
            raise SettingsError("workers_no_scheduler", found=address) from error
        self._killed: type[BaseException] = distributed.KilledWorker
        self._executor: Executor = self._client.get_executor(pure=False)
        self.room = 1

    def agreed(self, sign: Sign) -> Mapping[str, str]:
        """What this process is, where every worker of now is so too. Raises SettingsError."""
        expected = dict(sign())
        with self._heard():
            found = self._client.run(tried, sign, on_error="return")
        for where, one in sorted(found.items()):
            if not isinstance(one, Mapping) or dict(one) != expected:
                raise unlike(one if isinstance(one, Mapping) else {}, expected, where)
        if not found:
            raise SettingsError("workers_none", found=self._address)
        threads = sum(self._threads().values())
        self.room = max(1, _AHEAD * threads)
        return expected

    def send(self, shard: Shard) -> "Future[Landed]":
        """Have a shard worked on. Raises BillingError where the scheduler is gone."""
        if self._client.status != "running":
            raise self._gone()
        with self._heard():
            return self._executor.submit(work, shard)

    def died(self, error: BaseException) -> bool:
        """Whether it is the death of a worker. Raises BillingError where the cluster is gone."""
        if isinstance(error, CancelledError) or self._client.status != "running":
            raise self._gone() from error
        return isinstance(error, self._killed)

    def look(self) -> None:
        """Raise BillingError where neither scheduler nor worker is left."""
        if self._client.status != "running" or not self._threads():
            raise self._gone()

    def shutdown(self) -> None:
        """Take back what was not begun, and leave the cluster to others."""
        with suppress(Exception):  # a scheduler that is gone needs no goodbye
            self._executor.shutdown(wait=False)
            self._client.close(timeout=5)

    def _threads(self) -> Mapping[str, int]:
        with self._heard():
            return dict(self._client.nthreads())

    def _gone(self) -> BillingError:
        return BillingError("workers_gone", found=self._address)

    @contextmanager
    def _heard(self) -> Iterator[None]:
        """A scheduler that does not answer is gone."""
        try:
            yield
        except (OSError, TimeoutError) as error:
            raise self._gone() from error


def _distributed() -> Any:
    try:
        import distributed  # noqa: PLC0415 - of an extra, and heavy
    except ImportError as error:
        raise SettingsError("workers_need_dask") from error
    for name in list(logging.root.manager.loggerDict):
        if name.startswith(_TALKATIVE):
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    return distributed


def _protocol() -> str:
    """TLS where Dask's own settings ask for it."""
    import dask  # noqa: PLC0415

    return "tls" if dask.config.get("distributed.comm.require-encryption", default=None) else "tcp"
