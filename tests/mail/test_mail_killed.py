"""SIGKILL between any two steps of sending: a rerun sends what is left, and nothing twice."""

import os
import shutil
import signal
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from billing.ledger import Ledger
from billing.mail.connection import Connection
from billing.mail.secret import Secret
from billing.mail.server import Server
from billing.month import mails
from tests.mail.faulty import FaultServer, serving
from tests.mail.office import HASTY, Office, later

pytestmark = pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
COPIES = {"pay@a.example", "pay@b.example", "boss@b.example"}


def _counted(step: Callable[[str], None], target: Any, name: str) -> None:
    """Have `step` called before a function or method: after the one before it."""
    inner = getattr(target, name)

    def around(*args: Any, **more: Any) -> Any:
        step(name)
        return inner(*args, **more)

    setattr(target, name, around)


def _send_and_die(office: Office, at: int) -> int:
    """Send in a child that kills itself at a step; how many steps it had where it lived."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        steps = 0

        def step(_name: str) -> None:
            nonlocal steps
            steps += 1
            if steps == at:
                os.kill(os.getpid(), signal.SIGKILL)

        try:
            _counted(step, Ledger, "record_delivery")
            _counted(step, mails, "write")
            for name in ("docmd", "transmit", "answer"):
                _counted(step, Connection, name)
            _counted(step, os, "write")  # after the last
            office.send(Server(office.settings.mail, Secret(""), None, HASTY))
            os.write(writer, str(steps).encode())
        finally:
            os._exit(0)
    os.close(writer)
    os.waitpid(child, 0)
    with os.fdopen(reader) as told:
        return int(told.read() or 0)


def _office(office: Office, root: Path, port: int) -> Office:
    shutil.copytree(office.root, root)
    fresh = Office(root=root, settings=office.settings)
    return fresh.with_mail(host="127.0.0.1", port=port, security="none")


def test_killed_at_every_step(office: Office, tmp_path: Path) -> None:
    """No copy twice, none lost, a doubt only where the dot may have been sent; same bytes."""
    for path in (office.root / "outbox").rglob("*.eml"):
        path.unlink()  # so that writing them is among the steps
    figures: Counter[str] = Counter()
    with serving(FaultServer()) as server:
        whole = _send_and_die(_office(office, tmp_path / "whole", server.port), 0)
        assert whole > 30
        for at in range(1, whole + 1):
            server.taken.clear()
            mine = _office(office, tmp_path / f"at{at}", server.port)
            _send_and_die(mine, at)
            for hours in (0, 1):
                mine.send(Server(mine.settings.mail, Secret(""), None, HASTY), at=later(hours))
            states = mine.states()
            taken = {recipient for _, recipient in server.copies}
            figures["kills"] += 1
            figures["twice"] += server.copies.total() - len(server.copies)
            figures["doubts"] += list(states.values()).count("in_doubt")
            figures["lost"] += len(
                [one for one in COPIES - taken if states[one] not in ("in_doubt", "failed")]
            )
            assert set(states) == COPIES
            assert {one for one in states if states[one] == "sent"} <= taken
            known = {message.eml_sha256 for message in mine.messages()}
            assert {one.sha256 for one in server.taken} <= known
            shutil.rmtree(mine.root)
    assert figures["kills"] == whole
    assert (figures["twice"], figures["lost"]) == (0, 0)
    assert 3 <= figures["doubts"] <= 3 * 10  # from the commit to the answer's, a copy each
