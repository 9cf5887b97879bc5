"""Several runs at once, and one whose lock's holder was killed."""

import signal
import time
from collections.abc import Iterator

from tests.torture.ground import Figure, Ground, counted
from tests.torture.victim import BILL, Said


def two_at_once(ground: Ground, tries: int) -> Figure:
    """Two runs started together."""
    return _together(ground, tries, 2)


def eight_at_once(ground: Ground, tries: int) -> Figure:
    """Eight runs started together."""
    return _together(ground, tries, 8)


def _together(ground: Ground, tries: int, count: int) -> Figure:
    """One bills, the others say who holds the lock (exit code 4), or come when all is done."""

    def one() -> Iterator[str]:
        victim = ground.fresh()
        started = [victim.start(*BILL) for _ in range(count)]
        ends = []
        for process in started:
            out, err = process.communicate(timeout=300)
            ends.append(Said(code=process.returncode, out=out, err=err))
        codes = sorted(end.code for end in ends)
        if 0 not in codes or set(codes) - {0, 4} or any("Traceback" in end.err for end in ends):
            yield f"exit codes {codes}"
        yield from ground.ended(victim)

    return counted((f"try {n + 1}", one()) for n in range(tries))


def holder_killed(ground: Ground, tries: int) -> Figure:
    """A second run is refused with exit code 4 while the first one lives, not once it is dead."""
    dice = ground.dice("holder")

    def one(wait: float) -> Iterator[str]:
        victim = ground.fresh()
        first = victim.start(*BILL)
        note = victim.root / ".billing.lock.holder"
        while not note.exists() and first.poll() is None:
            time.sleep(0.01)
        if first.poll() is not None:
            yield "the first run was never seen to hold the lock"
        second = victim.call("send") if wait < 0.5 else victim.call(*BILL)
        refused = second.code == 4 and str(first.pid) in second.err
        if not refused and first.poll() is None:
            yield f"a second run ended with {second.code}: {second.err[-200:]}"
        time.sleep(wait)
        first.send_signal(signal.SIGKILL)
        first.communicate()
        yield from ground.ended(victim)

    return counted((f"try {n + 1}", one(dice.random())) for n in range(tries))
