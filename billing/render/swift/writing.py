"""The parts of a PDF, each turned to bytes once: pydyf compresses all twice, for a hash as well.

By a finisher, which WeasyPrint offers to everybody; so it is done without shortcuts, too.
"""

import zlib
from collections.abc import Callable
from functools import cache
from typing import Any

import pydyf

_LEVEL = 7  # of compression; pydyf's 9 takes twice the time and saves a hundredth


class _Done(pydyf.Object):  # type: ignore[misc]
    """A part as bytes. It may be packed together with others unless it is a stream."""

    data = b""
    compressible = True

    def __init__(self, part: Any) -> None:
        super().__init__()
        self.number, self.offset = part.number, part.offset
        self.generation, self.free = part.generation, part.free
        self.compressible = part.compressible
        self.data = _packed(part) if isinstance(part, pydyf.Stream) else _written(part)


def _packed(part: Any) -> bytes:
    """A stream, compressed where it is to be."""
    content = b"\n".join([_written(item) for item in part.stream])
    extra = pydyf.Dictionary(part.extra)
    if part.compress:
        extra["Filter"] = "/FlateDecode"
        content = zlib.compress(content, _LEVEL)
    extra["Length"] = len(content)
    return b"\n".join((_written(extra), b"stream", content, b"endstream"))


def once(pdf: Any) -> None:
    """Turn every part to bytes; nothing may change it any more."""
    pdf.objects[:] = [part if part.free == "f" else _Done(part) for part in pdf.objects]


def _written(value: Any) -> bytes:
    """What pydyf writes for it."""
    write = _WAYS.get(type(value))
    return write(value) if write else bytes(pydyf._to_bytes(value))


def _listed(value: Any) -> bytes:
    return b"[" + b" ".join([_written(one) for one in value]) + b"]"


def _paired(value: Any) -> bytes:
    parts = [_name(key) + _written(one) for key, one in value.items()]
    return b"<<" + b"".join(parts) + b">>"


@cache
def _name(key: str | bytes) -> bytes:
    return b"/" + (key if isinstance(key, bytes) else key.encode("ascii")) + b" "


_WAYS: dict[type, Callable[[Any], bytes]] = {
    bytes: lambda value: value,
    str: lambda value: value.encode("ascii"),
    int: lambda value: b"%d" % value,
    pydyf.Array: _listed,
    pydyf.Dictionary: _paired,
}
