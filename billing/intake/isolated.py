"""Each file is read in a process of its own, so that no file can take the run down with it.

A damaged or hostile file may make a library abort, take all memory, or never end. The process that
reads has limits (billing.workbook.limits); when it dies, its file is refused by name, a new process
takes its place, and the other files are read; what a process answers that a file took over is no
more than figures (billing.intake.answered). One process is kept warm for all files and all
months, since starting it costs a fifth of a second. The files' bytes go to it: it opens nothing.

The process is started afresh, not forked: a fork beside threads may hang. Where the system knows no
limits (Windows), it works without them.
"""

import atexit
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Any, NamedTuple

from billing.intake import book
from billing.intake.answered import ForbiddenError, unpacked
from billing.intake.book import BookRead
from billing.intake.headers import Headers
from billing.intake.known import Register
from billing.intake.pipe import send, taken
from billing.intake.remembered import readings
from billing.source import File
from billing.workbook.grid import Unreadable
from billing.workbook.limits import LIMITS, Limits

ReadOne = Callable[..., Any]  # of File, bytes, Register, Headers, and what a question adds
Question = tuple[Any, ...]  # a File, its bytes, and what a question adds

_START = (
    "import sys; sys.path[:] = {path!r}; from billing.intake.isolated_reader import serve; serve()"
)
_QUIET = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}  # threads take address space


class Task(NamedTuple):
    """What all files of one reading have in common."""

    read_one: ReadOne
    register: Register
    headers: Headers
    limits: Limits


def read_book(file: File, content: bytes, register: Register, headers: Headers) -> BookRead:
    """One file, by the headers that are its own."""
    return book.read(file, content, register, headers.of(file.name))


def read(
    files: Iterable[tuple[File, bytes]],
    register: Register,
    headers: Headers,
    read_one: ReadOne = read_book,
    limits: Limits = LIMITS,
) -> Iterator[BookRead]:
    """What each file gave, in order; one that its reader does not survive is refused."""
    cage = Cage(register, headers, read_one, limits)
    for file, content in files:
        yield cage.read(file, content)


class Cage:
    """Reads files of one month, one after the other, each in the process apart."""

    def __init__(
        self,
        register: Register,
        headers: Headers,
        read_one: ReadOne = read_book,
        limits: Limits = LIMITS,
    ) -> None:
        """`read_one` is found by its name in the other process: a function of a module."""
        self._task = Task(read_one, register, headers, limits)
        self._readings = readings()
        self._key = self._readings.begin(self._task) if self._readings else ""

    def read(self, file: File, content: bytes) -> BookRead:
        """What a file gave, or why it was refused."""
        if self._readings and (known := self._readings.known(self._key, file)):
            return known
        try:
            found: BookRead = self.ask(file, content)
        except Unreadable as error:
            return book.unreadable(file, error, self._task.register)
        if self._readings:
            self._readings.keep(self._key, file, found)
        return found

    def ask(self, file: File, content: bytes, *more: object) -> Any:
        """What `read_one` gives for a file, and for `more`. Raises Unreadable."""
        return _answer(self._task, (file, content, *more))


class _Died(Exception):  # noqa: N818 - the file's refusal is made of it
    """The process ended without an answer."""


