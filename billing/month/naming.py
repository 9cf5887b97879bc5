"""File names that every system takes, made of the names of dropped files."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

_UNSAFE = re.compile(r'[<>:"|?*\\\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_LONGEST = 150  # bytes of a name before its suffix
_KEPT = (".xlsx", ".xlsm")


def names(files: Iterable[str]) -> Mapping[str, str]:
    """A name for the marked workbook of each file: folders become part of it, none is twice there.

    The parts of the path stay readable as parts, for a client or a store may be told by them.
    """
    plain = {file: _name(file) for file in files}
    alike = Counter(name.casefold() for name in plain.values())
    return {
        file: name if alike[name.casefold()] == 1 else _apart(name, file)
        for file, name in plain.items()
    }


def _name(file: str) -> str:
    path = PurePosixPath(file)
    suffix = path.suffix.lower()
    stem = "_".join((*path.parts[:-1], path.stem if suffix in _KEPT else path.name))
    return f"{_safe(stem)}{suffix if suffix in _KEPT else '.xlsx'}"


def _safe(stem: str) -> str:
    """Without what a system forbids; cut where it is too long, told apart by the hash of all."""
    plain = _UNSAFE.sub("_", unicodedata.normalize("NFC", stem)).strip(" .") or "_"
    plain = f"_{plain}" if _RESERVED.fullmatch(plain) else plain
    if len(plain.encode()) <= _LONGEST:
        return plain
    cut = plain.encode()[:_LONGEST].decode(errors="ignore").rstrip(" .")
    return f"{cut}_{_short(stem)}"


def _apart(name: str, file: str) -> str:
    stem, dot, suffix = name.rpartition(".")
    return f"{stem}_{_short(file)}{dot}{suffix}"


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:6]
