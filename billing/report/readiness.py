"""How far a month's inbox is: per client what is needed, there and missing; per file what it gave.

Nouns alone: `month.checking` makes them, `checking`, `reminders` and `beside` say them.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from billing.catalogue import Language
from billing.errors import Problem, Severity
from billing.outcome import ClientOutcome, RunReport, SourceNote
from billing.period import Period
from billing.usage import Kind


class Standing(StrEnum):
    """Where a client's month stands; every client that is checked has exactly one."""

    READY = "ready"  # it would be billed
    NOTHING_DUE = "nothing_due"
    DONE = "done"  # issued, credited or closed by an earlier run
    SO_FAR = "so_far"  # its month still runs, and nothing that is there is wrong
    TO_APPROVE = "to_approve"  # waits for an approval by name
    DIFFERS = "differs"  # issued, and its input changed since
    INCOMPLETE = "incomplete"  # usage is missing, and nothing else is wrong
    TO_CORRECT = "to_correct"  # something that is there is wrong
    FAILED = "failed"  # the program could not; see the log


OPEN = (Standing.TO_APPROVE, Standing.DIFFERS, Standing.INCOMPLETE, Standing.TO_CORRECT)
"""What somebody has to do something about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """Usage of one kind that a charge bills of one store, and how far it is there.

    Days to come are not counted: while a month runs, `days` are those up to yesterday.
    """

    kind: Kind
    store: str = ""  # as the register names it; empty: of the client as a whole
    service: str = ""
    shift: str = ""
    days: int  # billed days that are over
    got: int  # of these, days with figures
    daily: bool = True  # False: a day without work has no row, so no day of it is missing
    missing: tuple[Period, ...] = ()  # days without figures before the last day with some
    after: Period | None = None  # days after the last one with figures: not final
    files: tuple[str, ...] = ()
    aside: str = ""  # files that hold it for other months only

    @property
    def absent(self) -> bool:
        """Whether there is nothing at all, though days of it are over."""
        return not self.got and self.days > 0

    @property
    def lacking(self) -> bool:
        """Whether anything of it is not there."""
        return self.absent or bool(self.missing or self.after)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientState:
    """One client's month. `running`: its last day is not over, so that nothing can be missing yet.

    `open` keeps it from being billed, without what only a day to come can bring.
    """

    outcome: ClientOutcome
    standing: Standing
    running: bool = False
    settled: bool = False  # issued, credited or closed by an earlier run: it needs nothing more
    needs: tuple[Need, ...] = ()
    open: tuple[Problem, ...] = ()
    lost: tuple[str, ...] = ()  # files of nobody known, any of which may hold what is missing
    changes: tuple[Problem, ...] = ()  # of its rows of the register since it was last billed
    files: tuple[str, ...] = ()  # with usage of its month
    language: Language = "zh"  # of what is written to it
    reminder: str = ""  # ready to be sent; empty where there is nothing to ask for

    @property
    def client(self) -> str:
        """Its code."""
        return self.outcome.client

    @property
    def lacking(self) -> tuple[Need, ...]:
        """Its needs that are not met."""
        return tuple(need for need in self.needs if need.lacking)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileState:
    """One file of the inbox, and all that was said of it."""

    name: str
    tables: tuple[SourceNote, ...] = ()
    problems: tuple[Problem, ...] = ()
    set_aside: bool = False
    clients: tuple[str, ...] = ()  # with usage of their month in it, or named by its problems

    def of(self, severity: Severity) -> tuple[Problem, ...]:
        """What was mended, warned of or refused."""
        return tuple(problem for problem in self.problems if problem.severity is severity)

    @property
    def refused(self) -> bool:
        """Whether something in it must be corrected."""
        return bool(self.of(Severity.BLOCKED))


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """A month's inbox as it stands on `day`. `gone`: clients billed before, and no longer."""

    run: RunReport
    day: date
    clients: tuple[ClientState, ...] = ()
    files: tuple[FileState, ...] = ()
    gone: tuple[Problem, ...] = ()
    outbox: str = ""  # of the month, as a person finds it

    def marked(self, file: str) -> str:
        """Where the marked workbook of a file lies; empty where there is none."""
        path = self.run.returned.get(file, "")
        return f"{self.outbox}/{path}" if path else ""

    def count(self, standing: Standing) -> int:
        """How many clients have a standing."""
        return sum(1 for client in self.clients if client.standing is standing)

    @property
    def loose(self) -> tuple[Problem, ...]:
        """What is more than mended and concerns neither a client that is shown nor a file."""
        told = {repr(one) for file in self.files for one in file.problems}
        return tuple(
            problem
            for problem in self.run.problems
            if not problem.clients
            and problem.severity is not Severity.MENDED
            and repr(problem) not in told
        )
