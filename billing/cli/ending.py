"""Told to end: by Ctrl-C (SIGINT), by the machine (SIGTERM), by a terminal that closes (SIGHUP).

The command stops where it is, says so, and frees what it holds. Whatever it was doing, the books
are whole, for they have to bear a SIGKILL too; the same command goes on from there.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING

from billing.cli.speech import tell

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")  # the last one is not known to Windows
_SIGNALS = tuple(getattr(signal, name) for name in _NAMES if hasattr(signal, name))


class Ended(KeyboardInterrupt):
    """Raised wherever the program is when a signal tells it to end."""

    def __init__(self, number: int) -> None:
        super().__init__(signal.Signals(number).name)
        self.code = 128 + number  # as shells count it: 130, 143, 129


def until_told(work: Callable[[], int]) -> int:
    """The exit code of the work; where it was told to end, that of the signal."""
    try:
        with _listening():
            return work()
    except Ended as told:
        return _said(told)


def _said(told: Ended) -> int:
    tell("ended", {"signal": told})
    return told.code


@contextmanager
def _listening() -> Iterator[None]:
    """Be told, while the block runs; what was ignored before, as under nohup, still is."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in _SIGNALS}
    hook, sys.unraisablehook = sys.unraisablehook, _unraisable
    try:
        for number, known in before.items():
            if known is not signal.SIG_IGN:
                signal.signal(number, _tell)
        yield
    finally:
        for number, known in before.items():
            signal.signal(number, known)
        sys.unraisablehook = hook


def _tell(number: int, _frame: FrameType | None) -> None:
    signal.signal(number, signal.SIG_DFL)  # who asks twice is not kept waiting
    raise Ended(number)


def _unraisable(lost: "UnraisableHookArgs", /) -> None:
    """Told while an object was being taken away: Python would show that, and go on."""
    if isinstance(lost.exc_value, Ended):
        os._exit(_said(lost.exc_value))
    sys.__unraisablehook__(lost)
