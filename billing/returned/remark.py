"""What is to be said of a file, and what must not be given back of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from billing.catalogue import Language
from billing.errors import Severity
from billing.source import CellRange, File

_LONGEST = 2000  # letters of the cells that one row of the list names


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
    fingerprint: str = ""  # of what the cells hold, as far as they are listed
    many: bool = False  # several problems in one: coloured as far as listed, told at the first

    @property
    def places(self) -> str:
        """Its cells as a text, `D5:D9, F2`."""
        return ", ".join(
            one.first if one.first == one.last else f"{one.first}:{one.last}" for one in self.cells
        )

    @property
    def listed(self) -> str:
        """The places as far as one cell of the list takes them."""
        places = self.places
        if len(places) <= _LONGEST:
            return places
        return places[: places.rindex(", ", 0, _LONGEST)] + ", ..."


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is to be said of a file, before it is opened: sheets as they are named in it.

    `key` differs wherever the workbook made of it would.
    """

    language: Language
    remarks: tuple[Remark, ...]
    key: str


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
    key: str = ""  # of the request: an equal one gives the same workbook
