"""Processes of one task each, and pytest within them."""

import os
import resource
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

BUILD = Path("build/mutation")
KILLED, SURVIVED, UNREACHED = "killed", "survived", "unreached"
_BROKEN = 70  # the exit code of a process whose own code failed
_OPTIONS = (
    "-q",
    *("-n", "0"),
    *("-p", "no:cacheprovider"),
    *("--basetemp", str(BUILD / "files")),
    *("-W", "ignore::pytest.PytestAssertRewriteWarning"),  # hypothesis, which is imported here
)


def in_a_process(run: Callable[[], int], seconds: int = 0, *, quiet: bool = False) -> int:
    """The exit code of a new process that runs this; below zero, the signal that ended it.

    `seconds` is what it may compute for; 0: without an end.
    """
    child = os.fork()
    if not child:
        _child(run, seconds, quiet=quiet)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code == _BROKEN:
        sys.exit("the traceback is above")
    return code


def _child(run: Callable[[], int], seconds: int, *, quiet: bool) -> None:
    code = _BROKEN
    try:
        if seconds:
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
            resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
        if quiet:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        code = run()
    except Exception:  # noqa: BLE001 - told, and then by the exit code
        say(traceback.format_exc())
    finally:
        os._exit(code)


def within(seconds: float) -> None:
    """End this process if it computes for longer from now on."""
    signal.setitimer(signal.ITIMER_PROF, seconds)


def run_pytest(arguments: Sequence[str], *plugins: object) -> int:
    """Run tests here: always the same examples, none of them made smaller."""
    settings.register_profile(
        "mutation",
        database=None,
        deadline=None,
        derandomize=True,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    settings.load_profile("mutation")
    return int(pytest.main([*_OPTIONS, *arguments], plugins=list(plugins)))


def say(text: str) -> None:
    """A line on the standard error, whatever pytest does with the other."""
    os.write(2, f"{text}\n".encode())
