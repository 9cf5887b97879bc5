"""What `--workers` says: how many processes of this machine, or the address of a scheduler."""

import os
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from billing.errors import SettingsError

_DASK = re.compile(r"dask://(?P<address>(\[[0-9A-Fa-f:.]+\]|[^][/?#@:\s]+):(?P<port>[0-9]{1,5}))/?")
_COUNT = re.compile(r"[0-9]{1,9}")
_PORTS = 65535
_QUOTA = Path("/sys/fs/cgroup/cpu.max")
_MOST = 1024  # a slip of the finger must not start ten thousand processes


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Processes of this machine, none or one meaning this very one; or a cluster, if it is named.

    `cluster` is `HOST:PORT` of a Dask scheduler, or empty.
    """

    processes: int = 0
    cluster: str = ""


def place(text: str = "") -> Place:
    """The place of a text; of none, as many processes as there are cores for us.

    Raises SettingsError.

    >>> place("4")
    Place(processes=4, cluster='')
    >>> place("dask://127.0.0.1:8786").cluster
    '127.0.0.1:8786'
    """
    if not text.strip():
        return Place(processes=cores())
    if _COUNT.fullmatch(text.strip()) and int(text) <= _MOST:
        return Place(processes=int(text))
    if (found := _DASK.fullmatch(text.strip())) and 0 < int(found["port"]) <= _PORTS:
        return Place(cluster=found["address"])
    raise SettingsError("workers_unknown", found=text)


def cores() -> int:
    """The processor cores that this process may use: by its affinity and its container's quota."""
    if hasattr(os, "sched_getaffinity"):
        count = len(os.sched_getaffinity(0))
    else:
        count = os.cpu_count() or 1
    with suppress(OSError, ValueError):  # no such file, or `max`: no quota
        quota, period = _QUOTA.read_text().split()
        count = min(count, max(1, int(quota) // int(period)))
    return count
