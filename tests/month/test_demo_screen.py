"""The demo ends as a run of many clients does: on one screen, with what is open."""

from dataclasses import replace

import pytest

from billing.cli import start
from billing.outcome import RunReport
from billing.report import glance
from tests.month.desk import Desk
from tests.report.conftest import run

__all__ = ["run"]


def test_the_demo_ends_on_one_screen(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, run: RunReport
) -> None:
    """Counts, the open clients and sums stand below the table, in at most 20 lines of 80."""
    many = replace(run, clients=run.clients * 3)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("BILLING_LANGUAGE", "en")
    monkeypatch.setattr(start, "billed", lambda *_given: (many, True))
    out = desk.call("demo", "tried").out
    seen = glance(many, "en")
    screen = out[out.rindex(seen.head[0]) :].splitlines()
    assert seen.open
    for line in (*seen.head, *seen.open, *seen.foot):
        assert any(shown.startswith(line[:60].rstrip()) for shown in screen), line
    assert len(screen) <= 20
