"""The program's own workers, warm, for benchmarks that hand work to them."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from billing.workers.feeding import Feed
from billing.workers.local import Local
from billing.workers.shard import Fault, Job, Shard

_START = 300.0  # seconds


@contextmanager
def warm(count: int, call: Callable[[], object]) -> Iterator[Local]:
    """So many workers, each of which has made the call once."""
    pool = Local(count)
    try:
        for future in [pool.submit(call) for _ in range(count)]:  # each to one that is free
            future.result(_START)
        yield pool
    finally:
        pool.shutdown()


def fed(pool: Local, calls: Sequence[Callable[[], Any]]) -> list[Any]:
    """What the calls give, in the order in which they end, sent as a run sends its pages."""
    jobs = (Job(key=place, call=call) for place, call in enumerate(calls))
    made = [one for _, one in Feed(jobs, pool, len(calls), Shard(jobs=())).results()]
    faults = [one for one in made if isinstance(one, Fault)]
    assert not faults, f"{faults[0].code} {dict(faults[0].values)}\n{faults[0].trace}"
    return made
