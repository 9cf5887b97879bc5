"""The other side of the cage: the process that reads, under limits. See billing.intake.isolated."""

import gc
import os
import signal
import sys
import traceback
from typing import Any

from billing.intake.isolated import Task
from billing.intake.pipe import receive, send
from billing.source import File
from billing.workbook.grid import Unreadable
from billing.workbook.limits import Limits


def serve() -> None:
    """Answer until the other side closes its pipe."""
    questions, answers = _pipes()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the other side's to answer
    gc.disable()  # a table is a million objects without a cycle; between files there is time
    task: Task | None = None
    while True:
        try:
            question = receive(questions)
        except EOFError:
            return
        if isinstance(question, Task):
            task = question
            _limit_memory(task.limits)
            gc.freeze()  # the modules and the register stay: no collection need look at them
            send(answers, None)
            continue
        assert task is not None, "told first what to read with"
        _limit_time(task.limits)
        _send_whole(answers, _read(task, *question), task)
        question = None
        gc.collect()


def _pipes() -> tuple[Any, Any]:
    """The two pipes; whatever else writes to the standard output is kept out of them."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return sys.stdin.buffer, answers


def _send_whole(answers: Any, answer: object, task: Task) -> None:
    try:
        send(answers, answer)
    except MemoryError:
        send(answers, _memory(task))


def _read(task: Task, file: File, content: bytes, *more: object) -> Any:
    """What the file gave, or its refusal. A fault of the program in one file is one, too."""
    try:
        return task.read_one(file, content, task.register, task.headers, *more)
    except Unreadable as error:
        return Unreadable(error.code, error.found)
    except MemoryError:
        return _memory(task)
    except Exception as error:  # noqa: BLE001 - named in the refusal, and the others are read
        last = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{os.path.basename(last.filename)}:{last.lineno}"  # noqa: PTH119 - text
        return Unreadable("file_broke_reader", f"{type(error).__name__}, {place}")


def _memory(task: Task) -> Unreadable:
    return Unreadable("file_takes_memory", f"{task.limits.memory_bytes >> 20} MB")


def _limit_memory(limits: Limits) -> None:
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    _lower(resource, resource.RLIMIT_AS, limits.memory_bytes)
    _lower(resource, resource.RLIMIT_CORE, 0)


def _limit_time(limits: Limits) -> None:
    """So many seconds of CPU time from now on."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + 1 + limits.cpu_seconds
    _lower(resource, resource.RLIMIT_CPU, seconds)


def _lower(resource: Any, what: int, wanted: int) -> None:
    """Set a soft limit as far as the hard one lets; some systems refuse some limits."""
    _, hard = resource.getrlimit(what)
    most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    try:
        resource.setrlimit(what, (most, hard))
    except (OSError, ValueError):
        return
