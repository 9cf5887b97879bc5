"""Shared strings: what was emptied must not be left among them."""

import re
from html import unescape

from billing.returned.package import Package
from billing.returned.spans import Edits, prefix, tree


def blanked(package: Package, used: set[int], emptied: set[int]) -> set[str]:
    """Empty every shared string that no cell uses any more; what they held.

    `emptied` are those of emptied cells. Their places stay, for cells name strings by their number.
    """
    targets = [r.target for r in package.relations(package.main) if r.kind == "sharedStrings"]
    if not targets and not emptied:
        return set()
    name = targets[0]
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


def _held(inner: bytes) -> str:
    """The text of a shared string."""
    return unescape(re.sub(rb"<[^>]*>", b"", inner).decode()).strip()
