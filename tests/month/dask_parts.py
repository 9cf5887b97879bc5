"""A Dask cluster of real processes on loopback."""

import importlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

from tests.month import crowd
from tests.torture.victim import Victim

_PARTS = [sys.executable, "-m"]
_QUIET = ["--host", "127.0.0.1", "--no-dashboard"]


class Cluster:
    """A scheduler and its workers, which a test may take away."""

    def __init__(self, folder: Path, victim: Victim) -> None:
        folder.mkdir()
        self._folder = folder
        self._environment = victim.environment()
        self._parts: list[subprocess.Popen[bytes]] = []
        found = folder / "scheduler.json"
        words = ["distributed.cli.dask_scheduler", "--port", "0", "--scheduler-file", str(found)]
        self.scheduler = self._begin(*words, *_QUIET)
        crowd.wait_for(lambda: found.exists() and found.read_text().endswith("}"))
        self.tcp = json.loads(found.read_text())["address"]
        self.address = self.tcp.replace("tcp://", "dask://")

    def worker(self, *more: str) -> "subprocess.Popen[bytes]":
        """One more worker, with its nanny."""
        place = self._folder / f"worker-{len(self._parts)}"
        words = [self.tcp, "--nthreads", "1", "--local-directory", str(place), *more]
        return self._begin("distributed.cli.dask_worker", *words, *_QUIET)

    def _begin(self, *words: str) -> "subprocess.Popen[bytes]":
        log = (self._folder / f"part-{len(self._parts)}.log").open("wb")
        with log:
            part = subprocess.Popen(
                [*_PARTS, *words], env=self._environment, stdout=log, stderr=log, cwd=self._folder
            )
        self._parts.append(part)
        return part

    def ready(self, count: int) -> "Cluster":
        """When as many workers have come."""
        with self._client() as client:
            client.wait_for_workers(count, timeout=90)
        return self

    def working(self) -> list[int]:
        """The processes of the workers, without their nannies."""
        with self._client() as client:
            return sorted(client.run(os.getpid).values())

    def addresses(self) -> dict[str, int]:
        """The address of each worker, and its process."""
        with self._client() as client:
            return dict(sorted(client.run(os.getpid).items()))

    def _client(self) -> Any:
        distributed: Any = importlib.import_module("distributed")
        return distributed.Client(self.tcp, set_as_default=False)

    def close(self) -> None:
        """End all that was begun."""
        pids = [part.pid for part in self._parts]
        every = {*pids, *(child for pid in pids for child in crowd.children(pid))}
        for pid in every:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        for part in self._parts:
            part.wait()


def starting(folder: Path, victim: Victim, stack: ExitStack) -> Callable[..., Cluster]:
    """What starts a cluster of so many workers, which ends with the stack."""

    def started(workers: int, *more: str) -> Cluster:
        made = Cluster(folder, victim)
        stack.callback(made.close)
        for _ in range(workers):
            made.worker(*more)
        return made.ready(workers) if workers else made

    return started
