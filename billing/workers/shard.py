"""What is sent to a worker, and what it does there."""

import faulthandler
import gc
import os
import threading
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from billing.errors import BillingError

_STATM = Path("/proc/self/statm")
_PAGE = 4096
_SELDOM = 100_000  # objects made before garbage is looked for; a page makes as many in no time


Sign = Callable[[], Mapping[str, str]]  # how a worker is, by name: see `alike`


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Why a call gave nothing: a code of the catalogue and its values, or what was raised."""

    code: str
    values: Mapping[str, str] = field(default_factory=dict)
    trace: str = ""  # of a fault of the program


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A call that can be pickled. `key` is its own among the jobs of one crew."""

    key: int
    call: Callable[[], Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """Jobs that travel together, and how the worker must be, to be asked (see `alike`).

    `deaths` counts the workers that died of it; `seconds` is how long one job may take.
    """

    jobs: tuple[Job, ...]
    expected: Mapping[str, str] = field(default_factory=dict)
    sign: Sign | None = None
    deaths: int = 0
    seconds: float = 600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Landed:
    """What the jobs of a shard gave, in their order; and how much memory the worker holds now."""

    made: tuple[Any, ...] = ()
    unlike: Mapping[str, str] | None = None  # how the worker is, where it is not as expected
    where: str = ""  # ... and its address
    resident: int = 0  # bytes; 0 where the system does not tell


def tried(call: Callable[[], Any]) -> Any:
    """What a call gives; or a Fault, whatever it raises."""
    try:
        return call()
    except BillingError as error:
        return Fault(code=error.code, values=error.values)
    except Exception as error:  # noqa: BLE001 - one job's fault must not stop the others
        trace = "".join(traceback.format_exception(error))
        return Fault(code="client_failed", values={"reason": type(error).__name__}, trace=trace)


def together(calls: tuple[Callable[[], Any], ...]) -> tuple[Any, ...]:
    """What each call gives, up to the first that fails, whose Fault is the last."""
    made: list[Any] = []
    for call in calls:
        made.append(tried(call))
        if isinstance(made[-1], Fault):
            break
    return tuple(made)


def each_tried(calls: Sequence[Callable[[], Any]]) -> tuple[Any, ...]:
    """What each call gives, or its Fault."""
    return tuple(tried(call) for call in calls)


_one_at_a_time = threading.Lock()  # a Dask worker may have threads; a press has not
_signs: dict[int, Mapping[str, str]] = {}


def work(shard: Shard) -> Landed:
    """In the worker: do the jobs of a shard, if the worker is as expected."""
    with _one_at_a_time, _garbage_left():
        if shard.sign and (found := _signed(shard)) != shard.expected:
            return Landed(unlike=found)
        return Landed(
            made=tuple(_ended(job, shard.seconds) for job in shard.jobs), resident=_resident()
        )


def _ended(job: Job, seconds: float) -> Any:
    """What a job gives. One that does not end ends the worker, as one does that takes all memory.

    The watch is faulthandler's: it needs neither the main thread nor the interpreter's lock, so no
    loop within a library escapes it. What it would write to the terminal is left out.
    """
    with Path(os.devnull).open("wb") as nowhere:
        faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
        try:
            return tried(job.call)
        finally:
            faulthandler.cancel_dump_traceback_later()


def work_and_settle(shard: Shard) -> Landed:
    """The same in a process that does nothing else: what the first shard left in it stays."""
    landed = work(shard)
    _settle()
    return landed


@cache
def _settle() -> None:
    gc.collect()
    gc.freeze()


def _signed(shard: Shard) -> Mapping[str, str]:
    """How this worker is: found once for all shards that expect the same."""
    assert shard.sign, "asked only of those that have one"
    key = hash(tuple(sorted(shard.expected.items())))
    if key not in _signs:
        _signs[key] = shard.sign()
    return _signs[key]


@contextmanager
def _garbage_left() -> Iterator[None]:
    """Collecting garbage is a tenth of a page's cost; the memory of a shard is not worth it."""
    before = gc.get_threshold()
    gc.set_threshold(_SELDOM, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _resident() -> int:
    try:
        return int(_STATM.read_text().split()[1]) * _PAGE
    except (OSError, ValueError, IndexError):
        return 0
