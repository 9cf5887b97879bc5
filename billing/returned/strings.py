"""What was emptied must not be left elsewhere: shared strings, and copies kept beside the cells."""

import re
from xml.sax.saxutils import escape

from billing.returned.package import Package
from billing.returned.spans import Edits, prefix, tree

_COPIES = re.compile(r"xl/(pivotCache|charts|tables|worksheets|queryTables)/[^/]+\.xml")
_KEPT = re.compile(rb"""(\s(?:v|val|n)=)("[^"]*"|'[^']*')|(<(?:\w+:)?v>)([^<]+)(?=</)""")
# A formula whose result is text: it may repeat a buyer's name in a column that stays.
_COMPUTED = re.compile(
    rb"""(<(?:\w+:)?c\s[^>]*t="str"[^>]*>(?:<(?:\w+:)?f\b[^>]*(?:/>|>[^<]*</(?:\w+:)?f>))"""
    rb"""<(?:\w+:)?v>)([^<]+)(?=<)"""
)
_SHORTEST = 2  # a single letter or digit is nobody's name


def blanked(package: Package, used: set[int]) -> set[str]:
    """Empty every shared string that no cell uses any more; what they held.

    Their places stay, for cells name strings by their number.
    """
    name = next((one.target for one in package.relations(package.main) if _shared(one.kind)), "")
    if name not in package.parts:
        return set()
    xml = package.xml(name)
    root, edits = tree(xml), Edits(xml)
    lost: set[str] = set()
    for number, node in enumerate(root.all("si")):
        if number not in used and not node.empty:
            lost.add(_held(xml[node.opened : node.closed]))
            mark = prefix(xml, node)
            edits.replace(node.opened, node.closed, b"<" + mark + b"t/>")
    package.parts[name] = edits.done()
    return lost


def forget(package: Package, gone: set[str]) -> None:
    """Take emptied texts out of pivot caches, charts' copies of cells, and filters."""
    texts = {escape(text, {'"': "&quot;"}).encode() for text in gone if len(text) >= _SHORTEST}
    for name in [one for one in package.parts if _COPIES.fullmatch(one)]:
        xml = package.xml(name)
        cells = max(xml.rfind(b"sheetData>"), 0) if "/worksheets/" in name else 0
        inside = _COMPUTED.sub(lambda found: _uncounted(found, texts), xml[:cells])
        package.parts[name] = inside + _KEPT.sub(lambda found: _without(found, texts), xml[cells:])


def _shared(kind: str) -> bool:
    return kind == "sharedStrings"


def _without(found: re.Match[bytes], texts: set[bytes]) -> bytes:
    if found[1]:
        return found[1] + b'""' if found[2][1:-1] in texts else found[0]
    return found[3] if found[4].strip() in texts else found[0]


def _uncounted(found: re.Match[bytes], texts: set[bytes]) -> bytes:
    return found[1] if found[2].strip() in texts else found[0]


def _held(inner: bytes) -> str:
    """The text of a shared string."""
    bare = re.sub(rb"<[^>]*>", b"", inner).decode()
    return bare.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip()
