"""What every trial stands on: a victim, how it stands undisturbed, and the figure at the end."""

import os
import random
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

import billing
from tests.torture import calls
from tests.torture.mailbox import Mailbox, mailbox
from tests.torture.standing import Standing, standing, wrong
from tests.torture.victim import BILL, Said, Victim, made

SEED = 20261102


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What came of a trial: how often it was tried, and each time that it was not as it should."""

    tries: int
    wrong: tuple[str, ...] = ()
    told: str = ""  # what the number of tries does not say


Trial = Callable[["Ground", int], Figure]


@dataclass(kw_only=True)
class Ground:
    """A folder, a mail server, and the victim before anything happened to it."""

    folder: Path
    box: Mailbox
    seed: int = SEED
    package: Path = field(default_factory=lambda: Path(billing.__file__).parents[1])
    _count: int = 0

    @cached_property
    def base(self) -> Victim:
        """The victim, nothing billed."""
        root = made(self.folder / "base", port=self.box.port).root
        return Victim(root=root, package=self.package)

    @cached_property
    def _undisturbed(self) -> tuple[Standing, tuple[str, ...]]:
        victim = self._copied()
        if calls.STRACE:
            lines, said = calls.traced(victim, self.folder / "trace")
        else:
            lines, said = (), victim.call(*BILL)
        found = standing(victim)
        faults = wrong(victim, found, said=said, mails=self.box.copies())
        assert not faults, faults
        return found, lines

    @property
    def expected(self) -> Standing:
        """How the victim stands after a run that nothing happened to."""
        return self._undisturbed[0]

    @property
    def trace(self) -> tuple[str, ...]:
        """That run's calls as strace wrote them, with paths; none where it is absent."""
        return self._undisturbed[1]

    @property
    def calls(self) -> tuple[calls.Call, ...]:
        """The write-type system calls of that run."""
        return calls.calls(self.trace)

    def dice(self, what: str) -> random.Random:
        """The same throws for the same seed."""
        return random.Random(f"{self.seed} {what}")

    def fresh(self) -> Victim:
        """A copy of the victim; no mail has come yet."""
        _ = self.expected  # made first, for it gets mails too
        return self._copied()

    def _copied(self) -> Victim:
        self._count += 1
        self.box.emptied()
        return self.base.copied(self.folder / f"try-{self._count}")

    def ended(
        self, victim: Victim, said: Said | None = None, *, numbers: bool = True
    ) -> tuple[str, ...]:
        """Run to the end, and say what is not as in a workspace that nothing happened to."""
        said = said or victim.call(*BILL)
        mails = self.box.copies()
        faults = wrong(victim, self.expected, said=said, mails=mails, numbers=numbers)
        if not faults:
            shutil.rmtree(victim.root)
        return faults


def counted(tries: Iterable[tuple[str, Iterable[str]]], told: str = "") -> Figure:
    """A figure of tries, each with its name and what was wrong; TORTURE_FIRST: up to that."""
    count, found = 0, []
    for name, told_of in tries:
        count += 1
        if faults := tuple(told_of):
            found.append(f"{name}: {'; '.join(faults)}")
            if "TORTURE_FIRST" in os.environ:
                break
    return Figure(tries=count, wrong=tuple(found), told=told)


@contextmanager
def ground(seed: int = SEED) -> Iterator[Ground]:
    """Ground for some trials, swept afterwards; in memory where there is room for that."""
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and os.access(memory, os.W_OK)
    with (
        TemporaryDirectory(prefix="torture-", dir=memory if roomy else None) as folder,
        mailbox() as box,
    ):
        yield Ground(folder=Path(folder), box=box, seed=seed)
