"""The benchmarks as `make bench` runs them: only these measurements come into docs/."""

import shlex
from collections.abc import Mapping, Sequence
from typing import Any

SIZES = (100, 1000, 10_000)  # clients of the month
STEPS: Mapping[str, Sequence[str]] = {
    "starting": ("starting.py",),
    "rating": ("rating.py",),
    "reading": ("reading.py",),
    "rendering": ("rendering.py",),
    "sending": ("sending.py",),
    "history": ("history.py",),
    "driver": ("month.py", "--blank"),
    "month": ("month.py",),
}


def command(name: str) -> str:
    """The command that measures a step as it is published."""
    file, *given = STEPS[name]
    return shlex.join(["python", f"benchmarks/{file}", *given])


def lacking(name: str, found: Mapping[str, Any] | None) -> str:
    """Why figures are not to be published: what they lack; nothing where they are whole."""
    if found is None:
        return "not measured"
    if found["command"] != command(name):
        return f"measured by `{found['command']}`, not by `{command(name)}`"
    if found.get("left"):
        return f"stopped before {', '.join(f'{clients} clients' for clients in found['left'])}"
    return ""
