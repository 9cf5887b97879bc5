"""The file of a PDF: its streams, all other parts packed together, and where each is found.

What pydyf writes where it compresses, with every part made and packed once and at our own level.
"""

from collections.abc import Iterator
from hashlib import md5
from itertools import pairwise
from typing import Any

import pydyf

from billing.render.swift.writing import packed, written

_HEAD = b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n"
_WIDTHS = (1, 4, 2)  # bytes of what kind a part is, where, and which one there
_ROW = sum(_WIDTHS)
_FREE, _APART, _PACKED = 0, 1 << 48, 2 << 48
_NEXT = b"\2\0\0\0\0\0\0\1"  # a row that adds one to the row before it


def once(pdf: Any, identifier: bytes) -> None:
    """Make the file; nothing may change the PDF any more."""
    content = _file(pdf, identifier)
    pdf.write = lambda output, *_: output.write(content)


def _file(pdf: Any, identifier: bytes) -> bytes:
    pdf.add_object(pdf.info)
    lines, rows, kept = [_HEAD], [_FREE + 0xFFFF], dict[int, bytes]()
    pack, length = len(pdf.objects), len(_HEAD)
    for part in pdf.objects[1:]:
        if part.free == "f":
            rows.append(_FREE + 0xFFFF)
        elif part.compressible:
            rows.append(_PACKED + (pack << 16) + len(kept))
            kept[part.number] = written(part)
        else:
            rows.append(_APART + (length << 16))
            lines.append(_indirect(part.number, packed(part)))
            length += len(lines[-1])
    rows.append(_APART + (length << 16))
    lines.append(_indirect(pack, packed(_together(kept))))
    length += len(lines[-1])
    rows.append(_APART + (length << 16))
    lines.append(_indirect(pack + 1, packed(_index(pdf, rows, (identifier, _hash(lines))))))
    lines.append(b"startxref\n%d\n%%%%EOF\n" % length)
    return b"".join(lines)


def _indirect(number: int, content: bytes) -> bytes:
    return b"%d 0 obj\n%b\nendobj\n" % (number, content)


def _hash(lines: list[bytes]) -> bytes:
    """Of the content; it names a version of the file, and keeps nothing safe."""
    return md5(b"".join(lines), usedforsecurity=False).hexdigest().encode()


def _together(kept: dict[int, bytes]) -> Any:
    """Parts in one stream, which begins with their numbers and places."""
    places, place = [], 0
    for number, content in kept.items():
        places.append(b"%d %d" % (number, place))
        place += len(content) + 1
    first = b" ".join(places)
    extra = {"Type": "/ObjStm", "N": len(kept), "First": len(first) + 1}
    return pydyf.Stream([first, *kept.values()], extra, compress=True)


def _index(pdf: Any, rows: list[int], identity: tuple[bytes, bytes]) -> Any:
    """The stream that tells where every part is."""
    extra = {
        "Type": "/XRef",
        "Index": pydyf.Array((0, len(rows))),
        "W": pydyf.Array(_WIDTHS),
        "Size": len(rows),
        "Root": pdf.catalog.reference,
        "Info": pdf.info.reference,
        "ID": pydyf.Array([b"(" + one + b")" for one in identity]),
        "DecodeParms": pydyf.Dictionary({"Predictor": 12, "Columns": _ROW}),
    }
    return pydyf.Stream([b"".join(_added(rows))], extra, compress=True)


def _added(rows: list[int]) -> Iterator[bytes]:
    """Each row by what its bytes add to those of the row before it, which is nearly always one."""
    for before, row in pairwise((0, *rows)):
        if row - before == 1 and row & 0xFF:
            yield _NEXT
        else:
            now, then = row.to_bytes(_ROW, "big"), before.to_bytes(_ROW, "big")
            yield b"\2" + bytes([(a - b) & 0xFF for a, b in zip(now, then, strict=True)])
