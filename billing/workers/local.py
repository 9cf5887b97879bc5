"""Processes of this machine, each an executor of its own, so that a death tells whose it was.

A worker is spawned, never forked: a fork would share the lock of the run. It ignores Ctrl-C, which
is the driver's to handle, and ends when the driver ends, however that dies: the pipe between them
has one end in each.
"""

import multiprocessing
import os
import pickle
import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager
from functools import partial
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import Any

from billing.errors import BillingError
from billing.workers.serving import ALIVE, serve
from billing.workers.shard import Landed, Shard, Sign, work_and_settle
from billing.workers.silence import Silence

_SPAWN = multiprocessing.get_context("spawn")
_HEAVY = 400 << 20  # bytes that a worker may hold ...
_LONG = 200  # ... or, holding more, shards after which another takes its place
_ENDS = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)
_GONE = 5.0  # seconds for a killed process to go; one that waits for a disk goes later
_Asked = tuple[Future[Any], Callable[[], Any]]
_STILLBORN = 3  # workers in a row that died before they could be asked


class Local(Executor):
    """As many single processes as there are hands; a free one takes what is submitted."""

    def __init__(self, hands: int) -> None:
        """Start them; they are ready when the first jobs are."""
        self.room = hands  # calls that may be under way
        self._hands = [_Hand() for _ in range(hands)]
        self._stillborn = 0
        self._silence: Silence[_Hand] = Silence()

    def send(self, shard: Shard) -> "Future[Landed]":
        """Have a shard worked on."""
        return self.submit(work_and_settle, shard)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Have a free hand call it. There is one: no more than `room` calls are under way.

        Raises BillingError where no worker comes to life.
        """
        place = next(place for place, hand in enumerate(self._hands) if hand.free())
        if self._hands[place].dead:
            self._replace(place, dead=True)
        elif self._hands[place].heavy:
            self._replace(place, dead=False)
        return self._hands[place].call(fn, *args, **kwargs)

    def _replace(self, place: int, *, dead: bool) -> None:
        if dead:
            self._count(self._hands[place])
        self._hands[place].let_go()
        self._hands[place] = _Hand()

    def _count(self, dead: "_Hand") -> None:
        self._stillborn = 0 if dead.was_ready else self._stillborn + 1
        if self._stillborn >= _STILLBORN:
            raise BillingError("workers_start")

    def agreed(self, sign: Sign) -> Mapping[str, str]:
        """Nothing is to be asked: the workers are this very program."""
        del sign
        return {}

    def died(self, error: BaseException) -> bool:
        """Whether the worker died of its call."""
        return isinstance(error, BrokenExecutor)

    def look(self) -> None:
        """End who hangs. Whoever dies here is heard of."""
        busy = {hand: hand.signs for hand in self._hands if not hand.free()}
        for hand in self._silence.look(busy):
            hand.end()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - as every Executor
        """End all workers, whatever they do."""
        del wait, cancel_futures
        for hand in self._hands:
            hand.let_go()


class _Hand:
    """One process, the pipe to it, and the thread that talks to it.

    Neither side holds the other's end of the pipe: who dies in the middle of a message is heard of.
    (In a ProcessPoolExecutor of Python 3.11 the driver holds both, and would wait for the rest.)
    """

    def __init__(self) -> None:
        self.asked: SimpleQueue[_Asked | None] = SimpleQueue()
        self._last: Future[Any] | None = None
        self._calls = 0
        self.signs = 0  # of life, so far
        with _interrupts_wait():
            ours, theirs = _SPAWN.Pipe()
            self._process = _SPAWN.Process(target=serve, args=(theirs,), daemon=True)
            self._process.start()
            theirs.close()
            threading.Thread(target=_talk, args=(ours, self), daemon=True).start()
        self._ready = self._ask(os.getpid)

    def free(self) -> bool:
        """Whether it has nothing to do."""
        return self._last is None or self._last.done()

    @property
    def dead(self) -> bool:
        """Whether its process died, of the last call or with nothing to do."""
        return not self._process.is_alive() or (self._last is not None and _failed(self._last))

    @property
    def was_ready(self) -> bool:
        """Whether its process ever answered."""
        return self._ready.done() and not _failed(self._ready)

    @property
    def heavy(self) -> bool:
        """Whether it has worked long and holds much memory: another does as well with less."""
        if self._last is None or self._calls < _LONG:
            return False
        landed = self._last.result()
        return isinstance(landed, Landed) and landed.resident > _HEAVY

    def call(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Future[Any]:
        """Have it called."""
        self._calls += 1
        self._last = self._ask(fn, *args, **kwargs)
        return self._last

    def _ask(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self.asked.put((future, partial(fn, *args, **kwargs)))
        return future

    def let_go(self) -> None:
        """End the process at once: it holds nothing that is not made again."""
        self.end()
        self.asked.put(None)

    def end(self) -> None:
        """Kill the process; what it had in hand is told as by any death."""
        self._process.kill()
        self._process.join(_GONE)

    def heard(self, pipe: Connection) -> bytes:
        """Its next answer, and its signs of life until then counted."""
        while (said := pipe.recv_bytes()) == ALIVE:
            self.signs += 1
        self.signs += 1
        return said


def _talk(pipe: Connection, hand: _Hand) -> None:
    """In a thread: say each call, and hand on what is answered, until nothing is asked."""
    with pipe:
        while (one := hand.asked.get()) is not None:
            future, call = one
            try:
                pipe.send_bytes(pickle.dumps(call, pickle.HIGHEST_PROTOCOL))
                made, fault = pickle.loads(hand.heard(pipe))  # noqa: S301 - our own worker's
            except (EOFError, OSError) as error:
                future.set_exception(BrokenExecutor(repr(error)))
            except Exception as error:  # noqa: BLE001 - what cannot be said, or understood
                future.set_exception(error)
            else:
                if fault is None:
                    future.set_result(made)
                else:
                    future.set_exception(fault)


def _failed(future: Future[Any]) -> bool:
    return future.cancelled() or future.exception() is not None


@contextmanager
def _interrupts_wait() -> Iterator[None]:
    """What ends the program is held back while a process starts, and heeded right after.

    Stopped in the midst of it, the start would leave a process that waits for words that never
    come. Blocking is not enough, for a signal may reach another thread, even a library's; it is
    for the process that starts, which inherits it until it can ignore Ctrl-C.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    told: list[int] = []
    known = {number: signal.signal(number, lambda one, _: told.append(one)) for number in _ENDS}
    try:
        with _blocked():
            yield
    finally:
        for number, handler in known.items():
            signal.signal(number, handler)
        for one in told:
            signal.raise_signal(one)


@contextmanager
def _blocked() -> Iterator[None]:
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # Python starts it beside the first process, and lets Ctrl-C through again when it has.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
