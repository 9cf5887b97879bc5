"""Jobs and their workers, with calls that tell what becomes of them."""

import os
import pickle
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Future, ThreadPoolExecutor
from functools import partial
from io import StringIO
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from threading import Lock
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing.cli import speech
from billing.errors import BillingError
from billing.workers import HERE, Crew, Fault, Job, Place, opened, together
from billing.workers.feeding import MOST, Feed
from billing.workers.local import Local
from billing.workers.shard import Landed, Shard, Sign, work
from tests.month import crowd
from tests.torture.victim import Victim


def twice(number: int) -> int:
    """A call of little work."""
    return 2 * number


def wrong(code: str) -> int:
    """A call that fails as a page does."""
    raise BillingError(code, name="a page")


def divided(number: int) -> float:
    """A call that fails as a program does."""
    return 1 / number


def dies(number: int) -> int:
    """A call that its worker does not survive."""
    os.kill(os.getpid(), signal.SIGKILL)
    return number


def dies_at_first(marks: Path, times: int) -> int:
    """Deadly as many times, then not any more."""
    before = len(list(marks.iterdir()))
    if before < times:
        (marks / str(before)).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return before


def held() -> tuple[int, ...]:
    """The mask of the worker, and what it does on Ctrl-C."""
    mask = os.umask(0)
    os.umask(mask)
    return mask, int(signal.getsignal(signal.SIGINT) == signal.SIG_IGN), os.getpid()


def long_answer(seconds: float) -> bytes:
    """An answer of many parts of a pipe, whose sender is killed while it is on its way, or not."""
    threading.Timer(seconds, os.kill, (os.getpid(), signal.SIGKILL)).start()
    return bytes(300 << 20)


def deaf(pipe: Connection) -> None:
    """In place of a worker: answers whether Ctrl-C cannot reach it from its first moment on."""
    while pipe.recv_bytes():
        blocked = signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, [])
        pipe.send_bytes(pickle.dumps((blocked, None)))


def _jobs(*calls: Any) -> list[Job]:
    return [Job(key=key, call=call) for key, call in enumerate(calls)]


def test_faults_come_back_as_values_and_stop_no_other_job() -> None:
    """From this process and from another alike; the trace of a fault of the program with it."""
    jobs = _jobs(partial(twice, 3), partial(wrong, "render_failed"), partial(divided, 0))
    with opened(Place(processes=2)) as crew:
        apart = dict(crew.each(jobs, of=len(jobs) + 8))
    for made in (dict(HERE.each(jobs)), apart):
        assert made[0] == 6
        assert made[1] == Fault(code="render_failed", values={"name": "a page"})
        assert (made[2].code, made[2].values) == ("client_failed", {"reason": "ZeroDivisionError"})
        assert "1 / number" in made[2].trace


def test_together_stops_at_the_first_fault() -> None:
    """A page is not made whose detail workbook could not be; what was made before is kept."""
    calls = (partial(twice, 1), partial(wrong, "x"), partial(twice, 2))
    assert together(calls) == (2, Fault(code="x", values={"name": "a page"}))


def test_only_the_deadly_job_is_given_up() -> None:
    """Its neighbours of the shard, before and behind it, are done."""
    jobs = _jobs(*(partial(dies if n == 17 else twice, n) for n in range(60)))
    with opened(Place(processes=2)) as crew:
        made = dict(crew.each(jobs, of=60))
    assert made.pop(17) == Fault(code="worker_died", values={"count": "3"})
    assert made == {n: 2 * n for n in range(60) if n != 17}


@pytest.mark.parametrize("times, expected", [(1, 1), (2, 2)])
def test_a_job_outlives_two_workers(tmp_path: Path, times: int, expected: int) -> None:
    """One that was killed by chance is repeated, twice at most."""
    jobs = _jobs(partial(dies_at_first, tmp_path, times), *(partial(twice, n) for n in range(20)))
    with opened(Place(processes=2)) as crew:
        made = dict(crew.each(jobs, of=21))
    assert made[0] == expected
    assert len(made) == 21


