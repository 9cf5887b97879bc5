"""The rows of all tables, one below the other: in pandas, each different value once."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from billing.intake.blocks import COLUMNS, Block
from billing.intake.coded import Coded, Codes, Mask, combined, constant
from billing.intake.scaled import Scaled
from billing.usage import Kind

_RISING = {"kind", "place", "period", "service", "shift", "apart"}  # categories in their order


class Stack(NamedTuple):
    """Rows, and the figures of each, whose names rise.

    `rows` has categories under the names of a Block's columns; besides, `apart` keeps shifts, and
    agents on duty, from being added up, and `rows` are the numbers in the sheets.
    """

    rows: pd.DataFrame
    figures: Mapping[str, Scaled]

    def of(self, rows: Codes | Mask) -> "Stack":
        """Some of the rows, in the order given."""
        figures = {figure: column.of(rows) for figure, column in self.figures.items()}
        return Stack(self.rows.iloc[rows].reset_index(drop=True), figures)


def stacked(blocks: Sequence[Block]) -> Stack:
    """The rows of blocks, of which there is at least one."""
    return together([Stack(_rows(block), block.figures) for block in blocks])


def together(stacks: Sequence[Stack]) -> Stack:
    """The rows of all; of a figure that one of them lacks its rows hold nothing."""
    figures = sorted({figure for own in stacks for figure in own.figures})
    return Stack(
        below([own.rows for own in stacks]), {figure: _figure(figure, stacks) for figure in figures}
    )


def below(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Frames of the same columns, one below the other."""
    return pd.DataFrame({name: _below([own[name] for own in frames]) for name in frames[0]})


def _below(columns: Sequence[pd.Series]) -> pd.Series:
    """One column. Not by union_categoricals, which takes values that are written alike for one."""
    if isinstance(columns[0].dtype, pd.CategoricalDtype):
        first, *others = (own.cat.categories for own in columns)
        values = first.append(others).unique() if others else first
        values = values.sort_values() if columns[0].name in _RISING else values
        columns = [own.cat.set_categories(values) for own in columns]
    return pd.concat(columns, ignore_index=True)


def frame(columns: Mapping[str, Any]) -> pd.DataFrame:
    """The columns, of which those of different values become categories."""
    return pd.DataFrame(
        {name: _category(own) if isinstance(own, Coded) else own for name, own in columns.items()}
    )


def _category(column: Coded[Any]) -> pd.Categorical:
    values = pd.Index(column.values, dtype=object, tupleize_cols=False)
    return pd.Categorical.from_codes(column.codes, values)


def _rows(block: Block) -> pd.DataFrame:
    columns = {name: getattr(block, name) for name in ("rows", *COLUMNS)}
    return frame(columns | {"kind": constant(block.kind, len(block)), "apart": _apart(block)})


def _apart(block: Block) -> Coded[str]:
    """Shifts, and agents on duty without shifts, are never added up."""
    if block.kind is not Kind.STAFFING:
        return block.part
    return combined(block.part, block.agent).mapped(lambda both: both[0] or both[1])


def _figure(figure: str, stacks: Sequence[Stack]) -> Scaled:
    """One figure of the rows of all, as whole numbers of the smallest unit."""
    places = max(own.figures[figure].places for own in stacks if figure in own.figures)
    parts = [own.figures.get(figure) or _absent(len(own.rows), places) for own in stacks]
    return Scaled(
        np.concatenate([part.at(places) for part in parts]),
        places,
        np.concatenate([part.told for part in parts]),
        np.concatenate([part.held for part in parts]),
    )


def _absent(rows: int, places: int) -> Scaled:
    nowhere = np.zeros(rows, np.bool_)
    return Scaled(np.zeros(rows, np.int64), places, nowhere, nowhere)
