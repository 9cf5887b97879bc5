"""What the tables of all files tell together: each row once, summed, and told at one level."""

from collections.abc import Mapping
from functools import cache

from billing.intake import keys, labelled, levels, mains, posts, sums
from billing.intake.blocks import Block
from billing.intake.faults import Fault
from billing.intake.levels import Group
from billing.intake.listed import Listed
from billing.intake.parted import parted
from billing.intake.scaled import decimal
from billing.intake.stack import Stack, stacked
from billing.usage import Kind, UsageRow


def gathered(
    blocks: list[Block], lists: list[Listed], needs: Mapping[str, frozenset[Kind]]
) -> tuple[Mapping[str, list[UsageRow]], list[Fault]]:
    """The usage rows of each client, and what is wrong with rows beside each other.

    Both lists are emptied once their rows stand together: these take their memory.
    """
    stacks: list[Stack] = []
    faults: list[Fault] = []
    if blocks:
        rows, faults = keys.unique(stacked(blocks))
        blocks.clear()
        faults += [*labelled.faults(rows), *posts.doubts(rows)]
        stacks.append(rows)
    if lists:  # counted from a list of orders, after all other rows
        orders, order_faults = keys.unique_orders(mains.rows_of(lists))
        lists.clear()
        stacks.append(mains.counted(orders))
        faults += order_faults
    if not stacks:
        return {}, faults
    usage: dict[str, list[UsageRow]] = {}
    groups: list[Group] = []
    exact = cache(decimal)
    for part in parted(stacks):
        rows_of, doubtful = sums.summed(part, needs, exact)
        usage |= rows_of
        groups += doubtful
    return usage, [*faults, *levels.mixed(groups)]
