"""SIGKILL at every step of the program itself: a forked child that dies at the n-th of them.

A step is: just before and after a commit of the ledger, a file taking its name, a file taken away,
a mode set, and each thing said to a mail server.
"""

import contextlib
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, cast
from unittest.mock import patch

from sqlalchemy import Connection, Engine

import billing.cli
from billing.cli import opening
from billing.ledger import dialect
from billing.mail.connection import Connection as Mail
from tests.torture.victim import BILL, Said, Victim

Step = Callable[[str], None]


@contextmanager
def watched(step: Step) -> Iterator[None]:
    """Call `step` with its name at every step, while the block runs."""
    original = dialect.writing

    @contextmanager
    def writing(over: Engine) -> Iterator[Connection]:
        with original(over) as connection:
            yield connection
            step("before a commit")
        step("after a commit")

    with contextlib.ExitStack() as stack:
        stack.enter_context(patch.object(dialect, "writing", writing))
        for owner, name in (
            (Path, "replace"),
            (Path, "unlink"),
            (Path, "chmod"),
            (Mail, "transmit"),
            (Mail, "answer"),
        ):
            stack.enter_context(patch.object(owner, name, _around(owner, name, step)))
        yield


def _around(owner: type, name: str, step: Step) -> Callable[..., Any]:
    original = cast("Callable[..., Any]", getattr(owner, name))

    def stepping(self: object, *given: Any, **more: Any) -> Any:
        step(f"before {owner.__name__}.{name}")
        result = original(self, *given, **more)
        step(f"after {owner.__name__}.{name}")
        return result

    return stepping


def forked(
    victim: Victim,
    words: Sequence[str] = BILL,
    *,
    die_at: int = 0,
    around: Callable[[], contextlib.AbstractContextManager[object]] = contextlib.nullcontext,
) -> tuple[Said, list[str]]:
    """A command in a child of this process, killed at a step (0: not at all); the steps it took.

    `around` is entered in the child, and may change the program there.
    """
    out, err, told = (victim.root.parent / f"{victim.root.name}.{name}" for name in ("o", "e", "s"))
    child = os.fork()
    if child == 0:
        _be_the_child(victim, words, die_at, around, (out, err, told))
    _, status = os.waitpid(child, 0)
    said = Said(code=os.waitstatus_to_exitcode(status), out=out.read_text(), err=err.read_text())
    names = told.read_text().splitlines()
    for path in (out, err, told):
        path.unlink()
    return said, names


def _be_the_child(
    victim: Victim,
    words: Sequence[str],
    die_at: int,
    around: Callable[[], contextlib.AbstractContextManager[object]],
    files: tuple[Path, Path, Path],
) -> None:
    """Never returns: neither may anything of the tests that stands around it."""
    code = 99
    try:
        with files[0].open("w") as out, files[1].open("w") as err, files[2].open("w") as told:
            sys.stdout, sys.stderr = out, err
            taken = 0

            def step(name: str) -> None:
                nonlocal taken
                taken += 1
                told.write(f"{name}\n")
                told.flush()
                if taken == die_at:
                    out.flush()
                    os.kill(os.getpid(), signal.SIGKILL)

            sys.argv = ["billing", "--workspace", str(victim.root), *words]
            try:
                with around(), watched(step):
                    billing.cli.main()
            except SystemExit as left:
                code = int(left.code or 0)
            sys.stdout.flush()
    except BaseException as error:  # noqa: BLE001 - told by the exit code
        files[1].write_text(f"Traceback in the child: {error!r}")
    os._exit(code)


def at(moment: str) -> contextlib.AbstractContextManager[object]:
    """The program's clock stands at a moment (ISO, with its offset)."""
    return patch.object(opening, "now", lambda _workspace: datetime.fromisoformat(moment))
