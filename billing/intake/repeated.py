"""Rows that say again what the first row of their key said: found all at once, and noted."""

import numpy as np
import pandas as pd

from billing.intake.coded import Codes, Mask
from billing.intake.faults import Fault
from billing.intake.stack import Stack
from billing.source import Cell
from billing.usage import Kind


def plainly(stack: Stack, keys: Codes) -> Mask:
    """The rows of keys all of whose rows agree with the first in all that they tell.

    `keys` numbers the key of each row. Left out is what needs a closer look: two times of day, and
    rows of staffing without an agent.
    """
    head = pd.Series(np.arange(len(keys))).groupby(keys).transform("first").to_numpy()
    agree = ((stack.rows["kind"] != Kind.STAFFING) | (stack.rows["agent"] != "")).to_numpy()
    for told in stack.figures.values():
        same = (told.units == told.units[head]).astype(np.bool_)
        agree = agree & ((same & told.held[head] & (told.told == told.told[head])) | ~told.held)
    moment = stack.rows["moment"].cat.codes.to_numpy()
    none = (stack.rows["moment"] == "").to_numpy()
    agree = agree & ((moment == moment[head]) | none | none[head])
    return pd.Series(agree).groupby(keys).transform("all").to_numpy()


def notes(rows: pd.DataFrame) -> list[Fault]:
    """A note for each of the rows, all of which are repetitions."""
    return [
        Fault(
            "duplicate_rows", Cell(table.file, table.sheet, min(table.columns.values()), row), "",
            "", (place.client,), kind,
        )
        for table, row, place, kind in zip(
            rows["table"], rows["rows"].tolist(), rows["place"], rows["kind"], strict=True
        )
    ]  # fmt: skip
