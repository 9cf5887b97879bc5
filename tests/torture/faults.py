"""Every fault that the books and mails have to survive, and the trial of each."""

from dataclasses import dataclass

from tests.torture import (
    arriving,
    crowding,
    damaging,
    fifty,
    killing,
    ordering,
    resuming,
    stepping,
    surroundings,
    walking,
)
from tests.torture.ground import Trial


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A fault by its name, how often `make test` tries it, and how often `make torture` does."""

    name: str
    trial: Trial
    quick: int
    long: int
    strace: bool = False  # cannot be tried without it


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A fault that ordinary tests put the program through: which ones."""

    name: str
    tests: tuple[str, ...]  # patterns of files and folders


FAULTS = (
    Fault(
        name="SIGKILL at a write-type system call",
        trial=killing.killed,
        quick=1,
        long=100,
        strace=True,
    ),
    Fault(name="SIGKILL at a step", trial=stepping.killed_at_steps, quick=3, long=1000),
    Fault(name="SIGKILL, and again in the rerun", trial=stepping.killed_twice, quick=0, long=40),
    Fault(name="SIGTERM", trial=killing.ended, quick=0, long=20, strace=True),
    Fault(name="SIGINT", trial=killing.interrupted, quick=0, long=20, strace=True),
    Fault(name="ENOSPC or EIO once", trial=killing.refused_once, quick=0, long=40, strace=True),
    Fault(
        name="ENOSPC or EIO for good",
        trial=killing.refused_for_good,
        quick=1,
        long=40,
        strace=True,
    ),
    Fault(
        name="power cut: what reaches the disk before what",
        trial=ordering.synced,
        quick=1,
        long=1,
        strace=True,
    ),
    Fault(name="two runs at once", trial=crowding.two_at_once, quick=0, long=10),
    Fault(name="eight runs at once", trial=crowding.eight_at_once, quick=0, long=5),
    Fault(name="the lock's holder killed", trial=crowding.holder_killed, quick=0, long=10),
    Fault(name="a flipped byte a page", trial=damaging.byte_flipped, quick=2, long=1000),
    Fault(name="a cut file", trial=damaging.cut, quick=0, long=20),
    Fault(name="a copy without its WAL", trial=damaging.without_log, quick=1, long=20),
    Fault(name="a row edited by hand", trial=damaging.edited, quick=2, long=1000),
    Fault(
        name="sending resumed after a change of template or settings",
        trial=resuming.changed_meanwhile,
        quick=1,
        long=20,
    ),
    Fault(name="the same month run again", trial=stepping.run_again, quick=2, long=100),
    Fault(name="a file half copied", trial=arriving.half_copied, quick=0, long=20),
    Fault(
        name="a file growing, replaced, cut or removed while read",
        trial=arriving.changed_while_read,
        quick=1,
        long=16,
    ),
    Fault(
        name="midnight and month end inside a run, clock back",
        trial=surroundings.clock_moved,
        quick=1,
        long=4,
    ),
    Fault(
        name="env -i, locale C, umask 000 and 777, other time zones",
        trial=surroundings.as_cron_runs_it,
        quick=0,
        long=5,
    ),
    Fault(
        name="one client of fifty failing, at every stage",
        trial=fifty.one_of_fifty,
        quick=0,
        long=8,
    ),
    Fault(name="a state machine over everything", trial=walking.walked, quick=0, long=200),
)

HELD = (
    Held(
        name="8 writers with rollbacks, SQLite and PostgreSQL",
        tests=("tests/ledger/test_ledger_writers.py",),
    ),
    Held(
        name="damages by hand, an older backup restored",
        tests=("tests/ledger/test_books_damaged.py", "tests/ledger/test_books_commands.py"),
    ),
    Held(name="SMTP: faults by phase; TLS", tests=("tests/mail",)),
    Held(
        name="payloads, a token a client, a secret in the environment",
        tests=("tests/torture/test_isolation*.py",),
    ),
)
