"""The way to a Dask scheduler, and back from one: neither waits for who does not answer.

`distributed` bounds how long it connects, not how long it shakes hands; and a client that it could
not connect says farewell for twenty seconds, in its `__del__`. So who answers is asked first,
without a client; and every call has a thread, which is left behind if it does not come back.
"""

import asyncio
import logging
from concurrent.futures import Executor
from contextlib import suppress
from functools import partial
from typing import Any

from billing.errors import SettingsError
from billing.workers.bounded import within

_CONNECT = 10.0  # seconds in which a scheduler has to answer
_FAREWELL = 5.0
_GREAT = (
    "1 TB"  # a shard of long annexes is more than the 10 MB at which Dask warns on the terminal
)
_TALKATIVE = ("distributed", "tornado.application")  # what they tell, our errors tell better


def connected(address: str) -> Any:
    """A `distributed.Client` of the scheduler at `HOST:PORT`.

    Raises SettingsError where the extra is missing, or no scheduler answers: nobody, another
    program whatever it says, a scheduler that is stopped, a Dask worker.
    """
    distributed = _distributed()
    url = f"{_protocol()}://{address}"
    try:
        if within(_CONNECT, lambda: asyncio.run(_kind(distributed, url))) == "Scheduler":
            client = partial(distributed.Client, timeout=_CONNECT, set_as_default=False)
            return within(_CONNECT, partial(client, url, name="billing"))
    except Exception as error:  # whatever comes of reading what is no scheduler's
        raise SettingsError("workers_no_scheduler", found=address) from error
    raise SettingsError("workers_no_scheduler", found=address)


async def _kind(distributed: Any, url: str) -> str:
    """What a server of Dask says it is."""
    how = distributed.Security().get_connection_args("client")
    async with distributed.rpc(url, timeout=_CONNECT, connection_args=how) as server:
        return str((await server.identity())["type"])


def let_go(client: Any, executor: Executor) -> None:
    """Take back what was not begun, and close; whether the scheduler hears it or not."""

    def farewell() -> None:
        executor.shutdown(wait=False)
        client.close(timeout=_FAREWELL)

    with suppress(Exception):  # a scheduler that is gone needs no goodbye
        within(_FAREWELL, farewell)


def _distributed() -> Any:
    try:
        import dask  # noqa: PLC0415 - of an extra, and heavy
        import distributed  # noqa: PLC0415
    except ImportError as error:
        raise SettingsError("workers_need_dask") from error
    for name in list(logging.root.manager.loggerDict):
        if name.startswith(_TALKATIVE):
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    dask.config.set({"distributed.admin.large-graph-warning-threshold": _GREAT})
    return distributed


def _protocol() -> str:
    """TLS where Dask's own settings ask for it."""
    import dask  # noqa: PLC0415

    return "tls" if dask.config.get("distributed.comm.require-encryption", default=None) else "tcp"
