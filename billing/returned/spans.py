"""XML as text with places: where every element begins and ends, in bytes.

What is not edited keeps its bytes: prefixes, mc:Ignorable, unknown extensions, white space.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

_TAG = re.compile(rb"""<[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>""")
_DECLARED = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["'][^>]*\?>""")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_BOMS = (b"\xff\xfe", b"\xfe\xff")


class UnsafeXml(ValueError):  # noqa: N818 - it is no error of the program's
    """A document type: none of the parts of a workbook has one."""


@dataclass(slots=True, eq=False)
class Node:
    """An element: `start` to `end` is the whole of it, `opened` to `closed` what it holds."""

    name: str  # without its namespace
    attributes: dict[str, str]  # names without namespaces; those with one begin with `:`
    start: int
    opened: int
    closed: int = 0
    end: int = 0
    children: list["Node"] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Whether it is one tag."""
        return self.closed == self.opened == self.end

    def all(self, name: str) -> list["Node"]:
        """Its children of a name."""
        return [child for child in self.children if child.name == name]

    def one(self, name: str) -> "Node | None":
        """Its first child of a name."""
        return next(iter(self.all(name)), None)


@dataclass(slots=True)
class Edits:
    """Changes of one text, made all at once."""

    xml: bytes
    found: list[tuple[int, int, bytes]] = field(default_factory=list)

    def replace(self, start: int, end: int, text: bytes) -> None:
        """Put the text in place of the bytes from `start` up to `end`."""
        self.found.append((start, end, text))

    def into(self, node: Node, text: bytes) -> None:
        """Put the text behind all that the element holds."""
        if not node.empty:
            self.found.append((node.closed, node.closed, text))
            return
        tag = self.xml[node.start : node.end]
        name = tag[1:].split(None, 1)[0].rstrip(b"/>")
        self.found.append((node.start, node.end, tag[:-2].rstrip() + b">" + text + closing(name)))

    def attribute(self, node: Node, name: str, value: str | None) -> None:
        """Give the element's start tag an attribute, or take it away."""
        tag = self.xml[node.start : node.opened]
        self.found.append((node.start, node.opened, with_attribute(tag, name, value)))

    def done(self) -> bytes:
        """The text with all changes. Two at one place stand in the order they were asked for."""
        parts, at = [], 0
        for start, end, text in sorted(self.found, key=lambda edit: (edit[0], edit[1])):
            assert start >= at, "changes do not overlap"
            parts += [self.xml[at:start], text]
            at = end
        return b"".join([*parts, self.xml[at:]])


def tag_end(xml: bytes, at: int) -> int:
    """Where the start tag that begins at a place ends."""
    tag = _TAG.match(xml, at)
    assert tag is not None, "the parser found a tag here"
    return tag.end()


def closing(name: bytes) -> bytes:
    """The end tag of a name."""
    return b"</" + name + b">"


def prefix(xml: bytes, node: Node) -> bytes:
    """The prefix of an element's name with its colon, or nothing."""
    name = xml[node.start + 1 : node.opened].split(None, 1)[0].rstrip(b"/>")
    return name[: name.rfind(b":") + 1]


def with_attribute(tag: bytes, name: str, value: str | None) -> bytes:
    """A start tag with an attribute that has no namespace; without it where there is no value."""
    known = re.compile(rb"\s" + name.encode() + rb"""\s*=\s*("[^"]*"|'[^']*')""")
    bare = known.sub(b"", tag, count=1)
    if value is None:
        return bare
    end = b"/>" if bare.endswith(b"/>") else b">"
    return bare[: -len(end)].rstrip() + b" " + name.encode() + b"=" + quoted(value) + end


def text(value: str) -> bytes:
    """Text of an element; what XML cannot hold is replaced."""
    return escape(_UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", value)).encode()


def quoted(value: str) -> bytes:
    """The value of an attribute, in quotes."""
    plain = _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", value)
    return quoteattr(plain, {"\n": "&#10;"}).encode()


def utf8(xml: bytes) -> bytes:
    """The same XML in UTF-8, whatever encoding it was in."""
    declared = _DECLARED.match(xml)
    if xml.startswith(_BOMS):
        plain = xml.decode("utf-16")
    elif declared and declared[1].lower() not in (b"utf-8", b"us-ascii", b"ascii"):
        plain = xml.decode(declared[1].decode())
    else:
        return xml
    body = re.sub(r"^<\?xml[^>]*\?>", "", plain.lstrip("\ufeff"))
    return b'<?xml version="1.0" encoding="UTF-8"?>' + body.encode()


def tree(xml: bytes) -> Node:
    """The root element, with all that are below it."""
    stack: list[Node] = []
    roots: list[Node] = []

    def begun(node: Node) -> None:
        (stack[-1].children if stack else roots).append(node)
        stack.append(node)

    walk(xml, begun, lambda _: stack.pop())
    return roots[0]


def walk(xml: bytes, begun: Callable[[Node], None], ended: Callable[[Node], object]) -> None:
    """Tell of each element when it begins, and when it ends. Raises UnsafeXml, ExpatError."""
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    open_: list[Node] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        at = parser.CurrentByteIndex
        node = Node(_local(name), bare(attributes), at, tag_end(xml, at))
        open_.append(node)
        begun(node)

    def end(_name: str) -> None:
        node = open_.pop()
        if xml[node.opened - 2 : node.opened] == b"/>":
            node.closed = node.end = node.opened
        else:
            node.closed = parser.CurrentByteIndex
            node.end = xml.index(b">", node.closed) + 1
        ended(node)

    def refused(*_: object) -> None:
        raise UnsafeXml

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.StartDoctypeDeclHandler = refused
    parser.Parse(xml, True)  # noqa: FBT003 - expat takes no keyword


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def bare(attributes: dict[str, str]) -> dict[str, str]:
    """Attributes under their own names; one with a namespace under `:name`."""
    return {
        (f":{_local(name)}" if "}" in name else name): value for name, value in attributes.items()
    }
