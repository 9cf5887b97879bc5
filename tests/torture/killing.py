"""Killed, told to end, interrupted: at system calls of the whole run, under strace."""

from collections.abc import Iterator

from tests.torture import calls
from tests.torture.calls import Call
from tests.torture.ground import Figure, Ground, counted

_ERRORS = ("ENOSPC", "EIO")


def killed(ground: Ground, tries: int) -> Figure:
    """SIGKILL at write-type system calls; the rerun makes it as if nothing had happened."""
    return _signalled(ground, tries, "KILL")


def ended(ground: Ground, tries: int) -> Figure:
    """SIGTERM, which the program does not catch."""
    return _signalled(ground, tries, "TERM")


def interrupted(ground: Ground, tries: int) -> Figure:
    """SIGINT, as by Ctrl-C: the program comes to an end by itself."""
    return _signalled(ground, tries, "INT")


def _signalled(ground: Ground, tries: int, signal: str) -> Figure:
    every = ground.calls
    chosen = calls.sample(every, tries, ground.dice(signal).randrange(10**6))
    lived = 0

    def one(call: Call) -> tuple[str, ...]:
        nonlocal lived
        victim = ground.fresh()
        said = calls.signalled(victim, call, signal)
        lived += said.code == 0
        told = ("traceback shown",) if "Traceback" in said.err else ()
        return (*told, *ground.ended(victim))

    figure = counted((_named(place, call), one(call)) for place, call in chosen)
    missed = f"; {lived} ended before it" if lived else ""
    return Figure(
        tries=figure.tries, wrong=figure.wrong, told=f"of {len(every)} system calls{missed}"
    )


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
