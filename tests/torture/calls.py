"""The program under strace: its write-type system calls, and what is done at one of them."""

import random
import re
import shutil
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.torture.victim import BILL, Said, Victim

STRACE = shutil.which("strace")
NOT_RUN = "NOT RUN: strace is absent (apt-get install strace)"
_WRITES = ("write", "pwrite64", "fsync", "fdatasync", "rename", "openat", "unlink", "ftruncate")
_CALL = re.compile(r"^(\d+) +([a-z0-9]+)\((.*)")
_OPENS_TO_WRITE = re.compile(r"O_CREAT|O_WRONLY|O_RDWR")


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A system call of a run: its name, and which one of that name it is."""

    name: str
    place: int
    said: str = ""  # the beginning of its arguments


def traced(victim: Victim, trace: Path) -> tuple[tuple[str, ...], Said]:
    """The calls of a whole run of the main thread as text, with the paths of its handles."""
    watched = ",".join((*_WRITES, "sendto"))
    strace = [*_strace(trace, f"trace={watched}")[:-1], "-y", "-s", "200", "--"]
    said = victim.call(*BILL, before=strace)
    told = [_CALL.match(line) for line in trace.read_text(errors="replace").splitlines()]
    first = next(call[1] for call in told if call)
    return tuple(f"{call[2]}({call[3]}" for call in told if call and call[1] == first), said


def calls(lines: Sequence[str]) -> tuple[Call, ...]:
    """All write-type calls of a run, in order; opening to read is none."""
    found, counted = [], Counter[str]()
    for line in lines:
        name, _, rest = line.partition("(")
        counted[name] += 1
        if name != "openat" or _OPENS_TO_WRITE.search(rest):
            found.append(Call(name=name, place=counted[name], said=rest[:80]))
    return tuple(found)


def signalled(victim: Victim, call: Call, signal: str) -> Said:
    """The program given a signal (KILL, TERM, INT) as it enters the call."""
    return _injected(victim, [f"inject={call.name}:signal={signal}:when={call.place}"])


def refused(victim: Victim, call: Call, error: str, *, after: Sequence[Call] = ()) -> Said:
    """The call answers with an error; so do all calls `after`, where they are given."""
    if not after:
        return _injected(victim, [f"inject={call.name}:error={error}:when={call.place}"])
    first = {one.name: one.place for one in reversed((call, *after))}
    return _injected(
        victim,
        [
            f"inject={name}:error={error}:when={place}+"
            for name, place in first.items()
            if name not in ("openat", "unlink", "sendto")  # these need no room
        ],
    )


def sample(every: Sequence[Call], count: int, seed: int) -> list[tuple[int, Call]]:
    """An even sample, from a start that the seed gives; all of them where there are no more."""
    if count >= len(every):
        return list(enumerate(every))
    step = len(every) / count
    start = random.Random(seed).random() * step
    return [(place, every[place]) for place in (int(start + n * step) for n in range(count))]


def _injected(victim: Victim, injections: Sequence[str]) -> Said:
    names = ",".join(dict.fromkeys(one.split("=")[1].split(":")[0] for one in injections))
    return victim.call(*BILL, before=_strace(Path("/dev/null"), f"trace={names}", *injections))


def _strace(trace: Path, *expressions: str) -> list[str]:
    assert STRACE, NOT_RUN
    chosen = [word for one in expressions for word in ("-e", one)]
    # Without --seccomp-bpf, which leaves injections out on some kernels.
    return [STRACE, "-f", "-qq", "-o", str(trace), *chosen, "--"]
