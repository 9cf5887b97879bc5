"""Killed, told to end, interrupted: at system calls of the whole run, under strace."""

import contextlib
import os
import signal as signals
import subprocess
import time
from collections.abc import Iterator

from tests.torture import calls
from tests.torture.calls import Call
from tests.torture.ground import Figure, Ground, counted
from tests.torture.victim import BILL, Said, Victim

_ERRORS = ("ENOSPC", "EIO")


def killed(ground: Ground, tries: int) -> Figure:
    """SIGKILL at write-type system calls; the rerun makes it as if nothing had happened."""
    return _signalled(ground, tries, "KILL")


def ended(ground: Ground, tries: int) -> Figure:
    """SIGTERM, as when a machine shuts down: the program says so and leaves with 143."""
    return _signalled(ground, tries, "TERM")


def interrupted(ground: Ground, tries: int) -> Figure:
    """SIGINT, as by Ctrl-C: the program says so and leaves with 130."""
    return _signalled(ground, tries, "INT")


def _signalled(ground: Ground, tries: int, signal: str) -> Figure:
    every, dice = ground.calls, ground.dice(signal)
    asked = 0 if signal == "KILL" else tries // 2  # those at a moment, to its children too
    chosen = calls.sample(every, tries - asked, dice.randrange(10**6))
    lived = 0

    def one(call: Call | float) -> Iterator[str]:
        nonlocal lived
        victim = ground.fresh()
        said = (
            _at_moment(victim, call, signal)
            if isinstance(call, float)
            else calls.signalled(victim, call, signal)
        )
        lived += said.code == 0
        yield from _left(said, signal, begun=(victim.root / "ledger.db").exists())
        yield from ground.ended(victim)

    if signals.getsignal(signals.SIGINT) is signals.SIG_IGN:  # as behind a shell's `&`: inherited
        signals.signal(signals.SIGINT, signals.default_int_handler)
    seconds = _seconds(ground) if asked else 0
    moments = [dice.uniform(0, seconds) for _ in range(asked)]
    figure = counted(
        [
            *((_named(place, call), one(call)) for place, call in chosen),
            *((f"after {moment:.2f} s of {seconds:.2f}", one(moment)) for moment in moments),
        ]
    )
    unmoved = (f"SIG{signal} ended no run",) if lived == figure.tries else ()
    missed = f"; {lived} ended before it" if lived else ""
    at = f", and {asked} moments of one run" if asked else ""
    told = f"of {len(every)} system calls{at}{missed}"
    return Figure(tries=figure.tries, wrong=(*figure.wrong, *unmoved), told=told)


def _left(said: Said, name: str, *, begun: bool) -> Iterator[str]:
    """No traceback; told to end, one sentence and the signal's exit code, unless all was done."""
    number = signals.Signals[f"SIG{name}"]
    if "Traceback" in said.err:
        yield f"traceback shown: {said.err[-300:]}"
    if name == "KILL" or said.code == 0:
        return
    done = "Invoices are in" in said.err
    if said.code == -number and (done or (not begun and not said.err.strip())):
        return  # Python itself was being loaded, or left when all was told
    if said.code != 128 + number or f"Ended as asked (SIG{name})" not in said.err:
        yield f"exit code {said.code}: {said.err[-300:]}"


def _seconds(ground: Ground) -> float:
    """How long an undisturbed run takes just now."""
    victim, begun = ground.fresh(), time.monotonic()
    victim.call(*BILL)
    return time.monotonic() - begun


def _at_moment(victim: Victim, seconds: float, name: str) -> Said:
    """The signal to the program and all its children, so many seconds after its start."""
    process = victim.start(*BILL, alone=True)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(seconds)
    with contextlib.suppress(ProcessLookupError):  # it was done before
        os.killpg(process.pid, signals.Signals[f"SIG{name}"])
    out, err = process.communicate(timeout=300)
    return Said(code=process.returncode, out=out, err=err)


def refused_once(ground: Ground, tries: int) -> Figure:
    """ENOSPC and EIO at one call; all others succeed."""
    return _refused(ground, tries, for_good=False)


def refused_for_good(ground: Ground, tries: int) -> Figure:
    """ENOSPC and EIO at a call and at all that follow: the disk is full, or gone."""
    return _refused(ground, tries, for_good=True)


def _refused(ground: Ground, tries: int, *, for_good: bool) -> Figure:
    every = tuple(call for call in ground.calls if call.name != "sendto")

    def one(place: int, call: Call, error: str) -> Iterator[str]:
        victim = ground.fresh()
        after = every[place + 1 :] if for_good else ()
        said = calls.refused(victim, call, error, after=after)
        if "Traceback" in said.err:
            yield f"traceback shown: {said.err[-400:]}"
        yield from ground.ended(victim, numbers=False)

    seed = ground.dice(f"refused {for_good}").randrange(10**6)
    chosen = calls.sample(every, tries, seed)
    return counted(
        (
            (f"{error} {_named(place, call)}", one(place, call, error))
            for turn, (place, call) in enumerate(chosen)
            for error in (_ERRORS[turn % 2],)
        ),
        f"of {len(every)} system calls, by turns ENOSPC and EIO",
    )


def _named(place: int, call: Call) -> str:
    return f"call {place} ({call.name} {call.place}: {call.said[:60]})"
