"""A month of many small clients, run by workers of every kind, and what must not depend on them."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.torture.victim import BILL, MONTH, Said, Victim, made

MANY = 24  # clients: three times as many as this process would do alone


def crowd(root: Path, count: int = MANY) -> Victim:
    """A workspace of clients with seats, each at a price of its own; nothing else is needed."""
    plain = {"language": "en", "tax_rate": "6%", "price_basis": "exclusive"}
    codes = [f"C{n:03}" for n in range(1, count + 1)]
    register = {
        "Clients": [{"client": code, "name": f"Sample {code} Ltd", **plain} for code in codes],
        "Fixed": [
            {"charge": f"{code}-1", "client": code, "start": "2026-01-01", "seats": "2"}
            | {"price": str(1000 + place)}
            for place, code in enumerate(codes)
        ],
    }
    victim = made(root, register=register)
    for path in (root / "inbox").iterdir():
        path.unlink()
    return victim


def run(victim: Victim, workers: str) -> Said:
    """The month, with the workers named."""
    return victim.call(*BILL, "--workers", workers)


def outbox(victim: Victim) -> Path:
    """The folder of the month's papers."""
    return victim.root / "outbox" / MONTH


def pages(victim: Victim) -> Mapping[str, bytes]:
    """The PDFs, by name."""
    return {path.name: path.read_bytes() for path in sorted(outbox(victim).glob("*.pdf"))}


def told(victim: Victim) -> dict[str, Any]:
    """run.json, without what names the run and its hour."""
    found = json.loads((outbox(victim) / "run.json").read_text())
    return {
        key: value
        for key, value in found.items()
        if key not in ("run_id", "started_at", "finished_at")
    }


def outcomes(victim: Victim) -> dict[str, int]:
    """How many clients have each outcome, by run.json."""
    found = [one["outcome"] for one in told(victim)["clients"]]
    return {name: found.count(name) for name in sorted(set(found))}


def wait_for(true: Callable[[], object], seconds: float = 90) -> None:
    """Until something is so; fails the test where it never is."""
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.02)


def children(pid: int) -> set[int]:
    """The processes that a process started, and those that they did."""
    own = {
        int(child)
        for path in Path(f"/proc/{pid}/task").glob("*/children")
        for child in path.read_text().split()
    }
    return own.union(*(children(child) for child in own))


def workers_of(pid: int) -> set[int]:
    """Those of them that make pages."""
    return {child for child in children(pid) if "spawn_main" in _words(child)}


def _words(pid: int) -> str:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_text()
    return ""


def alive(pid: int) -> bool:
    """Whether a process is there, and not merely waited for."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def begun(victim: Victim, workers: str, pages_made: int = 1) -> "subprocess.Popen[str]":
    """A run that is at its pages."""
    run = victim.start(*BILL, "--workers", workers)
    wait_for(
        lambda: len(list(outbox(victim).glob("*.pdf"))) >= pages_made or run.poll() is not None
    )
    assert run.poll() is None, run.communicate()
    return run


def ended(run: "subprocess.Popen[str]", how: signal.Signals | None = None) -> Said:
    """How a run ends, by itself or by a signal."""
    if how is not None:
        os.kill(run.pid, how)
    out, err = run.communicate(timeout=120)
    return Said(code=run.returncode, out=out, err=err)


def fresh(base: Victim, folder: Path) -> Iterator[Victim]:
    """Copies of a workspace, one after the other."""
    number = 0
    while True:
        number += 1
        yield base.copied(folder / f"copy-{number}")
