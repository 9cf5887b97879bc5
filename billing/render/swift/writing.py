"""The parts of a PDF as bytes, each made once: pydyf makes all twice, for a hash as well.

By a finisher, which WeasyPrint offers to everybody; so it is done without shortcuts, too.
"""

import re
import zlib
from collections.abc import Callable
from functools import cache
from typing import Any

import pydyf

_LEVEL = 7  # of compression; pydyf's 9 takes twice the time and saves a hundredth
_ELEMENT = ("Type", "S", "K", "Pg", "P")  # the keys that every tag has, in this order
_MARKED = re.compile(r"[\\()]")


def written(part: Any) -> bytes:
    """What pydyf writes for a part or a value; a stream a little less compressed."""
    write = _WAYS.get(type(part))
    if write:
        return write(part)
    return packed(part) if isinstance(part, pydyf.Stream) else bytes(pydyf._to_bytes(part))


def packed(part: Any) -> bytes:
    """A stream, compressed where it is to be."""
    content = b"\n".join([written(item) for item in part.stream])
    extra = pydyf.Dictionary(part.extra)
    if part.compress:
        extra["Filter"] = "/FlateDecode"
        content = zlib.compress(content, _LEVEL)
    extra["Length"] = len(content)
    return b"\n".join((written(extra), b"stream", content, b"endstream"))


def _listed(value: Any) -> bytes:
    return b"[" + b" ".join([written(one) for one in value]) + b"]"


def _paired(value: Any) -> bytes:
    if value.get("Type") == "/StructElem" and tuple(value)[:5] == _ELEMENT:
        return _element(value)
    return b"<<" + _pairs(value.items()) + b">>"


def _pairs(items: Any) -> bytes:
    return b"".join([_name(key) + written(one) for key, one in items])


def _element(value: Any) -> bytes:
    """A tag, of which a page has hundreds."""
    _, (_, tag), (_, kids), (_, page), (_, parent), *others = value.items()
    below = b" ".join([kid if type(kid) is bytes else written(kid) for kid in kids])
    return b"<</Type /StructElem/S %b/K [%b]/Pg %b/P %b%b>>" % (
        tag.encode("ascii"),
        below,
        page,
        parent,
        _pairs(others) if others else b"",
    )


def _text(value: Any) -> bytes:
    said = value.string
    if type(said) is str and said.isascii() and not _MARKED.search(said):
        return b"(" + said.encode("ascii") + b")"
    return bytes(value.data)


@cache
def _name(key: str | bytes) -> bytes:
    return b"/" + (key if isinstance(key, bytes) else key.encode("ascii")) + b" "


_WAYS: dict[type, Callable[[Any], bytes]] = {
    bytes: lambda value: value,
    str: lambda value: value.encode("ascii"),
    int: lambda value: b"%d" % value,
    pydyf.Array: _listed,
    pydyf.Dictionary: _paired,
    pydyf.String: _text,
}
