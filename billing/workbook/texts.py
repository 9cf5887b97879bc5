"""Texts of a workbook's XML: entities, escapes, rich text, and the table of shared strings."""

import re
from xml.etree.ElementTree import Element, ParseError

from defusedxml.ElementTree import fromstring

from billing.workbook.grid import Broken, Value
from billing.workbook.limits import LIMITS


class NotPlain(Exception):  # noqa: N818 - the careful reader takes over
    """Some XML is not in the one form that the quick readers take."""


_ENTITY = re.compile(r"&([^;&<]{0,12});?")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_FOREIGN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|]]>")  # in no XML as it is
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SHOWN = 20  # characters of a text that is too long


def plain(raw: bytes) -> str:
    """The text of some UTF-8 XML without tags. Raises NotPlain where it is not sound."""
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        raise NotPlain from error
    if _FOREIGN.search(text):
        raise NotPlain
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _ENTITY.sub(_entity, text) if "&" in text else text


def plain_each(raw: list[bytes]) -> list[Value] | None:
    """The same of many texts, as their cells show them; None where any holds more than letters."""
    try:
        text = b"\n".join(raw).decode()
    except UnicodeDecodeError:
        return None
    more = any(sign in text for sign in ("&", "<", "\r", "_x")) or _FOREIGN.search(text)
    if more or text.count("\n") != len(raw) - 1 or max(map(len, raw)) > LIMITS.text:
        return None
    return [*text.split("\n")]


def _entity(found: re.Match[str]) -> str:
    name = found[1]
    if not found[0].endswith(";") or name not in _NAMED:
        raise NotPlain  # numbered ones too: the careful reader knows which are allowed
    return _NAMED[name]


def unescaped(text: str) -> str:
    r"""A cell's text without the escapes for what XML cannot hold: `_x000D_` is a line's end.

    Control characters that no message could show stay as they are written.

    >>> unescaped("a_x000A_b_x005F_x0041_ _x0007_")
    'a\nb_x0041_ _x0007_'
    """
    return _ESCAPE.sub(_escaped, text) if "_x" in text else text


def _escaped(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    allowed = code in (9, 10, 13) or 0x20 <= code < 0x7F or 0xA0 <= code < 0xD800
    return chr(code) if allowed or 0xE000 <= code < 0xFFFE else found[0]


def visible(text: str) -> str:
    """A text whose control characters show as their escapes: no message could hold them.

    >>> visible(chr(7))
    '_x0007_'
    """
    return CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def limited(text: str) -> str | Broken:
    """A cell's text, or Broken where it is longer than a spreadsheet can hold."""
    if len(text) <= LIMITS.text:
        return text
    return Broken(f"{text[:_SHOWN]}... ({len(text)})")


def cell_text(text: str) -> str | Broken:
    """A text as the cell shows it."""
    return limited(unescaped(text))


_ITEM = re.compile(rb'<si><t(?: xml:space="preserve")?>([^<]*+)</t></si>|<si>(.*?)</si>', re.DOTALL)
_HEAD = re.compile(
    rb'(?:\xef\xbb\xbf)?(?:<\?xml version="1\.0"(?: encoding="[uU][tT][fF]-8")?'
    rb'(?: standalone="(?:yes|no)")? ?\?>)?\s*'
    rb'(<sst(?: [\w:]+="[^"<>&]*")*>)'
)


def shared(content: bytes) -> list[str | Broken]:
    """The shared strings of a workbook, in order."""
    try:
        return _plainly(content)
    except NotPlain:
        return carefully(content)


def _plainly(content: bytes) -> list[str | Broken]:
    head = _HEAD.match(content)
    end = content.rfind(b"</sst>")
    if not head or b'xmlns="http' not in head[1] or end < 0 or content[end + 6 :].strip():
        raise NotPlain
    fromstring(head[1] + b"</sst>", forbid_dtd=True)
    parts = _ITEM.split(content[head.end() : end])
    if any(map(bytes.strip, parts[0::3])):
        raise NotPlain
    return [
        cell_text(plain(simple)) if simple is not None else _rich(head[1], rich)
        for simple, rich in zip(parts[1::3], parts[2::3], strict=True)
    ]


def _rich(head: bytes, inner: bytes) -> str | Broken:
    """An item of several runs; it is read under the part's own head, which names its prefixes."""
    try:
        return carefully(head + b"<si>" + inner + b"</si></sst>")[0]
    except ParseError as error:  # it ends elsewhere: in a comment, or in CDATA
        raise NotPlain from error


def carefully(content: bytes) -> list[str | Broken]:
    """The shared strings, whatever the form of their XML."""
    root = fromstring(content, forbid_dtd=True)
    return [cell_text(joined(item)) for item in root if local(item) == "si"]


def joined(item: Element) -> str:
    """The text of an item: its runs, without those that tell how it is pronounced."""
    found = []
    for part in item:
        match local(part):
            case "t":
                found.append(part.text or "")
            case "r":
                found.append(joined(part))
            case _:
                pass
    return "".join(found)


def local(element: Element) -> str:
    """An element's name without its namespace."""
    return element.tag.rpartition("}")[2]
