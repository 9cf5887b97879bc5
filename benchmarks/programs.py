"""Programs that a benchmark starts: Ctrl-C lets them clean up, and they are waited for."""

import os
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager


@contextmanager
def started(command: Sequence[str], **options: object) -> Iterator["subprocess.Popen[bytes]"]:
    """A program in a process group of its own, so that the terminal's Ctrl-C comes from here, once.

    Whatever ends the block, an interrupt is passed on, and the program's end awaited.
    """
    with subprocess.Popen(command, process_group=0, **options) as program:  # type: ignore[call-overload]
        try:
            yield program
        except BaseException:
            program.send_signal(signal.SIGINT)
            program.wait()
            raise


def ended(program: "subprocess.Popen[bytes]") -> float:
    """Wait for a program's end; the CPU seconds of it and of all that it waited for, exactly."""
    _, status, usage = os.wait4(program.pid, 0)
    program.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime
