"""Who neither answers nor dies: ports that are no scheduler, and processes that are stopped.

The bounds are made short, so that what takes a minute takes seconds here. A wait without an end
fails a test by `bounded.within` or by the time that its process is given.
"""

import importlib
import importlib.util
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from billing.errors import BillingError, SettingsError
from billing.workers import Crew, Fault, Job, Place, opened, place, signing
from billing.workers.bounded import within
from billing.workers.shard import Shard
from tests.month import crowd
from tests.month.dask_parts import Cluster, starting
from tests.torture.victim import BILL, Victim

_NO_DASK = importlib.util.find_spec("distributed") is None
dask = pytest.mark.skipif(_NO_DASK, reason="needs pip install 'billing[dask]'")
Starting = Callable[..., Cluster]

# --- The words ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, found",
    [
        ("4", Place(processes=4)),
        (" 0 ", Place()),
        ("dask://a-b.example:8786/", Place(cluster="a-b.example:8786")),
        ("dask://127.0.0.1:65535", Place(cluster="127.0.0.1:65535")),
        ("dask://[::1]:1", Place(cluster="[::1]:1")),
    ],
)
def test_a_place_is_read(text: str, found: Place) -> None:
    """A count of processes, or a host and a port of it."""
    assert place(text) == found


@pytest.mark.parametrize(
    "text",
    [
        *("٣", "²", "-1", "1025", "9" * 5000, "four", "tcp://h:1"),
        *("dask://h", "dask://:1", "dask://h:٣", "dask://h:0", "dask://h:00", "dask://h:65536"),
        *("dask://h:99999", "dask://user@h:1", "dask://a:b:1", "dask://::1:1", "dask://h:1/x"),
    ],
)
def test_what_is_no_place_is_refused_at_once(text: str) -> None:
    """Without ten seconds of looking for it."""
    with pytest.raises(SettingsError, match="workers_unknown"):
        place(text)


# --- Ports that are no scheduler ---------------------------------------------------------------


def _silent(caller: socket.socket) -> None:
    while caller.recv(1 << 16):
        pass


def _talkative(caller: socket.socket) -> None:
    """As a bad HTTP server, which by the rules of Dask announces exabytes."""
    while True:
        caller.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        time.sleep(0.01)


def _rubbish(caller: socket.socket) -> None:
    """A short message, as Dask's are, of no meaning."""
    caller.sendall((16).to_bytes(8, "little") + b"\xff" * 600)
    _silent(caller)


_TALKS = {"silent": _silent, "talkative": _talkative, "rubbish": _rubbish}


