"""What a program and all that it starts cost, looked at from outside several times a second.

CPU: the kernel's sum when the program ends, of it and of every process that was waited for, however
short it lived. Between two moments of the run it is what the looks tell: of each process that
lives, what it spent and what those spent that it waited for.
"""

import time
from collections.abc import Sequence
from contextlib import suppress
from threading import Event, Thread
from typing import NamedTuple

import psutil
from programs import ended, started

_PAUSE = 0.2  # seconds


class Sample(NamedTuple):
    """One look: when, CPU seconds so far, and resident memory."""

    at: float
    cpu: float
    parent: int  # bytes
    children: int  # bytes, of all together; what processes share is counted once


class Watched(NamedTuple):
    """A program that ended."""

    code: int
    wall: float
    cpu_whole: float
    samples: list[Sample]

    def peak(self, name: str, start: float = 0, end: float = float("inf")) -> int:
        """The most memory of `parent` or `children`, or of `both` at once, in bytes."""
        held = [_held(one, name) for one in self.samples if start <= one.at <= end]
        return max(held, default=0)

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


def _held(one: Sample, name: str) -> int:
    return one.parent + one.children if name == "both" else int(getattr(one, name))


def watched(command: Sequence[str], **options: object) -> Watched:
    """Run a command to its end, and look at it meanwhile."""
    begun = time.perf_counter()
    samples: list[Sample] = []
    with started(command, **options) as program, _looking(program.pid, samples):
        spent = ended(program)
        wall = time.perf_counter() - begun
    seen = samples[-1].cpu if samples else 0.0
    samples.append(Sample(time.time(), max(spent, seen), 0, 0))
    return Watched(program.returncode, wall, max(spent, seen), samples)


class _looking:  # noqa: N801 - used as a word of `with`
    """A thread that looks at a program while the block runs."""

    def __init__(self, pid: int, samples: list[Sample]) -> None:
        self._ended = Event()
        self._thread = Thread(target=_look, args=(pid, samples, self._ended))

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()


def _look(pid: int, samples: list[Sample], ended: Event) -> None:
    with suppress(psutil.Error):
        root = psutil.Process(pid)
        while not ended.wait(_PAUSE if samples else 0):
            samples.append(_sample(root, samples[-1].cpu if samples else 0.0))


def _sample(root: psutil.Process, before: float) -> Sample:
    """All processes as they are now; CPU never falls, though one be gone that nobody waited for."""
    spent, lines, memory = 0.0, {root.pid: root.cmdline()}, 0
    for process in root.children(recursive=True):
        with suppress(psutil.Error):
            spent += _spent(process)
            lines[process.pid] = process.cmdline()
            if lines[process.pid] != lines.get(process.ppid()):
                memory += _own(process)
    return Sample(time.time(), max(before, spent + _spent(root)), root.memory_info().rss, memory)


def _spent(process: psutil.Process) -> float:
    return float(sum(process.cpu_times()[:4]))  # its own and its children's, user and system


def _own(process: psutil.Process) -> int:
    """Resident bytes, of what it shares its part.

    Not asked of a process that still runs its parent's program, the moment before it becomes its
    own: it shows the parent's memory as its own.
    """
    full = process.memory_full_info()
    return int(getattr(full, "pss", full.uss))
