"""watch: the inbox looked at again whenever a file is dropped, until Ctrl-C."""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from billing.cli.check import checked
from billing.cli.months import MONTH
from billing.cli.opening import billing_month, now, opened
from billing.cli.speech import guessed_language, tell
from billing.errors import BillingError

if TYPE_CHECKING:
    from billing.month import Workspace
    from billing.month.dropped import Drops, Look, Stamp
    from billing.report.readiness import Readiness

_EVENTS = 50  # milliseconds over which messages of the system are gathered
_AGAIN = 5.0  # seconds until what failed is tried again


@click.command()
@MONTH
@click.option(
    "--every", default=1.0, show_default=True, type=click.FloatRange(0.1, 3600),
    help="Seconds between looks; a file is read once it has not changed for as long.",
)  # fmt: skip
@click.option("--poll", is_flag=True, help="Look every so often only, as on a network share.")
@click.pass_obj
def watch(folder: Path, named: str | None, every: float, poll: bool) -> None:
    """Read the inbox again as files are dropped, and leave what is wrong beside each."""
    from billing.intake.remembered import remembering
    from billing.month.dropped import Drops

    workspace = opened(folder)
    month = billing_month(workspace, named, over=False)
    tell("watch.inbox", {"folder": workspace.inbox, "month": month})
    watched = Watched(folder, workspace, named, Drops(workspace.inbox, every))
    try:
        with remembering():
            for _ in wakes(workspace.inbox, every, events=not poll):
                watched.look()
    except KeyboardInterrupt:
        tell("watch.ended")


def wakes(inbox: Path, every: float, *, events: bool) -> Iterator[None]:
    """When to look: at a message of the system where it sends any, and every so many seconds."""
    yield
    while True:
        if events and inbox.is_dir():
            yield from _messages(inbox, every)
        else:
            time.sleep(every)
            yield


def _messages(inbox: Path, every: float) -> Iterator[None]:
    """Until the folder is another one than it was: the old one's messages come no more."""
    try:
        import watchfiles

        before = inbox.stat().st_ino
        for _ in watchfiles.watch(
            inbox,
            watch_filter=None,
            debounce=4 * _EVENTS,
            step=_EVENTS,
            rust_timeout=int(every * 1000),
            yield_on_timeout=True,
            ignore_permission_denied=True,
        ):
            yield
            if inbox.stat().st_ino != before:
                return
    except (ImportError, OSError):  # not installed; no such folder; no more watchers to be had
        time.sleep(every)
        yield


@dataclass(frozen=True, slots=True)
class _Around:
    """What else a check depends on, beside the files of the inbox."""

    register: "Stamp | None"
    settings: "Stamp | None"
    month: str
    day: str


class Watched:
    """An inbox between two looks."""

    def __init__(
        self,
        folder: Path,
        workspace: "Workspace",
        named: str | None,
        drops: "Drops",
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`clock` never goes back."""
        self._folder, self._named = folder, named
        self._workspace, self._drops = workspace, drops
        self._around: _Around | None = None
        self._dropped: frozenset[str] = frozenset()
        self._clock = clock
        self._begun = clock()
        self._again = 0.0  # when to try once more what failed; 0: nothing did
        self._fault = ""  # what was said last of it
        self._opened: frozenset[str] = frozenset()
        self._there = True
        self._first = True

    def look(self) -> None:
        """Look once; read and tell where there is news."""
        clock = self._clock()
        found = self._drops.look(clock)
        if not found.there:
            if self._there:
                tell("watch.no_inbox", {"folder": self._workspace.inbox})
            self._there = False
            return
        self._there = True
        self._tell_open(found)
        if found.copied and self._first and clock < self._begun + _AGAIN:
            return  # a look more, and most of them lie still
        around = self._now_around()
        news = found.news or around != self._around or self._again
        if news and clock >= self._again:
            self._read(found, around, clock)

    def _now_around(self) -> _Around:
        from billing.month.dropped import stamp_of

        at = now(self._workspace)
        return _Around(
            register=stamp_of(self._workspace.register),
            settings=stamp_of(self._workspace.root / "billing.toml"),
            month=self._named or "",
            day=f"{at:%Y-%m-%d}",
        )

    def _read(self, found: "Look", around: _Around, clock: float) -> None:
        """Whatever fails is told, and tried again when anything changes, or after a while."""
        try:
            if self._around is None or around.settings != self._around.settings:
                self._workspace = opened(self._folder)
            month = billing_month(self._workspace, self._named, over=False)
            readiness = checked(self._workspace, month, ())
        except BillingError as fault:
            self._failed(clock, fault.code, fault.values)
            return
        except Exception as fault:  # noqa: BLE001 - the next file may mend it
            reason = f"{type(fault).__name__} {fault}"
            self._failed(clock, "watch.unread", {"reason": reason})
            return
        self._around = around
        self._tell(found, readiness)
        self._drops.told(found)
        self._first, self._again, self._fault = False, 0.0, ""

    def _failed(self, clock: float, code: str, values: Mapping[str, str]) -> None:
        """Said once, however often it is tried again."""
        self._again = clock + _AGAIN
        if repr((code, values)) != self._fault:
            tell(code, values)
        self._fault = repr((code, values))

    def _tell(self, found: "Look", readiness: "Readiness") -> None:
        """On the terminal, and beside the files."""
        from billing.month.beside import leave
        from billing.report.lacking import counts

        if not self._first:
            self._dropped = (self._dropped | set(found.settled)) - set(found.gone)
        faults = leave(self._workspace, readiness, dropped=self._dropped, waiting=_waiting(found))
        for fault in faults[:1]:  # a folder that refuses one refuses all
            tell("watch.no_note", {"path": fault.filename, "reason": fault.strerror})
        for line in self._lines(found, readiness):
            click.echo(line)
        click.echo(counts(readiness, guessed_language()))

    def _lines(self, found: "Look", readiness: "Readiness") -> Iterator[str]:
        """Of each file that came or went, and of each that asks for something at the start."""
        from billing.report import beside, said

        language, at = guessed_language(), f"{now(self._workspace):%H:%M:%S}"
        clients: dict[str, None] = {}
        for file in readiness.files:
            if file.name in found.settled and (not self._first or beside.asks(file)):
                verdict = beside.verdict(file, readiness.run.month, language)
                words = {"time": at, "file": said.one_line(file.name), "verdict": verdict}
                yield said.word("watch.file", language, **words)
                clients |= dict.fromkeys(file.clients)
        for name in found.gone:
            yield said.word("watch.gone", language, time=at, file=said.one_line(name))
        for state in readiness.clients:
            if state.client in clients and not self._first:
                yield from (f"    {line}" for line in beside.client_lines(state, language))

    def _tell_open(self, found: "Look") -> None:
        """Files that somebody works in, each told once."""
        at = f"{now(self._workspace):%H:%M:%S}"
        for name in sorted(set(found.opened) - self._opened):
            tell("watch.open", {"time": at, "file": name})
        self._opened = frozenset(found.opened)


def _waiting(found: "Look") -> Mapping[str, str]:
    return {
        **dict.fromkeys(found.copied, "beside.verdict.copied"),
        **dict.fromkeys(found.opened, "beside.verdict.open"),
    }
