"""A file opened once more, to be given back: what its readers saw of it, whoever marks it."""

from dataclasses import dataclass

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
    """A file of the inbox, its grids, and what must not be given back of them."""

    name: str
    sha256: str
    content: bytes
    whole: Book  # every sheet
    book: Book  # without the sheet that an earlier marking put in front
    claim: Claim
    buyers: tuple[BuyersColumn, ...]
