"""How much of a file is read at most, in one place, each limit with its reason.

A month's usage of the largest client is some 100 000 rows of eight columns, and a year's export a
million; whatever goes far beyond is no usage, or was made to fill a machine's memory.
"""

from dataclasses import dataclass

ROWS = 1_048_576  # of a sheet, by the format; more is no workbook
COLUMNS = 16_384  # A to XFD


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one file may cost."""

    file_bytes: int = 512 << 20  # packed: the largest export seen is below 100 MB
    unpacked_bytes: int = 2 << 30  # a million rows of eight columns take some 400 MB of XML
    ratio: int = 250  # unpacked to packed: sheets reach 10 to 60, a bomb a thousand
    ratio_from: int = 32 << 20  # ... in parts above this size; small ones cannot hurt
    parts: int = 20_000  # of an archive: a sheet has about three, a picture one
    sheets: int = 1_000  # a sheet per store of the largest client, several times over
    cells: int = 50_000_000  # filled cells of a file: a million rows of fifty columns
    text: int = 32_767  # characters of a cell, by the format; more is no cell of a spreadsheet
    memory_bytes: int = 6 << 30  # address space of the reader: a million rows take below 2 GB
    cpu_seconds: int = 180  # a million rows take some ten
    wall_seconds: int = 900  # where the machine is busy, or has no limit of CPU time


LIMITS = Limits()
