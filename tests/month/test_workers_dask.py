"""The month on a Dask cluster: a real scheduler and real workers, each a process on loopback."""

import importlib.util
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path

import pytest

from tests.month import crowd
from tests.month.dask_parts import Cluster, starting
from tests.torture.victim import Victim

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("distributed") is None,
    reason="distributed is not installed: pip install 'billing[dask]'",
)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Victim:
    """Many clients, nothing billed."""
    return crowd.crowd(tmp_path_factory.mktemp("many") / "base")


@pytest.fixture(scope="module")
def local(base: Victim, tmp_path_factory: pytest.TempPathFactory) -> Victim:
    """The same, billed on this machine."""
    victim = base.copied(tmp_path_factory.mktemp("local") / "local")
    said = crowd.run(victim, "2")
    assert said.code == 0, said.err
    return victim


@pytest.fixture
def cluster(base: Victim, tmp_path: Path) -> Iterator[Callable[[int], Cluster]]:
    """A cluster of so many workers; gone with the test."""
    with ExitStack() as stack:
        yield starting(tmp_path / "cluster", base, stack)


def test_a_cluster_gives_the_same_bytes_and_a_lost_worker_costs_nothing_else(
    base: Victim, local: Victim, tmp_path: Path, cluster: Callable[[int], Cluster]
) -> None:
    """Two workers; and again, one of which is killed in the middle. A third run changes nothing."""
    two = cluster(2)
    whole, bereft = (base.copied(tmp_path / name) for name in ("whole", "bereft"))
    said = crowd.run(whole, two.address)
    assert said.code == 0, said.err
    run = crowd.begun(bereft, two.address)
    os.kill(two.working()[0], signal.SIGKILL)
    assert crowd.ended(run).code == 0
    for victim in (whole, bereft):
        assert crowd.pages(victim) == crowd.pages(local)
        assert crowd.told(victim) == crowd.told(local)
        assert victim.call("verify", "--quick").code == 0
    before = whole.files()
    assert crowd.run(whole, two.address).code == 0
    assert whole.files() == before
    said = whole.call("verify", "--workers", two.address)
    assert (said.code, said.out) == (0, ""), said.err


def test_a_lost_scheduler_is_said_and_the_rerun_finishes_here(
    base: Victim, local: Victim, tmp_path: Path, cluster: Callable[[int], Cluster]
) -> None:
    """The ledger is whole; what was numbered keeps its number and its page."""
    one = cluster(1)
    victim = base.copied(tmp_path / "lost")
    run = crowd.begun(victim, one.address)
    one.scheduler.kill()
    said = crowd.ended(run)
    assert said.code == 1, said.err
    assert said.err.strip().splitlines()[-1].startswith("The Dask cluster at 127.0.0.1:")
    assert "Traceback" not in said.err
    assert victim.call("verify", "--quick").code == 0
    kept = crowd.pages(victim)
    assert crowd.run(victim, "2").code == 0
    assert kept.items() <= crowd.pages(victim).items()
    assert crowd.pages(victim) == crowd.pages(local)


_UNLIKE = {
    "another billing": ("import billing\nbilling.__version__ = '0.0.1'\n", "billing 0.0.1"),
    "another weasyprint": (
        "import weasyprint\nweasyprint.__version__ = '1.0'\n",
        "weasyprint 1.0",
    ),
    "another Python": (
        "import platform\nplatform.python_implementation = lambda: 'PyPy'\n",
        "python PyPy 3",
    ),
    "other libraries": (
        "import billing.render\nbilling.render.preview = lambda *_: b'other bytes'\n",
        "a page " + sha256(b"other bytes").hexdigest()[:16],
    ),
    "no billing": (
        "import sys\nsys.modules['billing'] = None\n",
        "programs -",
    ),
}


def test_unlike_workers_are_refused_by_name_before_a_number_is_given(
    base: Victim, local: Victim, tmp_path: Path, cluster: Callable[[int], Cluster]
) -> None:
    """One of two is otherwise: exit code 2, its address and what it has; the ledger is empty."""
    two, victim = cluster(1), base.copied(tmp_path / "refused")
    for name, (preload, expected) in _UNLIKE.items():
        script = tmp_path / f"{name.replace(' ', '_')}.py"
        script.write_text(preload)
        other = two.worker("--preload", str(script), "--no-nanny")
        two.ready(2)
        said = crowd.run(victim, two.address)
        assert (said.code, expected in said.err) == (2, True), (name, said.err)
        assert not crowd.pages(victim), name
        other.kill()
        other.wait()
        crowd.wait_for(lambda: len(two.working()) == 1)
    assert crowd.run(victim, two.address).code == 0
    assert crowd.pages(victim) == crowd.pages(local)


def test_a_cluster_that_is_not_there_or_empty_is_refused(
    base: Victim, tmp_path: Path, cluster: Callable[[int], Cluster]
) -> None:
    """Before anything is read, and before a number is given."""
    victim = base.copied(tmp_path / "refused")
    said = crowd.run(victim, "dask://127.0.0.1:9")
    assert (said.code, "No Dask scheduler answers at 127.0.0.1:9" in said.err) == (2, True)
    said = crowd.run(victim, cluster(0).address)
    assert (said.code, "has no workers" in said.err) == (2, True)
    assert not crowd.pages(victim)
