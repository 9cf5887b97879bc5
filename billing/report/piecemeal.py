"""A large JSON in parts, so that the objects it is made of are never all in memory."""

import json
from collections.abc import Iterator, Mapping


def parts(entries: Mapping[str, object]) -> Iterator[str]:
    r"""An object as indented JSON and a newline; of a value that is an iterator, item by item.

    >>> "".join(parts({"a": 1, "b": iter([{"c": 2}, {}]), "d": iter([])}))
    '{\n  "a": 1,\n  "b": [\n    {\n      "c": 2\n    },\n    {}\n  ],\n  "d": []\n}\n'
    """
    before = "{"
    for name, value in entries.items():
        yield f"{before}\n  {json.dumps(name)}: "
        yield from _items(value) if isinstance(value, Iterator) else [_text(value, 2)]
        before = ","
    yield "\n}\n"


def _items(items: Iterator[object]) -> Iterator[str]:
    before = "["
    for item in items:
        yield f"{before}\n    {_text(item, 4)}"
        before = ","
    yield "[]" if before == "[" else "\n  ]"


def _text(value: object, by: int) -> str:
    """JSON, its further lines moved right: a line's end inside a text is an escape."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return text.replace("\n", "\n" + " " * by)
