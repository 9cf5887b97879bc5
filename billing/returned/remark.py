"""What is to be said of a file, and what must not be given back of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from billing.catalogue import Language
from billing.errors import Severity
from billing.source import CellRange, File


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One problem of the file, in the words of its reader.

    `cells` are all of one sheet; none for a remark on a whole sheet or, without one, the file.
    """

    severity: Severity
    sheet: str = ""
    cells: tuple[CellRange, ...] = ()
    sentence: str
    remedy: str = ""
    clients: tuple[str, ...] = ()  # who waits for it: `C001 Name`
    fingerprint: str = ""  # of what the cells hold

    @property
    def places(self) -> str:
        """Its cells as a text, `D5:D9, F2`."""
        return ", ".join(
            one.first if one.first == one.last else f"{one.first}:{one.last}" for one in self.cells
        )


@dataclass(frozen=True, slots=True)
class Block:
    """Cells of one column that are given back empty, `first` to `last`, both included."""

    column: int
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One file to be marked. `mends` are the hashes of what the file itself took the place of."""

    file: File
    language: Language
    remarks: tuple[Remark, ...]
    emptied: Mapping[str, tuple[Block, ...]] = field(default_factory=dict)  # by sheet
    headers: tuple[str, ...] = ()  # of the emptied columns
    mends: tuple[str, ...] = ()
    text: bool = False  # the file is separated text
    made: str = ""  # the form it had where it was no .xlsx: csv, xls, ods
