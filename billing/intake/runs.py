"""Where the figures of each source were read: runs of consecutive rows of each table."""

from itertools import pairwise

import numpy as np
import pandas as pd

from billing.usage import Rows


def runs(rows: pd.DataFrame) -> list[tuple[Rows, ...]]:
    """The runs of each source, in order of files and sheets, and then of tables as they come.

    `rows` stand in order of their sources.
    """
    table, tables = pd.factorize(rows["table"])
    sheets = pd.MultiIndex.from_tuples([(one.file, one.sheet) for one in tables])
    rank, _ = sheets.factorize(sort=True)
    ordered = rows[["source", "table", "rows"]].assign(sheet=rank[table])
    ordered["told"] = rows["source"].groupby([rows["source"], table], sort=False).ngroup()
    ordered = ordered.sort_values(["source", "sheet", "told", "rows"])
    before = ordered[["told", "rows"]].shift(fill_value=-1)
    begun = (ordered["told"] != before["told"]) | (ordered["rows"] != before["rows"] + 1)
    first, last = ordered[begun], ordered[begun.shift(-1, fill_value=True)]
    found = [*map(Rows, first["table"], first["rows"].tolist(), last["rows"].tolist())]
    ends = np.flatnonzero(np.diff(first["source"], append=-1)) + 1
    return [tuple(found[n:m]) for n, m in pairwise((0, *ends.tolist()))]
