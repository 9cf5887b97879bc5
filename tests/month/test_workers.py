"""The month by any number of workers: the same bytes, and nothing lost with any of them."""

import os
import signal
import subprocess
from pathlib import Path

import pytest

from tests.month import crowd
from tests.torture.victim import BILL, MONTH, Victim


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Victim:
    """Many clients, nothing billed."""
    return crowd.crowd(tmp_path_factory.mktemp("many") / "base")


@pytest.fixture(scope="module")
def alone(base: Victim, tmp_path_factory: pytest.TempPathFactory) -> Victim:
    """The same, billed by one process."""
    victim = base.copied(tmp_path_factory.mktemp("alone") / "alone")
    said = crowd.run(victim, "0")
    assert (said.code, crowd.outcomes(victim)) == (0, {"issued": crowd.MANY}), said.err
    return victim


@pytest.mark.parametrize("workers", ["1", "2", "3"])
def test_any_number_of_workers_gives_the_same_bytes(
    base: Victim, alone: Victim, tmp_path: Path, workers: str
) -> None:
    """Every PDF, run.json but for its hour, and the summary."""
    victim = base.copied(tmp_path / "other")
    said = crowd.run(victim, workers)
    assert (said.code, said.err.count("\n")) == (0, 2), said.err
    assert crowd.pages(victim) == crowd.pages(alone)
    assert crowd.told(victim) == crowd.told(alone)
    summaries = [(crowd.outbox(one) / "summary.xlsx").read_bytes() for one in (victim, alone)]
    assert summaries[0] == summaries[1]


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_a_stop_at_the_pages_loses_nothing_and_leaves_nobody(
    base: Victim, alone: Victim, tmp_path: Path, how: signal.Signals
) -> None:
    """No worker outlives the run; the next run finishes with the same numbers and bytes."""
    victim = base.copied(tmp_path / "stopped")
    run = crowd.begun(victim, "2")
    workers = crowd.workers_of(run.pid)
    assert len(workers) == 2
    said = crowd.ended(run, how)
    assert said.code != 0
    assert "Traceback" not in said.err
    crowd.wait_for(lambda: not any(crowd.alive(pid) for pid in workers), 10)
    assert crowd.run(victim, "2").code == 0
    assert crowd.pages(victim) == crowd.pages(alone)
    assert victim.call("verify", "--quick").code == 0


