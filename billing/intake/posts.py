"""Agents who are called after a post or an account, and so may be nobody, or everybody."""

import re
from collections.abc import Iterator

import numpy as np

from billing.intake.faults import Fault
from billing.intake.stack import Stack
from billing.source import Cell

# Whole texts, as names are normalised. Such a row is billed as it stands, and told.
_POST = re.compile(
    r"(客服|值班|当班)?(班长|组长|主管|经理|店长|队长|领班)|质检(员|岗)?|培训(师|岗)?|值班(员|人)?|机动|替班|顶岗"
    r"|主账?号|主帐号|店铺(主?[账帐]号)?|店铺名|机器人|智能客服|自动回复"
    r"|teamlead(er)?|supervisor|manager|mainaccount|trainer|(chat)?bot|robot|relief|spare"
)


def doubts(stack: Stack) -> Iterator[Fault]:
    """One for each store's agent of such a name, at the first of its rows.

    It is no fault: a leader may well serve customers. But whoever reads the file should be asked.
    """
    agents = stack.rows["agent"]
    posts = np.array([bool(_POST.fullmatch(text)) for text in agents.cat.categories], np.bool_)
    if not posts.any():
        return
    own = stack.rows[posts[agents.cat.codes.to_numpy()]]
    for _, row in own.drop_duplicates(["kind", "place", "agent"]).iterrows():
        table = row["table"]
        column = table.columns.get("agent") or min(table.columns.values())
        cell = Cell(table.file, table.sheet, column, int(row["rows"]))
        clients = (row["place"].client,)
        yield Fault("agent_doubtful", cell, row["agent"], "", clients, row["kind"])
