"""A disk that is full under the log, or a reader that went away: the run is done, and said so."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import billing
from tests.month.desk import Desk

PACKAGE = Path(billing.__file__).parents[1]
RUN = ("run", "--month", "2026-10")


def _started(root: Path, out: int, *words: str) -> "subprocess.CompletedProcess[str]":
    """The command in a process of its own, its stdout as given."""
    return subprocess.run(
        [sys.executable, "-m", "billing", "--workspace", str(root), *words],
        env={"PYTHONPATH": str(PACKAGE), "LC_ALL": "C.UTF-8"},
        stdout=out,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize(
    "words",
    [RUN, (*RUN, "--json"), ("run", "--if-due"), ("mail", "list"), ("check",)],
    ids=" ".join,
)
def test_a_full_disk_under_the_output(desk: Desk, words: tuple[str, ...]) -> None:
    """What was done is told as done, never that the books are as they were; not exit code 0."""
    with Path("/dev/full").open("w") as full:
        said = _started(desk.root, full.fileno(), *words)
    billed = words[0] == "run"
    assert said.returncode == (3 if billed else 1 if words[0] == "mail" else said.returncode)
    assert said.returncode != 0
    assert "The output could not be written: No space left on device." in said.stderr
    assert "as they were" not in said.stderr
    assert len(list(desk.root.glob("outbox/2026-10/*.pdf"))) == (3 if billed else 0)


@pytest.mark.parametrize("words", [RUN, ("run", "--if-due")], ids=" ".join)
def test_a_reader_that_went_away(desk: Desk, words: tuple[str, ...]) -> None:
    """`run | true`: all is billed, run.json is there, the next step told, the code is the run's."""
    reading, writing = os.pipe()
    os.close(reading)
    said = _started(desk.root, writing, *words)
    os.close(writing)
    assert said.returncode == 3
    assert "The output could not be written: Broken pipe." in said.stderr
    assert "Next: " in said.stderr  # it went on after what could not be printed
    report = json.loads((desk.root / "outbox" / "2026-10" / "run.json").read_text("utf-8"))
    assert [one["outcome"] for one in report["clients"]] == ["issued", "issued", "issued", "held"]


@pytest.mark.skipif(os.name == "nt", reason="a shell that closes streams")
@pytest.mark.parametrize("closed", ["2>&-", ">&-", "<&- >&- 2>&-"])
def test_closed_streams_stop_no_run(desk: Desk, closed: str) -> None:
    """All is billed, and what would have been said lands in no file."""
    line = f'"$0" -m billing --workspace "$1" run --month 2026-10 {closed}'
    said = subprocess.run(
        ["/bin/sh", "-c", line, sys.executable, str(desk.root)],
        env={"PYTHONPATH": str(PACKAGE), "LC_ALL": "C.UTF-8"},
        capture_output=True,
        check=False,
    )
    assert said.returncode == 3, said.stderr
    assert len(list(desk.root.glob("outbox/2026-10/*.pdf"))) == 3
    assert desk.call("verify").code == 0
    assert not (desk.root / "billing.log").exists()
