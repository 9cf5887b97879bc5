"""Comments of cells: new ones, and more words in those that are there already."""

import re
from collections.abc import Callable, Mapping

from billing.returned import boxes
from billing.returned.package import Package
from billing.returned.spans import Edits, Node, prefix, quoted, text, tree
from billing.returned.worksheet import Place, Worksheet
from billing.source import address
from billing.workbook.claim import places

SIGN = "【billing】"  # every comment of ours begins with it
_AUTHOR = "billing"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_DRAWING = "application/vnd.openxmlformats-officedocument.vmlDrawing"


def comment(
    package: Package, part: str, sheet: Worksheet, said: Mapping[Place, str], *, clear: bool
) -> None:
    """Give the cells of a sheet their comments; `clear` takes off those of an earlier time.

    What others wrote stays, but on cells that were emptied, where it may speak of buyers.
    """
    _unthread(package, part, sheet)
    known = next((one for one in package.relations(part) if one.kind == "comments"), None)
    if known is None and not said:
        return
    name = known.target if known else _new(package, part)
    said = {place: words for place, words in said.items() if place not in _threads(package, part)}
    edits = _Comments(package.xml(name))
    gone = edits.drop(sheet.is_emptied)
    gone |= edits.clear(set(said)) if clear else set()
    fresh = edits.say(said)
    package.parts[name] = edits.done()
    _draw(package, part, sheet, {place: said[place] for place in fresh}, gone)


class _Comments:
    """The comments part of a sheet."""

    def __init__(self, xml: bytes) -> None:
        self._edits = Edits(xml)
        self._root = tree(xml)
        self._mark = prefix(xml, self._root)
        self._gone: set[Place] = set()
        self._held: dict[Place, str] = {}  # what is left of comments that were ours in part

    def done(self) -> bytes:
        return self._edits.done()

    def drop(self, emptied: Callable[[int, int], bool]) -> set[Place]:
        """Take off all comments of emptied cells; these cells."""
        lost = [node for node in self._each() if emptied(*_place(node))]
        for node in lost:
            self._edits.replace(node.start, node.end, b"")
            self._gone.add(_place(node))
        return set(self._gone)

    def clear(self, again: set[Place]) -> set[Place]:
        """Take off our own; the cells without a comment now. Those said again wait for `say`."""
        gone: set[Place] = set()
        for node in self._each():
            words = "".join(_texts(self._edits.xml, node))
            place = _place(node)
            if SIGN not in words or place in self._gone:
                continue
            left = words[: words.index(SIGN)].rstrip()
            self._held[place] = left
            if place in again:
                continue
            if left:
                self._put(node, self._run(left))
            else:
                self._edits.replace(node.start, node.end, b"")
                gone.add(place)
        return gone

    def say(self, said: Mapping[Place, str]) -> list[Place]:
        """Add the words; the cells that had no comment before."""
        there = {_place(node): node for node in self._each() if _place(node) not in self._gone}
        for place in [place for place in said if place in there]:
            self._more(there[place], place, said[place])
        fresh = [place for place in said if place not in there]
        self._add(fresh, said)
        return fresh

    def _each(self) -> list[Node]:
        return [one for whole in self._root.all("commentList") for one in whole.all("comment")]

    def _more(self, node: Node, place: Place, words: str) -> None:
        """Our words below those of somebody else."""
        if place in self._held:
            left = self._held[place]
            self._put(node, (self._run(f"{left}\n\n") if left else b"") + self._run(SIGN + words))
            return
        body = node.one("text")
        if body is None:
            return
        added = self._run(f"\n\n{SIGN}{words}")
        bare = body.one("t")
        if bare is None:
            self._edits.into(body, added)
            return
        r, xml = self._mark + b"r", self._edits.xml
        self._edits.replace(
            bare.start, bare.end, b"<" + r + b">" + xml[bare.start : bare.end] + b"</" + r + b">"
        )
        self._edits.into(body, added)

    def _put(self, node: Node, runs: bytes) -> None:
        body = node.one("text")
        name = self._mark + b"text"
        if body is not None:
            whole = b"<" + name + b">" + runs + b"</" + name + b">"
            self._edits.replace(body.start, body.end, whole)

    def _add(self, fresh: list[Place], said: Mapping[Place, str]) -> None:
        if not fresh:
            return
        author = self._author()
        whole = self._root.one("commentList")
        tags = b"".join(self._comment(place, said[place], author) for place in sorted(fresh))
        if whole is not None:
            self._edits.into(whole, tags)
            return
        name = self._mark + b"commentList"
        self._edits.into(self._root, b"<" + name + b">" + tags + b"</" + name + b">")

    def _author(self) -> int:
        authors = self._root.one("authors")
        assert authors is not None, "comments have authors"
        name = self._mark + b"author"
        self._edits.into(authors, b"<" + name + b">" + text(_AUTHOR) + b"</" + name + b">")
        return len(authors.children)

    def _comment(self, place: Place, words: str, author: int) -> bytes:
        name, body = self._mark + b"comment", self._mark + b"text"
        head = b"<" + name + b" ref=" + quoted(address(place[1], place[0]))
        head += b" authorId=" + quoted(str(author)) + b"><" + body + b">"
        return head + self._run(SIGN + words) + b"</" + body + b"></" + name + b">"

    def _run(self, words: str) -> bytes:
        r, t = self._mark + b"r", self._mark + b"t"
        head = b"<" + r + b"><" + t + b' xml:space="preserve">'
        return head + text(words) + b"</" + t + b"></" + r + b">"


