"""A file opened once more, to be given back: what its readers saw of it, whoever marks it."""

from dataclasses import dataclass

from billing.source import File
from billing.workbook.claim import Claim
from billing.workbook.grid import Book


@dataclass(frozen=True, slots=True)
class BuyersColumn:
    """Cells below a header that names buyers: rows `first` to `last`, both included."""

    sheet: str
    header: str
    column: int
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """The bytes of a file, its grids, and what must not be given back of them."""

    file: File
    content: bytes
    whole: Book  # every sheet
    book: Book  # without the sheet that an earlier marking put in front
    claim: Claim
    buyers: tuple[BuyersColumn, ...]
