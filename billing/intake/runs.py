"""Where the figures of each source were read: runs of consecutive rows of each table."""

from itertools import pairwise

import numpy as np
import pandas as pd

from billing.intake.coded import by_first
from billing.intake.stack import numbered_by
from billing.usage import Rows


def runs(rows: pd.DataFrame) -> list[tuple[Rows, ...]]:
    """The runs of each source, in order of files and sheets, and then of tables as they come.

    `rows` stand in order of their sources.
    """
    tables, table = rows["table"].cat.categories, rows["table"].cat.codes.to_numpy()
    source, line = rows["source"].to_numpy(), rows["rows"].to_numpy()
    told, _ = by_first(*numbered_by(rows, ["source", "table"]))
    order = np.lexsort((line, told, _ranks(tables)[table], source))
    table, source, line, told = table[order], source[order], line[order], told[order]
    first = np.flatnonzero((np.diff(told, prepend=-1) != 0) | (np.diff(line, prepend=-1) != 1))
    last = np.append(first[1:], len(line)) - 1
    low = int(line.min())
    once = [*range(low, int(line.max()) + 1)]  # a number is an object, and each Rows holds two
    ends = ([once[n] for n in (line[own] - low).tolist()] for own in (first, last))
    found = [*map(Rows, tables[table[first]], *ends)]
    parts = np.flatnonzero(np.diff(source[first], append=-1)) + 1
    return [tuple(found[n:m]) for n, m in pairwise((0, *parts.tolist()))]


def _ranks(tables: pd.Index) -> np.ndarray:
    """The place of each table's sheet in order of files and sheets."""
    names = [(one.file, one.sheet) for one in tables]
    places = {name: n for n, name in enumerate(sorted(set(names)))}
    return np.array([places[name] for name in names])
