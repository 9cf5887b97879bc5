"""Where the figures of each source were read: runs of consecutive rows of each table."""

from itertools import accumulate, pairwise

import numpy as np

from billing.intake.coded import Codes, distinct, numbered
from billing.intake.stack import Stack
from billing.usage import Rows


def runs(stack: Stack) -> list[tuple[Rows, ...]]:
    """The runs of each source, in order of files and sheets, and then of tables as they come."""
    widest = int(stack.rows.max(initial=0)) + 2
    tables = _ranked(stack)
    codes, _ = numbered(
        (stack.source, stack.sources), (tables, len(stack.rows) + 1), (stack.rows, widest)
    )
    order = np.argsort(codes, kind="stable")
    first = np.flatnonzero(np.diff(codes[order], prepend=-2) != 1)
    last = np.append(first[1:], len(order)) - 1
    starts, ends = order[first], order[last]
    found = list(
        map(Rows, stack.table.of(starts), stack.rows[starts].tolist(), stack.rows[ends].tolist())
    )
    many = np.bincount(stack.source[starts], minlength=stack.sources).tolist()
    return [tuple(found[n:m]) for n, m in pairwise(accumulate(many, initial=0))]


def _ranked(stack: Stack) -> Codes:
    """For each row a number that rises by file and sheet, then by table as its source has them."""
    sheets = [(table.file, table.sheet) for table in stack.table.values]
    places = {sheet: n for n, sheet in enumerate(sorted(set(sheets)))}
    ranks = np.array([places[sheet] for sheet in sheets], np.int64)[stack.table.codes]
    if len(places) == len(sheets):
        return ranks
    pairs = numbered((stack.source, stack.sources), (stack.table.codes, len(sheets)))
    own, first = distinct(*pairs)
    return distinct(*numbered((ranks, len(places)), (first[own], len(ranks))))[0]
