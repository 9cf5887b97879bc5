"""Readers of files that end badly, for the process that reads to be put into."""

import ctypes
import os
import time
from collections.abc import Callable, Mapping

from billing.intake import book
from billing.intake.book import BookRead
from billing.intake.headers import Headers
from billing.intake.known import Register
from billing.source import File


def read(file: File, content: bytes, register: Register, headers: Headers) -> BookRead:
    """A file by what its content says; any other is read as it is."""
    end = ENDS.get(content.split(b" ")[0])
    if end:
        end()
    return book.read(file, content, register, headers)


def _kill() -> None:
    os.kill(os.getpid(), 9)


def _spin() -> None:
    while True:
        pass


def _raise() -> None:
    raise ZeroDivisionError


def _deep() -> None:
    _deep()


def _print() -> None:
    os.write(1, b"x" * 100_000)
    print("y")  # noqa: T201 - what must not reach the answers


ENDS: Mapping[bytes, Callable[[], object]] = {
    b"abort": os.abort,
    b"fault": lambda: ctypes.string_at(0),
    b"leave": lambda: os._exit(7),
    b"kill": _kill,
    b"spin": _spin,
    b"sleep": lambda: time.sleep(60),
    b"grow": lambda: bytearray(8 << 30),
    b"raise": _raise,
    b"deep": _deep,
    b"print": _print,
}
