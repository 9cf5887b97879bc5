"""What the outbox tells of the books: the numbers on papers that were printed."""

import re
from collections.abc import Iterable
from pathlib import Path

from billing.errors import LedgerError
from billing.ledger import Readable
from billing.month.workspace import Workspace
from billing.settings import NumberingSettings

_SHOWN = 5  # numbers in a sentence


def printed_numbers(workspace: Workspace) -> dict[str, Path]:
    """The numbers of all PDFs in the outbox, each with its file, in their order."""
    pattern = _pattern(workspace.settings.numbering)
    folder = workspace.outbox("")
    found = {}
    for path in sorted(folder.glob("*/*.pdf")):
        if number := pattern.match(path.name):
            found[number[1]] = path
    return found


def refuse_behind(workspace: Workspace, ledger: Readable) -> None:
    """Raise LedgerError where papers bear numbers that the ledger never gave.

    Then it is an older copy, or new where the old one was lost; it would give them twice.
    """
    known = ledger.numbers()
    if lost := [number for number in printed_numbers(workspace) if number not in known]:
        raise LedgerError("ledger_behind", found=shown(lost), count=len(lost))


def shown(names: Iterable[str]) -> str:
    """The first few, and how many more there are."""
    every = list(names)
    rest = f" ... (+{len(every) - _SHOWN})" if len(every) > _SHOWN else ""
    return ", ".join(every[:_SHOWN]) + rest


def _pattern(numbering: NumberingSettings) -> re.Pattern[str]:
    """The number at the beginning of a file's name, as the settings print numbers."""
    year, n = 1234, 56789012
    sample = re.escape(numbering.format.format(series=numbering.series, year=year, n=n))
    return re.compile(f"({sample.replace(str(n), '[0-9]+').replace(str(year), '[0-9]{4}')})_")
