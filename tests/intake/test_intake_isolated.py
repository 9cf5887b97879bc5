"""The process that reads: what kills it costs one file, and nothing else."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from billing.intake import book, isolated, known
from billing.intake.headers import Headers
from billing.source import File
from billing.workbook.limits import LIMITS
from tests.intake.conftest import VOCABULARY
from tests.intake.hostile import readers

REGISTER, HEADERS = known.register(VOCABULARY), Headers(VOCABULARY, {})
LITTLE = replace(LIMITS, memory_bytes=2 << 30, cpu_seconds=1, wall_seconds=60)
GOOD = "日期,店铺,接待人数\n2026-10-01,海滨官旗,5\n".encode()


def _file(name: str, content: bytes) -> tuple[File, bytes]:
    return File(name=name, sha256=f"{len(content)}"), content


@pytest.mark.skipif(os.name == "nt", reason="no signals and no limits there")
@pytest.mark.parametrize(
    "content, code, found",
    [
        (b"abort", "file_broke_reader", "SIGABRT"),
        (b"fault", "file_broke_reader", "SIGSEGV"),
        (b"leave", "file_broke_reader", "7"),
        (b"kill", "file_takes_memory", "2048 MB"),
        (b"spin", "file_takes_time", "1 s CPU"),
        (b"sleep", "file_takes_time", "1 s"),
        (b"grow", "file_takes_memory", "2048 MB"),
        (b"raise", "file_broke_reader", "ZeroDivisionError, readers.py"),
        (b"deep", "file_broke_reader", "RecursionError, readers.py"),
    ],
)
def test_a_file_that_kills_its_reader_is_refused_alone(
    content: bytes, code: str, found: str
) -> None:
    """Its name, its reason, the client that its path names; the files around it are read."""
    files = [_file("a.csv", GOOD), _file("海滨.csv", content), _file("b.csv", GOOD)]
    limits = replace(LITTLE, wall_seconds=1) if content == b"sleep" else LITTLE
    got = [*isolated.read(files, REGISTER, HEADERS, readers.read, limits)]
    plain = [book.read(file, GOOD, REGISTER, HEADERS) for file, _ in (files[0], files[2])]
    assert repr([got[0], got[2]]) == repr(plain)
    told = [(one.file.name, f.code, f.clients) for one in got for f in one.faults]
    assert told == [("海滨.csv", code, ("C001",))]
    assert got[1].faults[0].found.partition(":")[0] == found  # without the number of a line


def test_what_a_library_prints_does_not_reach_the_answers() -> None:
    """The standard output of the process is not the pipe of its answers."""
    files = [_file("海滨.csv", b"print"), _file("a.csv", GOOD)]
    got = [*isolated.read(files, REGISTER, HEADERS, readers.read, LITTLE)]
    assert [one.file.name for one in got if one.tables] == ["a.csv"]


def test_a_reader_that_died_between_two_files_is_replaced() -> None:
    """The process may be ended from outside; nobody is told of it."""
    cage = isolated.Cage(REGISTER, HEADERS)
    first = cage.read(*_file("a.csv", GOOD))
    isolated._warm[0]._child.kill()
    isolated._warm[0]._child.wait()
    assert repr(cage.read(*_file("a.csv", GOOD))) == repr(first)


@pytest.mark.skipif(os.name == "nt", reason="no signals there")
def test_a_reader_that_somebody_killed_is_no_fault_of_its_file(tmp_path: Path) -> None:
    """It is read once more; one that has its second reader killed too is refused, as above."""
    mark = tmp_path / "mark"
    file, content = _file("a.csv", b"once " + os.fsencode(mark) + b"\n" + GOOD)
    (got,) = isolated.read([(file, content)], REGISTER, HEADERS, readers.read, LITTLE)
    assert mark.exists()
    assert repr(got) == repr(book.read(file, GOOD, REGISTER, HEADERS))


def test_one_process_serves_all_readings() -> None:
    """It is started once, whatever the months and the registers."""
    isolated.Cage(REGISTER, HEADERS).read(*_file("a.csv", GOOD))
    (before,) = isolated._warm
    isolated.Cage(REGISTER, HEADERS).read(*_file("a.csv", GOOD))
    assert isolated._warm == [before]


def test_no_process_outlives_the_program() -> None:
    """Also a program that is killed takes its reader with it."""
    script = (
        "import os; from tests.intake.test_intake_isolated import "
        "isolated, _file, GOOD, HEADERS, REGISTER; "
        "isolated.Cage(REGISTER, HEADERS).read(*_file('a.csv', GOOD)); "
        "print(isolated._warm[0]._child.pid, flush=True); os._exit(0)"
    )
    told = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, timeout=60
    ).stdout
    assert _ends(int(told)), "the reader is still there"


def _ends(number: int) -> bool:
    """Whether a process is gone, or goes within seconds."""
    import time

    for _ in range(100):
        try:
            os.kill(number, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.skipif(os.name == "nt", reason="no forks there")
def test_a_fork_lets_go_of_the_process_without_a_word_and_leaves_it_alone() -> None:
    """It is the parent's: whoever forks reads on with one of its own, and warns of nothing."""
    program = """
import gc, os, sys, warnings
from billing.intake import isolated
warnings.simplefilter("always")
isolated.warm()
if not (child := os.fork()):
    isolated.close()
    gc.collect()
    os._exit(0)
os.waitpid(child, 0)
sys.exit(0 if isolated._warm[0].alive() else 1)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
