"""What a machine runs out of is no fault of the program: it is said what is scarce."""

import errno
import os
import subprocess
from pathlib import Path

from tests.month import crowd


def test_too_few_files_may_be_open_for_so_many_workers(tmp_path: Path) -> None:
    """The sentence tells the way out; the next run goes on with the same numbers."""
    victim = crowd.crowd(tmp_path / "many")
    words = victim.command("run", "--month", "2026-10", "--workers", "60")
    limited = ["sh", "-c", 'ulimit -n 100; exec "$@"', "sh", *words]
    said = subprocess.run(
        limited, env=victim.environment(), capture_output=True, text=True, check=False
    )
    assert said.returncode == 1, said.stderr
    assert f"Too many open files: {os.strerror(errno.EMFILE)}" in said.stderr
    assert "ulimit -n" in said.stderr
    assert "Traceback" not in said.stderr
    assert crowd.run(victim, "2").code == 0
    assert len(crowd.pages(victim)) == crowd.MANY
