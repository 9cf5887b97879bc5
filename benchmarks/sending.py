"""What handing work to a worker costs, beside doing it here: rating, drafting, a page.

    python benchmarks/sending.py [--clients 200] [--seed 1] [--rounds 3]

The program's own workers, pipe and shards; one worker, warm. Of the rounds the cheapest counts.
CPU is of all threads of a process: `here` of the one that hands out and takes back, `there` of the
worker, the work included.
"""

import pickle
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
from machine import keep
from workers import fed, warm
from workspaces import MONTH, make

from billing.balance import Balances
from billing.cli.opening import opened
from billing.draft import Frame, draft
from billing.invoice import DraftInvoice, Invoice
from billing.month import Workspace
from billing.month.reading import read
from billing.rate import rate
from billing.render import render
from billing.usage import Usage
from billing.workers import together
from billing.workers.local import Local

Calls = Sequence[Callable[[], Any]]
Tried = Mapping[str, float]  # CPU ms a call


def _calls(root: Path) -> Iterator[tuple[str, Calls]]:
    """Of each part, the calls for every client."""
    workspace = opened(root)
    found = read(workspace, MONTH)
    frame = _frame(workspace, found.files)
    pairs = [(one, found.usage.get(one.client.client, Usage())) for one in found.contracts]
    rating = [partial(rate, one, MONTH, usage, Balances()) for one, usage in pairs]
    yield "rate", rating
    months = [call() for call in rating]
    drafting = [
        partial(draft, one, month, usage, frame)
        for (one, usage), month in zip(pairs, months, strict=True)
    ]
    yield "draft", drafting
    papers = [_numbered(place, call()) for place, call in enumerate(drafting, 1)]
    look = workspace.stationery
    yield "page", [partial(together, (partial(render, one, look),)) for one in papers]


def _frame(workspace: Workspace, files: Mapping[str, Any]) -> Frame:
    return Frame(
        provider=workspace.settings.provider,
        last_month=None,
        files=files,
        register_hash="0" * 64,
        usage_hash="0" * 64,
    )


def _numbered(place: int, drafted: DraftInvoice) -> Invoice:
    day = drafted.period.end
    number = f"INV-{day.year}-{place:06}"
    return Invoice(number=number, issue_date=day, due_date=day, draft=drafted)


def _tried(pool: Local, calls: Calls) -> Tried:
    """All of them in this process, then by the worker."""
    begun = time.process_time()
    for call in calls:
        call()
    alone = time.process_time() - begun
    there, begun = _spent(pool), time.process_time()
    fed(pool, calls)
    here = time.process_time() - begun
    spent = {"alone": alone, "here": here, "there": _spent(pool) - there}
    return {name: 1000 * seconds / len(calls) for name, seconds in spent.items()}


def _spent(pool: Local) -> float:
    """CPU seconds of the worker so far."""
    seconds: float = pool.submit(time.process_time).result()
    return seconds


def measured(root: Path, rounds: int) -> dict[str, Tried]:
    """CPU ms of each part here, handed out, and there; KB out and back."""
    parts = dict(_calls(root))
    found: dict[str, Tried] = {}
    with warm(1, parts["page"][0]) as pool:
        for name, calls in parts.items():
            tries = [_tried(pool, calls) for _ in range(rounds)]
            best = {key: min(one[key] for one in tries) for key in tries[0]}
            found[name] = {**best, **_sizes(calls)}
    return found


def _sizes(calls: Calls) -> Tried:
    """KB of a call and of what it gives, packed; the mean of some."""
    some = calls[: 2 * 8]  # each way of being billed twice
    out = sum(len(pickle.dumps(call, pickle.HIGHEST_PROTOCOL)) for call in some)
    back = sum(len(pickle.dumps(call(), pickle.HIGHEST_PROTOCOL)) for call in some)
    return {"kb_out": out / len(some) / 1000, "kb_back": back / len(some) / 1000}


@click.command()
@click.option("--clients", default=200, show_default=True, type=click.IntRange(min=1))
@click.option("--seed", default=1, show_default=True, help="Of the figures.")
@click.option("--rounds", default=3, show_default=True, type=click.IntRange(min=1))
def main(clients: int, seed: int, rounds: int) -> None:
    """Print what each part costs here and handed out; keep it in build/bench/sending.json."""
    with TemporaryDirectory() as folder:
        root = Path(folder) / "workspace"
        make(root, clients, seed)
        parts = measured(root, rounds)
    for name, one in parts.items():
        print(
            f"{name:<6}{one['alone']:8.2f} CPU ms in this process; handed out {one['here']:.2f}"
            f" here and {one['there']:.2f} there,"
            f" {one['kb_out']:.1f} KB out, {one['kb_back']:.1f} back"
        )
    keep("sending", {"clients": clients, "parts": parts})


if __name__ == "__main__":
    main()
