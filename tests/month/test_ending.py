"""Told to end by a signal: a sentence, the exit code that shells know, and nothing left behind."""

import os
import signal
import sys
import threading
from collections.abc import Callable

import pytest

from billing.cli import speech
from billing.cli.ending import Ended, until_told

EACH = pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])


@pytest.fixture(autouse=True)
def _english() -> None:
    speech.forget()
    speech.speak("en")


def _told(number: int) -> Callable[[], int]:
    """A work that is told to end; a loop, for a signal comes between two steps of Python."""

    def work() -> int:
        os.kill(os.getpid(), number)
        for _ in range(1000):
            pass
        raise AssertionError("a signal ends it")

    return work


@EACH
def test_a_signal_ends_the_work(number: int, capsys: pytest.CaptureFixture[str]) -> None:
    """One sentence that names the signal, and 128 with its number."""
    assert until_told(_told(number)) == 128 + number
    said = capsys.readouterr()
    name = signal.Signals(number).name
    assert said.err.startswith(f"Ended as asked ({name}).")
    assert (said.out, said.err.count("\n")) == ("", 1)


@EACH
def test_handlers_are_as_before(number: int) -> None:
    """Whether the work came to its end or was told to."""
    before = signal.getsignal(number), sys.unraisablehook
    assert until_told(lambda: 3) == 3
    until_told(_told(number))
    assert (signal.getsignal(number), sys.unraisablehook) == before


def test_what_was_ignored_stays_ignored() -> None:
    """As under nohup, or behind a shell's `&`."""

    def work() -> int:
        os.kill(os.getpid(), signal.SIGINT)
        return 7

    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        assert until_told(work) == 7
    finally:
        signal.signal(signal.SIGINT, before)


def test_who_asks_twice_is_not_kept_waiting() -> None:
    """The second signal ends the process at once, whatever is being freed."""

    def work() -> int:
        try:
            _told(signal.SIGTERM)()
        finally:
            found.append(signal.getsignal(signal.SIGTERM))
        return 0

    found: list[object] = []
    assert until_told(work) == 143
    assert found == [signal.SIG_DFL]


def test_it_runs_beside_the_main_thread() -> None:
    """Where Python takes no handlers."""
    found: list[int] = []
    thread = threading.Thread(target=lambda: found.append(until_told(lambda: 3)))
    thread.start()
    thread.join()
    assert found == [3]


class _Rubbish:
    """Its end is where the signal comes: Python would show that, and go on."""

    def __del__(self) -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        for _ in range(1000):
            pass


def test_a_signal_while_rubbish_is_taken_away(capfd: pytest.CaptureFixture[str]) -> None:
    """In a child, for it leaves at once: the sentence, and no traceback."""
    child = os.fork()
    if child == 0:
        until_told(lambda: len([_Rubbish()]))
        os._exit(99)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 143
    said = capfd.readouterr().err
    assert "Ended as asked (SIGTERM)" in said
    assert "Traceback" not in said


def test_it_is_a_keyboard_interrupt() -> None:
    """So whatever waits until Ctrl-C ends at a SIGTERM too."""
    assert issubclass(Ended, KeyboardInterrupt)