@pytest.fixture
def port(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a server that talks as it likes."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=_serve, args=(server, _TALKS[request.param]), daemon=True).start()
        yield f"127.0.0.1:{server.getsockname()[1]}"


def _serve(server: socket.socket, talk: Callable[[socket.socket], None]) -> None:
    with suppress(OSError):
        while True:
            caller, _ = server.accept()
            threading.Thread(target=_call, args=(caller, talk), daemon=True).start()


def _call(caller: socket.socket, talk: Callable[[socket.socket], None]) -> None:
    with caller, suppress(OSError):
        talk(caller)


def _no_scheduler(address: str) -> None:
    """Opening it fails with the sentence, in time."""
    begun = time.monotonic()
    with pytest.raises(SettingsError) as raised:
        within(20, partial(_opened, f"dask://{address}"))
    assert (raised.value.code, raised.value.values) == ("workers_no_scheduler", {"found": address})
    assert time.monotonic() - begun < 10


def _opened(text: str) -> None:
    with opened(place(text)):
        pass


@dask
@pytest.mark.parametrize("port", list(_TALKS), indirect=True)
def test_a_port_that_is_no_scheduler_is_told_from_one(
    port: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether it says nothing, something else, or what cannot be understood."""
    monkeypatch.setattr("billing.workers.scheduler._CONNECT", 1.0)
    _no_scheduler(port)


@dask
def test_a_stopped_scheduler_and_a_worker_are_no_schedulers(
    cluster: Starting, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The port of a worker speaks Dask's language; that of a stopped scheduler takes calls.

    No client is made for either: it would say farewell for long.
    """
    one, made = cluster(1), list[Any]()
    (worker,) = one.addresses()
    monkeypatch.setattr("distributed.Client", lambda *found, **_: made.append(found))
    _no_scheduler(worker.removeprefix("tcp://"))
    monkeypatch.setattr("billing.workers.scheduler._CONNECT", 1.0)
    one.scheduler.send_signal(signal.SIGSTOP)
    _no_scheduler(one.tcp.removeprefix("tcp://"))
    assert not made


@dask
@pytest.mark.parametrize("port", ["silent"], indirect=True)
def test_a_run_says_that_nobody_answers_and_ends(port: str, base: Victim, tmp_path: Path) -> None:
    """Exit code 2 after ten seconds, by its sentence alone; and at once, where it is asked to."""
    run = base.copied(tmp_path / "run").start(*BILL, "--workers", f"dask://{port}")
    asked = base.copied(tmp_path / "asked").start(*BILL, "--workers", f"dask://{port}")
    time.sleep(4)
    begun = time.monotonic()
    said = crowd.ended(asked, signal.SIGINT)
    assert (said.code, time.monotonic() - begun < 3) == (130, True), said
    assert "Traceback" not in said.err
    out, err = run.communicate(timeout=20)
    assert (run.returncode, out) == (2, "")
    assert err.startswith(f"No Dask scheduler answers at {port}; nothing was changed."), err
    assert len(err.splitlines()) == 1, err


# --- A cluster that hangs ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Victim:
    """Many clients, nothing billed."""
    return crowd.crowd(tmp_path_factory.mktemp("many") / "base")


@pytest.fixture
def cluster(base: Victim, tmp_path: Path) -> Iterator[Starting]:
    """A cluster of so many workers; gone with the test."""
    with ExitStack() as stack:
        yield starting(tmp_path / "cluster", base, stack)


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bounds of a second or two."""
    monkeypatch.setattr("billing.workers.feeding._LOOK", 1.0)
    for name in ("_ANSWER", "_SIGN"):
        monkeypatch.setattr(f"billing.workers.cluster.{name}", 3.0)
    monkeypatch.setattr("billing.workers.scheduler._FAREWELL", 1.0)
    monkeypatch.setattr("billing.workers.cluster._COUNT", 0.1)


def slow(number: int) -> int:
    """A call of some work."""
    time.sleep(0.1)
    return number


def endless(marks: Path) -> int:
    """A call without an end, at first."""
    before = len(list(marks.iterdir()))
    (marks / str(before)).touch()
    while not before:
        pass
    return before


def _slow(count: int) -> list[Job]:
    return [Job(key=key, call=partial(slow, key)) for key in range(count)]


def _sign() -> Any:
    return signing(partial(str, "plain"), None)


def _pool(parts: Cluster) -> Any:
    """The workers as a run sees them."""
    cluster = importlib.import_module("billing.workers.cluster")
    return cluster.Cluster(parts.tcp.removeprefix("tcp://"))


def _all(crew: Crew, jobs: list[Job], after: Callable[[], object], sign: Any = None) -> Any:
    """All results, where something happens after the fifth."""
    found = {}
    for key, made in crew.each(jobs, of=len(jobs), sign=sign):
        found[key] = made
        if len(found) == 5:
            after()
    return found


_HASTY = """
import sys
from billing.cli import main
from billing.workers import cluster, feeding, scheduler
cluster._ANSWER, feeding._LOOK, scheduler._FAREWELL = 2.0, 1.0, 1.0
sys.exit(main())
"""


@dask
def test_a_scheduler_stopped_in_the_middle_ends_the_run(cluster: Starting, base: Victim) -> None:
    """As a lost one does: exit code 1, its sentence alone, and a ledger that is whole."""
    one = cluster(1)
    words = base.command(*BILL, "--workers", one.address)[3:]
    run = subprocess.Popen(
        [sys.executable, "-c", _HASTY, *words],
        env=base.environment(),
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    crowd.wait_for(lambda: crowd.pages(base) or run.poll() is not None)
    one.scheduler.send_signal(signal.SIGSTOP)
    begun = time.monotonic()
    try:
        _, err = run.communicate(timeout=30)
    finally:
        run.kill()
    assert time.monotonic() - begun < 15
    assert run.returncode == 1
    assert err.startswith("The Dask cluster at 127.0.0.1:"), err
    assert len(err.splitlines()) == 1, err
    assert base.call("verify", "--quick").code == 0


@dask
def test_a_farewell_that_nobody_hears_is_short(
    cluster: Starting, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though more is on its way than a stopped scheduler can be told; and it is not said again."""
    one = cluster(0)
    monkeypatch.setattr("billing.workers.scheduler._FAREWELL", 1.0)
    pool = _pool(one)
    pool.send(Shard(jobs=()))
    one.scheduler.send_signal(signal.SIGSTOP)
    for key in range(4):
        pool.send(Shard(jobs=(Job(key=key, call=partial(len, bytes(20 << 20))),)))
    time.sleep(2)
    begun = time.monotonic()
    within(20, pool.shutdown)
    assert time.monotonic() - begun < 4
    within(4, pool._client.__del__)


@dask
@pytest.mark.usefixtures("hasty")
def test_a_worker_that_hangs_before_the_first_number_is_refused(cluster: Starting) -> None:
    """By its address; the others, who do answer, are not named."""
    two = cluster(2)
    (hung, pid), *_ = two.addresses().items()
    os.kill(pid, signal.SIGSTOP)
    with opened(place(two.address)) as crew, pytest.raises(SettingsError) as raised:
        within(30, partial(_all, crew, _slow(20), list, _sign()))
    assert (raised.value.code, raised.value.values) == ("workers_silent", {"where": hung})


@dask
@pytest.mark.parametrize("more", [(), ("--no-nanny",)])
@pytest.mark.usefixtures("hasty")
def test_a_worker_that_hangs_in_the_middle_is_given_up(
    cluster: Starting, more: tuple[str, ...]
) -> None:
    """What it had in hand is made by the other."""
    two = cluster(2, *more)
    hung = min(two.addresses().values())
    with opened(place(two.address)) as crew:
        stop = partial(os.kill, hung, signal.SIGSTOP)
        found = within(60, partial(_all, crew, _slow(60), stop))
    assert found == {key: key for key in range(60)}


@dask
@pytest.mark.usefixtures("hasty")
def test_where_the_only_worker_hangs_the_run_ends(cluster: Starting) -> None:
    """One that nobody replaces; the scheduler is alone then."""
    one = cluster(1, "--no-nanny")
    (hung,) = one.addresses().values()
    with opened(place(one.address)) as crew, pytest.raises(BillingError, match="workers_gone"):
        within(60, partial(_all, crew, _slow(60), partial(os.kill, hung, signal.SIGSTOP)))


@dask
@pytest.mark.usefixtures("hasty")
def test_workers_that_join_late_are_given_room(cluster: Starting) -> None:
    """For two shards a thread, while all goes well; but not before they are asked for."""
    one = cluster(1)
    pool = _pool(one)
    pool.agreed(_sign())
    rooms = [pool.room]
    one.worker()
    one.ready(2)
    for _ in range(2):
        rooms.append(pool.room)
        pool.send(Shard(jobs=())).result(10)
    rooms.append(pool.room)
    pool.shutdown()
    assert rooms == [2, 2, 4, 4]


@dask
def test_an_unlike_worker_that_joins_late_is_named_by_its_address(
    cluster: Starting, tmp_path: Path
) -> None:
    """As one that was there before, and not by its machine, on which there may be others."""
    one = cluster(1)
    preload = tmp_path / "other.py"
    preload.write_text("import platform\nplatform.python_implementation = lambda: 'PyPy'\n")

    def late() -> None:
        one.worker("--preload", str(preload), "--no-nanny")
        one.ready(2)

    with opened(place(one.address)) as crew, pytest.raises(SettingsError) as raised:
        within(60, partial(_all, crew, _slow(400), late, _sign()))
    assert raised.value.code == "workers_unlike"
    assert raised.value.values["where"] in one.addresses()


# --- A job without an end, and workers of this machine -----------------------------------------


@dask
def test_a_job_without_an_end_ends_its_worker_of_a_cluster(
    cluster: Starting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And is made again, as where a worker dies."""
    monkeypatch.setattr("billing.workers.crew.ENDLESS", 2.0)
    (tmp_path / "marks").mkdir()
    jobs = [*_slow(20), Job(key=20, call=partial(endless, tmp_path / "marks"))]
    with opened(place(cluster(2).address)) as crew:
        assert within(60, partial(_all, crew, jobs, list)) == {
            **{key: key for key in range(20)},
            20: 1,
        }


def for_ever() -> None:
    """A call without an end."""
    while True:
        pass


def test_a_job_without_an_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """After three workers; all others are done."""
    monkeypatch.setattr("billing.workers.crew.ENDLESS", 1.0)
    jobs = [*_slow(20), Job(key=20, call=for_ever)]
    with opened(Place(processes=2)) as crew:
        found = within(60, partial(_all, crew, jobs, list))
    assert found.pop(20) == Fault(code="worker_died", values={"count": "3"})
    assert found == {key: key for key in range(20)}


@pytest.mark.usefixtures("hasty")
def test_a_worker_that_is_stopped_is_replaced() -> None:
    """What it had in hand is made by others; those who work are left alone."""
    with opened(Place(processes=2)) as crew:

        def stop() -> None:
            assert crew._pool
            os.kill(crew._pool._hands[0]._process.pid, signal.SIGSTOP)  # type: ignore[attr-defined]

        found = within(60, partial(_all, crew, _slow(60), stop))
    assert found == {key: key for key in range(60)}


def long(marks: Path) -> int:
    """A call that takes longer than silence is borne, but is not silent."""
    (marks / str(os.getpid())).touch()
    time.sleep(9)
    return len(list(marks.iterdir()))


def test_a_long_job_is_let_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its worker tells meanwhile that it is at work."""
    monkeypatch.setattr("billing.workers.feeding._LOOK", 2.7)
    monkeypatch.setattr("billing.workers.silence.LOOKS", 2)
    jobs = [Job(key=0, call=partial(long, tmp_path)), *(Job(key=n, call=int) for n in range(1, 9))]
    with opened(Place(processes=2)) as crew:
        assert within(60, partial(_all, crew, jobs, list))[0] == 1
