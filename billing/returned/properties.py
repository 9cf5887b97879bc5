"""The document's own properties: what the returned workbook mends."""

from collections.abc import Mapping

from billing.returned.package import Package
from billing.returned.spans import Edits, closing, prefix, quoted, text, tree
from billing.workbook.claim import CUSTOM

_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_SPACE = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_OURS = "billing-"
_EMPTY = f'<?xml version="1.0" encoding="UTF-8"?><Properties xmlns="{_SPACE}"/>'.encode()


def put(package: Package, values: Mapping[str, str]) -> str:
    """Properties of ours, instead of all that there were of ours; the part that holds them."""
    relations = package.relations("")
    name = next((one.target for one in relations if one.kind == "custom-properties"), "")
    if name not in package.parts:
        name = CUSTOM
        package.add(name, _EMPTY, _TYPE)
        package.relate("", "custom-properties", name)
    xml = package.xml(name)
    root, edits = tree(xml), Edits(xml)
    numbers = [1]
    for node in root.children:
        if node.attributes.get("name", "").startswith(_OURS):
            edits.replace(node.start, node.end, b"")
        elif node.attributes.get("pid", "").isdigit():
            numbers.append(int(node.attributes["pid"]))
    tags = (
        _property(prefix(xml, root), one, value, max(numbers) + at)
        for at, (one, value) in enumerate(values.items(), 1)
    )
    edits.into(root, b"".join(tags))
    package.parts[name] = edits.done()
    return name


def _property(mark: bytes, name: str, value: str, number: int) -> bytes:
    tag = mark + b"property"
    head = b"<" + tag + b" fmtid=" + quoted(_FORMAT) + b" pid=" + quoted(str(number))
    head += b" name=" + quoted(name) + b'><vt:lpwstr xmlns:vt="' + _VALUES.encode() + b'">'
    return head + text(value) + b"</vt:lpwstr>" + closing(tag)
