"""Files as they are dropped: each is told once it lies still, so that no half copy is read.

The folder itself is looked at each time. Messages of the system only wake the watch: on network
shares they do not come, and a folder that was removed and made again has lost its watcher.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from billing.errors import SettingsError
from billing.intake import files

_LOCKS = ("~${0}", ".~lock.{0}#")  # beside a file that Excel or WPS, or LibreOffice, has open
_PATIENCE = 30.0  # seconds in which a file that lies still, and cannot be opened, may become so


class Stamp(NamedTuple):
    """What changes when a file does."""

    size: int
    changed: int  # nanoseconds
    made: int  # of the directory's entry, where the system tells
    node: int


class _Moving(NamedTuple):
    stamp: Stamp
    since: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What one look found. `there` is False while the inbox is gone."""

    there: bool = True
    settled: tuple[str, ...] = ()  # new or changed, and lying still
    gone: tuple[str, ...] = ()
    copied: tuple[str, ...] = ()  # still changing, or not to be opened yet
    opened: tuple[str, ...] = ()  # somebody works in it

    @property
    def news(self) -> bool:
        """Whether anything has to be read again."""
        return bool(self.settled or self.gone)


class Drops:
    """An inbox, and the files of it that were told already."""

    def __init__(self, inbox: Path, quiet: float) -> None:
        """`quiet`: seconds for which a file must not change before it is read."""
        self._inbox, self._quiet = inbox, quiet
        self._told: dict[str, Stamp] = {}
        self._moving: dict[str, _Moving] = {}

    def look(self, now: float) -> Look:
        """What changed since the files were last told; `now` is a clock that never goes back."""
        found = stamps(self._inbox)
        if found is None:
            return Look(there=False)
        new = [name for name, stamp in found.items() if self._told.get(name) != stamp]
        self._moving = {name: self._since(name, found[name], now) for name in new}
        opened = [name for name in new if _is_open(self._inbox / name)]
        still = [
            name
            for name in new
            if name not in opened
            and now - self._moving[name].since >= self._quiet
            and (
                _can_be_read(self._inbox / name)
                or now - self._moving[name].since >= _PATIENCE  # the reader says what is wrong
            )
        ]
        return Look(
            settled=tuple(still),
            gone=tuple(sorted(self._told.keys() - found.keys())),
            copied=tuple(name for name in new if name not in (*still, *opened)),
            opened=tuple(opened),
        )

    def told(self, look: Look) -> None:
        """The news of a look were read: they are news no more, unless they change again."""
        for name in look.settled:
            self._told[name] = self._moving[name].stamp
        for name in look.gone:
            del self._told[name]

    def _since(self, name: str, stamp: Stamp, now: float) -> _Moving:
        before = self._moving.get(name)
        return before if before and before.stamp == stamp else _Moving(stamp, now)


def stamps(inbox: Path) -> Mapping[str, Stamp] | None:
    """Every file that would be read; None where the folder is not there."""
    found = {}
    try:
        for name, path in files.paths(inbox):
            if stamp := stamp_of(path):
                found[name] = stamp
    except (SettingsError, OSError):
        return None
    return found


def stamp_of(path: Path) -> Stamp | None:
    """A file's stamp; None where it is not there."""
    try:
        found = path.stat()
    except OSError:
        return None
    return Stamp(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


def _is_open(path: Path) -> bool:
    """Whether a program has left its lock beside it."""
    return any(path.with_name(lock.format(path.name)).exists() for lock in _LOCKS)


def _can_be_read(path: Path) -> bool:
    """Whether it can be opened: Windows refuses a file that is being written."""
    try:
        with path.open("rb"):
            return True
    except OSError:
        return False
