"""billing.log lies in the workspace, and nowhere else."""

import os
from pathlib import Path

import pytest

import billing.month.client
import billing.register
from tests.month.desk import Desk


def _broken(*_given: object, **_more: object) -> None:
    raise ZeroDivisionError("planted")


def test_the_log_is_written_into_the_workspace(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Called from elsewhere, as cron does: there, appended, and its owner's alone."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    monkeypatch.setattr(billing.register, "read", _broken)
    was = os.umask(0)
    try:
        desk.call("--workspace", "..", "check", "--month", "2026-10")
        said = desk.call("--workspace", "..", "check", "--month", "2026-10")
    finally:
        os.umask(was)
    log = desk.root / "billing.log"
    assert (said.code, str(log) in said.err, "Traceback" in said.err) == (1, True, False)
    assert log.read_text(encoding="utf-8").count("ZeroDivisionError: planted") == 2
    assert log.stat().st_mode & 0o777 == 0o600
    assert list(elsewhere.iterdir()) == []


def test_a_client_that_fails_is_in_the_log(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its remedy names billing.log, so the traceback is there."""
    monkeypatch.setattr(billing.month.client, "rate", _broken)
    assert set(desk.outcomes("--dry-run").values()) == {"failed"}
    told = (desk.root / "billing.log").read_text(encoding="utf-8")
    assert told.count("could not be planned\nTraceback") == 4


def test_without_a_workspace_nothing_is_written(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor into the workspace of the command before; the place in the program is told instead."""
    desk.call("check", "--month", "2026-10")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    monkeypatch.setattr(billing.register, "write_template", _broken)
    said = desk.call("init", "new")
    assert said.code == 1
    assert "ZeroDivisionError at test_fault_log.py:" in said.err
    assert not list(tmp_path.rglob("billing.log"))


def test_a_log_that_cannot_be_written_stops_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A link in its place is not followed."""
    (desk.root / "billing.log").symlink_to(desk.root / "other")
    monkeypatch.setattr(billing.month.client, "rate", _broken)
    assert set(desk.outcomes("--dry-run").values()) == {"failed"}
    assert not (desk.root / "other").exists()
