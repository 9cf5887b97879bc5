"""Messages through the pipes between the program and the process that reads."""

import pickle
from typing import Any, BinaryIO

from billing.intake.answered import packed


def send(pipe: Any, what: object) -> None:
    """One message: its length in eight bytes, then itself."""
    content = packed(what)
    pipe.write(len(content).to_bytes(8, "big"))
    pipe.write(content)
    pipe.flush()


def receive(pipe: BinaryIO | Any) -> Any:
    """The next message of the one who started us. Raises EOFError where the other side has gone."""
    return pickle.loads(taken(pipe))  # noqa: S301 - the reading process trusts its parent


def taken(pipe: BinaryIO | Any, most: int | None = None) -> bytes:
    """The next message as it came. Raises EOFError where there is none, or one beyond `most`."""
    head = pipe.read(8)
    size = int.from_bytes(head, "big")
    if len(head) < 8 or (most is not None and size > most):
        raise EOFError
    found: bytes = pipe.read(size)
    return found
