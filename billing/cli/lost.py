"""What could not be printed: noted, so that the command goes on to its end, and told there.

A full disk under a log or a reader that went away is no fault of the books.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

_lost: list[OSError] = []


@contextmanager
def printing(stream: TextIO) -> Iterator[None]:
    """Print while the block runs; where the stream takes nothing more, it is let go."""
    try:
        yield
    except OSError as error:
        _lost.append(error)
        _let_go(stream)


def stand_in() -> None:
    """Give closed standard streams (`2>&-`) nowhere to go, before any file is opened.

    Else the next file, such as the ledger, would get their number, and what is printed.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free: this one
        if getattr(sys, name) is None:
            setattr(sys, name, open(number, "w" if number else "r", closefd=False))  # noqa: SIM115


def taken() -> str:
    """Why something was lost since this was asked last; empty where nothing was."""
    reasons = [error.strerror or type(error).__name__ for error in _lost]
    _lost.clear()
    return next(iter(reasons), "")


def is_gone(stream: TextIO) -> bool:
    """Whether a stream takes nothing more, now that something went wrong."""
    before = len(_lost)
    with printing(stream):
        stream.flush()
    return len(_lost) > before


def _let_go(stream: TextIO) -> None:
    """What it still holds goes nowhere, else it would fail once more when Python ends."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
