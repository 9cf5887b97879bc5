"""What rating costs: every client of a workspace of mixed modes, without reading, draft or paper.

    python benchmarks/rating.py [--clients 2000] [--seed 1] [--rounds 3]

The figures are what the reader gives: agents are added up to their store and day. Garbage is
collected as seldom as while a month is planned.
"""

import json
import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
from machine import keep
from workspaces import MONTH, make

from billing.balance import Balances
from billing.cli.opening import opened
from billing.contract import Contract
from billing.month.reading import Read, read
from billing.rate import rate
from billing.render.quiet import seldom
from billing.usage import Usage


def _rated(found: Read, contract: Contract) -> float:
    """CPU seconds of one client."""
    usage = found.usage.get(contract.client.client, Usage())
    begun = time.process_time()
    month = rate(contract, MONTH, usage, Balances())
    spent = time.process_time() - begun
    assert not month.blocked, "every client can be billed"
    return spent


@seldom()
def measured(clients: int, seed: int, rounds: int) -> dict[str, Any]:
    """CPU seconds of all clients, the least of some rounds, and milliseconds by mode."""
    with TemporaryDirectory() as folder:
        root = Path(folder) / "workspace"
        make(root, clients, seed)
        found = read(opened(root), MONTH)
    spent, count = Counter[str](), Counter[str]()
    totals = []
    for _ in range(rounds):
        before = sum(spent.values())
        for contract in found.contracts:
            modes = " + ".join(charge.mode.value for charge in contract.charges)
            spent[modes] += _rated(found, contract)
            count[modes] += 1
        totals.append(sum(spent.values()) - before)
    rows = sum(len(usage.rows) for usage in found.usage.values())
    by_mode = {modes: 1000 * spent[modes] / count[modes] for modes in sorted(spent)}
    return {"clients": clients, "rows": rows, "cpu": min(totals), "ms": by_mode}


@click.command()
@click.option("--clients", default=2000, show_default=True, type=click.IntRange(min=1))
@click.option("--seed", default=1, show_default=True, help="Of the figures.")
@click.option(
    "--rounds",
    default=3,
    show_default=True,
    type=click.IntRange(min=1),
    help="Of which the quickest counts.",
)
def main(clients: int, seed: int, rounds: int) -> None:
    """Print CPU seconds of rating, and keep them in build/bench/rating.json."""
    found = measured(clients, seed, rounds)
    print(json.dumps(found, indent=1))
    keep("rating", found)


if __name__ == "__main__":
    main()
