"""Telling a returned workbook that nobody touched from one that somebody corrected in place.

The workbook carries, as a property, a digest of all its other parts. Any program that saves it
changes them, so that a file in `returned/` is only ever replaced or removed while it is as it was
written.
"""

import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Mapping, Sequence

from billing.returned import properties
from billing.returned.package import Package
from billing.workbook.claim import PROPERTY, stated

_SEAL = "billing-seal"
_SEAL_IN = _SEAL.encode()
_KEY = "billing-made-from"
_FOUND = re.compile(rb'name="billing-seal"><vt:lpwstr[^>]*>([0-9a-f]{64})<')
_KEY_FOUND = re.compile(rb'name="billing-made-from"><vt:lpwstr[^>]*>([0-9a-f]{64})<')


def sealed(package: Package, mends: Sequence[str], *, text: bool, key: str = "") -> bytes:
    """The package's bytes, with what it mends (the nearest first), its key, and its digest."""
    named = [f"{PROPERTY}-{n}" if n > 1 else PROPERTY for n in range(1, len(mends) + 1)]
    values = dict(zip(named, (stated(one, text=text) for one in mends), strict=True))
    values |= {_KEY: key} if key else {}
    name = properties.put(package, values)
    assert name, "properties have a part"
    properties.put(package, {**values, _SEAL: _digest(package.parts, name)})
    return package.packed()


def ours(content: bytes) -> bool:
    """Whether the bytes are a returned workbook as it was written."""
    return made_from(content) is not None


def made_from(content: bytes) -> str | None:
    """The key of a returned workbook that is as it was written, empty if it has none; else None."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError):
        return None
    sealed_ = {name: _FOUND.search(part) for name, part in parts.items() if _SEAL_IN in part}
    for name, found in sealed_.items():
        if found is not None and found[1].decode() == _digest(parts, name):
            key = _KEY_FOUND.search(parts[name])
            return key[1].decode() if key else ""
    return None


def _digest(parts: Mapping[str, bytes], without: str) -> str:
    found = hashlib.sha256()
    for name, content in parts.items():
        if name != without:
            found.update(f"{name}\0{len(content)}\0".encode())
            found.update(content)
    return found.hexdigest()
