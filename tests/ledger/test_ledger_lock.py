"""One run at a time."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from filelock import SoftFileLock

from billing.errors import LockedError, SettingsError
from billing.ledger import held, lock

ROOT = str(Path(__file__).parent.parent.parent)
AT = datetime(2026, 11, 1, 2, 0, 0, tzinfo=UTC)
HOLD = """
import sys, time
from datetime import UTC, datetime
from pathlib import Path
from billing.ledger.lock import held
with held(Path(sys.argv[1]), at=datetime(2026, 11, 1, 1, 59, tzinfo=UTC)):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """The file that is locked."""
    return tmp_path / "billing.lock"


@pytest.fixture
def holder(place: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """Another process that holds it."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(place)],
        env={**os.environ, "PYTHONPATH": ROOT},
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        yield process
        process.kill()


def test_a_second_run_is_refused(place: Path, holder: "subprocess.Popen[bytes]") -> None:
    """And told who holds it since when, as often as it asks."""
    for _ in range(2):
        with pytest.raises(LockedError) as refused, held(place, at=AT):
            pytest.fail("two runs at once")
        assert (refused.value.code, refused.value.values) == (
            "locked_by",
            {"pid": str(holder.pid), "at": "2026-11-01T01:59:00+00:00"},
        )


@pytest.mark.parametrize("note", ["", "[]", '{"pid": 1}', None])
def test_a_note_that_cannot_be_read(
    place: Path, holder: "subprocess.Popen[bytes]", note: str | None
) -> None:
    """The refusal does not depend on it."""
    assert holder.poll() is None
    beside = place.with_name("billing.lock.holder")
    beside.unlink() if note is None else beside.write_text(note)
    with pytest.raises(LockedError) as refused, held(place, at=AT):
        pytest.fail("two runs at once")
    assert refused.value.code == "locked"


def test_the_lock_dies_with_its_holder(place: Path, holder: "subprocess.Popen[bytes]") -> None:
    """Killed without a chance to tidy up: the next run goes on."""
    holder.send_signal(signal.SIGKILL)
    holder.wait(10)
    with held(place, at=AT):
        pass


def test_the_lock_is_given_back(place: Path) -> None:
    """After a failure too, and no note stays behind."""
    for _ in range(2):
        with pytest.raises(ZeroDivisionError), held(place, at=AT):
            raise ZeroDivisionError
    assert [file.name for file in place.parent.iterdir()] in ([], ["billing.lock"])


def test_a_lock_that_would_outlive_its_holder_is_refused(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file system without locks is the settings' fault."""
    monkeypatch.setattr(lock, "FileLock", SoftFileLock)
    with pytest.raises(SettingsError), held(place, at=AT):
        pytest.fail("no lock")
