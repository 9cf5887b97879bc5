"""The document's own properties: what the returned workbook mends."""

from collections.abc import Mapping

from billing.returned.package import Package
from billing.returned.spans import Edits, closing, prefix, quoted, text, tree
from billing.workbook.claim import CUSTOM

_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_USUAL = (  # the kind of relation, the namespace of properties, and of their values
    "custom-properties",
    "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
    "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes",
)
_STRICT = (
    "customProperties",
    "http://purl.oclc.org/ooxml/officeDocument/customProperties",
    "http://purl.oclc.org/ooxml/officeDocument/docPropsVTypes",
)
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_OURS = "billing-"


def put(package: Package, values: Mapping[str, str]) -> str:
    """Properties of ours, instead of all that there were of ours; the part that holds them."""
    kind, space, values_space = _STRICT if "purl.oclc.org" in package.base() else _USUAL
    name = next((one.target for one in package.relations("") if one.kind == kind), "")
    if name not in package.parts:
        name = CUSTOM
        package.add(name, f'<Properties xmlns="{space}"/>'.encode(), _TYPE)
        package.relate("", kind, name)
    xml = package.xml(name)
    root, edits = tree(xml), Edits(xml)
    numbers = [1]
    for node in root.children:
        if node.attributes.get("name", "").startswith(_OURS):
            edits.replace(node.start, node.end, b"")
        elif node.attributes.get("pid", "").isdigit():
            numbers.append(int(node.attributes["pid"]))
    tags = (
        _property(prefix(xml, root), one, value, max(numbers) + at, values_space)
        for at, (one, value) in enumerate(values.items(), 1)
    )
    edits.into(root, b"".join(tags))
    package.parts[name] = edits.done()
    return name


def _property(mark: bytes, name: str, value: str, number: int, space: str) -> bytes:
    tag = mark + b"property"
    head = b"<" + tag + b" fmtid=" + quoted(_FORMAT) + b" pid=" + quoted(str(number))
    head += b" name=" + quoted(name) + b'><vt:lpwstr xmlns:vt="' + space.encode() + b'">'
    return head + text(value) + b"</vt:lpwstr>" + closing(tag)