def test_ctrl_c_reaches_the_whole_group_and_says_nothing_of_workers(
    base: Victim, tmp_path: Path
) -> None:
    """As at a terminal: driver and workers get the signal at once, from their first moment on."""
    victim = base.copied(tmp_path / "interrupted")
    run = subprocess.Popen(
        victim.command(*BILL, "--workers", "2"),
        env=victim.environment(),
        cwd="/",
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    crowd.wait_for(lambda: crowd.workers_of(run.pid) or run.poll() is not None)
    workers = crowd.workers_of(run.pid)
    os.killpg(run.pid, signal.SIGINT)
    out, err = run.communicate(timeout=60)
    assert "Traceback" not in out + err
    assert "KeyboardInterrupt" not in out + err
    crowd.wait_for(lambda: not any(crowd.alive(pid) for pid in workers), 10)


def test_a_worker_that_dies_costs_the_repetition_of_its_pages(
    base: Victim, alone: Victim, tmp_path: Path
) -> None:
    """Killed in the middle, once: another takes its place, and nothing is different."""
    victim = base.copied(tmp_path / "bereft")
    run = crowd.begun(victim, "2")
    os.kill(min(crowd.workers_of(run.pid)), signal.SIGKILL)
    said = crowd.ended(run)
    assert said.code == 0, said.err
    assert crowd.pages(victim) == crowd.pages(alone)
    assert crowd.told(victim) == crowd.told(alone)


def test_a_few_pages_start_no_worker(tmp_path: Path) -> None:
    """They would be made before a process had begun; nor does a run with nothing to make."""
    victim = crowd.crowd(tmp_path / "few", 5)
    started = tmp_path / "started.txt"
    for _ in range(2):
        words = victim.command(*BILL, "--workers", "4")[3:]
        told = (
            "import multiprocessing.popen_spawn_posix as spawn, runpy, sys\n"
            "old = spawn.Popen.__init__\n"
            f"def told(*a, **b): open({str(started)!r}, 'a').write('x'); return old(*a, **b)\n"
            "spawn.Popen.__init__ = told\n"
            f"sys.argv = ['billing', *{words!r}]\n"
            "runpy.run_module('billing', run_name='__main__')"
        )
        command = [victim.command()[0], "-c", told]
        assert subprocess.run(command, env=victim.environment(), check=False).returncode == 0
    assert len(crowd.pages(victim)) == 5
    assert not started.exists()


@pytest.mark.parametrize("wrong", ["-1", "two", "dask://", "dask://host", "tcp://a:1", "1025"])
def test_workers_that_are_none_are_refused(tmp_path: Path, wrong: str) -> None:
    """With exit code 2, before anything is read or written."""
    victim = crowd.crowd(tmp_path / "one", 1)
    said = crowd.run(victim, wrong)
    assert (said.code, not said.err.count("Traceback")) == (2, True)
    assert wrong in said.err
    assert not (victim.root / "outbox" / MONTH).exists()


def test_workers_that_are_none_are_refused_though_none_is_needed_today(tmp_path: Path) -> None:
    """A slip in cron shows at once, not on the day of the month's run."""
    victim = crowd.crowd(tmp_path / "one", 1)
    for words in (("run", "--month", MONTH, "--dry-run"), ("run", "--if-due"), ("verify",)):
        said = victim.call(*words, "--workers", "two")
        assert (said.code, "two" in said.err) == (2, True), words
    assert not (victim.root / "ledger.db").exists()


def test_what_a_killed_run_left_beside_the_papers_is_taken_away(
    alone: Victim, tmp_path: Path
) -> None:
    """By the next run; nobody reads it, and it looks like a paper."""
    victim = alone.copied(tmp_path / "killed")
    left = crowd.outbox(victim) / ".INV-2026-000001_C001.pdf.ab12cd34.part"
    left.write_bytes(b"%PDF")
    assert crowd.run(victim, "0").code == 0
    assert not left.exists()


def test_a_verification_meanwhile_says_so(alone: Victim, tmp_path: Path) -> None:
    """Papers that a run is making look lost; one that is over is not told of."""
    victim = alone.copied(tmp_path / "meanwhile")
    next(crowd.outbox(victim).glob("*.pdf")).unlink()
    note = victim.root / ".billing.lock.holder"
    said = []
    for process in (os.getpid(), 2**22 + 1):
        note.write_text(f'{{"pid": {process}, "at": "2026-11-01T00:00:00"}}')
        said.append(victim.call("verify", "--quick").err)
    assert [str(os.getpid()) in one for one in said] == [True, False], said
    assert "was writing meanwhile" in said[0]


def test_a_paper_that_cannot_be_written_is_named_with_its_place(
    base: Victim, alone: Victim, tmp_path: Path
) -> None:
    """As a fault of the disk and not of the program; the next run writes it."""
    victim = base.copied(tmp_path / "taken")
    name = sorted(crowd.pages(alone))[4]
    (crowd.outbox(victim) / name).mkdir(parents=True)
    said = crowd.run(victim, "2")
    assert (said.code, crowd.outcomes(victim)) == (1, {"failed": 1, "issued": crowd.MANY - 1})
    assert name in said.out
    assert "cannot be read or written: Is a directory" in said.out
    (crowd.outbox(victim) / name).rmdir()
    assert crowd.run(victim, "2").code == 0
    assert crowd.pages(victim) == crowd.pages(alone)
