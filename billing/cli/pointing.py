"""Where an entry of billing.toml stands, and what is wrong with it."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from billing.catalogue import Language, say, sentences

if TYPE_CHECKING:
    from pydantic import ValidationError

_HEADER = re.compile(r"\s*\[{1,2}([^\[\]]+)\]{1,2}\s*(#.*)?")
_ENTRY = re.compile(r"""\s*(["']?)([\w-]+)\1\s*=""")


def faults(error: "ValidationError", text: str, language: Language) -> Iterator[str]:
    """Each fault with its line and key; in the reader's language where the catalogue has words."""
    for fault in error.errors():
        key = [str(part) for part in fault["loc"]]
        code = f"settings.{fault['type']}"
        told = say(code, language, fault.get("ctx")) if code in sentences() else fault["msg"]
        line = line_of(text, key)
        place = {"line": line, "key": ".".join(key)}
        where = say("settings.at", language, place) if line else ".".join(key)
        yield f"  {where}: {told}"


def line_of(text: str, key: Sequence[str]) -> int:
    r"""The line of an entry, from 1; of its table where the entry is absent; 0 where both are.

    >>> line_of("a = 1\n[thresholds] # as agreed\nchange = 1", ["thresholds", "change"])
    3
    """
    table: list[str] = []
    best = (0, 0)  # how many parts of the key, and the line
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.fullmatch(line):
            table = [part.strip().strip("\"'") for part in header[1].split(".")]
            found = table
        elif entry := _ENTRY.match(line):
            found = [*table, entry[2]]
        else:
            continue
        if found == list(key[: len(found)]) and len(found) > best[0]:
            best = (len(found), number)
    return best[1]
