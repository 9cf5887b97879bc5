"""`billing` itself, with a watch on its steps: what `month.py` starts instead of the command.

    python benchmarks/stepping.py TOLD.json --workspace FOLDER run --month 2026-10

With BENCH_BLANK=1 papers are blank: what is left is the driver's own cost, and nothing starts
workers.

TOLD.json gets the moment at which each step began, and what the parts of the steps cost this
process. A part that another one calls is not counted twice.
"""

import importlib
import json
import os
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any

import psutil

# Part -> the functions that are it, where the driver calls them by these names.
_PARTS = {
    "register": ("billing.register.read",),
    "inbox": ("billing.intake.read",),
    "plan": ("billing.month.plan",),
    "rate": ("billing.month.client.rate",),
    "draft": ("billing.month.client.draft",),
    "review": ("billing.month.client.reasons_to_hold", "billing.month.client.unprintable"),
    "archive": ("billing.month.issue.archive",),
    "commit": ("billing.ledger.book.Ledger.issue", "billing.ledger.book.Ledger.record_renderings"),
    "report": (
        "billing.report.run_json",
        "billing.report.summary",
        "billing.report.says_the_same",
        "billing.report.table",
    ),
}
_ASKED = "billing.ledger.asking.Readable"  # every question to the ledger is the part `ask`


class Watch:
    """CPU and wall of the parts, and when the steps began."""

    def __init__(self) -> None:
        """Nothing has begun."""
        self.began: dict[str, float] = {"start": psutil.Process().create_time()}
        self.cpu: defaultdict[str, float] = defaultdict(float)
        self.wall: defaultdict[str, float] = defaultdict(float)
        self.calls: Counter[str] = Counter()
        self._now: list[str] = ["other"]
        self._since = (time.process_time(), time.perf_counter())

    def tick(self, step: str, done: int, _of: int) -> None:
        """The progress that the program tells; bars that are only shown begin nothing."""
        if done >= 0:
            self.began.setdefault(step, time.time())

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """What runs inside is this part, and no longer the one around it."""
        self._settle()
        self._now.append(name)
        self.calls[name] += 1
        try:
            yield
        finally:
            self._settle()
            self._now.pop()

    def _settle(self) -> None:
        cpu, wall = time.process_time(), time.perf_counter()
        self.cpu[self._now[-1]] += cpu - self._since[0]
        self.wall[self._now[-1]] += wall - self._since[1]
        self._since = (cpu, wall)

    def put_on(self) -> None:
        """Put the watch on every function of a part that there is."""
        for part, names in _PARTS.items():
            for name in names:
                self._replace(*name.rpartition(".")[::2], part)
        asked = _found(_ASKED)
        for name in vars(asked):
            if not name.startswith("_") and name != "close":
                self._replace(_ASKED, name, "ask")
        self._step("billing.month", "bill", "report")
        importlib.import_module("billing.cli.months").progress = self._progress  # type: ignore[attr-defined]

    @contextmanager
    def _progress(self) -> Iterator[Callable[[str, int, int], None]]:
        """In place of the bar."""
        yield self.tick

    def _replace(self, owner: str, name: str, part: str) -> None:
        home = _found(owner)
        if not hasattr(home, name):
            return
        function = getattr(home, name)

        @wraps(function)
        def watched(*given: Any, **named: Any) -> Any:
            with self.part(part):
                return function(*given, **named)

        setattr(home, name, watched)

    def _step(self, owner: str, name: str, then: str) -> None:
        """A function at whose end a step begins."""
        home = _found(owner)
        function: Callable[..., Any] = getattr(home, name)

        def watched(*given: Any, **named: Any) -> Any:
            answer = function(*given, **named)
            self.began[then] = time.time()
            return answer

        setattr(home, name, watched)

    def told(self) -> dict[str, Any]:
        """All of it, to be written as JSON."""
        self._settle()
        self.began["end"] = time.time()
        parts = {
            part: {"cpu": self.cpu[part], "wall": self.wall[part], "calls": self.calls[part]}
            for part in self.cpu
        }
        return {"began": self.began, "parts": parts}


def _found(name: str) -> Any:
    """A module, or a class of one."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError:
        home, _, own = name.rpartition(".")
        return getattr(importlib.import_module(home), own)


def _leave_papers_blank() -> None:
    """An invoice of a few bytes, as costs nothing to make."""
    printing = importlib.import_module("billing.month.print")
    printing.render = lambda document, _: document.number.encode()  # type: ignore[attr-defined]
    printing.renderer = lambda: "blank"  # type: ignore[attr-defined]
    os.environ["BILLING_RUN_WORKERS"] = "0"


def main() -> None:
    """Run the command."""
    path = Path(sys.argv[1])
    del sys.argv[1]
    from billing.__main__ import main as billing  # noqa: PLC0415 - its import is the step `start`

    watch = Watch()
    watch.put_on()
    if os.environ.get("BENCH_BLANK"):
        _leave_papers_blank()
    try:
        billing()
    finally:
        path.write_text(json.dumps(watch.told()), encoding="utf-8")


if __name__ == "__main__":
    main()
