"""What the tables of all files tell together: each row once, summed, and told at one level."""

from collections.abc import Mapping, Sequence

from billing.intake import keys, labelled, levels, mains, posts, sums
from billing.intake.faults import Fault
from billing.intake.records import Found
from billing.intake.stack import Stack, stacked, together
from billing.usage import Kind, UsageRow


def gathered(
    founds: Sequence[Found], needs: Mapping[str, frozenset[Kind]]
) -> tuple[Mapping[str, list[UsageRow]], list[Fault]]:
    """The usage rows of each client, and what is wrong with rows beside each other."""
    blocks = [found.block for found in founds if found.block]
    lists = [found.orders for found in founds if found.orders]
    stacks: list[Stack] = []
    faults: list[Fault] = []
    if blocks:
        rows, faults = keys.unique(stacked(blocks))
        faults += [*labelled.faults(rows), *posts.doubts(rows)]
        stacks.append(rows)
    if lists:  # counted from a list of orders, after all other rows
        orders, order_faults = keys.unique_orders(mains.rows_of(lists))
        stacks.append(mains.counted(orders))
        faults += order_faults
    if not stacks:
        return {}, faults
    usage, groups = sums.summed(together(stacks) if len(stacks) > 1 else stacks[0], needs)
    return usage, [*faults, *levels.mixed(groups)]
