"""Writes contracts.xlsx and the inbox of this folder again: `python -m sample_inputs.make [DIR]`.

The same bytes come out every time. expected.csv is not written here: its amounts were worked out
by hand from the contracts and the totals named in these modules.
"""  # noqa: INP001

import sys
from pathlib import Path

from sample_inputs.making import charges, events, orders, receptions, sales, staffing

MONTHS = ("2026-09", "2026-10")


def write(folder: Path) -> None:
    """Write the register and both months' usage into a folder."""
    charges.write(folder / "contracts.xlsx")
    for month in MONTHS:
        for kind in (receptions, orders, sales, staffing, events):
            kind.write(folder / "inbox", month)


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
