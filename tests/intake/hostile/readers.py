"""Readers of files that end badly, for the process that reads to be put into."""

import ctypes
import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import cast

from billing.intake import book, isolated
from billing.intake.book import BookRead
from billing.intake.headers import Headers
from billing.intake.known import Register
from billing.source import File


def read(file: File, content: bytes, register: Register, headers: Headers) -> BookRead:
    """A file by what its content says; any other is read as it is."""
    if forged := FORGED.get(content):
        return cast("BookRead", forged)  # it is none: that is what is tried
    if content.startswith(b"once "):
        content = _killed_once(*content.split(b"\n", 1))
    end = ENDS.get(content.split(b" ")[0])
    if end:
        end()
    return book.read(file, content, register, headers)


def _killed_once(words: bytes, rest: bytes) -> bytes:
    """The rest of a file, whose first line names a mark that its first reader leaves."""
    mark = Path(os.fsdecode(words.removeprefix(b"once ")))
    if not mark.exists():
        mark.touch()
        _kill()
    return rest


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


class _Forged:
    """Packed as a call of a function, which whoever unpacks it makes."""

    def __init__(self, call: Callable[..., object], *words: object) -> None:
        self._call, self._words = call, words

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        """See pickle."""
        return self._call, self._words


FORGED: Mapping[bytes, object] = {
    b"system": _Forged(os.system, "touch forged"),
    b"evaluate": _Forged(eval, "open('forged', 'w')"),
    b"own": _Forged(Path("forged").touch),
    b"process": _Forged(isolated._Process),
    b"attribute": _Forged(getattr, os, "system"),
}


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