def _place(node: Node) -> Place:
    return next(places(node.attributes.get("ref", "")), (0, 0))


def _texts(xml: bytes, node: Node) -> list[str]:
    """The texts below an element, in order."""
    found = []
    for child in node.children:
        if child.name == "t":
            raw = xml[child.opened : child.closed].decode()
            found.append(_plain(raw))
        elif child.name != "rPh":
            found += _texts(xml, child)
    return found


def _plain(raw: str) -> str:
    entities = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&#10;": "\n"}
    for entity, letter in entities.items():
        raw = raw.replace(entity, letter)
    return raw.replace("&amp;", "&")


def _new(package: Package, part: str) -> str:
    """A comments part without any, of the sheet."""
    name = package.free("xl/comments{}.xml")
    space = _STRICT if "purl.oclc.org" in package.base() else _MAIN
    xml = f'<?xml version="1.0" encoding="UTF-8"?><comments xmlns="{space}"><authors/></comments>'
    package.add(name, xml.encode(), _TYPE)
    package.relate(part, "comments", name)
    return name


def _threads(package: Package, part: str) -> set[Place]:
    """Cells with a conversation, which Excel shows instead of a comment."""
    found: set[Place] = set()
    for one in package.relations(part):
        if one.kind == "threadedComment" and one.target in package.parts:
            refs = re.findall(rb'\sref="([A-Z]+\d+)"', package.xml(one.target))
            found |= {place for ref in refs for place in places(ref.decode())}
    return found


def _unthread(package: Package, part: str, sheet: Worksheet) -> None:
    """Take conversations off emptied cells."""
    for one in package.relations(part):
        if one.kind == "threadedComment" and one.target in package.parts:
            edits = Edits(package.xml(one.target))
            for node in tree(edits.xml).children:
                if sheet.is_emptied(*_place(node)):
                    edits.replace(node.start, node.end, b"")
            package.parts[one.target] = edits.done()


def _draw(
    package: Package, part: str, sheet: Worksheet, fresh: Mapping[Place, str], gone: set[Place]
) -> None:
    """The boxes in which new comments are shown; those of removed ones go."""
    keys = {one.key: one.target for one in package.relations(part)}
    name = keys.get(sheet.drawing, "")
    if name in package.parts:
        package.parts[name] = boxes.added(boxes.without(package.parts[name], gone), fresh)
    elif fresh:
        drawings = [content for one, content in package.parts.items() if one.endswith(".vml")]
        name = package.free("xl/drawings/vmlDrawing{}.vml")
        package.add(name, boxes.added(boxes.blank(drawings), fresh), _DRAWING)
        sheet.draw(package.relate(part, "vmlDrawing", name), package.base().rstrip("/"))