def test_workers_are_private_deaf_to_ctrl_c_and_other_processes() -> None:
    """The mask of the driver is theirs; Ctrl-C is not."""
    before = os.umask(0o077)
    try:
        with opened(Place(processes=2)) as crew:
            found = dict(crew.each(_jobs(*[held] * 20), of=20)).values()
    finally:
        os.umask(before)
    assert {one[:2] for one in found} == {(0o077, 1)}
    assert os.getpid() not in {one[2] for one in found}


def test_a_crew_that_is_let_go_in_the_middle_is_gone_at_once() -> None:
    """Nobody waits for work that nobody wants, though it is under way."""
    begun = time.monotonic()
    with opened(Place(processes=2)) as crew:
        long, short = partial(time.sleep, 90), partial(time.sleep, 0.01)
        found = crew.each(_jobs(short, long, *[short] * 20), of=0)
        next(found)
    assert time.monotonic() - begun < 60


_DRIVER = """
import time
from functools import partial
from billing.workers import Job, opened, place
with opened(place("2")) as crew:
    list(crew.each((Job(key=n, call=partial(time.sleep, 90)) for n in range(20)), of=20))
"""


def test_workers_end_with_a_driver_that_is_killed() -> None:
    """In the middle of their work: none is left to the system."""
    package = Victim(root=Path()).environment()
    with subprocess.Popen([sys.executable, "-c", _DRIVER], env=package, cwd="/") as driver:
        crowd.wait_for(lambda: len(crowd.workers_of(driver.pid)) == 2)
        workers = crowd.workers_of(driver.pid)
        time.sleep(1)
        driver.kill()
    crowd.wait_for(lambda: not any(crowd.alive(pid) for pid in workers), 20)


def test_where_no_worker_comes_to_life_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """In place of ten thousand pages that fail one by one."""
    monkeypatch.setattr("billing.workers.local.serve", dies)
    with opened(Place(processes=2)) as crew, pytest.raises(BillingError, match="workers_start"):
        list(crew.each(_jobs(*[partial(twice, 1)] * 30), of=30))


class Threads:
    """A pool without processes, which notes how much was under way."""

    def __init__(self, room: int) -> None:
        self.room = room
        self.most = 0
        self._under_way = 0
        self._lock = Lock()
        self._threads = ThreadPoolExecutor(room)

    def send(self, shard: Shard) -> "Future[Landed]":
        """As a pool does."""
        with self._lock:
            self._under_way += 1
            self.most = max(self.most, self._under_way)
        return self._threads.submit(self._work, shard)

    def _work(self, shard: Shard) -> Landed:
        landed = work(shard)
        with self._lock:
            self._under_way -= 1
        return landed

    def agreed(self, sign: Sign) -> dict[str, str]:
        """Nothing to ask."""
        return dict(sign())

    def died(self, error: BaseException) -> bool:
        """Threads do not."""
        raise AssertionError(error)

    def look(self) -> None:
        """They are there."""

    def shutdown(self) -> None:
        """End them."""
        self._threads.shutdown()


@given(count=st.integers(0, 300), room=st.integers(1, 5), of=st.integers(0, 400))
def test_every_job_is_done_once_and_few_are_held(count: int, room: int, of: int) -> None:
    """Whatever was expected: no more is drawn than the workers and the next shards hold."""
    drawn, ended = 0, 0
    pool = Threads(room)

    def jobs() -> Iterator[Job]:
        nonlocal drawn
        for key in range(count):
            drawn += 1
            assert drawn - ended <= (room + 2) * MOST
            yield Job(key=key, call=partial(twice, key))

    found = []
    for one in Feed(jobs(), pool, of, Shard(jobs=())).results():
        ended += 1
        found.append(one)
    pool.shutdown()
    assert sorted(found) == [(key, 2 * key) for key in range(count)]
    assert pool.most <= room


