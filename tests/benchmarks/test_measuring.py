"""What benchmarks count, and what of it comes into docs/."""

import os
import shutil
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent
RATING = "python benchmarks/rating.py"
_MB = 1 << 20
_ON_LINUX = pytest.mark.skipif(
    sys.platform != "linux", reason="memory's shares are Linux's to tell"
)


@pytest.fixture
def benchmark(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A module of benchmarks/, which are scripts beside one another."""
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    before = set(sys.modules)
    yield import_module
    for name in set(sys.modules) - before:
        if str(getattr(sys.modules[name], "__file__", "")).startswith(str(ROOT / "benchmarks")):
            del sys.modules[name]


def _run(sampling: ModuleType, program: str) -> Any:
    return sampling.watched([sys.executable, "-c", program])


SHORT_LIVED = """
import subprocess, sys, time
burn = "import time\\nwhile time.process_time() < 0.15: pass"
for _ in range(8):
    subprocess.run([sys.executable, "-S", "-c", burn], check=True)
time.sleep(0.5)  # looked at once more, when they are gone
"""


def test_processes_too_short_to_be_seen_are_counted(benchmark: Any) -> None:
    """Eight of 0.15 s each: no look need fall into the end of any of them."""
    end = _run(benchmark("sampling"), SHORT_LIVED)
    assert end.code == 0
    assert 1.2 <= end.cpu_whole < 5
    assert end.cpu(0, float("inf")) == pytest.approx(end.cpu_whole)
    assert end.samples[-2].cpu == pytest.approx(end.cpu_whole, abs=0.1)  # the last look


NOT_YET_ITSELF = """
import subprocess, sys, time
held = bytearray(b"x") * (200 << 20)
wait = lambda: time.sleep(1.5)  # between fork and exec: still this program, and all its memory
subprocess.run([sys.executable, "-S", "-c", "import time; time.sleep(0.5)"], preexec_fn=wait)
"""


@_ON_LINUX
def test_a_child_is_counted_from_when_it_is_its_own_program(benchmark: Any) -> None:
    """The memory that it shows before is its parent's, and counted there."""
    end = _run(benchmark("sampling"), NOT_YET_ITSELF)
    assert end.code == 0
    assert end.peak("parent") > 200 * _MB
    assert 0 < end.peak("children") < 30 * _MB


CLEANS_UP = """
import pathlib, signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever started the tests
try:
    print(flush=True)
    time.sleep(60)
except KeyboardInterrupt:
    time.sleep(1)  # longer than `subprocess` waits before it kills
    pathlib.Path(sys.argv[1]).touch()
"""


def test_ctrl_c_lets_a_benchmark_clean_up(benchmark: Any, tmp_path: Path) -> None:
    """The one who started it waits until it has ended by itself."""
    cleaned, programs = tmp_path / "cleaned", benchmark("programs")
    command = [sys.executable, "-c", CLEANS_UP, str(cleaned)]
    reads, writes = os.pipe()

    def interrupted() -> None:
        with programs.started(command, stdout=writes):
            os.read(reads, 1)  # it is ready
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert cleaned.exists()
    os.close(reads)
    os.close(writes)


def test_an_error_of_the_program_goes_through_the_watch(benchmark: Any) -> None:
    """What is raised while it bills is heard of as what it is."""
    watch = benchmark("stepping").Watch()

    def failed() -> None:
        with watch._progress() as tick:
            tick("read", 0, 1)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        failed()
    assert set(watch.began) == {"start", "read"}


@pytest.mark.parametrize(
    "name, found, lack",
    [
        ("rating", None, "not measured"),
        ("rating", {"command": RATING}, ""),
        (
            "rating",
            {"command": f"{RATING} --seed 2"},
            f"measured by `{RATING} --seed 2`, not by `{RATING}`",
        ),
        ("driver", {"command": "python benchmarks/month.py --blank", "left": []}, ""),
        (
            "driver",
            {"command": "python benchmarks/month.py --blank", "left": [1000, 10_000]},
            "stopped before 1000 clients, 10000 clients",
        ),
    ],
)
def test_what_figures_lack(benchmark: Any, name: str, found: Any, lack: str) -> None:
    """Only a whole measurement lacks nothing."""
    assert benchmark("standard").lacking(name, found) == lack


def test_a_part_of_a_measurement_leaves_the_pages_alone(
    benchmark: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Neither table nor plot is written from one size, and it is said why."""
    telling = benchmark("telling")
    docs = tmp_path / "docs"
    shutil.copytree(ROOT / "docs", docs)
    before = {path: path.read_bytes() for path in docs.rglob("*") if path.is_file()}
    command = "python benchmarks/month.py --clients=100"
    monkeypatch.setattr(telling, "_DOCS", docs)
    monkeypatch.setattr(telling, "kept", {"month": {"command": command}}.get)
    telling.tell(["month"])
    assert {path: path.read_bytes() for path in docs.rglob("*") if path.is_file()} == before
    said = capsys.readouterr().out.splitlines()
    assert said[0] == (
        f"docs: month: left as it is: month measured by `{command}`,"
        " not by `python benchmarks/month.py`"
    )
    assert len(said) == 4
    assert all("left as it is" in line for line in said)


def test_every_table_has_its_place(benchmark: Any) -> None:
    """A marker in one page for each table that is told."""
    telling = benchmark("telling")
    pages = "".join((ROOT / "docs" / page).read_text("utf-8") for page in telling._PAGES)
    places = {name: pages.count(f"<!-- {name} -->\n") for name in telling._ALL if "." not in name}
    assert places == dict.fromkeys(places, 1)
