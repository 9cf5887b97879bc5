"""What reaches the disk before what: read from the system calls of an undisturbed run.

A kill leaves what was written in the kernel's hands; a power cut does not. So the order is looked
at instead: a file before its name, its name before its folder, a row before what relies on it.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.torture.ground import Figure, Ground, counted

_LOG = "ledger.db-wal"


def synced(ground: Ground, _tries: int) -> Figure:
    """Every file that takes its name, and every dot of a mail."""
    lines = list(ground.trace)
    told = [*_renamed(lines, str(ground.folder)), *_sent(lines)]
    return counted(told, "renames and mails of one run")


def _renamed(lines: list[str], root: str) -> Iterator[tuple[str, list[str]]]:
    """The content is on the disk before the name is taken, and the folder after it."""
    for place, line in enumerate(lines):
        if (names := re.match(r'rename\("(.*?)", "(.*?)"\)', line)) and names[2].startswith(root):
            before, after = Path(names[1]), Path(names[2])
            faults = []
            if not any(_is(one, "fsync", str(before)) for one in lines[:place]):
                faults.append("its content may be lost")
            rest = lines[place + 1 : place + 6]
            if not any(_is(one, "fsync", str(after.parent)) for one in rest):
                faults.append("its name may be lost")
            yield f"rename {place} to {after.name}", faults


def _sent(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    """The last that was written before a dot, but for the index in memory, is `in_doubt`."""
    dots = [n for n, line in enumerate(lines) if re.search(r'^sendto\(.*, "\.\\r\\n"', line)]
    for place in dots:
        rows = [one for one in lines[:place] if _LOG in one and not one.startswith("openat")]
        last = rows[-1] if rows else ""
        between = [one for one in lines[:place][-12:] if one.startswith("pwrite64") and _LOG in one]
        faults = [] if last.startswith("fdatasync") and between else ["in_doubt may be lost"]
        yield f"dot {place}", faults
    yield "dots", [] if len(dots) > 5 else [f"only {len(dots)} were found"]


def _is(line: str, name: str, path: str) -> bool:
    return line.startswith(f"{name}(") and f"<{path}>" in line