@pytest.mark.parametrize(
    "count, of, started", [(7, 0, False), (7, 7, False), (8, 0, True), (8, 8, True), (0, 9, True)]
)
def test_workers_are_started_where_there_is_enough_to_do(
    count: int, of: int, started: bool
) -> None:
    """By what comes, where nothing is known of it; before the first is drawn, where it is."""
    born = []

    def start() -> Threads:
        born.append(drawn)
        return Threads(2)

    drawn = 0

    def jobs() -> Iterator[Job]:
        nonlocal drawn
        for key in range(count):
            drawn += 1
            yield Job(key=key, call=partial(twice, key))

    crew = Crew(start)
    assert sorted(crew.each(jobs(), of=of)) == [(key, 2 * key) for key in range(count)]
    assert born == ([0 if of else 8] if started else [])
    crew.close()


def test_a_heavy_worker_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that holds much after much work; its work goes on in another process."""
    monkeypatch.setattr("billing.workers.local._HEAVY", 0)
    monkeypatch.setattr("billing.workers.local._LONG", 3)
    pool = Local(1)
    found = [
        made[2] for _, made in Feed(iter(_jobs(*[held] * 9)), pool, 0, Shard(jobs=())).results()
    ]
    pool.shutdown()
    assert len(set(found)) == 3


def test_the_bar_tells_pace_and_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal; of pages alone, where invoices are issued while they are made."""

    class Terminal(StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("BILLING_LANGUAGE", "en")
    speech.forget()
    with speech.progress() as tick:
        for done in range(4):
            tick("issue", done, 9)
            tick("render", done, 9)
            time.sleep(0.05)
    bars = re.sub(r"\x1b\[[\d;?]*[A-Za-z]", "", terminal.getvalue())
    speech.forget()
    assert re.search(r"issue\W+4/9 +0:00:0\d *\n", bars), bars
    assert re.search(r"render\W+4/9 \d+\.\d/s 0:00:0\d 0:00:0\d", bars), bars


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_while_a_worker_starts_is_heeded_when_it_has_started(
    number: signal.Signals, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever thread it reaches: half a start would leave a process that waits for words."""
    done: list[str] = []
    start = SpawnProcess.start

    def slow(self: Any) -> None:
        os.kill(os.getpid(), number)
        time.sleep(0.05)  # time enough for a handler to be called
        start(self)
        done.append("started")

    def heard(_number: int, _frame: object) -> None:
        done.append("heard")

    monkeypatch.setattr(SpawnProcess, "start", slow)
    before = signal.signal(number, heard)
    try:
        crew = Local(1)
    finally:
        signal.signal(number, before)
    monkeypatch.undo()
    crew.shutdown()
    assert done == ["started", "heard"]


_BORN = """
from billing.workers import local
from tests.month.test_workers_fed import deaf
if __name__ == "__main__":
    local.serve = deaf
    crew = local.Local(2)
    calls = [crew.submit(id) for _ in range(2)]
    print(*[call.result() for call in calls])
    crew.shutdown()
"""


def test_ctrl_c_cannot_reach_a_worker_that_is_being_born(tmp_path: Path) -> None:
    """The first one of a program neither, beside which Python starts a process of its own."""
    (tmp_path / "born.py").write_text(_BORN)
    said = subprocess.run(
        [sys.executable, str(tmp_path / "born.py")],
        env=Victim(root=Path()).environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.stdout == "True True\n", said.stderr


def test_a_worker_that_dies_with_nothing_to_do_is_replaced() -> None:
    """Its death is told by the next call alone, which is made again."""
    crew = Local(1)
    first = crew.submit(os.getpid).result()
    os.kill(first, signal.SIGKILL)
    time.sleep(0.5)  # until the driver has seen it
    second = crew.submit(os.getpid).result()
    crew.shutdown()
    assert second != first


def test_a_worker_killed_in_the_middle_of_an_answer_is_heard_of() -> None:
    """Nobody waits for the rest of it; nor, in the other direction, for one who does not listen."""
    ends = []
    for seconds in (0.0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3):
        crew = Local(1)
        crew.submit(os.getpid).result(60)
        ends.append(_ending(crew.submit(long_answer, seconds)))
        crew.shutdown()
    deaf = Local(1)
    said = deaf.submit(len, bytes(300 << 20))
    deaf.shutdown()
    assert _ending(said) == "died"
    assert "died" in ends


def _ending(future: "Future[Any]") -> str:
    try:
        future.result(60)
    except BrokenExecutor:
        return "died"
    return "answered"
