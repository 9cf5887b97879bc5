"""What a program and all that it starts cost, looked at from outside several times a second."""

import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from threading import Event, Thread
from typing import NamedTuple

import psutil

_PAUSE = 0.2  # seconds


class Sample(NamedTuple):
    """One look: when, CPU seconds so far of all processes that were seen, and resident memory."""

    at: float
    cpu: float
    parent: int  # bytes
    children: int  # bytes, of all together; what they share counts for each


class Watched(NamedTuple):
    """A program that ended."""

    code: int
    wall: float
    samples: list[Sample]

    def peak(self, name: str) -> int:
        """The most memory of `parent` or `children`, or of `both` at once, in bytes."""
        if name == "both":
            return max(one.parent + one.children for one in self.samples)
        return max(int(getattr(one, name)) for one in self.samples)

    def cpu(self, start: float, end: float) -> float:
        """CPU seconds between two moments, those between two looks by their share."""
        return self._until(end) - self._until(start)

    def _until(self, moment: float) -> float:
        before = Sample(self.samples[0].at, 0.0, 0, 0)
        for one in self.samples:
            if one.at >= moment:
                share = (moment - before.at) / (one.at - before.at) if one.at > before.at else 1.0
                return before.cpu + (one.cpu - before.cpu) * max(share, 0.0)
            before = one
        return before.cpu


def watched(command: Sequence[str], **options: object) -> Watched:
    """Run a command to its end, and look at it meanwhile."""
    begun = time.perf_counter()
    with subprocess.Popen(command, **options) as program:  # type: ignore[call-overload]
        samples: list[Sample] = []
        ended = Event()
        looking = Thread(target=_look, args=(program.pid, samples, ended))
        looking.start()
        code = program.wait()
        wall = time.perf_counter() - begun
        ended.set()
        looking.join()
    return Watched(code, wall, samples or [Sample(time.time(), 0.0, 0, 0)])


def _look(pid: int, samples: list[Sample], ended: Event) -> None:
    spent: dict[tuple[int, float], float] = {}
    with suppress(psutil.Error):
        root = psutil.Process(pid)
        while not ended.wait(_PAUSE if samples else 0):
            samples.append(_sample(root, spent))


def _sample(root: psutil.Process, spent: dict[tuple[int, float], float]) -> Sample:
    """All processes as they are now; those that ended count with what they had spent before."""
    memory = {}
    for process in (root, *root.children(recursive=True)):
        with suppress(psutil.Error), process.oneshot():
            times = process.cpu_times()
            spent[process.pid, process.create_time()] = times.user + times.system
            memory[process.pid] = process.memory_info().rss
    parent = memory.pop(root.pid, 0)
    return Sample(time.time(), sum(spent.values()), parent, sum(memory.values()))
