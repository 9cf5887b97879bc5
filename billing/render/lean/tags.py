"""The tags of a PDF: what they say to who listens, in fewer and shorter words.

A text is a part of its paragraph or cell by itself; a head tells of its column once, in place of
every cell telling its heads. Then the tags are numbered anew and written.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pydyf

from billing.render.swift.writing import written

_FIRST = ("Type", "S", "K", "Pg", "P")  # the keys of every tag; a lone text has no other

# What may hold text itself. Divisions and parts may not: they hold other tags alone.
_HOLDERS = frozenset(
    ("/P", "/TD", "/TH", "/Span", "/Lbl", "/LBody", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6")
)
_GROUPS = ("/THead", "/TBody", "/TFoot")

_Tags = dict[bytes, Any]  # by their references


class _Written(pydyf.Object):  # type: ignore[misc]  # pydyf ships no types
    """A part of the PDF as bytes."""

    def __init__(self, number: int, content: bytes) -> None:
        super().__init__()
        self.number = number
        self.data = content

    data = b""


def leaner(pdf: Any) -> None:
    """Do it, in the finished PDF."""
    if "StructTreeRoot" not in pdf.catalog:
        return
    root = _at(pdf, pdf.catalog["StructTreeRoot"])
    found = [part for part in pdf.objects[root.number :] if _is_tag(part)]
    tags = {b"%d 0 R" % tag.number: tag for tag in found}
    for table in [tag for tag in tags.values() if tag["S"] == "/Table"]:
        _by_column(tags, table)
    moved = _joined(tags)
    numbers = [tag.number for tag in found]
    now = {one: b"%d 0 R" % number for one, number in zip(tags, numbers, strict=False)}
    _written_anew(pdf, tags, numbers, now)
    root["K"] = pydyf.Array([now.get(one, one) for one in root["K"]])
    _led(_at(pdf, root["ParentTree"])["Nums"], moved, now)


def _is_tag(part: Any) -> bool:
    return isinstance(part, pydyf.Dictionary) and part.get("Type") == "/StructElem"


def _at(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _joined(tags: _Tags) -> dict[bytes, bytes]:
    """Give each text to the paragraph, heading or cell that it stands in; where each went.

    A tag stands after the one that it is in, so whatever it holds is there when it is met.
    """
    moved = {}
    for reference, tag in reversed(tags.items()):
        above = tags.get(tag["P"])
        if tag["S"] == "/Span" and above and above["S"] in _HOLDERS and _is_bare(tag, above):
            kids = above["K"]
            place = kids.index(reference)
            kids[place : place + 1] = tag["K"]
            moved[reference] = tag["P"]
    for reference in moved:
        del tags[reference]
    return moved


def _is_bare(tag: Any, above: Any) -> bool:
    """Whether it is of its text alone, on the page of the tag that it is in."""
    return (
        tuple(tag) == _FIRST
        and tag["Pg"] == above["Pg"]
        and all(type(kid) is int for kid in tag["K"])
    )


def _by_column(tags: _Tags, table: Any) -> None:
    """Say of each head that it is its column's, where the cells name just the heads above them."""
    groups = [tags[kid] for kid in table["K"]]
    if any(group["S"] not in _GROUPS for group in groups):
        return
    found = [(group, cell) for group in groups for cell in _below(tags, _below(tags, [group]))]
    heads = [(group, cell) for group, cell in found if cell["S"] == "/TH"]
    cells = [cell for _, cell in found if cell["S"] == "/TD"]
    named = {name.string for cell in cells for name in cell["A"].get("Headers", ())}
    if all(group["S"] == "/THead" and head["ID"].string in named for group, head in heads):
        _tell([head for _, head in heads], cells)


def _tell(heads: Iterable[Any], cells: Iterable[Any]) -> None:
    for head in heads:
        head["A"]["Scope"] = "/Column"
        del head["ID"]
    for cell in cells:
        del cell["A"]["Headers"]
        if len(cell["A"]) == 1:  # it says no more than that it is of a table
            del cell["A"]


def _below(tags: _Tags, above: Iterable[Any]) -> Iterator[Any]:
    for tag in above:
        yield from (tags[kid] for kid in tag["K"] if type(kid) is bytes and kid in tags)


def _written_anew(
    pdf: Any, tags: _Tags, numbers: Sequence[int], now: Mapping[bytes, bytes]
) -> None:
    """Put the tags that are left in a row, as bytes; numbers behind the last are free."""
    for tag, number in zip(tags.values(), numbers, strict=False):
        pdf.objects[number] = _Written(number, _content(tag, now))
    for number in numbers[len(tags) :]:
        pdf.objects[number].free = "f"
    while pdf.objects[-1].free == "f":
        pdf.objects.pop()


def _led(nums: Any, moved: Mapping[bytes, bytes], now: Mapping[bytes, bytes]) -> None:
    """Lead each mark of a page, and each link, to the tag that has it now."""
    for place, led in enumerate(nums):
        if isinstance(led, pydyf.Array):
            nums[place] = pydyf.Array([now[_held(one, moved)] for one in led])
        elif isinstance(led, bytes):
            nums[place] = now[_held(led, moved)]


def _held(reference: bytes, moved: Mapping[bytes, bytes]) -> bytes:
    while reference in moved:
        reference = moved[reference]
    return reference


def _content(tag: Any, now: Mapping[bytes, bytes]) -> bytes:
    kids = [b"%d" % kid if type(kid) is int else now.get(kid, kid) for kid in tag["K"]]
    below = kids[0] if len(kids) == 1 else b"[%b]" % b" ".join(kids)
    # A page is told where marks are: what is no reference.
    page = b"" if all(kid.endswith(b"R") for kid in kids) else b"/Pg %b" % tag["Pg"]
    more = b"" if tuple(tag) == _FIRST else _others(tag)
    kind, above = tag["S"].encode("ascii"), now.get(tag["P"], tag["P"])
    return b"<</S%b%b%b/P %b/K %b>>" % (kind, more, page, above, below)


def _others(tag: Any) -> bytes:
    return b"".join(
        [b"/%b %b" % (key.encode("ascii"), written(tag[key])) for key in tag if key not in _FIRST]
    )