class _Process:
    """The process that reads, and the two pipes to it."""

    def __init__(self) -> None:
        path = [os.path.abspath(part) for part in sys.path]  # noqa: PTH100 - of text, as it is used
        self.owner = os.getpid()
        self.task: Task | None = None
        self._late = False
        self._child = subprocess.Popen(  # noqa: S603 - our own interpreter, and our own words
            [sys.executable, "-I", "-c", _START.format(path=path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **_QUIET},
        )

    def alive(self) -> bool:
        """Whether it can be asked."""
        return self.owner == os.getpid() and self._child.poll() is None

    def ask(self, question: object, limits: Limits) -> Any:
        """Its answer. Raises _Died where there is none in time, ForbiddenError for a forged one."""
        assert self._child.stdin is not None, "started with pipes"
        assert self._child.stdout is not None, "started with pipes"
        clock = threading.Timer(limits.wall_seconds, self._end)
        clock.daemon = True
        clock.start()
        try:
            send(self._child.stdin, question)
            return unpacked(taken(self._child.stdout, limits.memory_bytes))
        except (EOFError, OSError) as error:
            raise _Died from error
        finally:
            clock.cancel()

    def _end(self) -> None:
        self._late = True
        self._child.kill()

    def why(self, limits: Limits) -> Unreadable:
        """Why it died, as the refusal of the file that it read."""
        code = self._child.wait()
        if self._late:
            return Unreadable("file_takes_time", f"{limits.wall_seconds} s")
        if code == -getattr(signal, "SIGXCPU", 0):
            return Unreadable("file_takes_time", f"{limits.cpu_seconds} s CPU")
        if self.was_killed:  # so a system ends what takes its last memory
            return Unreadable("file_takes_memory", _megabytes(limits))
        return Unreadable(
            "file_broke_reader", signal.Signals(-code).name if code < 0 else str(code)
        )

    @property
    def was_killed(self) -> bool:
        """Whether somebody else ended it, and not for the time that it took."""
        return not self._late and self._child.poll() == -getattr(signal, "SIGKILL", 0)

    def close(self) -> None:
        """End it, whatever it does; after a fork only let go of it, for it is the parent's."""
        mine = self.owner == os.getpid()
        if mine:
            self._child.kill()
        for pipe in (self._child.stdin, self._child.stdout):
            if pipe is not None:
                _close(pipe)
        self._child.returncode = self._child.wait() if mine else 0


def _close(pipe: Any) -> None:
    with suppress(OSError):  # what was still to be sent has nobody to read it
        pipe.close()


_lock = threading.Lock()
_warm: list[_Process] = []  # none or one


def _answer(task: Task, question: Question) -> Any:
    """The reader's answer. Raises Unreadable where it gives none."""
    if not sys.executable:  # a program frozen into one file has no interpreter to start
        file, content, *more = question
        return task.read_one(file, content, task.register, task.headers, *more)
    with _lock:
        try:
            process = _ready(task)
            found = _asked(process, task, question)
        except BaseException:
            close()
            raise
        if isinstance(found, Unreadable):
            if found.code == "file_takes_memory":
                close()  # what it still holds is not known
            raise found
        return found


def _asked(process: _Process, task: Task, question: Question, *, again: bool = True) -> Any:
    """An answer; once more of another process where this one was killed.

    A system that runs out of memory kills whom it will, and a person may: neither tells whether
    the file is at fault. One that is will have the second killed too.
    """
    try:
        return process.ask(question, task.limits)
    except _Died as error:
        refusal = process.why(task.limits)
        if again and process.was_killed:
            return _asked(_ready(task), task, question, again=False)
        raise refusal from error
    except ForbiddenError as error:  # the process is the file's by now: `_answer` ends it
        raise Unreadable("file_broke_reader", str(error)) from error


def warm() -> None:
    """Start the process without waiting for it: it is there when the first file is."""
    if sys.executable:
        with _lock:
            _started()


def _started() -> _Process:
    if _warm and not _warm[0].alive():
        close()
    if not _warm:
        _warm.append(_Process())
    return _warm[0]


def _ready(task: Task) -> _Process:
    """The warm process, told what all its files have in common."""
    process = _started()
    if process.task is not task:
        try:
            process.ask(task, task.limits)
        except _Died as error:
            raise RuntimeError("the process that reads files does not start") from error
        process.task = task
    return process


def close() -> None:
    """End the warm process; the next file starts another."""
    while _warm:
        _warm.pop().close()


atexit.register(close)


def _megabytes(limits: Limits) -> str:
    return f"{limits.memory_bytes >> 20} MB"
