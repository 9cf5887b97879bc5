"""The rows of all tables, one below the other: in pandas, each different value once."""

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from billing.intake.blocks import COLUMNS, Block
from billing.intake.coded import (
    Coded,
    Codes,
    Mask,
    Small,
    combined,
    constant,
    distinct,
    numbered,
    placed,
)
from billing.intake.scaled import Scaled
from billing.usage import Kind

Columns = Mapping[str, Any]  # by name: Coded, or an array

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
    return Stack(below([_columns(block) for block in blocks]), _figures(blocks))


def together(stacks: Sequence[Stack]) -> Stack:
    """The rows of all; of a figure that one of them lacks its rows hold nothing."""
    columns = [{str(name): _column(own.rows[name]) for name in own.rows} for own in stacks]
    return Stack(below(columns), _figures(stacks))


def numbered_by(rows: pd.DataFrame, names: Sequence[str]) -> tuple[Codes, int]:
    """A number for each combination of what the columns hold, as `numbered` gives them."""
    return numbered(*(_codes(rows[name]) for name in names))


def _codes(column: pd.Series) -> tuple[Codes, int]:
    if isinstance(column.dtype, pd.CategoricalDtype):
        return np.asarray(column.cat.codes), len(column.cat.categories)
    numbers = column.to_numpy()
    return numbers, int(numbers.max(initial=0)) + 1


def below(parts: Sequence[Columns]) -> pd.DataFrame:
    """Rows of the same columns, one below the other."""
    return frame({name: _below([own[name] for own in parts], name) for name in parts[0]})


def _below(columns: Sequence[Any], name: str) -> Any:
    """One column; some have their values in order."""
    if not isinstance(columns[0], Coded):
        return np.concatenate(columns)
    values = dict.fromkeys(chain.from_iterable(own.values for own in columns))  # noqa: PD011
    places = {value: n for n, value in enumerate(sorted(values) if name in _RISING else values)}
    return Coded(np.concatenate([_placed(own, places) for own in columns]), tuple(places))


def _placed(column: Coded[Any], places: Mapping[Any, int]) -> Small:
    """The codes of a column among the places of the values of several."""
    own = np.fromiter(map(places.__getitem__, column.values), _least(len(places)))
    found: Small = own[column.codes]
    return found


def _least(values: int) -> type[np.signedinteger[Any]]:
    """The smallest whole numbers that tell so many values apart."""
    return next((one for one in (np.int8, np.int16) if values <= np.iinfo(one).max), np.int32)


def frame(columns: Columns) -> pd.DataFrame:
    """The columns, of which those of different values become categories."""
    return pd.DataFrame(
        {name: _category(own) if isinstance(own, Coded) else own for name, own in columns.items()}
    )


def _category(column: Coded[Any]) -> pd.Categorical:
    values = pd.Index(column.values, dtype=object, tupleize_cols=False)
    return pd.Categorical.from_codes(column.codes, values)


def _column(column: pd.Series) -> Any:
    """A column of a frame without the values that none of its rows holds."""
    if not isinstance(column.dtype, pd.CategoricalDtype):
        return column.to_numpy()
    codes, values = np.asarray(column.cat.codes), column.cat.categories
    own, first = distinct(codes, len(values))
    return placed(own, [*values[codes[first]]])


def _columns(block: Block) -> Columns:
    columns = {name: getattr(block, name) for name in ("rows", *COLUMNS)}
    return columns | {"kind": constant(block.kind, len(block)), "apart": _apart(block)}


def _apart(block: Block) -> Coded[str]:
    """Shifts, and agents on duty without shifts, are never added up."""
    if block.kind is not Kind.STAFFING:
        return block.part
    return combined(block.part, block.agent).mapped(lambda both: both[0] or both[1])


def _figures(parts: Sequence[Block] | Sequence[Stack]) -> Mapping[str, Scaled]:
    """The figures of all, whose names rise."""
    names = sorted({figure for own in parts for figure in own.figures})
    return {figure: _figure(figure, parts) for figure in names}


def _figure(figure: str, stacks: Sequence[Block] | Sequence[Stack]) -> Scaled:
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
