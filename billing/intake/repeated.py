"""Rows that say again what the first row of their key said: found all at once, and noted."""

from collections.abc import Sequence

import numpy as np

from billing.intake.blocks import Block, column
from billing.intake.coded import Codes, Mask, joined
from billing.intake.faults import Fault
from billing.source import Cell
from billing.usage import Kind


def plainly(blocks: Sequence[Block], codes: Codes) -> Mask:
    """The rows of keys all of whose rows agree with the first in all that they tell.

    `codes` number the keys of the rows of all blocks. Left out is what needs a closer look: two
    times of day, and rows of staffing without an agent.
    """
    _, first, own = np.unique(codes, return_index=True, return_inverse=True)
    head = first[own]
    agree = np.ones(len(codes), np.bool_)
    for figure in {figure for block in blocks for figure in block.figures}:
        told = column(figure, blocks)
        same = (told.units == told.units[head]).astype(np.bool_)
        same &= told.held[head] & (told.told == told.told[head])
        agree &= same | ~told.held
    moment = joined([block.moment for block in blocks])
    none = moment.flags(lambda one: not one)
    agree &= (moment.codes == moment.codes[head]) | none | none[head]
    agree &= np.concatenate([~_of_nobody(block) for block in blocks])
    return ~np.isin(own, own[~agree])


def _of_nobody(block: Block) -> Mask:
    """Seats without an agent: two may stand in one table."""
    return block.agent.flags(lambda agent: not agent) & (block.kind is Kind.STAFFING)


def notes(block: Block) -> list[Fault]:
    """A note for each row of a block, all of which are repetitions."""
    columns = [min(table.columns.values()) for table in block.table.values]
    places = zip(block.table, block.table.codes.tolist(), block.rows.tolist(), strict=True)
    clients = [(place.client,) for place in block.place.values]
    return [
        Fault(
            "duplicate_rows", Cell(table.file, table.sheet, columns[code], row), "", "",
            clients[place], block.kind,
        )
        for (table, code, row), place in zip(places, block.place.codes.tolist(), strict=True)
    ]  # fmt: skip
